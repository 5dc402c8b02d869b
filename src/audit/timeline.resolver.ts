import { Args, ArgsType, Field, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { IsInt, IsISO8601, IsOptional, Min } from 'class-validator';
import { type Person, roleIn } from '../kernel/permissions.js';
import type { IsoInstant } from '../kernel/tertial.js';
import { DateTimeISO } from '../platform/graphql-types/values.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { HistoryIndex, scopeOf } from './history-index.service.js';
import { TimelineRow } from './history.view.js';

@ArgsType()
class TimelineArgs {
  @Field(() => ID, { description: 'Chooses the entity as `history` does.' })
  readonly of!: string;

  @Field(() => DateTimeISO, { nullable: true, description: 'Chooses the last moment up to this time. Null: any time.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly at?: IsoInstant | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Chooses a moment by its number. Null with a null `at` chooses the newest moment.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly number?: number | null;
}

@Resolver()
export class TimelineResolver {
  constructor(private readonly index: HistoryIndex) {}

  @Query(() => TimelineRow, {
    description:
      'Returns a moment at which something happened to an entity, and the moments before and after it. An unknown id gives NOT_FOUND.',
  })
  async timeline(@Args() { of: id, at, number }: TimelineArgs, @Caller() person: Person): Promise<TimelineRow> {
    roleIn(person, 'readHistory', id);
    await this.index.caughtUp();
    const until = typeof at === 'string' ? new Date(at).toISOString() : null;
    const moment = await this.index.moment(scopeOf(id), { at: until, number: number ?? null });
    if (moment.count === 0) await this.index.requireKnown(id);
    return moment;
  }
}
