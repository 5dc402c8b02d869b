import { joined } from './encoding.js';

/** SHA-256 as an argument, because a file without a suffix is pure and may not import `node:crypto`. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** Returns MTH({}), the root hash of a tree without leaves (RFC 6962, section 2.1). */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array());
}

/** Returns MTH({d(0)}), the hash of one entry (RFC 6962, section 2.1). The prefix byte 0x00 marks a leaf. */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(joined(LEAF, entry));
}

/** Returns the hash of a node with two children (RFC 6962, section 2.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joined(NODE, left, right));
}

/** The number of leaves of a Merkle tree, and its root hash. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** A complete subtree: the `2**level` leaves that begin at leaf `index * 2**level`. Its hash never changes. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/**
 * The hashes of a tree's largest complete subtrees, from the left. Adding a leaf needs no other hash.
 * The number of hashes is the number of 1 bits in `size`.
 */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

export interface Grown {
  readonly frontier: Frontier;
  /** The hashes of the subtrees that the new leaf completes, by level. The first one is the leaf's own hash. */
  readonly completed: readonly Uint8Array[];
}

/** Adds the hash of a leaf, and computes one node hash for each larger subtree that the leaf completes. */
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

/** Checks whether the bit of `size` at `level` is 1. It divides, because `&` would cut `size` to 32 bits. */
function isOdd(size: number, level: number): boolean {
  return Math.floor(size / 2 ** level) % 2 === 1;
}

/** Returns MTH(D[n]), the root hash of the tree with this frontier (RFC 6962, section 2.1). */
export function rootOf(sha256: Sha256, { hashes }: Pick<Frontier, 'hashes'>): Uint8Array {
  const last = hashes.at(-1);
  if (last === undefined) return emptyRoot(sha256);
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last);
}

/** Returns the subtrees that form the {@link Frontier} of a tree, from the left. */
export function frontierSubtrees(size: number): readonly Subtree[] {
  return subtreesOf(0, size);
}

/**
 * Returns the complete subtrees that cover the leaves from `start` to `end - 1`, from the left. `start` must be a
 * multiple of the largest subtree's size. This holds for each range into which RFC 6962 splits a tree.
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

/** Returns the level of the largest complete subtree with at most this number of leaves. */
function levelOf(leaves: number): number {
  let level = 0;
  while (2 ** (level + 1) <= leaves) level += 1;
  return level;
}
