import { Injectable } from '@nestjs/common';
import { type Id, planOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import type { Judging } from './activity-status.js';
import { existing, type Plan, planFold } from './plan.js';

/** Reads what is judged against when something is told for a tertial: the newest plan and its steering model. */
@Injectable()
export class Judges {
  constructor(private readonly handling: CommandHandling) {}

  /** @throws Refusal `NOT_FOUND` */
  async of(id: Id<'Goal'> | Id<'Activity'>): Promise<Judging> {
    const plan = await this.planOf(id);
    const model = await this.handling.read(steeringModelFold, plan.steeringModelId);
    return { plan, model: existing(model, plan.steeringModelId) };
  }

  /** @throws Refusal `NOT_FOUND` */
  async planOf(id: Id<'Goal'> | Id<'Activity'> | Id<'Measure'>): Promise<Plan> {
    return existing(await this.handling.read(planFold, planOf(id)), id);
  }
}
