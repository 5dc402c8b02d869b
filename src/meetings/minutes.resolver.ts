import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { permit, type Person } from '../kernel/permissions.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { boardOf, type Id, idOf } from '../kernel/identity.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { AsOfArgs } from '../platform/as-of/as-of.view.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { MeetingRow } from './meeting-row.view.js';
import { Meetings } from './meetings.view.js';
import { AdjustMinutes, PostNotice, RecordAppeal, SettleAppeal, TakeDownNotice } from './minutes.command.js';
import { MinutesReader, MinutesRow } from './minutes.view.js';

@Resolver(() => MinutesRow)
export class MinutesResolver {
  constructor(
    private readonly reader: MinutesReader,
    private readonly asOf: AsOfLookup,
  ) {}

  @Query(() => MinutesRow, { description: 'As far as the meeting has come, and what became of each § since.' })
  async minutes(
    @Args('meetingId', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<MinutesRow> {
    const id = idOf('Meeting', text);
    permit(person, 'readMeetings', boardOf(id), id);
    const minutes = await this.reader.of(id, await this.asOf.momentOf(asOf, person));
    if (minutes === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return minutes;
  }
}

/** What is done when the board has decided, until its decisions have legal force. */
@Resolver(() => MeetingRow)
export class AfterMeetingResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Meetings,
  ) {}

  @Mutation(() => MeetingRow, { description: 'Records who has adjusted the minutes, of all §§ or of some.' })
  async adjustMinutes(@Args('input') input: AdjustMinutes, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'The adjustment was made known: the time to appeal in runs.' })
  async postNotice(@Args('input') input: PostNotice, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow)
  async takeDownNotice(@Args('input') input: TakeDownNotice, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description: 'Somebody has appealed a §. One that came in time withholds legal force.',
  })
  async recordAppeal(@Args('input') input: RecordAppeal, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'What became of an appeal. What a court annuls is undone.' })
  async settleAppeal(@Args('input') input: SettleAppeal, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  private async shown(id: Id<'Meeting'>): Promise<MeetingRow> {
    const meeting = await this.view.one(id, null);
    if (meeting === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return meeting;
  }
}
