/** An event with everything of it as it is stored; `data` and `metadata` are the very texts. */
export interface LoggedEvent {
  readonly position: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
  /** In UTC, to the microsecond. */
  readonly recordedAt: string;
}

/** A row of a table that is kept beside the log. */
export interface SideRow {
  readonly schema: string;
  readonly table: string;
  /** As JSON. */
  readonly row: string;
}

/** What stands in the first line. */
export interface Taken {
  /** Instant in UTC. */
  readonly at: string;
  /** Position of the last event. */
  readonly head: number;
  /** All that follows from the events up to this position has been done. */
  readonly reactedTo: number;
}

/** The file is no whole backup. The message is a sentence with what to do. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** What the first line names. */
export const FORMAT = 'tertial log';
/** 1 held the log alone. */
export const VERSION = 2;
