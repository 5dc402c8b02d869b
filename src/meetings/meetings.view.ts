import { Injectable } from '@nestjs/common';
import { ObjectType } from '@nestjs/graphql';
import { type Kysely, sql } from 'kysely';
import { boardOf, type Id, idOf, municipalityOf } from '../kernel/identity.js';
import type { Reach } from '../kernel/reach.js';
import type { Moment } from '../kernel/moment.js';
import type { IsoDate } from '../kernel/tertial.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { isWithin, type ViewTables } from '../platform/database/state-tables.view.js';
import { connectionOf, spanOf, OrderedPageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import type { Connection } from '../platform/graphql-types/connection.view.js';
import type { Timer } from '../platform/processes/timer.service.js';
import { ListTables } from '../platform/projections/list-tables.service.js';
import type { MeetingStatus } from './meeting-process.js';
import { MeetingRow } from './meeting-row.view.js';
import type { MeetingView } from './meeting-view.js';
import { meetingFold } from './meeting.js';
import { type MeetingTables, rowsFor } from './meetings-table.view.js';
import { recordLegalForceCommand } from './paragraph.js';

@ObjectType()
export class MeetingConnection extends connectionOf(MeetingRow, 'Meeting') {}

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
    return found === undefined ? null : at(moment, found.row);
  }

  /** @param moment the past moment whose state to read, or null to read the present state */
  async of(filter: MeetingFilter, page: OrderedPageArgs, moment: Moment | null): Promise<Connection<MeetingRow>> {
    if (moment !== null) return this.listedAsOf(filter, page, moment);
    const { boardId, status } = filter;
    const { operator, key, direction } = spanOf(page);
    const db = await this.db();
    let query = db
      .selectFrom('meetings')
      .select(['opened', 'row'])
      .where('board_id', '=', boardId)
      .where('opened', operator, key);
    if (status !== undefined) query = query.where('status', '=', status);
    const rows = await query
      .orderBy('opened', direction)
      .limit(page.first + 1)
      .execute();
    return pageOf(
      rows.map(({ opened, row }) => ({ opened, row: at(null, row) })),
      page,
    );
  }

  private listedAsOf({ boardId, status }: MeetingFilter, page: OrderedPageArgs, moment: Moment) {
    const states = this.asOf.statesAsOf(moment);
    const rows = async (ids: readonly string[]) =>
      (await rowsFor(ids, states))
        .filter(({ row }) => status === undefined || row.status === status)
        .map(({ opened, row }) => ({ opened, row: at(moment, row) }));
    return states.page({ fold: meetingFold, boardId, rows }, page);
  }

  private async db() {
    return (await this.tables.current()).$extendTables<MeetingTables>();
  }

  /** Returns the ids of the board's other meetings of the same year that have begun, in the order of scheduling. */
  async othersOfYear(meetingId: Id<'Meeting'>): Promise<Id<'Meeting'>[]> {
    const boardId = boardOf(meetingId);
    const ofYear = meetingId.slice(0, `${boardId}.meeting-yyyy-`.length);
    const db = await this.db();
    const rows = await db
      .selectFrom('meetings')
      .select('id')
      .where('board_id', '=', boardId)
      .where(sql<boolean>`starts_with(id, ${ofYear})`)
      .where('id', '!=', meetingId)
      .where('status', 'in', ['OPEN', 'CLOSED'])
      .orderBy('opened')
      .execute();
    return rows.map(({ id }) => idOf('Meeting', id));
  }

  /** Returns the boards' meetings that can still give a person tasks (`is_open`), in the order of scheduling. */
  async waiting(reach: Reach): Promise<MeetingRow[]> {
    const db = await this.db();
    const rows = await db
      .selectFrom('meetings')
      .select('row')
      .where(isWithin(reach, 'board_id'))
      .where('is_open', '=', true)
      .orderBy('opened')
      .execute();
    return rows.map(({ row }) => row);
  }
}

/** Adds the as-of moment to a meeting and its paragraphs. */
function at(moment: Moment | null, row: MeetingView): MeetingRow {
  if (moment === null) return row;
  return { ...row, moment, paragraphs: row.paragraphs.map((paragraph) => ({ ...paragraph, moment })) };
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
