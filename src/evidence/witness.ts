import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import { parseCheckpoint } from './checkpoint.js';
import { base64Of } from './encoding.js';
import type { TreeHead } from './merkle-tree.js';
import { parseNote } from './signed-note.js';

/** A checkpoint that has been signed. */
export interface SignedCheckpoint extends TreeHead {
  /** The signed note, word for word (C2SP signed-note). */
  readonly note: string;
  /** Of the last event that it vouches for. */
  readonly position: number;
}

/** What vouches for the log: its tree, and the checkpoints that have been signed of it. An event's leaf has its index. */
export interface Witness {
  /** Signs what the tree has, where there are keys, unless that would deny what was signed before. */
  vouch(): Promise<void>;
  /** Null: none has been signed yet. */
  newest(): Promise<SignedCheckpoint | null>;
  /** Null: none of that size has been signed. */
  ofSize(size: number): Promise<SignedCheckpoint | null>;
  /** From 0, in the order of positions; null: the tree does not have the event yet, or there is none at the position. */
  indexOf(position: number): Promise<number | null>;
  /** PATH (RFC 6962, section 2.1.1). @throws RangeError when the tree has no such leaf or size. */
  inclusion(index: number, size: number): Promise<readonly Uint8Array[]>;
  /** PROOF (RFC 6962, section 2.1.2). @throws RangeError as {@link inclusion} */
  consistency(from: number, to: number): Promise<readonly Uint8Array[]>;
}

/** What it is asked for by when things are put together. */
export const WITNESS = 'WITNESS';

/** What a paper states of the newest checkpoint; null when none is signed. */
export function stated(checkpoint: SignedCheckpoint | null): StatedCheckpoint | null {
  if (checkpoint === null) return null;
  const { origin, size, root } = parseCheckpoint(parseNote(checkpoint.note).text);
  return { origin, size, root: base64Of(root) };
}
