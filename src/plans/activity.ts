import { type Act, permit } from '../kernel/permissions.js';
import { type DecisionReference, requireDecision } from '../kernel/outcome.js';
import { existing } from '../kernel/fold.js';
import { activityIdOf, boardOf, goalOf, type Id, measureIdOf, yearOf } from '../kernel/identity.js';
import { Refusal, requireText } from '../kernel/refusal.js';
import { systemCommand } from '../kernel/reaction.js';
import type { IsoDate } from '../kernel/tertial.js';
import { type Annulment, isSamePoint, type RemovalDecision } from './activity-changes.js';
import { activityIn, type Goal, type GoalEvent, goalFold, standing } from './goal.js';
import { planRefusals } from './plan-refusals.js';
import type { AdoptedGoal, GivenActivity, PlannedMeasure } from './plan.js';
import { requireSoundActivity, requireSoundDates } from './sound-activity.js';
import { responsibleIn } from './responsible.js';

/** Opens the stream of a goal that the board adopted with its plan or added to the plan later. */
export function establishGoal(adopted: AdoptedGoal, goal: Goal | null, act: Act): GoalEvent[] {
  const { goalId, title, measures, activities } = adopted;
  permit(act.actor, 'establishGoal', boardOf(goalId), goalId);
  return goal === null ? [{ type: 'GoalEstablished', data: { goalId, title, measures, activities } }] : [];
}

export interface AdoptMeasureData extends PlannedMeasure {
  readonly goalId: Id<'Goal'>;
  readonly decision: DecisionReference;
}

export function adoptMeasure(command: AdoptMeasureData, goal: Goal | null, act: Act): GoalEvent[] {
  const { goalId, name, target, decision } = command;
  const { measures, struckMeasures } = requireMayChangeGoal('adoptMeasure', goalId, goal, act);
  requireText('name', name);
  requireDecision(decision, act.today);
  const measureId = measureIdOf(goalId, measures.length + struckMeasures.length + 1);
  return [{ type: 'MeasureAdopted', data: { measureId, name, target, decision } }];
}

/** Returns the goal when the actor may give this command about it now. @throws Refusal otherwise */
export function requireMayChangeGoal(
  command: 'adoptMeasure' | 'addActivity',
  goalId: Id<'Goal'>,
  goal: Goal | null,
  act: Act,
): Goal {
  permit(act.actor, command, boardOf(goalId), goalId);
  return standing(goal, goalId);
}

export interface AddActivityData {
  readonly goalId: Id<'Goal'>;
  readonly activity: GivenActivity;
  readonly decision: DecisionReference;
}

/** Records that the board added an activity to its plan during the year. */
export function addActivity({ goalId, activity, decision }: AddActivityData, goal: Goal | null, act: Act): GoalEvent[] {
  const { activities, struckActivities } = requireMayChangeGoal('addActivity', goalId, goal, act);
  requireSoundActivity(activity, yearOf(goalId));
  requireDecision(decision, act.today);
  const activityId = activityIdOf(goalId, activities.length + struckActivities.length + 1);
  const { heading, description, startDate, endDate, responsibleUnit } = activity;
  const responsible = responsibleIn(activity.responsible, boardOf(goalId));
  const data = { activityId, heading, description, startDate, endDate, responsibleUnit, responsible, decision };
  return [{ type: 'ActivityAdded', data }];
}

export interface ChangeActivityDatesData {
  readonly activityId: Id<'Activity'>;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
  readonly decision: DecisionReference;
}

/** Records that the board changed an activity's dates. The command must name the board's decision (rule 6). */
export function changeActivityDates(command: ChangeActivityDatesData, goal: Goal | null, act: Act): GoalEvent[] {
  const { activityId, startDate, endDate, decision } = command;
  requireMayChangeActivity('changeActivityDates', activityId, goal, act);
  requireSoundDates(startDate, endDate, yearOf(activityId));
  requireDecision(decision, act.today);
  return [{ type: 'ActivityDatesChanged', data: { activityId, startDate, endDate, decision } }];
}

export interface RewordActivityData {
  readonly activityId: Id<'Activity'>;
  readonly heading: string;
  readonly description: string;
  readonly decision: DecisionReference;
}

export function rewordActivity(command: RewordActivityData, goal: Goal | null, act: Act): GoalEvent[] {
  const { activityId, heading, description, decision } = command;
  requireMayChangeActivity('rewordActivity', activityId, goal, act);
  requireText('heading', heading);
  requireDecision(decision, act.today);
  return [{ type: 'ActivityReworded', data: { activityId, heading, description, decision } }];
}

/**
 * Checks that the activity is still in the plan, and that the actor may give this command about it.
 *
 * @throws Refusal `NOT_FOUND`, `FORBIDDEN` or `ACTIVITY_REMOVED`
 */
export function requireMayChangeActivity(
  command: 'changeActivityDates' | 'rewordActivity' | 'assignActivity',
  activityId: Id<'Activity'>,
  goal: Goal | null,
  act: Act,
): void {
  permit(act.actor, command, boardOf(activityId), activityId);
  const activity = activityIn(goal, activityId);
  if (activity.removed !== null) throw new Refusal(planRefusals.ACTIVITY_REMOVED, { activityId });
}

export interface RemoveActivityData {
  readonly activityId: Id<'Activity'>;
  readonly decision: RemovalDecision;
}

/**
 * Removes an activity from the plan after the board has decided to remove it. Only Tertial itself gives this command,
 * in reaction to the board's decision (rule 32; Kommunallagen 2017:725, 6:38).
 */
export function removeActivity({ activityId, decision }: RemoveActivityData, goal: Goal | null, act: Act): GoalEvent[] {
  permit(act.actor, 'removeActivity', boardOf(activityId), activityId);
  // Rule 107: the board can decide on a proposal that came in the same instant as the replacement of its plan.
  if (existing(goal, activityId).struck !== null) return [];
  if (activityIn(goal, activityId).removed !== null) return [];
  return [{ type: 'ActivityRemoved', data: { activityId, decision } }];
}

export interface RestoreActivityData {
  readonly activityId: Id<'Activity'>;
  readonly annulled: Annulment;
}

/** Restores an activity to the plan when a court has annulled the decision that removed it (rule 35). */
export function restoreActivity(
  { activityId, annulled }: RestoreActivityData,
  goal: Goal | null,
  act: Act,
): GoalEvent[] {
  permit(act.actor, 'restoreActivity', boardOf(activityId), activityId);
  const { removed } = activityIn(goal, activityId);
  const { date, matterId, point, proposalId } = annulled;
  if (removed === null || !isSamePoint(removed, annulled)) return [];
  return [{ type: 'ActivityRestored', data: { activityId, annulled: { date, matterId, point, proposalId } } }];
}

export const establishGoalCommand = systemCommand({
  name: 'establishGoal',
  fold: goalFold,
  id: ({ goalId }) => goalId,
  rule: establishGoal,
});

export const removeActivityCommand = systemCommand({
  name: 'removeActivity',
  fold: goalFold,
  id: ({ activityId }) => goalOf(activityId),
  rule: removeActivity,
});

export const restoreActivityCommand = systemCommand({
  name: 'restoreActivity',
  fold: goalFold,
  id: ({ activityId }) => goalOf(activityId),
  rule: restoreActivity,
});
