import { Inject, Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';
import type { ColumnType, Kysely } from 'kysely';
import { type Id, idOf, planOf } from '../kernel/identity.js';
import { type IsoDate, type IsoInstant, type Tertial, tertials } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import { LabelView } from '../platform/label.view.js';
import type { ChangedThings, View } from '../platform/projection.service.js';
import { States, VIEWS_DB, type ViewTables } from '../platform/states.view.js';
import { TertialEnum } from '../platform/tertial.view.js';
import { WarningEnum } from '../platform/warning.view.js';
import { removalFold } from '../removals/removal.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import { goalFold } from './goal.js';
import { type Plan, planFold } from './plan.js';
import { RemovalDecisionRow } from './plans.view.js';
import {
  type ShownActivity,
  type ShownAssessment,
  type ShownEarlier,
  type ShownGoal,
  type ShownStatus,
  tertialView,
  type TertialView,
} from './tertial-view.js';

@ObjectType('EarlierEntry', {
  description: 'What a status or an assessment stands in the place of. Nothing is overwritten.',
})
class EarlierRow implements ShownEarlier {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field()
  readonly comment!: string;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => GraphQLDateTimeISO)
  readonly at!: IsoInstant;

  @Field({ description: 'It came after the follow-up was closed and never counted.' })
  readonly voided!: boolean;
}

@ObjectType({ isAbstract: true })
abstract class EntryRow {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field()
  readonly comment!: string;

  @Field(() => GraphQLLocalDate, { description: 'The day the fact holds.' })
  readonly validOn!: IsoDate;

  @Field(() => Int, { description: 'The version of the steering model that it was given under.' })
  readonly modelVersion!: number;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was recorded.' })
  readonly at!: IsoInstant;

  @Field(() => [EarlierRow], { description: 'Oldest first.' })
  readonly earlier!: readonly EarlierRow[];

  @Field(() => String, { nullable: true })
  readonly correctionReason!: string | null;
}

@ObjectType('ReportedStatus')
class StatusRow extends EntryRow implements ShownStatus {
  @Field()
  readonly deviation!: boolean;

  @Field(() => [WarningEnum])
  readonly warnings!: readonly Warning[];
}

@ObjectType('ProofActivity')
class ProofRow {
  @Field(() => ID)
  readonly activityId!: string;

  @Field()
  readonly status!: string;
}

@ObjectType('GoalAssessment')
class AssessmentRow extends EntryRow implements ShownAssessment {
  @Field(() => [ProofRow], { nullable: true, description: 'What a fulfilment by activities rests on.' })
  readonly proof!: readonly ProofRow[] | null;

  @Field({ description: 'False when a later status has taken away what the fulfilment rests on.' })
  readonly stillProved!: boolean;
}

@ObjectType('FollowedUpActivity')
class FollowedUpActivityRow implements ShownActivity {
  @Field(() => ID)
  readonly activityId!: Id<'Activity'>;

  @Field()
  readonly heading!: string;

  @Field()
  readonly description!: string;

  @Field(() => GraphQLLocalDate)
  readonly startDate!: IsoDate;

  @Field(() => GraphQLLocalDate)
  readonly endDate!: IsoDate;

  @Field()
  readonly responsibleUnit!: string;

  @Field(() => StatusRow, { nullable: true, description: 'Null: not reported.' })
  readonly status!: StatusRow | null;

  @Field(() => ID, { nullable: true, description: 'The open proposal to take it out of the plan.' })
  readonly removalProposed!: Id<'RemovalProposal'> | null;

  @Field(() => RemovalDecisionRow, { nullable: true, description: 'The decision that has taken it out since.' })
  readonly removed!: RemovalDecisionRow | null;
}

@ObjectType('GoalMeasure')
class GoalMeasureRow {
  @Field()
  readonly name!: string;

  @Field()
  readonly target!: string;
}

@ObjectType('FollowedUpGoal')
class FollowedUpGoalRow implements ShownGoal {
  @Field(() => ID)
  readonly goalId!: Id<'Goal'>;

  @Field()
  readonly title!: string;

  @Field(() => [GoalMeasureRow])
  readonly measures!: readonly GoalMeasureRow[];

  @Field(() => AssessmentRow, {
    nullable: true,
    description: 'Null: not assessed, which is not the same as not fulfilled.',
  })
  readonly assessment!: AssessmentRow | null;

  @Field(() => [FollowedUpActivityRow])
  readonly activities!: readonly FollowedUpActivityRow[];
}

@ObjectType('StatusCount')
class StatusCountRow {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly label!: LabelView;

  @Field(() => Int)
  readonly count!: number;
}

