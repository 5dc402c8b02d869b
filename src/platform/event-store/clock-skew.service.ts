import { Injectable } from '@nestjs/common';
import { Clock } from '../runtime/clock.service.js';

/** The clocks of servers that are set by NTP differ by less. */
export const TOLERANCE_IN_MILLISECONDS = 2_000;
const MOST_SENT_REMEMBERED = 1_000;

interface Recorded {
  readonly id: string;
  readonly recordedAt: string;
}

/**
 * Compares the clock of this process with the one that records events. An event is recorded before it arrives here, and
 * an event of this process is recorded after it was sent. So no time on the way counts as a difference.
 */
@Injectable()
export class ClockSkew {
  /** When events of this process were sent, by their ids, in milliseconds since 1970. */
  readonly #sent = new Map<string, number>();
  #latest = 0;
  #milliseconds = 0;

  constructor(private readonly clock: Clock) {}

  /** By how much the recording clock is ahead; negative when it is behind; 0 when no difference was seen. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  get isLarge(): boolean {
    return Math.abs(this.#milliseconds) > TOLERANCE_IN_MILLISECONDS;
  }

  /** Takes note that events are being sent. */
  sends(events: readonly { readonly id: string }[]): void {
    const now = this.#now();
    for (const { id } of events) if (!this.#sent.has(id)) this.#sent.set(id, now);
    for (const id of this.#sent.keys()) {
      if (this.#sent.size <= MOST_SENT_REMEMBERED) break;
      this.#sent.delete(id);
    }
  }

  /** Takes note that this process has not written the events, so that nothing is known of when they were sent. */
  hasNotWritten(events: readonly { readonly id: string }[]): void {
    for (const { id } of events) this.#sent.delete(id);
  }

  /** Takes note of events that have just arrived. */
  take(events: readonly Recorded[]): void {
    const now = this.#now();
    for (const { id, recordedAt } of events) {
      const recorded = Date.parse(recordedAt);
      const sent = this.#sent.get(id);
      this.#sent.delete(id);
      // Some logs keep the newest time when their clock goes back. Such a time is not the clock's own.
      const isOfClock = recorded > this.#latest;
      this.#latest = Math.max(this.#latest, recorded);
      if (!isOfClock) continue;
      if (recorded > now) this.#milliseconds = recorded - now;
      else if (sent !== undefined) this.#milliseconds = Math.min(0, recorded - sent);
      else if (this.#milliseconds > 0) this.#milliseconds = 0;
    }
  }

  #now(): number {
    return Date.parse(this.clock.now());
  }
}
