import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { base64, keptTree, leaves, rootByDefinition, sha256 } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { consistencyParts, inclusionParts, isConsistent, isIncluded, proofFrom } from './merkle-proof.js';
import { nodeHash, rootOf, type Subtree } from './merkle-tree.js';

interface Vectors {
  readonly inclusion: readonly {
    readonly name: string;
    readonly leafIdx: number;
    readonly treeSize: number;
    readonly root: string;
    readonly leafHash: string;
    readonly proof: readonly string[] | null;
    readonly wantErr: boolean;
  }[];
  readonly consistency: readonly {
    readonly name: string;
    readonly size1: number;
    readonly size2: number;
    readonly root1: string;
    readonly root2: string;
    readonly proof: readonly string[] | null;
    readonly wantErr: boolean;
  }[];
}

function isVectors(read: unknown): read is Vectors {
  return typeof read === 'object' && read !== null && 'inclusion' in read && 'consistency' in read;
}

function vectors(): Vectors {
  const file = new URL('../../test/vectors/rfc6962/proofs.json', import.meta.url);
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isVectors(read)) throw new Error('The vectors have another form than before.');
  return read;
}

const { inclusion, consistency } = vectors();
const nothing = sha256(new Uint8Array());
const hashes = leaves(300);
const { frontiers, hashAt } = keptTree(hashes);
const roots = frontiers.map((frontier) => rootOf(sha256, frontier));

function head(size: number) {
  return { size, root: roots[size] ?? nothing };
}

function included(index: number, size: number) {
  const proof = proofFrom(sha256, inclusionParts(index, size), hashAt);
  return { index, leaf: hashes[index] ?? nothing, head: head(size), proof };
}

function consistent(from: number, to: number) {
  return { from: head(from), to: head(to), proof: proofFrom(sha256, consistencyParts(from, to), hashAt) };
}

/** Returns the bytes with one bit inverted. */
function turned(bytes: Uint8Array, digit: number): Uint8Array {
  return bytes.map((byte, at) => (at === Math.floor(digit / 8) ? byte ^ (2 ** (digit % 8)) : byte));
}

