import { Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type Id, yearOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { IsoDate, IsoInstant, Tertial } from '../kernel/tertial.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { ListTables } from '../platform/projections/list-tables.service.js';
import type { ReadStates, StatesTable } from '../platform/database/state-tables.view.js';
import type { Connection } from '../platform/graphql-types/connection.view.js';
import { connectionOf, openedAfter, PageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import { BoardIdField, PersonIdField, UnitIdField } from '../platform/graphql-types/named.view.js';
import { DateTimeISO, DecisionReferenceView, LocalDate, TertialEnum } from '../platform/graphql-types/values.view.js';
import type { AnnulledRemoval } from './activity-changes.js';
import { DecidedChangeRow, CorrectionRow } from './corrections.view.js';
import { goalFold } from './goal.js';
import { type ActivityInPlan, planView, type PlanView } from './plan-view.js';
import { type Plan, planFold, type PlannedActivity } from './plan.js';
import { ThingIdField } from '../platform/graphql-types/reference.view.js';
import type { Responsible, WithResponsible } from './responsible.js';

@ObjectType('RemovalDecision', { description: "The board's decision that removed an activity from the plan." })
export class RemovalDecisionRow extends DecisionReferenceView {
  @ThingIdField('matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  readonly point!: number;

  @ThingIdField('proposal')
  readonly proposalId!: Id<'RemovalProposal'>;
}

@ObjectType('AnnulledRemoval', { description: 'A court annulled this removal, so the activity returned to the plan.' })
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

  /** The as-of moment of the query. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType('Responsible', {
  description: 'The unit or the person of the register that is responsible for an activity.',
})
export class ResponsibleRow {
  @UnitIdField({ nullable: true, description: 'Null when a person is responsible.' })
  readonly unitId!: Id<'Unit'> | null;

  @PersonIdField({ nullable: true, description: 'Null when a unit is responsible.' })
  readonly personId!: Id<'Person'> | null;
}

@ObjectType({ isAbstract: true })
export abstract class PlannedActivityRow implements PlannedActivity, WithResponsible {
  @Field()
  readonly heading!: string;

  @Field()
  readonly description!: string;

  @Field(() => LocalDate)
  readonly startDate!: IsoDate;

  @Field(() => LocalDate)
  readonly endDate!: IsoDate;

  @Field({ description: 'The responsible unit as the plan writes it.' })
  readonly responsibleUnit!: string;

  @Field(() => ResponsibleRow, { nullable: true, description: 'Null when none of the register is responsible.' })
  readonly responsible!: Responsible | null;
}

@ObjectType('Activity')
export class ActivityRow extends PlannedActivityRow implements ActivityInPlan {
  @Field(() => ID)
  readonly id!: Id<'Activity'>;

  @Field(() => DecisionReferenceView, {
    nullable: true,
    description: 'The decision that added the activity to its goal. Null when the board adopted both together.',
  })
  readonly added!: DecisionReferenceView | null;

  @Field(() => [DecidedChangeRow], { description: 'Changes of its dates and words during the year, oldest first.' })
  readonly changes!: readonly DecidedChangeRow[];

  @Field(() => RemovalDecisionRow, {
    nullable: true,
    description: 'The decision that removed the activity from the plan. Null while the activity is in the plan.',
  })
  readonly removed!: RemovalDecisionRow | null;

  @Field(() => [AnnulledRemovalRow], { description: 'Removals of this activity that a court annulled, oldest first.' })
  readonly annulledRemovals!: readonly AnnulledRemovalRow[];

  /** The as-of moment of the query. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType('Goal')
export class GoalRow {
  @Field(() => ID)
  readonly id!: Id<'Goal'>;

  @Field(() => Int, { description: 'The revision. Each event on the goal, its measures or its activities adds 1.' })
  readonly revision!: number;

  @Field()
  readonly title!: string;

  @Field(() => DecisionReferenceView, {
    nullable: true,
    description: 'The decision that added the goal during the year. Null when the board adopted it with the plan.',
  })
  readonly added!: DecisionReferenceView | null;

  @Field(() => [MeasureRow])
  readonly measures!: readonly MeasureRow[];

  @Field(() => [ActivityRow])
  readonly activities!: readonly ActivityRow[];

  /** The as-of moment of the query. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType('FollowUp')
export class FollowUpRow {
  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @Field(() => LocalDate)
  readonly cutOff!: IsoDate;

  @Field({ description: 'True: loaded afterwards (inläst i efterhand), with a cut-off date that had passed by then.' })
  readonly loadedAfterwards!: boolean;

  @Field(() => DateTimeISO, { nullable: true, description: 'The time of closing. Null while the follow-up is open.' })
  readonly closedAt!: IsoInstant | null;

  readonly planId!: Id<'Plan'>;

  /** The as-of moment of the query. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType('Plan')
export class PlanRow implements PlanView {
  @Field(() => ID)
  readonly id!: Id<'Plan'>;

  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => Int)
  readonly year!: number;

  @Field(() => Int)
  readonly revision!: number;

  @ThingIdField('steeringModel')
  readonly steeringModelId!: Id<'SteeringModel'>;

  @Field(() => DecisionReferenceView)
  readonly decision!: DecisionReferenceView;

  @Field({ description: 'True: loaded afterwards (inläst i efterhand), after the year of the plan had ended.' })
  readonly loadedAfterwards!: boolean;

  @Field(() => [FollowUpRow])
  readonly followUps!: readonly FollowUpRow[];

  @Field(() => [GoalRow])
  readonly goals!: readonly GoalRow[];

  @Field(() => [CorrectionRow], { description: 'Corrections of the plan, its follow-ups and its goals, oldest first.' })
  readonly corrections!: readonly CorrectionRow[];

  @Field(() => Int, { description: 'The number of activities in the plan. Removed activities do not count.' })
  readonly activities!: number;

  @Field(() => Int, { description: 'The number of activities that the board has removed from the plan.' })
  readonly removed!: number;

  /** The as-of moment of the query, which the field resolvers use too. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType()
export class PlanConnection extends connectionOf(PlanRow, 'Plan') {}

/** Reads plans with their goals. Current plans come from the state tables, plans as of a moment from the log. */
@Injectable()
export class Plans {
  constructor(
    private readonly tables: ListTables,
    private readonly asOf: AsOfLookup,
  ) {}

  /** Returns null when the plan does not exist. A null `moment` means now. */
  async one(id: Id<'Plan'>, moment: Moment | null): Promise<PlanRow | null> {
    const states = this.asOf.states(moment);
    const plan = await states.one(planFold, id);
    return plan === null ? null : at(moment, planView(plan, await goalsOf([plan], states)));
  }

  /** Returns a page of the board's plans, oldest year first. A null `moment` means now. */
  async of(boardId: Id<'Board'>, page: PageArgs, moment: Moment | null): Promise<Connection<PlanRow>> {
    const plans = moment === null ? await this.listedNow(boardId, page) : await this.listedAsOf(boardId, page, moment);
    const goals = await goalsOf(plans, this.asOf.states(moment));
    const shown = plans.map((plan) => at(moment, planView(plan, goals)));
    return pageOf(
      shown.map((row) => ({ opened: row.year, row })),
      page,
    );
  }

  private async listedNow(boardId: Id<'Board'>, page: PageArgs): Promise<Plan[]> {
    const db = await this.tables.current();
    const rows = await db
      .$extendTables<{ states: StatesTable<Plan> }>()
      .selectFrom('states')
      .select('state')
      .where('kind', '=', planFold.kind)
      .where('id', '>', `${boardId}.${String(openedAfter(page)).padStart(4, '0')}`)
      .where('id', 'like', `${boardId}.%`)
      .orderBy('id')
      .limit(page.first + 1)
      .execute();
    return rows.map(({ state }) => state);
  }

  /** Loads every plan of the board before paging. The cost is low because a board has one plan a year. */
  private async listedAsOf(boardId: Id<'Board'>, page: PageArgs, moment: Moment): Promise<Plan[]> {
    const states = this.asOf.statesAsOf(moment);
    const ids = (await states.streamsOf(planFold, boardId)).map(({ id }) => id);
    const plans = (await states.load(planFold, ids)).filter((plan) => plan !== null);
    return plans
      .filter(({ id }) => yearOf(id) > openedAfter(page))
      .toSorted((one, other) => yearOf(one.id) - yearOf(other.id))
      .slice(0, page.first + 1);
  }
}

/** Adds the as-of moment to a plan and its parts, and the plan to its follow-ups. */
function at(moment: Moment | null, view: PlanView): PlanRow {
  if (moment === null) return view;
  const followUps = view.followUps.map((followUp) => ({ ...followUp, moment }));
  const goals = view.goals.map((goal) => ({
    ...goal,
    moment,
    measures: goal.measures.map((measure) => ({ ...measure, moment })),
    activities: goal.activities.map((activity) => ({ ...activity, moment })),
  }));
  return { ...view, moment, followUps, goals };
}

async function goalsOf(plans: readonly Plan[], states: ReadStates) {
  const goals = await states.parts(
    goalFold,
    plans.map(({ id }) => id),
  );
  return goals.filter((goal) => goal !== null);
}
