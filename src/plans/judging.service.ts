import { Injectable } from '@nestjs/common';
import { type Id, planOf } from '../kernel/identity.js';
import { Decisions } from '../platform/decisions.service.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import type { Judging } from './activity-status.js';
import { existing, planFold } from './plan.js';

/** Reads what a status or an assessment is judged against: the newest plan and its steering model. */
@Injectable()
export class Judges {
  constructor(private readonly decisions: Decisions) {}

  /** @throws Refusal `NOT_FOUND` */
  async of(id: Id<'Goal'> | Id<'Activity'>): Promise<Judging> {
    const planId = planOf(id);
    const plan = existing(await this.decisions.newest(planFold, planId), id);
    const model = await this.decisions.newest(steeringModelFold, plan.steeringModelId);
    return { plan, model: existing(model, plan.steeringModelId) };
  }
}
