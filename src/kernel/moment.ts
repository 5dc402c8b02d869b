import type { Id } from './identity.js';
import type { IsoDate } from './tertial.js';

/** A moment of the log. It includes every event up to and including the event at `position`. */
export interface Moment {
  readonly position: number;
  /** Readers leave out the facts that become valid after this day. Null means that they keep all facts. */
  readonly validOn: IsoDate | null;
}

/** The names of a matter's moments, in chronological order. */
export const momentNames = ['AS_REVIEWED', 'AS_SUMMONED', 'AS_DECIDED', 'AS_ADJUSTED'] as const;
export type MomentName = (typeof momentNames)[number];

/** A moment of a matter, named by the kind of event. The latest counts when the matter has several such events. */
export interface NamedMoment {
  readonly matterId: Id<'Matter'>;
  readonly name: MomentName;
  /** Only events of this meeting count as the moment. Null: events of any meeting count. */
  readonly meetingId: Id<'Meeting'> | null;
}
