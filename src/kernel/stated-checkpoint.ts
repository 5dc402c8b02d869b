/**
 * A checkpoint of the log as a paper of the board states it. Whoever keeps the paper can tell of everything that was
 * recorded before it whether it has been changed since.
 */
export interface StatedCheckpoint {
  /** Which log it is. */
  readonly origin: string;
  /** How many events it vouches for. */
  readonly size: number;
  /** Of the tree over these events (RFC 6962), in Base 64. */
  readonly root: string;
}
