import { type Kysely, sql } from 'kysely';
import type { SideTables } from '../database/side-tables.service.js';
import { DamagedFile, type SideRow } from './backup-file.js';
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
/** A kept document can be large: a statement takes few of them. */
const CHARACTERS_IN_A_STATEMENT = 4_000_000;

interface MissingRows {
  readonly schema: string;
  readonly table: string;
  readonly rows: readonly string[];
}

/**
 * Returns the rows of a backup that existing side tables do not have. A table that has exactly these rows already got
 * them from a restore that was cut off.
 *
 * @throws DamagedFile for rows of a table that this build does not have.
 * @throws Error when a table has other rows.
 */
export async function missingRows(
  db: Db,
  sideTables: readonly SideTables[],
  kept: readonly SideRow[],
): Promise<MissingRows[]> {
  const there = new Map<string, readonly string[]>();
  for (const { schema } of sideTables) there.set(schema, await tablesIn(db, schema));
  const missing: MissingRows[] = [];
  for (const [name, rows] of Map.groupBy(kept, ({ schema, table }) => JSON.stringify([schema, table]))) {
    const [{ schema, table } = { schema: name, table: name }] = rows;
    if (there.get(schema)?.includes(table) !== true) {
      throw new DamagedFile(`This build has no table ${schema}.${table}. Restore with the build that made the backup.`);
    }
    const wanted = rows.map(({ row }) => row);
    if (!(await hasExactly(db, { schema, table, rows: wanted }))) missing.push({ schema, table, rows: wanted });
  }
  return missing;
}

/** Inserts the rows of a backup into existing side tables. @throws the errors of {@link missingRows} */
export async function restoreRows(db: Db, sideTables: readonly SideTables[], kept: readonly SideRow[]): Promise<void> {
  for (const { schema, table, rows } of await missingRows(db, sideTables, kept)) {
    for (const page of pagesOf(rows)) {
      await sql`
        insert into ${sql.id(schema, table)}
        select * from json_populate_recordset(null::${sql.id(schema, table)}, ${`[${page.join()}]`}::json)`.execute(db);
    }
  }
}

/** Yields the rows in pages, each within the bounds of a statement, or with one row that is larger alone. */
export function* pagesOf(rows: readonly string[]): Generator<readonly string[], void> {
  let [page, characters] = [new Array<string>(), 0];
  for (const row of rows) {
    const isFull = page.length === ROWS_IN_A_STATEMENT || characters + row.length > CHARACTERS_IN_A_STATEMENT;
    if (isFull && page.length > 0) {
      yield page;
      [page, characters] = [[], 0];
    }
    page.push(row);
    characters += row.length;
  }
  if (page.length > 0) yield page;
}

/** Whether a table has these rows. False: it has none. @throws Error when it has others. */
async function hasExactly(db: Db, { schema, table, rows }: MissingRows): Promise<boolean> {
  const { rows: there } = await sql<{ row: string }>`
    select row_to_json(t)::text as row from ${sql.id(schema, table)} t limit ${sql.lit(rows.length + 1)}`.execute(db);
  if (there.length === 0) return false;
  const wanted = new Set(rows);
  if (there.length === rows.length && there.every(({ row }) => wanted.has(row))) return true;
  throw new Error(`${schema}.${table} has rows already. A backup is restored into an empty store only; give another.`);
}

/** Returns the names of a schema's tables, without the tables in which Kysely records migrations. */
async function tablesIn(db: Db, schema: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = ${schema} and table_type = 'BASE TABLE' and table_name !~ '^kysely_' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}
