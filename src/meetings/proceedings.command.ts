import { applyDecorators } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  GatewayCommand,
  IdField,
  IdsField,
  LineField,
  OptionalDateField,
  OptionalIdField,
  OptionalLineField,
} from '../platform/commands/gateway.command.js';
import type { Serving } from './deliberation.js';
import type { Attendance, MeetingEvent } from './meeting-event.js';
import type { LocalTime, OtherPresent, PartyOf } from './meeting-record.js';
import { meetingFold } from './meeting.js';
import { closeMeeting, openMeeting, recordAttendance, recordConflict } from './proceedings.js';
import type { CloseMeetingData, OpenMeetingData, RecordAttendanceData, RecordConflictData } from './proceedings.js';

const MOST_SEATS = 500;
const LONGEST_TIME_IN_CHARACTERS = 30;

/** Field for a local time. The value is null when the client leaves it out. */
export function LocalTimeField(description: string): PropertyDecorator {
  const order = 'A time before the one that must precede it gives TIMES_OUT_OF_ORDER.';
  return applyDecorators(
    Field(() => String, {
      nullable: true,
      description: `${description} A time in Europe/Stockholm, for example 2026-05-11T13:05. ${order}`,
    }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_TIME_IN_CHARACTERS),
  );
}

@InputType({ description: 'A person with a vote (tjänstgörande): a member, or a substitute for an absent member.' })
export class ServingInput implements Serving {
  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalIdField('Person', 'The absent member that the substitute replaces. Leave this field out for a member.')
  readonly inPlaceOf: Id<'Person'> | null = null;
}

@InputType({ description: 'An official or a guest who is present. A person of the board gives ATTENDANCE_UNSOUND.' })
export class OtherPresentInput implements OtherPresent {
  @IdField('Person', 'The person by the id in the register, which has the name.')
  readonly personId!: Id<'Person'>;

  @LineField('The title or the task of the person on that day. An empty text gives TEXT_MISSING.')
  readonly title!: string;
}

@InputType({ description: 'The party of a member or a substitute on the day of the meeting.' })
export class PartyInput implements PartyOf {
  @IdField('Person', 'A person who does not belong to the board gives ATTENDANCE_UNSOUND.')
  readonly personId!: Id<'Person'>;

  @LineField('The party as the minutes write it, for example S. An empty text gives TEXT_MISSING.')
  readonly party!: string;
}

@InputType({ description: 'The persons who are present from the next paragraph (§) of the minutes on.' })
export class AttendanceInput implements Attendance {
  @Field(() => [ServingInput])
  @ArrayMaxSize(MOST_SEATS)
  @ValidateNested()
  @Type(() => ServingInput)
  readonly serving!: ServingInput[];

  @IdsField('Person', 'The members and substitutes who are present and have no vote.')
  readonly notServing!: Id<'Person'>[];

  @IdField('Person', 'The person who presides. A person who is not in `serving` gives NOT_SERVING.')
  readonly chair!: Id<'Person'>;

  @Field(() => [OtherPresentInput], { defaultValue: [], description: 'The officials and guests who are present.' })
  @ArrayMaxSize(MOST_SEATS)
  @ValidateNested()
  @Type(() => OtherPresentInput)
  readonly others!: OtherPresentInput[];

  @Field(() => [PartyInput], { defaultValue: [], description: 'The parties of members and substitutes.' })
  @ArrayMaxSize(MOST_SEATS)
  @ValidateNested()
  @Type(() => PartyInput)
  readonly parties!: PartyInput[];
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
