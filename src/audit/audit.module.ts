import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { EventsBehind, EventsBehindResolver, HistoryResolver } from './history.resolver.js';
import { HistoryIndex } from './history-index.service.js';
import { History } from './history.service.js';
import { ReplayResolver } from './replay.resolver.js';
import { Replay } from './replay.service.js';
import { TimelineResolver } from './timeline.resolver.js';

@Module({
  imports: [PlansModule, PeopleModule],
  providers: [
    History,
    HistoryIndex,
    HistoryResolver,
    EventsBehind,
    EventsBehindResolver,
    Replay,
    ReplayResolver,
    TimelineResolver,
  ],
})
export class AuditModule {}
