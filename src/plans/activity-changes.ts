import type { DecisionReference } from '../kernel/outcome.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { PlannedActivity } from './plan.js';

type Dates = Pick<PlannedActivity, 'startDate' | 'endDate'>;
type Words = Pick<PlannedActivity, 'heading' | 'description'>;

/** The values that a decision gave an activity, and the day of the decision. */
export interface ActivityChange {
  readonly on: IsoDate;
  readonly to: Dates | Words;
}

/** The dates and the words of an activity, with the board's changes to them. */
export interface Changeable extends Dates, Words {
  /** Null: the board has changed nothing. */
  readonly changed: {
    readonly asAdded: Dates & Words;
    /** In the order of the log. */
    readonly changes: readonly ActivityChange[];
  } | null;
}

export function changedBy<Activity extends Changeable>(activity: Activity, change: ActivityChange): Activity {
  const { heading, description, startDate, endDate, changed } = activity;
  const { asAdded, changes } = changed ?? { asAdded: { heading, description, startDate, endDate }, changes: [] };
  return { ...activity, ...change.to, changed: { asAdded, changes: [...changes, change] } };
}

/** Applies only the changes that were decided by a day. */
export function changesValidOn<Activity extends Changeable>(activity: Activity, day: IsoDate): Activity {
  if (activity.changed === null) return activity;
  const { asAdded, changes } = activity.changed;
  return changes.filter(({ on }) => on <= day).reduce(changedBy, { ...activity, ...asAdded, changed: null });
}

interface DecidedPoint {
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  readonly proposalId: Id<'RemovalProposal'>;
}

/** Whether both refer to the same decision point on the same proposal. */
export function isSamePoint(one: DecidedPoint, other: DecidedPoint): boolean {
  return one.matterId === other.matterId && one.point === other.point && one.proposalId === other.proposalId;
}

/** The board's decision that removed an activity from the plan. */
export interface RemovalDecision extends DecisionReference, DecidedPoint {}

/** The ruling of a court that annuls such a decision. */
export interface Annulment extends DecidedPoint {
  /** The day from which the ruling holds. */
  readonly date: IsoDate;
}

/** A removal that a court annulled, and so an interval in which the activity was out of the plan (rule 35). */
export interface AnnulledRemoval {
  readonly decision: RemovalDecision;
  readonly annulledOn: IsoDate;
}

/** Whether an activity is in the plan; membership is never a status (rule 65). */
export interface Membership {
  /** Null: it is in the plan. */
  readonly removed: RemovalDecision | null;
  /** Oldest first. */
  readonly annulledRemovals: readonly AnnulledRemoval[];
}

/** The membership by the decisions and the rulings up to a day. */
export function membershipValidOn<Activity extends Membership>(activity: Activity, day: IsoDate): Activity {
  const standing = activity.removed === null ? [] : [{ decision: activity.removed, annulledOn: null }];
  const decided = [...activity.annulledRemovals, ...standing].filter(({ decision }) => decision.date <= day);
  const annulled = decided.flatMap(({ decision, annulledOn }) =>
    annulledOn !== null && annulledOn <= day ? [{ decision, annulledOn }] : [],
  );
  const out = decided.findLast(({ annulledOn }) => annulledOn === null || annulledOn > day);
  return { ...activity, removed: out?.decision ?? null, annulledRemovals: annulled };
}

/** Returns the activity to the plan and keeps the annulled removal. */
export function restored<Activity extends Membership>(activity: Activity, annulledOn: IsoDate): Activity {
  const { removed: decision, annulledRemovals } = activity;
  if (decision === null) return activity;
  return { ...activity, removed: null, annulledRemovals: [...annulledRemovals, { decision, annulledOn }] };
}
