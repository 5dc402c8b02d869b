import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsBoolean, IsInt } from 'class-validator';
import { stated, type Witness, WITNESS } from '../evidence/witness.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  DateField,
  GatewayCommand,
  IdField,
  IdsField,
  OptionalLineField,
  OptionalTextField,
  ParagraphField,
  ParagraphsField,
} from '../platform/commands/gateway.command.js';
import type { MeetingEvent, Ruling } from './meeting-event.js';
import { RulingEnum } from './meeting-row.view.js';
import { meetingFold } from './meeting.js';
import { adjustMinutes, postNotice, recordAppeal, settleAppeal, takeDownNotice } from './minutes.js';
import type {
  AdjustMinutesData,
  PostNoticeData,
  RecordAppealData,
  SettleAppealData,
  TakeDownNoticeData,
} from './minutes.js';
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

@InputType('RecordAppealInput')
export class RecordAppeal extends GatewayCommand<MeetingEvent> implements RecordAppealData {
  readonly commandName = 'recordAppeal';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @ParagraphField()
  readonly paragraph!: string;

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

  @DateField('The day on which the ruling takes effect. A day before the appeal came in gives TOO_EARLY.')
  readonly date!: IsoDate;

  @OptionalLineField("The court's case number. An empty number gives TEXT_MISSING unless the ruling is WITHDRAWN.")
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
