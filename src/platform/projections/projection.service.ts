import { type Kysely, sql } from 'kysely';
import { createSchema } from '../database/schemas.service.js';
import { type AnyEvent, checkpointOf, type Fold, type Position } from '../../kernel/fold.js';
import { type FoundEvent, isForeign } from '../event-store/foreign-event.js';
import { createDamageTables, keepDamage } from './damage-tables.service.js';
import { asynchronousCommit } from '../database/database.service.js';
import { isFull, type Page, prefetch } from './prefetch.js';
import { type AnyFold, StateCache, type StateRow } from './state-cache.service.js';
import { CheckpointMoved, eventAtPosition, type TakenIn } from './taken-in.js';
import { createStateTables, type ReadStates, type ViewTables, writeStates } from '../database/state-tables.view.js';
import { noTracing, type Tracing } from '../telemetry/tracing.service.js';

/** The entities whose states a batch of events has changed. */
export interface ChangedThings {
  ids<State, Event extends AnyEvent>(fold: Fold<State, Event>): readonly string[];
}

/** Tables with rows that depend only on states, so that the service can rebuild them at any time. */
export interface View {
  readonly tables: readonly string[];
  create(db: Kysely<ViewTables>): Promise<void>;
  /**
   * Rewrites the rows that depend on the changed entities, in the transaction that saves the states. Reads only the
   * states of the changed entities' parents and of all parts of these parents, such as a plan with its goals.
   */
  project(changed: ChangedThings, states: ReadStates, db: Kysely<ViewTables>): Promise<void>;
}

/** Limits of a batch. A large batch is faster, because it writes a row only once for many events. */
const MOST_EVENTS_UNSAVED = 100_000;
const MOST_STREAMS_UNSAVED = 2_500;
/** Pages in a batch of a fill. More pages would save no time, because a fill writes each row only once. */
const PAGES_IN_A_FILLED_BATCH = 4;
/** PostgreSQL writes one batch while this process makes the next. */
const FILLED_BATCHES_SAVED_AT_ONCE = 2;
/** Limits the size of a statement, because PostgreSQL takes longer for the same rows in large statements. */
const STREAMS_IN_A_STATEMENT = 50;
const nothingTakenIn = { position: 0, log: null, event: null, event_position: null };

