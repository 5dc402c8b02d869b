import { Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Finality, Outcome } from '../kernel/outcome.js';
import { activityOf, type Id, idOf, planOf } from '../kernel/identity.js';
import type { Reach } from '../kernel/reach.js';
import { isWithin } from '../platform/database/state-tables.view.js';
import type { Moment } from '../kernel/moment.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import { activityTitles } from '../plans/plan-view.js';
import { goalFold } from '../plans/goal.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { connectionOf, spanOf, OrderedPageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import type { Connection } from '../platform/graphql-types/connection.view.js';
import { BoardIdField, PersonIdField, PersonIdsField } from '../platform/graphql-types/named.view.js';
import {
  DecisionReferenceView,
  FinalityEnum,
  FinalityRecordRow,
  LocalDate,
  WarningEnum,
} from '../platform/graphql-types/values.view.js';
import { ApprovalRow, VerdictRow, WaitingStepRow } from '../platform/graphql-types/review.view.js';
import { ListTables } from '../platform/projections/list-tables.service.js';
import { type RemovalStatus, removalStatuses } from './removal-process.js';
import type { RemovalView, ShownDecision } from './removal-view.js';
import { RemovalVersionRow } from './removal-version.view.js';
import { type ReasonCategory, removalFold } from './removal.js';
import { type RemovalTables, rowsFor } from './removals-table.view.js';
import { ActivityReferenceRow, ThingIdField } from '../platform/graphql-types/reference.view.js';

export const RemovalStatusEnum = Object.fromEntries(removalStatuses.map((status) => [status, status]));
registerEnumType(RemovalStatusEnum, { name: 'RemovalStatus' });

@ObjectType('BoardDecision')
class BoardDecisionRow extends DecisionReferenceView implements ShownDecision {
  @ThingIdField('matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  readonly point!: number;

  @Field(() => String)
  readonly outcome!: Outcome;

  @Field()
  readonly reason!: string;

  @Field(() => FinalityEnum, {
    description: 'The finality of the decision. The decision takes effect before it has legal force (laga kraft).',
  })
  readonly finality!: Finality;

  @Field(() => [FinalityRecordRow], { description: 'The changes of the finality of the decision, oldest first.' })
  readonly finalities!: readonly FinalityRecordRow[];
}

@ObjectType('RemovalProposal', { description: 'A proposal to take one activity out of the plan for the year.' })
export class RemovalRow implements RemovalView {
  @Field(() => ID)
  readonly id!: Id<'RemovalProposal'>;

  @Field(() => Int)
  readonly revision!: number;

  @ThingIdField('plan')
  readonly planId!: Id<'Plan'>;

  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => ID)
  readonly activityId!: Id<'Activity'>;

  @Field({ description: "The activity's current heading." })
  readonly heading!: string;

  @Field(() => ActivityReferenceRow)
  readonly activity!: ActivityReferenceRow;

  @Field(() => RemovalStatusEnum)
  readonly status!: RemovalStatus;

  @PersonIdField()
  readonly author!: string;

  @PersonIdsField({ description: 'Ids of all persons who wrote a version. None of them may review the proposal.' })
  readonly authors!: readonly string[];

  @Field(() => LocalDate)
  readonly proposedOn!: IsoDate;

  @Field(() => Int, { description: 'The number of the current version. A verdict must contain this number.' })
  readonly version!: number;

  @Field(() => String)
  readonly category!: ReasonCategory;

  @Field()
  readonly motivation!: string;

  @Field(() => [RemovalVersionRow], { description: 'All versions of the proposal, oldest first.' })
  readonly versions!: readonly RemovalVersionRow[];

  @Field(() => WaitingStepRow, { nullable: true })
  readonly waitingStep!: WaitingStepRow | null;

  @Field(() => [ApprovalRow])
  readonly approvals!: readonly ApprovalRow[];

  @Field(() => [ApprovalRow], { description: 'Approvals that no longer count, for example because the text changed.' })
  readonly lapsedApprovals!: readonly ApprovalRow[];

