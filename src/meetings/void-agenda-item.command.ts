import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { voidAgendaItem, type VoidAgendaItemData } from './agenda.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';

export class VoidAgendaItem extends SystemCommand<VoidAgendaItemData, MeetingEvent> {
  readonly commandName = 'voidAgendaItem';
}

@CommandHandler(VoidAgendaItem)
export class VoidAgendaItemHandler implements ICommandHandler<VoidAgendaItem> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: VoidAgendaItem) {
    const { data, stamp } = command;
    return this.handling.decide(meetingFold, data.meetingId, command, (meeting) =>
      voidAgendaItem(data, meeting, stamp),
    );
  }
}
