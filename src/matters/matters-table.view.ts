import type { ColumnType } from 'kysely';
import { type ReadStates, rowsOf } from '../platform/database/state-tables.view.js';
import type { Listed } from '../platform/graphql-types/connection.view.js';
import type { View } from '../platform/projections/projection.service.js';
import type { MatterStatus } from './matter-process.js';
import { asSummoned, type MatterView, matterView } from './matter-view.js';
import { matterFold } from './matter.js';

export type MatterTables = {
  matters: {
    id: string;
    opened: number;
    board_id: string;
    status: MatterStatus;
    /** The status that board members see; null when the board has received no point of the matter. */
    board_status: MatterStatus | null;
    row: ColumnType<MatterView, string, string>;
  };
};

const columns = {
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
    const made = await rowsFor(changed.ids(matterFold), states);
    if (made.length === 0) return;
    const rows = made.map(({ opened, row }) => {
      const { id, boardId, status } = row;
      const key = { id, opened, board_id: boardId, status };
      return { ...key, board_status: asSummoned(row)?.status ?? null, row: JSON.stringify(row) };
    });
    await untyped
      .$extendTables<MatterTables>()
      .insertInto('matters')
      .columns(['id', 'opened', 'board_id', 'status', 'board_status', 'row'])
      .expression(rowsOf(columns, rows))
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

/** Makes rows from `states`, which are the current states or the states as of a moment. */
export async function rowsFor(ids: readonly string[], states: ReadStates): Promise<Listed<MatterView>[]> {
  const matters = (await states.load(matterFold, ids)).filter((matter) => matter !== null);
  return matters.map((matter) => ({ opened: matter.position, row: matterView(matter) }));
}
