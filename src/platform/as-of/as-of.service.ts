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
import type { ReadStates, ViewTables } from '../database/state-tables.view.js';
import { EVENT_STORE, type EventStore } from '../event-store/event-store.js';
import { DateTimeISO, LocalDate } from '../graphql-types/values.view.js';
import { CurrentStates } from '../projections/current-states.service.js';
import { indexIn } from '../projections/log-index-tables.service.js';
import { LogIndex } from '../projections/log-index.service.js';
import { ClockSkew } from '../event-store/clock-skew.service.js';
import { Clock } from '../runtime/clock.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { StatesAsOf } from './states-as-of.service.js';

export const MomentNameEnum = Object.fromEntries(momentNames.map((name) => [name, name]));
registerEnumType(MomentNameEnum, {
  name: 'MomentName',
  description:
    'A moment of a matter (ärende): the last approval in its review, a summons, a decision or adjusted minutes.',
});

@InputType('AsOfInput', {
  description:
    'A past moment. The answer includes only events that the service had recorded by then. More than one of knownAt, ' +
    'position and moment gives INVALID_INPUT. A moment that can still get events gives MOMENT_NOT_YET. Your roles of ' +
    'today decide access. Nobody can read past drafts or names of people, because the log has none.',
})
export class AsOf {
  @Field(() => DateTimeISO, { nullable: true, description: 'The answer has only events recorded up to this time.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly knownAt?: IsoInstant | null;

  // In KurrentDB a position counts bytes, so that it can exceed the range of a GraphQL Int.
  @Field(() => Float, { nullable: true, description: 'The answer includes only events up to this log position.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly position?: number | null;

  @Field(() => ID, { nullable: true, description: 'Id of the matter (ärende) that has `moment`. Give both or none.' })
  @IsOptional()
  readonly matterId?: string | null;

  @Field(() => MomentNameEnum, { nullable: true, description: 'Latest moment of this name in the matter `matterId`.' })
  @IsOptional()
  readonly moment?: MomentName | null;

  @Field(() => ID, { nullable: true, description: 'Id of the meeting (sammanträde) of `moment`. Null means any.' })
  @IsOptional()
  readonly meetingId?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The answer leaves out statuses, decisions and other facts of later days. Null means no limit.',
  })
  @IsOptional()
  readonly validOn?: IsoDate | null;
}

/** Name of the GraphQL argument of each query that can answer as of a past moment. */
export const AS_OF = 'asOf';

@ArgsType()
export class AsOfArgs {
  @Field(() => AsOf, { nullable: true, description: 'The past moment to read. Null reads the present state.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AsOf)
  readonly asOf?: AsOf | null;
}

/**
 * The largest assumed difference between the clocks of a cluster's nodes. No node records an event with a time longer
 * ago than this. The answer for such a time therefore never changes (rule 49).
 */
const SETTLED_AFTER_MILLISECONDS = 10_000;

/** Finds the log position of a named moment. @throws Refusal when it does not exist or the person may not see it. */
export type FindNamedMoment = (asked: NamedMoment, person: Person, store: EventStore) => Promise<number>;

export const FIND_NAMED_MOMENT = 'FIND_NAMED_MOMENT';

/** Converts a moment to its log position, and reads the states as of a moment (rule 87). */
@Injectable()
export class AsOfLookup {
  readonly #db: Kysely<ViewTables>;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATABASE) { db }: Database<ViewTables>,
    private readonly current: CurrentStates,
    @Inject(FIND_NAMED_MOMENT) private readonly findNamedMoment: FindNamedMoment | null,
    private readonly index: LogIndex,
    private readonly clock: Clock,
    private readonly skew: ClockSkew,
  ) {
    this.#db = db;
  }

  /**
   * Returns the requested moment; null means now. The caller first checks that the person may read the view.
   *
   * @throws Refusal `INVALID_INPUT` when the input gives a moment in more than one way, or incompletely.
   * @throws Refusal `MOMENT_NOT_YET` when the log can still get events of that moment.
   * @throws Refusal `STARTING` when the log index does not reach the moment in time.
   * @throws Refusal as {@link FindNamedMoment}.
   */
  async momentOf({ asOf }: AsOfArgs, person: Person): Promise<Moment | null> {
    if (asOf === undefined || asOf === null) return null;
    const { validOn = null } = asOf;
    const position = await this.positionOf(asOf, person);
    if (position !== null) return { position, validOn };
    return validOn === null ? null : { position: await this.recorded(await this.store.head()), validOn };
  }

  /** Returns a reader of the states as of a moment. Null: the present states. */
  states(moment: Moment | null): ReadStates {
    return moment === null ? this.current : this.statesAsOf(moment);
  }

  statesAsOf(moment: Moment): StatesAsOf {
    return new StatesAsOf(this.store, this.#db, moment);
  }

  /** Returns the time at which each event became known, by position. A later event never has an earlier time. */
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
    // A store whose clock is behind still records events at times that are past here.
    const now = Date.parse(this.clock.now()) + Math.min(0, this.skew.milliseconds);
    const settled = new Date(now - SETTLED_AFTER_MILLISECONDS).toISOString();
    await this.index.awaited(await this.store.head());
    const { knownAt } = await this.index.counted();
    // Rule 50: after the clock was set back, what is recorded now has a time that is still to come by the clock. An
    // answer about this moment would miss it.
    const isSetBack = knownAt !== null && Date.parse(knownAt) > now + SETTLED_AFTER_MILLISECONDS;
    if (isSetBack && instant > settled) throw new Refusal(platformRefusals.MOMENT_NOT_YET, { latest: settled });
    if (knownAt === null || instant >= knownAt) {
      // Rule 49: the index has no event later than `instant`. A node with a slow clock can still record an event with a
      // time up to ten seconds before now, and that event would change the answer.
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

/** Returns the named moment; null when the input names none. @throws Refusal `INVALID_INPUT` when incomplete. */
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
