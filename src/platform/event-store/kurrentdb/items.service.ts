import type { RecordedEvent } from '@eventstore/db-client';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NoAnswer } from './errors.service.js';
import { isResolved } from './records.service.js';

/** A marker among the events: all events have been sent, more are behind again, or how far the server has searched. */
export type Mark =
  { readonly mark: 'caught up' | 'fell behind' } | { readonly mark: 'looked'; readonly position: Position };

export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** The part of the client's readable stream that is used here. */
export interface Reading {
  readonly readableLength: number;
  read(): unknown;
  resume(): unknown;
  removeAllListeners(event: 'readable'): unknown;
  on(event: 'end' | 'close' | 'readable', listener: () => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
}

/**
 * Pulls the items of a client's stream. The client buffers at most about two dozen events and then stops the server, so
 * that a slow reader costs little memory.
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

  /** Ends the reading with an error. The client itself shows a cancelled stream as one that has ended. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#isOver = true;
    this.finish();
    this.#wake();
  }

  /** Cancels the reading and drains its buffer: with a full buffer the client would never close. */
  stop(): void {
    if (!this.#isOver || this.#failure !== null) this.cancel().catch(() => undefined);
    this.finish();
  }

  /** Drains the buffer without cancelling, for a reading of a few items. */
  finish(): void {
    this.#reading.removeAllListeners('readable');
    this.#reading.resume();
  }

  /** The next item; null when none has arrived yet. */
  take(): unknown {
    return this.#failure === null ? this.#reading.read() : null;
  }

  /** The first event; null when there is none. @throws NoAnswer after the time given, or the client's error. */
  async first(milliseconds: number): Promise<RecordedEvent | null> {
    for (;;) {
      const item = this.take();
      if (isResolved(item) && item.event) return item.event;
      if (this.isOver) return null;
      await this.wait(milliseconds);
    }
  }

  /** Whether the reading has ended. @throws the error of the server or the connection. */
  get isOver(): boolean {
    if (this.#failure !== null) throw this.#failure.reason;
    return this.#isOver;
  }

  /**
   * Resolves when an item may have arrived or the signal fires.
   *
   * @throws NoAnswer when none arrives within the time given
   */
  async wait(milliseconds: number | null, signal?: AbortSignal): Promise<void> {
    const isThere = await this.#sleep(milliseconds, signal);
    if (!isThere) throw new NoAnswer();
  }

  /** False when the time has passed without an item. */
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

  /** Whether an item arrives within the time given. */
  async arrives(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    return (await this.#sleep(milliseconds, signal)) && !this.#isOver;
  }

  /** Whether the buffer holds more: the client passes few items on at a time. */
  async hasMore(): Promise<boolean> {
    await nextTurn();
    return this.#reading.readableLength > 0 && !this.#isOver;
  }
}
