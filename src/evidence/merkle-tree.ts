import { joined } from './encoding.js';

/** The hash function, as an argument: a pure file has none of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** MTH({}), the root of the tree without leaves (RFC 6962, section 2.1). */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array());
}

/** MTH({d(0)}), the hash of one entry (RFC 6962, section 2.1). The first byte distinguishes leaves from nodes. */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(joined(LEAF, entry));
}

/** The hash of a node with two children (RFC 6962, section 2.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joined(NODE, left, right));
}

/** The size of a tree and its root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** A complete subtree, which never changes: the `2**level` leaves from `index * 2**level`. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/**
 * The hashes of a tree's largest complete subtrees, from the left. A leaf can be added knowing these alone.
 * Their number is the number of ones in the size's binary digits.
 */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

export interface Grown {
  readonly frontier: Frontier;
  /** The hashes of the subtrees that the new leaf completes, by level, beginning with the leaf's own. */
  readonly completed: readonly Uint8Array[];
}

/** Adds a leaf. The cost is one hash for each subtree that the leaf completes, less than two on average. */
export function grown(sha256: Sha256, { size, hashes }: Frontier, leaf: Uint8Array): Grown {
  const completed = [leaf];
  let [last, kept] = [leaf, hashes.length];
  for (let left = hashes[kept - 1]; left !== undefined && isOdd(size, hashes.length - kept); left = hashes[kept - 1]) {
    last = nodeHash(sha256, left, last);
    completed.push(last);
    kept -= 1;
  }
  return { frontier: { size: size + 1, hashes: [...hashes.slice(0, kept), last] }, completed };
}

/** Whether the binary digit at a level is a one. `&` would see only 32 digits. */
function isOdd(size: number, level: number): boolean {
  return Math.floor(size / 2 ** level) % 2 === 1;
}

/** MTH(D[n]) of the tree (RFC 6962, section 2.1). */
export function rootOf(sha256: Sha256, { hashes }: Pick<Frontier, 'hashes'>): Uint8Array {
  const last = hashes.at(-1);
  if (last === undefined) return emptyRoot(sha256);
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last);
}

/** The subtrees of a tree's {@link Frontier}, from the left: their hashes can be read from the store. */
export function frontierSubtrees(size: number): readonly Subtree[] {
  return subtreesOf(0, size);
}

/**
 * The subtrees that cover a range of leaves, from the left. The first leaf stands where the
 * largest subtree can begin, as in each range into which RFC 6962 splits a tree.
 */
export function subtreesOf(start: number, end: number): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = start; at < end;) {
    const level = levelOf(end - at);
    subtrees.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** The largest level of a complete subtree with at most this number of leaves. */
function levelOf(leaves: number): number {
  let level = 0;
  while (2 ** (level + 1) <= leaves) level += 1;
  return level;
}
