import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EventStore, type KnownEvent, requireHeld } from '../event-store/event-store.js';
import type { FoundEvent } from '../event-store/foreign-event.js';
import { AnotherLog } from '../runtime/store-unavailable.js';
import { Signal } from '../runtime/signal.service.js';
import type { Alarms } from '../telemetry/alarms.service.js';
import type { TakenIn } from './taken-in.js';

/** The name of the alarm for a log that is another than the one that the views know. */
export const ANOTHER_LOG = 'another log';

/** An event that one part of the service knows of the log, and the event that stands there instead. */
export interface Difference {
  /** The part that took the event in, such as the views. */
  readonly part: string;
  readonly expected: TakenIn;
  /** Id of the event at the position. Null: no event stands there. */
  readonly found: string | null;
}

const LOOK_EVERY_MILLISECONDS = 5_000;
const LOOK_AGAIN_AFTER_MILLISECONDS = 1_000;

/**
 * Says whether the log is the one that this process and its views know. It is the one place that does. The log is known
 * by the newest events that were taken in: each of them must stand at its position.
 */
export class KnownLog {
  readonly #log = new Logger(KnownLog.name);
  readonly #parts = new Map<string, () => Promise<TakenIn>>();
  readonly #doubts = new Signal();
  readonly #changes = new Signal();
  #difference: Difference | null = null;
  #same = new AbortController();
  #looking: Promise<boolean> = Promise.resolve(true);
  #lookingNext: Promise<boolean> | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly alarms: Alarms,
  ) {}

  /** Adds a part of the service that takes the log in. */
  knows(part: string, takenIn: () => Promise<TakenIn>): void {
    this.#parts.set(part, takenIn);
  }

  /** The difference that the last look found; null when the log was the same. */
  get difference(): Difference | null {
    return this.#difference;
  }

  get isAnother(): boolean {
    return this.#difference !== null;
  }

  /** Fires when the log turns out to be another. Each time the log is the same again, there is a new signal. */
  get whileSame(): AbortSignal {
    return this.#same.signal;
  }

  /** @throws AnotherLog when the log was another at the last look. */
  require(): void {
    if (this.isAnother) throw new AnotherLog('The log is another than the one that the views know.');
  }

  /** Makes {@link run} look at once. */
  doubt(): void {
    this.#doubts.raise();
  }

  /**
   * Looks whether the log is the one that is known. Calls at the same time share a look that began after them.
   *
   * @throws Error when the store or the database of the views does not answer. The answer of the last look then stands.
   */
  look(): Promise<boolean> {
    this.#lookingNext ??= this.#looking
      .catch(() => null)
      .then(() => {
        this.#lookingNext = undefined;
        this.#looking = this.#look();
        return this.#looking;
      });
    return this.#lookingNext;
  }

  /** Looks until the signal fires: every five seconds, after each doubt, and more often while the log is another. */
  async run(signal: AbortSignal): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    for (let seen = this.#doubts.raised; !isOver();) {
      if (this.isAnother) await sleep(LOOK_AGAIN_AFTER_MILLISECONDS, undefined, { signal }).catch(() => null);
      else await this.#doubts.wait(seen, LOOK_EVERY_MILLISECONDS, signal);
      if (isOver()) return;
      seen = this.#doubts.raised;
      // The store says itself that it does not answer, to everybody who asks it.
      await this.look().catch(() => false);
    }
  }

  /** Resolves when the log is the same, or the signal fires. */
  async same(signal: AbortSignal): Promise<void> {
    while (this.isAnother && !signal.aborted) {
      await this.#changes.wait(this.#changes.raised, LOOK_AGAIN_AFTER_MILLISECONDS, signal);
    }
  }

  /** @param known Null: nothing is known of the log yet. @throws AnotherLog when the known event does not stand in it. */
  async confirm(known: KnownEvent | null): Promise<void> {
    try {
      await requireHeld(this.store, known);
    } catch (error) {
      if (error instanceof AnotherLog) this.doubt();
      throw error;
    }
  }

  /** Passes on what is read from the log that is known, and throws AnotherLog when it was read from another. */
  async *confirmed(
    pages: AsyncIterable<readonly FoundEvent[]>,
    known: () => KnownEvent | null,
  ): AsyncGenerator<readonly FoundEvent[], void, void> {
    // Also before: the right log can come back between a page that was read from another one and the look after it.
    await this.confirm(known());
    let isConfirmed = false;
    for await (const page of pages) {
      await this.confirm(known());
      isConfirmed = true;
      yield page;
    }
    if (!isConfirmed) await this.confirm(known());
  }

  async #look(): Promise<boolean> {
    for (const [part, takenIn] of this.#parts) {
      const difference = await differenceIn(this.store, part, await takenIn());
      if (difference === null) continue;
      this.#found(difference);
      return false;
    }
    this.#isSame();
    return true;
  }

  #found(difference: Difference): void {
    if (this.#difference === null) {
      this.#log.error(`${sentenceOf(difference)} Nothing is written, signed or made anew until the right log is back.`);
    }
    this.#difference = difference;
    this.alarms.raise(ANOTHER_LOG);
    this.#same.abort();
    this.#changes.raise();
  }

  #isSame(): void {
    if (this.#difference === null) return;
    this.#log.log('The log is the one that the views know again.');
    this.#difference = null;
    this.alarms.clear(ANOTHER_LOG);
    this.#same = new AbortController();
    this.#changes.raise();
  }
}

/**
 * Looks for what a part has taken in. Without an event's id, the log is known by its first event, and by an event at the
 * position.
 */
async function differenceIn(store: EventStore, part: string, expected: TakenIn): Promise<Difference | null> {
  const { position, event, log } = expected;
  if (position === 0) return null;
  const found = (await store.eventAt(position))?.id ?? null;
  const isOther = event === null && log !== null && log !== (await logOf(store));
  const isThere = event === null ? found !== null && !isOther : found === event;
  return isThere ? null : { part, expected, found };
}

/** @throws AnotherLog when the log does not hold what a part has taken in. */
export async function requireSame(store: EventStore, part: string, takenIn: TakenIn): Promise<void> {
  const difference = await differenceIn(store, part, takenIn);
  if (difference !== null) throw new AnotherLog(sentenceOf(difference));
}

/** Says what was expected and what was found. */
export function sentenceOf({ part, expected: { position, event, log }, found }: Difference): string {
  const expected = event === null ? `an event of the log that begins with ${log}` : `the event ${event}`;
  const there = found === null ? 'no event stands there' : `the event ${found} stands there`;
  return `The log is another than the one that is known: ${part} took in ${expected} at position ${position}, and ${there}.`;
}

/** Reads the id of the log's first event, which identifies the log. Returns null when the log is empty. */
export async function logOf(store: EventStore): Promise<string | null> {
  for await (const [first] of store.readAll(0)) return first?.id ?? null;
  return null;
}
