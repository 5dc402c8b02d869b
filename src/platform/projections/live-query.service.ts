import { isDeepStrictEqual } from 'node:util';
import { Signal } from '../runtime/signal.service.js';
import type { CurrentStates } from './current-states.service.js';

/**
 * With this number of readers, a pause is as long as the time in which half of them got the result. With more readers,
 * the pause is longer.
 */
const READERS_WITH_HALF_OF_THE_TIME = 50;
const LONGEST_PAUSE_IN_MILLISECONDS = 1_000;
/**
 * A reader reads again after this time even without a change. When the result comes from the tables, the reader may be
 * told of a change before the tables have the change.
 */
const LOOK_AGAIN_AFTER_MILLISECONDS = 30_000;

/** A query whose result many readers follow. */
export interface Followable<Row> {
  /** Queries with the same name have the same result, so that one reading serves all their readers. */
  readonly name: string;
  /**
   * The ids of the entities that the result depends on. An id also covers all parts of its entity, such as the goals of
   * a plan. A change of another entity does not wake the readers.
   */
  readonly wholes: readonly string[];
  readonly read: () => Promise<Row>;
}

/** Lets readers follow queries. A slow reader gets only the newest result, so that results do not fill the memory. */
export class LiveQueries<Row> {
  readonly #queries = new Map<string, LiveQuery<Row>>();

  constructor(private readonly states: Pick<CurrentStates, 'onChange'>) {}

  /**
   * Yields the result now and each time it has changed. All readers of a query get the same object. The iterator ends
   * when the reader leaves.
   */
  follow(query: Followable<Row>): AsyncIterableIterator<Row> {
    const leaving = new AbortController();
    const rows = this.rows(query, leaving.signal);
    return {
      next: () => rows.next(),
      // A waiting generator handles `return` only after it wakes, so the signal wakes it.
      return: () => {
        leaving.abort();
        return rows.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  private async *rows(query: Followable<Row>, signal: AbortSignal): AsyncGenerator<Row, undefined, void> {
    const key = JSON.stringify([query.name, query.wholes]);
    const live = this.#queries.get(key) ?? new LiveQuery(query, this.states);
    this.#queries.set(key, live);
    live.join();
    try {
      for (let last: { readonly row: Row } | undefined; !signal.aborted;) {
        const { raised } = live.changes;
        const row = await live.result();
        if (last === undefined || last.row !== row) yield row;
        last = { row };
        live.countReader();
        await live.changes.wait(raised, LOOK_AGAIN_AFTER_MILLISECONDS, signal);
        if (live.changes.raised === raised) live.forget();
      }
    } finally {
      if (live.leave()) this.#queries.delete(key);
    }
    return undefined;
  }
}

/**
 * A query with its readers. The readers get a change at once when no pause is running. A pause then begins, so that
 * commands do not wait while many readers get new results. The pause is longer with more readers and with slower
 * readers. A single reader has almost no pause.
 */
class LiveQuery<Row> {
  /** Raised when a reader should ask for the result again. */
  readonly changes = new Signal();
  readonly #read: () => Promise<Row>;
  readonly #listening: readonly (() => void)[];
  #readers = 0;
  #result: Promise<Row> | undefined;
  /** The previous result. The next reading waits for it, so that only one reading runs at a time. */
  #last: Promise<{ readonly row: Row } | undefined> = Promise.resolve(undefined);
  #toldAt = 0;
  /**
   * The number of readers that must still get the result until half of all readers have it. The length of the pause
   * depends only on that half, so that a slow reader does not delay the others.
   */
  #untilHalf = 0;
  /** The timer of the pause. Undefined: no pause is running. */
  #pause: NodeJS.Timeout | undefined;
  #hasChangedMeanwhile = false;

  constructor({ wholes, read }: Followable<Row>, states: Pick<CurrentStates, 'onChange'>) {
    this.#read = read;
    this.#listening = wholes.map((whole) => states.onChange(whole, () => this.change()));
  }

  join(): void {
    this.#readers += 1;
    this.forget();
  }

  /** Removes a reader. Returns whether no reader is left. */
  leave(): boolean {
    this.#readers -= 1;
    if (this.#readers > 0) return false;
    for (const stopListening of this.#listening) stopListening();
    clearTimeout(this.#pause);
    return true;
  }

  /** Makes the next reader read again. */
  forget(): void {
    this.#result = undefined;
  }

  /**
   * Returns the newest result. When nothing has changed, it is the same object as before. All readers share one
   * reading.
   */
  result(): Promise<Row> {
    if (this.#result !== undefined) return this.#result;
    const reading = this.#last.then(async (last) => {
      const row = await this.#read();
      return last !== undefined && isDeepStrictEqual(last.row, row) ? last : { row };
    });
    this.#last = reading.catch(() => undefined);
    this.#result = reading.then(({ row }) => row);
    return this.#result;
  }

  /** Counts a reader who has taken the result and waits for the next one. */
  countReader(): void {
    this.#untilHalf -= 1;
    if (this.#untilHalf !== 0) return;
    const took = performance.now() - this.#toldAt;
    this.pause((took * this.#readers) / READERS_WITH_HALF_OF_THE_TIME);
  }

  private change(): void {
    this.forget();
    if (this.#pause === undefined) this.tell();
    else this.#hasChangedMeanwhile = true;
  }

  private tell(): void {
    this.#hasChangedMeanwhile = false;
    this.#untilHalf = Math.ceil(this.#readers / 2);
    this.#toldAt = performance.now();
    this.pause(LONGEST_PAUSE_IN_MILLISECONDS);
    // Wakes the readers in a later turn of the event loop, so that the command that made the change is answered first.
    setImmediate(() => this.changes.raise());
  }

  private pause(milliseconds: number): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(
      () => {
        this.#pause = undefined;
        if (this.#hasChangedMeanwhile) this.tell();
      },
      Math.min(milliseconds, LONGEST_PAUSE_IN_MILLISECONDS),
    );
  }
}
