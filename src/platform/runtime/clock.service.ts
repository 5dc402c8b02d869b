import { Injectable } from '@nestjs/common';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';

/** Gives the current time in UTC. Tests and the demonstration replace it with a simulated clock. */
@Injectable()
export class Clock {
  now(): IsoInstant {
    return new Date().toISOString();
  }

  /** Returns today's date in Europe/Stockholm (rule 57). */
  today(): IsoDate {
    return dayInStockholm(this.now());
  }
}

/** A clock that shows the same time until it is set. With it the demonstration passes through months in seconds. */
export class SimulatedClock extends Clock {
  #now: IsoInstant;

  constructor(start: IsoInstant) {
    super();
    this.#now = start;
  }

  override now(): IsoInstant {
    return this.#now;
  }

  set(instant: IsoInstant): void {
    this.#now = instant;
  }
}

// The locale sv-SE formats dates as YYYY-MM-DD (ISO 8601).
const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

export function dayInStockholm(instant: IsoInstant): IsoDate {
  return stockholm.format(new Date(instant));
}
