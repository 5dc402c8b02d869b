import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnotherLog, StoreUnavailable } from '../../runtime/store-unavailable.js';

/** The server did not answer within the deadline. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor() {
    super('KurrentDB did not answer in time.');
  }
}

const FIRST_PAUSE_IN_MILLISECONDS = 50;
const LONGEST_PAUSE_IN_MILLISECONDS = 5000;

/** Whether a retry would fail in the same way. All other errors may be temporary. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof AccessDeniedError ||
    error instanceof MaxAppendSizeExceededError ||
    error instanceof StreamDeletedError ||
    error instanceof StreamNotFoundError ||
    error instanceof InvalidArgumentError ||
    error instanceof UnusableRecord ||
    error instanceof AnotherLog
  );
}

/** The log has a record that this service cannot read, or a position that it cannot represent as a number. */
export class UnusableRecord extends Error {
  override readonly name = 'UnusableRecord';
}

/** Returns the message of the client's error as a sentence, without data and credentials. */
export function sentenceOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  // Drops the advice for developers that the client adds to some messages.
  const [said = ''] = words.split(' Resolution note');
  return `${said.replace(/[\s.:]+$/, '')}.`;
}

/** Waits before each retry with exponential backoff, up to a time limit. */
export class Backoff {
  #pause = FIRST_PAUSE_IN_MILLISECONDS;
  #since = performance.now();

  /** @param milliseconds The time limit of all retries; null for no limit. */
  constructor(private readonly milliseconds: number | null) {}

  /** Starts again with the shortest pause and the full time limit. Call it after a success. */
  renew(): void {
    this.#pause = FIRST_PAUSE_IN_MILLISECONDS;
    this.#since = performance.now();
  }

  /**
   * Waits before the next retry.
   *
   * @throws the given error when a retry would be useless
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
