import { sql, type QueryExecutorProvider } from 'kysely';
import { channel } from 'node:diagnostics_channel';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Json, Metadata } from '../../kernel/fold.js';
import type { IsoInstant } from '../../kernel/tertial.js';
import { AppendQueue, serialized, type PendingAppend } from './append-queue.js';
import { BATCHES } from '../telemetry/metrics.service.js';
import { soleProcess, type LeaderElection } from '../database/database.service.js';
import {
  type AppendOutcome,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type StoredEvent,
  StoreUnavailable,
} from './event-store.js';
import { isLarge, LARGE_FROM_BYTES } from './event-tables.service.js';
import { Signal } from '../runtime/signal.service.js';

export interface SqlEventStoreOptions {
  /** The other processes on the database; none when absent. */
  readonly election?: LeaderElection;
  /** How long a server that does not answer is asked again; 0 when absent. */
  readonly patienceInMilliseconds?: number;
  /** A simulated clock for the demonstration and the tests; the database's own when absent. */
  readonly now?: () => IsoInstant;
}

/** Drivers give a 64-bit number as they please. */
type Bigint = number | bigint | string;

interface EventRow extends Omit<StoredEvent, 'position' | 'recordedAt'> {
  readonly position: Bigint;
  readonly data: Json;
  readonly metadata: Metadata;
  readonly recordedAt: Date;
}

interface Page {
  readonly events: readonly StoredEvent[];
  readonly isLast: boolean;
}

interface OutcomeRow {
  readonly request: number;
  readonly outcome: 'appended' | 'repeated' | 'wrong revision' | 'ids taken';
  readonly revision: number | null;
  readonly position: Bigint | null;
}

const batches = channel(BATCHES);
/** By which the processes on the same database tell each other that the log has grown. */
const CHANNEL = 'tertial_log';
const ASK_AGAIN_AFTER_MILLISECONDS = 100;
const EVENTS_IN_A_PAGE = 1000;
const MOST_EVENTS = Number.MAX_SAFE_INTEGER;
/** How soon another process's events are seen when its word of them is lost. */
const POLL_IN_MILLISECONDS = 1000;

/**
 * The log in a PostgreSQL database, embedded or not; {@link createEventTables} makes its tables. Appends that wait at the
 * same time go to the database in one call, which fails for all of them when it fails: then nothing is known of any of
 * them, and sending one again with the same ids is the way to find out.
 */
export class SqlEventStore implements EventStore {
  readonly #db: QueryExecutorProvider;
  readonly #now: (() => IsoInstant) | undefined;
  readonly #election: LeaderElection;
  readonly #patience: number;
  readonly #queue = new AppendQueue();
  readonly #signal = new Signal();
  #isWriting = false;

