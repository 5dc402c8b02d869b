import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField, TextField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { cancelMeeting, type CancelMeetingData } from './scheduling.js';

@InputType('CancelMeetingInput')
export class CancelMeeting extends GatewayCommand<MeetingEvent> implements CancelMeetingData {
  readonly commandName = 'cancelMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @TextField()
  readonly reason!: string;
}

@CommandHandler(CancelMeeting)
export class CancelMeetingHandler implements ICommandHandler<CancelMeeting> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CancelMeeting) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      cancelMeeting(command, meeting, command.stamp),
    );
  }
}
