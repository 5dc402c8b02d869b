import { Module } from '@nestjs/common';
import { bound, type Feature } from '../platform/feature.service.js';
import { AddRemovalPointHandler } from './add-removal-point.command.js';
import { AddReportPointHandler } from './add-report-point.command.js';
import { AdoptReviewChainHandler } from './adopt-review-chain.command.js';
import { DecidePointHandler } from './decide-point.command.js';
import { matterFold } from './matter.js';
import { claimProposals, settleProposals, strikeUnavailable } from './matter-reactions.js';
import { MattersResolver } from './matters.resolver.js';
import { Matters, mattersView } from './matters.view.js';
import { OpenMatterHandler } from './open-matter.command.js';
import { reviewChainFold } from './review-chain.js';
import { StrikePointHandler } from './strike-point.command.js';
import { StrikeUnavailablePoint, StrikeUnavailablePointHandler } from './strike-unavailable-point.command.js';
import { SubjectsReader } from './subjects.service.js';
import { SubmitMatterHandler } from './submit-matter.command.js';
import { MattersWaitingResolver } from './matters-waiting.resolver.js';

@Module({
  providers: [
    MattersWaitingResolver,
    Matters,
    SubjectsReader,
    MattersResolver,
    AdoptReviewChainHandler,
    OpenMatterHandler,
    AddReportPointHandler,
    AddRemovalPointHandler,
    StrikePointHandler,
    StrikeUnavailablePointHandler,
    SubmitMatterHandler,
    DecidePointHandler,
  ],
})
export class MattersModule {}

export const matters: Feature = {
  folds: [matterFold, reviewChainFold],
  views: [mattersView],
  reactions: [bound(claimProposals), bound(strikeUnavailable), bound(settleProposals)],
  systemCommands: { strikePoint: StrikeUnavailablePoint },
};
