/** Keyed mutex: runs work that shares a key one after another, in the order of the calls. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<Result>(keys: readonly string[], act: () => Promise<Result>): Promise<Result> {
    const result = Promise.all(keys.map((key) => this.#last.get(key) ?? Promise.resolve())).then(act);
    const turn = result.catch(() => null);
    for (const key of keys) this.#last.set(key, turn);
    try {
      return await result;
    } finally {
      for (const key of keys) if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
