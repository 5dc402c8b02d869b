/**
 * Runs work with a common key one after another, in the order of the calls. A call with several keys waits for the
 * earlier calls of each key. Available libraries let a later call overtake a call that waits for several keys.
 */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<unknown>>();

  async runExclusive<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const result = Promise.all(keys.map((key) => this.#last.get(key) ?? Promise.resolve())).then(work);
    const settled = result.catch(() => null);
    for (const key of keys) this.#last.set(key, settled);
    try {
      return await result;
    } finally {
      for (const key of keys) if (this.#last.get(key) === settled) this.#last.delete(key);
    }
  }
}
