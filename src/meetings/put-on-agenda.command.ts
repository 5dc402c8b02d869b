import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { matterFold } from '../matters/matter.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { putOnAgenda, type AgendaData } from './agenda.js';

@InputType('PutOnAgendaInput')
export class PutOnAgenda extends GatewayCommand<MeetingEvent> implements AgendaData {
  readonly commandName = 'putOnAgenda';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;
}

@CommandHandler(PutOnAgenda)
export class PutOnAgendaHandler implements ICommandHandler<PutOnAgenda> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: PutOnAgenda) {
    return this.handling.decide(meetingFold, command.meetingId, command, async (meeting) =>
      putOnAgenda(command, meeting, await this.handling.read(matterFold, command.matterId), command.stamp),
    );
  }
}