@ObjectType('TertialView', { description: 'What is shown of one plan and one tertial.' })
export class TertialViewRow implements TertialView {
  @Field(() => ID)
  readonly planId!: Id<'Plan'>;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => Int)
  readonly year!: number;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @Field(() => String, { description: 'NOT_OPENED, OPEN or CLOSED.' })
  readonly followUp!: 'NOT_OPENED' | 'OPEN' | 'CLOSED';

  @Field(() => GraphQLLocalDate, { nullable: true })
  readonly cutOff!: IsoDate | null;

  @Field(() => Int, { nullable: true })
  readonly modelVersion!: number | null;

  @Field(() => [FollowedUpGoalRow])
  readonly goals!: readonly FollowedUpGoalRow[];

  @Field(() => [StatusCountRow])
  readonly activityCounts!: readonly StatusCountRow[];

  @Field(() => Int)
  readonly notReported!: number;

  @Field(() => [StatusCountRow])
  readonly goalCounts!: readonly StatusCountRow[];

  @Field(() => Int)
  readonly notAssessed!: number;

  @Field(() => Int, { description: 'Activities in the plan now.' })
  readonly planActivities!: number;

  @Field(() => Int, { description: 'Activities taken out of the plan by now.' })
  readonly removedActivities!: number;
}

type TertialViewTables = {
  tertial_views: {
    plan_id: string;
    tertial: Tertial;
    steering_model_id: string;
    view: ColumnType<TertialViewRow, string, string>;
  };
};

/** The tertial views, ready made: reading one is reading one row. */
@Injectable()
export class TertialViews {
  readonly #db: Kysely<ViewTables & TertialViewTables>;

  constructor(@Inject(VIEWS_DB) db: Kysely<ViewTables>) {
    this.#db = db.withSchema('views').withTables<TertialViewTables>();
  }

  async one(planId: Id<'Plan'>, tertial: Tertial): Promise<TertialViewRow | null> {
    const row = await this.#db
      .selectFrom('tertial_views')
      .select('view')
      .where('plan_id', '=', planId)
      .where('tertial', '=', tertial)
      .executeTakeFirst();
    return row?.view ?? null;
  }

  /** The views with an open follow-up of the given boards. */
  async openOf(boardIds: readonly Id<'Board'>[]): Promise<TertialViewRow[]> {
    if (boardIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('tertial_views')
      .select('view')
      .where(({ or, eb }) => or(boardIds.map((boardId) => eb('plan_id', 'like', `${boardId}.%`))))
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
    const db = untyped.withTables<TertialViewTables>();
    const rows = await rowsFor(await changedPlans(changed, db), states);
    if (rows.length === 0) return;
    await db
      .insertInto('tertial_views')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['plan_id', 'tertial']).doUpdateSet(({ ref }) => ({ view: ref('excluded.view') })),
      )
      .execute();
  },
};

async function changedPlans(changed: ChangedThings, db: Kysely<TertialViewTables>): Promise<string[]> {
  const models = changed.ids(steeringModelFold);
  const underModels =
    models.length === 0
      ? []
      : await db.selectFrom('tertial_views').select('plan_id').where('steering_model_id', 'in', models).execute();
  const ids = [
    ...changed.ids(planFold),
    ...changed.ids(goalFold).map((id) => planOf(idOf('Goal', id))),
    ...changed.ids(removalFold).map((id) => planOf(idOf('Activity', id))),
    ...underModels.map(({ plan_id: planId }) => planId),
  ];
  return [...new Set(ids)];
}

async function rowsFor(planIds: readonly string[], states: States) {
  const plans = (await states.load(planFold, planIds)).filter((plan) => plan !== null);
  const goals = (await states.parts(goalFold, planIds)).filter((goal) => goal !== null);
  const removals = await states.parts(removalFold, planIds);
  const models = await states.load(steeringModelFold, [...new Set(plans.map((plan) => plan.steeringModelId))]);
  const goalsOf = Map.groupBy(goals, ({ id }) => planOf(id));
  const removalsOf = Map.groupBy(removals, ([proposal]) => (proposal === undefined ? null : planOf(proposal.id)));
  return plans.flatMap((plan) => {
    const model = models.find((candidate) => candidate?.id === plan.steeringModelId);
    if (model === undefined || model === null) return [];
    return tertials.map((tertial) => ({
      ...keyOf(plan, tertial),
      view: JSON.stringify(
        tertialView(model, plan, goalsOf.get(plan.id) ?? [], removalsOf.get(plan.id) ?? [], tertial),
      ),
    }));
  });
}

function keyOf({ id, steeringModelId }: Plan, tertial: Tertial) {
  return { plan_id: id, tertial, steering_model_id: steeringModelId };
}
