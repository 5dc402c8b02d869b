import { Inject, Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';
import type { ColumnType, Kysely } from 'kysely';
import { activityOf, goalOf, type Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { Warning } from '../kernel/warning.js';
import type { Outcome } from '../matters/outcome.js';
import type { Approval, Verdict } from '../matters/review.js';
import { type Connection, connectionOf, openedAfter, PageArgs, pageOf } from '../platform/connection.view.js';
import { DecisionReferenceView } from '../platform/decision-reference.view.js';
import { LabelView } from '../platform/label.view.js';
import type { ChangedThings, View } from '../platform/projection.service.js';
import { States, VIEWS_DB, type ViewTables } from '../platform/states.view.js';
import { WarningEnum } from '../platform/warning.view.js';
import { activityIn, goalFold } from '../plans/goal.js';
import {
  type BoardDecision,
  type GivenVerdict,
  type ProposalVersion,
  type ReasonCategory,
  removalFold,
  type RemovalStatus,
  removalStatuses,
} from './removal.js';
import { removalView, type RemovalView } from './removal-view.js';

export const RemovalStatusEnum = Object.fromEntries(removalStatuses.map((status) => [status, status]));
registerEnumType(RemovalStatusEnum, { name: 'RemovalStatus' });

@ObjectType('RemovalVersion')
class VersionRow implements ProposalVersion {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => String)
  readonly category!: ReasonCategory;

  @Field()
  readonly motivation!: string;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => GraphQLDateTimeISO)
  readonly at!: IsoInstant;
}

@ObjectType('WaitingStep')
class WaitingStepRow {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly name!: LabelView;
}

@ObjectType('Approval')
class ApprovalRow implements Approval {
  @Field()
  readonly step!: string;

  @Field(() => Int)
  readonly version!: number;

  @Field(() => ID)
  readonly by!: string;

  @Field(() => GraphQLDateTimeISO)
  readonly at!: IsoInstant;
}

@ObjectType('GivenVerdict')
class VerdictRow extends ApprovalRow implements GivenVerdict {
  @Field(() => String)
  readonly verdict!: Verdict;

  @Field()
  readonly reason!: string;
}

@ObjectType('BoardDecision')
class BoardDecisionRow extends DecisionReferenceView implements BoardDecision {
  @Field(() => ID)
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  readonly point!: number;

  @Field(() => String)
  readonly outcome!: Outcome;

  @Field()
  readonly reason!: string;
}

@ObjectType('RemovalProposal', { description: 'A proposal to take one activity out of the plan for the year.' })
export class RemovalRow implements RemovalView {
  @Field(() => ID)
  readonly id!: Id<'RemovalProposal'>;

  @Field(() => Int)
  readonly revision!: number;

  @Field(() => ID)
  readonly planId!: Id<'Plan'>;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field(() => ID)
  readonly activityId!: Id<'Activity'>;

  @Field({ description: "The activity's, as it is now." })
  readonly heading!: string;

  @Field(() => RemovalStatusEnum)
  readonly status!: RemovalStatus;

  @Field(() => ID)
  readonly author!: string;

  @Field(() => [ID], { description: 'Everyone who has written a version. None of them may review it.' })
  readonly authors!: readonly string[];

  @Field(() => GraphQLLocalDate)
  readonly proposedOn!: IsoDate;

  @Field(() => Int, { description: 'The current version; a verdict names it.' })
  readonly version!: number;

  @Field(() => String)
  readonly category!: ReasonCategory;

  @Field()
  readonly motivation!: string;

  @Field(() => [VersionRow], { description: 'Oldest first.' })
  readonly versions!: readonly VersionRow[];

  @Field(() => WaitingStepRow, { nullable: true })
  readonly waitingStep!: WaitingStepRow | null;

  @Field(() => [ApprovalRow])
  readonly approvals!: readonly ApprovalRow[];

  @Field(() => [ApprovalRow], { description: 'Void since the text was changed, withdrawn or sent back.' })
  readonly lapsedApprovals!: readonly ApprovalRow[];

  @Field(() => [VerdictRow])
  readonly verdicts!: readonly VerdictRow[];

