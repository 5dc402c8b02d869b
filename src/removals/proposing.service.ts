import { Injectable } from '@nestjs/common';
import { boardOf, goalOf, type Id, planOf } from '../kernel/identity.js';
import { chainFor, reviewChainFold } from '../matters/review-chain.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { goalFold } from '../plans/goal.js';
import { planFold } from '../plans/plan.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import type { Proposing } from './removal-proposal.js';

/** Reads what a proposal is judged against: the newest goal, steering model and review chain. */
@Injectable()
export class ProposingReader {
  constructor(private readonly handling: CommandHandling) {}

  async of(id: Id<'Activity'> | Id<'RemovalProposal'>): Promise<Proposing> {
    const plan = await this.handling.newest(planFold, planOf(id));
    return {
      goal: await this.handling.newest(goalFold, goalOf(id)),
      model: plan === null ? null : await this.handling.newest(steeringModelFold, plan.steeringModelId),
      chain: await chainFor(boardOf(id), 'REMOVAL_PROPOSAL', (chainId) =>
        this.handling.newest(reviewChainFold, chainId),
      ),
    };
  }
}
