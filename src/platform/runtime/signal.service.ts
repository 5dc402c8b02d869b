/** Wakes readers of the log when events have been appended. */
export class Signal {
  readonly #sleepers = new Set<() => void>();
  #calls = 0;

  /** How often the signal was raised. Read it before looking for events, so that `wait` misses no raise. */
  get raised(): number {
    return this.#calls;
  }

  raise(): void {
    this.#calls += 1;
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Resolves after a raise since `seen`, after the milliseconds, or when the abort signal fires. */
  wait(seen: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#calls !== seen) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
