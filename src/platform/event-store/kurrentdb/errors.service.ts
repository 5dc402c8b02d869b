import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
} from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '../event-store.js';

/** The server said nothing within the deadline. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor() {
    super('KurrentDB did not answer in time.');
  }
}

const FIRST_PAUSE_IN_MILLISECONDS = 50;
const LONGEST_PAUSE_IN_MILLISECONDS = 5000;

/** What the server would say again if it were asked again. Everything else may be over the next time. */
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

/** What stands in the log, or is to go there, is nothing that this service can work with. */
export class UnusableRecord extends Error {
  override readonly name = 'UnusableRecord';
}

/** What the client says of a failure, as a sentence. It carries no data and no credentials. */
export function sentenceOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  // What follows is for whoever looks for a fault in the client.
  const [said = ''] = words.split(' Resolution note');
  return `${said.replace(/[\s.:]+$/, '')}.`;
}

/** How often and how long something that failed is tried again. */
export class Backoff {
  #pause = FIRST_PAUSE_IN_MILLISECONDS;
  #since = performance.now();

  /** @param milliseconds null: for ever */
  constructor(private readonly milliseconds: number | null) {}

  /** It went well for a while. */
  renew(): void {
    this.#pause = FIRST_PAUSE_IN_MILLISECONDS;
    this.#since = performance.now();
  }

  /**
   * Waits until it is time to try again.
   *
   * @throws the error when trying again would change nothing
   * @throws StoreUnavailable when it has been long
   */
  async after(error: unknown, signal?: AbortSignal): Promise<void> {
    const isUp = this.milliseconds !== null && performance.now() - this.#since + this.#pause >= this.milliseconds;
    if (isFinal(error)) throw error;
    if (isUp) throw new StoreUnavailable(sentenceOf(error), { cause: error });
    await sleep(this.#pause, undefined, { signal }).catch(() => undefined);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_IN_MILLISECONDS);
  }
}
