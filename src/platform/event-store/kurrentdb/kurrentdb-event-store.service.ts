import type { Position as LogPosition, PositionOrStart } from '../../../kernel/fold.js';
import { type RecordedEvent, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { serialized } from '../append-queue.js';
import { AnotherLog } from '../../runtime/store-unavailable.js';
import type { AppendOutcome, EventStore, ExpectedRevision, Known, KnownEvent, NewEvent } from '../event-store.js';
import type { FoundEvent } from '../foreign-event.js';
import { kurrentDbAddressOf } from './address.js';
import { Append } from './append.service.js';
import { Claims } from './claims.service.js';
import { Connection } from './connection.service.js';
import { certificatesOf } from './certificates.service.js';
import { Backoff } from './errors.service.js';
import { sentenceOf } from './reasons.js';
import type { Outage } from '../../telemetry/outages.service.js';
import { Head } from './head.service.js';
import type { Position } from './items.service.js';
import { firstFrom, pagesOf } from './pages.service.js';
import { stored, StreamNames } from './records.service.js';
import { placeBefore, placeOf, positionUpTo } from './restored-log.js';
import { Restores } from './restores.service.js';
import { KeyedMutex } from '../../runtime/keyed-mutex.service.js';

export interface KurrentDbOptions {
  /** Prefix of the names of this service's streams on the server. Absent: `tertial`. */
  readonly prefix?: string;
  /** Deadline for each answer of the server. The store retries an append for twice as long. Absent: 5,000 ms. */
  readonly deadlineInMilliseconds?: number;
  /** Takes note of whether a node leads. Absent: nobody does. */
  readonly outage?: Outage;
}

export interface OpenKurrentDb {
  readonly store: EventStore;
  /**
   * Tries to read a stream and to append, and writes nothing.
   *
   * @throws StoreUnavailable when the server does not answer, StoreRefused when the account has not the right
   */
  rehearse(): Promise<void>;
  close(): Promise<void>;
}

export const PREFIX = 'tertial';
const DEADLINE_IN_MILLISECONDS = 5000;
/** A stream that does not exist. The server looks at the rights before it looks for the stream or at its revision. */
const REHEARSED = 'rehearsal';

/**
 * Opens the log in a KurrentDB at `esdb://host:2113` or `esdb+discover://host:2113`. The scheme can also be
 * `kurrentdb`.
 *
 * @throws Error with a message that says what to do and does not contain the credentials.
 */
export async function openKurrentDb(url: string, options: KurrentDbOptions = {}): Promise<OpenKurrentDb> {
  const { prefix = PREFIX, deadlineInMilliseconds: deadline = DEADLINE_IN_MILLISECONDS, outage } = options;
  const address = kurrentDbAddressOf(url);
  const names = new StreamNames(prefix);
  const at = { address, certificates: certificatesOf(address), prefix: names.prefix };
  const connection = new Connection({ ...at, deadline, ...(outage && { outage }) });
  const store = new KurrentDbEventStore(connection, names);
  try {
    await connection.opened();
    await store.restores.now();
    for await (const page of store.readAll(await store.head())) if (page.length > 0) break;
  } catch (error) {
    await connection.close();
    throw new Error(`KurrentDB at ${address.nodes.join(', ')} cannot be used. ${sentenceOf(error)}`);
  }
  return { store, rehearse: () => store.rehearse(), close: () => connection.close() };
}

interface Following {
  /** Absent: any log will do. */
  readonly known?: Known;
  /** Reads the head of the log. Absent: what the server calls caught up is enough. */
  readonly headNow?: () => Promise<PositionOrStart>;
  readonly signal?: AbortSignal;
}

/** The log in a KurrentDB. It claims event ids before it writes the events; `docs/decisions/0007` says why. */
class KurrentDbEventStore implements EventStore {
  readonly #mutex = new KeyedMutex();
  readonly #claims: Claims;
  readonly #head: Head;
  readonly restores: Restores;
  /** Generation of the connection over which each event was found last. A connection reaches one log for as long as it lasts. */
  readonly #foundIn = new WeakMap<KnownEvent, number>();

  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
  ) {
    this.#claims = new Claims(connection, names);
    this.restores = new Restores(connection, names);
    this.#head = new Head(connection, names, this.restores);
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    known: Known = () => null,
  ): Promise<AppendOutcome> {
    const toWrite = serialized(stream, expected, events);
    const giveUpAt = performance.now() + 2 * this.connection.deadline;
    const { connection, names } = this;
    const surroundings = {
      connection,
      names,
      claims: this.#claims,
      readStream: (name: string) => this.readStream(name),
      restored: () => this.restores.now(),
      confirmed: () => this.#confirm(known),
    };
    const append = new Append(surroundings, { stream, expected, events: toWrite, giveUpAt });
    return this.#mutex.runExclusive([`stream ${stream}`, ...toWrite.map(({ id }) => id)], () => append.outcome());
  }

  async rehearse(): Promise<void> {
    for await (const page of this.readStream(REHEARSED)) if (page.length > 0) break;
    const event = { id: randomUUID(), type: 'Rehearsed', data: '{}', metadata: '{}' };
    const { connection, names } = this;
    await connection
      .append(names.of(REHEARSED), Number.MAX_SAFE_INTEGER, [event], connection.deadline)
      .catch((error: unknown) => new Backoff(0).after(error));
  }

  /** Looks for the known event, unless it came over this connection. Another connection may reach another log. */
  async #confirm(asked: Known): Promise<number | null> {
    const generation = await this.connection.attached();
    const known = asked();
    if (known === null) return null;
    if (this.#foundIn.get(known) === generation) return generation;
    const event = await this.#recordAt(known.position);
    if (event?.id !== known.id) throw new AnotherLog('The log is another than the one that is known.');
    this.#foundIn.set(known, generation);
    return generation;
  }

  async *readStream(stream: string, fromRevision = 0): AsyncGenerator<readonly FoundEvent[], void, void> {
    const { deadline } = this.connection;
    const backoff = new Backoff(2 * deadline);
    let from = fromRevision;
    for (;;) {
      try {
        const restored = await this.restores.now();
        const items = await this.connection.readStream(this.names.of(stream), from);
        for await (const page of pagesOf(this.names, items, { deadline, restored })) {
          if ('mark' in page) continue;
          backoff.renew();
          from = (page.at(-1)?.revision ?? from) + 1;
          yield page;
        }
        return;
      } catch (error) {
        // The event that says that a stream was deleted is read in the order of the log.
        if (error instanceof StreamNotFoundError || error instanceof StreamDeletedError) return;
        this.restores.doubt(error);
        await backoff.after(error);
      }
    }
  }

  async *readAll(afterPosition: PositionOrStart): AsyncGenerator<readonly FoundEvent[], void, void> {
    const backoff = new Backoff(2 * this.connection.deadline);
    for await (const page of this.#follow(afterPosition, backoff)) {
      if (page === 'caught up') return;
      yield page;
    }
  }

  readGrouped(): null {
    return null;
  }

  head(): Promise<PositionOrStart> {
    return this.#head.find();
  }

  async eventAt(position: LogPosition): Promise<FoundEvent | null> {
    const backoff = new Backoff(2 * this.connection.deadline);
    for (;;) {
      try {
        const restored = await this.restores.now();
        const event = await this.#recordAt(position);
        if (event?.streamId.startsWith(this.names.prefix) === true) {
          const found = stored(this.names, event, restored);
          if (found.position === position) return found;
        }
        // Findings about another log are not true of this one. A server that is ill answers nothing else either.
        this.#head.forget();
        await this.head();
        return null;
      } catch (error) {
        this.restores.doubt(error);
        await backoff.after(error);
      }
    }
  }

  /** Reads the record of the event at a position, or the first one after it; null without one. */
  async #recordAt(position: LogPosition): Promise<RecordedEvent | null> {
    const { deadline } = this.connection;
    const restored = await this.restores.now();
    const place = placeOf(restored, position);
    if (place !== null) return this.connection.recordAt(BigInt(place), deadline);
    const items = await this.connection.subscribe(placeAt(placeBefore(restored, position).commit));
    return firstFrom(items, position, { deadline, restored });
  }

  async *subscribe(
    afterPosition: PositionOrStart,
    signal: AbortSignal,
    known: Known = () => null,
  ): AsyncGenerator<readonly FoundEvent[] | 'caught up', void, void> {
    // Compares with the head, because events may have been appended while the reader handled a page.
    const headNow = (): Promise<PositionOrStart> => this.#head.find(signal);
    yield* this.#follow(afterPosition, new Backoff(null), { known, headNow, signal });
  }

  /** Follows the log. After a temporary failure it subscribes again at its position, as the client does not resume. */
  async *#follow(
    afterPosition: PositionOrStart,
    backoff: Backoff,
    { known, headNow, signal }: Following = {},
  ): AsyncGenerator<readonly FoundEvent[] | 'caught up', void, void> {
    const { deadline } = this.connection;
    let [after, looked] = [afterPosition, 0n];
    let isTold = false;
    while (!signal?.aborted) {
      try {
        const restored = await this.restores.now();
        const confirmed = known === undefined ? null : await this.#confirm(known);
        const { generation } = this.connection;
        const { commit } = placeBefore(restored, after);
        const items = await this.connection.subscribe(placeAt(looked > commit ? looked : commit));
        // A subscription stays with its server, and a server with its log.
        if (confirmed !== null && confirmed !== this.connection.generation) {
          items.stop();
          throw new Error('The connection was replaced.');
        }
        const isAll = async (): Promise<boolean> =>
          headNow === undefined || (await headNow()) <= Math.max(after, positionUpTo(restored, Number(looked)));
        const pace = { deadline, restored, isAll, ...(signal && { signal }) };
        for await (const page of pagesOf(this.names, items, pace)) {
          backoff.renew();
          if (!('mark' in page)) {
            // The place of a restored event may be known only as that of one before it.
            const news = page[0] !== undefined && page[0].position > after ? page : newerThan(page, after);
            const last = news.at(-1);
            if (last !== undefined) this.#foundIn.set(last, generation);
            after = last?.position ?? after;
            isTold = false;
            if (news.length > 0) yield news;
          } else if (page.mark === 'looked') {
            looked = page.position.commit;
          } else if (!isTold) {
            if (signal?.aborted) return;
            isTold = true;
            yield 'caught up';
          }
        }
        if (!signal?.aborted) throw new Error('KurrentDB ended a subscription.');
      } catch (error) {
        // Events of the server may be gone. The server may also have come back with another log.
        this.#head.forget();
        this.restores.forget();
        this.restores.doubt(error);
        await backoff.after(error, signal);
      }
    }
  }
}

function newerThan(page: readonly FoundEvent[], after: PositionOrStart): readonly FoundEvent[] {
  return page.filter(({ position }) => position > after);
}

/** Converts a place for the client; 0 becomes null, the start of the log. Commit and prepare positions are equal. */
function placeAt(place: number | bigint): Position | null {
  return BigInt(place) === 0n ? null : { commit: BigInt(place), prepare: BigInt(place) };
}
