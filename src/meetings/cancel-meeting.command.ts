import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { DeskCommand } from '../platform/commands/desk.command.js';
import { IdField, TextField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { cancelMeeting, type CancelMeetingData } from './scheduling.js';

@InputType('CancelMeetingInput')
export class CancelMeeting extends DeskCommand<MeetingEvent> implements CancelMeetingData {
  readonly commandName = 'cancelMeeting';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @TextField()
  readonly reason!: string;
}

@CommandHandler(CancelMeeting)
export class CancelMeetingHandler implements ICommandHandler<CancelMeeting> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: CancelMeeting) {
    return this.decisions.decide(meetingFold, command.meetingId, command, (meeting) =>
      cancelMeeting(command, meeting, command.stamp),
    );
  }
}
