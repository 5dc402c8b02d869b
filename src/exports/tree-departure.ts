import { sameBytes } from '../evidence/encoding.js';
import { inclusionParts } from '../evidence/merkle-proof.js';
import { rootOf, type Sha256, type Subtree } from '../evidence/merkle-tree.js';

/** Returns the Merkle root of a log's first `size` leaves. */
export type RootAt = (size: number) => Promise<Uint8Array>;

/**
 * Returns how many leaves two logs share from the first one on, at most `most`. The Merkle roots agree up to that
 * number of leaves and differ beyond it, so a binary search finds the number.
 */
export async function leavesInCommon(one: RootAt, other: RootAt, most: number): Promise<number> {
  let [agreed, left] = [0, most];
  while (agreed < left) {
    const middle = Math.ceil((agreed + left) / 2);
    if (sameBytes(await one(middle), await other(middle))) agreed = middle;
    else left = middle - 1;
  }
  return agreed;
}

/**
 * Computes the Merkle root of the leaves before `index` from the inclusion proof of the leaf at `index`. The hashes to
 * the left of that leaf in the proof cover all leaves before it (RFC 6962, section 2.1.1).
 */
export function rootBefore(sha256: Sha256, index: number, size: number, proof: readonly Uint8Array[]): Uint8Array {
  const left = inclusionParts(index, size).flatMap((subtrees, at) => {
    const hash = proof[at];
    return hash !== undefined && subtrees.every((subtree) => endOf(subtree) <= index) ? [hash] : [];
  });
  return rootOf(sha256, { hashes: left.reverse() });
}

function endOf({ level, index }: Subtree): number {
  return (index + 1) * 2 ** level;
}
