import { boardOf, goalOf, type Id, yearOf } from '../kernel/identity.js';
import { type Act, permit } from '../kernel/permissions.js';
import { systemCommand } from '../kernel/reaction.js';
import { isBlank, Refusal, refusals } from '../kernel/refusal.js';
import { type IsoDate, lastDay, type Tertial } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import { modelInForce, type Phase, statusIn, type SteeringModel } from '../steering-models/steering-model.js';
import { type Activity, activityIn, type Goal, type GoalEvent, goalFold } from './goal.js';
import { activityEver } from './goal-corrections.js';
import { planRefusals } from './plan-refusals.js';
import { dayOfFact, type ReportInput } from './day-of-fact.js';
import { type Plan, requireGoalIn, requireOpen, requireOpened } from './plan.js';
import { currentFact, type ReportedStatus } from './reported-fact.js';

/** The plan of an activity or a goal, and the steering model of the plan. */
export interface PlanAndModel {
  readonly plan: Plan;
  readonly model: SteeringModel;
}

export interface ReportStatusData extends ReportInput {
  readonly activityId: Id<'Activity'>;
  readonly status: string;
  readonly comment: string;
}

export function reportStatus(
  command: ReportStatusData,
  goal: Goal | null,
  against: PlanAndModel,
  act: Act,
): GoalEvent[] {
  requireMayReportStatus(command, goal, against.plan, act);
  return [judgedStatus(command, goal, against, act.today)];
}

/** Judges what is reported, whoever reports it, while the follow-up is open. @throws Refusal of a rule about the status */
export function judgedStatus(command: ReportStatusData, goal: Goal | null, against: PlanAndModel, today: IsoDate) {
  const { tertial } = command;
  const activity = reportableActivity(command, goal, against.plan);
  const before = currentFact(activity.reports, tertial);
  const data = statusData(command, activity, against, today);
  // Rule 8: a completed activity is ongoing again only because the report of its completion was wrong.
  if (isReopened(before, data, against.model)) throw new Refusal(planRefusals.COMPLETED_ALREADY, { tertial });
  return { type: 'ActivityStatusReported', data } as const;
}

type AboutStatus = Pick<ReportStatusData, 'activityId' | 'tertial'>;

/** Returns the activity when the actor may report its status for the tertial now. @throws Refusal otherwise */
export function requireMayReportStatus(about: AboutStatus, goal: Goal | null, plan: Plan, act: Act): Activity {
  const { activityId, tertial } = about;
  permit(act.actor, 'reportStatus', boardOf(activityId), activityId);
  const activity = reportableActivity(about, goal, plan);
  requireOpen(plan, tertial);
  return activity;
}

function reportableActivity({ activityId, tertial }: AboutStatus, goal: Goal | null, plan: Plan): Activity {
  const activity = activityIn(goal, activityId);
  // Rule 15: a removed activity cannot get a status. A proposal to remove the activity does not prevent a status.
  if (activity.removed !== null) throw new Refusal(planRefusals.ACTIVITY_REMOVED, { activityId });
  requireAdded(activity, plan, tertial);
  return activity;
}

export interface CorrectStatusData extends ReportStatusData {
  readonly reason: string;
}

