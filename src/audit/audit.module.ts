import { Module } from '@nestjs/common';
import type { Feature } from '../platform/feature.service.js';
import { PeopleModule } from '../people/people.module.js';
import { History } from './history.service.js';
import { HistoryIndex } from './history-index.service.js';
import { HistoryResolver } from './history.resolver.js';
import { Replay } from './replay.service.js';
import { ReplayResolver } from './replay.resolver.js';

@Module({ imports: [PeopleModule], providers: [History, HistoryIndex, HistoryResolver, Replay, ReplayResolver] })
export class AuditModule {}

export const audit: Feature = {
  folds: [],
  views: [],
  narrations: [],
  reactions: [],
  systemCommands: {},
};
