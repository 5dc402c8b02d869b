/** How often the leader is asked whether it still leads. A subscription alone does not notice that it no longer does. */
const ASK_LEADER_EVERY_MILLISECONDS = 10_000;
/** A leader that has left somebody without an answer for so long is asked whether it still leads. */
const ASK_SILENT_LEADER_AFTER_MILLISECONDS = 500;
/** How long a silent leader has for that. Another node may lead by now. */
const LONGEST_ANSWER_OF_SILENT_LEADER_IN_MILLISECONDS = 1_000;

export interface LeaderWatchOptions {
  /** Whether another node can lead. */
  readonly isCluster: boolean;
  /** Longest wait for an answer, in milliseconds. */
  readonly deadline: number;
  /** Asks the leader whether it still leads. Never rejects. */
  readonly ask: (milliseconds: number) => Promise<void>;
}

/**
 * Has the leader asked whether it still leads: now and then, and soon when it leaves a call without an answer. A leader
 * that is only slow with that call answers this question.
 */
export class LeaderWatch {
  readonly #timers: readonly NodeJS.Timeout[];
  /** Since when each call has waited, on the clock of `performance.now()`, oldest first. */
  readonly #waiting = new Map<object, number>();
  #isAsking = false;

  constructor(private readonly options: LeaderWatchOptions) {
    const { isCluster, deadline, ask } = options;
    this.#timers = [
      setInterval(() => void ask(deadline), ASK_LEADER_EVERY_MILLISECONDS).unref(),
      ...(isCluster
        ? [setInterval(() => void this.#askWhenSilent(), ASK_SILENT_LEADER_AFTER_MILLISECONDS / 2).unref()]
        : []),
    ];
  }

  waits(call: object): void {
    this.#waiting.set(call, performance.now());
  }

  answered(call: object): void {
    this.#waiting.delete(call);
  }

  /** Forgets all calls that wait, because their connection was given up. */
  forget(): void {
    this.#waiting.clear();
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #askWhenSilent(): Promise<void> {
    const [since] = this.#waiting.values();
    const isSilent = since !== undefined && performance.now() - since > ASK_SILENT_LEADER_AFTER_MILLISECONDS;
    if (!isSilent || this.#isAsking) return;
    this.#isAsking = true;
    await this.options.ask(LONGEST_ANSWER_OF_SILENT_LEADER_IN_MILLISECONDS);
    this.#isAsking = false;
  }
}
