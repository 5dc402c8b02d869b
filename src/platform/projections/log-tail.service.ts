import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstValueFrom, from, throwError, timeout } from 'rxjs';
import type { Position, PositionOrStart } from '../../kernel/fold.js';
import { AnotherLog } from '../runtime/store-unavailable.js';
import type { AppendOutcome, EventStore, ExpectedRevision, KnownEvent, NewEvent } from '../event-store/event-store.js';
import { noDamage, type NotesDamage } from '../event-store/damage.js';
import { type FoundEvent, isForeign } from '../event-store/foreign-event.js';
import { Alarms } from '../telemetry/alarms.service.js';
import { Retries } from '../runtime/retries.service.js';
import { Signal } from '../runtime/signal.service.js';
import { TimedOut, Watermark } from '../runtime/watermark.service.js';
import { wholeStream } from './damaged-streams.service.js';
import { KnownLog } from './known-log.service.js';
import { takenIn } from './taken-in.js';

const EVENTS_IN_A_PAGE = 1000;
/** The tail keeps at least this many events, for readers that are only a little behind. */
const FEWEST_EVENTS_KEPT = 2_000;
/** Limit in characters of the events' data as JSON. */
const MOST_CHARACTERS = 32_000_000;
const PAUSES = { firstInMilliseconds: 50, longestInMilliseconds: 1_000 };
/** A subscription looks at the tail again after this time at the latest. A new event ends the wait. */
const LONGEST_WAIT_IN_MILLISECONDS = 60_000;
/** After this time `upToDate` reads the log itself, because the notification of an event may be lost. */
const PATIENCE_WITH_NOTIFICATION_IN_MILLISECONDS = 50;

/**
 * The log, with its newest events in memory. All parts of a process that follow the log share one subscription, so that
 * each event is read and parsed once. The tail has every event that the tables of the views lack, up to a limit in
 * characters.
 */
export class LogTail implements EventStore {
  readonly #retries = new Retries(new Logger(LogTail.name), 'Following the log', PAUSES);
  readonly #stopping = new AbortController();
  readonly #reached = new Watermark<Position>();
  readonly #signal = new Signal();
  readonly #listeners = new Set<(events: readonly FoundEvent[]) => void>();
  #events: FoundEvent[] = [];
  #sizes: number[] = [];
  #characters = 0;
  /** The tail holds every event after this position. */
  #after: PositionOrStart = 0;
  /** The newest event that the tail has taken in, by which the process knows the log. */
  #newest: KnownEvent | null = null;
  #following: Promise<void> | undefined;
  #asking: Promise<PositionOrStart> = Promise.resolve(0);
  #askedNext: Promise<PositionOrStart> | undefined;

