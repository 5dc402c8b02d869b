import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import { parseCheckpoint } from './checkpoint.js';
import { base64Of } from './encoding.js';
import type { TreeHead } from './merkle-tree.js';
import { parseNote } from './signed-note.js';

/** A signed checkpoint. */
export interface SignedCheckpoint extends TreeHead {
  /** The signed note, word for word (C2SP signed-note). */
  readonly note: string;
  /** Position of the last event that it covers. */
  readonly position: number;
}

/** The evidence of the log: its tree and the signed checkpoints. An event's leaf has the event's index. */
export interface Witness {
  /** Signs the tree where there are keys, unless it contradicts an older checkpoint. */
  vouch(): Promise<void>;
  /** Null: none has been signed yet. */
  newest(): Promise<SignedCheckpoint | null>;
  /** Null: none of that size has been signed. */
  ofSize(size: number): Promise<SignedCheckpoint | null>;
  /** The leaf's index, from 0 in the order of positions; null: the tree does not hold the event, or there is none. */
  indexOf(position: number): Promise<number | null>;
  /** PATH (RFC 6962, section 2.1.1). @throws RangeError when the tree has no such leaf or size. */
  inclusion(index: number, size: number): Promise<readonly Uint8Array[]>;
  /** PROOF (RFC 6962, section 2.1.2). @throws RangeError as {@link inclusion} */
  consistency(from: number, to: number): Promise<readonly Uint8Array[]>;
}

/** The token by which the witness is injected. */
export const WITNESS = 'WITNESS';

/** The statement of the newest checkpoint for a paper; null when none is signed. */
export function stated(checkpoint: SignedCheckpoint | null): StatedCheckpoint | null {
  if (checkpoint === null) return null;
  const { origin, size, root } = parseCheckpoint(parseNote(checkpoint.note).text);
  return { origin, size, root: base64Of(root) };
}
