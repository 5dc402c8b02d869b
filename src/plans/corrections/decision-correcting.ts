import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import { boardOf, type Id, yearOf } from '../../kernel/identity.js';
import { type DecisionReference, requireDecision } from '../../kernel/outcome.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import { lastDay, tertials } from '../../kernel/tertial.js';
import type { ActivityChange } from '../activity-changes.js';
import { correctionRefusals } from '../correction-refusals.js';
import { decisionText } from '../correction.js';
import { activityIn, type Goal, type GoalEvent, standing } from '../goal.js';
import { measureIn } from '../measure.js';
import type { Plan, PlanEvent } from '../plan.js';

interface RightDecision {
  /** The day, the paragraph and the registry number as they should have been recorded. */
  readonly decision: DecisionReference;
  readonly reason: string;
}

export interface CorrectGoalDecisionData extends RightDecision {
  readonly goalId: Id<'Goal'>;
}

/** Corrects the reference to the decision that added a goal to its plan during the year (rule 174). */
export function correctGoalDecision(
  command: CorrectGoalDecisionData,
  plan: Plan,
  goal: Goal | null,
  act: Act,
): PlanEvent[] {
  const { goalId, decision, reason } = command;
  const wrong = requireMayCorrectGoalDecision(goalId, plan, goal, act);
  requireRight(command, wrong, act);
  requireSameFollowUps(decision, wrong, yearOf(goalId));
  return [{ type: 'GoalDecisionCorrected', data: { goalId, decision, reason } }];
}

/** Returns the recorded reference. @throws Refusal when the actor may not correct it now */
export function requireMayCorrectGoalDecision(
  goalId: Id<'Goal'>,
  { goalsAdded }: Plan,
  goal: Goal | null,
  act: Act,
): DecisionReference {
  permit(act.actor, 'correctGoalDecision', boardOf(goalId), goalId);
  standing(goal, goalId);
  const added = goalsAdded.find((one) => one.goalId === goalId);
  if (added === undefined) throw new Refusal(correctionRefusals.NO_DECISION_OF_ITS_OWN, {});
  return added.decision;
}

export interface CorrectMeasureDecisionData extends RightDecision {
  readonly measureId: Id<'Measure'>;
}

/** Corrects the reference to the decision that added a measure to its goal during the year (rule 173). */
export function correctMeasureDecision(command: CorrectMeasureDecisionData, goal: Goal | null, act: Act): GoalEvent[] {
  const { measureId, decision, reason } = command;
  const wrong = requireMayCorrectMeasureDecision(measureId, goal, act);
  requireRight(command, wrong, act);
  requireSameFollowUps(decision, wrong, yearOf(measureId));
  return [{ type: 'MeasureDecisionCorrected', data: { measureId, decision, reason } }];
}

/** Returns the recorded reference. @throws Refusal when the actor may not correct it now */
export function requireMayCorrectMeasureDecision(
  measureId: Id<'Measure'>,
  goal: Goal | null,
  act: Act,
): DecisionReference {
  permit(act.actor, 'correctMeasureDecision', boardOf(measureId), measureId);
  const { adopted } = measureIn(goal, measureId);
  if (adopted === null) throw new Refusal(correctionRefusals.NO_DECISION_OF_ITS_OWN, {});
  return adopted;
}

export interface CorrectActivityDecisionData extends RightDecision {
  readonly activityId: Id<'Activity'>;
}

/** Corrects the reference to the decision that added an activity to its goal during the year (rule 173). */
export function correctActivityDecision(
  command: CorrectActivityDecisionData,
  goal: Goal | null,
  act: Act,
): GoalEvent[] {
  const { activityId, decision, reason } = command;
  const wrong = requireMayCorrectActivityDecision(activityId, goal, act);
  requireRight(command, wrong, act);
  requireSameFollowUps(decision, wrong, yearOf(activityId));
  return [{ type: 'ActivityDecisionCorrected', data: { activityId, change: null, decision, reason } }];
}

/** Returns the recorded reference. @throws Refusal when the actor may not correct it now */
export function requireMayCorrectActivityDecision(
  activityId: Id<'Activity'>,
  goal: Goal | null,
  act: Act,
): DecisionReference {
  permit(act.actor, 'correctActivityDecision', boardOf(activityId), activityId);
  const { added } = activityIn(goal, activityId);
  if (added === null) throw new Refusal(correctionRefusals.NO_DECISION_OF_ITS_OWN, {});
  return added;
}

export interface CorrectChangeDecisionData extends CorrectActivityDecisionData {
  /** The number of the change, from 1; null or absent for the newest one. */
  readonly change?: number | null;
}

/** Corrects the reference to a decision that changed the dates or the words of an activity (rule 173). */
export function correctChangeDecision(command: CorrectChangeDecisionData, goal: Goal | null, act: Act): GoalEvent[] {
  const { activityId, decision, reason } = command;
  const changes = requireMayCorrectChangeDecision(activityId, goal, act);
  const change = command.change ?? changes.length;
  const wrong = changes.find(({ number }) => number === change);
  if (wrong === undefined) throw new Refusal(correctionRefusals.NO_SUCH_CHANGE, { changes: changes.length });
  // A change holds in the views from its place in the log, and not from the day of the decision.
  requireRight(command, wrong.decision, act);
  return [{ type: 'ActivityDecisionCorrected', data: { activityId, change, decision, reason } }];
}

/** Returns the changes of the activity. @throws Refusal when the actor may not correct their decisions now */
export function requireMayCorrectChangeDecision(
  activityId: Id<'Activity'>,
  goal: Goal | null,
  act: Act,
): readonly ActivityChange[] {
  permit(act.actor, 'correctChangeDecision', boardOf(activityId), activityId);
  const { changed } = activityIn(goal, activityId);
  if (changed === null) throw new Refusal(correctionRefusals.NO_DECISION_OF_ITS_OWN, {});
  return changed.changes;
}

function requireRight({ decision, reason }: RightDecision, wrong: DecisionReference, { today }: Act): void {
  requireDecision(decision, today);
  requireReason(reason);
  if (decisionText(decision) === decisionText(wrong)) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
}

/** Rules 173 and 174: the day of the decision tells which follow-ups have what it added (rule 16). */
function requireSameFollowUps({ date }: DecisionReference, { date: recorded }: DecisionReference, year: number): void {
  const isMoved = tertials.some((tertial) => date <= lastDay(year, tertial) !== recorded <= lastDay(year, tertial));
  if (isMoved) throw new Refusal(correctionRefusals.DECISION_IN_ANOTHER_TERTIAL, { date, recorded });
}
