import { fieldsOf, kindAndIdOf } from '../kernel/fold.js';
import { meetingFold } from '../meetings/meeting.js';
import type { ExportedEvent } from './exported-event.js';
import type { Spot } from './fault.js';

/**
 * The size and the Merkle root of a checkpoint in a summons or minutes. The verifier does not compare the log's origin,
 * because somebody may have renamed the log since then.
 */
export interface Stated {
  readonly size: number;
  readonly root: string;
}

/** A summons or minutes, with the checkpoint that the document states. */
export interface Paper {
  readonly stated: Stated;
  /** The number of events in the log before the event of the summons or minutes. */
  readonly index: number;
  readonly spot: Spot;
}

/** Returns the checkpoint in a meeting's event; null for other events, and when the payload is withheld. */
export function statedIn({ header, payload }: ExportedEvent): Stated | null {
  if (kindAndIdOf(header.stream)[0] !== meetingFold.kind || !('data' in payload)) return null;
  const { size, root } = fieldsOf(fieldsOf(payload.data).checkpoint);
  return typeof size === 'number' && typeof root === 'string' ? { size, root } : null;
}
