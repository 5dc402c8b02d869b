import { Inject, Injectable } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { ColumnType, Kysely } from 'kysely';
import type { Id } from '../kernel/identity.js';
import { type Connection, connectionOf, openedAfter, PageArgs, pageOf } from '../platform/connection.view.js';
import { LabelView } from '../platform/label.view.js';
import type { View } from '../platform/projection.service.js';
import { rowsOf, States, VIEWS_DB, type ViewTables } from '../platform/states.view.js';
import { matterFold } from './matter.js';
import type { MatterStatus } from './matter-process.js';
import { MatterRow } from './matter-row.view.js';
import { asSummoned, matterView } from './matter-view.js';
import { chainFor, type ReviewChain, reviewChainFold, type ReviewedKind, type ReviewStep } from './review-chain.js';

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
    /** As the members of the board see it; null: nothing of it has reached them. */
    board_status: MatterStatus | null;
    row: ColumnType<MatterRow, string, string>;
  };
};

/** Whether a matter is read whole, or as it was summoned. */
export type Reading = 'WHOLE' | 'AS_SUMMONED';

export interface MatterFilter {
  readonly boardId: Id<'Board'>;
  readonly status: MatterStatus | null;
  readonly reading: Reading;
}

@Injectable()
export class Matters {
  readonly #db: Kysely<ViewTables & MatterTables>;

  constructor(@Inject(VIEWS_DB) db: Kysely<ViewTables>) {
    this.#db = db.$extendTables<MatterTables>();
  }

  async one(id: Id<'Matter'>, reading: Reading): Promise<MatterRow | null> {
    const found = await this.#db.selectFrom('matters').select('row').where('id', '=', id).executeTakeFirst();
    return found === undefined ? null : read(found.row, reading);
  }

  async of({ boardId, status, reading }: MatterFilter, page: PageArgs): Promise<Connection<MatterRow>> {
    const column = reading === 'WHOLE' ? 'status' : 'board_status';
    let query = this.#db
      .selectFrom('matters')
      .select(['opened', 'row'])
      .where('board_id', '=', boardId)
      .where(column, 'is not', null)
      .where('opened', '>', openedAfter(page));
    if (status !== null) query = query.where(column, '=', status);
    const rows = await query
      .orderBy('opened')
      .limit(page.first + 1)
      .execute();
    return pageOf(
      rows.flatMap(({ opened, row }) => {
        const shown = read(row, reading);
        return shown === null ? [] : [{ opened, row: shown }];
      }),
      page,
    );
  }

  /** The matters of some boards that wait for a person, oldest first. */
  async waiting(boardIds: readonly Id<'Board'>[]): Promise<MatterRow[]> {
    if (boardIds.length === 0) return [];
    const rows = await this.#db
      .selectFrom('matters')
      .select('row')
      .where('board_id', 'in', boardIds)
      .where('status', 'in', ['DRAFT', 'IN_REVIEW', 'RETURNED', 'REVIEWED', 'POSTPONED', 'REFERRED_BACK'])
      .orderBy('opened')
      .execute();
    return rows.map(({ row }) => row);
  }

  async reviewChain(boardId: Id<'Board'>, kind: ReviewedKind | null): Promise<ReviewChainRow> {
    const states = new States(this.#db);
    return chainFor(boardId, kind, (id) => states.one(reviewChainFold, id));
  }
}

function read(row: MatterRow, reading: Reading): MatterRow | null {
  return reading === 'WHOLE' ? row : asSummoned(row);
}

const matterColumns = {
  id: 'text',
  opened: 'bigint',
  board_id: 'text',
  status: 'text',
  board_status: 'text',
  row: 'json',
} as const;

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
      .addColumn('board_status', 'text')
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
      const key = { id, opened: matter.position, board_id: boardId, status };
      return { ...key, board_status: asSummoned(row)?.status ?? null, row: JSON.stringify(row) };
    });
    await untyped
      .$extendTables<MatterTables>()
      .insertInto('matters')
      .columns(['id', 'opened', 'board_id', 'status', 'board_status', 'row'])
      .expression(rowsOf(matterColumns, rows))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          status: row.ref('excluded.status'),
          board_status: row.ref('excluded.board_status'),
          row: row.ref('excluded.row'),
        })),
      )
      .execute();
  },
};
