import { type Kysely, sql } from 'kysely';
import { type AnyEvent, decode, type Fold, kindAndIdOf, type Stored } from '../kernel/fold.js';
import { anyOf, rowsOf, States, type ViewTables } from './states.view.js';

/** A fold of any kind. It is only ever given its own states and events: no one type but `never` stands for them all. */
export type AnyFold = Pick<Fold<unknown, AnyEvent>, 'kind' | 'initial' | 'events' | 'partOf'> & {
  evolve(state: unknown, event: never): unknown;
};

/** The things whose states a batch of events has changed. */
export interface ChangedThings {
  ids<State, Event extends AnyEvent>(fold: Fold<State, Event>): readonly string[];
}

/** A table of ready-made rows. Each row is a function of states, so that it can be made again at any time. */
export interface View {
  readonly tables: readonly string[];
  create(db: Kysely<ViewTables>): Promise<void>;
  /** Makes the rows that the changed things show in anew, in the transaction of their states. */
  project(changed: ChangedThings, states: States, db: Kysely<ViewTables>): Promise<void>;
}

interface StateRow {
  readonly kind: string;
  readonly id: string;
  state: unknown;
  revision: number;
  position: number;
}

/** How far the rows have come. */
export interface Checkpoint {
  readonly position: number;
  /** The id of the log's first event, by which it is told from another log; null when the rows are of no event yet. */
  readonly log: string | null;
}

/** The rows do not stand where the batch begins. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/** Turns batches of events into rows of one schema, each batch with its checkpoint in one transaction. */
export class Projection {
  readonly #db: Kysely<ViewTables>;
  readonly #folds: ReadonlyMap<string, AnyFold>;

  constructor(
    readonly db: Kysely<ViewTables>,
    readonly schema: string,
    private readonly folds: readonly AnyFold[],
    private readonly views: readonly View[],
  ) {
    this.#db = db.withSchema(schema);
    this.#folds = new Map(folds.map((fold) => [fold.kind, fold]));
  }

  /** The same projection into another schema. */
  beside(schema: string): Projection {
    return new Projection(this.db, schema, this.folds, this.views);
  }

  async drop(): Promise<void> {
    await sql`drop schema if exists ${sql.id(this.schema)} cascade`.execute(this.db);
  }

  get tables(): string[] {
    return ['states', ...this.views.flatMap((view) => view.tables)];
  }

  /** Makes the tables where they are missing. Processes that start together take turns. */
  async create(): Promise<void> {
    await this.db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext(${this.schema}))`.execute(transaction);
      await sql`create schema if not exists ${sql.id(this.schema)}`.execute(transaction);
      const db = transaction.withSchema(this.schema);
      await createTables(db);
      for (const view of this.views) await view.create(db);
      const row = await db.selectFrom('checkpoint').select('position').executeTakeFirst();
      if (row === undefined) await db.insertInto('checkpoint').values({ position: 0, log: null }).execute();
    });
  }

  async checkpoint(): Promise<Checkpoint> {
    const row = await this.#db.selectFrom('checkpoint').selectAll().executeTakeFirst();
    return { position: Number(row?.position ?? 0), log: row?.log ?? null };
  }

  /**
   * Takes in the events that follow the checkpoint at a position: all of them, or nothing when it fails.
   *
   * @throws CheckpointMoved when the rows are not there: another process has taken them in, or has put others in place.
   */
  async apply(events: readonly Stored[], after: number): Promise<void> {
    const [first, last] = [events[0], events.at(-1)];
    if (first === undefined || last === undefined) return;
    await this.db.transaction().execute(async (transaction) => {
      const db = transaction.withSchema(this.schema);
      // First of all, since it keeps every other process waiting until this one is done.
      await this.moveCheckpoint(db, after, after === 0 ? { position: last.position, log: first.id } : last);
      const rows = await this.evolved(db, events);
      await this.save(db, rows);
      const changed: ChangedThings = {
        ids: ({ kind }) => rows.filter((row) => row.kind === kind).map(({ id }) => id),
      };
      const states = new States(db);
      for (const view of this.views) await view.project(changed, states, db);
    });
  }

  private async moveCheckpoint(
    db: Kysely<ViewTables>,
    after: number,
    { position, log }: { readonly position: number; readonly log?: string },
  ): Promise<void> {
    const { numUpdatedRows } = await db
      .updateTable('checkpoint')
      .set(log === undefined ? { position } : { position, log })
      .where('position', '=', after)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new CheckpointMoved(`The rows of ${this.schema} no longer stand at ${after}.`);
  }

  private async evolved(db: Kysely<ViewTables>, events: readonly Stored[]): Promise<StateRow[]> {
    const streams = [...new Set(events.map(({ stream }) => stream))].map(kindAndIdOf);
    const stored = await db
      .selectFrom('states')
      .select(['kind', 'id', 'state', 'revision', 'position'])
      .where('id', '=', anyOf(streams.map(([, id]) => id)))
      .execute();
    const rows = new Map<string, StateRow>(stored.map((row) => [`${row.kind}-${row.id}`, row]));
    const touched = new Map<string, StateRow>();
    for (const event of events) {
      const [kind, id] = kindAndIdOf(event.stream);
      const fold = this.fold(kind);
      const row = rows.get(event.stream) ?? { kind, id, state: fold.initial, revision: -1, position: 0 };
      row.state = evolve(fold, row.state, event);
      row.revision = event.revision;
      row.position = event.position;
      rows.set(event.stream, row);
      touched.set(event.stream, row);
    }
    return [...touched.values()];
  }

  private fold(kind: string): AnyFold {
    const fold = this.#folds.get(kind);
    if (fold === undefined) throw new Error(`This build does not know streams of the kind ${kind}.`);
    return fold;
  }

  private async save(db: Kysely<ViewTables>, rows: readonly StateRow[]): Promise<void> {
    const values = rows.map(({ kind, id, state, revision, position }) => {
      const partOf = this.fold(kind).partOf?.(id) ?? id;
      return { kind, id, part_of: partOf, revision, position, state: JSON.stringify(state) };
    });
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
}

const stateColumns = {
  kind: 'text',
  id: 'text',
  part_of: 'text',
  revision: 'integer',
  position: 'bigint',
  state: 'json',
} as const;

async function createTables(db: Kysely<ViewTables>): Promise<void> {
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
  await db.schema.createIndex('states_parts').ifNotExists().on('states').columns(['kind', 'part_of']).execute();
}

function evolve(fold: AnyFold, state: unknown, event: Stored): unknown {
  return fold.evolve(state, decode(fold, event));
}
