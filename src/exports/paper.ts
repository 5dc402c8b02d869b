import { fieldsOf, kindAndIdOf } from '../kernel/fold.js';
import { meetingFold } from '../meetings/meeting.js';
import type { ExportedEvent } from './exported-event.js';
import type { Spot } from './fault.js';

/** What a paper states of the log. What the log was called then is only a name. */
export interface Stated {
  readonly size: number;
  readonly root: string;
}

/** A summons or minutes that states a checkpoint, and where in the log it was sent or adjusted. */
export interface Paper {
  readonly stated: Stated;
  /** How many events there are before it. */
  readonly index: number;
  readonly spot: Spot;
}

/** What a meeting's event states of the log; null when it states nothing, or its payload is withheld. */
export function statedIn({ header, payload }: ExportedEvent): Stated | null {
  if (kindAndIdOf(header.stream)[0] !== meetingFold.kind || !('data' in payload)) return null;
  const { size, root } = fieldsOf(fieldsOf(payload.data).checkpoint);
  return typeof size === 'number' && typeof root === 'string' ? { size, root } : null;
}
