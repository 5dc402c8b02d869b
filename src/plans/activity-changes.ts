import type { DecisionReference } from '../kernel/outcome.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { PlannedActivity } from './plan.js';

type Dates = Pick<PlannedActivity, 'startDate' | 'endDate'>;
type Words = Pick<PlannedActivity, 'heading' | 'description'>;

/** What a decision changed of an activity, with the day of the decision. */
export interface ActivityChange {
  readonly on: IsoDate;
  readonly to: Dates | Words;
}

/** What the board has changed of an activity since it came into the plan. */
export interface Changeable extends Dates, Words {
  /** Null: nothing. */
  readonly changed: {
    readonly asAdded: Dates & Words;
    /** In the log's order. */
    readonly changes: readonly ActivityChange[];
  } | null;
}

export function changedBy<Activity extends Changeable>(activity: Activity, change: ActivityChange): Activity {
  const { heading, description, startDate, endDate, changed } = activity;
  const { asAdded, changes } = changed ?? { asAdded: { heading, description, startDate, endDate }, changes: [] };
  return { ...activity, ...change.to, changed: { asAdded, changes: [...changes, change] } };
}

/** As the decisions of a day and before have left it. */
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

/** Whether both are the board's one answer to one proposal. */
export function isSamePoint(one: DecidedPoint, other: DecidedPoint): boolean {
  return one.matterId === other.matterId && one.point === other.point && one.proposalId === other.proposalId;
}

/** The board's decision that took an activity out of the plan. */
export interface RemovalDecision extends DecisionReference, DecidedPoint {}

/** A court's ruling that the decision is void. */
export interface Annulment extends DecidedPoint {
  /** The day from which the ruling holds. */
  readonly date: IsoDate;
}

/** An interval in which an activity was out of the plan, by a decision that a court annulled (rule 35). */
export interface AnnulledRemoval {
  readonly decision: RemovalDecision;
  readonly annulledOn: IsoDate;
}

/** Whether an activity is in the plan, which is never a status (rule 65). */
export interface Membership {
  /** Null: it is in the plan. */
  readonly removed: RemovalDecision | null;
  /** Oldest first. */
  readonly annulledRemovals: readonly AnnulledRemoval[];
}

/** In the plan or out of it by what was decided on a day and before. */
export function membershipValidOn<Activity extends Membership>(activity: Activity, day: IsoDate): Activity {
  const standing = activity.removed === null ? [] : [{ decision: activity.removed, annulledOn: null }];
  const decided = [...activity.annulledRemovals, ...standing].filter(({ decision }) => decision.date <= day);
  const annulled = decided.flatMap(({ decision, annulledOn }) =>
    annulledOn !== null && annulledOn <= day ? [{ decision, annulledOn }] : [],
  );
  const out = decided.findLast(({ annulledOn }) => annulledOn === null || annulledOn > day);
  return { ...activity, removed: out?.decision ?? null, annulledRemovals: annulled };
}

/** In the plan again; that it was out of it is kept. */
export function restored<Activity extends Membership>(activity: Activity, annulledOn: IsoDate): Activity {
  const { removed: decision, annulledRemovals } = activity;
  if (decision === null) return activity;
  return { ...activity, removed: null, annulledRemovals: [...annulledRemovals, { decision, annulledOn }] };
}
