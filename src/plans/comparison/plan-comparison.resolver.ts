import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { permit, type Person } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import { boardOf, type Id, idOf } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import type { Tertial } from '../../kernel/tertial.js';
import { AsOfLookup } from '../../platform/as-of/as-of.service.js';
import type { ReadStates } from '../../platform/database/state-tables.view.js';
import { Caller } from '../../platform/sign-in/caller.resolver.js';
import { removalFold, type RemovalProposal } from '../../removals/removal.js';
import { type SteeringModel, steeringModelFold } from '../../steering-models/steering-model.js';
import { type Goal, goalFold } from '../goal.js';
import { planView } from '../plan-view.js';
import { type Plan, planFold } from '../plan.js';
import { tertialView } from '../tertial-view/tertial-view.js';
import type { ComparedSide } from './cause.js';
import { planComparison } from './plan-comparison.js';
import { ComparedInput, PlanComparisonRow } from './plan-comparison.view.js';
import { goalTrail, planTrail, type Trace } from './trail.js';

/** Compares two states of a plan: at two moments, in two tertials, or both. */
@Resolver(() => PlanComparisonRow)
export class PlanComparisonResolver {
  constructor(private readonly asOf: AsOfLookup) {}

  @Query(() => PlanComparisonRow, {
    description: 'Compares two states of a plan. Each state is the plan in one tertial, at a moment or now.',
  })
  async comparePlan(
    @Args('planId', { type: () => ID }) text: string,
    @Args('from') from: ComparedInput,
    @Args('to') to: ComparedInput,
    @Caller() person: Person,
  ): Promise<PlanComparisonRow> {
    const planId = idOf('Plan', text);
    permit(person, 'readPlans', boardOf(planId), planId);
    const [before, after] = [await this.asOf.momentOf(from, person), await this.asOf.momentOf(to, person)];
    const was = await this.statesAt(planId, before);
    // When both moments are now, the resolver reads the states once, because a second read could include a newer event.
    const is = before === null && after === null ? was : await this.statesAt(planId, after);
    const trail = await this.trailOf(planId, [was, is], [before, after]);
    return planComparison({ from: sideOf(was, from.tertial, before), to: sideOf(is, to.tertial, after), trail });
  }

  private async statesAt(planId: Id<'Plan'>, moment: Moment | null): Promise<PlanStates> {
    const states = await planAt(planId, this.asOf.states(moment));
    if (states === null) throw new Refusal(refusals.NOT_FOUND, { id: planId });
    return states;
  }

  /** Returns the changes that events made to the plan and its goals up to the later moment, in log order. */
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

/** The states from which the service computes the plan view and the tertial view of a plan. */
interface PlanStates {
  readonly plan: Plan;
  readonly goals: readonly Goal[];
  readonly removals: readonly (readonly RemovalProposal[])[];
  readonly model: SteeringModel;
}

/** Reads a plan, its goals, removal proposals and steering model; null when the plan or the model does not exist. */
async function planAt(planId: Id<'Plan'>, states: ReadStates): Promise<PlanStates | null> {
  const plan = await states.one(planFold, planId);
  if (plan === null) return null;
  const goals = (await states.parts(goalFold, [planId])).filter((goal) => goal !== null);
  const removals = await states.parts(removalFold, [planId]);
  const model = await states.one(steeringModelFold, plan.steeringModelId);
  return model === null ? null : { plan, goals, removals, model };
}
