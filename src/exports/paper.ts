import { fieldsOf, kindAndIdOf } from '../kernel/fold.js';
import { meetingFold } from '../meetings/meeting.js';
import type { ExportedEvent } from './exported-event.js';
import type { Spot } from './fault.js';

/** The size and the root that a paper states. The log's origin may have changed since. */
export interface Stated {
  readonly size: number;
  readonly root: string;
}

/** A summons or minutes with the checkpoint that it states, and the position of its event. */
export interface Paper {
  readonly stated: Stated;
  /** The number of events before it. */
  readonly index: number;
  readonly spot: Spot;
}

/** The checkpoint that a meeting's event states; null when it states none or its payload is withheld. */
export function statedIn({ header, payload }: ExportedEvent): Stated | null {
  if (kindAndIdOf(header.stream)[0] !== meetingFold.kind || !('data' in payload)) return null;
  const { size, root } = fieldsOf(fieldsOf(payload.data).checkpoint);
  return typeof size === 'number' && typeof root === 'string' ? { size, root } : null;
}
