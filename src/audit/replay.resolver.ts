import { Args, ArgsType, Field, Float, ID, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { type Person, roleIn } from '../kernel/permissions.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { HistoryIndex, paceOf, pointOf, scopeOf } from './history-index.service.js';
import { HistoryEntryRow } from './history.view.js';
import { Replay, type ReplayedEvent } from './replay.service.js';

@ObjectType('ReplayedEvent')
export class ReplayedEventRow implements ReplayedEvent {
  @Field(() => HistoryEntryRow)
  readonly entry!: HistoryEntryRow;

  @Field(() => Float, { description: 'The position of the newest event in the log when the replay began.' })
  readonly head!: number;
}

const LONGEST_POINT_IN_CHARACTERS = 40;

const description = {
  of: 'Chooses the events by the id of an entity or a board, as in the query `history`. An unknown id gives NOT_FOUND.',
  from: 'Begins at a log position, or at a time such as 2026-05-27T08:00:00Z. Null: at the first event. Another text gives INVALID_INPUT.',
  to: 'Ends at a log position or a time, included. Null: at the newest event when the replay begins. Another text gives INVALID_INPUT.',
  speed:
    'Sets the speed: events per second, such as 5, or a multiple of the original speed, such as 100x. Null: as fast as the client reads. Another text gives INVALID_INPUT.',
} as const;

@ArgsType()
class ReplayArgs {
  @Field(() => ID, { description: description.of })
  readonly of!: string;

  @Field(() => String, { nullable: true, description: description.from })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_POINT_IN_CHARACTERS)
  readonly from?: string | null;

  @Field(() => String, { nullable: true, description: description.to })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_POINT_IN_CHARACTERS)
  readonly to?: string | null;

  @Field(() => String, { nullable: true, description: description.speed })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_POINT_IN_CHARACTERS)
  readonly speed?: string | null;
}

@Resolver()
export class ReplayResolver {
  constructor(
    private readonly replaying: Replay,
    private readonly index: HistoryIndex,
  ) {}

  @Subscription(() => ReplayedEventRow, {
    description: 'Sends the past events of an entity or a board one by one in log order, and then ends.',
    resolve: (step: ReplayedEvent) => step,
  })
  async replay(@Args() args: ReplayArgs, @Caller() person: Person): Promise<AsyncIterableIterator<ReplayedEvent>> {
    const { of: id, from, to, speed } = args;
    roleIn(person, 'readHistory', id);
    const range = {
      from: typeof from === 'string' ? pointOf('from', from) : null,
      to: typeof to === 'string' ? pointOf('to', to) : null,
      pace: typeof speed === 'string' ? paceOf(speed) : null,
    };
    await this.index.caughtUp();
    await this.index.requireKnown(id);
    return this.replaying.follow(scopeOf(id), range);
  }
}
