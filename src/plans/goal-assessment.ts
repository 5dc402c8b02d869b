import type { Act } from '../kernel/act.js';
import { boardOf, type Id, yearOf } from '../kernel/identity.js';
import { permit } from '../kernel/may.js';
import { Refusal } from '../kernel/refusal.js';
import { lastDay, type Tertial } from '../kernel/tertial.js';
import { isBlank } from '../kernel/text.js';
import {
  type GoalStatus,
  modelInForce,
  statusIn,
  type SteeringModelVersion,
} from '../steering-models/steering-model.js';
import type { Judging } from './activity-status.js';
import { dayOfFact, type ReportedFact, requireOpen, requireOpened } from './follow-up.js';
import {
  activitiesIn,
  type Assessment,
  currentEntry,
  type Goal,
  type GoalEvent,
  measuresIn,
  type Proof,
} from './goal.js';
import { existing, goalsIn } from './plan.js';

export interface AssessGoalData extends ReportedFact {
  readonly goalId: Id<'Goal'>;
  readonly status: string;
  readonly comment: string;
}

export function assessGoal(command: AssessGoalData, goal: Goal | null, judging: Judging, act: Act): GoalEvent[] {
  const { goalId, tertial } = command;
  permit(act.actor, 'assessGoal', boardOf(goalId), goalId);
  const assessed = existing(goal, goalId);
  requireAdded(goalId, judging, tertial);
  requireOpen(judging.plan, tertial);
  return [{ type: 'GoalAssessed', data: judged(command, assessed, judging, act) }];
}

export interface CorrectAssessmentData extends AssessGoalData {
  readonly reason: string;
}

/** Puts a right assessment beside the wrong one, for good, with the reason (rule 8). */
export function correctAssessment(
  command: CorrectAssessmentData,
  goal: Goal | null,
  judging: Judging,
  act: Act,
): GoalEvent[] {
  const { goalId, tertial, reason } = command;
  permit(act.actor, 'correctAssessment', boardOf(goalId), goalId);
  const assessed = existing(goal, goalId);
  requireAdded(goalId, judging, tertial);
  requireOpened(judging.plan, tertial);
  const wrong = currentEntry(assessed.assessments, tertial);
  if (wrong === undefined) throw new Refusal('NOTHING_TO_CORRECT', { tertial });
  // Rule 8: a correction says why.
  if (isBlank(reason)) throw new Refusal('REASON_MISSING', {});
  const data = { ...judged(command, assessed, judging, act), corrects: wrong.number, reason };
  return [{ type: 'GoalAssessmentCorrected', data }];
}

function requireAdded(id: Id<'Goal'>, { plan }: Judging, tertial: Tertial): void {
  // Rule 16: a goal added later is not in the report of an earlier tertial.
  if (!goalsIn(plan, lastDay(yearOf(id), tertial)).includes(id)) throw new Refusal('NOT_IN_PLAN_THEN', { id, tertial });
}

function judged(command: AssessGoalData, goal: Goal, { model }: Judging, { today }: Act) {
  const { goalId, tertial, comment } = command;
  const year = yearOf(goalId);
  const version = modelInForce(model, lastDay(year, tertial));
  const status = statusIn(version.goalStatuses, command.status);
  const validOn = dayOfFact(command, year, today);
  // Rule 2: an assessment is explained; a fulfilment need not be.
  if (isBlank(comment) && needsComment(status, version)) throw new Refusal('COMMENT_MISSING', {});
  const proof =
    status.fulfilment && judgedByActivities(goal, tertial, version) ? proofOf(goal, tertial, version) : null;
  return { goalId, tertial, status: status.code, comment, validOn, modelVersion: version.version, proof };
}

function needsComment({ fulfilment }: GoalStatus, { rules }: SteeringModelVersion): boolean {
  return rules.goalStatusNeedsComment && (!fulfilment || rules.fulfilmentNeedsComment);
}

/** A goal with measures is judged on those: the activity rule is not applied to it. */
function judgedByActivities(goal: Goal, tertial: Tertial, { rules }: SteeringModelVersion): boolean {
  return rules.fulfilmentByActivities && measuresIn(goal, lastDay(yearOf(goal.id), tertial)).length === 0;
}

/** @throws Refusal `NOT_FULFILLED_BY_ACTIVITIES`, naming each activity that stands in the way. */
function proofOf(goal: Goal, tertial: Tertial, version: SteeringModelVersion): Proof {
  const proved = activitiesIn(goal, lastDay(yearOf(goal.id), tertial)).map((activity) => {
    const report = currentEntry(activity.reports, tertial);
    return { activity, report, completed: report !== undefined && isCompleted(report.status, version) };
  });
  const obstacles = proved.filter(({ completed }) => !completed);
  // Rule 3: fulfilled means that activities remain, for nothing is proved by none, and that each of them is completed.
  if (obstacles.length > 0 || proved.length === 0) {
    throw new Refusal('NOT_FULFILLED_BY_ACTIVITIES', {
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

function isCompleted(code: string, { activityStatuses, rules }: SteeringModelVersion): boolean {
  const status = activityStatuses.find((candidate) => candidate.code === code);
  return status?.phase === 'COMPLETED' && (!status.deviation || rules.completionWithDeviationCounts);
}

/** Whether what an accepted fulfilment rests on still holds: a later correction can take the ground away. */
export function stillProved({ proof, tertial }: Assessment, goal: Goal): boolean {
  return (proof?.activities ?? []).every(({ activityId, status }) => {
    const activity = goal.activities.find((candidate) => candidate.id === activityId);
    return activity !== undefined && currentEntry(activity.reports, tertial)?.status === status;
  });
}

export interface VoidAssessmentData {
  readonly goalId: Id<'Goal'>;
  /** Of the assessment in the log. */
  readonly position: number;
}

/** Takes out of account an assessment that reached the log after the follow-up was closed. */
export function voidAssessment({ goalId, position }: VoidAssessmentData, goal: Goal | null, act: Act): GoalEvent[] {
  permit(act.actor, 'voidAssessment', boardOf(goalId), goalId);
  const assessment = existing(goal, goalId).assessments.find((candidate) => candidate.position === position);
  if (assessment === undefined || assessment.voided !== null) return [];
  return [{ type: 'GoalAssessmentVoided', data: { goalId, number: assessment.number, cause: 'FOLLOW_UP_CLOSED' } }];
}
