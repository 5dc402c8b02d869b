import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  GatewayCommand,
  IdField,
  IdsField,
  OptionalDateField,
  OptionalIdField,
  OptionalLineField,
} from '../platform/commands/gateway.command.js';
import { AttendanceInput, LocalTimeField } from './attendance.command.js';
import type { MeetingEvent } from './meeting-event.js';
import type { LocalTime } from './meeting-record.js';
import { meetingFold } from './meeting.js';
import { closeMeeting, openMeeting, recordAttendance, recordConflict } from './proceedings.js';
import type { CloseMeetingData, OpenMeetingData, RecordAttendanceData, RecordConflictData } from './proceedings.js';

@InputType('OpenMeetingInput')
export class OpenMeeting extends GatewayCommand<MeetingEvent> implements OpenMeetingData {
  readonly commandName = 'openMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => AttendanceInput)
  @ValidateNested()
  @Type(() => AttendanceInput)
  readonly attendance!: AttendanceInput;

  @IdsField('Person', 'The persons elected to adjust the minutes. A person without a vote gives NOT_SERVING.')
  readonly adjusters!: Id<'Person'>[];

  @LocalTimeField('The time of the opening. Null when it is not recorded.')
  readonly openedAt: LocalTime | null = null;

  @OptionalDateField('The day on which they will adjust the minutes. A day before the meeting gives TOO_EARLY.')
  readonly adjustOn: IsoDate | null = null;

  @OptionalLineField('The place where they will adjust the minutes.')
  readonly adjustAt!: string;
}

@CommandHandler(OpenMeeting)
class OpenMeetingHandler implements ICommandHandler<OpenMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: OpenMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      openMeeting(command, meeting, command.stamp),
    );
  }
}

@InputType('RecordAttendanceInput')
export class RecordAttendance extends GatewayCommand<MeetingEvent> implements RecordAttendanceData {
  readonly commandName = 'recordAttendance';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => AttendanceInput)
  @ValidateNested()
  @Type(() => AttendanceInput)
  readonly attendance!: AttendanceInput;
}

@CommandHandler(RecordAttendance)
class RecordAttendanceHandler implements ICommandHandler<RecordAttendance> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordAttendance) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      recordAttendance(command, meeting, command.stamp),
    );
  }
}

@InputType('RecordConflictInput')
export class RecordConflict extends GatewayCommand<MeetingEvent> implements RecordConflictData {
  readonly commandName = 'recordConflict';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @IdField('Person', 'The person who has the conflict of interest (jäv). A person without a vote gives NOT_SERVING.')
  readonly personId!: Id<'Person'>;

  @OptionalIdField(
    'Person',
    'The substitute who takes the place of the person in `personId`. Null means nobody. A person who is no substitute, has a vote already or has a conflict gives ATTENDANCE_UNSOUND.',
  )
  readonly substitute: Id<'Person'> | null = null;

  @OptionalIdField('Person', 'The new chair in the matter. Null gives CHAIR_IN_CONFLICT if `personId` presides.')
  readonly chair: Id<'Person'> | null = null;
}

@CommandHandler(RecordConflict)
class RecordConflictHandler implements ICommandHandler<RecordConflict> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordConflict) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      recordConflict(command, meeting, command.stamp),
    );
  }
}

@InputType('CloseMeetingInput')
export class CloseMeeting extends GatewayCommand<MeetingEvent> implements CloseMeetingData {
  readonly commandName = 'closeMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @LocalTimeField('The time of the closing. Null when it is not recorded.')
  readonly closedAt: LocalTime | null = null;
}

@CommandHandler(CloseMeeting)
class CloseMeetingHandler implements ICommandHandler<CloseMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CloseMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      closeMeeting(command, meeting, command.stamp),
    );
  }
}

export const proceedingsCommandHandlers = [
  OpenMeetingHandler,
  RecordAttendanceHandler,
  RecordConflictHandler,
  CloseMeetingHandler,
];
