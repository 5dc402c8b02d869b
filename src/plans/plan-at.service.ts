import type { Id } from '../kernel/identity.js';
import type { ReadStates } from '../platform/database/state-tables.view.js';
import { type RemovalProposal, removalFold } from '../removals/removal.js';
import { type SteeringModel, steeringModelFold } from '../steering-models/steering-model.js';
import { type Goal, goalFold } from './goal.js';
import { type Plan, planFold } from './plan.js';

/** All that the views of a plan are made of. */
export interface PlanStates {
  readonly plan: Plan;
  readonly goals: readonly Goal[];
  readonly removals: readonly (readonly RemovalProposal[])[];
  readonly model: SteeringModel;
}

/** A plan with all its parts, as the states tell of it; null: there is no such plan. */
export async function planAt(planId: Id<'Plan'>, states: ReadStates): Promise<PlanStates | null> {
  const plan = await states.one(planFold, planId);
  if (plan === null) return null;
  const goals = (await states.parts(goalFold, [planId])).filter((goal) => goal !== null);
  const removals = await states.parts(removalFold, [planId]);
  const model = await states.one(steeringModelFold, plan.steeringModelId);
  return model === null ? null : { plan, goals, removals, model };
}
