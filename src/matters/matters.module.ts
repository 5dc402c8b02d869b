import { Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import type { Feature } from '../platform/feature.service.js';
import { PlansModule } from '../plans/plans.module.js';
import { AddOtherPointHandler } from './add-other-point.command.js';
import { AddRemovalPointHandler } from './add-removal-point.command.js';
import { AddReportPointHandler } from './add-report-point.command.js';
import { AdoptReviewChainHandler } from './adopt-review-chain.command.js';
import { matterFold } from './matter.js';
import { MatterCommandsResolver } from './matter-commands.resolver.js';
import { draftTables, MatterDrafts } from './matter-drafts.service.js';
import {
  claimProposals,
  finaliseProposals,
  releaseProposals,
  settleProposals,
  strikeUnavailable,
} from './matter-reactions.js';
import { matterHistory } from './history/matter-history.js';
import { MattersResolver } from './matters.resolver.js';
import { Matters, mattersView } from './matters.view.js';
import { OpenMatterHandler } from './open-matter.command.js';
import { reviewChainFold } from './review-chain.js';
import { reviewChainHistory } from './history/review-chain-history.js';
import { ReviewChainsResolver } from './review-chains.resolver.js';
import { ReviewMatterHandler } from './review-matter.command.js';
import { StrikePointHandler } from './strike-point.command.js';
import { SubmitMatterHandler } from './submit-matter.command.js';
import { MattersWaitingResolver } from './matters-waiting.resolver.js';

@Module({
  imports: [PlansModule],
  providers: [
    MattersWaitingResolver,
    Matters,
    MatterDrafts,
    MattersResolver,
    MatterCommandsResolver,
    ReviewChainsResolver,
    AdoptReviewChainHandler,
    OpenMatterHandler,
    AddReportPointHandler,
    AddRemovalPointHandler,
    AddOtherPointHandler,
    StrikePointHandler,
    SubmitMatterHandler,
    ReviewMatterHandler,
  ],
})
export class MattersModule {}

export const matters: Feature = {
  folds: [matterFold, reviewChainFold],
  views: [mattersView],
  histories: [bindHistory(matterHistory), bindHistory(reviewChainHistory)],
  reactions: [
    bound(claimProposals),
    bound(strikeUnavailable),
    bound(settleProposals),
    bound(releaseProposals),
    bound(finaliseProposals),
  ],
  sideTables: [draftTables],
};
