import { Inject, Injectable } from '@nestjs/common';
import {
  Args,
  ArgsType,
  Context,
  Extensions,
  Field,
  ID,
  InputType,
  Parent,
  Query,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsISO8601, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { boardOf, type Id, idOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { permit, permitInMunicipality, type Person, roleIn } from '../kernel/permissions.js';
import { boardsWithin, reachOf } from '../kernel/reach.js';
import { personIn } from '../kernel/referenced-entities.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { IsoInstant, Tertial } from '../kernel/tertial.js';
import { type ReadTertialViews, TERTIAL_VIEWS } from '../plans/tertial-view/tertial-view.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { type Connection, openedAfter, PageArgs } from '../platform/graphql-types/connection.view.js';
import { DateTimeISO, TertialEnum } from '../platform/graphql-types/values.view.js';
import { FOLDED } from '../platform/graphql/query-limits.service.js';
import { Caller, type RequestContext } from '../platform/sign-in/caller.resolver.js';
import { eventsBehind, type Figure, figureKinds, ofTertial } from './events-behind.js';
import { type Filter, HistoryIndex, scopeOf } from './history-index.service.js';
import { History } from './history.service.js';
import { HistoryConnection, HistoryEntryRow } from './history.view.js';

const MOST_TYPES = 100;
const LONGEST_TYPE_IN_CHARACTERS = 100;

@ArgsType()
abstract class RecordedArgs extends PageArgs {
  @Field(() => DateTimeISO, { nullable: true, description: 'Returns events recorded from this time on. Null: all.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly from?: IsoInstant | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Returns events recorded up to this time. Null: all.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly to?: IsoInstant | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Returns only events of these types, such as GoalAssessed. Null means events of all types.',
  })
  @IsOptional()
  @ArrayMaxSize(MOST_TYPES)
  @IsString({ each: true })
  @MaxLength(LONGEST_TYPE_IN_CHARACTERS, { each: true })
  readonly types?: string[] | null;
}

@ArgsType()
class HistoryArgs extends RecordedArgs {
  @Field(() => ID, {
    description:
      'Chooses the entity by the id of a plan, goal, measure, activity, removal proposal, matter, meeting, review chain or steering model. The id of a board chooses all events of the board, that of a municipality those of its log, such as LogAdopted. An unknown id gives NOT_FOUND. So does an id that belongs to a board for which you have no role.',
  })
  readonly of!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Returns only events that refer to this person, for example as the actor. Null means events of all persons.',
  })
  @IsOptional()
  readonly personId?: string | null;
}

@ArgsType()
class PersonHistoryArgs extends RecordedArgs {
  @Field(() => ID)
  readonly personId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Returns only events of this board. A board that you may not read gives an empty page. Null means all events that you may read.',
  })
  @IsOptional()
  readonly boardId?: string | null;
}

/** Answers the queries for the history of an entity and of a person. */
@Resolver(() => HistoryEntryRow)
export class HistoryResolver {
  constructor(
    private readonly history: History,
    private readonly index: HistoryIndex,
  ) {}

  @Extensions({ [FOLDED]: true })
  @Query(() => HistoryConnection, {
    name: 'history',
    description:
      'Returns the events that refer to an entity or to its parts, such as the goals of a plan, in log order. An unknown id gives NOT_FOUND.',
  })
  async historyOf(@Args() args: HistoryArgs, @Caller() person: Person): Promise<HistoryConnection> {
    const { of: id, personId } = args;
    roleIn(person, 'readHistory', id);
    const about = typeof personId === 'string' ? personIn(person.municipalityId, idOf('Person', personId)) : null;
    const page = await this.history.page(scopeOf(id), { ...filterIn(args), person: about }, args);
    if (page.edges.length === 0) await this.index.requireKnown(id);
    return page;
  }

  @Extensions({ [FOLDED]: true })
  @Query(() => HistoryConnection, {
    description:
      'Returns, in log order, the events that you may read and that refer to a person, for example as the actor.',
  })
  async personHistory(@Args() args: PersonHistoryArgs, @Caller() person: Person): Promise<HistoryConnection> {
    const { municipalityId } = person;
    const personId = idOf('Person', args.personId);
    permitInMunicipality(person, 'readHistory', municipalityId, personId);
    const { boardId } = args;
    const reach = reachOf(person, 'readHistory');
    const places =
      typeof boardId === 'string' ? { boardIds: boardsWithin(reach, boardId), municipalityId: null } : reach;
    return this.history.page({ thing: personIn(municipalityId, personId), ...places }, filterIn(args), args);
  }

  @ResolveField(() => String, { description: 'The event as a sentence in the language of the request.' })
  sentence(
    @Parent() { sentences }: HistoryEntryRow,
    @Context() { language }: Pick<RequestContext, 'language'>,
  ): string {
    return sentences[language];
  }
}

function filterIn({ from, to, types }: RecordedArgs): Filter {
  return { from: from ?? null, to: to ?? null, types: types ?? null };
}

