import type { IsoDate } from './tertial.js';

/** A moment in the log's order: what was known when the event at the position had been recorded, and nothing later. */
export interface Moment {
  readonly position: number;
  /** Only facts that hold by this day; null: all that were known. */
  readonly validOn: IsoDate | null;
}
