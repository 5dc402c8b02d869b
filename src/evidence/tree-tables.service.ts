import { type Kysely, sql } from 'kysely';
import { HASH_BYTES, type Frontier } from './merkle-tree.js';
import { INDEX_SCHEMA, type LogIndexTables } from '../platform/projections/log-index-tables.service.js';
import type { Bigint, ViewTables } from '../platform/database/state-tables.view.js';
import { parseTile, writeTile } from './tile.js';

export type TreeTables = LogIndexTables & {
  /** One row: all that has to be known of the tree to add to it. */
  tree: {
    size: Bigint;
    /** The frontier's hashes, one after the other, from the left. */
    frontier: Uint8Array;
  };
  /** The hashes of every eighth level, which are those of the tiles; all others are had from them by hashing. */
  tile_hashes: {
    level: number;
    /** Of the hash, on its level. */
    index: Bigint;
    hash: Uint8Array;
  };
};

export type TreeDb = Kysely<ViewTables & TreeTables>;

/** Beside the index of the log, and made anew with it. */
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
      level smallint not null, index bigint not null, hash bytea not null, primary key (level, index))`,
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
