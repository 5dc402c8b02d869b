import { Inject, Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { Reach } from '../kernel/reach.js';
import { isWithin } from '../platform/database/state-tables.view.js';
import type { Moment } from '../kernel/moment.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { type ReadTertialViews, TERTIAL_VIEWS } from '../plans/tertial-view/tertial-view.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { connectionOf, spanOf, OrderedPageArgs, pageOf } from '../platform/graphql-types/connection.view.js';
import type { Connection, Listed } from '../platform/graphql-types/connection.view.js';
import { BoardIdField, PersonIdField, PersonIdsField } from '../platform/graphql-types/named.view.js';
import { ApprovalRow, VerdictRow, WaitingStepRow } from '../platform/graphql-types/review.view.js';
import { DateTimeISO } from '../platform/graphql-types/values.view.js';
import { canonicalHash } from '../platform/runtime/hashing.service.js';
import { ListTables } from '../platform/projections/list-tables.service.js';
import type { MatterKind, Withdrawal } from './matter-event.js';
import { PointRow } from './matter-point-row.view.js';
import { type MatterStatus, matterStatuses } from './matter-process.js';
import { VersionRow } from './matter-version-row.view.js';
import { type MatterView, readBy, type Reading } from './matter-view.js';
import { matterFold, type SummonedVersion } from './matter.js';
import { type MatterTables, rowsFor } from './matters-table.view.js';
import { compareReports, reportsLeft, voidApprovals } from './report-acceptance.js';
import { reportOf, reportsIn } from './tertial-report.js';
import { ThingIdField } from '../platform/graphql-types/reference.view.js';

export const MatterStatusEnum = Object.fromEntries(matterStatuses.map((status) => [status, status]));
registerEnumType(MatterStatusEnum, { name: 'MatterStatus' });

@ObjectType('SummonedVersion', { description: 'The version of a matter that one meeting of the board received.' })
class SummonedRow implements SummonedVersion {
  @ThingIdField('meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int)
  readonly version!: number;

  @Field({ description: 'True when the summons did not list the matter and the board took it up at the meeting.' })
  readonly addedAtMeeting!: boolean;
}

@ObjectType('MatterWithdrawal', { description: 'The withdrawal of a matter before the board received it.' })
class WithdrawalRow implements Withdrawal {
  @Field()
  readonly reason!: string;

  @PersonIdField()
  readonly by!: string;

  @Field(() => DateTimeISO)
  readonly at!: IsoInstant;
}

@ObjectType('Matter', { description: 'A matter (ärende) that a board handles under one registry number (dnr).' })
export class MatterRow implements MatterView {
  @Field(() => ID)
  readonly id!: Id<'Matter'>;

  @Field(() => Int)
  readonly revision!: number;

  @BoardIdField()
  readonly boardId!: Id<'Board'>;

  @Field(() => String, { description: 'The kind of matter: FOLLOW_UP about the follow-up of a plan, or OTHER.' })
  readonly kind!: MatterKind;

  @Field()
  readonly dnr!: string;

  @Field()
  readonly title!: string;

  @PersonIdField()
  readonly openedBy!: string;

  @Field(() => DateTimeISO)
  readonly openedAt!: IsoInstant;

  @Field(() => MatterStatusEnum)
  readonly status!: MatterStatus;

  @Field(() => [PointRow])
  readonly points!: readonly PointRow[];

  @Field(() => [VersionRow], { description: 'Submitted versions, oldest first. Board members see only summoned ones.' })
  readonly versions!: readonly VersionRow[];

  @PersonIdsField({ description: 'Ids of the persons who wrote or changed the matter and may not review it.' })
  readonly authors!: readonly string[];

  @Field(() => WaitingStepRow, { nullable: true })
  readonly waitingStep!: WaitingStepRow | null;

  @Field(() => [ApprovalRow])
  readonly approvals!: readonly ApprovalRow[];

  @Field(() => [ApprovalRow], { description: 'Approvals that lapsed because a person changed or returned the matter.' })
  readonly lapsedApprovals!: readonly ApprovalRow[];

  @Field(() => [VerdictRow])
  readonly verdicts!: readonly VerdictRow[];

  @Field(() => [SummonedRow], { description: 'The version that each meeting received, oldest first.' })
  readonly summoned!: readonly SummonedRow[];

  @Field({
    description:
      'True if the board approved the report, but decided a removal in the matter without approving it, or a court ' +
      'annulled the removal.',
  })
  readonly reportDisagrees!: boolean;

  @Field(() => WithdrawalRow, { nullable: true, description: 'Null unless a clerk has withdrawn the matter.' })
  readonly withdrawal!: WithdrawalRow | null;

  /** The as-of moment of the query, which the field resolvers use too. Null or absent means the current state. */
  readonly moment?: Moment | null;
}

@ObjectType()
export class MatterConnection extends connectionOf(MatterRow, 'Matter') {}

export interface MatterFilter {
  readonly boardId: Id<'Board'>;
  readonly status: MatterStatus | null;
  readonly reading: Reading;
}

@Injectable()
export class Matters {
  constructor(
    private readonly tables: ListTables,
    private readonly asOf: AsOfLookup,
    @Inject(TERTIAL_VIEWS) private readonly tertialViews: ReadTertialViews,
  ) {}

  /** Reads one matter; null when this reader may not see it. A null `moment` reads the current state. */
  async one(id: Id<'Matter'>, reading: Reading, moment: Moment | null): Promise<MatterRow | null> {
    const [found] = await rowsFor([id], this.asOf.states(moment));
    const row = found === undefined ? null : readBy(reading, found.row);
    return row === null ? null : at(moment, row);
  }

  /** Reads a page of a board's matters. A null `moment` reads the current state. */
  async of(filter: MatterFilter, page: OrderedPageArgs, moment: Moment | null): Promise<Connection<MatterRow>> {
    if (moment !== null) return this.listedAsOf(filter, page, moment);
    const { boardId, status, reading } = filter;
    const column = reading === 'WHOLE' ? 'status' : 'board_status';
    const { operator, key, direction } = spanOf(page);
    const db = await this.db();
    let query = db
      .selectFrom('matters')
      .select(['opened', 'row'])
      .where('board_id', '=', boardId)
      .where(column, 'is not', null)
      .where('opened', operator, key);
    if (status !== null) query = query.where(column, '=', status);
    const rows = await query
      .orderBy('opened', direction)
      .limit(page.first + 1)
      .execute();
    return pageOf(shown(rows, reading, null), page);
  }

  private listedAsOf({ boardId, status, reading }: MatterFilter, page: OrderedPageArgs, moment: Moment) {
    const states = this.asOf.statesAsOf(moment);
    const rows = async (ids: readonly string[]) =>
      shown(await rowsFor(ids, states), reading, moment).filter(({ row }) => status === null || row.status === status);
    return states.page({ fold: matterFold, boardId, rows }, page);
  }

  private async db() {
    return (await this.tables.current()).$extendTables<MatterTables>();
  }

  /**
   * Compares the reports of the matter's newest version, of those that this reader sees, with the reports now or at the
   * as-of moment. Null when nothing differs. A board member sees no approvals.
   */
  async reportDifference({ id, versions, moment = null }: MatterRow, reading: Reading) {
    const shown = versions.at(-1);
    if (shown === undefined || shown.points.every(({ reportHash }) => reportHash === null)) return null;
    const matter = await this.asOf.states(moment).one(matterFold, id);
    const version = matter?.versions.find(({ number }) => number === shown.number);
    if (matter === null || version === undefined) return null;
    const left = version === matter.versions.at(-1) ? reportsLeft(matter) : [];
    // When the board has decided on the reports, it is still told of a report that has changed since.
    const held = left.length > 0 ? left : reportsIn(version);
    const views = await Promise.all(
      held.map(({ read: { planId, tertial } }) => this.tertialViews.one(planId, tertial, moment)),
    );
    const now = compareReports(held, views.filter((view) => view !== null).map(reportOf));
    if (now.changes.length === 0) return null;
    const isVoiding = reading === 'WHOLE' && left.length > 0;
    return { ...now, hash: canonicalHash(now.reports), voidApprovals: isVoiding ? voidApprovals(matter, now) : [] };
  }

  /** Lists the matters of the given boards in a status that waits for a person's action, oldest first. */
  async waiting(reach: Reach): Promise<MatterRow[]> {
    const db = await this.db();
    const rows = await db
      .selectFrom('matters')
      .select('row')
      .where(isWithin(reach, 'board_id'))
      .where('status', 'in', ['DRAFT', 'IN_REVIEW', 'RETURNED', 'REVIEWED', 'POSTPONED', 'REFERRED_BACK'])
      .orderBy('opened')
      .execute();
    return rows.map(({ row }) => row);
  }
}

/** Reduces each row to the parts that this reader may see, and adds the as-of moment. */
function shown(rows: readonly Listed<MatterRow>[], reading: Reading, moment: Moment | null): Listed<MatterRow>[] {
  return rows.flatMap(({ opened, row: whole }) => {
    const row = readBy(reading, whole);
    return row === null ? [] : [{ opened, row: at(moment, row) }];
  });
}

/** Adds the as-of moment to a matter and its points. */
function at(moment: Moment | null, row: MatterView): MatterRow {
  return moment === null ? row : { ...row, moment, points: row.points.map((point) => ({ ...point, moment })) };
}
