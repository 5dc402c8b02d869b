import type { Id } from '../../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import type { Label, Sign } from '../../steering-models/steering-model.js';
import type { ShownAssessment, ShownFact, ShownOutcome, ShownStatus } from '../tertial-view/shown-facts.js';
import type { TertialView } from '../tertial-view/tertial-view.js';
import { type Cause, type Compared, ofOneTertial } from './cause.js';

/**
 * The kinds of difference, in the order in which the differences of one item are listed. A kind with *NOT* says that the
 * second side lacks something: it is the earlier side, or nobody has reported yet. A removal that is not known yet is not
 * a restoration.
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

/** A status or an assessment, labelled by the version of the model under which it was given. */
export interface ComparedStatus extends Sign {
  /** Null: nobody has reported or assessed; the label says so. */
  readonly code: string | null;
  readonly modelVersion: number | null;
  readonly comment: string | null;
  readonly validOn: IsoDate | null;
  readonly by: string | null;
  readonly at: IsoInstant | null;
}

export interface ComparedAssessment extends ComparedStatus {
  /** Null: there is no assessment. */
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
  /** Whether the report of the tertial shows the item. */
  readonly inTertial: boolean;
}

export interface ComparedGoal extends Shown {
  /** Null: the report of the tertial does not show the goal. */
  readonly assessment: ComparedAssessment | null;
}

export interface ComparedMeasure extends Shown {
  readonly target: string;
  /** Null: not reported. */
  readonly outcome: ComparedOutcome | null;
}

/** An activity on one side, also when the board has removed it from the plan. */
export interface ComparedActivity extends Shown {
  readonly description: string;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
  readonly responsibleUnit: string;
  /** Whether it is in the plan at the moment. The report of an earlier tertial shows it even after its removal. */
  readonly inPlan: boolean;
  /** Null: the report of the tertial does not show it. */
  readonly status: ComparedStatus | null;
}

interface Differing<Kind extends DifferenceKind, Then> {
  readonly kind: Kind;
  readonly before: Then;
  readonly after: Then;
}

/** Null on a side whose plan does not have the item. */
type NotAlways<Kind extends DifferenceKind, Then> = Differing<Kind, Then | null>;

export type GoalDiffering =
  | NotAlways<'GOAL_ADDED' | 'GOAL_NOT_YET_ADDED', ComparedGoal>
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
  | NotAlways<'MEASURE_ADOPTED' | 'MEASURE_NOT_YET_ADOPTED', ComparedMeasure>
  | Differing<
      'OUTCOME_REPORTED' | 'OUTCOME_NOT_REPORTED' | 'OUTCOME_CHANGED' | 'OUTCOME_RESTATED',
      { readonly outcome: ComparedOutcome | null }
    >;

export type ActivityDiffering =
  | NotAlways<
      | 'ACTIVITY_ADDED'
      | 'ACTIVITY_NOT_YET_ADDED'
      | 'ACTIVITY_RESTORED'
      | 'ACTIVITY_NOT_YET_RESTORED'
      | 'ACTIVITY_REMOVED'
      | 'ACTIVITY_NOT_YET_REMOVED',
      ComparedActivity
    >
  | Differing<'ACTIVITY_REDATED', Pick<ComparedActivity, 'startDate' | 'endDate'>>
  | Differing<'ACTIVITY_REWORDED', Pick<ComparedActivity, 'heading' | 'description'>>
  | Differing<
      'STATUS_REPORTED' | 'STATUS_NOT_REPORTED' | 'STATUS_CHANGED' | 'STATUS_RESTATED',
      { readonly status: ComparedStatus }
    >;

interface Item<Activity, Measure> {
  readonly goalId: Id<'Goal'>;
  readonly activityId: Activity;
  readonly measureId: Measure;
  /** The heading on the second side; if absent there, the heading on the first side. */
  readonly heading: string;
}

/** One difference between two sides, with its cause. */
export type PlanDifference =
  | (Item<null, null> & GoalDiffering & Cause)
  | (Item<null, Id<'Measure'>> & MeasureDiffering & Cause)
  | (Item<Id<'Activity'>, null> & ActivityDiffering & Cause);

const notReported: Sign = { label: { sv: 'Ej rapporterad', en: 'Not reported' }, colour: null };
/** Used where no version of the model was in force. */
const notAssessed: Sign = { label: { sv: 'Ej bedömd', en: 'Not assessed' }, colour: null };

export function comparedStatus(status: ShownStatus | null): ComparedStatus {
  return status === null ? noStatus(notReported) : statusOf(status);
}

/** Rule 4: the version of the model on that side gives the label of a missing assessment. */
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

/** How the facts that are reported for a tertial differ. */
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

/** A code with a new label in a later version of the model is a new status to the readers of the reports. */
function isSameLabel(one: Label, other: Label): boolean {
  return one.sv === other.sv && one.en === other.en;
}

type Stated = Pick<ComparedStatus, 'comment' | 'validOn' | 'by' | 'at'>;

function isRestated(one: Stated, other: Stated): boolean {
  return one.at !== other.at || one.by !== other.by || one.comment !== other.comment || one.validOn !== other.validOn;
}
