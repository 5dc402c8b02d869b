import type { Id } from '../../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import type { Label, Sign } from '../../steering-models/steering-model.js';
import type { Responsible } from '../responsible.js';
import type { ShownAssessment, ShownFact, ShownOutcome, ShownStatus } from '../tertial-view/shown-facts.js';
import type { TertialView } from '../tertial-view/tertial-view.js';
import { type Cause, type Compared, ofOneTertial } from './cause.js';

/**
 * The kinds of difference, in the order in which a comparison lists them for one item. A kind with *NOT* means that the
 * second state lacks something that the first state has, for example because the second state is earlier or because
 * nobody has reported for its tertial. A removal that only the first state has gives `ACTIVITY_NOT_YET_REMOVED`, unless
 * a court annulled the removal.
 */
export const differenceKinds = [
  'GOAL_ADDED',
  'GOAL_NOT_YET_ADDED',
  'GOAL_STRUCK',
  'GOAL_NOT_YET_STRUCK',
  'GOAL_RENAMED',
  'MEASURE_ADOPTED',
  'MEASURE_NOT_YET_ADOPTED',
  'MEASURE_STRUCK',
  'MEASURE_NOT_YET_STRUCK',
  'MEASURE_REDEFINED',
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
  'ACTIVITY_STRUCK',
  'ACTIVITY_NOT_YET_STRUCK',
  'ACTIVITY_RESTORED',
  'ACTIVITY_NOT_YET_RESTORED',
  'ACTIVITY_REMOVED',
  'ACTIVITY_NOT_YET_REMOVED',
  'ACTIVITY_REDATED',
  'ACTIVITY_REWORDED',
  'ACTIVITY_ASSIGNED',
  'STATUS_REPORTED',
  'STATUS_NOT_REPORTED',
  'STATUS_CHANGED',
  'STATUS_RESTATED',
] as const;

export type DifferenceKind = (typeof differenceKinds)[number];

/** The status of an activity or the assessment of a goal. The steering model version in the report gives the label. */
export interface ComparedStatus extends Sign {
  /** The status code; null without a report that counts. The label then says that nobody has reported or assessed. */
  readonly code: string | null;
  readonly modelVersion: number | null;
  readonly comment: string | null;
  readonly validOn: IsoDate | null;
  readonly by: string | null;
  readonly at: IsoInstant | null;
}

export interface ComparedAssessment extends ComparedStatus {
  /** Whether the proof of the assessment still holds. True without a proof. Null without an assessment. */
  readonly stillProved: boolean | null;
}

export interface ComparedOutcome {
  readonly value: string;
  readonly targetReached: boolean | null;
  readonly comment: string;
  readonly validOn: IsoDate;
  readonly by: string;
  readonly at: IsoInstant;
}

interface Shown {
  /** The title of a goal, the heading of an activity or the name of a measure. */
  readonly heading: string;
  /** Whether the view of the tertial shows the item. */
  readonly inTertial: boolean;
}

export interface ComparedGoal extends Shown {
  /** Null when the view of the tertial does not show the goal. */
  readonly assessment: ComparedAssessment | null;
}

export interface ComparedMeasure extends Shown {
  readonly target: string;
  /** Null when the view of the tertial does not show the measure, or no reported outcome counts. */
  readonly outcome: ComparedOutcome | null;
}

/** An activity in one of the two compared states, also when the board had removed it before that state. */
export interface ComparedActivity extends Shown {
  readonly description: string;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
  readonly responsibleUnit: string;
  readonly responsible: Responsible | null;
  /** Whether the activity is in the plan. The view of an earlier tertial shows the activity even after its removal. */
  readonly inPlan: boolean;
  /** Null when the view of the tertial does not show the activity. */
  readonly status: ComparedStatus | null;
}

interface Differing<Kind extends DifferenceKind, Then> {
  readonly kind: Kind;
  readonly before: Then;
  readonly after: Then;
}

/** A difference in which `before` or `after` is null when the plan did not have the item in that state. */
type NotAlways<Kind extends DifferenceKind, Then> = Differing<Kind, Then | null>;

export type GoalDiffering =
  | NotAlways<'GOAL_ADDED' | 'GOAL_NOT_YET_ADDED' | 'GOAL_STRUCK' | 'GOAL_NOT_YET_STRUCK', ComparedGoal>
  | Differing<'GOAL_RENAMED', Pick<ComparedGoal, 'heading'>>
  | Differing<
      | 'ASSESSMENT_MADE'
      | 'ASSESSMENT_NOT_MADE'
      | 'ASSESSMENT_CHANGED'
      | 'ASSESSMENT_RESTATED'
      | 'ASSESSMENT_PROOF_LOST'
      | 'ASSESSMENT_PROOF_REGAINED',
      { readonly assessment: ComparedAssessment }
    >;

