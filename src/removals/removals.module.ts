import { Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import { bound } from '../kernel/reaction.js';
import { PeopleModule } from '../people/people.module.js';
import type { Feature } from '../platform/feature.service.js';
import { removalHistory } from './history/removal-history.js';
import {
  recheckProposal,
  removeActivityOfApproved,
  restoreActivityOfAnnulled,
  reviewChangedActivity,
} from './removal-reactions.js';
import { removalCommandHandlers } from './removal.command.js';
import { RemovalsResolver, RemovalsStuckResolver, RemovalsWaitingResolver } from './removals.resolver.js';
import { RemovalDraftsResolver } from './removal-draft.resolver.js';
import { RemovalDrafts, removalDraftTables } from './removal-drafts.service.js';
import { Removals } from './removals.view.js';

@Module({
  imports: [PeopleModule],
  providers: [
    RemovalDrafts,
    RemovalDraftsResolver,
    RemovalsWaitingResolver,
    RemovalsStuckResolver,
    Removals,
    RemovalsResolver,
    ...removalCommandHandlers,
  ],
})
export class RemovalsModule {}

export const removals: Feature = {
  histories: [bindHistory(removalHistory)],
  sideTables: [removalDraftTables],
  reactions: [
    bound(removeActivityOfApproved),
    bound(recheckProposal),
    bound(restoreActivityOfAnnulled),
    bound(reviewChangedActivity),
  ],
};
