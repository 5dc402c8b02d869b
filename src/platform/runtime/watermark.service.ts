import { BehaviorSubject, filter, firstValueFrom, throwError, timeout } from 'rxjs';

/** The error when a watermark does not reach a position in time. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';
}

/** A position that only grows. Callers can wait until it reaches a value. */
export class Watermark<Position extends number = number> {
  readonly #positions = new BehaviorSubject<Position | 0>(0);

  get position(): Position | 0 {
    return this.#positions.value;
  }

  reach(position: Position | 0): void {
    if (position > this.position) this.#positions.next(position);
  }

  /** Resolves when the watermark is at the position or beyond. @throws TimedOut after `withinMilliseconds`. */
  async reached(position: number, withinMilliseconds?: number): Promise<void> {
    const arrival = this.#positions.pipe(filter((current) => current >= position));
    if (withinMilliseconds === undefined) {
      await firstValueFrom(arrival);
      return;
    }
    const late = () => new TimedOut(`Position ${position} was not reached within ${withinMilliseconds} ms.`);
    await firstValueFrom(arrival.pipe(timeout({ first: withinMilliseconds, with: () => throwError(late) })));
  }
}
