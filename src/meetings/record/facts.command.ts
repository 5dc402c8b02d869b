import { applyDecorators } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, IsString, MaxLength } from 'class-validator';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import {
  DateField,
  GatewayCommand,
  IdField,
  IdsField,
  OptionalDateField,
  OptionalLineField,
  OptionalTextField,
  ParagraphField,
  TextField,
} from '../../platform/commands/gateway.command.js';
import type { MeetingEvent } from '../meeting-event.js';
import type { LocalTime } from '../meeting-record.js';
import { meetingFold } from '../meeting.js';
import { adjournMeeting, dispatchParagraph, electAdjusters } from './facts.js';
import type { AdjournMeetingData, DispatchParagraphData, ElectAdjustersData } from './facts.js';

@InputType('AdjournMeetingInput')
export class AdjournMeeting extends GatewayCommand<MeetingEvent> implements AdjournMeetingData {
  readonly commandName = 'adjournMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @TextField('The time of the adjournment in Europe/Stockholm, for example 2026-05-11T14:10.')
  readonly from!: LocalTime;

  @TextField('The time at which the meeting went on. A time before `from` gives TIMES_OUT_OF_ORDER.')
  readonly until!: LocalTime;
}

@CommandHandler(AdjournMeeting)
class AdjournMeetingHandler implements ICommandHandler<AdjournMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AdjournMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      adjournMeeting(command, meeting, command.stamp),
    );
  }
}

@InputType('ElectAdjustersInput')
export class ElectAdjusters extends GatewayCommand<MeetingEvent> implements ElectAdjustersData {
  readonly commandName = 'electAdjusters';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdsField('Person', 'One or more persons whom the board elected. A person who was absent gives ADJUSTER_ABSENT.')
  readonly adjusters!: Id<'Person'>[];

  @OptionalDateField('The day on which they will adjust the minutes. A day before the meeting gives TOO_EARLY.')
  readonly adjustOn: IsoDate | null = null;

  @OptionalLineField('The place where they will adjust the minutes.')
  readonly adjustAt!: string;

  @OptionalTextField('Why the board elected others than before. An empty reason gives REASON_MISSING then.')
  readonly reason!: string;
}

@CommandHandler(ElectAdjusters)
class ElectAdjustersHandler implements ICommandHandler<ElectAdjusters> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ElectAdjusters) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      electAdjusters(command, meeting, command.stamp),
    );
  }
}

const MOST_RECIPIENTS = 500;
const LONGEST_RECIPIENT_IN_CHARACTERS = 500;

/** Declares the recipients of an extract, bounded in number and in length. */
export function RecipientsField(): PropertyDecorator {
  return applyDecorators(
    Field(() => [String], { description: 'The recipients of the extract. An empty list gives RECIPIENTS_MISSING.' }),
    ArrayMaxSize(MOST_RECIPIENTS),
    IsString({ each: true }),
    MaxLength(LONGEST_RECIPIENT_IN_CHARACTERS, { each: true }),
  );
}

@InputType('DispatchParagraphInput')
export class DispatchParagraph extends GatewayCommand<MeetingEvent> implements DispatchParagraphData {
  readonly commandName = 'dispatchParagraph';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @ParagraphField()
  readonly paragraph!: string;

  @RecipientsField()
  readonly recipients!: string[];

  @DateField('The day of the sending. A day before the adjustment of the paragraph gives TOO_EARLY.')
  readonly date!: IsoDate;
}

@CommandHandler(DispatchParagraph)
class DispatchParagraphHandler implements ICommandHandler<DispatchParagraph> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: DispatchParagraph) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      dispatchParagraph(command, meeting, command.stamp),
    );
  }
}

export const factsCommandHandlers = [AdjournMeetingHandler, ElectAdjustersHandler, DispatchParagraphHandler];
