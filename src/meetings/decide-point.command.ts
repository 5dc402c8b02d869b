import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Outcome } from '../kernel/outcome.js';
import { OutcomeEnum } from '../platform/graphql-types/outcome.view.js';
import { IdField, OptionalTextField, ParagraphField } from '../platform/commands/fields.command.js';
import { MotionInput, ReservationInput, VoteInput } from './meeting-inputs.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { readHandled } from './handled.js';
import { decidePoint, type DecidePointData } from './decision.js';

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

  @Field(() => String, { nullable: true, description: 'When the board decided on another wording than proposed.' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_WORDING_IN_CHARACTERS)
  readonly wording: string | null = null;

  @OptionalTextField('Needed to refer a point back.')
  readonly reason!: string;

  @Field(() => [MotionInput], { defaultValue: [] })
  @ArrayMaxSize(MOST_ENTRIES)
  @ValidateNested()
  @Type(() => MotionInput)
  readonly motions!: MotionInput[];

  @Field(() => [String], {
    defaultValue: [],
    description: 'The proposals for decision in the order in which the chair put them.',
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
export class DecidePointHandler implements ICommandHandler<DecidePoint> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: DecidePoint) {
    const { meetingId, matterId, point, stamp } = command;
    return this.handling.decide(meetingFold, meetingId, command, async (meeting) =>
      decidePoint(command, meeting, await readHandled(this.handling.read, matterId, point), stamp),
    );
  }
}
