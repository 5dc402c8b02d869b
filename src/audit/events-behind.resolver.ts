import { Inject, Injectable } from '@nestjs/common';
import { Args, ArgsType, Extensions, Field, ID, InputType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { permit, type Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { boardOf, type Id, idOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import type { Tertial } from '../kernel/tertial.js';
import { type ReadTertialViews, TERTIAL_VIEWS } from '../plans/tertial-view/tertial-view.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { type Connection, openedAfter, PageArgs } from '../platform/graphql-types/connection.view.js';
import { TertialEnum } from '../platform/graphql-types/values.view.js';
import { FOLDED } from '../platform/graphql/query-limits.service.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { eventsBehind, type Figure, figureKinds, ofTertial } from './events-behind.js';
import { HistoryIndex } from './history-index.service.js';
import { History } from './history.service.js';
import { HistoryConnection, type HistoryEntryRow } from './history.view.js';

/** A figure of the view of a plan and a tertial. */
export interface AskedFigure {
  readonly planId: Id<'Plan'>;
  readonly tertial: Tertial;
  readonly figure: Figure;
}

/** Leads from a figure of a tertial view to what was told. */
@Injectable()
export class EventsBehind {
  constructor(
    private readonly history: History,
    private readonly index: HistoryIndex,
    @Inject(TERTIAL_VIEWS) private readonly views: ReadTertialViews,
  ) {}

  /**
   * Of the figure as it is, or as it was at a moment.
   *
   * @throws Refusal `NOT_FOUND` for a plan that there is not, and as {@link eventsBehind}.
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
    // Which tertial something is about stands in the events alone: there are as many as the plan has told of it.
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
registerEnumType(FigureKindEnum, { name: 'FigureKind', description: 'A figure of a tertial view.' });

const LONGEST_TEXT_IN_CHARACTERS = 200;

@InputType()
class FigureInput {
  @Field(() => FigureKindEnum)
  @IsIn(figureKinds)
  readonly kind!: Figure['kind'];

  @Field(() => ID, { nullable: true, description: 'Of the activity, goal or measure whose figure it is.' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TEXT_IN_CHARACTERS)
  readonly id?: string | null;

  @Field(() => String, { nullable: true, description: 'Of the status that is counted.' })
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
      'What a figure of a tertial view rests on: what was reported, corrected and voided, or the decisions that took activities out of the plan and put them back.',
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

/** Which of them is needed depends on the figure. */
function given(field: 'id' | 'code', text: string | null | undefined): string {
  if (typeof text === 'string') return text;
  throw new Refusal(refusals.INVALID_INPUT, { fields: [{ field: `figure.${field}`, problem: 'isDefined' }] });
}
