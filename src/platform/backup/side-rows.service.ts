import { type Kysely, sql } from 'kysely';
import type { SideTables } from '../database/side-tables.service.js';
import { DamagedFile, type SavedTable, type SideRow } from './backup-file.js';
import { hashOfRow } from './log-file-reader.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

type Db = Kysely<ViewTables>;

/** Reads all rows of the side tables in one snapshot of the database, one after the other. A row can be large. */
export async function* sideRows(db: Db, sideTables: readonly SideTables[]): AsyncGenerator<SideRow, void> {
  const transaction = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    for (const { schema } of sideTables) {
      for (const table of await tablesIn(transaction, schema)) {
        for await (const row of rowsOf(transaction, schema, table)) yield { schema, table, row };
      }
    }
  } finally {
    await transaction.rollback().execute();
  }
}

/** Reads the rows of a table one after the other. Only within a transaction. */
async function* rowsOf(transaction: Db, schema: string, table: string): AsyncGenerator<string, void> {
  await sql`
    declare side_rows no scroll cursor for
    select row_to_json(t)::text as row from ${sql.id(schema, table)} t order by 1`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch next from side_rows`.execute(transaction);
    const [next] = rows;
    if (next === undefined) break;
    yield next.row;
  }
  await sql`close side_rows`.execute(transaction);
}

const ROWS_IN_A_STATEMENT = 500;
/** A kept document can be large: a statement takes few of them. */
const CHARACTERS_IN_A_STATEMENT = 4_000_000;

/**
 * Returns the tables of a backup whose rows existing side tables do not have. A table that has exactly these rows already got
 * them from a restore that was cut off.
 *
 * @param transaction in which the rows that are there are read
 * @throws DamagedFile for rows of a table that this build does not have.
 * @throws Error when a table has other rows.
 */
export async function missingTables(
  transaction: Db,
  sideTables: readonly SideTables[],
  saved: readonly SavedTable[],
): Promise<SavedTable[]> {
  const there = new Map<string, readonly string[]>();
  for (const { schema } of sideTables) there.set(schema, await tablesIn(transaction, schema));
  const missing: SavedTable[] = [];
  for (const table of saved) {
    if (there.get(table.schema)?.includes(table.table) !== true) {
      throw new DamagedFile(
        `This build has no table ${table.schema}.${table.table}. Restore with the build that made the backup.`,
      );
    }
    if (!(await hasExactly(transaction, table))) missing.push(table);
  }
  return missing;
}

/**
 * Inserts the rows of a backup into existing side tables, a page of them at a time.
 *
 * @param rows all rows of the backup
 * @throws the errors of {@link missingTables}
 */
export async function restoreRows(
  transaction: Db,
  sideTables: readonly SideTables[],
  saved: readonly SavedTable[],
  rows: AsyncIterable<SideRow>,
): Promise<void> {
  const missing = await missingTables(transaction, sideTables, saved);
  if (missing.length === 0) return;
  for await (const { schema, table, page } of pagesOf(rows)) {
    if (!missing.some((one) => one.schema === schema && one.table === table)) continue;
    await sql`
      insert into ${sql.id(schema, table)}
      select * from json_populate_recordset(null::${sql.id(schema, table)}, ${`[${page.join()}]`}::json)`.execute(
      transaction,
    );
  }
}

interface PageOfRows extends Pick<SideRow, 'schema' | 'table'> {
  readonly page: readonly string[];
}

/** Yields the rows in pages of one table each, within the bounds of a statement, or with one row that is larger alone. */
export async function* pagesOf(rows: AsyncIterable<SideRow>): AsyncGenerator<PageOfRows, void> {
  let [of, page, characters] = [{ schema: '', table: '' }, new Array<string>(), 0];
  for await (const { schema, table, row } of rows) {
    const isFull = page.length === ROWS_IN_A_STATEMENT || characters + row.length > CHARACTERS_IN_A_STATEMENT;
    const isOfAnother = of.schema !== schema || of.table !== table;
    if ((isFull || isOfAnother) && page.length > 0) {
      yield { ...of, page };
      [page, characters] = [[], 0];
    }
    of = { schema, table };
    page.push(row);
    characters += row.length;
  }
  if (page.length > 0) yield { ...of, page };
}

/** Whether a table has these rows. False: it has none. @throws Error when it has others. */
async function hasExactly(transaction: Db, { schema, table, hashes }: SavedTable): Promise<boolean> {
  const wanted = new Set(hashes);
  let [count, areWanted] = [0, true];
  for await (const row of rowsOf(transaction, schema, table)) {
    count += 1;
    areWanted &&= wanted.has(hashOfRow(row));
  }
  if (count === 0) return false;
  if (areWanted && count === hashes.length) return true;
  throw new Error(`${schema}.${table} has rows already. A backup is restored into an empty store only; give another.`);
}

/** Returns the names of a schema's tables, without the tables in which Kysely records migrations. */
async function tablesIn(db: Db, schema: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = ${schema} and table_type = 'BASE TABLE' and table_name !~ '^kysely_' order by 1`.execute(db);
  return rows.map(({ name }) => name);
}
