import { Global, Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import { type ReadReviewSteps, REVIEW_STEPS } from '../people/import/review-steps.js';
import { PeopleModule } from '../people/people.module.js';
import type { Feature } from '../platform/feature.service.js';
import { CurrentStates } from '../platform/projections/current-states.service.js';
import { AdoptReviewChainHandler } from './adopt-review-chain.command.js';
import { reviewChainHistory } from './review-chain-history.js';
import { RolesWaitingResolver, StuckResolver } from './stuck.resolver.js';
import { chainsFor, reviewChainFold } from './review.js';
import { ReviewChainsResolver } from './review-chains.resolver.js';

function readReviewSteps(current: CurrentStates): ReadReviewSteps {
  return async (boardId) => {
    const chains = await chainsFor(boardId, (id) => current.one(reviewChainFold, id));
    return chains.flatMap(({ steps }) => steps);
  };
}

/** Tells the feature of the people, which knows no chains and whose module is imported here, their steps. */
@Global()
@Module({
  providers: [{ provide: REVIEW_STEPS, useFactory: readReviewSteps, inject: [CurrentStates] }],
  exports: [REVIEW_STEPS],
})
class ReviewStepsModule {}

@Module({
  imports: [PeopleModule, ReviewStepsModule],
  providers: [ReviewChainsResolver, RolesWaitingResolver, StuckResolver, AdoptReviewChainHandler],
})
export class ReviewsModule {}

export const reviews: Feature = {
  histories: [bindHistory(reviewChainHistory)],
  reactions: [],
};
