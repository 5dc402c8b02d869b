import { type DynamicModule, Module } from '@nestjs/common';
import { matters, MattersModule } from './matters/matters.module.js';
import { meetings, MeetingsModule } from './meetings/meetings.module.js';
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
    MattersModule, // the matter: texts, decision points, versions, the review chain
    MeetingsModule, // the meeting: summons, attendance, decisions, minutes, notice, legal force
  ],
})
export class AppModule {
  static with(options: Omit<PlatformOptions, 'features'>): DynamicModule {
    const features = [steeringModels, plans, removals, matters, meetings];
    return { module: AppModule, imports: [PlatformModule.with({ ...options, features })] };
  }
}
