import { checkpointOf, type Json, type Position, positionOf, type PositionOrStart } from '../../kernel/fold.js';
import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import { channel } from 'node:diagnostics_channel';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { IsoInstant } from '../../kernel/tertial.js';
import { AppendQueue, serialized, type PendingAppend } from './append-queue.js';
import { BATCHES } from '../telemetry/metrics.service.js';
import { soleProcess, type LeaderElection } from '../database/database.service.js';
import { AnotherLog, StoreRefused, StoreUnavailable } from '../runtime/store-unavailable.js';
import type { AppendOutcome, EventStore, ExpectedRevision, Known, NewEvent, StoredEvent } from './event-store.js';
import { requireHeld } from './event-store.js';
import { type BatchAnswer, expectedOf, outcomesOf } from './batch-answer.js';
import { isLarge, LARGE_FROM_BYTES, LOG_CHANNEL } from './event-tables.service.js';
import { holds, newestKnown, noRowsIfMissing } from './sql-known-event.service.js';
import { type FoundEvent, isOwnMetadata } from './foreign-event.js';
import { Signal } from '../runtime/signal.service.js';
import { countedStreams } from './sql-streams.service.js';
import { type CountedStream, streamPages } from './stream-pages.js';

export interface SqlEventStoreOptions {
  /** Receives notifications of the appends of other processes. Absent: no other process uses the database. */
  readonly election?: LeaderElection;
  /** How long the store retries an append when the server does not answer. Absent: 0. */
  readonly patienceInMilliseconds?: number;
  /** A simulated clock for the demonstration and tests; the database's clock when absent. */
  readonly now?: () => IsoInstant;
}

/** A 64-bit integer. Its JavaScript type depends on the driver. */
type Bigint = number | bigint | string;

interface EventRow extends Omit<StoredEvent, 'position' | 'recordedAt' | 'metadata'> {
  readonly position: Bigint;
  readonly data: Json;
  readonly metadata: unknown;
  readonly recordedAt: Date;
  /** The time with its microseconds when it has any, which only a change in the database can give it; else null. */
  readonly finerTime: IsoInstant | null;
}

interface Page {
  readonly events: readonly FoundEvent[];
  readonly isLast: boolean;
}

const batches = channel(BATCHES);
const ASK_AGAIN_AFTER_MILLISECONDS = 100;
const EVENTS_IN_A_PAGE = 1000;
const columns = sql`position, id, stream, revision, type, version, data, metadata, recorded_at as "recordedAt",
  case when recorded_at <> date_trunc('milliseconds', recorded_at)
    then to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end as "finerTime"`;
const MOST_EVENTS = Number.MAX_SAFE_INTEGER;
/** How often a subscription looks for new events, because a notification of another process can be lost. */
const POLL_IN_MILLISECONDS = 1000;

/**
 * The log in a PostgreSQL database, embedded or on a server. {@link createEventTables} creates its tables. The store
 * sends concurrent appends to the database in one call. When the call fails, all of them fail. Where the outcome is
 * unknown, append the same event ids again to learn it.
 */
export class SqlEventStore implements EventStore {
  readonly #db: QueryExecutorProvider;
  readonly #now: (() => IsoInstant) | undefined;
  readonly #patience: number;
  /** Whether other processes use the database. */
  readonly #isShared: boolean;
  readonly #queue = new AppendQueue();
  readonly #signal = new Signal();
  #isWriting = false;

