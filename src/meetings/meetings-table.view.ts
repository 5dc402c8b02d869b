import type { ColumnType } from 'kysely';
import type { IsoDate } from '../kernel/tertial.js';
import { type ReadStates, rowsOf } from '../platform/database/state-tables.view.js';
import type { View } from '../platform/projections/projection.service.js';
import type { MeetingStatus } from './meeting-process.js';
import { type MeetingView, meetingView } from './meeting-view.js';
import { meetingFold } from './meeting.js';
import { nextDue } from './paragraph.js';

export type MeetingTables = {
  meetings: {
    id: string;
    opened: number;
    board_id: string;
    status: MeetingStatus;
    /** The first day on which a paragraph gains legal force if nobody appeals; null when there is no such day. */
    due: IsoDate | null;
    /** Whether a person or a timer still has something to do with the meeting. False for a cancelled meeting. */
    is_open: boolean;
    row: ColumnType<MeetingView, string, string>;
  };
};

const columns = {
  id: 'text',
  opened: 'bigint',
  board_id: 'text',
  status: 'text',
  due: 'text',
  is_open: 'boolean',
  row: 'json',
} as const;

export const meetingsView: View = {
  tables: ['meetings'],
  create: async (db) => {
    await db.schema
      .createTable('meetings')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('opened', 'bigint', (column) => column.notNull())
      .addColumn('board_id', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('due', 'text')
      .addColumn('is_open', 'boolean', (column) => column.notNull())
      .addColumn('row', 'json', (column) => column.notNull())
      .execute();
    const index = (name: string) => db.schema.createIndex(name).ifNotExists().on('meetings');
    await index('meetings_of_board').columns(['board_id', 'opened']).execute();
    await index('meetings_due').columns(['due']).execute();
  },
  project: async (changed, states, untyped) => {
    const made = await rowsFor(changed.ids(meetingFold), states);
    if (made.length === 0) return;
    const rows = made.map(({ opened, row, due }) => {
      const { id, boardId, status } = row;
      const key = { id, opened, board_id: boardId, status, due };
      return { ...key, is_open: hasWorkLeft(row), row: JSON.stringify(row) };
    });
    await untyped
      .$extendTables<MeetingTables>()
      .insertInto('meetings')
      .columns(['id', 'opened', 'board_id', 'status', 'due', 'is_open', 'row'])
      .expression(rowsOf(columns, rows))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          status: row.ref('excluded.status'),
          due: row.ref('excluded.due'),
          is_open: row.ref('excluded.is_open'),
          row: row.ref('excluded.row'),
        })),
      )
      .execute();
  },
};

function hasWorkLeft({ status, paragraphs, notices, appeals }: MeetingView): boolean {
  if (status === 'CANCELLED') return false;
  if (status !== 'CLOSED') return true;
  const isFinal = paragraphs.every((one) => one.status === 'IN_FORCE' || one.status === 'ANNULLED');
  const isUp = notices.some(({ takenDown }) => takenDown === null);
  return !isFinal || isUp || appeals.some(({ settled }) => settled === null);
}

/** Builds the rows of meetings from their states, both for the table and for queries about a past moment. */
export async function rowsFor(ids: readonly string[], states: ReadStates) {
  const meetings = (await states.load(meetingFold, ids)).filter((meeting) => meeting !== null);
  return meetings.map((meeting) => ({ opened: meeting.position, row: meetingView(meeting), due: nextDue(meeting) }));
}
