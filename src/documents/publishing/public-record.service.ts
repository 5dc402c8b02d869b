import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { boardOf, type Id, municipalityOf } from '../../kernel/identity.js';
import { NAMES, type ReadNames } from '../../people/register.js';
import { VIEWS_DB, type ViewTables } from '../../platform/database/state-tables.view.js';
import type { NoticeBoard, PublicDocument, PublicItem, PublicRecord } from './public-record.js';
import type { PublicationTables } from './publications-table.view.js';
import type { PublishedContent } from './published-content.js';
import { Publishing } from './publishing.service.js';

/** The most notices that are up at a time, and the documents of one page. */
const ON_A_PAGE = 50;

/**
 * Reads what the public can read, of the tables that hold nothing else. It waits for nobody: a stranger who asks often
 * costs a few statements for each request.
 */
@Injectable()
export class PublicRecordTables implements PublicRecord {
  readonly #db: Kysely<PublicationTables>;

  constructor(
    @Inject(VIEWS_DB) db: Kysely<ViewTables>,
    @Inject(NAMES) private readonly names: ReadNames,
    private readonly publishing: Publishing,
  ) {
    this.#db = db.$extendTables<PublicationTables>();
  }

  readonly board = async (municipalityId: Id<'Municipality'>, before: number | null): Promise<NoticeBoard | null> => {
    const own = this.rows().where('publications.municipality_id', '=', municipalityId);
    const known = await own.select('publications.id as known').limit(1).executeTakeFirst();
    if (known === undefined) return null;
    const shown = own.where('publications.taken_down_at', 'is', null).orderBy('publications.position', 'desc');
    const up = await shown
      .where('publications.kind', '=', 'notice')
      .where('posted_notices.taken_down', 'is', null)
      .limit(ON_A_PAGE)
      .execute();
    const page = await shown
      .where((row) => row.or([row('kind', '<>', 'notice'), row('posted_notices.taken_down', 'is not', null)]))
      .where('publications.position', '<', before ?? Number.MAX_SAFE_INTEGER)
      .limit(ON_A_PAGE + 1)
      .execute();
    const gone = await own
      .where('publications.taken_down_at', 'is not', null)
      .orderBy('publications.taken_down_at', 'desc')
      .limit(ON_A_PAGE)
      .execute();
    const others = page.slice(0, ON_A_PAGE);
    const last = others.at(-1);
    const [notices, rest] = await this.named(municipalityId, [before === null ? up : [], others]);
    return {
      municipality: (await this.names.municipality(municipalityId)).name,
      notices: notices ?? [],
      others: rest ?? [],
      takenDown: gone.flatMap(({ meeting_id: meetingId, number, taken_down_at: at }) =>
        at === null ? [] : [{ meetingId, number, at }],
      ),
      next: page.length > ON_A_PAGE && last !== undefined ? Number(last.position) : null,
    };
  };

  readonly one = async (meetingId: Id<'Meeting'>, number: number): Promise<PublicDocument | null> => {
    const row = await this.rows().where('publications.id', '=', `${meetingId}/${number}`).executeTakeFirst();
    if (row === undefined) return null;
    const municipalityId = municipalityOf(boardOf(meetingId));
    const [[item] = []] = await this.named(municipalityId, [[row]]);
    if (item === undefined) return null;
    const { name: municipality } = await this.names.municipality(municipalityId);
    const { taken_down_at: at, reason } = row;
    const { standings, correctedAt } = await this.afterMeeting(meetingId);
    const isLater = correctedAt !== null && correctedAt > item.publishedAt;
    const known = { municipality, standings, correctedAt: isLater ? correctedAt : null };
    return { ...item, ...known, takenDown: at === null ? null : { at, reason: reason ?? '' } };
  };

  readonly content = ({
    meetingId,
    sha256,
  }: Pick<PublicDocument, 'meetingId' | 'sha256'>): Promise<PublishedContent | null> =>
    this.publishing.content(meetingId, sha256);

  /** Returns what became of the decisions of a meeting, and when its record was corrected last. */
  private async afterMeeting(meetingId: Id<'Meeting'>): Promise<Pick<PublicDocument, 'standings' | 'correctedAt'>> {
    const own = this.#db.selectFrom('decision_standings').selectAll().where('meeting_id', '=', meetingId);
    const rows = await own.orderBy('id').execute();
    const standings = rows.map(({ paragraph, point, status, in_force_on: inForceOn }) => {
      return { paragraph, point, status, inForceOn };
    });
    return { standings, correctedAt: rows[0]?.corrected_at ?? null };
  }

  private rows() {
    return this.#db
      .selectFrom('publications')
      .leftJoin('posted_notices', 'posted_notices.id', 'publications.notice_id')
      .select(['meeting_id', 'number', 'kind', 'paragraphs', 'position', 'published_at', 'taken_down_at', 'reason'])
      .select(['sha256', 'posted', 'last_appeal_day', 'taken_down']);
  }

  /** Names the boards of all rows at once. */
  private async named(municipalityId: Id<'Municipality'>, lists: readonly (readonly Row[])[]): Promise<PublicItem[][]> {
    const ids = [...new Set(lists.flat().map((row) => boardOf(row.meeting_id)))];
    const names = new Map(
      (await this.names.names(municipalityId, ids)).map(({ id, name }): [string, string] => [id, name ?? id]),
    );
    return lists.map((rows) => rows.map((row) => itemOf(row, names.get(boardOf(row.meeting_id)) ?? '')));
  }
}

type Row = Awaited<ReturnType<ReturnType<PublicRecordTables['rows']>['execute']>>[number];

function itemOf(row: Row, board: string): PublicItem {
  const { meeting_id: meetingId, number, kind, paragraphs, published_at: publishedAt, sha256 } = row;
  const { posted, last_appeal_day: lastAppealDay, taken_down: takenDown } = row;
  const notice = posted === null || lastAppealDay === null ? null : { posted, lastAppealDay, takenDown };
  return { meetingId, number, kind, board, paragraphs, publishedAt, sha256, notice };
}
