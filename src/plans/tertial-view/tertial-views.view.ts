import { Inject, Injectable } from '@nestjs/common';
import type { ColumnType, Kysely } from 'kysely';
import { type Id, idOf, planOf } from '../../kernel/identity.js';
import type { Moment } from '../../kernel/moment.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';
import { AsOfLookup } from '../../platform/as-of/as-of.service.js';
import type { ReadStates, ViewTables } from '../../platform/database/state-tables.view.js';
import { anyOf, rowsOf, VIEWS_DB } from '../../platform/database/state-tables.view.js';
import type { ChangedThings, View } from '../../platform/projections/projection.service.js';
import { removalFold } from '../../removals/removal.js';
import { steeringModelFold } from '../../steering-models/steering-model.js';
import { goalFold } from '../goal.js';
import { planFold } from '../plan.js';
import type { TertialViewRow } from './tertial-view-row.view.js';
import { tertialView } from './tertial-view.js';

type TertialViewTables = {
  tertial_views: {
    plan_id: string;
    tertial: Tertial;
    steering_model_id: string;
    view: ColumnType<TertialViewRow, string, string>;
  };
};

/** Reads tertial views. A stored row contains each current view. Each request for a past moment computes its view. */
@Injectable()
export class TertialViews {
  readonly #db: Kysely<ViewTables & TertialViewTables>;

  constructor(
    @Inject(VIEWS_DB) db: Kysely<ViewTables>,
    private readonly asOf: AsOfLookup,
  ) {
    this.#db = db.$extendTables<TertialViewTables>();
  }

  /** Returns null when the plan does not exist. A null `moment` means now. */
  async one(planId: Id<'Plan'>, tertial: Tertial, moment: Moment | null): Promise<TertialViewRow | null> {
    if (moment !== null) {
      const [then] = await viewsOf([planId], [tertial], this.asOf.statesAsOf(moment));
      return then?.view ?? null;
    }
    const row = await this.#db
      .selectFrom('tertial_views')
      .select('view')
      .where('plan_id', '=', planId)
      .where('tertial', '=', tertial)
      .executeTakeFirst();
    return row?.view ?? null;
  }

  /** Returns those tertial views of the boards in which the follow-up is open, ordered by plan and tertial. */
  async openOf(boardIds: readonly Id<'Board'>[]): Promise<TertialViewRow[]> {
    if (boardIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('tertial_views')
      .select('view')
      .where((where) => where.or(boardIds.map((boardId) => where('plan_id', 'like', `${boardId}.%`))))
      .orderBy('plan_id')
      .orderBy('tertial')
      .execute();
    return rows.map(({ view }) => view).filter(({ followUp }) => followUp === 'OPEN');
  }
}

export const tertialViewsView: View = {
  tables: ['tertial_views'],
  create: async (db) => {
    await db.schema
      .createTable('tertial_views')
      .ifNotExists()
      .addColumn('plan_id', 'text', (column) => column.notNull())
      .addColumn('tertial', 'text', (column) => column.notNull())
      .addColumn('steering_model_id', 'text', (column) => column.notNull())
      .addColumn('view', 'json', (column) => column.notNull())
      .addPrimaryKeyConstraint('tertial_views_key', ['plan_id', 'tertial'])
      .execute();
  },
  project: async (changed, states, untyped) => {
    const db = untyped.$extendTables<TertialViewTables>();
    const views = await viewsOf(await changedPlans(changed, db), tertials, states);
    if (views.length === 0) return;
    const rows = views.map(({ plan, view }) => ({
      plan_id: plan.id,
      tertial: view.tertial,
      steering_model_id: plan.steeringModelId,
      view: JSON.stringify(view),
    }));
    await db
      .insertInto('tertial_views')
      .columns(['plan_id', 'tertial', 'steering_model_id', 'view'])
      .expression(rowsOf({ plan_id: 'text', tertial: 'text', steering_model_id: 'text', view: 'json' }, rows))
      .onConflict((conflict) =>
        conflict.columns(['plan_id', 'tertial']).doUpdateSet((row) => ({ view: row.ref('excluded.view') })),
      )
      .execute();
  },
};

async function changedPlans(changed: ChangedThings, db: Kysely<TertialViewTables>): Promise<string[]> {
  const models = changed.ids(steeringModelFold);
  const underModels =
    models.length === 0
      ? []
      : await db.selectFrom('tertial_views').select('plan_id').where('steering_model_id', '=', anyOf(models)).execute();
  const ids = [
    ...changed.ids(planFold),
    ...changed.ids(goalFold).map((id) => planOf(idOf('Goal', id))),
    ...changed.ids(removalFold).map((id) => planOf(idOf('Activity', id))),
    ...underModels.map(({ plan_id: planId }) => planId),
  ];
  return [...new Set(ids)];
}

/** Computes the tertial views of the given plans for the wanted tertials. */
async function viewsOf(planIds: readonly string[], wanted: readonly Tertial[], states: ReadStates) {
  const plans = (await states.load(planFold, planIds)).filter((plan) => plan !== null);
  const goals = (await states.parts(goalFold, planIds)).filter((goal) => goal !== null);
  const removals = await states.parts(removalFold, planIds);
  const models = await states.load(steeringModelFold, [...new Set(plans.map((plan) => plan.steeringModelId))]);
  const goalsOf = Map.groupBy(goals, ({ id }) => planOf(id));
  const removalsOf = Map.groupBy(removals, ([proposal]) => (proposal === undefined ? null : planOf(proposal.id)));
  return plans.flatMap((plan) => {
    const model = models.find((candidate) => candidate?.id === plan.steeringModelId);
    if (model === undefined || model === null) return [];
    return wanted.map((tertial) => ({
      plan,
      view: tertialView(model, plan, goalsOf.get(plan.id) ?? [], removalsOf.get(plan.id) ?? [], tertial),
    }));
  });
}