  @Field(() => ID, { nullable: true })
  readonly matterId!: Id<'Matter'> | null;

  @Field(() => [BoardDecisionRow])
  readonly decisions!: readonly BoardDecisionRow[];

  @Field(() => [WarningEnum])
  readonly warnings!: readonly Warning[];
}

@ObjectType()
export class RemovalConnection extends connectionOf(RemovalRow, 'RemovalProposal') {}

type RemovalTables = {
  removals: {
    id: string;
    opened: number;
    board_id: string;
    plan_id: string;
    status: RemovalStatus;
    row: ColumnType<RemovalRow, string, string>;
  };
};

export interface RemovalFilter {
  readonly boardId: Id<'Board'>;
  readonly planId?: Id<'Plan'>;
  readonly status?: RemovalStatus;
}

const MOST_WAITING = 200;

@Injectable()
export class Removals {
  readonly #db: Kysely<ViewTables & RemovalTables>;

  constructor(@Inject(VIEWS_DB) db: Kysely<ViewTables>) {
    this.#db = db.withSchema('views').withTables<RemovalTables>();
  }

  async one(id: Id<'RemovalProposal'>): Promise<RemovalRow | null> {
    const found = await this.#db.selectFrom('removals').select('row').where('id', '=', id).executeTakeFirst();
    return found?.row ?? null;
  }

  async of({ boardId, planId, status }: RemovalFilter, page: PageArgs): Promise<Connection<RemovalRow>> {
    let query = this.#db
      .selectFrom('removals')
      .select(['opened', 'row'])
      .where('board_id', '=', boardId)
      .where('opened', '>', openedAfter(page));
    if (planId !== undefined) query = query.where('plan_id', '=', planId);
    if (status !== undefined) query = query.where('status', '=', status);
    const rows = await query
      .orderBy('opened')
      .limit(page.first + 1)
      .execute();
    return pageOf(rows, page);
  }

  /** The proposals of some boards that wait for a person, oldest first. */
  async waiting(boardIds: readonly Id<'Board'>[]): Promise<RemovalRow[]> {
    if (boardIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('removals')
      .select('row')
      .where('board_id', 'in', boardIds)
      .where('status', 'in', ['IN_REVIEW', 'RETURNED', 'REVIEWED', 'REFERRED_BACK'])
      .orderBy('opened')
      .limit(MOST_WAITING)
      .execute();
    return rows.map(({ row }) => row);
  }
}

export const removalsView: View = {
  tables: ['removals'],
  create: async (db) => {
    await db.schema
      .createTable('removals')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('opened', 'bigint', (column) => column.notNull())
      .addColumn('board_id', 'text', (column) => column.notNull())
      .addColumn('plan_id', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('row', 'json', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('removals_of_board')
      .ifNotExists()
      .on('removals')
      .columns(['board_id', 'opened'])
      .execute();
  },
  project: async (changed, states, untyped) => {
    const rows = await rowsFor(changed, states);
    if (rows.length === 0) return;
    await untyped
      .withTables<RemovalTables>()
      .insertInto('removals')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({ status: ref('excluded.status'), row: ref('excluded.row') })),
      )
      .execute();
  },
};

/** A proposal shows its activity's heading, so that it is made anew with either of them. */
async function rowsFor(changed: ChangedThings, states: States) {
  const changedGoals = await states.load(goalFold, changed.ids(goalFold));
  const ofGoals = changedGoals.flatMap((goal) => goal?.activities.map(({ id }) => id) ?? []);
  const activityIds = [...new Set([...changed.ids(removalFold), ...ofGoals])];
  const proposals = (await states.load(removalFold, activityIds)).flat();
  const goalIds = [...new Set(proposals.map(({ id }) => goalOf(id)))];
  const goals = new Map((await states.load(goalFold, goalIds)).map((goal) => [goal?.id, goal]));
  return proposals.map((proposal) => {
    const row = removalView(proposal, activityIn(goals.get(goalOf(proposal.id)) ?? null, activityOf(proposal.id)));
    const { id, boardId, planId, status } = row;
    const key = { id, opened: proposal.position, board_id: boardId, plan_id: planId, status };
    return { ...key, row: JSON.stringify(row) };
  });
}
