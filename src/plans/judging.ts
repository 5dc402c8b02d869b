import { existing, type ReadState } from '../kernel/fold.js';
import { type Id, planOf } from '../kernel/identity.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import type { Judging } from './activity-status.js';
import { type Plan, planFold } from './plan.js';

/**
 * Reads the plan and the steering model that a report for a tertial is judged against.
 *
 * @throws Refusal `NOT_FOUND`
 */
export async function readJudging(read: ReadState, id: Id<'Goal'> | Id<'Activity'>): Promise<Judging> {
  const plan = await readPlan(read, id);
  const model = await read(steeringModelFold, plan.steeringModelId);
  return { plan, model: existing(model, plan.steeringModelId) };
}

/** @throws Refusal `NOT_FOUND` */
export async function readPlan(read: ReadState, id: Id<'Goal'> | Id<'Activity'> | Id<'Measure'>): Promise<Plan> {
  return existing(await read(planFold, planOf(id)), id);
}
