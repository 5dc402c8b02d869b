import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { takeOffAgenda, type AgendaData } from './agenda.js';

@InputType('TakeOffAgendaInput')
export class TakeOffAgenda extends GatewayCommand<MeetingEvent> implements AgendaData {
  readonly commandName = 'takeOffAgenda';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;
}

@CommandHandler(TakeOffAgenda)
export class TakeOffAgendaHandler implements ICommandHandler<TakeOffAgenda> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: TakeOffAgenda) {
    return this.handling.decide(meetingFold, command.meetingId, command, (meeting) =>
      takeOffAgenda(command, meeting, command.stamp),
    );
  }
}