  @Field(() => [VerdictRow])
  readonly verdicts!: readonly VerdictRow[];

  @ThingIdField('matter', { nullable: true })
  readonly matterId!: Id<'Matter'> | null;

  @Field(() => [BoardDecisionRow])
  readonly decisions!: readonly BoardDecisionRow[];

  @Field(() => [WarningEnum])
  readonly warnings!: readonly Warning[];

  /** The as-of moment of the query, which the field resolvers use too. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType()
export class RemovalConnection extends connectionOf(RemovalRow, 'RemovalProposal') {}

export interface RemovalFilter {
  readonly boardId: Id<'Board'>;
  readonly planId?: Id<'Plan'>;
  readonly status?: RemovalStatus;
}

@Injectable()
export class Removals {
  constructor(
    private readonly tables: ListTables,
    private readonly asOf: AsOfLookup,
  ) {}

  /** @param moment The moment to read the proposal at; null reads the current one. */
  async one(id: Id<'RemovalProposal'>, moment: Moment | null): Promise<RemovalRow | null> {
    const rows = await rowsFor([activityOf(id)], this.asOf.states(moment));
    const row = rows.find((one) => one.row.id === id)?.row ?? null;
    return row === null || moment === null ? row : { ...row, moment };
  }

  /** @param moment The moment to read the proposals at; null reads the current ones. */
  async of(filter: RemovalFilter, page: OrderedPageArgs, moment: Moment | null): Promise<Connection<RemovalRow>> {
    if (moment !== null) return this.listedAsOf(filter, page, moment);
    const { boardId, planId, status } = filter;
    const { operator, key, direction } = spanOf(page);
    const db = await this.db();
    let query = db
      .selectFrom('removals')
      .select(['opened', 'row'])
      .where('board_id', '=', boardId)
      .where('opened', operator, key);
    if (planId !== undefined) query = query.where('plan_id', '=', planId);
    if (status !== undefined) query = query.where('status', '=', status);
    const rows = await query
      .orderBy('opened', direction)
      .limit(page.first + 1)
      .execute();
    return pageOf(rows, page);
  }

  private listedAsOf({ boardId, planId, status }: RemovalFilter, page: OrderedPageArgs, moment: Moment) {
    const states = this.asOf.statesAsOf(moment);
    const isOfPlan = (id: string) => planId === undefined || planOf(idOf('Activity', id)) === planId;
    const rows = async (ids: readonly string[]) =>
      (await rowsFor(ids.filter(isOfPlan), states))
        .filter(({ row }) => status === undefined || row.status === status)
        .map(({ opened, row }) => ({ opened, row: { ...row, moment } }));
    return states.page({ fold: removalFold, boardId, by: 'RemovalProposed', rows }, page);
  }

  private async db() {
    return (await this.tables.current()).$extendTables<RemovalTables>();
  }

  /** Returns the titles of all activities in the plans. One read gives all plans. */
  async titlesIn(planIds: readonly Id<'Plan'>[]): Promise<ReadonlyMap<string, string>> {
    const goals = (await this.asOf.states(null).parts(goalFold, planIds)).filter((goal) => goal !== null);
    const plans = Map.groupBy(goals, ({ id }) => planOf(id));
    return new Map(
      [...plans.values()].flatMap((ofPlan) => [
        ...activityTitles(
          ofPlan.flatMap(({ title: goal, activities }) => activities.map(({ id, heading }) => ({ id, heading, goal }))),
        ),
      ]),
    );
  }

  /** Lists the boards' proposals on which a person must act next, oldest first. */
  async waiting(reach: Reach): Promise<RemovalRow[]> {
    const db = await this.db();
    const rows = await db
      .selectFrom('removals')
      .select('row')
      .where(isWithin(reach, 'board_id'))
      .where('status', 'in', ['IN_REVIEW', 'RETURNED', 'REVIEWED', 'REFERRED_BACK'])
      .orderBy('opened')
      .execute();
    return rows.map(({ row }) => row);
  }
}
