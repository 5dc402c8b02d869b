/**
 * A checkpoint of the log, as printed in a document of the board. With the document a reader can verify that no event
 * recorded before the checkpoint has changed.
 */
export interface StatedCheckpoint {
  /** The log's name. */
  readonly origin: string;
  /** The number of events that the checkpoint covers. */
  readonly size: number;
  /** The root hash of the Merkle tree over these events (RFC 6962), in Base 64. */
  readonly root: string;
}
