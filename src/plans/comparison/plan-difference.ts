import type { DecisionReference } from '../../kernel/decision-reference.js';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import type { Sign } from '../../steering-models/steering-model.js';
import type { RemovalDecision } from '../removal-decision.js';

/**
 * What can differ, in the order in which the differences of one item are told. Those with *NOT* are seen when the side
 * that is compared with is the later one, or has not been told yet: that a removal is not known yet is no restoration.
 */
export const differenceKinds = [
  'GOAL_ADDED',
  'GOAL_NOT_YET_ADDED',
  'MEASURE_ADOPTED',
  'MEASURE_NOT_YET_ADOPTED',
  'OUTCOME_REPORTED',
  'OUTCOME_NOT_REPORTED',
  'OUTCOME_CHANGED',
  'OUTCOME_RESTATED',
  'ASSESSMENT_MADE',
  'ASSESSMENT_NOT_MADE',
  'ASSESSMENT_CHANGED',
  'ASSESSMENT_RESTATED',
  'ASSESSMENT_PROOF_LOST',
  'ASSESSMENT_PROOF_REGAINED',
  'ACTIVITY_ADDED',
  'ACTIVITY_NOT_YET_ADDED',
  'ACTIVITY_RESTORED',
  'ACTIVITY_NOT_YET_RESTORED',
  'ACTIVITY_REMOVED',
  'ACTIVITY_NOT_YET_REMOVED',
  'ACTIVITY_REDATED',
  'ACTIVITY_REWORDED',
  'STATUS_REPORTED',
  'STATUS_NOT_REPORTED',
  'STATUS_CHANGED',
  'STATUS_RESTATED',
] as const;

export type DifferenceKind = (typeof differenceKinds)[number];

/** Who brought a difference about, when, why, and where in the log that is recorded. */
export interface Cause {
  /** A person, or `system`; null: nobody, as when nothing has been reported yet. */
  readonly by: string | null;
  readonly at: IsoInstant | null;
  /** Why: of a correction, or of the proposal to take an activity out of the plan. */
  readonly reason: string | null;
  /** Set when what differs was told after the follow-up was closed, and so counts for nothing. */
  readonly voided: 'FOLLOW_UP_CLOSED' | null;
  readonly decision: DecisionReference | null;
  /** The decision that took, or had taken, an activity out of the plan. */
  readonly removal: RemovalDecision | null;
  /** The day from which a court's ruling holds that the removal is void. */
  readonly annulledOn: IsoDate | null;
  /** Positions in the log of the events behind the difference, ascending. */
  readonly events: readonly number[];
}

/** A status or an assessment in the words of the version of the model that it was given under. */
export interface WordThen extends Sign {
  /** Null: nothing has been reported, or assessed, which the label says. */
  readonly code: string | null;
  readonly modelVersion: number | null;
  readonly comment: string | null;
  readonly validOn: IsoDate | null;
  readonly by: string | null;
  readonly at: IsoInstant | null;
}

export interface AssessmentThen extends WordThen {
  /** Null: there is no assessment. */
  readonly stillProved: boolean | null;
}

export interface OutcomeThen {
  readonly value: string;
  readonly targetReached: boolean | null;
  readonly comment: string;
  readonly validOn: IsoDate;
  readonly by: string;
  readonly at: IsoInstant;
}

interface Shown {
  /** A goal's title, an activity's heading, a measure's name. */
  readonly heading: string;
  /** Whether the report of the tertial has it. */
  readonly inTertial: boolean;
}

export interface GoalThen extends Shown {
  /** Null: the report of the tertial does not have the goal. */
  readonly assessment: AssessmentThen | null;
}

export interface MeasureThen extends Shown {
  readonly target: string;
  /** Null: not reported. */
  readonly outcome: OutcomeThen | null;
}

/** What an activity was, also when it is in the plan no more. */
export interface ActivityThen extends Shown {
  readonly description: string;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
  readonly responsibleUnit: string;
  /** Whether it is in the plan at the moment; the report of an earlier tertial shows it also when it is not. */
  readonly inPlan: boolean;
  /** Null: the report of the tertial does not have it. */
  readonly status: WordThen | null;
}

interface Differing<Kind extends DifferenceKind, Then> {
  readonly kind: Kind;
  readonly before: Then;
  readonly after: Then;
}

/** Null on a side whose plan does not have it. */
type NotAlways<Kind extends DifferenceKind, Then> = Differing<Kind, Then | null>;

export type GoalDiffering =
  | NotAlways<'GOAL_ADDED' | 'GOAL_NOT_YET_ADDED', GoalThen>
  | Differing<
      | 'ASSESSMENT_MADE'
      | 'ASSESSMENT_NOT_MADE'
      | 'ASSESSMENT_CHANGED'
      | 'ASSESSMENT_RESTATED'
      | 'ASSESSMENT_PROOF_LOST'
      | 'ASSESSMENT_PROOF_REGAINED',
      { readonly assessment: AssessmentThen }
    >;

export type MeasureDiffering =
  | NotAlways<'MEASURE_ADOPTED' | 'MEASURE_NOT_YET_ADOPTED', MeasureThen>
  | Differing<
      'OUTCOME_REPORTED' | 'OUTCOME_NOT_REPORTED' | 'OUTCOME_CHANGED' | 'OUTCOME_RESTATED',
      { readonly outcome: OutcomeThen | null }
    >;

export type ActivityDiffering =
  | NotAlways<
      | 'ACTIVITY_ADDED'
      | 'ACTIVITY_NOT_YET_ADDED'
      | 'ACTIVITY_RESTORED'
      | 'ACTIVITY_NOT_YET_RESTORED'
      | 'ACTIVITY_REMOVED'
      | 'ACTIVITY_NOT_YET_REMOVED',
      ActivityThen
    >
  | Differing<'ACTIVITY_REDATED', Pick<ActivityThen, 'startDate' | 'endDate'>>
  | Differing<'ACTIVITY_REWORDED', Pick<ActivityThen, 'heading' | 'description'>>
  | Differing<
      'STATUS_REPORTED' | 'STATUS_NOT_REPORTED' | 'STATUS_CHANGED' | 'STATUS_RESTATED',
      { readonly status: WordThen }
    >;

interface Item<Activity, Measure> {
  readonly goalId: Id<'Goal'>;
  readonly activityId: Activity;
  readonly measureId: Measure;
  /** As it is on the side that is compared with; where it is not there, as it was. */
  readonly heading: string;
}

/** One thing that differs between two sides, and why. */
export type PlanDifference =
  | (Item<null, null> & GoalDiffering & Cause)
  | (Item<null, Id<'Measure'>> & MeasureDiffering & Cause)
  | (Item<Id<'Activity'>, null> & ActivityDiffering & Cause);
