import { type DynamicModule, Module } from '@nestjs/common';
import { matters, MattersModule } from './matters/matters.module.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';
import { plans, PlansModule } from './plans/plans.module.js';
import { removals, RemovalsModule } from './removals/removals.module.js';
import { steeringModels, SteeringModelsModule } from './steering-models/steering-models.module.js';

/** The table of contents: a line for each feature. */
@Module({
  imports: [
    SteeringModelsModule, // vocabularies and assessment rules
    PlansModule, // plans, goals, measures, activities, follow-ups, the tertial view
    RemovalsModule, // proposals to take an activity out of the plan
    MattersModule, // the matter: decision points, the review chain, the board's decisions
  ],
})
export class AppModule {
  static with(options: Omit<PlatformOptions, 'features'>): DynamicModule {
    const features = [steeringModels, plans, removals, matters];
    return { module: AppModule, imports: [PlatformModule.with({ ...options, features })] };
  }
}
