import { Args, ArgsType, Field, Float, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { IsInt, IsISO8601, IsOptional, Max, Min } from 'class-validator';
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

  @Field(() => DateTimeISO, { nullable: true, description: 'Chooses the last event up to this time. Null: any time.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly at?: IsoInstant | null;

  @Field(() => Float, { nullable: true, description: 'Chooses the last event up to this log position. Null: any.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly position?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Chooses an event by its number. Null with a null `at` and `position` chooses the newest event.',
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
      'Returns an event of an entity, and the positions of the events before and after it. An unknown id gives NOT_FOUND.',
  })
  async timeline(
    @Args() { of: id, at, position, number }: TimelineArgs,
    @Caller() person: Person,
  ): Promise<TimelineRow> {
    roleIn(person, 'readHistory', id);
    await this.index.caughtUp();
    const until = typeof at === 'string' ? new Date(at).toISOString() : null;
    const asked = { at: until, position: position ?? null, number: number ?? null };
    const place = await this.index.timelinePlace(scopeOf(id), asked);
    if (place.count === 0) await this.index.requireKnown(id);
    return place;
  }
}
