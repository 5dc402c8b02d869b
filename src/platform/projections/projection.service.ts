import { type Kysely, sql } from 'kysely';
import { type AnyEvent, decode, type Fold, type Stored } from '../../kernel/fold.js';
import { asynchronousCommit } from '../database/database.service.js';
import { isFull, type Page, prefetch } from './prefetch.js';
import { type AnyFold, StateCache, type StateRow } from './state-cache.service.js';
import { createStateTables, type ReadStates, rowsOf, type ViewTables } from '../database/state-tables.view.js';
import { noTracing, type Tracing } from '../telemetry/tracing.service.js';

/** The entities whose states a batch of events has changed. */
export interface ChangedThings {
  ids<State, Event extends AnyEvent>(fold: Fold<State, Event>): readonly string[];
}

/** Tables with rows that depend only on states, so that the service can rebuild them at any time. */
export interface View {
  readonly tables: readonly string[];
  create(db: Kysely<ViewTables>): Promise<void>;
  /** Rewrites the rows that depend on the changed entities, in the transaction that saves the states. */
  project(changed: ChangedThings, states: ReadStates, db: Kysely<ViewTables>): Promise<void>;
}

/** The position that the rows have reached. */
export interface Checkpoint {
  readonly position: number;
  /** Id of the log's first event, which identifies the log. Null when the rows include no event yet. */
  readonly log: string | null;
}

/** The error when the rows are not at the position where a batch begins. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/** Limits of a batch. A large batch is faster, because it writes a row only once for many events. */
const MOST_EVENTS_UNSAVED = 100_000;
const MOST_STREAMS_UNSAVED = 2_500;
/** Limits the size of a statement, because a plan's rows are large. */
const WHOLES_IN_A_STATEMENT = 25;

/** Projects events into the rows of one schema. One transaction saves a batch and its checkpoint. */
export class Projection {
  readonly #db: Kysely<ViewTables>;
  readonly #states: StateCache;
  /** Position and checkpoint table of the cached states. Null when no state is cached. */
  #stands: { readonly position: number; readonly table: string } | null = null;

  constructor(
    readonly db: Kysely<ViewTables>,
    readonly schema: string,
    private readonly folds: readonly AnyFold[],
    private readonly views: readonly View[],
    private readonly tracing: Tracing = noTracing,
  ) {
    this.#db = db.withSchema(schema);
    this.#states = new StateCache(new Map(folds.map((fold) => [fold.kind, fold])));
  }

  /** Makes the same projection for another schema. */
  beside(schema: string): Projection {
    return new Projection(this.db, schema, this.folds, this.views);
  }

  async drop(): Promise<void> {
    await sql`drop schema if exists ${sql.id(this.schema)} cascade`.execute(this.db);
  }

  get tables(): string[] {
    return ['states', ...this.views.flatMap((view) => view.tables)];
  }

