import { NoAnswer } from './errors.service.js';

/** The semaphore frees a slot after this time, because a connection without an answer is dead by then. */
const LONGEST_IN_MILLISECONDS = 30_000;

/** Limits the number of operations that run at the same time. Each of them takes a slot. */
export class Semaphore {
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Takes a slot and returns the function that releases it.
   *
   * @throws NoAnswer when no slot becomes free within the milliseconds.
   */
  async take(milliseconds: number): Promise<() => void> {
    await this.#turn(milliseconds);
    let isHeld = true;
    const release = (): void => {
      clearTimeout(timer);
      if (isHeld) this.#release();
      isHeld = false;
    };
    const timer = setTimeout(release, LONGEST_IN_MILLISECONDS).unref();
    return release;
  }

  async #turn(milliseconds: number): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const take = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(take);
        reject(new NoAnswer());
      }, milliseconds);
      this.#waiting.add(take);
    });
  }

  #release(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
