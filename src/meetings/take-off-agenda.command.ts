import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { DeskCommand } from '../platform/commands/desk.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { takeOffAgenda, type AgendaData } from './agenda.js';

@InputType('TakeOffAgendaInput')
export class TakeOffAgenda extends DeskCommand<MeetingEvent> implements AgendaData {
  readonly commandName = 'takeOffAgenda';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;
}

@CommandHandler(TakeOffAgenda)
export class TakeOffAgendaHandler implements ICommandHandler<TakeOffAgenda> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: TakeOffAgenda) {
    return this.decisions.decide(meetingFold, command.meetingId, command, (meeting) =>
      takeOffAgenda(command, meeting, command.stamp),
    );
  }
}
