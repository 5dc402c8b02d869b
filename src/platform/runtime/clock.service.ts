import { Injectable } from '@nestjs/common';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';

/** The time of day, an input like any other: whoever asks for it can be given another. */
@Injectable()
export class Clock {
  now(): IsoInstant {
    return new Date().toISOString();
  }

  /** The day in Europe/Stockholm (rule 57). */
  today(): IsoDate {
    return dayInStockholm(this.now());
  }
}

/** A clock that stands still until it is set: the demonstration lives through a year in a second. */
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

// The Swedish way to write a date is the ISO one.
const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

export function dayInStockholm(instant: IsoInstant): IsoDate {
  return stockholm.format(new Date(instant));
}
