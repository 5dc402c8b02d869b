import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsInt, ValidateNested } from 'class-validator';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate } from '../../kernel/tertial.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import {
  DateField,
  GatewayCommand,
  IdField,
  IdsField,
  OptionalIdField,
  OptionalDateField,
  OptionalLineField,
  OptionalTextField,
  TextField,
} from '../../platform/commands/gateway.command.js';
import type { MeetingEvent } from '../meeting-event.js';
import type { Adjournment, LocalTime } from '../meeting-record.js';
import { meetingFold } from '../meeting.js';
import { LocalTimeField } from '../proceedings.command.js';
import { RecipientsField } from '../record/facts.command.js';
import { CompositionInput } from '../scheduling.command.js';
import { correctAppeal, type CorrectAppealData } from './appeal-correction.js';
import { correctComposition, type CorrectCompositionData } from './composition-correction.js';
import { correctionReason } from './corrections.command.js';
import { correctAdjustment, type CorrectAdjustmentData } from './minutes-correction.js';
import { correctDispatch, type CorrectDispatchData } from './minutes-correction.js';
import { correctTakingDown, type CorrectTakingDownData } from './taking-down-correction.js';
import { correctTimes, type CorrectTimesData } from './times-correction.js';

@InputType({ description: 'A break of the meeting.' })
class AdjournmentInput implements Adjournment {
  @TextField('The time of the adjournment in Europe/Stockholm, for example 2026-05-11T14:10.')
  readonly from!: LocalTime;

  @TextField('The time at which the meeting went on.')
  readonly until!: LocalTime;
}

@InputType('CorrectTimesInput')
export class CorrectTimes extends GatewayCommand<MeetingEvent> implements CorrectTimesData {
  readonly commandName = 'correctTimes';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @LocalTimeField('The time of the opening. Null when it is not recorded.')
  readonly openedAt: LocalTime | null = null;

  @Field(() => [AdjournmentInput], { description: 'All breaks of the meeting, in their order.' })
  @ValidateNested({ each: true })
  @Type(() => AdjournmentInput)
  readonly adjournments!: AdjournmentInput[];

  @LocalTimeField('The time of the closing. Null when it is not recorded.')
  readonly closedAt: LocalTime | null = null;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectTimes)
class CorrectTimesHandler implements ICommandHandler<CorrectTimes> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectTimes) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctTimes(command, meeting, command.stamp),
    );
  }
}

@InputType('CorrectCompositionInput')
export class CorrectComposition extends GatewayCommand<MeetingEvent> implements CorrectCompositionData {
  readonly commandName = 'correctComposition';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => CompositionInput, { description: 'The whole composition as it should be, not only what differs.' })
  @ValidateNested()
  @Type(() => CompositionInput)
  readonly composition!: CompositionInput;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectComposition)
class CorrectCompositionHandler implements ICommandHandler<CorrectComposition> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectComposition) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctComposition(command, meeting, command.stamp),
    );
  }
}

@InputType('CorrectAdjustmentInput')
export class CorrectAdjustment extends GatewayCommand<MeetingEvent> implements CorrectAdjustmentData {
  readonly commandName = 'correctAdjustment';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'The number of the adjustment.' })
  @IsInt()
  readonly adjustment!: number;

  @IdsField('Person', 'Those who adjusted the minutes.')
  readonly adjusters!: Id<'Person'>[];

  @DateField('The day of the adjustment. A day before the meeting gives TOO_EARLY.')
  readonly date!: IsoDate;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectAdjustment)
class CorrectAdjustmentHandler implements ICommandHandler<CorrectAdjustment> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectAdjustment) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctAdjustment(command, meeting, command.stamp),
    );
  }
}

@InputType('CorrectDispatchInput')
export class CorrectDispatch extends GatewayCommand<MeetingEvent> implements CorrectDispatchData {
  readonly commandName = 'correctDispatch';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'The number of the dispatch in the meeting, from 1.' })
  @IsInt()
  readonly dispatch!: number;

  @RecipientsField()
  readonly recipients!: string[];

  @DateField('The day of the sending. A day before the adjustment of the paragraph gives TOO_EARLY.')
  readonly date!: IsoDate;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectDispatch)
class CorrectDispatchHandler implements ICommandHandler<CorrectDispatch> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectDispatch) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctDispatch(command, meeting, command.stamp),
    );
  }
}

@InputType('CorrectAppealInput')
export class CorrectAppeal extends GatewayCommand<MeetingEvent> implements CorrectAppealData {
  readonly commandName = 'correctAppeal';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'The number of the appeal in the meeting. A settled appeal gives APPEAL_SETTLED.' })
  @IsInt()
  readonly appeal!: number;

  @OptionalIdField('Person', 'The appellant by the id in the register. Null when it is not recorded.')
  readonly appellant: Id<'Person'> | null = null;

  @OptionalLineField('The registry number (dnr) of the appeal at the court, when it is known.')
  readonly courtDnr!: string;

  @DateField('The day on which the municipality received the appeal.')
  readonly receivedOn!: IsoDate;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectAppeal)
class CorrectAppealHandler implements ICommandHandler<CorrectAppeal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectAppeal) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctAppeal(command, meeting, command.stamp),
    );
  }
}

@InputType('CorrectTakingDownInput')
export class CorrectTakingDown extends GatewayCommand<MeetingEvent> implements CorrectTakingDownData {
  readonly commandName = 'correctTakingDown';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, {
    description: 'The number of the notice. One that is not taken down gives NOTICE_NOT_TAKEN_DOWN.',
  })
  @IsInt()
  readonly notice!: number;

  @OptionalDateField('The day on which the notice came down. Null when it is still up.')
  readonly date: IsoDate | null = null;

  @OptionalTextField('Why it came down before the last day to appeal. Without a text, it stays as it was.')
  readonly earlyReason!: string;

  @OptionalTextField(correctionReason)
  readonly reason!: string;
}

@CommandHandler(CorrectTakingDown)
class CorrectTakingDownHandler implements ICommandHandler<CorrectTakingDown> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectTakingDown) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      correctTakingDown(command, meeting, command.stamp),
    );
  }
}

export const recordCorrectionHandlers = [
  CorrectTakingDownHandler,
  CorrectTimesHandler,
  CorrectCompositionHandler,
  CorrectAdjustmentHandler,
  CorrectDispatchHandler,
  CorrectAppealHandler,
];
