import { boardOf, goalOf, type Id, planOf } from '../kernel/identity.js';
import type { ReadState } from '../kernel/read-state.js';
import { chainFor, reviewChainFold } from '../matters/review-chain.js';
import { goalFold } from '../plans/goal.js';
import { planFold } from '../plans/plan.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import type { Proposing } from './removal-proposal.js';

/** Reads the goal, the steering model and the review chain that a proposal is judged against. */
export async function readProposing(read: ReadState, id: Id<'Activity'> | Id<'RemovalProposal'>): Promise<Proposing> {
  const plan = await read(planFold, planOf(id));
  return {
    goal: await read(goalFold, goalOf(id)),
    model: plan === null ? null : await read(steeringModelFold, plan.steeringModelId),
    chain: await chainFor(boardOf(id), 'REMOVAL_PROPOSAL', (chainId) => read(reviewChainFold, chainId)),
  };
}
