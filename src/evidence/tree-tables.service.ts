import { type Kysely, sql } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Bigint, rowsOf, type ViewTables } from '../platform/database/state-tables.view.js';
import { INDEX_SCHEMA } from '../platform/projections/log-index-tables.service.js';
import type { LogFollower, LogIndexTables } from '../platform/projections/log-index-tables.service.js';
import { sha256 } from '../platform/runtime/hashing.service.js';
import { leafOf } from './leaf-of-event.service.js';
import { consistencyParts, inclusionParts, proofFrom, type ProofParts } from './merkle-proof.js';
import { type Frontier, grown, HASH_BYTES, rootOf, type Subtree, subtreesOf, type TreeHead } from './merkle-tree.js';
import { hashOver, parseTile, TILE_WIDTH, tileHashes, tileHashesUnder, writeTile } from './tile.js';
import type { Tile, TileHash } from './tile.js';

export type TreeTables = LogIndexTables & {
  /** The size and the {@link Frontier} of the Merkle tree, in one row. */
  tree: {
    size: Bigint;
    /** The frontier's hashes of 32 bytes each, concatenated from the left. */
    frontier: Uint8Array;
  };
  /**
   * The hashes on every eighth level of the Merkle tree, which tiles contain. Other hashes are computed from them. A
   * row has 16 hashes. With one hash in a row, the headers and keys of the rows would take more space than the hashes.
   * With the hashes of a whole tile in a row, adding a hash would be slow.
   */
  tile_hashes: {
    level: number;
    /** The index of the first hash on its level, divided by 16. */
    part: Bigint;
    /** The hashes of 32 bytes each, concatenated. Only the last row of a level has fewer than 16. */
    hashes: Uint8Array;
  };
};

/** The number of hashes in a full row of `tile_hashes`. A tile has a whole number of such rows. */
const HASHES_OF_A_PART = 16;

export type TreeDb = Kysely<ViewTables & TreeTables>;

/** Returns access to the Merkle tree's tables. They are in the schema of the log index and are rebuilt with it. */
export function treeIn(db: Kysely<ViewTables>): TreeDb {
  return db.withSchema(INDEX_SCHEMA).$extendTables<TreeTables>();
}

export async function createTreeTables(db: Kysely<ViewTables>): Promise<void> {
  const schema = sql.id(INDEX_SCHEMA);
  for (const statement of [
    sql`create table if not exists ${schema}.tree (size bigint not null, frontier bytea not null)`,
    sql`insert into ${schema}.tree (size, frontier) select 0, ''
      where not exists (select 1 from ${schema}.tree)`,
    sql`create table if not exists ${schema}.tile_hashes (
      level smallint not null, part bigint not null, hashes bytea not null, primary key (level, part))`,
  ]) {
    await statement.execute(db);
  }
}

export async function frontierIn(db: Kysely<ViewTables>): Promise<Frontier> {
  const { size, frontier } = await treeIn(db).selectFrom('tree').selectAll().executeTakeFirstOrThrow();
  return { size: Number(size), hashes: parseTile(frontier, frontier.length / HASH_BYTES) };
}

export async function saveFrontier(db: Kysely<ViewTables>, { size, hashes }: Frontier): Promise<void> {
  await treeIn(db)
    .updateTable('tree')
    .set({ size, frontier: writeTile(hashes) })
    .execute();
}

const EVENTS_HASHED_IN_A_TURN = 256;

type Range = ReturnType<typeof tileHashesUnder>;

/** Returns the present size and root hash of the log's Merkle tree. */
export async function treeHead(db: Kysely<ViewTables>): Promise<TreeHead> {
  const frontier = await frontierIn(db);
  return { size: frontier.size, root: rootOf(sha256, frontier) };
}

/** Makes an inclusion proof. @throws RangeError when `size` exceeds the tree, or `index` is not below `size`. */
export async function inclusionIn(db: Kysely<ViewTables>, index: number, size: number): Promise<Uint8Array[]> {
  await requireSize(db, size);
  return proofIn(db, inclusionParts(index, size));
}

/** Makes a consistency proof. @throws RangeError when `to` exceeds the tree, or `from` exceeds `to`. */
export async function consistencyIn(db: Kysely<ViewTables>, from: number, to: number): Promise<Uint8Array[]> {
  await requireSize(db, to);
  return proofIn(db, consistencyParts(from, to));
}

/** Returns the root hash of the tree at an earlier size. @throws RangeError when `size` exceeds the tree. */
export async function rootOfSize(db: Kysely<ViewTables>, size: number): Promise<Uint8Array> {
  await requireSize(db, size);
  const subtrees = subtreesOf(0, size);
  const hashOf = await hashesOf(db, subtrees);
  return rootOf(sha256, { hashes: subtrees.map(hashOf) });
}

/** Reads the hashes of a tile in order. @throws Error when the tree lacks one of them. */
export async function hashesOfTile(
  db: Kysely<ViewTables>,
  { level, index, width }: Tile & { readonly level: number },
): Promise<readonly Uint8Array[]> {
  const range = { level, index: index * TILE_WIDTH, count: width };
  return whole(range, await hashesIn(db, [range]));
}

