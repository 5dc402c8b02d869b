import {
  BACKWARDS,
  CancelledError,
  END,
  EventStoreDBClient,
  NotLeaderError,
  START,
  StreamNotFoundError,
  streamNameFilter,
  UnavailableError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { connectionStringOf, type KurrentDbAddress } from './address.js';
import { NoAnswer } from './errors.service.js';
import { Items, type Position, type Reading } from './items.service.js';
import type { Proposed } from './records.service.js';
import { Semaphore } from './semaphore.service.js';

/** What the server says to an append. The position is null where it answers again for what was there already. */
export type Answer =
  { readonly revision: number; readonly position: bigint | null } | { readonly actual: number | 'no stream' };

/** An append is never sent without a revision: then, and only then, the server knows for sure a repeated one. */
export type SentRevision = number | 'no stream';

export interface Last {
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
}

/** From a 17th append that the server does not take, the client would put it aside, and lose it when the connection is cut. */
const APPENDS_AT_ONCE = 16;
/** An event may be as large as the server takes appends. Below this, gRPC holds 16 more, and cannot be told otherwise. */
const SUBSCRIBED_EVENTS_AHEAD = 2;
/** The server counts 32 events for each: so often it says how far it has looked. */
const CHECKPOINT_INTERVAL = 32;
const GRPC_UNAVAILABLE = 14;
const ANEW = 'The connection to KurrentDB was made anew.';

/**
 * The client, with a deadline on everything. What the client keeps of the appends under way is one table for the whole
 * process: a broken stream of one client fails the appends of all, and an answer to an append that is no longer in the
 * table ends the process. So it is never left to mend itself beside an old stream: it is closed first, then made anew.
 */
export class Connection {
  #client: EventStoreDBClient;
  #ready: Promise<unknown> = Promise.resolve();
  /** What is being read. */
  readonly #open = new Set<Items>();
  readonly #slots = new Semaphore(APPENDS_AT_ONCE);

  constructor(
    private readonly address: KurrentDbAddress,
    private readonly prefix: string,
    readonly deadline: number,
  ) {
    this.#client = EventStoreDBClient.connectionString(connectionStringOf(address));
  }

  /**
   * @param milliseconds how long it may wait for others; the server has at most the deadline
   * @throws NoAnswer, or what the client failed with
   */
  async append(stream: string, expected: SentRevision, events: Proposed[], milliseconds: number): Promise<Answer> {
    const expectedRevision = expected === 'no stream' ? 'no_stream' : BigInt(expected);
    const free = await this.#slots.take(milliseconds);
    const deadline = Math.min(this.deadline, milliseconds);
    const sent = this.#current().then(async (client) => {
      const options = { expectedRevision, requiresLeader: true, deadline } as const;
      const answer = client.appendToStream(stream, events, options);
      return answer.catch((error: unknown) => this.#renewAndThrow(client, error));
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

  /** A stream forwards from a revision. */
  async readStream(stream: string, fromRevision: number): Promise<Items> {
    const client = await this.#current();
    const reading = client.readStream(stream, { fromRevision: BigInt(fromRevision), requiresLeader: true });
    return this.#items(client, reading, () => reading.cancel());
  }

  /** The last event of a stream, or null when there is no such stream. */
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

  /** The log backwards, everybody's: the client cannot ask for a part of it. */
  async readBackwards(before: Position | null, maxCount: number): Promise<Items> {
    const client = await this.#current();
    const fromPosition = before ?? END;
    const reading = client.readAll({ fromPosition, direction: BACKWARDS, maxCount, requiresLeader: true });
    return this.#items(client, reading, () => reading.cancel());
  }

  /** This service's part of the log after a position, and what comes. */
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
    // Put among the events where it belongs: the client tells of it at once, and of the events when they are read.
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
    const items = new Items(reading, cancel);
    if (client !== this.#client) items.fail(new Error(ANEW));
    this.#open.add(items);
    const forget = (): void => void this.#open.delete(items);
    reading.on('end', forget).on('close', forget);
    return items;
  }

  #renewAndThrow(client: EventStoreDBClient, error: unknown): never {
    this.#renew(client, error);
    throw error;
  }

  /** After a failure that the client would mend by a connection of its own beside the old one. */
  #renew(failed: EventStoreDBClient, error: unknown): void {
    if (failed !== this.#client || !isOfTheConnection(error)) return;
    const leader = error instanceof NotLeaderError && !this.address.isDiscovered ? error.leader : null;
    const address = leader === null ? this.address : { ...this.address, hosts: `${leader.address}:${leader.port}` };
    this.#client = EventStoreDBClient.connectionString(connectionStringOf(address));
    for (const items of this.#open) items.fail(new Error(ANEW));
    this.#open.clear();
    this.#ready = Promise.all([this.#ready, nextTurn()])
      .then(() => inTime(failed.dispose(), this.deadline))
      .catch(() => undefined);
  }
}

function isOfTheConnection(error: unknown): boolean {
  if (error instanceof UnavailableError || error instanceof CancelledError || error instanceof NotLeaderError)
    return true;
  return error instanceof Error && 'code' in error && error.code === GRPC_UNAVAILABLE;
}

/** @throws NoAnswer when it takes longer; it may go on, and what becomes of it is nobody's concern any more */
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
