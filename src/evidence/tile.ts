import { decimalOf, joined, Malformed } from './encoding.js';
import { emptyFrontier, grown, HASH_BYTES, rootOf, type Sha256, type Subtree } from './merkle-tree.js';

const HEIGHT = 8;
/** The number of hashes in a full tile, and of entries in a full bundle. */
export const TILE_WIDTH = 2 ** HEIGHT;
const MOST_LEVEL = 63;

/** The address of a static file with hashes of the log's Merkle tree or with log entries (C2SP tlog-tiles). */
export interface Tile {
  /** Level 0 has leaf hashes. A hash on level n + 1 is the root of a full tile on level n. `entries`: log entries. */
  readonly level: number | 'entries';
  readonly index: number;
  /** The number of hashes or entries, from 1. A tile with fewer than {@link TILE_WIDTH} is partial. */
  readonly width: number;
}

/** Returns a tile's path below the URL of the log, such as `tile/0/x001/234.p/5` (C2SP tlog-tiles, Merkle Tree). */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/.{3}/g) ?? [];
  const place = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${place}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Parses a tile's path. Returns null for any text that {@link tilePath} does not write, so each tile has one path. */
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

/** Lists the tiles that are new or wider when the log grows from `from` to `to` entries. From 0 it lists all tiles. */
export function tilesGrown(from: number, to: number): readonly Tile[] {
  const tiles: Tile[] = [...tilesOfLevel('entries', from, to)];
  for (let level = 0; hashesOn(level, to) > 0; level += 1) {
    tiles.push(...tilesOfLevel(level, hashesOn(level, from), hashesOn(level, to)));
  }
  return tiles;
}

/** Returns the number of hashes in all tiles of a level: `floor(s / 256**l)` (C2SP tlog-tiles, Partial Tiles). */
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

/** Checks whether a tree of `size` leaves has this tile with at least this width. */
export function hasTile(size: number, { level, index, width }: Tile): boolean {
  return index * TILE_WIDTH + width <= (level === 'entries' ? size : hashesOn(level, size));
}

/** One of the Merkle tree's hashes that tiles contain. */
export interface TileHash {
  readonly level: number;
  /** The index of the hash on its level. Divided by 256 and rounded down, it is the index of the tile. */
  readonly index: number;
  readonly hash: Uint8Array;
}

/** Selects the hashes that tiles contain, on every eighth level, from the subtrees that the last leaf completes. */
export function tileHashes(size: number, completed: readonly Uint8Array[]): readonly TileHash[] {
  return completed.flatMap((hash, level) =>
    level % HEIGHT === 0 ? [{ level: level / HEIGHT, index: size / 2 ** level - 1, hash }] : [],
  );
}

/** Returns which tile hashes give a subtree's hash: their level, first index and count. All of them are in one tile. */
export function tileHashesUnder({ level, index }: Subtree): Omit<TileHash, 'hash'> & { readonly count: number } {
  const count = 2 ** (level % HEIGHT);
  return { level: Math.floor(level / HEIGHT), index: index * count, count };
}

/** Computes the hash of a subtree from the tile hashes that {@link tileHashesUnder} names. */
export function hashOver(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  return rootOf(
    sha256,
    hashes.reduce((frontier, hash) => grown(sha256, frontier, hash).frontier, emptyFrontier),
  );
}

/** Returns the bytes of a tile: its hashes, concatenated (C2SP tlog-tiles, Merkle Tree). */
export function writeTile(hashes: readonly Uint8Array[]): Uint8Array {
  return joined(...hashes);
}

/** Splits the bytes of a tile into its hashes. @throws Malformed when the tile does not have `width` hashes. */
export function parseTile(bytes: Uint8Array, width: number): readonly Uint8Array[] {
  if (bytes.length !== width * HASH_BYTES) {
    throw new Malformed(`A tile ${width} wide has ${width * HASH_BYTES} bytes, not ${bytes.length}.`);
  }
  return Array.from({ length: width }, (_, at) => bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}
