import type { DecisionReference } from '../kernel/outcome.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { PlannedActivity } from './plan.js';

type Dates = Pick<PlannedActivity, 'startDate' | 'endDate'>;
type Words = Pick<PlannedActivity, 'heading' | 'description'>;

/** The new dates, or the new heading and description, that a decision of the board gave an activity. */
export interface ActivityChange {
  /** Its number among all the changes of the activity, from 1, which is the same as of each day. */
  readonly number: number;
  readonly decision: DecisionReference;
  /** The position of the change in the log. */
  readonly position: number;
  readonly to: Dates | Words;
}

/** An activity's dates, heading and description, with the board's changes to these fields. */
export interface Changeable extends Dates, Words {
  /** The original values of the activity, and the later changes; null when the board changed nothing. */
  readonly changed: {
    readonly asAdded: Dates & Words;
    /** The changes in the order of the log. */
    readonly changes: readonly ActivityChange[];
  } | null;
}

export function changedBy<Activity extends Changeable>(activity: Activity, change: ActivityChange): Activity {
  const { heading, description, startDate, endDate, changed } = activity;
  const { asAdded, changes } = changed ?? { asAdded: { heading, description, startDate, endDate }, changes: [] };
  return { ...activity, ...change.to, changed: { asAdded, changes: [...changes, change] } };
}

/** Returns the activity with only the changes that the board decided on or before the day. */
export function changesValidOn<Activity extends Changeable>(activity: Activity, day: IsoDate): Activity {
  return onlyChanged(activity, ({ decision }) => decision.date <= day);
}

/** Returns the activity with only the changes that the log had up to and including a position. */
export function changesUpTo<Activity extends Changeable>(activity: Activity, last: number): Activity {
  return onlyChanged(activity, ({ position }) => position <= last);
}

function onlyChanged<Activity extends Changeable>(
  activity: Activity,
  counts: (change: ActivityChange) => boolean,
): Activity {
  if (activity.changed === null) return activity;
  const { asAdded, changes } = activity.changed;
  return changes.filter(counts).reduce(changedBy, { ...activity, ...asAdded, changed: null });
}

export interface Decided extends Changeable {
  readonly added: DecisionReference | null;
}

/**
 * Returns a decision about an activity; null when the activity has no such decision.
 *
 * @param change the number of the change that was decided, from 1; null for the addition of the activity to its goal
 */
export function decisionOn({ added, changed }: Decided, change: number | null): DecisionReference | null {
  return change === null ? added : (changed?.changes.find(({ number }) => number === change)?.decision ?? null);
}

/** Returns the activity with another reference to one of its decisions (rule 173). */
export function withDecision<Activity extends Decided>(
  activity: Activity,
  change: number | null,
  decision: DecisionReference,
): Activity {
  if (change === null) return { ...activity, added: decision };
  const { changed } = activity;
  if (changed === null) return activity;
  const changes = changed.changes.map((one) => (one.number === change ? { ...one, decision } : one));
  return { ...activity, changed: { ...changed, changes } };
}

interface DecidedPoint {
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  readonly proposalId: Id<'RemovalProposal'>;
}

/** Whether two decisions or rulings are about the same decision point and the same proposal to remove an activity. */
export function isSamePoint(one: DecidedPoint, other: DecidedPoint): boolean {
  return one.matterId === other.matterId && one.point === other.point && one.proposalId === other.proposalId;
}

/** The board's decision that removed an activity from the plan. */
export interface RemovalDecision extends DecisionReference, DecidedPoint {}

/** A court's ruling that annuls the board's decision to remove an activity. */
export interface Annulment extends DecidedPoint {
  /** The day from which the ruling holds. */
  readonly date: IsoDate;
}

/** A removal that a court annulled. The activity was out of the plan from `decision.date` to `annulledOn` (rule 35). */
export interface AnnulledRemoval {
  readonly decision: RemovalDecision;
  readonly annulledOn: IsoDate;
}

/** The membership of an activity in the plan. Membership is never a status of the activity (rule 65). */
export interface Membership {
  /** The decision that removed the activity; null while the activity is in the plan. */
  readonly removed: RemovalDecision | null;
  /** The removals that a court annulled, oldest first. */
  readonly annulledRemovals: readonly AnnulledRemoval[];
}

/** Returns the activity with only the removals and the annulments that have a date on or before the day. */
export function membershipValidOn<Activity extends Membership>(activity: Activity, day: IsoDate): Activity {
  const standing = activity.removed === null ? [] : [{ decision: activity.removed, annulledOn: null }];
  const decided = [...activity.annulledRemovals, ...standing].filter(({ decision }) => decision.date <= day);
  const annulled = decided.flatMap(({ decision, annulledOn }) =>
    annulledOn !== null && annulledOn <= day ? [{ decision, annulledOn }] : [],
  );
  const out = decided.findLast(({ annulledOn }) => annulledOn === null || annulledOn > day);
  return { ...activity, removed: out?.decision ?? null, annulledRemovals: annulled };
}

/** Puts the activity back into the plan and adds the removal to the annulled removals. */
export function restored<Activity extends Membership>(activity: Activity, annulledOn: IsoDate): Activity {
  const { removed: decision, annulledRemovals } = activity;
  if (decision === null) return activity;
  return { ...activity, removed: null, annulledRemovals: [...annulledRemovals, { decision, annulledOn }] };
}
