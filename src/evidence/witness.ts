import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import { parseCheckpoint } from './checkpoint.js';
import { base64Of } from './encoding.js';
import type { TreeHead } from './merkle-tree.js';
import { parseNote } from './signed-note.js';

/** The size and the root hash of the log's Merkle tree, with the signatures over them. */
export interface SignedCheckpoint extends TreeHead {
  /** The text of the signed note (C2SP signed-note). */
  readonly note: string;
  /** The log position of the last event that the checkpoint covers. */
  readonly position: number;
}

/** Signs and reads checkpoints of the log, and makes proofs from its Merkle tree. Each event is one leaf. */
export interface Witness {
  /** Signs a checkpoint if a key exists, the log has grown and the log agrees with the newest checkpoint. */
  vouch(): Promise<void>;
  /** Returns the newest checkpoint; null when none has been signed. */
  newest(): Promise<SignedCheckpoint | null>;
  /** Returns the checkpoint that covers exactly `size` events; null when none of that size has been signed. */
  ofSize(size: number): Promise<SignedCheckpoint | null>;
  /** Returns the index, from 0, of the event at a position; null when the log index has no event there. */
  indexOf(position: number): Promise<number | null>;
  /** Makes an inclusion proof, PATH (RFC 6962, section 2.1.1). @throws RangeError if `index` or `size` is too large. */
  inclusion(index: number, size: number): Promise<readonly Uint8Array[]>;
  /** Makes a consistency proof, PROOF (RFC 6962, section 2.1.2). @throws RangeError if `from` or `to` is too large. */
  consistency(from: number, to: number): Promise<readonly Uint8Array[]>;
}

/** The injection token of the {@link Witness}. */
export const WITNESS = 'WITNESS';

/** Returns the part of a checkpoint that summonses and minutes contain; null when `checkpoint` is null. */
export function stated(checkpoint: SignedCheckpoint | null): StatedCheckpoint | null {
  if (checkpoint === null) return null;
  const { origin, size, root } = parseCheckpoint(parseNote(checkpoint.note).text);
  return { origin, size, root: base64Of(root) };
}
