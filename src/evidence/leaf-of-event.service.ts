import type { Stored } from '../kernel/fold.js';
import { canonical, hashing, sha256 } from '../platform/runtime/hashing.service.js';
import { leafEntry, partsOf, payloadCommitment } from './leaf.js';
import { leafHash } from './merkle-tree.js';

/** The leaf of an event in the Merkle tree of the log. */
export interface Leaf {
  /** Canonical JSON (RFC 8785) of the event's header and commitment, in UTF-8. */
  readonly entry: Uint8Array;
  readonly commitment: Uint8Array;
  readonly hash: Uint8Array;
}

/** Computes the leaf of an event. @throws RangeError for an invalid salt. */
export function leafOf(stored: Stored): Leaf {
  const { header, payload } = partsOf(stored);
  const commitment = payloadCommitment(hashing, payload);
  const entry = leafEntry(canonical, header, commitment);
  return { entry, commitment, hash: leafHash(sha256, entry) };
}
