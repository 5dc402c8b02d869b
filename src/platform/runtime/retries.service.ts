import type { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Pauses {
  readonly firstInMilliseconds: number;
  readonly longestInMilliseconds: number;
}

/** No work waits longer for its next try. */
export const LONGEST_PAUSE_IN_MILLISECONDS = 30_000;
const MILLISECONDS_IN_A_SECOND = 1_000;
/** The most reasons that are told of one time of failures. A reason is told once, however often it comes back. */
const MOST_REASONS_TOLD = 16;

/**
 * Counts the failures of one work that is tried again and again. Tells the log when the work begins to fail, each new
 * reason, and when it succeeds again, but not each try. Each pause is twice as long as the one before.
 */
export class Retries {
  readonly #told = new Set<string>();
  #failures = 0;
  #since = 0;

  /** @param work The work as the subject of a sentence, such as `Following the log`. */
  constructor(
    private readonly log: Pick<Logger, 'log' | 'warn'>,
    private readonly work: string,
    private readonly pauses: Pauses,
  ) {}

  /** Takes note of a failure. Returns how long to wait for the next try, in milliseconds. */
  failed(error: unknown): number {
    if (this.#failures === 0) this.#since = performance.now();
    const reason = reasonOf(error);
    if (!this.#told.has(reason) && this.#told.size < MOST_REASONS_TOLD) {
      const again = this.#failures === 0 ? 'fails' : 'fails for another reason';
      this.log.warn(`${this.work} ${again}. It is tried again until it succeeds.`, error);
      this.#told.add(reason);
    }
    const { firstInMilliseconds: first, longestInMilliseconds: longest } = this.pauses;
    const pause = Math.min(first * 2 ** this.#failures, longest, LONGEST_PAUSE_IN_MILLISECONDS);
    this.#failures += 1;
    return pause;
  }

  /** Takes note of a failure, and waits for the next try or until the signal fires. */
  async after(error: unknown, signal: AbortSignal): Promise<void> {
    await sleep(this.failed(error), undefined, { signal }).catch(() => null);
  }

  /** Takes note that the work succeeds. */
  succeeded(): void {
    if (this.#failures === 0) return;
    const seconds = Math.round((performance.now() - this.#since) / MILLISECONDS_IN_A_SECOND);
    this.log.log(`${this.work} succeeds again, after ${seconds} seconds and ${this.#failures} tries that failed.`);
    this.#failures = 0;
    this.#told.clear();
  }
}

/** Two reasons are the same when they differ in numbers and ids only, such as the position that a try has come to. */
function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return reason.replaceAll(/[\da-f]{8}-[\da-f-]{27}|\d+/g, '#');
}
