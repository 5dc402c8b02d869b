import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, ValidateNested } from 'class-validator';
import { boardOf, type Id, meetingIdOf } from '../../kernel/identity.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import {
  DateField,
  GatewayCommand,
  IdField,
  NullableLineField,
  OptionalIdField,
  OptionalTextField,
  TextField,
} from '../../platform/commands/gateway.command.js';
import type { MeetingEvent } from '../meeting-event.js';
import { meetingFold } from '../meeting.js';
import { Meetings } from '../meetings.view.js';
import { AttendanceInput } from '../proceedings.command.js';
import { DecisionEntryInput } from '../record/decision.command.js';
import { DayNumberField, TimeOfDayField } from '../scheduling.command.js';
import { readMeetings } from '../scheduling.js';
import { isHoliday } from '../swedish-calendar.js';
import { correctAttendance, type CorrectAttendanceData } from './attendance-correction.js';
import { correctConflict, type CorrectConflictData } from './conflict-correction.js';
import { correctDecision, type CorrectDecisionData } from './decision-correction.js';
import { correctMeeting, type CorrectMeetingData, moveMeeting, type MoveMeetingData } from './meeting-correction.js';
import { correctNotice, type CorrectNoticeData } from './notice-correction.js';

export const correctionReason = 'The reason for the correction. The service refuses a blank reason (REASON_MISSING).';

@InputType('CorrectDecisionInput')
export class CorrectDecision extends GatewayCommand<MeetingEvent> implements CorrectDecisionData {
  readonly commandName = 'correctDecision';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  @IsInt()
  readonly point!: number;

  @Field(() => DecisionEntryInput, { description: 'The whole entry as it should be, not only what differs.' })
  @ValidateNested()
  @Type(() => DecisionEntryInput)
  readonly entry!: DecisionEntryInput;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectDecision)
class CorrectDecisionHandler implements ICommandHandler<CorrectDecision> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly meetings: Meetings,
  ) {}

  execute(command: CorrectDecision) {
    const { meetingId, stamp } = command;
    return this.handling.decide(meetingFold, meetingId, command, async (meeting) => {
      const others = await this.meetings.othersOfYear(meetingId);
      return correctDecision(command, meeting, await readMeetings(this.handling.read, others), stamp);
    });
  }
}

@InputType('CorrectedConflictInput')
class CorrectedConflictInput {
  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalIdField('Person', 'The substitute who replaces the person in the matter. Null means nobody.')
  readonly substitute: Id<'Person'> | null = null;

  @OptionalIdField('Person', 'The person who presides in the matter instead of the chair. Null changes nothing.')
  readonly chair: Id<'Person'> | null = null;
}

@InputType('CorrectConflictInput')
export class CorrectConflict extends GatewayCommand<MeetingEvent> implements CorrectConflictData {
  readonly commandName = 'correctConflict';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @IdField('Person', 'The person of the conflict as it was recorded.')
  readonly personId!: Id<'Person'>;

  @Field(() => CorrectedConflictInput, {
    nullable: true,
    description: 'The conflict as it should be. Null when there was none.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => CorrectedConflictInput)
  readonly conflict?: CorrectedConflictInput | null;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectConflict)
class CorrectConflictHandler implements ICommandHandler<CorrectConflict> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectConflict) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctConflict(command, meeting, command.stamp),
    );
  }
}

@InputType('CorrectNoticeInput')
export class CorrectNotice extends GatewayCommand<MeetingEvent> implements CorrectNoticeData {
  readonly commandName = 'correctNotice';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'The number of the notice.' })
  @IsInt()
  readonly notice!: number;

  @DateField('The day on which the notice was posted.')
  readonly date!: IsoDate;

  @NullableLineField('The place where the notice says that the minutes are kept. Null leaves the place as it was.')
  readonly keptAt?: string | null;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectNotice)
class CorrectNoticeHandler implements ICommandHandler<CorrectNotice> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectNotice) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctNotice(command, meeting, isHoliday, command.stamp),
    );
  }
}

@InputType('CorrectAttendanceInput')
export class CorrectAttendance extends GatewayCommand<MeetingEvent> implements CorrectAttendanceData {
  readonly commandName = 'correctAttendance';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => AttendanceInput, { description: 'The whole newest attendance as it should be, not only what differs.' })
  @ValidateNested()
  @Type(() => AttendanceInput)
  readonly attendance!: AttendanceInput;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectAttendance)
class CorrectAttendanceHandler implements ICommandHandler<CorrectAttendance> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectAttendance) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctAttendance(command, meeting, command.stamp),
    );
  }
}

@InputType('CorrectMeetingInput')
export class CorrectMeeting extends GatewayCommand<MeetingEvent> implements CorrectMeetingData {
  readonly commandName = 'correctMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @TimeOfDayField()
  readonly time!: string;

  @TextField()
  readonly place!: string;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectMeeting)
class CorrectMeetingHandler implements ICommandHandler<CorrectMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctMeeting(command, meeting, command.stamp),
    );
  }
}

@InputType('MoveMeetingInput')
export class MoveMeeting extends GatewayCommand<MeetingEvent> implements MoveMeetingData {
  readonly commandName = 'moveMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @DateField('The new day, in the year of the meeting.')
  readonly date!: IsoDate;

  @TimeOfDayField()
  readonly time!: string;

  @TextField()
  readonly place!: string;

  @DayNumberField()
  readonly number!: number;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(MoveMeeting)
class MoveMeetingHandler implements ICommandHandler<MoveMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: MoveMeeting) {
    const { meetingId, date, number } = command;
    return this.handling.decide(meetingFold, meetingId, command, async (meeting) => {
      const there = await this.handling.read(meetingFold, meetingIdOf(boardOf(meetingId), date, number));
      return moveMeeting(command, meeting, there, command.stamp);
    });
  }
}

export const correctionCommandHandlers = [
  CorrectDecisionHandler,
  CorrectConflictHandler,
  CorrectNoticeHandler,
  CorrectAttendanceHandler,
  CorrectMeetingHandler,
  MoveMeetingHandler,
];
