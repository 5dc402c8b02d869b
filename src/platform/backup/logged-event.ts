/** An event as it is stored; `data` and `metadata` are the stored texts. */
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

/** A row of a side table. */
export interface SideRow {
  readonly schema: string;
  readonly table: string;
  /** As JSON. */
  readonly row: string;
}

/** The header of a backup. */
export interface Taken {
  /** Instant in UTC. */
  readonly at: string;
  /** Position of the last event. */
  readonly head: number;
  /** The position up to which all reactions are done. */
  readonly reactedTo: number;
}

/** The file is no whole backup. The message is a sentence with what to do. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** The format's name in the first line. */
export const FORMAT = 'tertial log';
/** Version 1 held the log alone. */
export const VERSION = 2;
