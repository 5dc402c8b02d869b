import type { Reach } from '../../kernel/reach.js';
import { type ColumnType, type Kysely, type RawBuilder, sql } from 'kysely';
import type { AnyEvent, Fold } from '../../kernel/fold.js';

/** One row per stream, with the state that the fold of its kind makes. */
export interface StatesTable<State> {
  kind: string;
  id: string;
  /** Id of the parent entity, such as the plan of a goal. For an entity without a parent, its own id. */
  part_of: string;
  revision: number;
  position: number;
  /** JSON. `State` is the state type of the fold for the row's kind, because only that fold makes the value. */
  state: ColumnType<State, string, string>;
}

/** A 64-bit integer. Its JavaScript type depends on the driver. */
export type Bigint = ColumnType<number | bigint | string, number, number>;

export interface CheckpointTable {
  /** Position of the newest event that the rows of this schema include. */
  position: Bigint;
  /** Id of the log's first event, which identifies the log; null when the rows include no event. */
  log: string | null;
  /** Id of the newest event, and its position. An older build moves `position` alone: then the id is another event's. */
  event: string | null;
  event_position: Bigint | null;
}

export interface ViewTables {
  states: StatesTable<unknown>;
  checkpoint: CheckpointTable;
}

/** Injection token of the views' database, bound to the schema of this build's rows. */
export const VIEWS_DB = 'VIEWS_DB';

/** Makes the right side of `=` for a list of values. It uses one parameter, as a statement has at most 65,535. */
export function anyOf<Text extends string>(values: readonly Text[]) {
  return sql<Text>`any(${values}::text[])`;
}

/** Makes a condition on a column with ids of boards: the board is within reach. */
export function isWithin({ municipalityId, boardIds }: Reach, column: string) {
  const id = sql.ref(column);
  return boardIds === null
    ? sql<boolean>`${id} like ${`${municipalityId}.%`}`
    : sql<boolean>`${id} = ${anyOf(boardIds)}`;
}

type SqlType = 'text' | 'integer' | 'bigint' | 'boolean' | 'timestamptz' | 'bytea' | 'json';

/** Separates JSON texts in one string. A JSON text contains this character only escaped, as `\u001e`. */
const SEPARATOR = '\u001e';

/** Makes rows for Kysely's `insertInto(…).expression(…)`. Uses one parameter per column for any number of rows. */
export function rowsOf<Row extends object>(
  columns: { readonly [Column in keyof Row]: SqlType },
  rows: readonly Row[],
): RawBuilder<Row> {
  const arrays: RawBuilder<unknown>[] = [];
  for (const name in columns) {
    const type = columns[name];
    const values = rows.map((row) => row[name]);
    // Passes JSON texts in one string, because the driver would scan and escape each large text of an array.
    if (type === 'json') arrays.push(sql`string_to_array(${values.join(SEPARATOR)}, ${SEPARATOR})::json[]`);
    else arrays.push(sql`${values}::${sql.raw(type)}[]`);
  }
  return sql<Row>`select * from unnest(${sql.join(arrays)})`;
}

/** Reads the folded states of entities. */
export interface ReadStates {
  one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State>;
  /** Returns the states of those ids that have events, in no defined order. */
  load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]>;
  /** Returns the states of all parts of these parents, such as the goals of plans, in no defined order. */
  parts<State, Event extends AnyEvent>(fold: Fold<State, Event>, wholes: readonly string[]): Promise<State[]>;
}

/** The row of one stream. */
export interface StateRowRead {
  readonly kind: string;
  readonly id: string;
  /** Id of the parent entity, such as the plan of a goal. For an entity without a parent, its own id. */
  readonly whole: string;
  readonly state: unknown;
  readonly revision: number;
  readonly position: number;
  /** Length of the state's JSON. */
  readonly characters: number;
}

export interface WholesAtCheckpoint {
  /** Position of the newest event that the rows include. */
  readonly checkpoint: number;
  readonly rows: readonly StateRowRead[];
}

/** Reads the present states from the table `states`. */
export class States implements ReadStates {
  constructor(private readonly db: Kysely<ViewTables>) {}

  async load<State, Event extends AnyEvent>(fold: Fold<State, Event>, ids: readonly string[]): Promise<State[]> {
    if (ids.length === 0) return [];
    const rows = await this.of(fold).where('id', '=', anyOf(ids)).execute();
    return begun(rows);
  }

  async one<State, Event extends AnyEvent>(fold: Fold<State, Event>, id: string): Promise<State> {
    const [state] = await this.load(fold, [id]);
    return state ?? fold.initial;
  }

  async parts<State, Event extends AnyEvent>(fold: Fold<State, Event>, wholes: readonly string[]): Promise<State[]> {
    if (wholes.length === 0) return [];
    const rows = await this.of(fold).where('part_of', '=', anyOf(wholes)).execute();
    return begun(rows);
  }

  /**
   * Returns the rows of these parent entities and of all their parts. One statement reads the rows and the checkpoint,
   * so that both are of one moment.
   */
  async wholes(names: readonly string[]): Promise<WholesAtCheckpoint> {
    const rows = await this.db
      .selectFrom('checkpoint')
      .leftJoin('states', (join) => join.on('states.part_of', '=', anyOf(names)))
      .select(['checkpoint.position as checkpoint', 'states.kind', 'states.id', 'states.part_of as whole'])
      .select(['states.state', 'states.revision', 'states.position'])
      .select(sql<number | null>`length(states.state::text)`.as('characters'))
      .execute();
    return {
      checkpoint: Number(rows[0]?.checkpoint ?? 0),
      rows: rows.flatMap(({ kind, id, whole, state, revision, position, characters }) =>
        kind === null || id === null || whole === null
          ? []
          : {
              kind,
              id,
              whole,
              state,
              revision: Number(revision),
              position: Number(position),
              characters: Number(characters),
            },
      ),
    };
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

/** A stream that holds only what is not Tertial's has a row without a state. */
function begun<State>(rows: readonly { readonly state: State }[]): State[] {
  return rows.map(({ state }) => state).filter((state) => state !== null);
}

export async function createStateTables(db: Kysely<ViewTables>): Promise<void> {
  await db.schema
    .createTable('checkpoint')
    .ifNotExists()
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('log', 'uuid')
    .execute();
  // The tables of older builds lack these.
  await db.schema
    .alterTable('checkpoint')
    .addColumn('event', 'uuid', (column) => column.ifNotExists())
    .addColumn('event_position', 'bigint', (column) => column.ifNotExists())
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

const stateColumns = {
  kind: 'text',
  id: 'text',
  part_of: 'text',
  revision: 'integer',
  position: 'bigint',
  state: 'json',
} as const;

/** A row of the table `states`, with the state as JSON. */
type StateValues = Record<'kind' | 'id' | 'part_of' | 'state', string> & Record<'revision' | 'position', number>;

/** Inserts the rows of states, or replaces those that are there. */
export async function writeStates(db: Kysely<ViewTables>, values: readonly StateValues[]): Promise<void> {
  await db
    .insertInto('states')
    .columns(['kind', 'id', 'part_of', 'revision', 'position', 'state'])
    .expression(rowsOf(stateColumns, values))
    .onConflict((conflict) =>
      conflict.columns(['kind', 'id']).doUpdateSet((row) => ({
        revision: row.ref('excluded.revision'),
        position: row.ref('excluded.position'),
        state: row.ref('excluded.state'),
      })),
    )
    .execute();
}
