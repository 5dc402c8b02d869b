import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '../event-store.js';

/** The server did not answer within the deadline. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor() {
    super('KurrentDB did not answer in time.');
  }
}

const FIRST_PAUSE_IN_MILLISECONDS = 50;
const LONGEST_PAUSE_IN_MILLISECONDS = 5000;

/** Whether a retry would give the same answer. All other errors may pass. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof AccessDeniedError ||
    error instanceof MaxAppendSizeExceededError ||
    error instanceof StreamDeletedError ||
    error instanceof StreamNotFoundError ||
    error instanceof InvalidArgumentError ||
    error instanceof UnusableRecord
  );
}

/** A record that this service cannot read, or a position that it cannot represent. */
export class UnusableRecord extends Error {
  override readonly name = 'UnusableRecord';
}

/** The client's error message as a sentence, without data and credentials. */
export function sentenceOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  // The rest is advice for developers of the client.
  const [said = ''] = words.split(' Resolution note');
  return `${said.replace(/[\s.:]+$/, '')}.`;
}

/** Retries with exponential backoff, up to a time limit. */
export class Backoff {
  #pause = FIRST_PAUSE_IN_MILLISECONDS;
  #since = performance.now();

  /** @param milliseconds the time limit; null: none */
  constructor(private readonly milliseconds: number | null) {}

  /** Starts again at the shortest pause, after a success. */
  renew(): void {
    this.#pause = FIRST_PAUSE_IN_MILLISECONDS;
    this.#since = performance.now();
  }

  /**
   * Waits before the next try.
   *
   * @throws the error itself when a retry is useless
   * @throws StoreUnavailable after the time limit
   */
  async after(error: unknown, signal?: AbortSignal): Promise<void> {
    const isUp = this.milliseconds !== null && performance.now() - this.#since + this.#pause >= this.milliseconds;
    if (isFinal(error)) throw error;
    if (isUp) throw new StoreUnavailable(sentenceOf(error), { cause: error });
    await sleep(this.#pause, undefined, { signal }).catch(() => undefined);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_IN_MILLISECONDS);
  }
}
