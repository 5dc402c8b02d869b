import { type Kysely, sql } from 'kysely';
import type { SideTables } from '../database/side-tables.service.js';
import { DamagedFile, type SideRow } from './logged-event.js';
import type { ViewTables } from '../database/state-tables.view.js';

type Db = Kysely<ViewTables>;

/** Reads all rows of the side tables in one snapshot of the database. */
export async function sideRows(db: Db, sideTables: readonly SideTables[]): Promise<SideRow[]> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const kept: SideRow[] = [];
      for (const { schema } of sideTables) {
        for (const table of await tablesIn(transaction, schema)) {
          const { rows } = await sql<{ row: string }>`
            select row_to_json(t)::text as row from ${sql.id(schema, table)} t order by 1`.execute(transaction);
          for (const { row } of rows) kept.push({ schema, table, row });
        }
      }
      return kept;
    });
}

const ROWS_IN_A_STATEMENT = 500;

/**
 * Inserts the rows of a backup into existing, empty side tables.
 *
 * @throws DamagedFile for rows of a table that this build does not have.
 * @throws Error when a table has rows already.
 */
export async function restoreRows(db: Db, sideTables: readonly SideTables[], kept: readonly SideRow[]): Promise<void> {
  const there = new Map<string, readonly string[]>();
  for (const { schema } of sideTables) there.set(schema, await tablesIn(db, schema));
  for (const [name, rows] of Map.groupBy(kept, ({ schema, table }) => JSON.stringify([schema, table]))) {
    const [{ schema, table } = { schema: name, table: name }] = rows;
    if (there.get(schema)?.includes(table) !== true) {
      throw new DamagedFile(`This build has no table ${schema}.${table}. Restore with the build that made the backup.`);
    }
    await requireNoRows(db, schema, table);
    for (let first = 0; first < rows.length; first += ROWS_IN_A_STATEMENT) {
      const page = rows.slice(first, first + ROWS_IN_A_STATEMENT).map(({ row }) => row);
      await sql`
        insert into ${sql.id(schema, table)}
        select * from json_populate_recordset(null::${sql.id(schema, table)}, ${`[${page.join()}]`}::json)`.execute(db);
    }
  }
}

async function requireNoRows(db: Db, schema: string, table: string): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.id(schema, table)} limit 1`.execute(db);
  if (rows.length === 0) return;
  throw new Error(`${schema}.${table} has rows already. A backup is restored into an empty store only; give another.`);
}

/** Returns the names of a schema's tables, without the tables in which Kysely records migrations. */
async function tablesIn(db: Db, schema: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = ${schema} and table_type = 'BASE TABLE' and table_name !~ '^kysely_' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}
