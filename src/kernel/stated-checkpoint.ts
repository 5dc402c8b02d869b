/**
 * A checkpoint of the event log that a summons or the minutes contain. A reader of the document can use it to verify
 * that none of the events that the checkpoint covers has changed.
 */
export interface StatedCheckpoint {
  /** The name of the log, such as `tertial.example.se/tlog`. */
  readonly origin: string;
  /** The number of events that the checkpoint covers. */
  readonly size: number;
  /** The root hash of the Merkle tree over the first `size` events of the log (RFC 6962), in Base64. */
  readonly root: string;
}
