/** Lets readers of the log sleep until something has been appended to it. */
export class Signal {
  readonly #sleepers = new Set<() => void>();
  #calls = 0;

  /** How many times there has been a call. Read it before looking for news, so that no call is slept through. */
  get raised(): number {
    return this.#calls;
  }

  raise(): void {
    this.#calls += 1;
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Sleeps until there has been a call since `seen`, at most so many milliseconds, or until the signal is aborted. */
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
