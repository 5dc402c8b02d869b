import { type ColumnType, type Kysely, type RawBuilder, sql } from 'kysely';
import type { AnyEvent, Fold } from '../../kernel/fold.js';

/** The state of each stream, as its fold makes it. */
export interface StatesTable<State> {
  kind: string;
  id: string;
  /** The wider thing that it is a part of, such as a goal's plan; else the id. */
  part_of: string;
  revision: number;
  position: number;
  /** A column of JSON text holds what the fold of its kind has made and nothing else: its type is the fold's. */
  state: ColumnType<State, string, string>;
}

/** Drivers give a 64-bit number as they please. */
export type Bigint = ColumnType<number | bigint | string, number, number>;

export interface CheckpointTable {
  /** Of the newest event that all rows of the schema have taken in. */
  position: Bigint;
  /** Of the log's first event, by which it is told from another log. */
  log: string | null;
}

export interface ViewTables {
  states: StatesTable<unknown>;
  checkpoint: CheckpointTable;
}

/** The database of the views; tables are those of the schema that this build makes. */
export const VIEWS_DB = 'VIEWS_DB';

/** For `=`, any of these. One parameter however many there are, since a statement can have 65 535. */
export function anyOf<Text extends string>(values: readonly Text[]) {
  return sql<Text>`any(${values}::text[])`;
}

type SqlType = 'text' | 'integer' | 'bigint' | 'boolean' | 'timestamptz' | 'bytea' | 'json';

/** Between JSON texts: in one, it stands as `\u001e`. */
const SEPARATOR = '\u001e';

/** For `insert … expression`: the rows, with a parameter for each column however many rows there are. */
export function rowsOf<Row extends object>(
  columns: { readonly [Column in keyof Row]: SqlType },
  rows: readonly Row[],
): RawBuilder<Row> {
  const arrays: RawBuilder<unknown>[] = [];
  for (const name in columns) {
    const type = columns[name];
    const values = rows.map((row) => row[name]);
    // Large texts, which a driver would look through for what an array's syntax makes it escape, and copy.
    if (type === 'json') arrays.push(sql`string_to_array(${values.join(SEPARATOR)}, ${SEPARATOR})::json[]`);
    else arrays.push(sql`${values}::${sql.raw(type)}[]`);
  }
  return sql<Row>`select * from unnest(${sql.join(arrays)})`;
}

/** Gives the states of things. */
export interface ReadStates {
  one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State>;
  /** Without those of which there are no events, in no certain order. */
  load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]>;
  /** All parts of the given wholes, such as the goals of some plans, in no certain order. */
  parts<State, Event extends AnyEvent>(fold: Fold<State, Event>, wholes: readonly string[]): Promise<State[]>;
}

/** Reads states back from their rows. */
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
