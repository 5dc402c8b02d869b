import type { ColumnType, Kysely } from 'kysely';
import type { Id } from '../../kernel/identity.js';
import { boardOf, municipalityOf } from '../../kernel/identity.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import { covers } from '../../meetings/after-meeting.js';
import type { ParagraphPart } from '../../meetings/meeting-record.js';
import { type Meeting, meetingFold } from '../../meetings/meeting.js';
import type { ParagraphStatus } from '../../meetings/meeting-process.js';
import { partStatus } from '../../meetings/paragraph.js';
import { type Bigint, rowsOf } from '../../platform/database/state-tables.view.js';
import type { View } from '../../platform/projections/projection.service.js';
import { type PublishedSubject, publicationsFold } from './publication.js';

export type PublicationTables = {
  /** All publications, those that were taken down too. */
  publications: {
    id: string;
    municipality_id: Id<'Municipality'>;
    meeting_id: Id<'Meeting'>;
    number: number;
    /** The position of its event, by which the newest comes first. */
    position: Bigint;
    kind: PublishedSubject['kind'];
    /** The key of the notice in `posted_notices`; null for other documents. */
    notice_id: string | null;
    paragraphs: ColumnType<readonly string[], string, string>;
    sha256: string;
    published_at: IsoInstant;
    taken_down_at: IsoInstant | null;
    reason: string | null;
  };
  /** The days of all posted notices, which a correction can change. */
  posted_notices: {
    id: string;
    posted: IsoDate;
    last_appeal_day: IsoDate;
    taken_down: IsoDate | null;
  };
  /** The standing of each decision point of a meeting. */
  decision_standings: {
    id: string;
    meeting_id: Id<'Meeting'>;
    paragraph: string;
    point: number;
    status: ParagraphStatus;
    in_force_on: IsoDate | null;
    /** The time of the last correction of the record of the meeting. */
    corrected_at: IsoInstant | null;
  };
};

const publicationColumns = {
  id: 'text',
  municipality_id: 'text',
  meeting_id: 'text',
  number: 'integer',
  position: 'bigint',
  kind: 'text',
  notice_id: 'text',
  paragraphs: 'json',
  sha256: 'text',
  published_at: 'text',
  taken_down_at: 'text',
  reason: 'text',
} as const;

const noticeColumns = { id: 'text', posted: 'text', last_appeal_day: 'text', taken_down: 'text' } as const;

const standingColumns = {
  id: 'text',
  meeting_id: 'text',
  paragraph: 'text',
  point: 'integer',
  status: 'text',
  in_force_on: 'text',
  corrected_at: 'text',
} as const;

function keyOf(meetingId: Id<'Meeting'>, number: number): string {
  return `${meetingId}/${number}`;
}

/** The tables that the public's pages are read from, and nothing else is in them. */
export const publicationsView: View = {
  tables: ['publications', 'posted_notices', 'decision_standings'],
  create: async (db) => {
    await db.schema
      .createTable('publications')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('municipality_id', 'text', (column) => column.notNull())
      .addColumn('meeting_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('notice_id', 'text')
      .addColumn('paragraphs', 'json', (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('published_at', 'text', (column) => column.notNull())
      .addColumn('taken_down_at', 'text')
      .addColumn('reason', 'text')
      .execute();
    const index = db.schema.createIndex('publications_of_municipality').ifNotExists().on('publications');
    await index.columns(['municipality_id', 'position']).execute();
    await db.schema
      .createTable('posted_notices')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('posted', 'text', (column) => column.notNull())
      .addColumn('last_appeal_day', 'text', (column) => column.notNull())
      .addColumn('taken_down', 'text')
      .execute();
    await db.schema
      .createTable('decision_standings')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('meeting_id', 'text', (column) => column.notNull())
      .addColumn('paragraph', 'text', (column) => column.notNull())
      .addColumn('point', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('in_force_on', 'text')
      .addColumn('corrected_at', 'text')
      .execute();
    const standings = db.schema.createIndex('decision_standings_of_meeting').ifNotExists().on('decision_standings');
    await standings.column('meeting_id').execute();
  },
  project: async (changed, states, untyped) => {
    const db = untyped.$extendTables<PublicationTables>();
    const published = (await states.load(publicationsFold, changed.ids(publicationsFold))).flat();
    if (published.length > 0) {
      const rows = published.map(({ meetingId, number, position, subject, paragraphs, sha256, ...one }) => ({
        ...{ id: keyOf(meetingId, number), municipality_id: municipalityOf(boardOf(meetingId)), meeting_id: meetingId },
        ...{ number, position, kind: subject.kind, sha256, published_at: one.publishedAt },
        notice_id: subject.kind === 'notice' ? keyOf(meetingId, subject.notice) : null,
        paragraphs: JSON.stringify(paragraphs),
        taken_down_at: one.takenDown?.at ?? null,
        reason: one.takenDown?.reason ?? null,
      }));
      await db
        .insertInto('publications')
        .columns(columnsOf(publicationColumns))
        .expression(rowsOf(publicationColumns, rows))
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((row) => ({
            taken_down_at: row.ref('excluded.taken_down_at'),
            reason: row.ref('excluded.reason'),
          })),
        )
        .execute();
    }
    const meetings = (await states.load(meetingFold, changed.ids(meetingFold))).filter((one) => one !== null);
    const notices = meetings.flatMap(({ id, notices: posted }) =>
      posted.map(({ number, date, lastAppealDay, takenDown }) => {
        return { id: keyOf(id, number), posted: date, last_appeal_day: lastAppealDay, taken_down: takenDown };
      }),
    );
    await projectStandings(db, meetings);
    if (notices.length === 0) return;
    await db
      .insertInto('posted_notices')
      .columns(columnsOf(noticeColumns))
      .expression(rowsOf(noticeColumns, notices))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          posted: row.ref('excluded.posted'),
          last_appeal_day: row.ref('excluded.last_appeal_day'),
          taken_down: row.ref('excluded.taken_down'),
        })),
      )
      .execute();
  },
};

/** Writes what became of the decisions of meetings. A correction can give a decision another paragraph. */
async function projectStandings(db: Kysely<PublicationTables>, meetings: readonly Meeting[]): Promise<void> {
  if (meetings.length === 0) return;
  const ids = meetings.map(({ id }) => id);
  await db.deleteFrom('decision_standings').where('meeting_id', 'in', ids).execute();
  const rows = meetings.flatMap((meeting) =>
    meeting.decisions.map(({ paragraph, number: point }) => ({
      ...{ id: `${meeting.id}/${paragraph}.${point}`, meeting_id: meeting.id, paragraph, point },
      status: partStatus(meeting, { paragraph, point }),
      in_force_on: inForceOn(meeting, { paragraph, point }),
      corrected_at: meeting.correctedAt,
    })),
  );
  if (rows.length === 0) return;
  await db
    .insertInto('decision_standings')
    .columns(columnsOf(standingColumns))
    .expression(rowsOf(standingColumns, rows))
    .execute();
}

function inForceOn({ legalForce }: Meeting, part: ParagraphPart): IsoDate | null {
  return legalForce.find(({ parts }) => parts.some((one) => covers(one, part)))?.on ?? null;
}

/** Returns the names of columns in their order. */
function columnsOf<Columns extends object>(columns: Columns): (keyof Columns)[] {
  const names: (keyof Columns)[] = [];
  for (const name in columns) names.push(name);
  return names;
}
