import type { DecisionReference } from '../kernel/decision-reference.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';

interface DecidedPoint {
  readonly matterId: Id<'Matter'>;
  readonly point: number;
  readonly proposalId: Id<'RemovalProposal'>;
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

export interface Membership {
  readonly removed: RemovalDecision | null;
  readonly annulledRemovals: readonly AnnulledRemoval[];
}

/** In the plan or out of it by what was decided on a day and before. */
export function memberBy<Activity extends Membership>(activity: Activity, day: IsoDate): Activity {
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