async function requireSize(db: Kysely<ViewTables>, size: number): Promise<void> {
  const tree = await frontierIn(db);
  if (size > tree.size) throw new RangeError(`The tree has ${tree.size} leaves, not ${size}.`);
}

async function proofIn(db: Kysely<ViewTables>, parts: ProofParts): Promise<Uint8Array[]> {
  return proofFrom(sha256, parts, await hashesOf(db, parts.flat()));
}

async function hashesOf(db: Kysely<ViewTables>, subtrees: readonly Subtree[]) {
  const rows = await hashesIn(db, subtrees.map(tileHashesUnder));
  return (subtree: Subtree): Uint8Array => hashOver(sha256, whole(tileHashesUnder(subtree), rows));
}

type Hashes = ReadonlyMap<number, ReadonlyMap<number, Uint8Array>>;

/** Reads the tile hashes of several ranges. The result maps each level to its hashes by index. */
async function hashesIn(db: Kysely<ViewTables>, ranges: readonly Range[]): Promise<Hashes> {
  const levels = new Map<number, Map<number, Uint8Array>>();
  if (ranges.length === 0) return levels;
  const columns = [
    ranges.map(({ level }) => level),
    ranges.map(({ index }) => partOf(index)),
    ranges.map((range) => partOf(lastOf(range))),
  ] as const;
  // A lateral query for each range makes PostgreSQL use the primary key. A plain join might scan the whole table.
  const { rows } = await sql<{ level: number; part: number | bigint | string; hashes: Uint8Array }>`
    select t.level, t.part, t.hashes
    from unnest(${columns[0]}::int[], ${columns[1]}::bigint[], ${columns[2]}::bigint[]) as r(level, first, last),
      lateral (
        select level, part, hashes from ${sql.id(INDEX_SCHEMA, 'tile_hashes')}
        where level = r.level and part between r.first and r.last
        order by part limit ${sql.lit(TILE_WIDTH / HASHES_OF_A_PART)}
      ) t`.execute(treeIn(db));
  for (const { level, part, hashes } of rows) {
    const ofLevel = levels.get(level) ?? new Map<number, Uint8Array>();
    levels.set(level, ofLevel);
    const first = Number(part) * HASHES_OF_A_PART;
    for (const [at, hash] of parseTile(hashes, hashes.length / HASH_BYTES).entries()) ofLevel.set(first + at, hash);
  }
  return levels;
}

function partOf(index: number): number {
  return Math.floor(index / HASHES_OF_A_PART);
}

function lastOf({ index, count }: Range): number {
  return index + count - 1;
}

function whole({ level, index, count }: Range, hashes: Hashes): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => {
    const hash = hashes.get(level)?.get(index + at);
    if (hash === undefined) throw new Error(`The tree has no hash ${index + at} on the level ${level} of its tiles.`);
    return hash;
  });
}

/**
 * Adds a leaf to the Merkle tree for each event. For an event it computes one leaf hash and on average less than one
 * node hash, and adds about one hash to a row. This cost does not grow with the tree.
 */
export const treeFollower: LogFollower = {
  create: createTreeTables,
  counted: async (db) => (await frontierIn(db)).size,
  take: async (events, db) => {
    let frontier = await frontierIn(db);
    const hashes: TileHash[] = [];
    for (const [at, event] of events.entries()) {
      // Gives other work a turn, because hashing many events at once would block the event loop.
      if (at % EVENTS_HASHED_IN_A_TURN === EVENTS_HASHED_IN_A_TURN - 1) await nextTurn();
      if (event.index !== frontier.size) {
        throw new Error(`The tree has ${frontier.size} leaves, and the next event is number ${event.index}.`);
      }
      const after = grown(sha256, frontier, leafOf(event).hash);
      frontier = after.frontier;
      hashes.push(...tileHashes(frontier.size, after.completed));
    }
    await writeHashes(db, hashes);
    await saveFrontier(db, frontier);
  },
};

/**
 * Appends the next hashes of each level to the level's last row in `tile_hashes`. When that row is full, adds new rows.
 */
async function writeHashes(db: Kysely<ViewTables>, hashes: readonly TileHash[]): Promise<void> {
  const parts = new Map<string, { level: number; part: number; hashes: Uint8Array[] }>();
  for (const { level, index, hash } of hashes) {
    const part = partOf(index);
    const key = `${level} ${part}`;
    const known = parts.get(key);
    if (known === undefined) parts.set(key, { level, part, hashes: [hash] });
    else known.hashes.push(hash);
  }
  const rows = [...parts.values()].map((part) => ({ ...part, hashes: writeTile(part.hashes) }));
  await treeIn(db)
    .insertInto('tile_hashes')
    .columns(['level', 'part', 'hashes'])
    .expression(rowsOf({ level: 'integer', part: 'bigint', hashes: 'bytea' }, rows))
    .onConflict((conflict) =>
      conflict
        .columns(['level', 'part'])
        .doUpdateSet({ hashes: (hash) => sql`${hash.ref('tile_hashes.hashes')} || ${hash.ref('excluded.hashes')}` }),
    )
    .execute();
}
