import { applyDecorators } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import type { Id } from '../../kernel/identity.js';
import type { Outcome } from '../../kernel/outcome.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import {
  GatewayCommand,
  IdField,
  IdsField,
  OptionalIdField,
  OptionalTextField,
  ParagraphField,
  TextField,
} from '../../platform/commands/gateway.command.js';
import { OutcomeEnum } from '../../platform/graphql-types/values.view.js';
import { RemarkKindEnum } from '../deliberation.view.js';
import { decidePoint, type DecidePointData, type EntryData, readDecisionInputs } from '../decision.js';
import type { Motion, Remark, RemarkKind, Reservation, VoteData } from '../deliberation.js';
import type { MeetingEvent } from '../meeting-event.js';
import { meetingFold } from '../meeting.js';
import { Meetings } from '../meetings.view.js';

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
  @OptionalIdField(
    'Person',
    'The person who called for the vote (begärde votering). Null when it is not recorded. A person without a vote gives NOT_SERVING.',
  )
  readonly calledBy: Id<'Person'> | null = null;

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

@InputType({
  description:
    'A note or a separate statement in the minutes. A person who was absent or has a conflict gives REMARK_NOT_ALLOWED.',
})
export class RemarkInput implements Remark {
  @Field(() => RemarkKindEnum)
  readonly kind!: RemarkKind;

  @IdField('Person')
  readonly by!: Id<'Person'>;

  @TextField()
  readonly text!: string;
}

const LONGEST_WORDING_IN_CHARACTERS = 10_000;
const MOST_ENTRIES = 500;

function EntriesField(entry: () => new () => object): PropertyDecorator {
  return applyDecorators(
    Field(() => [entry()], { defaultValue: [] }),
    ArrayMaxSize(MOST_ENTRIES),
    ValidateNested(),
    Type(entry),
  );
}

@InputType({ description: 'What is entered of a decision, besides its outcome and who took part.' })
export class DecisionEntryInput implements EntryData {
  @ParagraphField()
  readonly paragraph!: string;

  @WordingField()
  readonly wording: string | null = null;

  @ReasonField()
  readonly reason!: string;

  @EntriesField(() => MotionInput)
  readonly motions!: MotionInput[];

  @ProposalsField()
  readonly proposalsPut!: string[];

  @EntriesField(() => VoteInput)
  readonly votes!: VoteInput[];

  @EntriesField(() => ReservationInput)
  readonly reservations!: ReservationInput[];

  @EntriesField(() => RemarkInput)
  readonly remarks!: RemarkInput[];
}

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

  @WordingField()
  readonly wording: string | null = null;

  @ReasonField()
  readonly reason!: string;

  @EntriesField(() => MotionInput)
  readonly motions!: MotionInput[];

  @ProposalsField()
  readonly proposalsPut!: string[];

  @EntriesField(() => VoteInput)
  readonly votes!: VoteInput[];

  @EntriesField(() => ReservationInput)
  readonly reservations!: ReservationInput[];

  @EntriesField(() => RemarkInput)
  readonly remarks!: RemarkInput[];
}

function WordingField(): PropertyDecorator {
  const description =
    'The wording that the board decided. Null means the proposed wording. Another wording gives WORDING_NEEDS_APPROVAL unless `outcome` is APPROVED.';
  return applyDecorators(
    Field(() => String, { nullable: true, description }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_WORDING_IN_CHARACTERS),
  );
}

function ReasonField(): PropertyDecorator {
  return OptionalTextField('The reason for the decision. An empty reason for REFERRED_BACK gives REASON_MISSING.');
}

function ProposalsField(): PropertyDecorator {
  const description = 'The proposals for decision, in the order in which the chair put them to the board.';
  return applyDecorators(
    Field(() => [String], { defaultValue: [], description }),
    ArrayMaxSize(MOST_ENTRIES),
    IsString({ each: true }),
    MaxLength(LONGEST_WORDING_IN_CHARACTERS, { each: true }),
  );
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

export const decisionCommandHandlers = [DecidePointHandler];
