import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { DeskCommand } from '../platform/commands/desk.command.js';
import { DateField, IdField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { takeDownNotice, type TakeDownNoticeData } from './minutes.js';

@InputType('TakeDownNoticeInput')
export class TakeDownNotice extends DeskCommand<MeetingEvent> implements TakeDownNoticeData {
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
  constructor(private readonly decisions: Decisions) {}

  execute(command: TakeDownNotice) {
    return this.decisions.decide(meetingFold, command.meetingId, command, (meeting) =>
      takeDownNotice(command, meeting, command.stamp),
    );
  }
}
