import type { Id } from './identity.js';
import type { IsoDate } from './tertial.js';

/** A moment in log order: everything recorded up to and including the event at the position. */
export interface Moment {
  readonly position: number;
  /** Keeps only facts whose valid time begins by this day; null keeps all recorded facts. */
  readonly validOn: IsoDate | null;
}

/** The named moments of a matter, in chronological order. */
export const momentNames = ['AS_REVIEWED', 'AS_SUMMONED', 'AS_DECIDED', 'AS_ADJUSTED'] as const;
export type MomentName = (typeof momentNames)[number];

/** A moment given by its event; the latest such event when there are several. */
export interface NamedMoment {
  readonly matterId: Id<'Matter'>;
  readonly name: MomentName;
  /** Null matches any meeting. */
  readonly meetingId: Id<'Meeting'> | null;
}
