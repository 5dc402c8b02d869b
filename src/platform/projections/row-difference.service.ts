import { type Kysely, sql } from 'kysely';
import type { Projection } from './projection.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

/** A row, as JSON text, that only the live table or only the rebuilt table has. */
export interface DifferingRow {
  readonly table: string;
  readonly line: string;
  /** True for a live row, false for a rebuilt row. */
  readonly isLive: boolean;
}

/** A row that differs between the live and the rebuilt table, and the first place where it differs. */
export interface RowDifference {
  readonly table: string;
  /** The columns of the row's primary key, or the whole row when the table has no primary key. */
  readonly key: Readonly<Record<string, unknown>>;
  /** Path such as `view.goals.0.title`. Empty when one table lacks the row, or when only the JSON's format differs. */
  readonly place: string;
  /** JSON of the value in the live row, or null when it has none. The field `fresh` is for the rebuilt row. */
  readonly live: string | null;
  readonly fresh: string | null;
}

/** Finds the first difference in a row. It compares the row with the other table's row of the same key. */
export async function differenceIn(
  { table, line, isLive }: DifferingRow,
  live: Projection,
  fresh: Projection,
  db: Kysely<ViewTables>,
): Promise<RowDifference> {
  const row = fieldsOf(line);
  const columns = await keyColumns(live, table, db);
  const key = columns.length === 0 ? row : Object.fromEntries(columns.map((column) => [column, row[column]]));
  const other = await lineOf(isLive ? fresh : live, table, columns, row, db);
  const [liveLine, freshLine] = isLive ? [line, other] : [other, line];
  const difference = other === null ? null : differingPart(fieldsOf(liveLine ?? ''), fieldsOf(freshLine ?? ''));
  if (difference === null) return { table, key, place: '', live: liveLine, fresh: freshLine };
  const { path, left, right } = difference;
  return { table, key, place: path.join('.'), live: textOf(left), fresh: textOf(right) };
}

async function keyColumns({ schema }: Projection, table: string, db: Kysely<ViewTables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select a.attname as name from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${`${quoted(schema)}.${quoted(table)}`}::regclass and i.indisprimary
    order by array_position(i.indkey::int2[], a.attnum)`.execute(db);
  return rows.map(({ name }) => name);
}

async function lineOf(
  { schema }: Projection,
  table: string,
  columns: readonly string[],
  row: Readonly<Record<string, unknown>>,
  db: Kysely<ViewTables>,
): Promise<string | null> {
  if (columns.length === 0) return null;
  const isSame = columns.map((column) => sql`t.${sql.id(column)}::text = ${String(row[column])}`);
  const { rows } = await sql<{ line: string }>`
    select row_to_json(t)::text as line from ${sql.id(schema, table)} t
    where ${sql.join(isSame, sql` and `)}`.execute(db);
  return rows[0]?.line ?? null;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function fieldsOf(line: string): Record<string, unknown> {
  const row: unknown = JSON.parse(line);
  return typeof row === 'object' && row !== null ? Object.fromEntries(Object.entries(row)) : {};
}

/** Returns a value as JSON, or null for `undefined`, which JSON cannot express. */
function textOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** Formats a difference for an operator. */
export function printedDifference({ table, key, place, live, fresh }: RowDifference): string {
  return [
    `${table} ${JSON.stringify(key)}${place === '' ? '' : ` at ${place}`}`,
    `  live:  ${live ?? 'nothing'}`,
    `  fresh: ${fresh ?? 'nothing'}`,
  ].join('\n');
}

/** The first place where two JSON values differ, and both values there. An absent value is `undefined`. */
export interface DifferingPart {
  /** Names of fields and indexes of lists, the outermost first. Empty when the two values themselves differ. */
  readonly path: readonly (string | number)[];
  readonly left: unknown;
  readonly right: unknown;
}

/** Finds the first difference of two JSON values. Returns null when they are equal. */
export function differingPart(
  left: unknown,
  right: unknown,
  path: readonly (string | number)[] = [],
): DifferingPart | null {
  if (Object.is(left, right)) return null;
  const names = namesIn(left, right);
  if (names === null) return { path, left, right };
  for (const name of names) {
    const found = differingPart(valueOf(left, name), valueOf(right, name), [...path, name]);
    if (found !== null) return found;
  }
  return null;
}

/** Returns the keys of two lists or of two objects, and null for other values. */
function namesIn(left: unknown, right: unknown): (string | number)[] | null {
  if (Array.isArray(left) && Array.isArray(right)) return [...Array(Math.max(left.length, right.length)).keys()];
  if (!isObject(left) || !isObject(right)) return null;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueOf(whole: unknown, name: string | number): unknown {
  if (typeof whole !== 'object' || whole === null) return undefined;
  return Object.entries(whole).find(([key]) => key === String(name))?.[1];
}
