import type { PositionOrStart } from '../../kernel/fold.js';
import type { KnownEvent } from '../event-store/event-store.js';

/** How far somebody has taken the log in. */
export interface TakenIn {
  /** Position of the newest event that was taken in; 0 without one. */
  readonly position: PositionOrStart;
  /** Id of that event. Null: an older build, which kept no id, has moved the position. */
  readonly event: string | null;
  /** Id of the log's first event. Null: nothing was taken in, or it is not kept. */
  readonly log: string | null;
}

/** The row of a checkpoint, in a table that older builds write too. */
interface CheckpointRow {
  readonly position: number | bigint | string;
  readonly event: string | null;
  readonly event_position: number | bigint | string | null;
}

/** Id of the event at a checkpoint's position. Null: an older build has moved the position and left the id behind. */
export function eventAtPosition({ position, event, event_position: of }: CheckpointRow): string | null {
  return of !== null && Number(of) === Number(position) ? event : null;
}

/** The error when the rows are not at the position where a batch begins. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/** The events that a part has taken in, when it keeps the newest and not the first. */
export function takenIn(newest: KnownEvent | null): TakenIn {
  return { position: newest?.position ?? 0, event: newest?.id ?? null, log: null };
}
