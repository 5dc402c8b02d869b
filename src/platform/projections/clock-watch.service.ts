import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../runtime/clock.service.js';
import { ClockSkew, TOLERANCE_IN_MILLISECONDS } from '../event-store/clock-skew.service.js';
import { Alarms } from '../telemetry/alarms.service.js';
import { LogIndex } from './log-index.service.js';
import { LogTail } from './log-tail.service.js';

/** The alarm when a clock shows an earlier time than the log has recorded. */
export const CLOCK_WENT_BACK = 'clock went back';

/** The alarm when the clock of this process and the one that records events show different times. */
export const CLOCKS_DIFFER = 'clocks differ';

/**
 * Raises an alarm while the clock of this process is behind the newest recording time, or while the store records times
 * that go back. Events that are recorded meanwhile get wrong times. Raises another alarm while the two clocks differ:
 * the service works all the same, but people see the times of the store.
 */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap {
  /** The latest recording time, and that of the newest event, in milliseconds since 1970. */
  #latest = 0;
  #newest = 0;

  constructor(
    private readonly tail: LogTail,
    private readonly index: LogIndex,
    private readonly clock: Clock,
    private readonly alarms: Alarms,
    private readonly skew: ClockSkew,
  ) {}

  /** Also looks at what was recorded before: a clock is often set while the service is stopped. */
  async onApplicationBootstrap(): Promise<void> {
    this.tail.onEvents((events) => {
      this.skew.take(events);
      this.take(events);
    });
    // The first start on a log has no index yet.
    const { knownAt } = await this.index.counted().catch(() => ({ knownAt: null }));
    if (knownAt !== null) this.take([{ recordedAt: knownAt }]);
  }

  private take(events: readonly { readonly recordedAt: string }[]): void {
    for (const { recordedAt } of events) {
      this.#newest = Date.parse(recordedAt);
      this.#latest = Math.max(this.#latest, this.#newest);
    }
    this.look();
  }

  /** Raises or clears the alarms as the clocks are now. */
  look(): void {
    if (this.skew.isLarge) this.alarms.raise(CLOCKS_DIFFER);
    else this.alarms.clear(CLOCKS_DIFFER);
    const now = Date.parse(this.clock.now()) + Math.max(0, this.skew.milliseconds);
    const shown = Math.min(this.#newest, now);
    if (shown < this.#latest - TOLERANCE_IN_MILLISECONDS) this.alarms.raise(CLOCK_WENT_BACK);
    else this.alarms.clear(CLOCK_WENT_BACK);
  }
}
