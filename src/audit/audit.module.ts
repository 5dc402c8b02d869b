import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import type { Feature } from '../platform/feature.service.js';
import { PlansModule } from '../plans/plans.module.js';
import { CheckpointSigner } from './checkpoint-signer.service.js';
import { EventsBehindResolver } from './events-behind.resolver.js';
import { EventsBehind } from './events-behind.service.js';
import { evidenceTables } from './evidence-tables.service.js';
import { HistoryResolver } from './history.resolver.js';
import { History } from './history.service.js';
import { HistoryIndex } from './history-index.service.js';
import { ReplayResolver } from './replay.resolver.js';
import { Replay } from './replay.service.js';
import { treeFollower } from './tree-follower.service.js';
import { WITNESS } from './witness.js';
import { LogWitness } from './witness.service.js';

@Module({
  imports: [PlansModule, PeopleModule],
  providers: [
    CheckpointSigner,
    { provide: WITNESS, useClass: LogWitness },
    History,
    HistoryIndex,
    HistoryResolver,
    EventsBehind,
    EventsBehindResolver,
    Replay,
    ReplayResolver,
  ],
  exports: [WITNESS],
})
export class AuditModule {}

export const audit: Feature = {
  folds: [],
  views: [],
  narrations: [],
  reactions: [],
  systemCommands: {},
  followers: [treeFollower],
  keptApart: [evidenceTables],
};
