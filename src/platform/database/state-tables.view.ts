import { type ColumnType, type Kysely, type RawBuilder, sql } from 'kysely';
import type { AnyEvent, Fold } from '../../kernel/fold.js';

/** A row for each stream: its state, as its fold makes it. */
export interface StatesTable<State> {
  kind: string;
  id: string;
  /** Id of the whole that it is a part of, such as a goal's plan; for a whole, its own id. */
  part_of: string;
  revision: number;
  position: number;
  /** JSON text. Only the fold of the row's kind writes it, so its type is the fold's. */
  state: ColumnType<State, string, string>;
}

/** A 64-bit integer. Its JavaScript type depends on the driver. */
export type Bigint = ColumnType<number | bigint | string, number, number>;

export interface CheckpointTable {
  /** Position of the newest event that the rows of the schema include. */
  position: Bigint;
  /** Id of the log's first event, which identifies the log. */
  log: string | null;
}

export interface ViewTables {
  states: StatesTable<unknown>;
  checkpoint: CheckpointTable;
}

/** Injection token of the database of the views, with the schema of this build. */
export const VIEWS_DB = 'VIEWS_DB';

/** Right side of `=` for a list of values. It is one parameter, because a statement can have at most 65,535. */
export function anyOf<Text extends string>(values: readonly Text[]) {
  return sql<Text>`any(${values}::text[])`;
}

type SqlType = 'text' | 'integer' | 'bigint' | 'boolean' | 'timestamptz' | 'bytea' | 'json';

/** Separates JSON texts. Within JSON this character is always escaped, as `\u001e`. */
const SEPARATOR = '\u001e';

/** Rows for `insert … expression`, with one parameter a column, however many rows there are. */
export function rowsOf<Row extends object>(
  columns: { readonly [Column in keyof Row]: SqlType },
  rows: readonly Row[],
): RawBuilder<Row> {
  const arrays: RawBuilder<unknown>[] = [];
  for (const name in columns) {
    const type = columns[name];
    const values = rows.map((row) => row[name]);
    // For an array, the driver would scan and escape these large texts.
    if (type === 'json') arrays.push(sql`string_to_array(${values.join(SEPARATOR)}, ${SEPARATOR})::json[]`);
    else arrays.push(sql`${values}::${sql.raw(type)}[]`);
  }
  return sql<Row>`select * from unnest(${sql.join(arrays)})`;
}

/** Reads states. */
export interface ReadStates {
  one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State>;
  /** States of the ids that have events, in no defined order. */
  load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]>;
  /** States of all parts of the given wholes, such as the goals of plans, in no defined order. */
  parts<State, Event extends AnyEvent>(fold: Fold<State, Event>, wholes: readonly string[]): Promise<State[]>;
}

/** Reads states from the table `states`. */
export class States implements ReadStates {
  constructor(private readonly db: Kysely<ViewTables>) {}

  async load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]> {
    if (ids.length === 0) return [];
    const rows = await this.of(fold).where('id', '=', anyOf(ids)).execute();
    return rows.map(({ state }) => state);
  }

  async one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State> {
    const [state] = await this.load(fold, [id]);
    return state ?? fold.initial;
  }

  async parts<State, Event extends AnyEvent>(fold: Fold<State, Event>, wholes: readonly string[]): Promise<State[]> {
    if (wholes.length === 0) return [];
    const rows = await this.of(fold).where('part_of', '=', anyOf(wholes)).execute();
    return rows.map(({ state }) => state);
  }

  private of<State, Event extends AnyEvent>({ kind }: Fold<State, Event>) {
    return this.db
      .$extendTables<{ states: StatesTable<State> }>()
      .selectFrom('states')
      .select('state')
      .where('kind', '=', kind)
      .orderBy('id');
  }
}

export async function createStateTables(db: Kysely<ViewTables>): Promise<void> {
  await db.schema
    .createTable('checkpoint')
    .ifNotExists()
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('log', 'uuid')
    .execute();
  await db.schema
    .createTable('states')
    .ifNotExists()
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('part_of', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('state', 'json', (column) => column.notNull())
    .addPrimaryKeyConstraint('states_key', ['kind', 'id'])
    .execute();
  await db.schema.createIndex('states_parts').ifNotExists().on('states').columns(['part_of', 'kind']).execute();
}
