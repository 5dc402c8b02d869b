import type { RecordedEvent } from '@eventstore/db-client';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NoAnswer } from './errors.service.js';
import { isResolved } from './records.service.js';

/** A marker that the server sends between events. `looked` has the position up to which the server has searched. */
export type Mark =
  { readonly mark: 'caught up' | 'fell behind' } | { readonly mark: 'looked'; readonly position: Position };

export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** The members of the client's readable stream that {@link Items} uses. */
export interface Reading {
  readonly readableLength: number;
  read(): unknown;
  resume(): unknown;
  removeAllListeners(event: 'readable'): unknown;
  on(event: 'end' | 'close' | 'readable', listener: () => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
}

/**
 * Pulls the items of a stream of the client. The client buffers about two dozen events and then stops the server
 * (backpressure), so that a slow reader needs little memory.
 */
export class Items {
  readonly #reading: Reading;
  #failure: { readonly reason: unknown } | null = null;
  #isOver = false;
  #wake: () => void = () => undefined;
  #arrival: Promise<'arrived'> | null = null;

  constructor(
    reading: Reading,
    private readonly cancel: () => Promise<void>,
    private readonly onSilence: (milliseconds: number) => void,
  ) {
    this.#reading = reading;
    const over = (): void => {
      this.#isOver = true;
      this.#wake();
    };
    reading.on('error', (reason: unknown) => this.fail(reason));
    reading
      .on('end', over)
      .on('close', over)
      .on('readable', () => this.#wake());
  }

  /** Ends the reading with an error. Without the error, a cancelled stream would look like one that reached its end. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#isOver = true;
    this.finish();
    this.#wake();
  }

  /** Cancels the reading and drains its buffer, because a client with a full buffer never closes. */
  stop(): void {
    if (!this.#isOver || this.#failure !== null) this.cancel().catch(() => undefined);
    this.finish();
  }

  /** Drains the buffer without cancelling the reading, for a reading that ends by itself after a few items. */
  finish(): void {
    this.#reading.removeAllListeners('readable');
    this.#reading.resume();
  }

  /** Returns the next item; null when none has arrived yet. */
  take(): unknown {
    return this.#failure === null ? this.#reading.read() : null;
  }

  /** Returns the first event; null if none. @throws NoAnswer after this many milliseconds, or the client's error. */
  async first(milliseconds: number): Promise<RecordedEvent | null> {
    for (;;) {
      const item = this.take();
      if (isResolved(item) && item.event) return item.event;
      if (this.isOver) return null;
      await this.wait(milliseconds);
    }
  }

  /** Whether the reading has ended. @throws the error with which the reading failed. */
  get isOver(): boolean {
    if (this.#failure !== null) throw this.#failure.reason;
    return this.#isOver;
  }

  /**
   * Resolves when an item may have arrived or the signal fires.
   *
   * @throws NoAnswer when no item arrives within the milliseconds
   */
  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const isThere = await this.#sleep(milliseconds, signal);
    if (isThere) return;
    this.onSilence(milliseconds);
    throw new NoAnswer();
  }

  /**
   * Resolves when an item may have arrived or the signal fires. All calls before that share one promise: whoever awaits
   * it beside something else leaves nothing behind.
   */
  arrival(signal?: AbortSignal): Promise<'arrived'> {
    this.#arrival ??= this.#sleep(null, signal).then(() => {
      this.#arrival = null;
      return 'arrived';
    });
    return this.#arrival;
  }

  /** Resolves to false when the milliseconds pass without an item. */
  async #sleep(milliseconds: number | null, signal?: AbortSignal): Promise<boolean> {
    if (this.#isOver || this.#reading.readableLength > 0 || signal?.aborted) return true;
    return new Promise((resolve) => {
      const end = (isThere: boolean): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve(isThere);
      };
      const wake = (): void => end(true);
      const timer = milliseconds === null ? undefined : setTimeout(end, milliseconds, false);
      signal?.addEventListener('abort', wake);
      this.#wake = wake;
    });
  }

  /** Whether an item arrives within the milliseconds. True also when the signal fires. */
  async arrives(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    return (await this.#sleep(milliseconds, signal)) && !this.#isOver;
  }

  /**
   * Whether the buffer contains more items. Waits one turn of the event loop first, because the client passes on few
   * items at a time.
   */
  async hasMore(): Promise<boolean> {
    await nextTurn();
    return this.#reading.readableLength > 0 && !this.#isOver;
  }
}