  constructor(db: QueryExecutorProvider, options: SqlEventStoreOptions = {}) {
    const { now, election = soleProcess, patienceInMilliseconds = 0 } = options;
    this.#db = db;
    this.#now = now;
    this.#election = election;
    this.#patience = patienceInMilliseconds;
    election.listen(CHANNEL, () => this.#signal.raise());
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome> {
    const toWrite = serialized(stream, expected, events);
    return new Promise((resolve, reject) => {
      this.#queue.add({ stream, expected, events: toWrite, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async *readStream(stream: string, fromRevision = 0): AsyncGenerator<readonly StoredEvent[], void, void> {
    let from = fromRevision;
    for (;;) {
      const { events, isLast } = await this.#read(sql`stream = ${stream} and revision >= ${from}`, sql`revision`);
      from = (events.at(-1)?.revision ?? from) + 1;
      if (events.length > 0) yield events;
      if (isLast) return;
    }
  }

  async *readAll(afterPosition: number): AsyncGenerator<readonly StoredEvent[], void, void> {
    let position = afterPosition;
    for (;;) {
      // The embedded database answers without a turn of the event loop: a long reading would let nothing else run.
      await nextTurn();
      const { events, isLast } = await this.#read(sql`position > ${position}`, sql`position`);
      position = events.at(-1)?.position ?? position;
      if (events.length > 0) yield events;
      if (isLast) return;
    }
  }

  async head(): Promise<number> {
    const { rows } = await sql<{ head: Bigint | null }>`select max(position) as head from log.events`
      .execute(this.#db)
      .catch(unlessAnswered);
    return Number(rows[0]?.head ?? 0);
  }

  async *subscribe(
    afterPosition: number,
    signal: AbortSignal,
  ): AsyncGenerator<readonly StoredEvent[] | 'caught up', void, void> {
    const isOver = (): boolean => signal.aborted;
    let position = afterPosition;
    let isToldCaughtUp = false;
    while (!isOver()) {
      const seen = this.#signal.raised;
      for await (const page of this.readAll(position)) {
        if (isOver()) return;
        isToldCaughtUp = false;
        yield page;
        position = page.at(-1)?.position ?? position;
      }
      // The reader may have been slow with the last page: then more may have come, and this is not yet all there is.
      if (isOver() || this.#signal.raised !== seen) continue;
      if (!isToldCaughtUp) yield 'caught up';
      isToldCaughtUp = true;
      await this.#signal.wait(seen, POLL_IN_MILLISECONDS, signal);
    }
  }

  /** A page ends with the first large event in it, which costs small ones nothing: an index knows the large ones. */
  async #read(where: ReturnType<typeof sql>, order: ReturnType<typeof sql>): Promise<Page> {
    const { rows } = await sql<EventRow>`
      select position, id, stream, revision, type, version, data, metadata, recorded_at as "recordedAt"
      from log.events where ${where} and ${order} <= coalesce((
        select ${order} from log.events where ${where} and ${isLarge} order by ${order} limit 1
      ), ${sql.lit(MOST_EVENTS)}) order by ${order} limit ${sql.lit(EVENTS_IN_A_PAGE)}`
      .execute(this.#db)
      .catch(unlessAnswered);
    const last = rows.at(-1);
    const isCut = last !== undefined && Buffer.byteLength(JSON.stringify(last.data)) > LARGE_FROM_BYTES;
    return {
      events: rows.map((row) => ({
        ...row,
        position: Number(row.position),
        recordedAt: row.recordedAt.toISOString(),
      })),
      isLast: rows.length < EVENTS_IN_A_PAGE && !isCut,
    };
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (!this.#queue.isEmpty) {
      // The embedded database answers without a turn of the event loop. Without one no others would come to wait here
      // meanwhile, and every batch would be of one.
      await nextTurn();
      await this.#write(this.#queue.take());
    }
    this.#isWriting = false;
  }

  async #write(batch: readonly PendingAppend[]): Promise<void> {
    try {
      const outcomes = await this.#decidePatiently(batch);
      batches.publish({ appends: batch.length });
      if (outcomes.some(({ outcome }) => outcome === 'appended')) {
        this.#signal.raise();
        this.#election.notify(CHANNEL, '');
      }
      for (const row of outcomes) batch[row.request]?.resolve(outcomeOf(row));
    } catch (error) {
      // A driver's error carries the whole batch's data with it, which belongs in no one's log: only its words go on.
      const reason = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
      for (const waiting of batch) waiting.reject(new Error(`The events could not be written: ${String(reason)}`));
    }
  }

  /** What may have arrived may be sent again: the events that stand in the log already are repeated. */
  async #decidePatiently(batch: readonly PendingAppend[]): Promise<readonly OutcomeRow[]> {
    const giveUpAt = performance.now() + this.#patience;
    for (;;) {
      try {
        return await this.#decide(batch);
      } catch (error) {
        if (isAnswer(error) || performance.now() > giveUpAt) throw error;
        await sleep(ASK_AGAIN_AFTER_MILLISECONDS);
      }
    }
  }

  async #decide(batch: readonly PendingAppend[]): Promise<readonly OutcomeRow[]> {
    const requests = batch.map(({ stream, expected, events }, request) => ({
      request,
      stream,
      expected: expected === 'any' ? null : expected === 'no stream' ? -1 : expected,
      size: events.length,
    }));
    const arriving = batch.flatMap(({ events }, request) => events.map((event, n) => ({ request, n, ...event })));
    const { rows } = await sql<OutcomeRow>`select * from log.append(
      ${JSON.stringify(requests)}::json, ${JSON.stringify(arriving)}::json, ${this.#now?.() ?? null}::timestamptz
    )`.execute(this.#db);
    return rows;
  }
}

function outcomeOf({ outcome, revision, position }: OutcomeRow): AppendOutcome {
  if (outcome === 'ids taken') return { outcome };
  if (outcome === 'wrong revision') return { outcome, actual: revision ?? 'no stream' };
  return { outcome, revision: Number(revision), position: Number(position) };
}

/**
 * Connection exceptions, operator intervention, what has been rolled back for another's sake, a server that only follows
 * or that has no connection left (PostgreSQL, appendix A).
 */
const TEMPORARY = /^(?:08|57|40|25006|53300)/;

/** The server has considered it and says no, rather than that it was cut off, stopped or never there. */
function isAnswer(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error && 'severity' in error)) return false;
  return !TEMPORARY.test(String(error.code));
}

function unlessAnswered(error: unknown): never {
  if (isAnswer(error)) throw error;
  throw new StoreUnavailable(`The log cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}
