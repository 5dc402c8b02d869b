import { Module } from '@nestjs/common';
import { bindHistory } from '../kernel/history.js';
import { type Feature } from '../platform/feature.service.js';
import { AdoptSteeringModelHandler } from './adopt-steering-model.command.js';
import { steeringModelHistory } from './steering-model-history.js';
import { SteeringModelsResolver } from './steering-models.resolver.js';
import { SteeringModels } from './steering-models.view.js';

@Module({ providers: [SteeringModels, SteeringModelsResolver, AdoptSteeringModelHandler] })
export class SteeringModelsModule {}

export const steeringModels: Feature = {
  histories: [bindHistory(steeringModelHistory)],
  reactions: [],
};