  /** Creates missing tables. A lock makes processes that start together create them one after another. */
  async create(): Promise<void> {
    await this.db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext(${this.schema}))`.execute(transaction);
      await sql`create schema if not exists ${sql.id(this.schema)}`.execute(transaction);
      const db = transaction.withSchema(this.schema);
      await createStateTables(db);
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
   * Projects pages of events that follow a position, and yields each position that it has saved. It combines full pages
   * into a batch, and saves at once after a shorter page. A batch is saved whole or not at all.
   *
   * @throws CheckpointMoved when another process has projected the events or replaced the tables
   */
  async *follow(pages: AsyncIterable<Page> | Iterable<Page>, after: number): AsyncGenerator<number, void, void> {
    if (this.#stands?.position !== after) this.forget();
    let from = after;
    let unsaved: Unsaved | null = null;
    try {
      for await (const page of prefetch(pages)) {
        if (page !== 'caught up') unsaved = await this.take(page, unsaved, from);
        if (unsaved === null || (isFull(page) && !this.isMuch(unsaved))) continue;
        from = await this.save(unsaved, from);
        unsaved = null;
        yield from;
      }
      if (unsaved !== null) yield await this.save(unsaved, from);
    } finally {
      // Unsaved changes exist only when the projection failed or the consumer stopped early.
      if (this.#states.changes > 0) this.forget();
    }
  }

  private forget(): void {
    this.#states.forget();
    this.#stands = null;
  }

  private isMuch({ events }: Unsaved): boolean {
    return events >= MOST_EVENTS_UNSAVED || this.#states.changes >= MOST_STREAMS_UNSAVED;
  }

  private async take(page: readonly Stored[], unsaved: Unsaved | null, from: number): Promise<Unsaved | null> {
    const [first, last] = [page[0], page.at(-1)];
    if (first === undefined || last === undefined) return unsaved;
    this.#stands ??= await this.standing(from);
    await this.#states.bringStreams(new Set(page.map(({ stream }) => stream)), this.#db);
    const traceIds = unsaved?.traceIds ?? new Set();
    for (const event of page) {
      if (event.metadata.traceId !== undefined) traceIds.add(event.metadata.traceId);
      const row = this.#states.changing(event.stream);
      row.state = evolve(this.#states.fold(row.kind), row.state, event);
      row.revision = event.revision;
      row.position = event.position;
    }
    return { first: unsaved?.first ?? first, last, events: (unsaved?.events ?? 0) + page.length, traceIds };
  }

  private async standing(at: number) {
    const row = await this.#db
      .selectFrom('checkpoint')
      .select(['position', tableOf('checkpoint')])
      .executeTakeFirst();
    if (Number(row?.position) !== at) throw this.moved(at);
    return { position: at, table: row?.table ?? '' };
  }

  private save(unsaved: Unsaved, from: number): Promise<number> {
    return this.tracing.following('project', unsaved.traceIds, () => this.saveRows(unsaved, from));
  }

  private async saveRows({ first, last: { position } }: Unsaved, from: number): Promise<number> {
    await this.db.transaction().execute(async (transaction) => {
      const db = transaction.withSchema(this.schema);
      // The checkpoint moves first, because its row lock stops other processes until this transaction ends.
      await this.moveCheckpoint(db, from, from === 0 ? { position, log: first.id } : { position });
      const states = this.#states.reader(db);
      for (const rows of this.#states.changed(WHOLES_IN_A_STATEMENT)) {
        await this.saveStates(db, rows);
        const changed: ChangedThings = {
          ids: ({ kind }) => rows.filter((row) => row.kind === kind).map(({ id }) => id),
        };
        for (const view of this.views) await view.project(changed, states, db);
      }
    });
    this.#states.saved();
    if (this.#stands !== null) this.#stands = { ...this.#stands, position };
    return position;
  }

  private async moveCheckpoint(
    db: Kysely<ViewTables>,
    after: number,
    values: { readonly position: number; readonly log?: string },
  ): Promise<void> {
    const row = await db
      .updateTable('checkpoint')
      .set(values)
      .where('position', '=', after)
      // The commit is asynchronous. A power failure loses the rows and their checkpoint, and the log restores both.
      .returning([tableOf('checkpoint'), asynchronousCommit.as('setting')])
      .executeTakeFirst();
    // A rebuild may have replaced the tables at the same position. The cached states belong to the old tables.
    if (row?.table !== this.#stands?.table) throw this.moved(after);
  }

  private moved(from: number): CheckpointMoved {
    return new CheckpointMoved(`The rows of ${this.schema} are no longer at position ${from}.`);
  }

  private async saveStates(db: Kysely<ViewTables>, rows: readonly StateRow[]): Promise<void> {
    const values = rows.map((row) => {
      const state = JSON.stringify(row.state);
      row.characters = state.length;
      const { kind, id, whole, revision, position } = row;
      return { kind, id, part_of: whole, revision, position, state };
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

/** Events that the cached states include and the rows do not include yet. */
interface Unsaved {
  readonly first: Stored;
  readonly last: Stored;
  readonly events: number;
  /** Traces of the requests that the events came from. */
  readonly traceIds: Set<string>;
}

/** Selects the oid of the row's table. A replaced table of the same name has another oid. */
function tableOf(name: string) {
  return sql<string>`${sql.ref(name)}.tableoid::text`.as('table');
}

const stateColumns = {
  kind: 'text',
  id: 'text',
  part_of: 'text',
  revision: 'integer',
  position: 'bigint',
  state: 'json',
} as const;

function evolve(fold: AnyFold, state: unknown, event: Stored): unknown {
  return fold.evolve(state, decode(fold, event));
}
