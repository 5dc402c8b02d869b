import { Inject, Injectable } from '@nestjs/common';
import { ArgsType, Field, Float, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, IsISO8601, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import type { Kysely } from 'kysely';
import { idOf } from '../../kernel/identity.js';
import { type Moment, type MomentName, momentNames, type NamedMoment } from '../../kernel/moment.js';
import type { Person } from '../../kernel/permissions.js';
import { Refusal, refusals } from '../../kernel/refusal.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import { DATABASE, type Database } from '../database/database.service.js';
import { type ReadStates, States, VIEWS_DB, type ViewTables } from '../database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../event-store/event-store.js';
import { DateTimeISO, LocalDate } from '../graphql-types/values.view.js';
import { indexIn } from '../projections/log-index-tables.service.js';
import { LogIndex } from '../projections/log-index.service.js';
import { Clock } from '../runtime/clock.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { StatesAsOf } from './states-as-of.service.js';

export const MomentNameEnum = Object.fromEntries(momentNames.map((name) => [name, name]));
registerEnumType(MomentNameEnum, { name: 'MomentName', description: 'A moment of a matter, by what happened in it.' });

@InputType('AsOfInput', {
  description:
    'A moment: what was known then is answered with, whatever was recorded since. Given by its time, by its position, ' +
    'or as a moment of a matter. Who may read it is asked of today. Drafts are no records and names are not in the log, ' +
    'so that neither can be read as of a moment.',
})
export class AsOf {
  @Field(() => DateTimeISO, { nullable: true, description: 'When it was known: the time of recording.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly knownAt?: IsoInstant | null;

  // Where positions count bytes, a position exceeds an Int.
  @Field(() => Float, { nullable: true, description: 'The same, to the event: its place in the log.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly position?: number | null;

  @Field(() => ID, { nullable: true, description: 'The matter whose moment it is; with `moment`.' })
  @IsOptional()
  readonly matterId?: string | null;

  @Field(() => MomentNameEnum, { nullable: true, description: 'The latest that is called so; with `matterId`.' })
  @IsOptional()
  readonly moment?: MomentName | null;

  @Field(() => ID, { nullable: true, description: 'Of this meeting; with `moment`.' })
  @IsOptional()
  readonly meetingId?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Only facts that hold by this day. What has no day of its own is shown as it was known.',
  })
  @IsOptional()
  readonly validOn?: IsoDate | null;
}

/** The argument of every query that can be asked as of a moment. */
export const AS_OF = 'asOf';

@ArgsType()
export class AsOfArgs {
  @Field(() => AsOf, { nullable: true, description: 'As it was known at a moment; as it is now when not given.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AsOf)
  readonly asOf?: AsOf | null;
}

/**
 * This long after a moment, no event is recorded with an earlier time, however the clocks of a cluster's nodes differ.
 * From then on, what was known at the moment never changes (rule 49).
 */
const SETTLED_AFTER_MILLISECONDS = 10_000;

/**
 * Finds the position of a moment of a matter by the moment's name.
 *
 * @throws Refusal when the matter has no such moment or the person may not know of it.
 */
export type FindNamedMoment = (asked: NamedMoment, person: Person, store: EventStore) => Promise<number>;

export const FIND_NAMED_MOMENT = 'FIND_NAMED_MOMENT';

/** Finds moments in the log, and the states as they were then (rule 87). */
@Injectable()
export class AsOfLookup {
  readonly #db: Kysely<ViewTables>;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) { db }: Database<ViewTables>,
    @Inject(VIEWS_DB) private readonly views: Kysely<ViewTables>,
    @Inject(FIND_NAMED_MOMENT) private readonly findNamedMoment: FindNamedMoment | null,
    private readonly index: LogIndex,
    private readonly clock: Clock,
  ) {
    this.#db = db;
  }

  /**
   * The requested moment; null: now. Check first that the person may read the view.
   *
   * @throws Refusal `INVALID_INPUT` when the moment is given in more than one way, or incompletely.
   * @throws Refusal `MOMENT_NOT_YET` when events can still be recorded at that time.
   * @throws Refusal `STARTING` when the index has not reached the moment.
   * @throws Refusal of the feature that finds named moments.
   */
  async momentOf({ asOf }: AsOfArgs, person: Person): Promise<Moment | null> {
    if (asOf === undefined || asOf === null) return null;
    const { validOn = null } = asOf;
    const position = await this.positionOf(asOf, person);
    if (position !== null) return { position, validOn };
    return validOn === null ? null : { position: await this.recorded(await this.store.head()), validOn };
  }

  /** Reads the states of now (null), or as of a moment. */
  states(moment: Moment | null): ReadStates {
    return moment === null ? new States(this.views) : this.statesAsOf(moment);
  }

  statesAsOf(moment: Moment): StatesAsOf {
    return new StatesAsOf(this.store, this.#db, moment);
  }

  /** The time when each event was known, by position. Later events never have an earlier time. */
  async knownAtOf(positions: readonly number[]): Promise<ReadonlyMap<number, IsoInstant>> {
    if (positions.length === 0) return new Map();
    await this.recorded(Math.max(...positions));
    const rows = await indexIn(this.#db)
      .selectFrom('entries')
      .select(['position', 'known_at'])
      .where('position', 'in', positions)
      .execute();
    return new Map(rows.map((row) => [Number(row.position), row.known_at.toISOString()]));
  }

  private async positionOf(asOf: AsOf, person: Person): Promise<number | null> {
    const { knownAt = null, position = null } = asOf;
    const named = namedIn(asOf);
    if ([knownAt, position, named].filter((one) => one !== null).length > 1) {
      throw invalid('one of knownAt, position and moment');
    }
    if (named !== null) return this.recorded(await this.named(named, person));
    if (position !== null) return this.recorded(position);
    return knownAt === null ? null : this.knownAt(new Date(knownAt).toISOString());
  }

  private named(named: NamedMoment, person: Person): Promise<number> {
    if (this.findNamedMoment === null) throw new Error('No feature has moments with names.');
    return this.findNamedMoment(named, person, this.store);
  }

  private async recorded(position: number): Promise<number> {
    if ((await this.index.counted()).position >= position) return position;
    const head = await this.store.head();
    if (position > head) throw new Refusal(platformRefusals.MOMENT_NOT_YET, { latest: String(head) });
    await this.index.awaited(position);
    return position;
  }

  private async knownAt(instant: IsoInstant): Promise<number> {
    const settled = new Date(Date.parse(this.clock.now()) - SETTLED_AFTER_MILLISECONDS).toISOString();
    await this.index.awaited(await this.store.head());
    const { knownAt } = await this.index.counted();
    if (knownAt === null || instant >= knownAt) {
      // Rule 49: after a later event is recorded, no event can come before it in the log's order.
      if (instant > settled) throw new Refusal(platformRefusals.MOMENT_NOT_YET, { latest: settled });
      await this.index.settle(instant);
    }
    const row = await indexIn(this.#db)
      .selectFrom('entries')
      .select('position')
      .where('known_at', '<=', new Date(instant))
      .orderBy('known_at', 'desc')
      .orderBy('index', 'desc')
      .limit(1)
      .executeTakeFirst();
    return Number(row?.position ?? 0);
  }
}

/** The named moment; null: the moment is given in another way. */
function namedIn({ matterId = null, moment = null, meetingId = null }: AsOf): NamedMoment | null {
  if (matterId === null && moment === null && meetingId === null) return null;
  if (matterId === null || moment === null) throw invalid('matterId with moment');
  return {
    matterId: idOf('Matter', matterId),
    name: moment,
    meetingId: meetingId === null ? null : idOf('Meeting', meetingId),
  };
}

function invalid(problem: string): Refusal {
  return new Refusal(refusals.INVALID_INPUT, { fields: [{ field: 'asOf', problem }] });
}