export type MeasureDiffering =
  | NotAlways<
      'MEASURE_ADOPTED' | 'MEASURE_NOT_YET_ADOPTED' | 'MEASURE_STRUCK' | 'MEASURE_NOT_YET_STRUCK',
      ComparedMeasure
    >
  | Differing<'MEASURE_REDEFINED', Pick<ComparedMeasure, 'heading' | 'target'>>
  | Differing<
      'OUTCOME_REPORTED' | 'OUTCOME_NOT_REPORTED' | 'OUTCOME_CHANGED' | 'OUTCOME_RESTATED',
      { readonly outcome: ComparedOutcome | null }
    >;

export type ActivityDiffering =
  | NotAlways<
      | 'ACTIVITY_ADDED'
      | 'ACTIVITY_NOT_YET_ADDED'
      | 'ACTIVITY_STRUCK'
      | 'ACTIVITY_NOT_YET_STRUCK'
      | 'ACTIVITY_RESTORED'
      | 'ACTIVITY_NOT_YET_RESTORED'
      | 'ACTIVITY_REMOVED'
      | 'ACTIVITY_NOT_YET_REMOVED',
      ComparedActivity
    >
  | Differing<'ACTIVITY_REDATED', Pick<ComparedActivity, 'startDate' | 'endDate'>>
  | Differing<'ACTIVITY_REWORDED', Pick<ComparedActivity, 'heading' | 'description'>>
  | Differing<'ACTIVITY_ASSIGNED', Pick<ComparedActivity, 'responsible'>>
  | Differing<
      'STATUS_REPORTED' | 'STATUS_NOT_REPORTED' | 'STATUS_CHANGED' | 'STATUS_RESTATED',
      { readonly status: ComparedStatus }
    >;

interface Item<Activity, Measure> {
  readonly goalId: Id<'Goal'>;
  readonly activityId: Activity;
  readonly measureId: Measure;
  /** The heading in the second state; if the item is absent there, the heading in the first state. */
  readonly heading: string;
}

/** One difference between two states of a plan, with its cause. */
export type PlanDifference =
  | (Item<null, null> & GoalDiffering & Cause)
  | (Item<null, Id<'Measure'>> & MeasureDiffering & Cause)
  | (Item<Id<'Activity'>, null> & ActivityDiffering & Cause);

const notReported: Sign = { label: { sv: 'Ej rapporterad', en: 'Not reported' }, colour: null };
/** The label of a missing assessment when no version of the steering model was in force. */
const notAssessed: Sign = { label: { sv: 'Ej bedömd', en: 'Not assessed' }, colour: null };

export function comparedStatus(status: ShownStatus | null): ComparedStatus {
  return status === null ? noStatus(notReported) : statusOf(status);
}

/** Rule 4: the label of a missing assessment is from the model version that applies to the tertial. */
export function comparedAssessment(
  assessment: ShownAssessment | null,
  { notAssessedSign }: TertialView,
): ComparedAssessment {
  if (assessment === null) return { ...noStatus(notAssessedSign ?? notAssessed), stillProved: null };
  return { ...statusOf(assessment), stillProved: assessment.stillProved };
}

export function comparedOutcome(outcome: ShownOutcome | null): ComparedOutcome | null {
  if (outcome === null) return null;
  const { value, targetReached, comment, validOn, by, at } = outcome;
  return { value, targetReached, comment, validOn, by, at };
}

function statusOf({ code, label, colour, modelVersion, comment, validOn, by, at }: ShownFact): ComparedStatus {
  return { code, label, colour, modelVersion, comment, validOn, by, at };
}

function noStatus({ label, colour }: Sign): ComparedStatus {
  return { code: null, label, colour, modelVersion: null, comment: null, validOn: null, by: null, at: null };
}

/** The difference between two reports. RESTATED means a new report with the same value. */
export type FactChange = 'FIRST_REPORTED' | 'NOT_REPORTED' | 'CHANGED' | 'RESTATED';

export function statusChange(before: ComparedStatus, after: ComparedStatus, compared: Compared): FactChange | null {
  if (before.code === null || after.code === null) return appeared(before.code !== null, after.code !== null);
  if (before.code !== after.code || !isSameLabel(before.label, after.label)) return 'CHANGED';
  return ofOneTertial(compared) && isRestated(before, after) ? 'RESTATED' : null;
}

export function outcomeChange(
  before: ComparedOutcome | null,
  after: ComparedOutcome | null,
  compared: Compared,
): FactChange | null {
  if (before === null || after === null) return appeared(before !== null, after !== null);
  if (before.value !== after.value || before.targetReached !== after.targetReached) return 'CHANGED';
  return ofOneTertial(compared) && isRestated(before, after) ? 'RESTATED' : null;
}

function appeared(wasReported: boolean, isReported: boolean): FactChange | null {
  if (wasReported === isReported) return null;
  return isReported ? 'FIRST_REPORTED' : 'NOT_REPORTED';
}

/** Compares labels, because a code with a new label in a later model version is a new status to a reader. */
function isSameLabel(one: Label, other: Label): boolean {
  return one.sv === other.sv && one.en === other.en;
}

type Stated = Pick<ComparedStatus, 'comment' | 'validOn' | 'by' | 'at'>;

function isRestated(one: Stated, other: Stated): boolean {
  return one.at !== other.at || one.by !== other.by || one.comment !== other.comment || one.validOn !== other.validOn;
}