/** Records a corrected status and the reason. The wrong status stays in the log (rule 8). */
export function correctStatus(
  command: CorrectStatusData,
  goal: Goal | null,
  against: PlanAndModel,
  act: Act,
): GoalEvent[] {
  const { reason } = command;
  const { activity, wrong } = requireMayCorrectStatus(command, goal, against.plan, act);
  // Rule 8: a correction needs a reason.
  if (isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  const corrected = statusData(command, activity, against, act.today);
  // Rule 5: the activity was completed in this tertial and now is not.
  const reopened: Warning[] = isReopened(wrong, corrected, against.model) ? ['NO_LONGER_COMPLETED'] : [];
  const warnings = [...corrected.warnings, ...reopened];
  const data = { ...corrected, warnings, corrects: wrong.number, reason };
  return [{ type: 'ActivityStatusCorrected', data }];
}

/** Returns the activity and its wrong status when the actor may correct it now. @throws Refusal otherwise */
export function requireMayCorrectStatus({ activityId, tertial }: AboutStatus, goal: Goal | null, plan: Plan, act: Act) {
  permit(act.actor, 'correctStatus', boardOf(activityId), activityId);
  const activity = activityIn(goal, activityId);
  const { removed } = activity;
  // Rule 15: nobody can correct a status of an activity that the board removed by the end of the tertial.
  if (removed !== null && removed.date <= lastDay(yearOf(activityId), tertial)) {
    throw new Refusal(planRefusals.ACTIVITY_REMOVED, { activityId });
  }
  requireAdded(activity, plan, tertial);
  requireOpened(plan, tertial);
  const wrong = currentFact(activity.reports, tertial);
  if (wrong === undefined) throw new Refusal(planRefusals.NOTHING_TO_CORRECT, { tertial });
  return { activity, wrong };
}

function requireAdded({ id, added }: Activity, plan: Plan, tertial: Tertial): void {
  requireGoalIn(plan, goalOf(id), tertial);
  // Rule 16: the tertial view does not show an activity that the board added after the tertial.
  if (added !== null && added.date > lastDay(yearOf(id), tertial)) {
    throw new Refusal(planRefusals.NOT_IN_PLAN_THEN, { id, tertial });
  }
}

function statusData(command: ReportStatusData, activity: Activity, { model }: PlanAndModel, today: IsoDate) {
  const { activityId, tertial, comment } = command;
  const year = yearOf(activityId);
  const version = modelInForce(model, lastDay(year, tertial));
  const { code, phase } = statusIn(version.activityStatuses, command.status);
  // Rules 2 and 63: a status needs a comment when the model requires one.
  if (version.rules.activityStatusNeedsComment && isBlank(comment)) throw new Refusal(planRefusals.COMMENT_MISSING, {});
  const validOn = dayOfFact(command, year, today);
  const warnings = warningsOf(phase, validOn, activity);
  return { activityId, tertial, status: code, comment, validOn, modelVersion: version.version, warnings };
}

/** Rule 5: returns a warning for an accepted status that contradicts the activity's dates. */
function warningsOf(phase: Phase, validOn: string, { startDate, endDate }: Activity): Warning[] {
  if (phase === 'COMPLETED' && validOn < startDate) return ['COMPLETED_BEFORE_START'];
  if (phase === 'NOT_STARTED' && validOn > endDate) return ['NOT_STARTED_AFTER_END'];
  return [];
}

type StatusOfModel = Pick<ReportedStatus, 'status' | 'modelVersion'>;

function isReopened(before: StatusOfModel | undefined, after: StatusOfModel, model: SteeringModel): boolean {
  return before !== undefined && phaseOf(before, model) === 'COMPLETED' && phaseOf(after, model) !== 'COMPLETED';
}

function phaseOf({ status, modelVersion }: StatusOfModel, { versions }: SteeringModel): Phase | undefined {
  const version = versions.find((candidate) => candidate.version === modelVersion);
  return version?.activityStatuses.find(({ code }) => code === status)?.phase;
}

export interface VoidStatusData {
  readonly activityId: Id<'Activity'>;
  /** The position of the report's event in the log. */
  readonly position: number;
}

/** Voids an activity's status report that reached the log after the follow-up was closed. */
export function voidStatus({ activityId, position }: VoidStatusData, goal: Goal | null, act: Act): GoalEvent[] {
  permit(act.actor, 'voidStatus', boardOf(activityId), activityId);
  // Rule 175: the activity can have been struck in the same instant.
  const report = activityEver(goal, activityId).reports.find((candidate) => candidate.position === position);
  if (report === undefined || report.voided !== null) return [];
  return [{ type: 'ActivityStatusVoided', data: { activityId, number: report.number, cause: 'FOLLOW_UP_CLOSED' } }];
}

export const voidStatusCommand = systemCommand({
  name: 'voidStatus',
  fold: goalFold,
  id: ({ activityId }) => goalOf(activityId),
  rule: voidStatus,
});
