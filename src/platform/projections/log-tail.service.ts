import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstValueFrom, from, throwError, timeout } from 'rxjs';
import type { Stored } from '../../kernel/fold.js';
import type { AppendOutcome, EventStore, ExpectedRevision, NewEvent } from '../event-store/event-store.js';
import { Signal } from '../runtime/signal.service.js';
import { TimedOut, Watermark } from '../runtime/watermark.service.js';

const EVENTS_IN_A_PAGE = 1000;
/** The newest events stay for the readers that are only a little behind. */
const FEWEST_EVENTS_KEPT = 2_000;
/** Limit in characters of the events' data as JSON. */
const MOST_CHARACTERS = 32_000_000;
const READ_AGAIN_AFTER_MILLISECONDS = 50;
/** The tail itself polls the log, so that this bounds nothing but the life of a timer. */
const LONGEST_WAIT_IN_MILLISECONDS = 60_000;
/** A notification of another process arrives sooner, unless it was lost. */
const PATIENCE_WITH_NOTIFICATION_IN_MILLISECONDS = 50;

/**
 * The log with its newest events in memory, from the one subscription of this process. All parts that follow the log
 * share that subscription, so that each event is read and parsed once. The tail holds every event that the tables lack,
 * up to a limit in bytes.
 */
export class LogTail implements EventStore {
  readonly #log = new Logger(LogTail.name);
  readonly #stopping = new AbortController();
  readonly #reached = new Watermark();
  readonly #signal = new Signal();
  readonly #listeners = new Set<(events: readonly Stored[]) => void>();
  #events: Stored[] = [];
  #sizes: number[] = [];
  #characters = 0;
  /** The tail holds every event after this position. */
  #after = 0;
  #following: Promise<void> | undefined;
  #asking: Promise<number> = Promise.resolve(0);
  #askedNext: Promise<number> | undefined;

  /** @param viewed the position of the newest event that the tables include */
  constructor(
    private readonly store: EventStore,
    private readonly viewed: () => number,
  ) {}

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome> {
    return this.store.append(stream, expected, events);
  }

  readStream(stream: string, fromRevision?: number): AsyncIterable<readonly Stored[]> {
    return this.store.readStream(stream, fromRevision);
  }

  readAll(afterPosition: number): AsyncIterable<readonly Stored[]> {
    return this.store.readAll(afterPosition);
  }

  readGrouped(upTo: number, groupOf: (stream: string) => string): AsyncIterable<readonly Stored[]> | null {
    return this.store.readGrouped(upTo, groupOf);
  }

  head(): Promise<number> {
    return this.store.head();
  }

  /** Starts at the head of the log. */
  async start(): Promise<void> {
    this.#after = await this.store.head();
    this.#reached.reach(this.#after);
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
  get position(): number {
    return this.#reached.position;
  }

  /** Calls the listener with each new page of events, in the log's order, before any reader of {@link reached} goes on. */
  onEvents(listener: (events: readonly Stored[]) => void): void {
    this.#listeners.add(listener);
  }

  /** Resolves when the tail holds the event at a position. @throws TimedOut after `withinMilliseconds` */
  reached(position: number, withinMilliseconds?: number): Promise<void> {
    return this.#reached.reached(position, withinMilliseconds);
  }

  /**
   * Resolves when the tail holds every event that was in the log when the call began. Calls at the same time share one
   * question to the store.
   *
   * @throws StoreUnavailable, or TimedOut after `withinMilliseconds`
   */
  async upToDate(withinMilliseconds: number): Promise<void> {
    if (!this.isFollowing) return;
    const late = () => new TimedOut(`The log did not tell its head within ${withinMilliseconds} ms.`);
    const asked = from(this.sharedHead()).pipe(timeout({ first: withinMilliseconds, with: () => throwError(late) }));
    const head = await firstValueFrom(asked);
    if (head <= this.position) return;
    await this.reached(head, PATIENCE_WITH_NOTIFICATION_IN_MILLISECONDS).catch(() => this.readTo(head));
    await this.reached(head, withinMilliseconds);
  }

  /** The log's head at this moment or later: a question that is under way may have been answered too early. */
  private sharedHead(): Promise<number> {
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
    for await (const page of this.store.readAll(this.position)) {
      this.take(page);
      if (this.position >= position) return;
    }
  }

  /** The events after a position; null: the tail does not hold all of them. */
  eventsAfter(position: number): readonly Stored[] | null {
    return position < this.#after ? null : this.#events.slice(this.indexAfter(position));
  }

  /** The last events, so many of one stream, up to the one at a position; null: the tail does not hold all of them. */
  endingAt(position: number, count: number): readonly Stored[] | null {
    const events: Stored[] = [];
    const last = this.indexAfter(position) - 1;
    const stream = this.#events[last]?.stream;
    for (let index = last; index >= 0 && events.length < count; index -= 1) {
      const event = this.#events[index];
      if (event?.stream === stream && event !== undefined) events.push(event);
    }
    return count > 0 && events.length === count && events[0]?.position === position ? events.reverse() : null;
  }

  /** Reads only those events from the store that the tail no longer holds. Before {@link start}, reads all from it. */
  async *subscribe(
    afterPosition: number,
    signal: AbortSignal,
  ): AsyncGenerator<readonly Stored[] | 'caught up', void, void> {
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
        for await (const page of this.store.readAll(position)) {
          if (isOver()) return;
          isToldCaughtUp = false;
          yield page;
          position = page.at(-1)?.position ?? position;
          if (position >= this.#after) break;
        }
        // Positions may have gaps: the log then holds no event between the last one read and the tail.
        position = Math.max(position, this.#after);
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
        for await (const page of this.store.subscribe(this.position, signal)) {
          if (page !== 'caught up') this.take(page);
        }
      } catch (error) {
        this.#log.warn(`The log could not be followed after ${this.position} and is read again.`, error);
        await sleep(READ_AGAIN_AFTER_MILLISECONDS, undefined, { signal }).catch(() => null);
      }
    }
  }

  private take(page: readonly Stored[]): void {
    const events = page.filter(({ position }) => position > this.position);
    const last = events.at(-1);
    if (last === undefined) return;
    for (const event of events) {
      const size = JSON.stringify(event.data).length;
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
    // Dropping many at once keeps the cost of moving the others small.
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
