import { Injectable } from '@nestjs/common';
import { type Id, idOf, planOf } from '../../kernel/identity.js';
import type { Reach } from '../../kernel/reach.js';
import type { Moment } from '../../kernel/moment.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';
import { AsOfLookup } from '../../platform/as-of/as-of.service.js';
import type { ReadStates } from '../../platform/database/state-tables.view.js';
import { ListTables } from '../../platform/projections/list-tables.service.js';
import { type RemovalProposal, removalFold } from '../../removals/removal.js';
import { type SteeringModel, steeringModelFold } from '../../steering-models/steering-model.js';
import { type Goal, goalFold } from '../goal.js';
import { type Plan, planFold } from '../plan.js';
import type { OpenFollowUp } from './follow-up-waiting.js';
import type { TertialViewRow } from './tertial-view-row.view.js';
import { type TertialView, tertialView } from './tertial-view.js';

/** The states, besides the plan, from which the service computes a plan's tertial views. */
interface Parts {
  readonly model: SteeringModel;
  readonly goals: readonly Goal[];
  readonly removals: readonly (readonly RemovalProposal[])[];
}

/** Computes a tertial view at the first read, and keeps the view until one of the states that it depends on changes. */
@Injectable()
export class TertialViews {
  /** The computed views of each plan. A changed state is a new object, so a view is valid for the same objects only. */
  readonly #made = new WeakMap<Plan, { readonly parts: Parts; readonly views: Map<Tertial, TertialView> }>();

  constructor(
    private readonly asOf: AsOfLookup,
    private readonly tables: ListTables,
  ) {}

  /** Returns null when the plan does not exist. A null `moment` means now. */
  async one(planId: Id<'Plan'>, tertial: Tertial, moment: Moment | null): Promise<TertialViewRow | null> {
    const [view] = await this.viewsOf([planId], [tertial], this.asOf.states(moment));
    return view ?? null;
  }

  /** Returns the ids of the plan and its steering model. The tertial views depend on both and on the plan's parts. */
  async wholesOf(planId: Id<'Plan'>): Promise<string[]> {
    const plan = await this.asOf.states(null).one(planFold, planId);
    return plan === null ? [planId] : [planId, plan.steeringModelId];
  }

  /** Returns the tertial views with an open follow-up for the boards' plans, ordered by plan and tertial. */
  async openOf({ municipalityId, boardIds }: Reach): Promise<OpenFollowUp[]> {
    const db = await this.tables.current();
    const rows = await db
      .selectFrom('states')
      .select('id')
      .where('kind', '=', planFold.kind)
      .where((where) => where.or((boardIds ?? [municipalityId]).map((place) => where('id', 'like', `${place}.%`))))
      .orderBy('id')
      .execute();
    const plans = rows.map(({ id }) => idOf('Plan', id));
    const states = this.asOf.states(null);
    const views = await this.viewsOf(plans, tertials, states);
    const known = new Map((await states.load(planFold, plans)).map((plan) => [plan?.id, plan]));
    return views.flatMap((view) => {
      const followUp = known.get(view.planId)?.followUps.find(({ tertial }) => tertial === view.tertial);
      return followUp?.closed === null ? [{ ...view, openedAt: followUp.openedAt }] : [];
    });
  }

  private async viewsOf(
    planIds: readonly Id<'Plan'>[],
    wanted: readonly Tertial[],
    states: ReadStates,
  ): Promise<TertialView[]> {
    const plans = (await states.load(planFold, planIds)).filter((plan) => plan !== null);
    const goals = (await states.parts(goalFold, planIds)).filter((goal) => goal !== null);
    const removals = await states.parts(removalFold, planIds);
    const models = await states.load(steeringModelFold, [...new Set(plans.map((plan) => plan.steeringModelId))]);
    const goalsOf = Map.groupBy(goals, ({ id }) => planOf(id));
    const removalsOf = Map.groupBy(removals, ([proposal]) => (proposal === undefined ? null : planOf(proposal.id)));
    return plans.flatMap((plan) => {
      const model = models.find((candidate) => candidate?.id === plan.steeringModelId) ?? null;
      if (model === null) return [];
      const parts = { model, goals: goalsOf.get(plan.id) ?? [], removals: removalsOf.get(plan.id) ?? [] };
      return wanted.map((tertial) => this.made(plan, parts, tertial));
    });
  }

  private made(plan: Plan, parts: Parts, tertial: Tertial): TertialView {
    let known = this.#made.get(plan);
    if (known === undefined || !areSame(known.parts, parts)) {
      known = { parts, views: new Map() };
      this.#made.set(plan, known);
    }
    const { model, goals, removals } = parts;
    const view = known.views.get(tertial) ?? tertialView(model, plan, goals, removals, tertial);
    known.views.set(tertial, view);
    return view;
  }
}

function areSame(one: Parts, other: Parts): boolean {
  return one.model === other.model && areAll(one.goals, other.goals) && areAll(one.removals, other.removals);
}

function areAll<Part>(some: readonly Part[], others: readonly Part[]): boolean {
  return some.length === others.length && some.every((part, at) => part === others[at]);
}
