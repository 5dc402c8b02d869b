import { BehaviorSubject, filter, firstValueFrom, fromEvent, merge, timer } from 'rxjs';

/** Wakes waiting readers, for example readers of the log after an append. */
export class Signal {
  readonly #raises = new BehaviorSubject(0);

  /** Number of raises so far. Read it before you look for news, so that `wait` misses no raise. */
  get raised(): number {
    return this.#raises.value;
  }

  raise(): void {
    this.#raises.next(this.raised + 1);
  }

  /** Resolves when the number of raises differs from `seen`, after the milliseconds, or when the abort signal fires. */
  async wait(seen: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const raise = this.#raises.pipe(filter((raised) => raised !== seen));
    await firstValueFrom(merge(raise, timer(milliseconds), fromEvent(signal, 'abort')));
  }
}
