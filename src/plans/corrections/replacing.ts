import { existing, type ReadState } from '../../kernel/fold.js';
import { boardOf, type Id } from '../../kernel/identity.js';
import type { DecisionReference } from '../../kernel/outcome.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { itself, type Reaction, systemCommand } from '../../kernel/reaction.js';
import { Refusal } from '../../kernel/refusal.js';
import type { RemovalProposal } from '../../removals/removal.js';
import type { SteeringModel } from '../../steering-models/steering-model.js';
import { requireReason } from '../../kernel/correcting.js';
import { correctionRefusals } from '../correction-refusals.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import { adoptedGoals, type Plan, type PlanEvent, planFold, type PlannedGoal } from '../plan.js';
import { readProposals, requireNoProposal, type StrikeGoalData } from './striking.js';

export interface ReplacePlanData {
  readonly planId: Id<'Plan'>;
  readonly steeringModelId: Id<'SteeringModel'>;
  readonly decision: DecisionReference;
  readonly goals: readonly PlannedGoal[];
  readonly reason: string;
}

/**
 * Replaces a plan that was recorded wrong, whole, before its first follow-up (rule 107). The goals get new numbers, so
 * that an id means one goal for ever.
 *
 * @param proposals the proposals to remove activities of the plan
 */
export function replacePlan(
  command: ReplacePlanData,
  plan: Plan | null,
  model: SteeringModel | null,
  proposals: readonly RemovalProposal[],
  act: Act,
): PlanEvent[] {
  const { planId, steeringModelId, decision, reason } = command;
  const { goalIds: replaced, goalsNumbered } = requireMayReplacePlan(planId, plan, proposals, act);
  requireReason(reason);
  const goals = adoptedGoals(command, planId, goalsNumbered, model, act);
  return [{ type: 'PlanReplaced', data: { planId, steeringModelId, decision, goals, replaced, reason } }];
}

/** Returns the plan when the actor may replace it now. @throws Refusal otherwise */
export function requireMayReplacePlan(
  planId: Id<'Plan'>,
  plan: Plan | null,
  proposals: readonly RemovalProposal[],
  act: Act,
): Plan {
  permit(act.actor, 'replacePlan', boardOf(planId), planId);
  const replaced = existing(plan, planId);
  const [opened] = replaced.followUps;
  if (opened !== undefined) throw new Refusal(correctionRefusals.PLAN_FOLLOWED_UP, { tertial: opened.tertial });
  requireNoProposal(proposals);
  return replaced;
}

/** Reads the proposals to remove activities of a plan. */
export async function readProposalsOfPlan(read: ReadState, plan: Plan | null): Promise<RemovalProposal[]> {
  const goals = await Promise.all((plan?.goalIds ?? []).map((id) => read(goalFold, id)));
  const proposals = await Promise.all(goals.map((goal) => readProposals(read, goal)));
  return proposals.flat();
}

/** Strikes a goal of a plan that was replaced. The plan's own event has decided it. */
export function strikeReplaced({ goalId, reason }: StrikeGoalData, goal: Goal | null, act: Act): GoalEvent[] {
  permit(act.actor, 'strikeReplaced', boardOf(goalId), goalId);
  return goal === null || goal.struck !== null ? [] : [{ type: 'GoalStruck', data: { goalId, reason } }];
}

export const strikeReplacedCommand = systemCommand({
  name: 'strikeReplaced',
  fold: goalFold,
  id: ({ goalId }) => goalId,
  rule: strikeReplaced,
});

/** Strikes each goal that a plan had before it was replaced, so that nothing more is done with them. */
export const strikeReplacedGoals: Reaction<PlanEvent, Plan | null> = {
  name: 'strike replaced goals',
  to: planFold,
  types: ['PlanReplaced'],
  looksAt: itself(planFold),
  react: ({ type, data }) =>
    type === 'PlanReplaced'
      ? data.replaced.map((goalId) => strikeReplacedCommand({ goalId, reason: data.reason }))
      : [],
};
