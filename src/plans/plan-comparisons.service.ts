import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { Tertial } from '../kernel/tertial.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import type { AsOfArgs } from '../platform/as-of/as-of.view.js';
import { planComparison, type PlanComparison } from './comparison/plan-comparison.js';
import { planAt, type PlanStates } from './plan-at.service.js';
import type { ComparedSide } from './plan-difference-cause.js';
import { goalTrail, planTrail, type Trace } from './plan-trail.js';
import { planView } from './plan-view.js';
import { tertialView } from './tertial-view/tertial-view.js';

/** A tertial, and the moment as of which it is asked about. */
export interface AskedSide extends AsOfArgs {
  readonly tertial: Tertial;
}

/** Compares a plan with itself: at two moments, or in two tertials. */
@Injectable()
export class PlanComparisons {
  constructor(private readonly asOf: AsOfLookup) {}

  /** @throws Refusal `NOT_FOUND` when there is, or was then, no such plan; and as {@link AsOfLookup.momentOf}. */
  async between(planId: Id<'Plan'>, from: AskedSide, to: AskedSide, person: Person): Promise<PlanComparison> {
    const [before, after] = [await this.asOf.momentOf(from, person), await this.asOf.momentOf(to, person)];
    const was = await this.statesAt(planId, before);
    // One reading, so that what is recorded meanwhile is no difference between now and now.
    const is = before === null && after === null ? was : await this.statesAt(planId, after);
    const trail = await this.trailOf(planId, [was, is], [before, after]);
    return planComparison({ from: sideOf(was, from.tertial, before), to: sideOf(is, to.tertial, after), trail });
  }

  private async statesAt(planId: Id<'Plan'>, moment: Moment | null): Promise<PlanStates> {
    const states = await planAt(planId, this.asOf.states(moment));
    if (states === null) throw new Refusal(refusals.NOT_FOUND, { id: planId });
    return states;
  }

  /** All that has happened to the plan until the later moment, in the log's order. */
  private async trailOf(
    planId: Id<'Plan'>,
    sides: readonly PlanStates[],
    moments: readonly (Moment | null)[],
  ): Promise<Trace[]> {
    const positions = moments.map((moment) => moment?.position ?? Number.MAX_SAFE_INTEGER);
    const log = this.asOf.statesAsOf({ position: Math.max(...positions), validOn: null });
    const goalIds = new Set(sides.flatMap(({ plan }) => plan.goalIds));
    const trails = [await log.one(planTrail, planId), ...(await log.load(goalTrail, [...goalIds]))];
    return trails.flat().sort((one, other) => one.position - other.position);
  }
}

function sideOf({ plan, goals, removals, model }: PlanStates, tertial: Tertial, moment: Moment | null): ComparedSide {
  const view = tertialView(model, plan, goals, removals, tertial);
  return { moment, plan: planView(plan, goals), view, removals };
}
