import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { recordLegalForce, type RecordLegalForceData } from './legal-force.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';

export class RecordLegalForce extends SystemCommand<RecordLegalForceData, MeetingEvent> {
  readonly commandName = 'recordLegalForce';
}

@CommandHandler(RecordLegalForce)
export class RecordLegalForceHandler implements ICommandHandler<RecordLegalForce> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordLegalForce) {
    const { data, stamp } = command;
    return this.handling.decide(meetingFold, data.meetingId, command, (meeting) =>
      recordLegalForce(data, meeting, stamp),
    );
  }
}
