import fc from 'fast-check';
import { keptTree, leaves, sha256 } from '../../test/support/log-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { Malformed } from './encoding.js';
import { consistencyParts, inclusionParts, proofFrom } from './merkle-proof.js';
import { emptyFrontier, frontierSubtrees, grown, rootOf, type Subtree } from './merkle-tree.js';
import {
  hashOver,
  hasTile,
  parseTile,
  type Tile,
  TILE_WIDTH,
  tileHashes,
  tileHashesUnder,
  tileOf,
  tilePath,
  tilesGrown,
  writeTile,
} from './tile.js';

const seed = Number(process.env.FC_SEED) || Date.now() % 2 ** 31;
process.stdout.write(`FC_SEED=${seed}\n`);

describe('C2SP tlog-tiles, Merkle Tree: the path of a tile', () => {
  it('is written and read', () => {
    const wrong = wrongRows<[path: string, tile: Tile]>(
      [
        ['tile/0/000', { level: 0, index: 0, width: 256 }],
        ['tile/0/x001/234.p/5', { level: 0, index: 1234, width: 5 }],
        ['tile/0/x001/x234/067', { level: 0, index: 1234067, width: 256 }],
        ['tile/1/999.p/255', { level: 1, index: 999, width: 255 }],
        ['tile/2/x001/000.p/1', { level: 2, index: 1000, width: 1 }],
        ['tile/63/000', { level: 63, index: 0, width: 256 }],
        ['tile/entries/x123/456', { level: 'entries', index: 123456, width: 256 }],
        ['tile/entries/000.p/1', { level: 'entries', index: 0, width: 1 }],
      ],
      ([path, tile]) => {
        expect(tilePath(tile)).toBe(path);
        expect(tileOf(path)).toEqual(tile);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is none in another form', () => {
    const wrong = wrongRows(
      [
        '',
        'tile/0',
        '/tile/0/000',
        'tile/0/000/',
        'tile/00/000',
        'tile/64/000',
        'tile/-1/000',
        'tile/entry/000',
        'tile/0/0',
        'tile/0/0000',
        'tile/0/x000/001',
        'tile/0/001/234',
        'tile/0/x001',
        'tile/0/x001/x234',
        'tile/0/X001/234',
        'tile/0/x009/x007/x199/x254/x740/992',
        'tile/0/000.p/0',
        'tile/0/000.p/01',
        'tile/0/000.p/256',
        'tile/0/000.p/',
        'tile/0/000.p',
        'tile/0/000.p/5/',
        'tile/0/000.P/5',
        'tile/0/000.p/5\n',
        'tile/0/../000',
      ],
      (path) => {
        expect(tileOf(path)).toBeNull();
      },
    );
    expect(wrong).toEqual([]);
  });

  it(`is given back by the tile that it names (FC_SEED=${seed})`, () => {
    const tile = fc.record({
      level: fc.oneof(fc.nat(63), fc.constant('entries' as const)),
      index: fc.oneof(fc.nat(2_000_000), fc.maxSafeNat()),
      width: fc.integer({ min: 1, max: TILE_WIDTH }),
    });
    fc.assert(
      fc.property(tile, (given) => {
        expect(tileOf(tilePath(given))).toEqual(given);
      }),
      { seed },
    );
  });
});

describe('C2SP tlog-tiles, Partial Tiles: the tiles of a tree', () => {
  function summary(tiles: readonly Tile[]): string[] {
    const counted = Map.groupBy(tiles, ({ level, width }) => `level ${level} width ${width}`);
    return [...counted].map(([what, alike]) => `${what}: ${alike.length}`);
  }

  it('of 70 000 are those of the example', () => {
    expect(summary(tilesGrown(0, 70_000).filter(({ level }) => level !== 'entries'))).toEqual([
      'level 0 width 256: 273',
      'level 0 width 112: 1',
      'level 1 width 256: 1',
      'level 1 width 17: 1',
      'level 2 width 1: 1',
    ]);
  });

  it('of 256 are a full one, and one that holds its hash', () => {
    expect(tilesGrown(0, 256).map(tilePath)).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']);
  });

  it('of none are none', () => {
    expect(tilesGrown(0, 0)).toEqual([]);
  });

  it('that grows are those that are new or have grown', () => {
    const wrong = wrongRows(
      [
        [0, 1, ['tile/entries/000.p/1', 'tile/0/000.p/1']],
        [5, 5, []],
        [5, 6, ['tile/entries/000.p/6', 'tile/0/000.p/6']],
        [255, 256, ['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']],
        [256, 257, ['tile/entries/001.p/1', 'tile/0/001.p/1']],
        [
          250,
          520,
          [
            'tile/entries/000',
            'tile/entries/001',
            'tile/entries/002.p/8',
            'tile/0/000',
            'tile/0/001',
            'tile/0/002.p/8',
            'tile/1/000.p/2',
          ],
        ],
        [
          65_535,
          65_537,
          ['tile/entries/255', 'tile/entries/256.p/1', 'tile/0/255', 'tile/0/256.p/1', 'tile/1/000', 'tile/2/000.p/1'],
        ],
      ],
      ([from, to, paths]) => {
        expect(tilesGrown(from, to).map(tilePath)).toEqual(paths);
      },
    );
    expect(wrong).toEqual([]);
  });

  it(`come to the same however often they are written (FC_SEED=${seed})`, () => {
    const sizes = fc.array(fc.nat(200_000), { maxLength: 6 });
    const same = fc.property(sizes, fc.nat(200_000), (stops, size) => {
      const on = [0, ...stops.filter((stop) => stop < size).sort((a, b) => a - b), size];
      const widest = new Map<string, number>();
      for (const [at, to] of on.entries()) {
        for (const { level, index, width } of tilesGrown(on[at - 1] ?? 0, to)) widest.set(`${level} ${index}`, width);
      }
      expect(widest).toEqual(
        new Map(tilesGrown(0, size).map(({ level, index, width }) => [`${level} ${index}`, width])),
      );
    });
    fc.assert(same, { seed, numRuns: 30 });
  });

  it('are there when the tree is large enough for them', () => {
    expect(tilesGrown(0, 70_000).every((tile) => hasTile(70_000, tile))).toBe(true);
    expect(hasTile(70_000, { level: 0, index: 273, width: 113 })).toBe(false);
    expect(hasTile(70_000, { level: 2, index: 0, width: 2 })).toBe(false);
    expect(hasTile(70_000, { level: 3, index: 0, width: 1 })).toBe(false);
    expect(hasTile(70_000, { level: 'entries', index: 274, width: 1 })).toBe(false);
  });
});

describe('a log of which only tiles are kept', () => {
  const size = 70_000;
  const hashes = leaves(size);
  const tiles: Uint8Array[][] = [];
  let frontier = emptyFrontier;
  for (const leaf of hashes) {
    const next = grown(sha256, frontier, leaf);
    frontier = next.frontier;
    for (const { level, index, hash } of tileHashes(frontier.size, next.completed)) {
      const hashesOfLevel = (tiles[level] ??= []);
      if (hashesOfLevel.length !== index) throw new Error(`The hash ${index} of level ${level} comes out of order.`);
      hashesOfLevel.push(hash);
    }
  }

  function hashAt(subtree: Subtree): Uint8Array {
    const { level, index, count } = tileHashesUnder(subtree);
    expect(Math.floor(index / TILE_WIDTH)).toBe(Math.floor((index + count - 1) / TILE_WIDTH));
    return hashOver(sha256, tiles[level]?.slice(index, index + count) ?? []);
  }

  it('keeps a hash a leaf, and a 256th of that again for each level', () => {
    expect(tiles.map((level) => level.length)).toEqual([70_000, 273, 1]);
  });

  it('keeps of what a leaf completes the hash of each eighth level', () => {
    const completed = hashes.slice(0, 17);
    expect(tileHashes(2 ** 16 * 5, completed)).toEqual([
      { level: 0, index: 2 ** 16 * 5 - 1, hash: hashes[0] },
      { level: 1, index: 256 * 5 - 1, hash: hashes[8] },
      { level: 2, index: 4, hash: hashes[16] },
    ]);
  });

  it('has the root of the tree', () => {
    expect(rootOf(sha256, { hashes: frontierSubtrees(size).map(hashAt) })).toEqual(rootOf(sha256, frontier));
  });

  it(`gives the proofs that the whole tree gives (FC_SEED=${seed})`, () => {
    const small = 1300;
    const kept = keptTree(hashes.slice(0, small));
    const range = fc
      .integer({ min: 1, max: small })
      .chain((to) => fc.tuple(fc.integer({ min: 1, max: to }), fc.constant(to)));
    const same = fc.property(range, ([from, to]) => {
      for (const parts of [inclusionParts(from - 1, to), consistencyParts(from, to)]) {
        expect(proofFrom(sha256, parts, hashAt)).toEqual(proofFrom(sha256, parts, kept.hashAt));
      }
    });
    fc.assert(same, { seed, numRuns: 100 });
  });

  it('serves a tile as its hashes one after the other', () => {
    const tile = writeTile(hashes.slice(256, 512));
    expect(tile).toHaveLength(8192);
    expect(parseTile(tile, 256)).toEqual(hashes.slice(256, 512));
    expect(parseTile(writeTile(hashes.slice(0, 5)), 5)).toEqual(hashes.slice(0, 5));
  });

  it('refuses a tile that is not as wide as it should be', () => {
    const tile = writeTile(hashes.slice(0, 5));
    expect(() => parseTile(tile, 4)).toThrow(Malformed);
    expect(() => parseTile(tile, 6)).toThrow(Malformed);
    expect(() => parseTile(tile.slice(1), 5)).toThrow(Malformed);
  });
});
