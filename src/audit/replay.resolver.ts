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
  of: 'As in history.',
  from: 'The position of an event, or a time: 2026-05-27T08:00:00Z.',
  to: 'As from, and included; else the newest event there is when it begins.',
  speed: 'Events a second, such as 5, or times as fast as it happened, such as 100x; else as fast as it is taken.',
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
    description: 'Plays what has happened to a thing again, event by event, and ends.',
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
