import { NoAnswer } from './errors.service.js';

/** How long a place may be held by somebody of whom nothing is heard: by then the connection has been found dead. */
const LONGEST_IN_MILLISECONDS = 30_000;

/** Lets so many at a time do something. */
export class Semaphore {
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Takes a place, and gives what lets go of it.
   *
   * @throws NoAnswer when there is none for so many milliseconds
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
