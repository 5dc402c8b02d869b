import type { Id } from './identity.js';
import type { IsoDate } from './tertial.js';

/** A moment of the log. It includes every event up to and including the event at `position`. */
export interface Moment {
  readonly position: number;
  /** A query at this moment leaves out the facts that become valid after this day. Null: the query keeps all facts. */
  readonly validOn: IsoDate | null;
}

/** The names of a matter's moments, in chronological order. */
export const momentNames = ['AS_REVIEWED', 'AS_SUMMONED', 'AS_DECIDED', 'AS_ADJUSTED'] as const;
export type MomentName = (typeof momentNames)[number];

/** A moment of a matter, named by its kind of event. If the matter has several such events, the latest one counts. */
export interface NamedMoment {
  readonly matterId: Id<'Matter'>;
  readonly name: MomentName;
  /** Only events of this meeting count as the moment. Null: events of any meeting count. */
  readonly meetingId: Id<'Meeting'> | null;
}
