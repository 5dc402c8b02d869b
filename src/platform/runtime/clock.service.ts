import { Injectable } from '@nestjs/common';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';

/** Gives the current time. Tests and the demonstration replace it by another clock. */
@Injectable()
export class Clock {
  now(): IsoInstant {
    return new Date().toISOString();
  }

  /** The date in Europe/Stockholm now (rule 57). */
  today(): IsoDate {
    return dayInStockholm(this.now());
  }
}

/** A clock that stands still until it is set. The demonstration plays a year in a second with it. */
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

// The locale sv-SE writes dates as ISO 8601 does.
const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

export function dayInStockholm(instant: IsoInstant): IsoDate {
  return stockholm.format(new Date(instant));
}
