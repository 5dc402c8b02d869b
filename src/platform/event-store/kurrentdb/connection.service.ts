import {
  BACKWARDS,
  CancelledError,
  END,
  FORWARDS,
  EventStoreDBClient,
  NotLeaderError,
  START,
  StreamNotFoundError,
  streamNameFilter,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { RecordedEvent } from '@eventstore/db-client';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { connectionStringOf, type KurrentDbAddress } from './address.js';
import { NoAnswer } from './errors.service.js';
import { Items, type Position, type Reading } from './items.service.js';
import type { Proposed } from './records.service.js';
import { Semaphore } from './semaphore.service.js';

/**
 * Answer to an append. The position is null when the server repeats its answer to an earlier append. `actual` is the
 * stream's last revision when it was not the expected one.
 */
export type Answer =
  { readonly revision: number; readonly position: bigint | null } | { readonly actual: number | 'no stream' };

/** A concrete expected revision. Without one, the server would not reliably detect a repeated append. */
export type SentRevision = number | 'no stream';

export interface Last {
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
}

/** Maximum number of appends in progress. The client would queue a 17th, and lose it when the connection breaks. */
const APPENDS_AT_ONCE = 16;
/** Number of prefetched events. It is small, because each event can be as large as an append. gRPC buffers 16 more. */
const SUBSCRIBED_EVENTS_AHEAD = 2;
/** The server searches the log in steps of 32 events. It reports the position of its search after this many steps. */
const CHECKPOINT_INTERVAL = 32;
/**
 * The deadline that the server gets with an append. It is a time of day, which the server compares with its own clock,
 * so a near one would refuse every append when the two clocks differ. A timer here measures the real deadline instead.
 */
const DEADLINE_ON_THE_SERVER_IN_MILLISECONDS = 300 * 24 * 60 * 60 * 1000;
const GRPC_UNKNOWN = 2;
const GRPC_UNAVAILABLE = 14;
const ANEW = 'The connection to KurrentDB was replaced.';

/**
 * The KurrentDB client, with a deadline on every call. All clients of a process share one table of appends in progress.
 * A broken connection of one client fails the appends of all clients, and an answer to an append that is not in the
 * table ends the process. So this class closes a failed client before it uses a new one. It lets no client reconnect by
 * itself.
 */
export class Connection {
  #client: EventStoreDBClient;
  #ready: Promise<unknown> = Promise.resolve();
  /** The readings in progress. They all fail when the client is replaced. */
  readonly #open = new Set<Items>();
  readonly #slots = new Semaphore(APPENDS_AT_ONCE);
  #generation = 0;

  constructor(
    private readonly address: KurrentDbAddress,
    private readonly prefix: string,
    readonly deadline: number,
  ) {
    this.#client = EventStoreDBClient.connectionString(connectionStringOf(address));
  }

  /** Number of clients that have been replaced. The same number stands for the same server. */
  get generation(): number {
    return this.#generation;
  }

  /**
   * @param milliseconds Longest wait for a free slot. Also the longest wait for the server, unless `deadline` is
   * shorter.
   * @param generation Sends nothing when the client is of another. Null: any will do.
   * @throws NoAnswer when a wait is too long, or the client's error.
   */
  async append(
    stream: string,
    expected: SentRevision,
    events: Proposed[],
    milliseconds: number,
    generation: number | null = null,
  ): Promise<Answer> {
    const expectedRevision = expected === 'no stream' ? 'no_stream' : BigInt(expected);
    const free = await this.#slots.take(milliseconds);
    const deadline = Math.min(this.deadline, milliseconds);
    const sent = this.#current().then(async (client) => {
      if (generation !== null && generation !== this.#generation) throw new Error(ANEW);
      const options = {
        expectedRevision,
        requiresLeader: true,
        deadline: DEADLINE_ON_THE_SERVER_IN_MILLISECONDS,
      } as const;
      const answer = inTime(client.appendToStream(stream, events, options), deadline);
      return answer.catch((error: unknown) => {
        if (error instanceof NoAnswer) this.#renewAfter(client, deadline);
        else this.#renew(client, error);
        throw error;
      });
    });
    sent.then(free, free);
    try {
      const { nextExpectedRevision, position } = await inTime(sent, deadline);
      return { revision: Number(nextExpectedRevision), position: position?.commit ?? null };
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      return { actual: error.actualVersion === 'no_stream' ? 'no stream' : Number(error.actualVersion) };
    }
  }

  /** Reads a stream forwards from a revision. */
  async readStream(stream: string, fromRevision: number): Promise<Items> {
    const client = await this.#current();
    const reading = client.readStream(stream, { fromRevision: BigInt(fromRevision), requiresLeader: true });
    return this.#items(client, reading, () => reading.cancel());
  }

  /** Returns the last event of a stream; null when the stream does not exist. */
  async lastOf(stream: string, milliseconds: number): Promise<Last | null> {
    const client = await this.#current();
    const options = { fromRevision: END, direction: BACKWARDS, maxCount: 1, requiresLeader: true } as const;
    const reading = client.readStream(stream, options);
    const items = this.#items(client, reading, () => reading.cancel());
    try {
      const event = await items.first(Math.min(this.deadline, milliseconds));
      items.finish();
      return event === null ? null : { revision: Number(event.revision), type: event.type, data: event.data };
    } catch (error) {
      items.stop();
      if (error instanceof StreamNotFoundError) return null;
      throw error;
    }
  }

  /** Reads the record at exactly a position; null: the server has none there, or refuses the position. */
  async recordAt(commit: bigint, milliseconds: number): Promise<RecordedEvent | null> {
    const client = await this.#current();
    const fromPosition = { commit, prepare: commit };
    const reading = client.readAll({ fromPosition, direction: FORWARDS, maxCount: 1, requiresLeader: true });
    const items = this.#items(client, reading, () => reading.cancel());
    try {
      const event = await items.first(Math.min(this.deadline, milliseconds));
      items.finish();
      return event?.position?.commit === commit ? event : null;
    } catch (error) {
      items.stop();
      // A position is a place in a file. One that is no record's own is refused with an error of no other kind.
      if (isUnknown(error)) return null;
      throw error;
    }
  }

  /** Reads the log backwards, with the events of other services, because the client cannot filter this reading. */
  async readBackwards(before: Position | null, maxCount: number): Promise<Items> {
    const client = await this.#current();
    const fromPosition = before ?? END;
    const reading = client.readAll({ fromPosition, direction: BACKWARDS, maxCount, requiresLeader: true });
    return this.#items(client, reading, () => reading.cancel());
  }

  /** Reads this service's events after a position, and then new events as they come. Null starts at the first event. */
  async subscribe(after: Position | null): Promise<Items> {
    const client = await this.#current();
    const filter = streamNameFilter({
      prefixes: [this.prefix],
      checkpointInterval: CHECKPOINT_INTERVAL,
      checkpointReached: (subscription, position) => void subscription.push({ mark: 'looked', position }),
    });
    const reading = client.subscribeToAll(
      { fromPosition: after ?? START, filter, requiresLeader: true },
      { highWaterMark: SUBSCRIBED_EVENTS_AHEAD },
    );
    // Pushes each marker into the stream of events to keep the order. The client emits markers at once, before the
    // reader has read the earlier events.
    reading.on('caughtUp', () => void reading.push({ mark: 'caught up' }));
    reading.on('fellBehind', () => void reading.push({ mark: 'fell behind' }));
    return this.#items(client, reading, () => reading.unsubscribe());
  }

  async close(): Promise<void> {
    await this.#ready;
    for (const items of this.#open) items.fail(new Error('The connection to KurrentDB was closed.'));
    await inTime(this.#client.dispose(), this.deadline).catch(() => undefined);
  }

  async #current(): Promise<EventStoreDBClient> {
    await this.#ready;
    return this.#client;
  }

  #items(client: EventStoreDBClient, reading: Reading, cancel: () => Promise<void>): Items {
    reading.on('error', (error) => this.#renew(client, error));
    const items = new Items(reading, cancel, (milliseconds) => this.#renewAfter(client, milliseconds));
    if (client !== this.#client) items.fail(new Error(ANEW));
    this.#open.add(items);
    const forget = (): void => void this.#open.delete(items);
    reading.on('end', forget).on('close', forget);
    return items;
  }

  /**
   * Replaces the client after a silence of the whole deadline. A node that is frozen or cut off accepts a connection
   * and never answers. A shorter silence means only that the caller had little time left.
   */
  #renewAfter(client: EventStoreDBClient, milliseconds: number): void {
    if (milliseconds >= this.deadline) this.#renew(client, new NoAnswer());
  }

  /** Replaces the client after a connection error. Otherwise the client would reconnect and keep its old connection. */
  #renew(failed: EventStoreDBClient, error: unknown): void {
    if (failed !== this.#client || !isOfTheConnection(error)) return;
    const leader = error instanceof NotLeaderError && !this.address.isDiscovered ? error.leader : null;
    const address = leader === null ? this.address : { ...this.address, hosts: `${leader.address}:${leader.port}` };
    this.#client = EventStoreDBClient.connectionString(connectionStringOf(address));
    this.#generation += 1;
    // The other readings fail with the reason, so that whoever gives up can say it.
    for (const items of this.#open) items.fail(error);
    this.#open.clear();
    this.#ready = Promise.all([this.#ready, nextTurn()])
      .then(() => inTime(failed.dispose(), this.deadline))
      .catch(() => undefined);
  }
}

function isUnknown(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === GRPC_UNKNOWN;
}

function isOfTheConnection(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  if (error instanceof UnavailableError || error instanceof CancelledError || error instanceof NotLeaderError)
    return true;
  return error instanceof Error && 'code' in error && error.code === GRPC_UNAVAILABLE;
}

/** Waits for a promise at most this long. @throws NoAnswer after that, and then ignores the result of the promise. */
export async function inTime<Result>(promise: Promise<Result>, milliseconds: number): Promise<Result> {
  promise.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
