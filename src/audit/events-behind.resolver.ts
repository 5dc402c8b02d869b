import { Args, ArgsType, Extensions, Field, ID, InputType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Person } from '../kernel/act.js';
import { boardOf, idOf } from '../kernel/identity.js';
import { permit } from '../kernel/permissions.js';
import { refusals } from '../kernel/general-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import type { Tertial } from '../kernel/tertial.js';
import { AsOfArgs } from '../platform/as-of/as-of.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { FOLDED } from '../platform/graphql/query-limits.service.js';
import { TertialEnum } from '../platform/graphql-types/tertial.view.js';
import { type Figure, figureKinds } from './events-behind.js';
import { EventsBehind } from './events-behind.service.js';
import { HistoryConnection } from './history.view.js';

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
