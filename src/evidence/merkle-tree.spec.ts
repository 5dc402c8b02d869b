import fc from 'fast-check';
import { base64, hex, keptTree, leaves, rootByDefinition, sha256 } from '../../test/support/log-under-test.js';
import { emptyFrontier, emptyRoot, frontierSubtrees, grown, leafHash, rootOf, subtreesOf } from './merkle-tree.js';

/** Test entries that implementations of Certificate Transparency share, and the root hash after each entry. */
const known: readonly (readonly [entry: string, root: string])[] = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

describe('RFC 6962, section 2.1: the tree', () => {
  it('without leaves has the hash of nothing as its root', () => {
    const nothing = base64('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
    expect(emptyRoot(sha256)).toEqual(nothing);
    expect(rootOf(sha256, emptyFrontier)).toEqual(nothing);
  });

  it('has the root that others have come to after each entry', () => {
    const { frontiers } = keptTree(known.map(([entry]) => leafHash(sha256, hex(entry))));
    expect(frontiers.slice(1).map((frontier) => rootOf(sha256, frontier))).toEqual(known.map(([, root]) => hex(root)));
  });

  it('tells a leaf from a node: no entry has the hash of two others', () => {
    const [left = emptyRoot(sha256), right = emptyRoot(sha256)] = leaves(2);
    expect(leafHash(sha256, Buffer.concat([left, right]))).not.toEqual(rootByDefinition([left, right]));
    expect(leafHash(sha256, Buffer.concat([Buffer.of(1), left, right]))).not.toEqual(rootByDefinition([left, right]));
  });
});

describe('a tree that grows', () => {
  const hashes = leaves(520);
  const { frontiers, hashAt } = keptTree(hashes);

  it('has at every size the root of the recursive definition', () => {
    for (const frontier of frontiers) {
      expect(rootOf(sha256, frontier)).toEqual(rootByDefinition(hashes.slice(0, frontier.size)));
    }
  });

  it('keeps as many hashes as there are ones in the size, whatever it has grown to', () => {
    for (const { size, hashes: kept } of frontiers) {
      expect(kept).toHaveLength(size.toString(2).replaceAll('0', '').length);
    }
  });

  it('costs less than two hashes a leaf', () => {
    let count = 0;
    const counting = (bytes: Uint8Array): Uint8Array => {
      count += 1;
      return sha256(bytes);
    };
    hashes.reduce((frontier, leaf) => grown(counting, frontier, leaf).frontier, emptyFrontier);
    expect(count).toBeLessThan(hashes.length);
  });

  it('can be grown on from what is stored of it', () => {
    for (const { size, hashes: kept } of frontiers) {
      expect(frontierSubtrees(size).map(hashAt)).toEqual(kept);
    }
  });

  it('grows past what 32 binary digits hold', () => {
    const leaf = hashes[0] ?? emptyRoot(sha256);
    const size = 2 ** 40 + 2 ** 33 - 1;
    const frontier = { size, hashes: frontierSubtrees(size).map(() => leaf) };
    const { frontier: next, completed } = grown(sha256, frontier, leaf);
    expect(next).toMatchObject({ size: size + 1, hashes: [leaf, completed.at(-1)] });
    expect(completed).toHaveLength(34);
  });

  const seed = Number(process.env.FC_SEED) || Date.now() % 2 ** 31;
  process.stdout.write(`FC_SEED=${seed}\n`);

  it(`is made of subtrees that leave no leaf out and take none twice (FC_SEED=${seed})`, () => {
    const sizes = fc.oneof(fc.nat(2000), fc.maxSafeNat());
    const whole = fc.property(sizes, (size) => {
      let at = 0;
      for (const { level, index } of subtreesOf(0, size)) {
        expect(index * 2 ** level).toBe(at);
        at += 2 ** level;
      }
      expect(at).toBe(size);
    });
    fc.assert(whole, { seed, numRuns: 300 });
  });
});
