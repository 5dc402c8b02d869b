import { Inject, Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { ColumnType, Kysely } from 'kysely';
import type { Id } from '../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import { type Connection, connectionOf, openedAfter, PageArgs, pageOf } from '../platform/connection.view.js';
import { DateTimeISO, LocalDate } from '../platform/dates.view.js';
import { LabelView } from '../platform/label.view.js';
import type { View } from '../platform/projection.service.js';
import { rowsOf, States, VIEWS_DB, type ViewTables } from '../platform/states.view.js';
import { type MatterStatus, matterFold, type PointDecision, type PointStatus } from './matter.js';
import { matterView, type MatterView, type PointView } from './matter-view.js';
import type { Outcome } from './outcome.js';
import { type ReviewChain, reviewChainFold, type ReviewStep } from './review-chain.js';

export const MatterStatusEnum = { DRAFT: 'DRAFT', SUBMITTED: 'SUBMITTED', DECIDED: 'DECIDED' } as const;
registerEnumType(MatterStatusEnum, { name: 'MatterStatus' });

@ObjectType('PointDecision')
class PointDecisionRow implements PointDecision {
  @Field(() => String)
  readonly outcome!: Outcome;

  @Field(() => LocalDate)
  readonly date!: IsoDate;

  @Field()
  readonly paragraph!: string;

  @Field({ description: 'As decided.' })
  readonly wording!: string;

  @Field()
  readonly reason!: string;

  @Field(() => ID)
  readonly recordedBy!: string;

  @Field(() => DateTimeISO)
  readonly recordedAt!: IsoInstant;
}

@ObjectType('DecisionPoint')
class PointRow implements PointView {
  @Field(() => Int)
  readonly number!: number;

  @Field(() => String, { description: 'APPROVE_REPORT or REMOVE_ACTIVITY.' })
  readonly kind!: 'APPROVE_REPORT' | 'REMOVE_ACTIVITY';

  @Field(() => ID, { nullable: true })
  readonly planId!: Id<'Plan'> | null;

  @Field(() => String, { nullable: true })
  readonly tertial!: string | null;

  @Field(() => ID, { nullable: true })
  readonly activityId!: Id<'Activity'> | null;

  @Field(() => ID, { nullable: true })
  readonly proposalId!: Id<'RemovalProposal'> | null;

  @Field({ description: 'As the administration proposes it. Frozen when the matter is submitted.' })
  readonly proposedWording!: string;

  @Field(() => String, { description: 'DRAFT, STRUCK, BEFORE_BOARD, or the outcome.' })
  readonly status!: PointStatus;

  @Field(() => [PointDecisionRow], { description: 'In order; only a postponed point is decided again.' })
  readonly decisions!: readonly PointDecisionRow[];
}

@ObjectType('Matter', { description: 'What the board handles under one registry number.' })
export class MatterRow implements MatterView {
  @Field(() => ID)
  readonly id!: Id<'Matter'>;

  @Field(() => Int)
  readonly revision!: number;

  @Field(() => ID)
  readonly boardId!: Id<'Board'>;

  @Field()
  readonly dnr!: string;

  @Field()
  readonly title!: string;

  @Field(() => ID)
  readonly openedBy!: string;

  @Field(() => MatterStatusEnum)
  readonly status!: MatterStatus;

  @Field(() => [PointRow])
  readonly points!: readonly PointRow[];

  @Field({ description: 'The board approved the report but not every removal that it speaks of.' })
  readonly reportDisagrees!: boolean;
}

@ObjectType()
export class MatterConnection extends connectionOf(MatterRow, 'Matter') {}

@ObjectType('ReviewStep')
class ReviewStepRow implements ReviewStep {
  @Field()
  readonly code!: string;

  @Field(() => LabelView)
  readonly name!: LabelView;

  @Field(() => String)
  readonly role!: ReviewStep['role'];

  @Field(() => String, { description: 'AUTHOR or PREVIOUS_STEP.' })
  readonly onReturn!: ReviewStep['onReturn'];

  @Field()
  readonly deputiesMayAct!: boolean;
}

@ObjectType('ReviewChain')
export class ReviewChainRow implements ReviewChain {
  @Field(() => Int, { description: '0 is the default, for a board that has adopted none.' })
  readonly version!: number;

  @Field(() => [ReviewStepRow])
  readonly steps!: readonly ReviewStepRow[];
}

type MatterTables = {
  matters: {
    id: string;
    opened: number;
    board_id: string;
    status: MatterStatus;
    row: ColumnType<MatterRow, string, string>;
  };
};

export interface MatterFilter {
  readonly boardId: Id<'Board'>;
  readonly statuses: readonly MatterStatus[];
}

@Injectable()
export class Matters {
  readonly #db: Kysely<ViewTables & MatterTables>;

  constructor(@Inject(VIEWS_DB) db: Kysely<ViewTables>) {
    this.#db = db.$extendTables<MatterTables>();
  }

  async one(id: Id<'Matter'>): Promise<MatterRow | null> {
    const found = await this.#db.selectFrom('matters').select('row').where('id', '=', id).executeTakeFirst();
    return found?.row ?? null;
  }

  async of({ boardId, statuses }: MatterFilter, page: PageArgs): Promise<Connection<MatterRow>> {
    if (statuses.length === 0) return pageOf<MatterRow>([], page);
    const rows = await this.#db
      .selectFrom('matters')
      .select(['opened', 'row'])
      .where('board_id', '=', boardId)
      .where('status', 'in', statuses)
      .where('opened', '>', openedAfter(page))
      .orderBy('opened')
      .limit(page.first + 1)
      .execute();
    return pageOf(rows, page);
  }

  /** The matters of some boards that wait for a person, oldest first. */
  async waiting(boardIds: readonly Id<'Board'>[]): Promise<MatterRow[]> {
    if (boardIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('matters')
      .select('row')
      .where('board_id', 'in', boardIds)
      .where('status', 'in', ['DRAFT', 'SUBMITTED'])
      .orderBy('opened')
      .execute();
    return rows.map(({ row }) => row);
  }

  async reviewChain(boardId: Id<'Board'>): Promise<ReviewChainRow> {
    return new States(this.#db).one(reviewChainFold, boardId);
  }
}

export const mattersView: View = {
  tables: ['matters'],
  create: async (db) => {
    await db.schema
      .createTable('matters')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('opened', 'bigint', (column) => column.notNull())
      .addColumn('board_id', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('row', 'json', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('matters_of_board')
      .ifNotExists()
      .on('matters')
      .columns(['board_id', 'opened'])
      .execute();
  },
  project: async (changed, states, untyped) => {
    const matters = (await states.load(matterFold, changed.ids(matterFold))).filter((matter) => matter !== null);
    if (matters.length === 0) return;
    const rows = matters.map((matter) => {
      const row = matterView(matter);
      const { id, boardId, status } = row;
      return { id, opened: matter.position, board_id: boardId, status, row: JSON.stringify(row) };
    });
    await untyped
      .$extendTables<MatterTables>()
      .insertInto('matters')
      .columns(['id', 'opened', 'board_id', 'status', 'row'])
      .expression(rowsOf({ id: 'text', opened: 'bigint', board_id: 'text', status: 'text', row: 'json' }, rows))
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((row) => ({ status: row.ref('excluded.status'), row: row.ref('excluded.row') })),
      )
      .execute();
  },
};
