import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DateField, IdField, ParagraphField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { recordAppeal, type RecordAppealData } from './appeal.js';

@InputType('RecordAppealInput')
export class RecordAppeal extends GatewayCommand<MeetingEvent> implements RecordAppealData {
  readonly commandName = 'recordAppeal';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @ParagraphField()
  readonly paragraph!: string;

  @DateField('On which it came.')
  readonly receivedOn!: IsoDate;
}

@CommandHandler(RecordAppeal)
export class RecordAppealHandler implements ICommandHandler<RecordAppeal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordAppeal) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      recordAppeal(command, meeting, command.stamp),
    );
  }
}