  constructor(db: QueryExecutorProvider, options: SqlEventStoreOptions = {}) {
    const { now, election = soleProcess, patienceInMilliseconds = 0 } = options;
    this.#db = db;
    this.#now = now;
    this.#patience = patienceInMilliseconds;
    this.#isShared = election !== soleProcess;
    election.listen(LOG_CHANNEL, () => this.#signal.raise());
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    known: Known = () => null,
  ): Promise<AppendOutcome> {
    const toWrite = serialized(stream, expected, events);
    return new Promise((resolve, reject) => {
      this.#queue.add({ stream, expected, events: toWrite, known, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  readStream(stream: string, fromRevision = 0): AsyncGenerator<readonly FoundEvent[], void, void> {
    return this.#readRevisions(stream, fromRevision, MOST_EVENTS);
  }

  async *#readRevisions(
    stream: string,
    fromRevision: number,
    upTo: number,
  ): AsyncGenerator<readonly FoundEvent[], void, void> {
    let from = fromRevision;
    for (;;) {
      const isWanted = sql`stream = ${stream} and revision >= ${from} and position <= ${upTo}`;
      const { events, isLast } = await this.#read(isWanted, sql`revision`);
      from = (events.at(-1)?.revision ?? from) + 1;
      if (events.length > 0) yield events;
      if (isLast) return;
    }
  }

  readAll(afterPosition: PositionOrStart): AsyncGenerator<readonly FoundEvent[], void, void> {
    return this.#readAfter(afterPosition, () => null);
  }

  async *#readAfter(afterPosition: PositionOrStart, known: Known): AsyncGenerator<readonly FoundEvent[], void, void> {
    let position = afterPosition;
    for (;;) {
      // The embedded database answers within one turn of the event loop. Without a pause a long read would block Node.
      await nextTurn();
      const { events, isLast } = await this.#read(sql`position > ${position}`, sql`position`, known);
      position = events.at(-1)?.position ?? position;
      if (events.length > 0) yield events;
      if (isLast) return;
    }
  }

  async *readGrouped(
    upTo: number,
    groupOf: (stream: string) => string,
  ): AsyncGenerator<readonly FoundEvent[], void, void> {
    for (const streams of streamPages(await countedStreams(this.#db, groupOf), EVENTS_IN_A_PAGE)) {
      await nextTurn();
      if (streams.length > 1) yield* this.#readTogether(streams, upTo);
      else for (const { stream } of streams) yield* this.#readRevisions(stream, 0, upTo);
    }
  }

  /**
   * Reads the events of several streams in one statement. The join is lateral, because PostgreSQL would otherwise read
   * the whole log when it has no statistics yet. Node sorts the events, because PostgreSQL would move each event's data
   * in its sort.
   */
  async *#readTogether(
    streams: readonly CountedStream[],
    upTo: number,
  ): AsyncGenerator<readonly FoundEvent[], void, void> {
    const names = streams.map(({ stream }) => stream);
    const rows = await this.#ask(sql<EventRow>`
      select ${columns} from unnest(${names}::text[]) wanted (name)
      cross join lateral (select * from log.events where stream = wanted.name and position <= ${upTo}) events`);
    const read = Map.groupBy(rows.map(storedOf), ({ stream }) => stream);
    const events = names.flatMap((name) => read.get(name)?.sort((one, other) => one.revision - other.revision) ?? []);
    if (events.length > 0) yield events;
  }

  async head(): Promise<PositionOrStart> {
    const { rows } = await sql<{ head: Bigint | null }>`select max(position) as head from log.events`
      .execute(this.#db)
      .catch(noRowsIfMissing);
    const [row] = rows;
    return checkpointOf(row?.head ?? 0);
  }

  async eventAt(position: Position): Promise<FoundEvent | null> {
    const { rows } = await sql<EventRow>`select ${columns} from log.events where position = ${position}`
      .execute(this.#db)
      .catch(noRowsIfMissing);
    const [row] = rows;
    return row === undefined ? null : storedOf(row);
  }

  async *subscribe(
    afterPosition: PositionOrStart,
    signal: AbortSignal,
    known: Known = () => null,
  ): AsyncGenerator<readonly FoundEvent[] | 'caught up', void, void> {
    const isOver = (): boolean => signal.aborted;
    let position = afterPosition;
    let isToldCaughtUp = false;
    while (!isOver()) {
      const seen = this.#signal.raised;
      let isNothingNew = true;
      for await (const page of this.#readAfter(position, known)) {
        if (isOver()) return;
        isNothingNew = false;
        isToldCaughtUp = false;
        yield page;
        position = page.at(-1)?.position ?? position;
      }
      // Of another log nothing is read.
      if (isNothingNew && !isOver()) await requireHeld(this, known());
      // Reads again when events were appended while the reader handled the last page.
      if (isOver() || this.#signal.raised !== seen) continue;
      if (!isToldCaughtUp) yield 'caught up';
      isToldCaughtUp = true;
      await this.#signal.wait(seen, POLL_IN_MILLISECONDS, signal);
    }
  }

  /**
   * Reads a page. The page ends with its first large event, which PostgreSQL finds in an index of large events. A log that
   * does not hold the known event has none: the database can be put away and another put in its place at any time.
   */
  async #read(where: ReturnType<typeof sql>, order: ReturnType<typeof sql>, known: Known = () => null): Promise<Page> {
    const rows = await this.#ask(sql<EventRow>`
      select ${columns} from log.events where ${holds(known())} and ${where} and ${order} <= coalesce((
        select ${order} from log.events where ${where} and ${isLarge} order by ${order} limit 1
      ), ${sql.lit(MOST_EVENTS)}) order by ${order} limit ${sql.lit(EVENTS_IN_A_PAGE)}`);
    const last = rows.at(-1);
    const isCut = last !== undefined && Buffer.byteLength(JSON.stringify(last.data)) > LARGE_FROM_BYTES;
    return { events: rows.map(storedOf), isLast: rows.length < EVENTS_IN_A_PAGE && !isCut };
  }

  async #ask<Row>(question: RawBuilder<Row>): Promise<Row[]> {
    const { rows } = await question.execute(this.#db);
    return rows;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (!this.#queue.isEmpty) {
      // The embedded database answers within one turn of the event loop. Without a pause between batches, no appends
      // could gather, and each batch would contain only one append.
      await nextTurn();
      await this.#write(this.#queue.take());
    }
    this.#isWriting = false;
  }

  async #write(batch: readonly PendingAppend[]): Promise<void> {
    try {
      const outcomes = await this.#decidePatiently(batch);
      batches.publish({ appends: batch.length });
      if (outcomes.some(({ outcome }) => outcome === 'appended')) this.#signal.raise();
      for (const [n, outcome] of outcomes.entries()) batch[n]?.resolve(outcome);
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }

  /** Retries temporary errors. That is safe, because stored events give the outcome `repeated`. */
  async #decidePatiently(batch: readonly PendingAppend[]): Promise<readonly AppendOutcome[]> {
    const giveUpAt = performance.now() + this.#patience;
    let isNothingDone = true;
    for (;;) {
      try {
        return await this.#decide(batch);
      } catch (error) {
        const fault = asFault(error);
        const { message, isTemporary } = fault;
        isNothingDone &&= fault.isNothingDone;
        if (fault instanceof AnotherLog) throw new AnotherLog(message, { isNothingDone });
        if (fault instanceof StoreRefused && isNothingDone) throw fault;
        if (!isTemporary || performance.now() > giveUpAt) {
          throw new StoreUnavailable(`The events could not be written: ${message}`, { isTemporary, isNothingDone });
        }
        await sleep(ASK_AGAIN_AFTER_MILLISECONDS);
      }
    }
  }

  async #decide(batch: readonly PendingAppend[]): Promise<readonly AppendOutcome[]> {
    const events = batch.flatMap((each, n) => each.events.map((event, place) => ({ ...event, request: n + 1, place })));
    const { rows } = await sql<{ answer: BatchAnswer }>`select log.append_batch(
      ${batch.map(({ stream }) => stream)}, ${batch.map(expectedOf)}, ${batch.map((each) => each.events.length)},
      ${events.map(({ request }) => request)}, ${events.map(({ place }) => place)}, ${events.map(({ id }) => id)},
      ${events.map(({ type }) => type)}, ${events.map(({ version }) => version)},
      ${events.map(({ data }) => data).join('\n')}, ${events.map(({ metadata }) => metadata).join('\n')},
      ${this.#now?.() ?? null}, ${this.#isShared}) as answer where ${holds(newestKnown(batch))}`
      .execute(this.#db)
      .catch(noRowsIfMissing);
    const [row] = rows;
    if (row === undefined) throw new AnotherLog('The log is another than the one that is known.');
    return outcomesOf(row.answer, batch);
  }
}

/** The time has all its digits, so that a change below a millisecond gives another hash. */
function storedOf({ finerTime, metadata, version, data, ...row }: EventRow): FoundEvent {
  const place = { ...row, position: positionOf(row.position), recordedAt: finerTime ?? row.recordedAt.toISOString() };
  return isOwnMetadata(metadata) ? { ...place, version, data, metadata } : { ...place, matter: 'not ours' };
}

/** An error that is not the driver's, such as one of a test's database, leaves the outcome unknown. */
function asFault(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreUnavailable(reason, { isNothingDone: false });
}
