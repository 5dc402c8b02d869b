import { Args, ArgsType, Context, Extensions, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { ArrayMaxSize, IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator';
import { boardsFor, permitInMunicipality, type Person, roleIn } from '../kernel/permissions.js';
import { idOf } from '../kernel/identity.js';
import { personIn } from '../kernel/referenced-entities.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { DateTimeISO } from '../platform/graphql-types/values.view.js';
import { FOLDED } from '../platform/graphql/query-limits.service.js';
import { Caller, type RequestContext } from '../platform/sign-in/caller.resolver.js';
import { type Filter, HistoryIndex, scopeOf } from './history-index.service.js';
import { History } from './history.service.js';
import { HistoryConnection, HistoryEntryRow } from './history.view.js';

const MOST_TYPES = 100;
const LONGEST_TYPE_IN_CHARACTERS = 100;

@ArgsType()
abstract class RecordedArgs extends PageArgs {
  @Field(() => DateTimeISO, { nullable: true, description: 'Recorded at this moment or later.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly from?: IsoInstant | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Recorded at this moment or earlier.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly to?: IsoInstant | null;

  @Field(() => [String], { nullable: true, description: 'Of these types of events only.' })
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
      'Of a plan, goal, measure, activity, removal proposal, matter, meeting, review chain or steering model, or of a board: then all that is its.',
  })
  readonly of!: string;

  @Field(() => ID, { nullable: true, description: 'Only what this person has done, or is named in.' })
  @IsOptional()
  readonly personId?: string | null;
}

@ArgsType()
class PersonHistoryArgs extends RecordedArgs {
  @Field(() => ID)
  readonly personId!: string;

  @Field(() => ID, { nullable: true, description: 'At this board only; else at all whose history you may read.' })
  @IsOptional()
  readonly boardId?: string | null;
}

/** What has happened, told. */
@Resolver(() => HistoryEntryRow)
export class HistoryResolver {
  constructor(
    private readonly history: History,
    private readonly index: HistoryIndex,
  ) {}

  @Extensions({ [FOLDED]: true })
  @Query(() => HistoryConnection, {
    name: 'history',
    description: 'What has happened to a thing and all that is a part of it, in the order of the log.',
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
    description: 'What a person has done, or is named in, at the boards whose history you may read.',
  })
  async personHistory(@Args() args: PersonHistoryArgs, @Caller() person: Person): Promise<HistoryConnection> {
    const { municipalityId } = person;
    const personId = idOf('Person', args.personId);
    permitInMunicipality(person, 'readHistory', municipalityId, personId);
    const { boardId } = args;
    const readable = boardsFor(person, 'readHistory').filter((id) => (boardId ?? id) === id);
    const whole = typeof boardId === 'string' ? null : municipalityId;
    const scope = { things: [personIn(municipalityId, personId)], boardIds: readable, municipalityId: whole };
    return this.history.page(scope, filterIn(args), args);
  }

  @ResolveField(() => String, { description: 'Who did what, from what to what, and why, in your language.' })
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
