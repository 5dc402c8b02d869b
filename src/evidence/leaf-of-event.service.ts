import type { Stored } from '../kernel/fold.js';
import { canonical, hashing, sha256 } from '../platform/runtime/hashing.service.js';
import { leafEntry, partsOf, payloadCommitment } from './leaf.js';
import { leafHash } from './merkle-tree.js';

/** The leaf of an event in the transparency log. */
export interface Leaf {
  /** Canonical JSON of the header and the commitment. */
  readonly entry: Uint8Array;
  readonly commitment: Uint8Array;
  readonly hash: Uint8Array;
}

/** @throws RangeError as {@link partsOf} */
export function leafOf(stored: Stored): Leaf {
  const { header, payload } = partsOf(stored);
  const commitment = payloadCommitment(hashing, payload);
  const entry = leafEntry(canonical, header, commitment);
  return { entry, commitment, hash: leafHash(sha256, entry) };
}
