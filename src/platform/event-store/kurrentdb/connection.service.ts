import { BACKWARDS, END, FORWARDS, START, StreamNotFoundError, streamNameFilter } from '@eventstore/db-client';
import type { RecordedEvent } from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KurrentDbAddress } from './address.js';
import type { SentRevision } from './batch-append.service.js';
import type { Appended } from './batch-answer.service.js';
import { Closed, inTime, NoAnswer, NotWritten } from './errors.service.js';
import { isOfElection, isOfTheConnection, isRefused, isUnknown } from './errors.service.js';
import { Items, type Position, type Reading } from './items.service.js';
import { LeaderWatch } from './leader-watch.service.js';
import { LeaderSearch } from './leader-search.service.js';
import { type Certificates, Node } from './node.service.js';
import { sentenceOf } from './reasons.js';
import type { Proposed } from './records.service.js';
import type { Outage } from '../../telemetry/outages.service.js';

export interface Last {
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
}

export interface ConnectionOptions {
  readonly address: KurrentDbAddress;
  readonly certificates: Certificates;
  /** The beginning of the names of this service's streams. */
  readonly prefix: string;
  /** Longest wait for an answer, in milliseconds. */
  readonly deadline: number;
  /** Takes note of whether a node leads. Absent: nobody does. */
  readonly outage?: Outage;
}

/** Number of prefetched events. It is small, because each event can be as large as an append. gRPC buffers 16 more. */
const SUBSCRIBED_EVENTS_AHEAD = 2;
/** The server searches the log in steps of 32 events. It reports the position of its search after this many steps. */
const CHECKPOINT_INTERVAL = 32;
const SEARCH_AGAIN_AFTER_MILLISECONDS = 150;
/** How long a start waits for a server that is just starting too. */
const FAULTS_PASS_WITHIN_MILLISECONDS = 2_000;

/**
 * The connection to the node that leads, with a deadline on every call. When it fails, all known nodes are asked at once
 * which of them leads, until one does. The new connection stands before the old one is closed.
 */
export class Connection {
  readonly #search: LeaderSearch;
  /** The readings in progress. They all fail when the node is replaced. */
  readonly #open = new Set<Items>();
  /** Null: the leader is searched for. */
  #node: Node | null = null;
  #leader!: Promise<Node>;
  /** Ends the wait of everybody who waits for a leader. */
  #abandon: (reason: Error) => void = () => undefined;
  /** Why there is no leader yet. */
  #reason: unknown = new NoAnswer();
  #isClosed = false;
  #generation = 0;
  readonly #watch: LeaderWatch;

