import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DateField, IdField, OptionalTextField } from '../platform/commands/fields.command.js';
import type { Ruling } from './ruling.js';
import { RulingEnum } from './ruling.view.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { settleAppeal, type SettleAppealData } from './appeal.js';

@InputType('SettleAppealInput')
export class SettleAppeal extends GatewayCommand<MeetingEvent> implements SettleAppealData {
  readonly commandName = 'settleAppeal';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'Its number.' })
  @IsInt()
  readonly appeal!: number;

  @Field(() => RulingEnum)
  readonly ruling!: Ruling;

  @DateField('From which the ruling holds.')
  readonly date!: IsoDate;

  @OptionalTextField("The court's number of the case. Needed unless the appeal was withdrawn.")
  readonly caseNumber!: string;
}

@CommandHandler(SettleAppeal)
export class SettleAppealHandler implements ICommandHandler<SettleAppeal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: SettleAppeal) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      settleAppeal(command, meeting, command.stamp),
    );
  }
}