  /** @param viewed the position of the newest event that the tables include */
  constructor(
    private readonly store: EventStore,
    private readonly viewed: () => number,
    private readonly known: KnownLog = new KnownLog(store, new Alarms()),
    private readonly damage: NotesDamage = noDamage,
  ) {
    known.knows('this process', () => Promise.resolve(takenIn(this.#newest)));
  }

  /** @throws AnotherLog when the log is not the one that the tail follows. */
  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome> {
    this.known.require();
    try {
      return await this.store.append(stream, expected, events, () => this.#newest);
    } catch (error) {
      if (error instanceof AnotherLog) this.known.doubt();
      throw error;
    }
  }

  readStream(stream: string, fromRevision?: number): AsyncIterable<readonly FoundEvent[]> {
    const pages = this.known.confirmed(this.store.readStream(stream, fromRevision), () => this.#newest);
    return wholeStream(pages, fromRevision ?? 0, this.damage);
  }

  readAll(afterPosition: PositionOrStart): AsyncIterable<readonly FoundEvent[]> {
    return this.known.confirmed(this.store.readAll(afterPosition), () => this.#newest);
  }

  eventAt(position: Position): Promise<FoundEvent | null> {
    return this.store.eventAt(position);
  }

  readGrouped(upTo: number, groupOf: (stream: string) => string): AsyncIterable<readonly FoundEvent[]> | null {
    return this.store.readGrouped(upTo, groupOf);
  }

  head(): Promise<PositionOrStart> {
    return this.store.head();
  }

  /** Starts at the head of the log. */
  async start(): Promise<void> {
    const head = await this.store.head();
    const newest = head === 0 ? null : await this.store.eventAt(head);
    if (head > 0 && newest === null) throw new AnotherLog(`The log holds no event at its end, at position ${head}.`);
    this.#newest = newest;
    this.#after = head;
    this.#reached.reach(head);
    this.#following = this.follow(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  /** Whether {@link start} was called. */
  get isFollowing(): boolean {
    return this.#following !== undefined;
  }

  /** Position of the newest event in the tail. */
  get position(): PositionOrStart {
    return this.#reached.position;
  }

  /** Calls the listener with each new page of events, in the log's order, before {@link reached} resolves for them. */
  onEvents(listener: (events: readonly FoundEvent[]) => void): void {
    this.#listeners.add(listener);
  }

  /** Resolves when the tail holds the event at a position. @throws TimedOut after `withinMilliseconds` */
  reached(position: number, withinMilliseconds?: number): Promise<void> {
    return this.#reached.reached(position, withinMilliseconds);
  }

  /**
   * Resolves when the tail holds every event that was in the log when the call began. Concurrent calls share one query
   * to the store. Resolves at once when the log is another: what is known is shown then.
   *
   * @throws StoreUnavailable, or TimedOut after `withinMilliseconds`
   */
  async upToDate(withinMilliseconds: number): Promise<void> {
    if (!this.isFollowing || this.known.isAnother) return;
    const late = () => new TimedOut(`The log did not tell its head within ${withinMilliseconds} ms.`);
    const limit = { first: withinMilliseconds, with: () => throwError(late) };
    const head = await firstValueFrom(from(this.sharedHead()).pipe(timeout(limit)));
    if (head <= this.position) return;
    await this.reached(head, PATIENCE_WITH_NOTIFICATION_IN_MILLISECONDS).catch(() => this.readTo(head));
    await this.reached(head, withinMilliseconds);
  }

  /**
   * Returns the head of the log at this moment or later. Does not use a query in progress, because the store may have
   * answered it before this moment.
   */
  private sharedHead(): Promise<PositionOrStart> {
    this.#askedNext ??= this.#asking
      .catch(() => null)
      .then(() => {
        this.#askedNext = undefined;
        this.#asking = this.store.head();
        return this.#asking;
      });
    return this.#askedNext;
  }

  private async readTo(position: number): Promise<void> {
    // After an event that the log does not hold, some stores look in vain until they give up.
    await this.known.confirm(this.#newest);
    for await (const page of this.readAll(this.position)) {
      this.take(page);
      if (this.position >= position) return;
    }
  }

  /** Returns the events after a position; null when the tail does not have all of them. */
  eventsAfter(position: number): readonly FoundEvent[] | null {
    return position < this.#after ? null : this.#events.slice(this.indexAfter(position));
  }

  /**
   * Returns the last `count` events of one stream, up to the event at a position. Null: the tail does not have all of
   * them.
   */
  endingAt(position: number, count: number): readonly FoundEvent[] | null {
    const events: FoundEvent[] = [];
    const last = this.indexAfter(position) - 1;
    const stream = this.#events[last]?.stream;
    for (let index = last; index >= 0 && events.length < count; index -= 1) {
      const event = this.#events[index];
      if (event !== undefined && event.stream === stream) events.push(event);
    }
    return count > 0 && events.length === count && events[0]?.position === position ? events.reverse() : null;
  }

  /**
   * Reads from the store only the events that the tail no longer has. Before {@link start}, reads all events from the
   * store.
   */
  async *subscribe(
    afterPosition: PositionOrStart,
    signal: AbortSignal,
  ): AsyncGenerator<readonly FoundEvent[] | 'caught up', void, void> {
    if (!this.isFollowing) {
      yield* this.store.subscribe(afterPosition, signal);
      return;
    }
    const isOver = (): boolean => signal.aborted;
    let position = afterPosition;
    let isToldCaughtUp = false;
    while (!isOver()) {
      const seen = this.#signal.raised;
      if (position < this.#after) {
        for await (const page of this.readAll(position)) {
          if (isOver()) return;
          isToldCaughtUp = false;
          yield page;
          position = page.at(-1)?.position ?? position;
          if (position >= this.#after) break;
        }
        // Positions can have gaps. The log has no other event between the last event that was read and the tail.
        if (position < this.#after) position = this.#after;
        continue;
      }
      const from = this.indexAfter(position);
      const page = this.#events.slice(from, from + EVENTS_IN_A_PAGE);
      const last = page.at(-1);
      if (last === undefined) {
        if (!isToldCaughtUp) yield 'caught up';
        isToldCaughtUp = true;
        await this.#signal.wait(seen, LONGEST_WAIT_IN_MILLISECONDS, signal);
      } else {
        isToldCaughtUp = false;
        yield page;
        position = last.position;
      }
    }
  }

  private async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const page of this.store.subscribe(this.position, signal, () => this.#newest)) {
          if (page !== 'caught up') this.take(page);
          this.#retries.succeeded();
        }
      } catch (error) {
        this.known.doubt();
        // The part that looks which log it is tells of the log that is there instead.
        const pause = error instanceof AnotherLog ? PAUSES.firstInMilliseconds : this.#retries.failed(error);
        await sleep(pause, undefined, { signal }).catch(() => null);
        await this.known.same(signal);
      }
    }
  }

  private take(page: readonly FoundEvent[]): void {
    const events = page.filter(({ position }) => position > this.position);
    const last = events.at(-1);
    if (last === undefined) return;
    this.#newest = last;
    for (const event of events) {
      const size = isForeign(event) ? 0 : JSON.stringify(event.data).length;
      this.#events.push(event);
      this.#sizes.push(size);
      this.#characters += size;
    }
    for (const listener of this.#listeners) listener(events);
    this.#reached.reach(last.position);
    this.#signal.raise();
    this.trim();
  }

  /** Drops the oldest events: those that the tables have and no reader is likely to need, and those above the limit. */
  private trim(): void {
    const viewed = this.viewed();
    let dropped = 0;
    let characters = this.#characters;
    const spare = this.#events.length - FEWEST_EVENTS_KEPT;
    while (
      dropped < this.#events.length &&
      ((dropped < spare && (this.#events[dropped]?.position ?? 0) <= viewed) || characters > MOST_CHARACTERS)
    ) {
      characters -= this.#sizes[dropped] ?? 0;
      dropped += 1;
    }
    // Drops many events at once, because each drop moves all remaining events.
    if (dropped < FEWEST_EVENTS_KEPT && this.#characters <= MOST_CHARACTERS) return;
    this.#after = this.#events[dropped - 1]?.position ?? this.#after;
    this.#events = this.#events.slice(dropped);
    this.#sizes = this.#sizes.slice(dropped);
    this.#characters = characters;
  }

  /** The index of the first event after a position, by bisection. */
  private indexAfter(position: number): number {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