  constructor(private readonly at: ConnectionOptions) {
    const { address, certificates, deadline } = at;
    const { nodes, isCluster } = address;
    const open = (name: string): Node =>
      new Node(name, address, certificates, (node, error) => this.#appendsEnded(node, error));
    this.#search = new LeaderSearch({ nodes, isCluster, deadline, open });
    this.#replace(null);
    this.#watch = new LeaderWatch({ isCluster, deadline, ask: (milliseconds) => this.#askLeader(milliseconds) });
  }

  get deadline(): number {
    return this.at.deadline;
  }

  /** Grows when the connection is replaced or lost. The same number stands for the same server. */
  get generation(): number {
    return this.#generation;
  }

  /** Connects, and notices from now on when the connection is lost. Returns the generation of the connection. */
  async attached(): Promise<number> {
    const node = await this.#current();
    await node.appends.ready();
    return this.#generation;
  }

  /** Why no node leads just now; null when one does. */
  get fault(): unknown {
    return this.#node === null ? this.#reason : null;
  }

  /**
   * Resolves when a node leads.
   *
   * @throws the reason why none does. A reason that does not pass by itself is thrown soon, any other after the time
   * that an election takes.
   */
  async opened(): Promise<void> {
    const began = performance.now();
    for (;;) {
      if (await Promise.race([this.#leader.then(() => true), sleep(SEARCH_AGAIN_AFTER_MILLISECONDS, false)])) return;
      const passed = performance.now() - began;
      if (passed > (isOfElection(this.#reason) ? 2 * this.deadline : FAULTS_PASS_WITHIN_MILLISECONDS))
        throw this.#reason;
    }
  }

  /**
   * Appends to a stream.
   *
   * @param milliseconds Longest wait for the server, unless `deadline` is shorter.
   * @param generation Sends nothing when the connection is of another. Null: any will do.
   * @throws NotWritten or TooLarge when nothing was written. After any other error, the events may have been written.
   */
  async append(
    stream: string,
    expected: SentRevision,
    events: readonly Proposed[],
    milliseconds: number,
    generation: number | null = null,
  ): Promise<Appended> {
    const deadline = Math.min(this.deadline, milliseconds);
    const node = await this.#current(deadline).catch((error: unknown) => {
      throw new NotWritten(error);
    });
    if (generation !== null && generation !== this.#generation) throw new NotWritten(this.#reason);
    const call = {};
    this.#watch.waits(call);
    try {
      return await inTime(node.appends.append(stream, expected, events), deadline);
    } catch (error) {
      if (error instanceof NoAnswer) this.#renewAfter(node, deadline);
      else this.#renew(node, error);
      throw error;
    } finally {
      this.#watch.answered(call);
    }
  }

  /** Reads a stream forwards from a revision. */
  async readStream(stream: string, fromRevision: number): Promise<Items> {
    const node = await this.#current();
    const reading = node.readStream(stream, { fromRevision: BigInt(fromRevision), requiresLeader: true });
    return this.#items(node, reading, () => reading.cancel());
  }

  /** Returns the last event of a stream; null when the stream does not exist. */
  async lastOf(stream: string, milliseconds: number): Promise<Last | null> {
    const node = await this.#current();
    const from = { fromRevision: END, direction: BACKWARDS } as const;
    const reading = node.readStream(stream, { ...from, maxCount: 1, requiresLeader: true });
    const items = this.#items(node, reading, () => reading.cancel());
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
    const node = await this.#current();
    const from = { fromPosition: { commit, prepare: commit }, direction: FORWARDS } as const;
    const reading = node.readAll({ ...from, maxCount: 1, requiresLeader: true });
    const items = this.#items(node, reading, () => reading.cancel());
    try {
      const event = await items.first(Math.min(this.deadline, milliseconds));
      items.finish();
      return event?.position?.commit === commit ? event : null;
    } catch (error) {
      items.stop();
      // A position is a place in a file. One that is no record's own is refused with an error of no other kind.
      if (isUnknown(error) && !isOfTheConnection(error)) return null;
      throw error;
    }
  }

  /** Reads the log backwards, with the events of other services, because the client cannot filter this reading. */
  async readBackwards(before: Position | null, maxCount: number): Promise<Items> {
    const node = await this.#current();
    const from = { fromPosition: before ?? END, direction: BACKWARDS } as const;
    const reading = node.readAll({ ...from, maxCount, requiresLeader: true });
    return this.#items(node, reading, () => reading.cancel());
  }

  /** Reads this service's events after a position, and then new events as they come. Null starts at the first event. */
  async subscribe(after: Position | null): Promise<Items> {
    const node = await this.#current();
    const filter = streamNameFilter({
      prefixes: [this.at.prefix],
      checkpointInterval: CHECKPOINT_INTERVAL,
      checkpointReached: (subscription, position) => void subscription.push({ mark: 'looked', position }),
    });
    const reading = node.subscribeToAll(
      { fromPosition: after ?? START, filter, requiresLeader: true },
      { highWaterMark: SUBSCRIBED_EVENTS_AHEAD },
    );
    // Pushes each marker into the stream of events to keep the order. The client emits markers at once, before the
    // reader has read the earlier events.
    reading.on('caughtUp', () => void reading.push({ mark: 'caught up' }));
    reading.on('fellBehind', () => void reading.push({ mark: 'fell behind' }));
    return this.#items(node, reading, () => reading.unsubscribe(), { isEndless: true });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#watch.close();
    this.#abandon(new Closed());
    for (const items of this.#open) items.fail(new Closed());
    await this.#node?.close(this.deadline);
  }

  /** @throws the reason why no node leads, after the milliseconds */
  async #current(milliseconds = this.deadline): Promise<Node> {
    if (this.#isClosed) throw new Closed();
    // A caller who may not read is not told which node leads. The search goes on, and the caller does not wait long.
    const most = this.#node === null && isRefused(this.#reason) ? 2 * SEARCH_AGAIN_AFTER_MILLISECONDS : milliseconds;
    return inTime(this.#leader, Math.min(milliseconds, most)).catch((error: unknown) => {
      throw error instanceof NoAnswer ? this.#reason : error;
    });
  }

  #replace(failed: Node | null): void {
    const { promise, resolve, reject } = Promise.withResolvers<Node>();
    promise.catch(() => undefined);
    this.#leader = promise;
    this.#abandon = reject;
    this.#found(failed).then(resolve, reject);
  }

  /** Searches until a node leads. */
  async #found(failed: Node | null): Promise<Node> {
    for (;;) {
      try {
        const node = await this.#search.round(failed?.node ?? null);
        if (this.#isClosed) void node.close(this.deadline);
        else this.#node = node;
        this.at.outage?.answered();
        void failed?.close(this.deadline);
        return node;
      } catch (error) {
        this.#reason = error;
        if (this.#isClosed) throw error;
        this.at.outage?.failed(sentenceOf(error));
      }
      await sleep(SEARCH_AGAIN_AFTER_MILLISECONDS);
    }
  }

  async #askLeader(milliseconds: number): Promise<void> {
    const node = this.#node;
    await node?.lead(milliseconds).catch((error: unknown) => this.#renew(node, error));
  }

  #items(node: Node, reading: Reading, cancel: () => Promise<void>, { isEndless = false } = {}): Items {
    reading.on('error', (error) => this.#renew(node, error));
    const items = new Items(reading, cancel, (milliseconds) => this.#renewAfter(node, milliseconds));
    if (node !== this.#node) items.fail(this.#reason);
    this.#open.add(items);
    if (!isEndless) this.#watch.waits(items);
    const forget = (): void => {
      this.#open.delete(items);
      this.#watch.answered(items);
    };
    reading.on('end', forget).on('close', forget);
    return items;
  }

  /**
   * Replaces the connection after a silence of the whole deadline. A node that is frozen or cut off accepts a connection
   * and never answers. A shorter silence means only that the caller had little time left.
   */
  #renewAfter(node: Node, milliseconds: number): void {
    if (milliseconds >= this.deadline) this.#renew(node, new NoAnswer());
  }

  /** The client opens the next call on a new connection by itself, and says nothing of it. */
  #appendsEnded(node: Node, error: Error): void {
    if (node !== this.#node) return;
    [this.#generation, this.#reason] = [this.#generation + 1, error];
    this.#renew(node, error);
  }

  /** Searches for the leader after an error of the connection. */
  #renew(failed: Node, error: unknown): void {
    if (failed !== this.#node || this.#isClosed || !isOfTheConnection(error)) return;
    [this.#node, this.#reason, this.#generation] = [null, error, this.#generation + 1];
    this.at.outage?.failed(sentenceOf(error));
    // The other readings fail with the reason, so that whoever gives up can say it.
    for (const items of this.#open) items.fail(error);
    this.#open.clear();
    this.#watch.forget();
    failed.appends.abandon(error);
    this.#replace(failed);
  }
}