/** Projects events into the rows of one schema. One transaction saves a batch and its checkpoint. */
export class Projection {
  readonly #db: Kysely<ViewTables>;
  readonly #folds: ReadonlyMap<string, AnyFold>;
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
    this.#folds = new Map(folds.map((fold) => [fold.kind, fold]));
    this.#states = new StateCache(this.#folds);
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
    await this.createTables({ areAnew: false });
  }

  /** Replaces all tables by empty ones, in one step. Returns the oid of the new checkpoint's table. */
  async createAnew(): Promise<string | undefined> {
    return this.createTables({ areAnew: true });
  }

  private async createTables({ areAnew }: { readonly areAnew: boolean }): Promise<string | undefined> {
    await createDamageTables(this.db);
    return this.db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtext(${this.schema}))`.execute(transaction);
      if (areAnew) await sql`drop schema if exists ${sql.id(this.schema)} cascade`.execute(transaction);
      await createSchema(transaction, this.schema);
      const db = transaction.withSchema(this.schema);
      await createStateTables(db);
      for (const view of this.views) await view.create(db);
      const row = await db.selectFrom('checkpoint').select('position').executeTakeFirst();
      if (row === undefined) await db.insertInto('checkpoint').values(nothingTakenIn).execute();
      return (await db.selectFrom('checkpoint').select(tableOf('checkpoint')).executeTakeFirst())?.table;
    });
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#db.selectFrom('states').select('id').limit(1).executeTakeFirst()) === undefined;
  }

  async checkpoint(): Promise<TakenIn> {
    const row = await this.#db.selectFrom('checkpoint').selectAll().executeTakeFirst();
    return {
      position: checkpointOf(row?.position ?? 0),
      log: row?.log ?? null,
      event: row === undefined ? null : eventAtPosition(row),
    };
  }

  /**
   * Projects pages of events that follow a position, and yields each position that it has saved. It combines full pages
   * into a batch, and saves at once after a shorter page. A batch is saved whole or not at all.
   *
   * @throws CheckpointMoved when another process has projected the events or replaced the tables
   */
  async *follow(pages: AsyncIterable<Page> | Iterable<Page>, after: number): AsyncGenerator<Position, void, void> {
    if (this.#stands?.position !== after) this.forget();
    let from = after;
    let unsaved: Unsaved | null = null;
    try {
      for await (const page of prefetch(pages)) {
        if (page !== 'caught up') unsaved = await this.take(page, unsaved, from);
        if (unsaved === null || (isFull(page) && !this.isMuch(unsaved))) continue;
        const to = await this.saveUnsaved(unsaved, from);
        from = to;
        unsaved = null;
        yield to;
      }
      if (unsaved !== null) yield await this.saveUnsaved(unsaved, from);
    } finally {
      // Unsaved changes exist only when the projection failed or the consumer stopped early.
      if (this.#states.changes > 0 || this.#states.damage.length > 0) this.forget();
    }
  }

  private forget(): void {
    this.#states.forget();
    this.#stands = null;
  }

  private isMuch({ events }: Unsaved): boolean {
    return events >= MOST_EVENTS_UNSAVED || this.#states.changes >= MOST_STREAMS_UNSAVED;
  }

  private async take(page: readonly FoundEvent[], unsaved: Unsaved | null, from: number): Promise<Unsaved | null> {
    const [first, last] = [page[0], page.at(-1)];
    if (first === undefined || last === undefined) return unsaved;
    this.#stands ??= await this.standing(from);
    await this.#states.bringFor(page, this.#db);
    const traceIds = unsaved?.traceIds ?? new Set();
    for (const event of page) {
      if (!isForeign(event) && event.metadata.traceId !== undefined) traceIds.add(event.metadata.traceId);
      this.#states.apply(event);
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

  private async saveUnsaved({ first, last, traceIds }: Unsaved, from: number): Promise<Position> {
    const { position, id: event } = last;
    const to = from === 0 ? { position, event, log: first.id } : { position, event };
    await this.save({ states: this.#states, areAll: false, table: this.#stands?.table, from, to, traceIds });
    this.#states.saved();
    if (this.#stands !== null) this.#stands = { ...this.#stands, position };
    return position;
  }

  /**
   * Makes all rows anew from the events up to a checkpoint. The events of a parent entity and its parts come together,
   * so that each state is folded and written once. Yields the number of events after each batch. The checkpoint moves
   * with the last batch. If this fill ends earlier, the next fill drops the rows.
   *
   * @throws CheckpointMoved when another process has begun to fill the rows, too
   */
  async *fill(pages: AsyncIterable<readonly FoundEvent[]>, to: TakenIn): AsyncGenerator<number, void, void> {
    this.forget();
    const table = await this.createAnew();
    const begun = () => ({ states: new StateCache(this.#folds), areAll: true, table, from: 0, to: null });
    let [batch, pagesInBatch, events, stream, whole] = [begun(), 0, 0, '', ''];
    const saves: Promise<void>[] = [];
    try {
      for await (const page of prefetch(pages, () => true)) {
        pagesInBatch += 1;
        for (const event of page) {
          const isNext = event.stream !== stream && this.wholeOf(event.stream) !== whole;
          if (isNext && pagesInBatch > PAGES_IN_A_FILLED_BATCH) {
            if (saves.length === FILLED_BATCHES_SAVED_AT_ONCE) await saves.shift();
            const save = this.save(batch);
            // Prevents an unhandled rejection. The error is thrown where the save is awaited.
            save.catch(() => null);
            saves.push(save);
            yield events;
            [batch, pagesInBatch] = [begun(), 1];
          }
          if (isNext) batch.states.begin((whole = this.wholeOf(event.stream)));
          batch.states.apply(event);
          stream = event.stream;
          events += 1;
        }
      }
      await Promise.all(saves);
      await this.save({ ...batch, to });
      yield events;
    } finally {
      await Promise.allSettled(saves);
    }
  }

  /** Returns the id of the stream's parent entity, such as the plan of a goal, or else the stream's own id. */
  wholeOf(stream: string): string {
    return this.#states.wholeOf(stream);
  }

  private save(batch: Batch): Promise<void> {
    return this.tracing.following('project', batch.traceIds ?? [], () => this.saveRows(batch));
  }

  private async saveRows({ states, areAll, table, from, to }: Batch): Promise<void> {
    await this.db.transaction().execute(async (transaction) => {
      const db = transaction.withSchema(this.schema);
      // The checkpoint comes first, because its row lock stops other processes until this transaction ends.
      const checkpoint = await (to === null ? this.heldCheckpoint(db, from) : this.movedCheckpoint(db, from, to));
      // The tables may have been replaced at the same position. The states belong to the old ones.
      if (checkpoint?.table !== table) throw this.moved(from);
      await keepDamage(transaction, states.damage);
      const reader = states.reader(areAll ? null : db);
      for (const rows of states.changed(STREAMS_IN_A_STATEMENT)) {
        await this.saveStates(db, rows);
        const changed: ChangedThings = {
          ids: ({ kind }) => rows.filter((row) => row.kind === kind).map(({ id }) => id),
        };
        for (const view of this.views) await view.project(changed, reader, db);
      }
    });
  }

  private movedCheckpoint(db: Kysely<ViewTables>, from: number, to: Moved) {
    // The commit is asynchronous. A power failure loses the rows and their checkpoint, and the log restores both.
    const returned = [tableOf('checkpoint'), asynchronousCommit.as('setting')] as const;
    const row = { ...to, event_position: to.event === null ? null : to.position };
    return db.updateTable('checkpoint').set(row).where('position', '=', from).returning(returned).executeTakeFirst();
  }

  private heldCheckpoint(db: Kysely<ViewTables>, at: number) {
    const selected = [tableOf('checkpoint'), asynchronousCommit.as('setting')] as const;
    return db.selectFrom('checkpoint').select(selected).where('position', '=', at).forShare().executeTakeFirst();
  }

  private moved(from: number): CheckpointMoved {
    return new CheckpointMoved(`The rows of ${this.schema} are no longer at position ${from}.`);
  }

  private async saveStates(db: Kysely<ViewTables>, rows: readonly StateRow[]): Promise<void> {
    const values = rows.map((row) => {
      const state = JSON.stringify(row.state);
      row.characters = state.length;
      return { ...row, part_of: row.whole, state };
    });
    await writeStates(db, values);
  }
}

/** A checkpoint to save. Without `log`, the rows keep the one that they have. */
type Moved = Pick<TakenIn, 'position' | 'event'> & Partial<TakenIn>;

/** Changed states to save. */
interface Batch {
  readonly states: StateCache;
  /** Whether these are all the states that the views need. */
  readonly areAll: boolean;
  /** The oid of the checkpoint's table when the states were made. */
  readonly table: string | undefined;
  readonly from: number;
  /** Null: the checkpoint stays, and other batches can be saved at the same time. */
  readonly to: Moved | null;
  readonly traceIds?: Iterable<string>;
}

/** Events that the cached states include and the rows do not include yet. */
interface Unsaved {
  readonly first: FoundEvent;
  readonly last: FoundEvent;
  readonly events: number;
  /** Traces of the requests that the events came from. */
  readonly traceIds: Set<string>;
}

/** Selects the oid of the row's table. A replaced table of the same name has another oid. */
function tableOf(name: string) {
  return sql<string>`${sql.ref(name)}.tableoid::text`.as('table');
}
