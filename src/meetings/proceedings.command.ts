import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  GatewayCommand,
  IdField,
  IdsField,
  OptionalDateField,
  OptionalIdField,
  OptionalLineField,
  OptionalTextField,
  ParagraphField,
  TextField,
} from '../platform/commands/gateway.command.js';
import { OutcomeEnum } from '../platform/graphql-types/values.view.js';
import { AttendanceInput, LocalTimeField } from './attendance.command.js';
import { decidePoint, type DecidePointData, readDecisionInputs } from './decision.js';
import type { MeetingEvent, Motion, Reservation, VoteData } from './meeting-event.js';
import type { LocalTime } from './meeting-record.js';
import { meetingFold } from './meeting.js';
import { Meetings } from './meetings.view.js';
import { closeMeeting, openMeeting, recordAttendance, recordConflict } from './proceedings.js';
import type { CloseMeetingData, OpenMeetingData, RecordAttendanceData, RecordConflictData } from './proceedings.js';

@InputType({ description: 'A decision (yrkande) that a person proposes. A person without a vote gives NOT_SERVING.' })
export class MotionInput implements Motion {
  @IdField('Person')
  readonly by!: Id<'Person'>;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @TextField()
  readonly wording!: string;

  @Field({ defaultValue: false, description: 'True when the person in `by` withdrew the motion before the decision.' })
  @IsBoolean()
  readonly withdrawn!: boolean;
}

@InputType({
  description:
    'A vote (votering). Each person with a vote in the matter must be in exactly one of the lists yes, no and abstained, and nobody else may be in a list. Otherwise the service refuses with VOTES_DO_NOT_ADD_UP.',
})
export class VoteInput implements VoteData {
  @TextField()
  readonly yesMeans!: string;

  @TextField()
  readonly noMeans!: string;

  @Field(() => OutcomeEnum, {
    nullable: true,
    description:
      'The outcome of the decision point if yes wins. Null if a yes does not settle the point. The vote that settles the point must be the last vote and give the recorded outcome, or the service refuses with VOTE_AGAINST_OUTCOME.',
  })
  @IsOptional()
  readonly yesOutcome: Outcome | null = null;

  @Field(() => OutcomeEnum, { nullable: true })
  @IsOptional()
  readonly noOutcome: Outcome | null = null;

  @IdsField('Person')
  readonly yes!: Id<'Person'>[];

  @IdsField('Person')
  readonly no!: Id<'Person'>[];

  @IdsField('Person')
  readonly abstained!: Id<'Person'>[];
}

@InputType({ description: 'A dissent (reservation). An absent or abstaining person gives RESERVATION_NOT_ALLOWED.' })
export class ReservationInput implements Reservation {
  @IdField('Person')
  readonly by!: Id<'Person'>;

  @OptionalTextField()
  readonly text!: string;
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

const LONGEST_WORDING_IN_CHARACTERS = 10_000;
const MOST_ENTRIES = 500;

@InputType('DecidePointInput')
export class DecidePoint extends GatewayCommand<MeetingEvent> implements DecidePointData {
  readonly commandName = 'decidePoint';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  @IsInt()
  readonly point!: number;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @ParagraphField()
  readonly paragraph!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The wording that the board decided. Null means the proposed wording. Another wording gives WORDING_NEEDS_APPROVAL unless `outcome` is APPROVED.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_WORDING_IN_CHARACTERS)
  readonly wording: string | null = null;

  @OptionalTextField('The reason for the decision. An empty reason for REFERRED_BACK gives REASON_MISSING.')
  readonly reason!: string;

  @Field(() => [MotionInput], { defaultValue: [] })
  @ArrayMaxSize(MOST_ENTRIES)
  @ValidateNested()
  @Type(() => MotionInput)
  readonly motions!: MotionInput[];

  @Field(() => [String], {
    defaultValue: [],
    description: 'The proposals for decision, in the order in which the chair put them to the board.',
  })
  @ArrayMaxSize(MOST_ENTRIES)
  @IsString({ each: true })
  @MaxLength(LONGEST_WORDING_IN_CHARACTERS, { each: true })
  readonly proposalsPut!: string[];

  @Field(() => [VoteInput], { defaultValue: [] })
  @ArrayMaxSize(MOST_ENTRIES)
  @ValidateNested()
  @Type(() => VoteInput)
  readonly votes!: VoteInput[];

  @Field(() => [ReservationInput], { defaultValue: [] })
  @ArrayMaxSize(MOST_ENTRIES)
  @ValidateNested()
  @Type(() => ReservationInput)
  readonly reservations!: ReservationInput[];
}

@CommandHandler(DecidePoint)
class DecidePointHandler implements ICommandHandler<DecidePoint> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly meetings: Meetings,
  ) {}

  execute(command: DecidePoint) {
    const { meetingId, stamp } = command;
    return this.handling.decide(meetingFold, meetingId, command, async (meeting) => {
      const others = await this.meetings.othersOfYear(meetingId);
      return decidePoint(command, meeting, await readDecisionInputs(this.handling.read, command, others), stamp);
    });
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
  DecidePointHandler,
  CloseMeetingHandler,
];
