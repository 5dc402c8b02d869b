import { Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import { PeopleModule } from '../people/people.module.js';
import type { Feature } from '../platform/feature.service.js';
import { AdoptReviewChainHandler } from './adopt-review-chain.command.js';
import { reviewChainHistory } from './review-chain-history.js';
import { RolesWaitingResolver, StuckResolver } from './stuck.resolver.js';
import { ReviewChainsResolver } from './review-chains.resolver.js';

@Module({
  imports: [PeopleModule],
  providers: [ReviewChainsResolver, RolesWaitingResolver, StuckResolver, AdoptReviewChainHandler],
})
export class ReviewsModule {}

export const reviews: Feature = {
  histories: [bindHistory(reviewChainHistory)],
  reactions: [],
};
