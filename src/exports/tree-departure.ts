import { sameBytes } from '../evidence/encoding.js';
import { inclusionParts } from '../evidence/merkle-proof.js';
import { rootOf, type Sha256, type Subtree } from '../evidence/merkle-tree.js';

/** Gives the root of a log's first `size` leaves. */
export type RootAt = (size: number) => Promise<Uint8Array>;

/**
 * The number of first leaves that two logs share, at most `most`. The roots of the first
 * leaves agree up to that number and no further, so a binary search finds it.
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
 * The root of the leaves before one, out of the proof that it is in the tree: what is to its left in its proof is all of
 * them (RFC 6962, section 2.1.1).
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
