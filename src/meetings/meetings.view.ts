import { Injectable } from '@nestjs/common';
import { ObjectType } from '@nestjs/graphql';
import type { ColumnType, Kysely } from 'kysely';
import { type Id, idOf, municipalityOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { IsoDate } from '../kernel/tertial.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { type ReadStates, rowsOf, type ViewTables } from '../platform/database/state-tables.view.js';
import { connectionOf, openedAfter, PageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import type { Connection } from '../platform/graphql-types/connection.view.js';
import type { Timer } from '../platform/processes/timer.service.js';
import { ListTables } from '../platform/projections/list-tables.service.js';
import type { View } from '../platform/projections/projection.service.js';
import type { MeetingStatus } from './meeting-process.js';
import { MeetingRow } from './meeting-row.view.js';
import { meetingView } from './meeting-view.js';
import { meetingFold } from './meeting.js';
import { nextDue, recordLegalForceCommand } from './paragraph.js';

@ObjectType()
export class MeetingConnection extends connectionOf(MeetingRow, 'Meeting') {}

type MeetingTables = {
  meetings: {
    id: string;
    opened: number;
    board_id: string;
    status: MeetingStatus;
    /** The first day on which a paragraph gains legal force if nobody appeals; null when no paragraph waits for it. */
    due: IsoDate | null;
    /** False for a cancelled meeting, and for a closed meeting when nobody and no timer has anything left to do. */
    is_open: boolean;
    row: ColumnType<MeetingRow, string, string>;
  };
};

export interface MeetingFilter {
  readonly boardId: Id<'Board'>;
  readonly status?: MeetingStatus;
}

@Injectable()
export class Meetings {
  constructor(
    private readonly tables: ListTables,
    private readonly asOf: AsOfLookup,
  ) {}

  /** @param moment the past moment whose state to read, or null to read the present state */
  async one(id: Id<'Meeting'>, moment: Moment | null): Promise<MeetingRow | null> {
    const [found] = await rowsFor([id], this.asOf.states(moment));
    return found?.row ?? null;
  }

  /** @param moment the past moment whose state to read, or null to read the present state */
  async of(filter: MeetingFilter, page: PageArgs, moment: Moment | null): Promise<Connection<MeetingRow>> {
    if (moment !== null) return this.listedAsOf(filter, page, moment);
    const { boardId, status } = filter;
    const db = await this.db();
    let query = db
      .selectFrom('meetings')
      .select(['opened', 'row'])
      .where('board_id', '=', boardId)
      .where('opened', '>', openedAfter(page));
    if (status !== undefined) query = query.where('status', '=', status);
    const rows = await query
      .orderBy('opened')
      .limit(page.first + 1)
      .execute();
    return pageOf(rows, page);
  }

  private listedAsOf({ boardId, status }: MeetingFilter, page: PageArgs, moment: Moment) {
    const states = this.asOf.statesAsOf(moment);
    const rows = async (ids: readonly string[]) =>
      (await rowsFor(ids, states)).filter(({ row }) => status === undefined || row.status === status);
    return states.page({ fold: meetingFold, boardId, rows }, page);
  }

  private async db() {
    return (await this.tables.current()).$extendTables<MeetingTables>();
  }

  /** Returns the boards' meetings that can still give a person tasks (`is_open`), in the order of scheduling. */
  async waiting(boardIds: readonly Id<'Board'>[]): Promise<MeetingRow[]> {
    if (boardIds.length === 0) return [];
    const db = await this.db();
    const rows = await db
      .selectFrom('meetings')
      .select('row')
      .where('board_id', 'in', boardIds)
      .where('is_open', '=', true)
      .orderBy('opened')
      .execute();
    return rows.map(({ row }) => row);
  }
}

/** Returns the ids of meetings with a paragraph that gains legal force by today, in the order of scheduling. */
export async function meetingsDue(today: IsoDate, db: Kysely<ViewTables>): Promise<string[]> {
  const rows = await db
    .$extendTables<MeetingTables>()
    .selectFrom('meetings')
    .select('id')
    .where('due', '<=', today)
    .orderBy('opened')
    .execute();
  return rows.map(({ id }) => id);
}

/** Builds the rows of meetings from their states, both for the table and for queries about a past moment. */
async function rowsFor(ids: readonly string[], states: ReadStates) {
  const meetings = (await states.load(meetingFold, ids)).filter((meeting) => meeting !== null);
  return meetings.map((meeting) => ({ opened: meeting.position, row: meetingView(meeting), due: nextDue(meeting) }));
}

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

function hasWorkLeft({ status, paragraphs, notices, appeals }: MeetingRow): boolean {
  if (status === 'CANCELLED') return false;
  if (status !== 'CLOSED') return true;
  const isFinal = paragraphs.every((one) => one.status === 'IN_FORCE' || one.status === 'ANNULLED');
  const isUp = notices.some(({ takenDown }) => takenDown === null);
  return !isFinal || isUp || appeals.some(({ settled }) => settled === null);
}

/** The timer that records legal force when the last day to appeal has passed (rule 40). */
export const recordLegalForceInTime: Timer = {
  name: 'record legal force in time',
  due: async (today, db) => {
    const ids = await meetingsDue(today, db);
    return ids.map((text) => {
      const meetingId = idOf('Meeting', text);
      const municipalityId = municipalityOf(meetingId);
      return { id: meetingId, municipalityId, command: recordLegalForceCommand({ meetingId }) };
    });
  },
};
