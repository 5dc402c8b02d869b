import { kindAndIdOf } from '../kernel/fold.js';
import { idOf, planOf } from '../kernel/identity.js';
import { itself, type Reaction } from '../kernel/reaction.js';
import type { Tertial } from '../kernel/tertial.js';
import { voidStatusCommand } from './activity-status.js';
import { establishGoalCommand } from './activity.js';
import { voidAssessmentCommand } from './goal-assessment.js';
import { type GoalEvent, goalFold } from './goal.js';
import { voidMeasureCommand } from './measure-report.js';
import { followUpOf, type Plan, type PlanEvent, planFold } from './plan.js';

/** Opens a stream for each goal of an adopted plan and for each goal that the board adds later. */
export const establishGoals: Reaction<PlanEvent, Plan | null> = {
  name: 'establish goals',
  to: planFold,
  types: ['PlanAdopted', 'PlanReplaced', 'GoalAdded'],
  looksAt: itself(planFold),
  react: (event) => {
    switch (event.type) {
      case 'PlanAdopted':
        return event.data.goals.map(establishGoalCommand);
      case 'PlanReplaced':
        return event.data.goals.map(establishGoalCommand);
      case 'GoalAdded':
        return [establishGoalCommand(event.data.goal)];
      case 'GoalDecisionCorrected':
      case 'ReportsImported':
      case 'FollowUpOpened':
      case 'FollowUpClosed':
      case 'CutOffMoved':
      case 'FollowUpReopened':
      case 'ReportersReminded':
      case 'FollowUpReopeningVoided':
        return [];
    }
  },
};

/**
 * Voids a report or an assessment with a position after the closing of its follow-up. The report and the closing are in
 * different streams, so optimistic concurrency cannot prevent this race. The order of the log decides.
 */
export const voidLateReports: Reaction<GoalEvent, Plan | null> = {
  name: 'void late reports',
  to: goalFold,
  types: ['ActivityStatusReported', 'MeasureReported', 'GoalAssessed'],
  looksAt: { fold: planFold, id: ({ stream }) => planOfGoalStream(stream) },
  react: ({ type, data, position, metadata }, plan) => {
    // The plan's stream has both an imported file and the closing, so the rule of the import has seen which came first.
    if (metadata.causationId !== null) return [];
    if (type === 'ActivityStatusReported' && closedBefore(plan, data.tertial, position)) {
      return [voidStatusCommand({ activityId: data.activityId, position })];
    }
    if (type === 'MeasureReported' && closedBefore(plan, data.tertial, position)) {
      return [voidMeasureCommand({ measureId: data.measureId, position })];
    }
    if (type === 'GoalAssessed' && closedBefore(plan, data.tertial, position)) {
      return [voidAssessmentCommand({ goalId: data.goalId, position })];
    }
    return [];
  },
};

function closedBefore(plan: Plan | null, tertial: Tertial, position: number): boolean {
  const closed = plan === null ? null : (followUpOf(plan, tertial)?.closed ?? null);
  return closed !== null && closed.position < position;
}

function planOfGoalStream(stream: string): string {
  return planOf(idOf('Goal', kindAndIdOf(stream)[1]));
}
