import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { type Id, meetingIdOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { DateField, IdField, IdsField, TextField } from '../platform/commands/fields.command.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { openMeeting, type OpenMeetingData } from './attendance.js';
import { AttendanceInput, CompositionInput } from './decision.command.js';
import type { MeetingEvent } from './meeting-event.js';
import { meetingFold } from './meeting.js';
import {
  cancelMeeting,
  type CancelMeetingData,
  closeMeeting,
  type CloseMeetingData,
  scheduleMeeting,
  type ScheduleMeetingData,
} from './scheduling.js';

@InputType('ScheduleMeetingInput')
export class ScheduleMeeting extends GatewayCommand<MeetingEvent> implements ScheduleMeetingData {
  readonly commandName = 'scheduleMeeting';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @DateField()
  readonly date!: IsoDate;

  @Field({ description: 'Of the day in Europe/Stockholm, such as 13:00.' })
  @Matches(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/)
  readonly time!: string;

  @TextField()
  readonly place!: string;

  @Field(() => CompositionInput)
  @ValidateNested()
  @Type(() => CompositionInput)
  readonly composition!: CompositionInput;

  @Field(() => Int, { defaultValue: 1, description: '2 or more for another meeting of the board on the same day.' })
  @IsInt()
  @Min(1)
  @Max(9)
  readonly number!: number;
}

@CommandHandler(ScheduleMeeting)
export class ScheduleMeetingHandler implements ICommandHandler<ScheduleMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ScheduleMeeting) {
    const meetingId = meetingIdOf(command.boardId, command.date, command.number);
    return this.handling.decide(meetingFold, meetingId, command, (meeting) =>
      scheduleMeeting(command, meeting, command.stamp),
    );
  }
}

@InputType('OpenMeetingInput')
export class OpenMeeting extends GatewayCommand<MeetingEvent> implements OpenMeetingData {
  readonly commandName = 'openMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => AttendanceInput)
  @ValidateNested()
  @Type(() => AttendanceInput)
  readonly attendance!: AttendanceInput;

  @IdsField('Person', 'Who adjust the minutes.')
  readonly adjusters!: Id<'Person'>[];
}

@CommandHandler(OpenMeeting)
export class OpenMeetingHandler implements ICommandHandler<OpenMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: OpenMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      openMeeting(command, meeting, command.stamp),
    );
  }
}

@InputType('CloseMeetingInput')
export class CloseMeeting extends GatewayCommand<MeetingEvent> implements CloseMeetingData {
  readonly commandName = 'closeMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;
}

@CommandHandler(CloseMeeting)
export class CloseMeetingHandler implements ICommandHandler<CloseMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CloseMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      closeMeeting(command, meeting, command.stamp),
    );
  }
}

@InputType('CancelMeetingInput')
export class CancelMeeting extends GatewayCommand<MeetingEvent> implements CancelMeetingData {
  readonly commandName = 'cancelMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @TextField()
  readonly reason!: string;
}

@CommandHandler(CancelMeeting)
export class CancelMeetingHandler implements ICommandHandler<CancelMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CancelMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      cancelMeeting(command, meeting, command.stamp),
    );
  }
}
