import { joined } from './encoding.js';

/** Given to what is computed here: a pure file has no hash function of its own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const HASH_BYTES = 32;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** MTH({}), the root of the tree without leaves (RFC 6962, section 2.1). */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array());
}

/** MTH({d(0)}), the hash of one entry (RFC 6962, section 2.1). The first byte keeps a leaf from passing for a node. */
export function leafHash(sha256: Sha256, entry: Uint8Array): Uint8Array {
  return sha256(joined(LEAF, entry));
}

/** The hash of what has the two below it (RFC 6962, section 2.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(joined(NODE, left, right));
}

/** How large a tree is, and its root: what it stands for. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** A part of the tree that never changes: over the leaves from `index * 2**level`, `2**level` of them. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/**
 * All that has to be known of a tree to add to it: the hashes of the largest subtrees that it is made of, from the left.
 * There are as many as there are ones in the size's binary digits.
 */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

export interface Grown {
  readonly frontier: Frontier;
  /** The hash of each subtree that the new leaf is the last of, by level; the leaf's own is the first. */
  readonly completed: readonly Uint8Array[];
}

/** The tree with one leaf more. It costs as many hashes as there are subtrees that the leaf completes, less than two on average. */
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

/** Whether the binary digit at a level is a one. Not with `&`, which sees 32 of them. */
function isOdd(size: number, level: number): boolean {
  return Math.floor(size / 2 ** level) % 2 === 1;
}

/** MTH(D[n]) of the tree (RFC 6962, section 2.1). */
export function rootOf(sha256: Sha256, { hashes }: Pick<Frontier, 'hashes'>): Uint8Array {
  const last = hashes.at(-1);
  if (last === undefined) return emptyRoot(sha256);
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last);
}

/** Where the hashes of a tree's {@link Frontier} stand, from the left: so it can be had again from what is stored. */
export function frontierSubtrees(size: number): readonly Subtree[] {
  return subtreesOf(0, size);
}

/**
 * The subtrees that make up the leaves from one to before another, from the left. The first leaf stands where the
 * largest of them can begin, as it does in each range that RFC 6962 splits a tree into.
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

/** The largest level of a subtree with no more leaves than these. */
function levelOf(leaves: number): number {
  let level = 0;
  while (2 ** (level + 1) <= leaves) level += 1;
  return level;
}
