import { existing } from '../kernel/fold.js';
import { boardOf, type Id, yearOf } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { systemCommand } from '../kernel/reaction.js';
import { isBlank, Refusal, refusals } from '../kernel/refusal.js';
import { type IsoDate, lastDay, type Tertial } from '../kernel/tertial.js';
import type { GoalStatus, SteeringModelVersion } from '../steering-models/steering-model.js';
import { modelInForce, statusIn } from '../steering-models/steering-model.js';
import type { PlanAndModel } from './activity-status.js';
import type { Activity, Assessment, Goal, GoalEvent, Proof } from './goal.js';
import { activitiesIn, goalFold, standing } from './goal.js';
import { type Measure, measureAsJudged, measuresIn } from './measure.js';
import { planRefusals } from './plan-refusals.js';
import { dayOfFact, type ReportInput } from './day-of-fact.js';
import { followUpOf, type Plan, requireGoalIn, requireOpen, requireOpened } from './plan.js';
import { currentFact, type ReportedStatus } from './reported-fact.js';

export interface AssessGoalData extends ReportInput {
  readonly goalId: Id<'Goal'>;
  readonly status: string;
  readonly comment: string;
}

export function assessGoal(command: AssessGoalData, goal: Goal | null, against: PlanAndModel, act: Act): GoalEvent[] {
  requireMayAssessGoal(command, goal, against.plan, act);
  return [judgedAssessment(command, goal, against, act.today)];
}

/** Judges an assessment, whoever gives it, while the follow-up is open. @throws Refusal of a rule about the assessment */
export function judgedAssessment(command: AssessGoalData, goal: Goal | null, against: PlanAndModel, today: IsoDate) {
  const assessed = assessableGoal(command, goal, against.plan);
  return { type: 'GoalAssessed', data: assessmentData(command, assessed, against, today) } as const;
}

type AboutAssessment = Pick<AssessGoalData, 'goalId' | 'tertial'>;

/** Returns the goal when the actor may assess it for the tertial now. @throws Refusal otherwise */
export function requireMayAssessGoal(about: AboutAssessment, goal: Goal | null, plan: Plan, act: Act): Goal {
  permit(act.actor, 'assessGoal', boardOf(about.goalId), about.goalId);
  const assessed = assessableGoal(about, goal, plan);
  requireOpen(plan, about.tertial);
  return assessed;
}

function assessableGoal({ goalId, tertial }: AboutAssessment, goal: Goal | null, plan: Plan): Goal {
  const assessed = standing(goal, goalId);
  requireGoalIn(plan, goalId, tertial);
  return assessed;
}

export interface CorrectAssessmentData extends AssessGoalData {
  readonly reason: string;
}

