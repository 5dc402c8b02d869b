import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import type { Outcome } from '../kernel/outcome.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  GatewayCommand,
  IdField,
  IdsField,
  OptionalIdField,
  OptionalTextField,
  ParagraphField,
  TextField,
} from '../platform/commands/gateway.command.js';
import { OutcomeEnum } from '../platform/graphql-types/values.view.js';
import { decidePoint, type DecidePointData, readDecisionInputs } from './decision.js';
import type { Attendance, MeetingEvent, Motion, Reservation, Serving, VoteData } from './meeting-event.js';
import { meetingFold } from './meeting.js';
import { closeMeeting, openMeeting, recordAttendance, recordConflict } from './proceedings.js';
import type { CloseMeetingData, OpenMeetingData, RecordAttendanceData, RecordConflictData } from './proceedings.js';

const MOST_SEATS = 500;

@InputType({ description: "A member who serves, or a substitute who serves in an absent member's place." })
export class ServingInput implements Serving {
  @IdField('Person')
  readonly personId!: Id<'Person'>;

  @OptionalIdField('Person', 'The absent member. Leave it out when the serving person is a member.')
  readonly inPlaceOf: Id<'Person'> | null = null;
}

@InputType({ description: 'The persons who are present from the next paragraph (§) of the minutes on.' })
export class AttendanceInput implements Attendance {
  @Field(() => [ServingInput])
  @ArrayMaxSize(MOST_SEATS)
  @ValidateNested()
  @Type(() => ServingInput)
  readonly serving!: ServingInput[];

  @IdsField('Person', 'Members and substitutes who are present without serving.')
  readonly notServing!: Id<'Person'>[];

  @IdField('Person', 'The person who presides. The service refuses a person who does not serve with NOT_SERVING.')
  readonly chair!: Id<'Person'>;
}

@InputType({ description: 'A motion (yrkande), which is a decision that a serving person proposes to the board.' })
export class MotionInput implements Motion {
  @IdField('Person')
  readonly by!: Id<'Person'>;

  @Field(() => OutcomeEnum)
  readonly outcome!: Outcome;

  @TextField()
  readonly wording!: string;

  @Field({ defaultValue: false, description: 'True when the person withdrew the motion before the decision.' })
  @IsBoolean()
  readonly withdrawn!: boolean;
}

@InputType({ description: 'A vote (votering). Each serving person votes yes or no, or abstains.' })
export class VoteInput implements VoteData {
  @TextField()
  readonly yesMeans!: string;

  @TextField()
  readonly noMeans!: string;

  @Field(() => OutcomeEnum, {
    nullable: true,
    description: "The board's decision on the point if yes wins. Leave it out if a yes does not settle the point.",
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

@InputType({ description: 'The dissent (reservation) of a person who took part in the decision.' })
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

  @IdsField('Person', 'The serving persons whom the board chose to confirm the minutes (justerare).')
  readonly adjusters!: Id<'Person'>[];
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

  @IdField('Person', 'The serving person who has the conflict of interest (jäv).')
  readonly personId!: Id<'Person'>;

  @OptionalIdField('Person', "The substitute who serves in this person's place. Leave it out when nobody does.")
  readonly substitute: Id<'Person'> | null = null;

  @OptionalIdField('Person', 'The person who presides in this matter instead. Required if the chair has the conflict.')
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
    description: 'The wording that the board decided. Leave it out when the board decided the proposed wording.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_WORDING_IN_CHARACTERS)
  readonly wording: string | null = null;

  @OptionalTextField('The reason for the decision. The service requires it for the outcome REFERRED_BACK.')
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
  constructor(private readonly handling: CommandHandling) {}

  execute(command: DecidePoint) {
    const { meetingId, matterId, point, stamp } = command;
    return this.handling.decide(meetingFold, meetingId, command, async (meeting) =>
      decidePoint(command, meeting, await readDecisionInputs(this.handling.read, matterId, point), stamp),
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
