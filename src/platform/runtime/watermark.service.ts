/** A position was not reached in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

interface Waiter {
  readonly position: number;
  resolve(): void;
}

/** A position that only grows. Callers can wait until it reaches a value. */
export class Watermark {
  position = 0;
  #waiting: Waiter[] = [];

  reach(position: number): void {
    this.position = Math.max(this.position, position);
    const arrived = this.#waiting.filter((waiting) => waiting.position <= this.position);
    this.#waiting = this.#waiting.filter((waiting) => waiting.position > this.position);
    for (const waiting of arrived) waiting.resolve();
  }

  /** Resolves at the position or beyond. @throws TimedOut after `withinMilliseconds`, when given. */
  async reached(position: number, withinMilliseconds?: number): Promise<void> {
    if (position <= this.position) return;
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiter = {
        position,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer =
        withinMilliseconds === undefined
          ? undefined
          : setTimeout(() => {
              this.#waiting = this.#waiting.filter((one) => one !== waiting);
              reject(new TimedOut(`Position ${position} was not reached within ${withinMilliseconds} ms.`));
            }, withinMilliseconds);
      this.#waiting.push(waiting);
    });
  }
}
