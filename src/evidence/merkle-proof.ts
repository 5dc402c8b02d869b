import { sameBytes } from './encoding.js';
import { emptyRoot, HASH_BYTES, nodeHash, rootOf, subtreesOf } from './merkle-tree.js';
import type { Sha256, Subtree, TreeHead } from './merkle-tree.js';

/** For each hash of a proof, the complete subtrees from which {@link proofFrom} computes the hash. */
export type ProofParts = readonly (readonly Subtree[])[];

/**
 * Returns the subtrees of an inclusion proof for a leaf: PATH(m, D[n]) (RFC 6962, section 2.1.1).
 *
 * @throws RangeError when a tree of `size` leaves has no leaf `index`.
 */
export function inclusionParts(index: number, size: number): ProofParts {
  if (!isCount(size) || !isCount(index) || index >= size) throw new RangeError(`No leaf ${index} of ${size}.`);
  return path(index, 0, size).map(([start, end]) => subtreesOf(start, end));
}

/**
 * Returns the subtrees of a consistency proof between two sizes: PROOF(m, D[n]) (RFC 6962, section 2.1.2). The proof
 * has no hash when `from` is 0 or equals `to`.
 *
 * @throws RangeError when `from` is larger than `to`.
 */
export function consistencyParts(from: number, to: number): ProofParts {
  if (!isCount(from) || !isCount(to) || from > to) throw new RangeError(`${to} leaves do not begin with ${from}.`);
  if (from === 0) return [];
  return subproof(from, 0, to, true).map(([start, end]) => subtreesOf(start, end));
}

/** Computes the hashes of a proof from the hashes of complete subtrees. */
export function proofFrom(sha256: Sha256, parts: ProofParts, hashAt: (subtree: Subtree) => Uint8Array): Uint8Array[] {
  return parts.map((subtrees) => rootOf(sha256, { hashes: subtrees.map(hashAt) }));
}

type Range = readonly [start: number, end: number];

function path(index: number, start: number, end: number): Range[] {
  if (end - start === 1) return [];
  const middle = start + splitOf(end - start);
  return index < middle
    ? [...path(index, start, middle), [middle, end]]
    : [...path(index, middle, end), [start, middle]];
}

/** Returns SUBPROOF (RFC 6962). `isKnown`: the verifier has the root of the leaves from `start` to `older - 1`. */
function subproof(older: number, start: number, end: number, isKnown: boolean): Range[] {
  if (older === end) return isKnown ? [] : [[start, end]];
  const middle = start + splitOf(end - start);
  return older <= middle
    ? [...subproof(older, start, middle, isKnown), [middle, end]]
    : [...subproof(older, middle, end, false), [start, middle]];
}

/** Returns the largest power of two that is smaller than `leaves`. `leaves` is at least 2. */
function splitOf(leaves: number): number {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
}

export interface Inclusion {
  readonly index: number;
  readonly leaf: Uint8Array;
  readonly head: TreeHead;
  readonly proof: readonly Uint8Array[];
}

/** Checks whether a proof shows that a leaf is at `index` in the tree (RFC 9162, section 2.1.3.2). */
export function isIncluded(sha256: Sha256, { index, leaf, head, proof }: Inclusion): boolean {
  // `leaf` must be 32 bytes. Otherwise a leaf of 31 bytes and a sibling of 33 bytes could give the same node as two
  // real hashes.
  if (!isCount(index) || !isHead(head) || index >= head.size || !isHash(leaf)) return false;
  let [place, last, root] = [index, head.size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      root = nodeHash(sha256, sibling, root);
      for (; place !== 0 && !isOdd(place); last = half(last)) place = half(place);
    } else {
      root = nodeHash(sha256, root, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(root, head.root);
}

export interface Consistency {
  readonly from: TreeHead;
  readonly to: TreeHead;
  readonly proof: readonly Uint8Array[];
}

/**
 * Checks whether a proof shows that tree `to` begins with all leaves of tree `from` (RFC 9162, section 2.1.4.2).
 * The section leaves out an empty `from` and equal sizes. In these two cases the proof must have no hash.
 */
export function isConsistent(sha256: Sha256, { from, to, proof }: Consistency): boolean {
  if (!isHead(from) || !isHead(to) || from.size > to.size) return false;
  if ([from, to].some(({ size, root }) => size === 0 && !sameBytes(root, emptyRoot(sha256)))) return false;
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root);
  if (from.size === 0) return proof.length === 0;
  return leadsToBoth(sha256, from, to, proof);
}

function leadsToBoth(sha256: Sha256, from: TreeHead, to: TreeHead, proof: readonly Uint8Array[]): boolean {
  let [place, last] = [from.size - 1, to.size - 1];
  for (; isOdd(place); last = half(last)) place = half(place);
  // When the older size is a power of two, the first hash is the older root, so the proof leaves it out.
  const [first, ...rest] = place === 0 ? [from.root, ...proof] : proof;
  if (first === undefined) return false;
  let [older, newer] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      [older, newer] = [nodeHash(sha256, sibling, older), nodeHash(sha256, sibling, newer)];
      for (; place !== 0 && !isOdd(place); last = half(last)) place = half(place);
    } else {
      newer = nodeHash(sha256, newer, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(older, from.root) && sameBytes(newer, to.root);
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

function isHead({ size, root }: TreeHead): boolean {
  return isCount(size) && isHash(root);
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}

/** Divides instead of using `&`, because `&` would cut the number to 32 bits. */
function isOdd(number: number): boolean {
  return number % 2 === 1;
}

function half(number: number): number {
  return Math.floor(number / 2);
}
