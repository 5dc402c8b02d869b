import { decimalOf, joined, Malformed } from './encoding.js';
import { emptyFrontier, grown, HASH_BYTES, rootOf, type Sha256, type Subtree } from './merkle-tree.js';

const HEIGHT = 8;
/** How many hashes a full tile has, and how many entries a full bundle. */
export const TILE_WIDTH = 2 ** HEIGHT;
const MOST_LEVEL = 63;

/** A file that the log is served as: hashes of the tree, or the entries themselves (C2SP tlog-tiles). */
export interface Tile {
  /** Hashes of level 1 stand each for a full tile of level 0, and so on; `entries` is a bundle. */
  readonly level: number | 'entries';
  readonly index: number;
  /** From 1; a tile is partial when it has less than {@link TILE_WIDTH}. */
  readonly width: number;
}

/** Where a tile lies under the log's prefix, such as `tile/0/x001/234.p/5` (C2SP tlog-tiles, Merkle Tree). */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/.{3}/g) ?? [];
  const place = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${place}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tile of a path; null for any text that {@link tilePath} does not write: a tile has one path only. */
export function tileOf(path: string): Tile | null {
  const [, name = '', place = '', partial] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ?? [];
  const level: Tile['level'] | null = name === 'entries' ? name : decimalOf(name);
  const index = Number(place.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (level === null || (level !== 'entries' && level > MOST_LEVEL) || !Number.isSafeInteger(index)) return null;
  const tile = { level, index, width };
  return width >= 1 && width <= TILE_WIDTH && tilePath(tile) === path ? tile : null;
}

/** The tiles of a tree that one of an older size did not have, be it that they were narrower. All of them from size 0. */
export function tilesGrown(from: number, to: number): readonly Tile[] {
  const tiles: Tile[] = [...tilesOfLevel('entries', from, to)];
  for (let level = 0; hashesOn(level, to) > 0; level += 1) {
    tiles.push(...tilesOfLevel(level, hashesOn(level, from), hashesOn(level, to)));
  }
  return tiles;
}

/** `floor(s / 256**l)`: how many hashes all tiles of a level have, in a tree of a size (C2SP tlog-tiles, Partial Tiles). */
function hashesOn(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

function tilesOfLevel(level: Tile['level'], from: number, to: number): Tile[] {
  const tiles: Tile[] = [];
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to && from < to; index += 1) {
    tiles.push({ level, index, width: Math.min(TILE_WIDTH, to - index * TILE_WIDTH) });
  }
  return tiles;
}

/** Whether a tree of a size has such a tile: as wide as this, or wider by now. */
export function hasTile(size: number, { level, index, width }: Tile): boolean {
  return index * TILE_WIDTH + width <= (level === 'entries' ? size : hashesOn(level, size));
}

/** A hash that stands in tiles. */
export interface TileHash {
  readonly level: number;
  /** Of the hash, on its level: the tile's index is a 256th of it. */
  readonly index: number;
  readonly hash: Uint8Array;
}

/** Of the subtrees that the last leaf of a tree completes, by level, those that tiles keep: the rest is had by hashing. */
export function tileHashes(size: number, completed: readonly Uint8Array[]): readonly TileHash[] {
  return completed.flatMap((hash, level) =>
    level % HEIGHT === 0 ? [{ level: level / HEIGHT, index: size / 2 ** level - 1, hash }] : [],
  );
}

/** Which hashes of the tiles' levels a subtree is made of: the first, and how many, all of one tile. */
export function tileHashesUnder({ level, index }: Subtree): Omit<TileHash, 'hash'> & { readonly count: number } {
  const count = 2 ** (level % HEIGHT);
  return { level: Math.floor(level / HEIGHT), index: index * count, count };
}

/** The hash of a subtree, made of those that {@link tileHashesUnder} names. */
export function hashOver(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  return rootOf(
    sha256,
    hashes.reduce((frontier, hash) => grown(sha256, frontier, hash).frontier, emptyFrontier),
  );
}

/** What stands in a tile: its hashes, one after the other (C2SP tlog-tiles, Merkle Tree). */
export function writeTile(hashes: readonly Uint8Array[]): Uint8Array {
  return joined(...hashes);
}

/** @throws Malformed when there are not as many as the tile is wide. */
export function parseTile(bytes: Uint8Array, width: number): readonly Uint8Array[] {
  if (bytes.length !== width * HASH_BYTES) {
    throw new Malformed(`A tile ${width} wide has ${width * HASH_BYTES} bytes, not ${bytes.length}.`);
  }
  return Array.from({ length: width }, (_, at) => bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}
