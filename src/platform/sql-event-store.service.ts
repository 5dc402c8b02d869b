import { sql, type QueryExecutorProvider } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Json, Metadata } from '../kernel/fold.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { AppendQueue, written, type Waiting } from './append-queue.js';
import type { AppendOutcome, EventStore, ExpectedRevision, NewEvent, StoredEvent } from './event-store.js';
import { WakeUp } from './wake-up.service.js';

export interface SqlEventStoreOptions {
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
  /** How many events were found for the page, which has fewer when they are large. */
  readonly found: Bigint;
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

const EVENTS_IN_A_PAGE = 1000;
/** Of data: a page ends with the event that reaches it. */
const BYTES_IN_A_PAGE = 4_000_000;
/** How soon another process's events are seen; this process's own wake the readers at once. */
const POLL_IN_MILLISECONDS = 1000;

/**
 * The log in a PostgreSQL database, embedded or not; {@link createEventTables} makes its tables. Appends that wait at the
 * same time go to the database in one call, which fails for all of them when it fails: then nothing is known of any of
 * them, and sending one again with the same ids is the way to find out.
 */
export class SqlEventStore implements EventStore {
  readonly #db: QueryExecutorProvider;
  readonly #now: (() => IsoInstant) | undefined;
  readonly #queue = new AppendQueue();
  readonly #news = new WakeUp();
  #isWriting = false;

  constructor(db: QueryExecutorProvider, { now }: SqlEventStoreOptions = {}) {
    this.#db = db;
    this.#now = now;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome> {
    const toWrite = written(stream, expected, events);
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
    const { rows } = await sql<{ head: Bigint | null }>`select max(position) as head from log.events`.execute(this.#db);
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
      const seen = this.#news.calls;
      for await (const page of this.readAll(position)) {
        if (isOver()) return;
        isToldCaughtUp = false;
        yield page;
        position = page.at(-1)?.position ?? position;
      }
      // The reader may have been slow with the last page: then more may have come, and this is not yet all there is.
      if (isOver() || this.#news.calls !== seen) continue;
      if (!isToldCaughtUp) yield 'caught up';
      isToldCaughtUp = true;
      await this.#news.sleep(seen, POLL_IN_MILLISECONDS, signal);
    }
  }

  /**
   * A page. Its size is summed up twice: as stored, which is known without reading the data, so that what is far beyond
   * the page is not read; and of what is left as it will be sent, since what is stored may be compressed.
   */
  async #read(where: ReturnType<typeof sql>, order: ReturnType<typeof sql>): Promise<Page> {
    const { rows } = await sql<EventRow>`
      select position, id, stream, revision, type, version, data, metadata, recorded_at as "recordedAt", found
      from (
        select *, sum(octet_length(data::text)) over (order by ${order}) - octet_length(data::text) as bytes_before
        from (
          select *, sum(pg_column_size(data)) over (order by ${order}) - pg_column_size(data) as stored_before,
            count(*) over () as found
          from (
            select * from log.events where ${where} order by ${order} limit ${sql.lit(EVENTS_IN_A_PAGE)}
          ) candidates
        ) measured where stored_before < ${sql.lit(BYTES_IN_A_PAGE)}
      ) page where bytes_before < ${sql.lit(BYTES_IN_A_PAGE)} order by ${order}`.execute(this.#db);
    const found = Number(rows[0]?.found ?? 0);
    return {
      events: rows.map(({ found: _, ...row }) => ({
        ...row,
        position: Number(row.position),
        recordedAt: row.recordedAt.toISOString(),
      })),
      isLast: found < EVENTS_IN_A_PAGE && rows.length === found,
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

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#decide(batch);
      if (outcomes.some(({ outcome }) => outcome === 'appended')) this.#news.call();
      for (const row of outcomes) batch[row.request]?.resolve(outcomeOf(row));
    } catch (error) {
      // A driver's error carries the whole batch's data with it, which belongs in no one's log: only its words go on.
      const reason = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
      for (const waiting of batch) waiting.reject(new Error(`The events could not be written: ${String(reason)}`));
    }
  }

  async #decide(batch: readonly Waiting[]): Promise<readonly OutcomeRow[]> {
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