describe('the published vectors', () => {
  it('are as many as there were', () => {
    expect([inclusion.length, consistency.length]).toEqual([53, 43]);
  });

  it('says of each published vector what it must', () => {
    expect(
      wrongRows(inclusion, ({ leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
        const given = {
          index: leafIdx,
          leaf: base64(leafHash),
          head: { size: treeSize, root: base64(root) },
          proof: (proof ?? []).map(base64),
        };
        expect(isIncluded(sha256, given)).toBe(!wantErr);
      }),
    ).toEqual([]);
  });

  it('says of each published vector what it must', () => {
    expect(
      wrongRows(consistency, ({ size1, size2, root1, root2, proof, wantErr }) => {
        const given = {
          from: { size: size1, root: base64(root1) },
          to: { size: size2, root: base64(root2) },
          proof: (proof ?? []).map(base64),
        };
        expect(isConsistent(sha256, given)).toBe(!wantErr);
      }),
    ).toEqual([]);
  });
});

describe('RFC 6962, section 2.1.3: the tree of seven leaves', () => {
  const names: Readonly<Record<string, Subtree>> = {
    b: { level: 0, index: 1 },
    c: { level: 0, index: 2 },
    d: { level: 0, index: 3 },
    f: { level: 0, index: 5 },
    g: { level: 1, index: 0 },
    h: { level: 1, index: 1 },
    i: { level: 1, index: 2 },
    j: { level: 0, index: 6 },
    k: { level: 2, index: 0 },
  };
  // Node l of the RFC's drawing is the only node that is not a complete subtree, so it is listed by its parts.
  const l = [names.i, names.j];

  function parts(letters: string) {
    return Array.from(letters, (letter) => (letter === 'l' ? l : [names[letter]]));
  }

  it.each([
    ['d0', 0, 'bhl'],
    ['d3', 3, 'cgl'],
    ['d4', 4, 'fjk'],
    ['d6', 6, 'ik'],
  ])('the audit path for %s', (_, index, letters) => {
    expect(inclusionParts(index, 7)).toEqual(parts(letters));
  });

  it.each([
    ['hash0', 3, 'cdgl'],
    ['hash1', 4, 'l'],
    ['hash2', 6, 'ijk'],
  ])('the consistency proof between %s and hash', (_, from, letters) => {
    expect(consistencyParts(from, 7)).toEqual(parts(letters));
  });
});

describe('a proof', () => {
  const seed = Number(process.env.FC_SEED) || Date.now() % 2 ** 31;
  process.stdout.write(`FC_SEED=${seed}\n`);
  const runs = { seed, numRuns: 1000 };
  const inTree = fc.integer({ min: 1, max: 300 }).chain((size) => fc.tuple(fc.nat(size - 1), fc.constant(size)));
  const twoSizes = inTree.map(([one, other]): [number, number] => [one + 1, other]);
  const digit = fc.nat(255);

  it('of every leaf in every tree up to 70 leaves holds', () => {
    for (let size = 1; size <= 70; size += 1) {
      for (let index = 0; index < size; index += 1) expect(isIncluded(sha256, included(index, size))).toBe(true);
    }
  });

  it('between any two trees up to 70 leaves holds', () => {
    for (let to = 0; to <= 70; to += 1) {
      for (let from = 0; from <= to; from += 1) expect(isConsistent(sha256, consistent(from, to))).toBe(true);
    }
  });

  it(`that a leaf is there holds in larger trees (FC_SEED=${seed})`, () => {
    const holds = fc.property(inTree, ([index, size]) => isIncluded(sha256, included(index, size)));
    fc.assert(holds, runs);
  });

  it(`that a tree was only added to holds for larger ones (FC_SEED=${seed})`, () => {
    const holds = fc.property(twoSizes, ([from, to]) => isConsistent(sha256, consistent(from, to)));
    fc.assert(holds, runs);
  });

  it(`that a leaf is there does not hold with a digit changed anywhere (FC_SEED=${seed})`, () => {
    const fails = fc.property(inTree, fc.nat(), digit, ([index, size], which, at) => {
      const given = included(index, size);
      const place = which % (given.proof.length + 2);
      const proof = given.proof.map((hash, one) => (one + 2 === place ? turned(hash, at) : hash));
      const leaf = place === 0 ? turned(given.leaf, at) : given.leaf;
      const root = place === 1 ? turned(given.head.root, at) : given.head.root;
      return !isIncluded(sha256, { index, leaf, head: { size, root }, proof });
    });
    fc.assert(fails, runs);
  });

  it(`that a tree was only added to does not hold with a digit changed anywhere (FC_SEED=${seed})`, () => {
    const fails = fc.property(twoSizes, fc.nat(), digit, ([older, newer], which, at) => {
      const { from, to, proof } = consistent(older, newer);
      const place = which % (proof.length + 2);
      const changed = {
        from: place === 0 ? { ...from, root: turned(from.root, at) } : from,
        to: place === 1 ? { ...to, root: turned(to.root, at) } : to,
        proof: proof.map((hash, one) => (one + 2 === place ? turned(hash, at) : hash)),
      };
      return !isConsistent(sha256, changed);
    });
    fc.assert(fails, runs);
  });

  it(`does not hold with a hash more or less (FC_SEED=${seed})`, () => {
    const fails = fc.property(twoSizes, fc.nat(), fc.boolean(), ([from, to], which, isMore) => {
      const altered = (proof: readonly Uint8Array[]) => {
        const at = which % (proof.length + 1);
        return isMore || proof.length === 0 ? proof.toSpliced(at, 0, nothing) : proof.toSpliced(at % proof.length, 1);
      };
      const [leaf, tree] = [included(from - 1, to), consistent(from, to)];
      expect(isIncluded(sha256, { ...leaf, proof: altered(leaf.proof) })).toBe(false);
      expect(isConsistent(sha256, { ...tree, proof: altered(tree.proof) })).toBe(false);
    });
    fc.assert(fails, runs);
  });

  it(`holds for no other leaf, place or tree (FC_SEED=${seed})`, () => {
    const fails = fc.property(inTree, fc.nat(299), ([index, size], other) => {
      fc.pre(other !== index);
      const given = included(index, size);
      expect(isIncluded(sha256, { ...given, index: other })).toBe(false);
      expect(isIncluded(sha256, { ...given, leaf: hashes[other] ?? nothing })).toBe(false);
      expect(isIncluded(sha256, { ...given, head: head(other) })).toBe(other === size);
    });
    fc.assert(fails, runs);
  });

  it(`holds for no tree with a leaf changed, taken out or put in (FC_SEED=${seed})`, () => {
    const fails = fc.property(inTree, fc.constantFrom(0, 1), fc.boolean(), ([index, size], take, isPut) => {
      const put = isPut || take === 0 ? [nothing] : [];
      const rewritten = [...hashes.toSpliced(index, take, ...put), ...leaves(1)].slice(0, 300);
      const forged = keptTree(rewritten);
      const to = { size: 300, root: rootByDefinition(rewritten) };
      const proof = proofFrom(sha256, consistencyParts(size, 300), forged.hashAt);
      expect(isConsistent(sha256, { from: head(size), to, proof })).toBe(false);
    });
    fc.assert(fails, { seed, numRuns: 60 });
  });

  it('is as long as the tree is high, not as it is large', () => {
    const size = 2 ** 40 + 5;
    expect(inclusionParts(2 ** 39 + 1, size)).toHaveLength(41);
    expect(consistencyParts(2 ** 39 + 1, size)).toHaveLength(42);
    expect(inclusionParts(size - 1, size).flat()).toHaveLength(2);
  });
});

describe('a proof that was made up', () => {
  const [first = nothing, second = nothing, third = nothing] = hashes;

  it('does not move a byte from one hash to the next, though their node has the same hash', () => {
    const leaf = first.slice(0, 31);
    const sibling = Uint8Array.of(...first.slice(31), ...second);
    expect(isIncluded(sha256, { index: 0, leaf, head: head(2), proof: [sibling] })).toBe(false);
    const even = new Uint8Array(32).fill(7);
    const made = [first, second, even, third];
    const proof = [even.slice(1), Uint8Array.of(7, ...third), Uint8Array.of(...rootByDefinition([first, second]), 7)];
    const from = { size: 3, root: rootByDefinition(made.slice(0, 3)) };
    expect(isConsistent(sha256, { from, to: { size: 4, root: rootByDefinition(made) }, proof })).toBe(false);
  });

  it('does not go on above the root of the size that is told', () => {
    const lower = { size: 1, root: roots[2] ?? nothing };
    expect(isIncluded(sha256, { index: 0, leaf: second, head: lower, proof: [first] })).toBe(false);
    const above = ({ size, root }: { size: number; root: Uint8Array }) => ({
      size,
      root: nodeHash(sha256, third, root),
    });
    const { from, to, proof } = consistent(3, 4);
    expect(isConsistent(sha256, { from: above(from), to: above(to), proof: [...proof, third] })).toBe(false);
  });
});

describe('a proof that nobody can give', () => {
  const [only = nothing] = hashes;

  it('of a leaf that no tree has', () => {
    const wrong = wrongRows(
      [
        [-1, 3],
        [3, 3],
        [0, 0],
        [0.5, 3],
        [0, 1.5],
        [0, 2 ** 53],
        [Number.NaN, 3],
      ],
      ([index, size]) => {
        expect(() => inclusionParts(index, size)).toThrow(`No leaf ${index} of ${size}.`);
        expect(isIncluded(sha256, { index, leaf: only, head: { size, root: only }, proof: [] })).toBe(false);
      },
    );
    expect(wrong).toEqual([]);
  });

  it.each([-1, 0.5, 1, Number.NaN])('of leaf %d in a tree of one, which needs no hash', (index) => {
    expect(isIncluded(sha256, { ...included(0, 1), index })).toBe(false);
  });

  it.each([
    [4, 3],
    [-1, 3],
    [-1, -1],
    [1, 1.5],
    [1.5, 1.5],
    [1, Number.NaN],
  ])('from %d leaves to %d', (from, to) => {
    expect(() => consistencyParts(from, to)).toThrow(`${to} leaves do not begin with ${from}.`);
    const given = { from: { size: from, root: only }, to: { size: to, root: only }, proof: [] };
    expect(isConsistent(sha256, given)).toBe(false);
  });

  it('for what is no root', () => {
    const short = { size: 1, root: only.slice(1) };
    expect(isConsistent(sha256, { from: short, to: short, proof: [] })).toBe(false);
    expect(isConsistent(sha256, { from: head(0), to: short, proof: [] })).toBe(false);
    expect(isIncluded(sha256, { ...included(0, 1), leaf: short.root, head: short })).toBe(false);
  });
});

describe('RFC 9162, section 2.1.4: the tree without leaves', () => {
  it('is the beginning of every tree', () => {
    expect(isConsistent(sha256, consistent(0, 0))).toBe(true);
    expect(isConsistent(sha256, consistent(0, 5))).toBe(true);
  });

  it('needs no hash to prove it, and takes none', () => {
    expect(consistencyParts(0, 5)).toEqual([]);
    expect(isConsistent(sha256, { ...consistent(0, 5), proof: [nothing] })).toBe(false);
  });

  it('has the root of nothing and no other', () => {
    const other = { size: 0, root: hashes[0] ?? nothing };
    expect(isConsistent(sha256, { from: other, to: head(5), proof: [] })).toBe(false);
    expect(isConsistent(sha256, { from: other, to: other, proof: [] })).toBe(false);
  });
});
