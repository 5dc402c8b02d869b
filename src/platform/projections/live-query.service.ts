import { isDeepStrictEqual } from 'node:util';
import { Signal } from '../runtime/signal.service.js';
import type { CurrentStates } from './current-states.service.js';

/** So many readers are told of changes half of the time, if changes never end. More readers get a longer pause. */
const READERS_WITH_HALF_OF_THE_TIME = 50;
const LONGEST_PAUSE_IN_MILLISECONDS = 1_000;
/** States that memory cannot make are read from the tables, which get a change later than the log's tail tells of it. */
const LOOK_AGAIN_AFTER_MILLISECONDS = 30_000;

/** A query whose result many readers follow. */
export interface Followable<Row> {
  /** Queries with the same name have the same result, so that one reading serves all their readers. */
  readonly name: string;
  /** The ids of the wholes that the result depends on. A change of another whole does not wake the readers. */
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
 * A query with its readers. A change is told at once when none was told just before. Then comes a pause, so that commands
 * are not kept waiting by ever new results for many readers: the longer the readers took, and the more they are, the
 * longer it is. A single reader has next to none.
 */
class LiveQuery<Row> {
  /** Raised when a reader should ask for the result again. */
  readonly changes = new Signal();
  readonly #read: () => Promise<Row>;
  readonly #listening: readonly (() => void)[];
  #readers = 0;
  #result: Promise<Row> | undefined;
  /** The result before, so that readings come one after another. */
  #last: Promise<{ readonly row: Row } | undefined> = Promise.resolve(undefined);
  #toldAt = 0;
  /** How many readers must have taken the result before half of them have. A slow reader then holds up no other. */
  #untilHalf = 0;
  /** Undefined: a change is told at once. */
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

  /** Returns whether no reader is left. */
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

  /** The newest result, the same object as before when nothing in it has changed. The readers share one reading. */
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
    // The command that made the change answers before the readers take the time.
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
