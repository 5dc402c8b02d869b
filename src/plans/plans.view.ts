import { Inject, Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { Kysely } from 'kysely';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import { type Connection, connectionOf, openedAfter, PageArgs, pageOf } from '../platform/connection.view.js';
import { DateTimeISO, LocalDate } from '../platform/dates.view.js';
import { DecisionReferenceView } from '../platform/decision-reference.view.js';
import { type StatesTable, States, VIEWS_DB, type ViewTables } from '../platform/states.view.js';
import { TertialEnum } from '../platform/tertial.view.js';
import { goalFold } from './goal.js';
import type { AnnulledRemoval } from './removal-decision.js';
import { type Plan, planFold } from './plan.js';
import { type ActivityInPlan, planView, type PlanView } from './plan-view.js';

@ObjectType('RemovalDecision', { description: "The board's decision that took an activity out of the plan." })
export class RemovalDecisionRow extends DecisionReferenceView {
  @Field(() => ID)
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  readonly point!: number;

  @Field(() => ID)
  readonly proposalId!: Id<'RemovalProposal'>;
}

@ObjectType('AnnulledRemoval', { description: 'A decision that took it out of the plan until a court annulled it.' })
export class AnnulledRemovalRow implements AnnulledRemoval {
  @Field(() => RemovalDecisionRow)
  readonly decision!: RemovalDecisionRow;

  @Field(() => LocalDate)
  readonly annulledOn!: IsoDate;
}

@ObjectType('Measure')
export class MeasureRow {
  @Field(() => ID)
  readonly measureId!: Id<'Measure'>;

  @Field()
  readonly name!: string;

  @Field()
  readonly target!: string;
}

@ObjectType('Activity')
class ActivityRow implements ActivityInPlan {
  @Field(() => ID)
  readonly id!: Id<'Activity'>;

  @Field()
  readonly heading!: string;

  @Field()
  readonly description!: string;

  @Field(() => LocalDate)
  readonly startDate!: IsoDate;

  @Field(() => LocalDate)
  readonly endDate!: IsoDate;

  @Field()
  readonly responsibleUnit!: string;

  @Field(() => DecisionReferenceView, { nullable: true, description: 'Null: in the plan from the start.' })
  readonly added!: DecisionReferenceView | null;

  @Field(() => RemovalDecisionRow, { nullable: true, description: 'Null: in the plan.' })
  readonly removed!: RemovalDecisionRow | null;

  @Field(() => [AnnulledRemovalRow], { description: 'When it was out of the plan by what a court annulled.' })
  readonly annulledRemovals!: readonly AnnulledRemovalRow[];
}

@ObjectType('Goal')
class GoalRow {
  @Field(() => ID)
  readonly id!: Id<'Goal'>;

  @Field(() => Int, { description: 'Of the goal and its activities.' })
  readonly revision!: number;

  @Field()
  readonly title!: string;

  @Field(() => [MeasureRow])
  readonly measures!: readonly MeasureRow[];

  @Field(() => [ActivityRow])
  readonly activities!: readonly ActivityRow[];
}

@ObjectType('FollowUp')
class FollowUpRow {
  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @Field(() => LocalDate)
  readonly cutOff!: IsoDate;

  @Field(() => DateTimeISO, { nullable: true, description: 'Null: open.' })
  readonly closedAt!: IsoInstant | null;
}

@ObjectType('Plan')
export class PlanRow implements PlanView {
  @Field(() => ID)
  readonly id!: Id<'Plan'>;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => Int)
  readonly year!: number;

  @Field(() => Int)
  readonly revision!: number;

  @Field(() => ID)
  readonly steeringModelId!: Id<'SteeringModel'>;

  @Field(() => DecisionReferenceView)
  readonly decision!: DecisionReferenceView;

  @Field(() => [FollowUpRow])
  readonly followUps!: readonly FollowUpRow[];

  @Field(() => [GoalRow])
  readonly goals!: readonly GoalRow[];

  @Field(() => Int, { description: 'In the plan now.' })
  readonly activities!: number;

  @Field(() => Int, { description: 'Taken out of the plan.' })
  readonly removed!: number;
}

@ObjectType()
export class PlanConnection extends connectionOf(PlanRow, 'Plan') {}

/** Plans with their goals, read from the states. */
@Injectable()
export class Plans {
  readonly #db: Kysely<ViewTables>;
  readonly #states: States;

  constructor(@Inject(VIEWS_DB) db: Kysely<ViewTables>) {
    this.#db = db;
    this.#states = new States(this.#db);
  }

  async one(id: Id<'Plan'>): Promise<PlanRow | null> {
    const plan = await this.#states.one(planFold, id);
    return plan === null ? null : planView(plan, await this.goalsOf([plan]));
  }

  async of(boardId: Id<'Board'>, page: PageArgs): Promise<Connection<PlanRow>> {
    const rows = await this.#db
      .$extendTables<{ states: StatesTable<Plan> }>()
      .selectFrom('states')
      .select('state')
      .where('kind', '=', planFold.kind)
      .where('id', '>', `${boardId}.${String(openedAfter(page)).padStart(4, '0')}`)
      .where('id', 'like', `${boardId}.%`)
      .orderBy('id')
      .limit(page.first + 1)
      .execute();
    const plans = rows.map(({ state }) => state);
    const goals = await this.goalsOf(plans);
    const shown = plans.map((plan) => planView(plan, goals));
    return pageOf(
      shown.map((row) => ({ opened: row.year, row })),
      page,
    );
  }

  private async goalsOf(plans: readonly Plan[]) {
    const goals = await this.#states.parts(
      goalFold,
      plans.map(({ id }) => id),
    );
    return goals.filter((goal) => goal !== null);
  }
}
