import type { Id } from './identity.js';
import type { IsoDate } from './tertial.js';

/** A moment in the log's order: what was known when the event at the position had been recorded, and nothing later. */
export interface Moment {
  readonly position: number;
  /** Only facts that hold by this day; null: all that were known. */
  readonly validOn: IsoDate | null;
}

/** What the moments of a matter are called, in the order in which they come. */
export const momentNames = ['AS_REVIEWED', 'AS_SUMMONED', 'AS_DECIDED', 'AS_ADJUSTED'] as const;
export type MomentName = (typeof momentNames)[number];

/** A moment that is asked for by what happened in it; the latest, where it happened more than once. */
export interface NamedMoment {
  readonly matterId: Id<'Matter'>;
  readonly name: MomentName;
  /** Null: of whichever meeting. */
  readonly meetingId: Id<'Meeting'> | null;
}
