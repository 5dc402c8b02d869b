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

/** @param times in their order, each once */
export function placeInTimeline(times: readonly IsoInstant[], { at, number }: AskedMoment): TimelinePlace {
  const count = times.length;
  const upTo = at === null ? count : times.filter((time) => time <= at).length;
  const chosen = Math.min(number ?? upTo, count);
  return {
    count,
    number: chosen,
    at: times[chosen - 1] ?? null,
    previous: times[chosen - 2] ?? null,
    next: times[chosen] ?? null,
  };
}
