import type { IsoInstant } from '../kernel/tertial.js';

/** A moment of a time line, and the moments around it. */
export interface TimelinePlace {
  readonly count: number;
  /** From 1. 0: before the first moment. */
  readonly number: number;
  readonly at: IsoInstant | null;
  readonly previous: IsoInstant | null;
  readonly next: IsoInstant | null;
}

/** The moment that a reader asks for: the last one up to a time, one by its number, or, with neither, the newest. */
export interface AskedMoment {
  readonly at: IsoInstant | null;
  readonly number: number | null;
}
