/** A row of a side table, which is a table that is not derived from the log. */
export interface SideRow {
  readonly schema: string;
  readonly table: string;
  /** The row as the text of a JSON object. */
  readonly row: string;
}

/** A side table in a backup file, told by the hashes of its rows, because rows such as kept documents are large. */
export interface SavedTable extends Pick<SideRow, 'schema' | 'table'> {
  /** The SHA-256 of each row's text. */
  readonly hashes: readonly string[];
}

/** The header of a backup file. */
export interface Taken {
  /** Instant in UTC at which the backup began. */
  readonly at: string;
  /** Position of the last event in the backup; 0 when it has no events. */
  readonly head: number;
  /** All reactions to the events up to this position are done; 0 when that is unknown. */
  readonly reactedTo: number;
}

/** The file is not a complete backup. The message says what to do. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}

/** Name of the file format, in the first line of each backup. */
export const FORMAT = 'tertial log';
/** Version of the file format. A file of version 1 has no rows of side tables. */
export const VERSION = 2;
