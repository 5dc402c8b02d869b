import { Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import { PeopleModule } from '../people/people.module.js';
import { PlansModule } from '../plans/plans.module.js';
import type { Feature } from '../platform/feature.service.js';
import { matterCorrectionCommandHandlers } from './corrections/corrections.command.js';
import { MatterCorrectionsResolver } from './corrections/corrections.resolver.js';
import { matterHistory } from './history/matter-history.js';
import { MatterCommandsResolver, MattersResolver } from './matters.resolver.js';
import { MattersStuckResolver, MattersWaitingResolver } from './matters.resolver.js';
import { draftTables, MatterDrafts } from './matter-drafts.service.js';
import {
  claimProposals,
  finaliseProposals,
  releaseProposals,
  settleProposals,
  strikeUnavailable,
} from './matter-reactions.js';
import { MATTER_DRAFTS } from './matter-version.js';
import { matterCommandHandlers } from './matter.command.js';
import { Matters } from './matters.view.js';
import { PermittedOnMatterResolver, PermittedOnPointResolver } from './permitted/permitted.resolver.js';
import { pointsCommandHandlers } from './points.command.js';

@Module({
  imports: [PlansModule, PeopleModule],
  providers: [
    MattersWaitingResolver,
    MattersStuckResolver,
    Matters,
    MatterDrafts,
    { provide: MATTER_DRAFTS, useExisting: MatterDrafts },
    MattersResolver,
    MatterCommandsResolver,
    MatterCorrectionsResolver,
    PermittedOnMatterResolver,
    PermittedOnPointResolver,
    ...matterCommandHandlers,
    ...pointsCommandHandlers,
    ...matterCorrectionCommandHandlers,
  ],
  exports: [MATTER_DRAFTS],
})
export class MattersModule {}

export const matters: Feature = {
  histories: [bindHistory(matterHistory)],
  reactions: [
    bound(claimProposals),
    bound(strikeUnavailable),
    bound(settleProposals),
    bound(releaseProposals),
    bound(finaliseProposals),
  ],
  sideTables: [draftTables],
};
