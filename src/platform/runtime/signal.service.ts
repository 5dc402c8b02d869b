import { BehaviorSubject, filter, firstValueFrom, fromEvent, merge, timer } from 'rxjs';

/** Wakes readers of the log when events have been appended. */
export class Signal {
  readonly #raises = new BehaviorSubject(0);

  /** How often the signal was raised. Read it before looking for events, so that `wait` misses no raise. */
  get raised(): number {
    return this.#raises.value;
  }

  raise(): void {
    this.#raises.next(this.raised + 1);
  }

  /** Resolves after a raise since `seen`, after the milliseconds, or when the abort signal fires. */
  async wait(seen: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const raise = this.#raises.pipe(filter((raised) => raised !== seen));
    await firstValueFrom(merge(raise, timer(milliseconds), fromEvent(signal, 'abort')));
  }
}
