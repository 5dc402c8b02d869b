import { Inject } from '@nestjs/common';
import { Args, ArgsType, Field, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { permit, type Person } from '../kernel/permissions.js';
import { reachOf, reachOfBoard } from '../kernel/reach.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { boardOf, type Id, idOf, meetingIdOf } from '../kernel/identity.js';
import type { Moment } from '../kernel/moment.js';
import { byUrgency } from '../kernel/waiting.js';
import { HOLDERS, type ReadHolders } from '../people/holders.js';
import { AsOfArgs, AsOfLookup } from '../platform/as-of/as-of.service.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { OrderedPageArgs } from '../platform/graphql-types/connection.view.js';
import { StuckRow, StuckTextRow } from '../platform/graphql-types/stuck.view.js';
import { WaitingForMe, WaitingRow } from '../platform/graphql-types/waiting.view.js';
import { Clock } from '../platform/runtime/clock.service.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { stuckAtBoards } from '../reviews/stuck.js';
import type { MeetingStatus } from './meeting-process.js';
import { MeetingRow, MeetingStatusEnum } from './meeting-row.view.js';
import { stuckMinutes, waitingAfterMeeting, waitingAtMeeting } from './meeting-waiting.js';
import { CloseMeeting, OpenMeeting, RecordAttendance, RecordConflict } from './proceedings.command.js';
import {
  AddMatterAtMeeting,
  CancelMeeting,
  PutOnAgenda,
  ScheduleMeeting,
  SendSummons,
  TakeOffAgenda,
} from './scheduling.command.js';
import { MeetingConnection, Meetings } from './meetings.view.js';
import { AdjustMinutes, PostNotice, RecordAppeal, SettleAppeal, TakeDownNotice } from './minutes.command.js';

@ArgsType()
class MeetingsArgs extends OrderedPageArgs {
  @Field(() => ID)
  readonly boardId!: string;

  @Field(() => MeetingStatusEnum, { nullable: true })
  @IsOptional()
  readonly status?: MeetingStatus | null;
}

@Resolver(() => MeetingRow)
export class MeetingsResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly view: Meetings,
    private readonly asOf: AsOfLookup,
  ) {}

  @Mutation(() => MeetingRow)
  async scheduleMeeting(@Args('input') input: ScheduleMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(meetingIdOf(input.boardId, input.date, input.number));
  }

  @Mutation(() => MeetingRow, { description: 'Cancels a meeting. Another meeting can then handle its matters.' })
  async cancelMeeting(@Args('input') input: CancelMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow)
  async putOnAgenda(@Args('input') input: PutOnAgenda, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow)
  async takeOffAgenda(@Args('input') input: TakeOffAgenda, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Records a summons (kallelse) with the newest version of each LISTED matter on the agenda, so that the members can read these versions. An agenda without a LISTED matter gives AGENDA_EMPTY.',
  })
  async sendSummons(@Args('input') input: SendSummons, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Opens a meeting. Records who is present and who confirms the minutes.' })
  async openMeeting(@Args('input') input: OpenMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Records who is present from the next paragraph (§) of the minutes on.' })
  async recordAttendance(@Args('input') input: RecordAttendance, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description: 'Records that a person has a conflict of interest (jäv) in a matter and thus counts as absent in it.',
  })
  async recordConflict(@Args('input') input: RecordConflict, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description:
      'Records that the board decided to take up a matter. A matter with the state SUMMONED or ADDED gives ' +
      'ON_AGENDA_ALREADY.',
  })
  async addMatterAtMeeting(@Args('input') input: AddMatterAtMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow)
  async closeMeeting(@Args('input') input: CloseMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Records that the adjusters confirmed paragraphs of the minutes.' })
  async adjustMinutes(@Args('input') input: AdjustMinutes, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description: 'Records the posting of a notice (anslag) of confirmed minutes. The appeal period starts that day.',
  })
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
    description: 'Records an appeal against a paragraph (§). An appeal in time withholds legal force (laga kraft).',
  })
  async recordAppeal(@Args('input') input: RecordAppeal, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, {
    description: 'Records the result of an appeal. Decisions in a paragraph (§) that a court annuls lose their effect.',
  })
  async settleAppeal(@Args('input') input: SettleAppeal, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Query(() => MeetingRow)
  async meeting(
    @Args('id', { type: () => ID }) text: string,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<MeetingRow> {
    const id = idOf('Meeting', text);
    permit(person, 'readMeetings', boardOf(id), id);
    return this.shown(id, await this.asOf.momentOf(asOf, person));
  }

  @Query(() => MeetingConnection, { description: 'The meetings of a board, in the order of their scheduling.' })
  async meetings(
    @Args() args: MeetingsArgs,
    @Args() asOf: AsOfArgs,
    @Caller() person: Person,
  ): Promise<MeetingConnection> {
    const boardId = idOf('Board', args.boardId);
    permit(person, 'readMeetings', boardId, boardId);
    const status = args.status === undefined || args.status === null ? {} : { status: args.status };
    return this.view.of({ boardId, ...status }, args, await this.asOf.momentOf(asOf, person));
  }

  private async shown(id: Id<'Meeting'>, moment: Moment | null = null): Promise<MeetingRow> {
    const meeting = await this.view.one(id, moment);
    if (meeting === null) throw new Refusal(refusals.NOT_FOUND, { id });
    return meeting;
  }
}

@Resolver(() => WaitingForMe)
export class MeetingsWaitingResolver {
  constructor(
    private readonly view: Meetings,
    private readonly clock: Clock,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @ResolveField(() => [WaitingRow])
  async meetings(@Caller() person: Person): Promise<WaitingRow[]> {
    const found = await this.view.waiting(reachOf(person, 'readMeetings'));
    const today = this.clock.today();
    const stuck = await stuckAtBoards(person, this.holders, found, stuckMinutes);
    const own = found.flatMap((one) => [
      ...waitingAtMeeting(person, one, today),
      ...waitingAfterMeeting(person, one, today),
    ]);
    return byUrgency([...own, ...stuck]);
  }
}

@Resolver(() => StuckRow)
export class MeetingsStuckResolver {
  constructor(
    private readonly view: Meetings,
    @Inject(HOLDERS) private readonly holders: ReadHolders,
  ) {}

  @ResolveField(() => [StuckTextRow], { description: 'The minutes that nobody can adjust.' })
  async minutes(@Parent() { boardId }: StuckRow): Promise<StuckTextRow[]> {
    const people = await this.holders.today(boardId);
    if (people === null) return [];
    return (await this.view.waiting(reachOfBoard(boardId))).flatMap((one) => stuckMinutes(one, people) ?? []);
  }
}