/** Records a corrected assessment and the reason. The wrong assessment stays in the log (rule 8). */
export function correctAssessment(
  command: CorrectAssessmentData,
  goal: Goal | null,
  against: PlanAndModel,
  act: Act,
): GoalEvent[] {
  const { reason } = command;
  const { assessed, wrong } = requireMayCorrectAssessment(command, goal, against.plan, act);
  // Rule 8: a correction needs a reason.
  if (isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  const data = { ...assessmentData(command, assessed, against, act.today), corrects: wrong.number, reason };
  return [{ type: 'GoalAssessmentCorrected', data }];
}

/** Returns the goal and its wrong assessment when the actor may correct it now. @throws Refusal otherwise */
export function requireMayCorrectAssessment(
  { goalId, tertial }: AboutAssessment,
  goal: Goal | null,
  plan: Plan,
  act: Act,
) {
  permit(act.actor, 'correctAssessment', boardOf(goalId), goalId);
  const assessed = standing(goal, goalId);
  requireGoalIn(plan, goalId, tertial);
  requireOpened(plan, tertial);
  const wrong = currentFact(assessed.assessments, tertial);
  if (wrong === undefined) throw new Refusal(planRefusals.NOTHING_TO_CORRECT, { tertial });
  return { assessed, wrong };
}

function assessmentData(command: AssessGoalData, goal: Goal, { plan, model }: PlanAndModel, today: IsoDate) {
  const { goalId, tertial, comment } = command;
  const year = yearOf(goalId);
  const version = modelInForce(model, lastDay(year, tertial));
  const status = statusIn(version.goalStatuses, command.status);
  const validOn = dayOfFact(command, year, today);
  // Rules 2 and 63: an assessment needs a comment when the model requires one.
  if (isBlank(comment) && needsComment(status, version)) throw new Refusal(planRefusals.COMMENT_MISSING, {});
  const proof = status.fulfilment ? proofOf(goal, tertial, { plan, model, version }) : null;
  return { goalId, tertial, status: status.code, comment, validOn, modelVersion: version.version, proof };
}

function needsComment({ fulfilment }: GoalStatus, { rules }: SteeringModelVersion): boolean {
  return rules.goalStatusNeedsComment && (!fulfilment || rules.fulfilmentNeedsComment);
}

interface Rules extends PlanAndModel {
  /** The version of the model that is in force on the last day of the tertial. */
  readonly version: SteeringModelVersion;
}

/**
 * Returns the proof that the goal is fulfilled; null when the model requires no proof. The outcomes of the measures
 * prove the fulfilment of a goal with measures. The statuses of the activities prove the fulfilment of any other goal.
 */
function proofOf(goal: Goal, tertial: Tertial, rules: Rules): Proof | null {
  const last = lastDay(yearOf(goal.id), tertial);
  const closing = followUpOf(rules.plan, tertial)?.closed?.position ?? null;
  const measures = measuresIn(goal, last).map((one) => measureAsJudged(one, tertial, closing));
  const { fulfilmentByActivities, fulfilmentByMeasures } = rules.version.rules;
  if (measures.length > 0) return fulfilmentByMeasures ? provedByMeasures(measures, tertial) : null;
  return fulfilmentByActivities ? provedByActivities(activitiesIn(goal, last), tertial, rules) : null;
}

/**
 * Rule 3: asks of an assessment as fulfilled what {@link assessGoal} asks of it, before anybody gives it.
 *
 * @throws Refusal that names each activity or measure that stands in the way
 */
export function requireFulfilment(
  { goalId, tertial }: AboutAssessment,
  goal: Goal | null,
  { plan, model }: PlanAndModel,
): void {
  const version = modelInForce(model, lastDay(yearOf(goalId), tertial));
  proofOf(standing(goal, goalId), tertial, { plan, model, version });
}

/** @throws Refusal `NOT_FULFILLED_BY_MEASURES`, with each measure that is not reported as having reached its target. */
function provedByMeasures(measures: readonly Measure[], tertial: Tertial): Proof {
  const proved = measures.map((measure) => ({ measure, outcome: currentFact(measure.outcomes, tertial) }));
  const obstacles = proved.filter(({ outcome }) => outcome?.targetReached !== true);
  // Rule 62: this model requires that each measure is reported as having reached its target.
  if (obstacles.length > 0) {
    throw new Refusal(planRefusals.NOT_FULFILLED_BY_MEASURES, {
      obstacles: obstacles.map(({ measure: { measureId, name, target }, outcome }) => ({
        measureId,
        name,
        target,
        value: outcome?.value ?? null,
      })),
    });
  }
  return {
    measures: proved.flatMap(({ measure: { measureId }, outcome }) =>
      outcome === undefined ? [] : [{ measureId, value: outcome.value, report: outcome.number }],
    ),
  };
}

/** @throws Refusal `NOT_FULFILLED_BY_ACTIVITIES` with the activities that are not completed, or when none remains. */
function provedByActivities(activities: readonly Activity[], tertial: Tertial, rules: Rules): Proof {
  const proved = activities.map((activity) => {
    const report = currentFact(activity.reports, tertial);
    return { activity, report, completed: report !== undefined && isCompleted(report, rules) };
  });
  const obstacles = proved.filter(({ completed }) => !completed);
  // Rules 3, 61 and 64: when the model requires proof by activities, at least one activity must remain in the plan, and
  // each remaining activity must be completed.
  if (obstacles.length > 0 || proved.length === 0) {
    throw new Refusal(planRefusals.NOT_FULFILLED_BY_ACTIVITIES, {
      obstacles: obstacles.map(({ activity, report }) => ({
        activityId: activity.id,
        heading: activity.heading,
        status: report?.status ?? null,
      })),
    });
  }
  return {
    activities: proved.flatMap(({ activity, report }) =>
      report === undefined ? [] : [{ activityId: activity.id, status: report.status, report: report.number }],
    ),
  };
}

/**
 * Whether a status counts as completed. The model version of the report gives the phase and the deviation of the
 * status. The rules of the version in force on the last day of the tertial decide whether a completion with deviation
 * counts (rule 9).
 */
function isCompleted({ status: code, modelVersion }: ReportedStatus, { model, version: { rules } }: Rules): boolean {
  const givenUnder = model.versions.find(({ version }) => version === modelVersion);
  const status = givenUnder?.activityStatuses.find((candidate) => candidate.code === code);
  return status?.phase === 'COMPLETED' && (!status.deviation || rules.completionWithDeviationCounts);
}

/**
 * Whether the proof of an accepted fulfilment still holds; true for an assessment without a proof. A later report or
 * correction can invalidate the proof. So can an activity or a measure that the board added by the end of the tertial.
 */
export function stillProved({ proof, tertial }: Assessment, goal: Goal): boolean {
  if (proof === null) return true;
  const last = lastDay(yearOf(goal.id), tertial);
  if ('measures' in proof) {
    const measures = measuresIn(goal, last);
    const isReached = ({ outcomes }: Measure) => currentFact(outcomes, tertial)?.targetReached === true;
    return measures.length > 0 && measures.every(isReached);
  }
  const remaining = activitiesIn(goal, last);
  const statuses = new Map(proof.activities.map(({ activityId, status }) => [activityId, status]));
  const holds = ({ id, reports }: Activity) =>
    statuses.has(id) && currentFact(reports, tertial)?.status === statuses.get(id);
  return remaining.length > 0 && remaining.every(holds);
}

export interface VoidAssessmentData {
  readonly goalId: Id<'Goal'>;
  /** The position of the assessment's event in the log. */
  readonly position: number;
}

/** Voids an assessment that reached the log after the follow-up was closed. */
export function voidAssessment({ goalId, position }: VoidAssessmentData, goal: Goal | null, act: Act): GoalEvent[] {
  permit(act.actor, 'voidAssessment', boardOf(goalId), goalId);
  const assessment = existing(goal, goalId).assessments.find((candidate) => candidate.position === position);
  if (assessment === undefined || assessment.voided !== null) return [];
  return [{ type: 'GoalAssessmentVoided', data: { goalId, number: assessment.number, cause: 'FOLLOW_UP_CLOSED' } }];
}

export const voidAssessmentCommand = systemCommand({
  name: 'voidAssessment',
  fold: goalFold,
  id: ({ goalId }) => goalId,
  rule: voidAssessment,
});
