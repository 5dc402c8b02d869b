import type { ColumnType } from 'kysely';
import { activityOf, goalOf } from '../kernel/identity.js';
import { existing } from '../kernel/fold.js';
import { activityIn, goalFold } from '../plans/goal.js';
import { type ReadStates, rowsOf } from '../platform/database/state-tables.view.js';
import type { Listed } from '../platform/graphql-types/connection.view.js';
import type { ChangedThings, View } from '../platform/projections/projection.service.js';
import type { RemovalStatus } from './removal-process.js';
import { type RemovalView, removalView } from './removal-view.js';
import { removalFold } from './removal.js';

export type RemovalTables = {
  removals: {
    id: string;
    opened: number;
    board_id: string;
    plan_id: string;
    status: RemovalStatus;
    row: ColumnType<RemovalView, string, string>;
  };
};

const columns = {
  id: 'text',
  opened: 'bigint',
  board_id: 'text',
  plan_id: 'text',
  status: 'text',
  row: 'json',
} as const;

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
    const made = await rowsFor(await changedActivities(changed, states), states);
    if (made.length === 0) return;
    const rows = made.map(({ opened, row }) => {
      const { id, boardId, planId, status } = row;
      return { id, opened, board_id: boardId, plan_id: planId, status, row: JSON.stringify(row) };
    });
    await untyped
      .$extendTables<RemovalTables>()
      .insertInto('removals')
      .columns(['id', 'opened', 'board_id', 'plan_id', 'status', 'row'])
      .expression(rowsOf(columns, rows))
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((row) => ({ status: row.ref('excluded.status'), row: row.ref('excluded.row') })),
      )
      .execute();
  },
};

/** Lists the activities with changed proposals or in changed goals. The state of a goal contains the headings. */
async function changedActivities(changed: ChangedThings, states: ReadStates): Promise<string[]> {
  const changedGoals = await states.load(goalFold, changed.ids(goalFold));
  const ofGoals = changedGoals.flatMap((goal) => goal?.activities.map(({ id }) => id) ?? []);
  return [...new Set([...changed.ids(removalFold), ...ofGoals])];
}

/** Makes the rows of all proposals about the activities, from current or historical states. */
export async function rowsFor(activityIds: readonly string[], states: ReadStates): Promise<Listed<RemovalView>[]> {
  const proposals = (await states.load(removalFold, activityIds)).flat();
  const goalIds = [...new Set(proposals.map(({ id }) => goalOf(id)))];
  const goals = new Map((await states.load(goalFold, goalIds)).map((goal) => [goal?.id, goal]));
  return proposals.map((proposal) => {
    const goal = existing(goals.get(goalOf(proposal.id)) ?? null, goalOf(proposal.id));
    const row = removalView(proposal, activityIn(goal, activityOf(proposal.id)), goal);
    return { opened: proposal.position, row };
  });
}
