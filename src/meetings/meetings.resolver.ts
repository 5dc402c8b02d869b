import { Args, ArgsType, Field, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import type { Person } from '../kernel/act.js';
import { boardOf, type Id, idOf, meetingIdOf } from '../kernel/identity.js';
import { permit } from '../kernel/permissions.js';
import type { Moment } from '../kernel/moment.js';
import { refusals } from '../kernel/general-refusals.js';
import { Refusal } from '../kernel/refusal.js';
import { AsOfArgs } from '../platform/as-of/as-of.view.js';
import { Caller } from '../platform/sign-in/caller.resolver.js';
import { PageArgs } from '../platform/graphql-types/connection.view.js';
import { CommandGateway } from '../platform/commands/command-gateway.service.js';
import { AsOfLookup } from '../platform/as-of/as-of.service.js';
import { AddMatterAtMeeting } from './add-matter-at-meeting.command.js';
import { CancelMeeting } from './cancel-meeting.command.js';
import { CloseMeeting } from './close-meeting.command.js';
import { DecidePoint } from './decide-point.command.js';
import { OpenMeeting } from './open-meeting.command.js';
import { PutOnAgenda } from './put-on-agenda.command.js';
import { RecordAttendance } from './record-attendance.command.js';
import { RecordConflict } from './record-conflict.command.js';
import { ScheduleMeeting } from './schedule-meeting.command.js';
import { SendSummons } from './send-summons.command.js';
import { TakeOffAgenda } from './take-off-agenda.command.js';
import type { MeetingStatus } from './meeting-process.js';
import { MeetingRow, MeetingStatusEnum } from './meeting-row.view.js';
import { MeetingConnection, Meetings } from './meetings.view.js';

@ArgsType()
class MeetingsArgs extends PageArgs {
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

  @Mutation(() => MeetingRow, { description: 'Calls the meeting off. What was summoned to it is free for another.' })
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

  @Mutation(() => MeetingRow, { description: 'Sends the members the exact versions of what is new on the agenda.' })
  async sendSummons(@Args('input') input: SendSummons, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Opens the meeting with its roll call.' })
  async openMeeting(@Args('input') input: OpenMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'Who is there from the next § on.' })
  async recordAttendance(@Args('input') input: RecordAttendance, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'A member may not handle a matter, and is absent for it.' })
  async recordConflict(@Args('input') input: RecordConflict, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: 'The board decides to take up what was not on the summons.' })
  async addMatterAtMeeting(@Args('input') input: AddMatterAtMeeting, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow, { description: "Records the board's decision of one point." })
  async decidePoint(@Args('input') input: DecidePoint, @Caller() person: Person): Promise<MeetingRow> {
    await this.gateway.submit(input, person);
    return this.shown(input.meetingId);
  }

  @Mutation(() => MeetingRow)
  async closeMeeting(@Args('input') input: CloseMeeting, @Caller() person: Person): Promise<MeetingRow> {
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

  @Query(() => MeetingConnection, { description: 'In the order in which they were scheduled.' })
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
