import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DateField, IdField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { takeDownNotice, type TakeDownNoticeData } from './minutes.js';

@InputType('TakeDownNoticeInput')
export class TakeDownNotice extends GatewayCommand<MeetingEvent> implements TakeDownNoticeData {
  readonly commandName = 'takeDownNotice';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @Field(() => Int, { description: 'Its number.' })
  @IsInt()
  readonly notice!: number;

  @DateField('On which it was taken down.')
  readonly date!: IsoDate;
}

@CommandHandler(TakeDownNotice)
export class TakeDownNoticeHandler implements ICommandHandler<TakeDownNotice> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: TakeDownNotice) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      takeDownNotice(command, meeting, command.stamp),
    );
  }
}
