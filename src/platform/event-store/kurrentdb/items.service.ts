import type { RecordedEvent } from '@eventstore/db-client';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NoAnswer } from './errors.service.js';
import { isResolved } from './records.service.js';

/** Says in the midst of a reading that everything there is has been sent, that it no longer has, or how far the server has looked. */
export type Mark =
  { readonly mark: 'caught up' | 'fell behind' } | { readonly mark: 'looked'; readonly position: Position };

export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** As much of a stream of the client's as is used here. */
export interface Reading {
  readonly readableLength: number;
  read(): unknown;
  resume(): unknown;
  removeAllListeners(event: 'readable'): unknown;
  on(event: 'end' | 'close' | 'readable', listener: () => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
}

/**
 * What a reading of the client's sends, taken when it is wanted. Between, the client holds some events, two dozen at most,
 * and then lets the server wait, so that a slow reader costs little memory.
 */
export class Items {
  readonly #reading: Reading;
  #failure: { readonly reason: unknown } | null = null;
  #isOver = false;
  #wake: () => void = () => undefined;

  constructor(
    reading: Reading,
    private readonly cancel: () => Promise<void>,
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

  /** Ends it from here. The client shows what it has called off itself as if it had come to its end. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#isOver = true;
    this.finish();
    this.#wake();
  }

  /** Takes no more. What is on its way is thrown away: left where it is, it would keep the client from ever closing. */
  stop(): void {
    if (!this.#isOver || this.#failure !== null) this.cancel().catch(() => undefined);
    this.finish();
  }

  /** The same, where so little is on its way that it need not be called off. */
  finish(): void {
    this.#reading.removeAllListeners('readable');
    this.#reading.resume();
  }

  /** The next one, or null when none has arrived yet. */
  take(): unknown {
    return this.#failure === null ? this.#reading.read() : null;
  }

  /** The first event, or null when there is none. @throws NoAnswer when it takes longer, or what the client failed with */
  async first(milliseconds: number): Promise<RecordedEvent | null> {
    for (;;) {
      const item = this.take();
      if (isResolved(item) && item.event) return item.event;
      if (this.isOver) return null;
      await this.wait(milliseconds);
    }
  }

  /** Whether there will be none any more. @throws what the server or the connection failed with. */
  get isOver(): boolean {
    if (this.#failure !== null) throw this.#failure.reason;
    return this.#isOver;
  }

  /**
   * Resolves when there may be one or the signal is aborted.
   *
   * @throws NoAnswer when nothing has come for so long.
   */
  async wait(milliseconds: number | null, signal?: AbortSignal): Promise<void> {
    const isThere = await this.#sleep(milliseconds, signal);
    if (!isThere) throw new NoAnswer();
  }

  /** Waits for at most so long. */
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

  /** Whether one has come within so long. */
  async arrives(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    return (await this.#sleep(milliseconds, signal)) && !this.#isOver;
  }

  /** Whether more has arrived already, and waits only to be passed on: the client hands over few at a time. */
  async hasMore(): Promise<boolean> {
    await nextTurn();
    return this.#reading.readableLength > 0 && !this.#isOver;
  }
}
