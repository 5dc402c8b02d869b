import type { IsoInstant } from '../kernel/tertial.js';

/** An event of a time line, and the events around it. */
export interface TimelinePlace {
  readonly count: number;
  /** From 1. 0: before the first event. */
  readonly number: number;
  readonly at: IsoInstant | null;
  /** The position of the event in the log. */
  readonly position: number | null;
  /** The positions of the events before and after. */
  readonly previous: number | null;
  readonly next: number | null;
}

/** The event that a reader asks for: the last one up to a time or a position, one by its number, or the newest. */
export interface AskedEvent {
  readonly at: IsoInstant | null;
  readonly position: number | null;
  readonly number: number | null;
}