/** Identifies a count or value in the tertial view of a plan. */
export interface AskedFigure {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  readonly figure: Figure;
}

/** Finds the events that explain a count or value in a tertial view. */
@Injectable()
export class EventsBehind {
  constructor(
    private readonly history: History,
    private readonly index: HistoryIndex,
    @Inject(TERTIAL_VIEWS) private readonly views: ReadTertialViews,
  ) {}

  /**
   * Returns a page of the events that explain the count or value, as of `moment`; null means now.
   *
   * @throws Refusal `NOT_FOUND` for an unknown plan, and the refusals of {@link eventsBehind}.
   */
  async of(
    { planId, tertial, figure }: AskedFigure,
    moment: Moment | null,
    page: PageArgs,
  ): Promise<Connection<HistoryEntryRow>> {
    const after = openedAfter(page);
    await this.index.caughtUp();
    const view = await this.views.one(planId, tertial, moment);
    if (view === null) throw new Refusal(refusals.NOT_FOUND, { id: planId });
    const found = await this.index.placesOfAny(eventsBehind(view, figure), boardOf(planId));
    const places = found.filter(({ position }) => moment === null || position <= moment.position);
    // The log index does not contain tertials, so this method reads all events about the entities and filters them.
    const all = await this.history.rendered(places, this.history.renderer());
    const told = ofTertial(all, tertial, moment?.validOn ?? null);
    return this.history.connection(
      told.filter(({ index }) => index > after),
      page,
      moment,
    );
  }
}

const FigureKindEnum = Object.fromEntries(figureKinds.map((kind) => [kind, kind]));
registerEnumType(FigureKindEnum, { name: 'FigureKind', description: 'A kind of count or value in a `TertialView`.' });

const LONGEST_TEXT_IN_CHARACTERS = 200;

@InputType()
class FigureInput {
  @Field(() => FigureKindEnum)
  @IsIn(figureKinds)
  readonly kind!: Figure['kind'];

  @Field(() => ID, {
    nullable: true,
    description:
      'Chooses the activity, goal or measure by its id. The kinds ACTIVITY_STATUS, GOAL_ASSESSMENT and MEASURE_OUTCOME require the id: null gives INVALID_INPUT, and an id that the view does not show gives NOT_FOUND. The other kinds ignore the id.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT_IN_CHARACTERS)
  readonly id?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Chooses the status by its code. The kinds ACTIVITIES_WITH_STATUS and GOALS_WITH_STATUS require the code: null gives INVALID_INPUT, and a code that the view does not count gives UNKNOWN_STATUS. The other kinds ignore the code.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT_IN_CHARACTERS)
  readonly code?: string | null;
}

@ArgsType()
class EventsBehindArgs extends PageArgs {
  @Field(() => ID)
  readonly planId!: string;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @Field(() => FigureInput)
  @ValidateNested()
  @Type(() => FigureInput)
  readonly figure!: FigureInput;
}

@Resolver()
export class EventsBehindResolver {
  constructor(
    private readonly behind: EventsBehind,
    private readonly asOf: AsOfLookup,
  ) {}

  @Extensions({ [FOLDED]: true })
  @Query(() => HistoryConnection, {
    description:
      'Returns, in log order, the events that explain a count or value in a `TertialView`. These events report, correct or void a status, an assessment or an outcome, open or close the follow-up, or add, remove or restore activities.',
  })
  async eventsBehind(
    @Args() args: EventsBehindArgs,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<HistoryConnection> {
    const planId = idOf('Plan', args.planId);
    permit(person, 'readHistory', boardOf(planId), planId);
    const asked = { planId, tertial: args.tertial, figure: figureIn(args.figure) };
    return this.behind.of(asked, await this.asOf.momentOf(asOf, person), args);
  }
}

function figureIn({ kind, id, code }: FigureInput): Figure {
  switch (kind) {
    case 'ACTIVITY_STATUS':
    case 'GOAL_ASSESSMENT':
    case 'MEASURE_OUTCOME':
      return { kind, id: given('id', id) };
    case 'ACTIVITIES_WITH_STATUS':
    case 'GOALS_WITH_STATUS':
      return { kind, code: given('code', code) };
    case 'ACTIVITIES_IN_PLAN':
    case 'ACTIVITIES_REMOVED':
    case 'ACTIVITIES_NOT_REPORTED':
    case 'GOALS_NOT_ASSESSED':
    case 'MEASURES_REACHED':
    case 'MEASURES_MISSED':
    case 'MEASURES_UNTOLD':
    case 'MEASURES_NOT_REPORTED':
    case 'FOLLOW_UP':
      return { kind };
  }
}

/** Returns the id or code that a kind of count or value requires. @throws Refusal `INVALID_INPUT` without it. */
function given(field: 'id' | 'code', text: string | null | undefined): string {
  if (typeof text === 'string') return text;
  throw new Refusal(refusals.INVALID_INPUT, { fields: [{ field: `figure.${field}`, problem: 'isDefined' }] });
}
