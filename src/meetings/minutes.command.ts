import { applyDecorators, Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsInt, IsOptional, ValidateNested } from 'class-validator';
import { stated, type Witness, WITNESS } from '../evidence/witness.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  DateField,
  GatewayCommand,
  IdField,
  IdsField,
  OptionalIdField,
  OptionalLineField,
  OptionalTextField,
  ParagraphField,
  ParagraphsField,
} from '../platform/commands/gateway.command.js';
import { recordAppeal, type RecordAppealData, settleAppeal, type SettleAppealData } from './appeal.js';
import type { MeetingEvent, Ruling } from './meeting-event.js';
import { RulingEnum } from './meeting-row.view.js';
import { meetingFold } from './meeting.js';
import type { ParagraphPart } from './meeting-record.js';
import { adjustMinutes, postNotice, takeDownNotice } from './minutes.js';
import type { AdjustMinutesData, PostNoticeData, TakeDownNoticeData } from './minutes.js';
import { isHoliday } from './swedish-calendar.js';

@InputType('AdjustMinutesInput')
export class AdjustMinutes extends GatewayCommand<MeetingEvent> implements AdjustMinutesData {
  readonly commandName = 'adjustMinutes';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @ParagraphsField()
  readonly paragraphs!: string[];

  @IdsField(
    'Person',
    'One or more persons who confirmed the paragraphs. An absent person gives ADJUSTER_ABSENT, another than the board elected or who presided ADJUSTER_NOT_ELECTED.',
  )
  readonly adjusters!: Id<'Person'>[];

  @DateField()
  readonly date!: IsoDate;

  @Field({
    defaultValue: false,
    description:
      'True when these paragraphs (§) are urgent and the adjusters confirm them before the rest. False gives MEETING_STATUS while the meeting is open.',
  })
  @IsBoolean()
  readonly atOnce!: boolean;
}

@CommandHandler(AdjustMinutes)
class AdjustMinutesHandler implements ICommandHandler<AdjustMinutes> {
  constructor(
    private readonly handling: CommandHandling,
    @Inject(WITNESS) private readonly witness: Witness,
  ) {}

  execute(command: AdjustMinutes) {
    return this.handling.decide(meetingFold, command.meetingId, command, async (meeting) =>
      adjustMinutes(command, meeting, stated(await this.witness.newest()), command.stamp),
    );
  }
}

@InputType('PostNoticeInput')
export class PostNotice extends GatewayCommand<MeetingEvent> implements PostNoticeData {
  readonly commandName = 'postNotice';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @ParagraphsField()
  readonly paragraphs!: string[];

  @DateField('The day of posting. A day before the adjusters confirmed a paragraph in the notice gives TOO_EARLY.')
  readonly date!: IsoDate;

  @OptionalLineField('The place where the minutes are kept, which the notice tells.')
  readonly keptAt!: string;
}

@CommandHandler(PostNotice)
class PostNoticeHandler implements ICommandHandler<PostNotice> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: PostNotice) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      postNotice(command, meeting, isHoliday, command.stamp),
    );
  }
}

@InputType('TakeDownNoticeInput')
export class TakeDownNotice extends GatewayCommand<MeetingEvent> implements TakeDownNoticeData {
  readonly commandName = 'takeDownNotice';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'The number of the notice in the meeting. An unknown number gives NOT_FOUND.' })
  @IsInt()
  readonly notice!: number;

  @DateField('The day when the notice was taken down. A day before the posting gives TOO_EARLY.')
  readonly date!: IsoDate;

  @OptionalTextField(
    'Why the notice was taken down before the last day to appeal. Without a reason, such a day gives APPEAL_PERIOD_RUNS.',
  )
  readonly reason!: string;
}

@CommandHandler(TakeDownNotice)
class TakeDownNoticeHandler implements ICommandHandler<TakeDownNotice> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: TakeDownNotice) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      takeDownNotice(command, meeting, command.stamp),
    );
  }
}

const MOST_PARTS = 500;

@InputType({ description: 'A decision point in a paragraph (§) of the minutes, or the whole paragraph.' })
class ParagraphPartInput implements ParagraphPart {
  @ParagraphField()
  readonly paragraph!: string;

  @Field(() => Int, { nullable: true, description: 'The number of the decision point. Null for the whole paragraph.' })
  @IsOptional()
  @IsInt()
  readonly point: number | null = null;
}

function PartsField(description: string): PropertyDecorator {
  return applyDecorators(
    Field(() => [ParagraphPartInput], { defaultValue: [], description }),
    ArrayMaxSize(MOST_PARTS),
    ValidateNested(),
    Type(() => ParagraphPartInput),
  );
}

@InputType('RecordAppealInput')
export class RecordAppeal extends GatewayCommand<MeetingEvent> implements RecordAppealData {
  readonly commandName = 'recordAppeal';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @PartsField('The decision points, or the whole paragraphs (§), that are appealed. None gives PARAGRAPHS_MISSING.')
  readonly parts!: ParagraphPartInput[];

  @OptionalIdField('Person', 'The appellant by the id in the register. Null when it is not recorded.')
  readonly appellant: Id<'Person'> | null = null;

  @OptionalLineField('The registry number (dnr) of the appeal at the court, when it is known.')
  readonly courtDnr!: string;

  @DateField('The day on which the municipality received the appeal. A day before the meeting gives TOO_EARLY.')
  readonly receivedOn!: IsoDate;
}

@CommandHandler(RecordAppeal)
class RecordAppealHandler implements ICommandHandler<RecordAppeal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordAppeal) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      recordAppeal(command, meeting, command.stamp),
    );
  }
}

@InputType('SettleAppealInput')
export class SettleAppeal extends GatewayCommand<MeetingEvent> implements SettleAppealData {
  readonly commandName = 'settleAppeal';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'The number of the appeal in the meeting. A settled appeal gives APPEAL_SETTLED.' })
  @IsInt()
  readonly appeal!: number;

  @Field(() => RulingEnum)
  readonly ruling!: Ruling;

  @PartsField(
    'The parts that the court annulled. None means each part of the appeal when the ruling is ANNULLED. A part that is not appealed, or another ruling, gives NOT_APPEALED.',
  )
  readonly annulled!: ParagraphPartInput[];

  @DateField('The day on which the ruling takes effect. A day before the appeal came in gives TOO_EARLY.')
  readonly date!: IsoDate;

  @OptionalLineField(
    "The court's case number. An empty number means `courtDnr` of the appeal, and gives TEXT_MISSING unless there is one or the ruling is WITHDRAWN.",
  )
  readonly caseNumber!: string;
}

@CommandHandler(SettleAppeal)
class SettleAppealHandler implements ICommandHandler<SettleAppeal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: SettleAppeal) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      settleAppeal(command, meeting, command.stamp),
    );
  }
}

export const minutesCommandHandlers = [
  AdjustMinutesHandler,
  PostNoticeHandler,
  TakeDownNoticeHandler,
  RecordAppealHandler,
  SettleAppealHandler,
];
