import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { matterFold } from '../matters/matter.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { DeskCommand } from '../platform/commands/desk.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { putOnAgenda, type AgendaData } from './agenda.js';

@InputType('PutOnAgendaInput')
export class PutOnAgenda extends DeskCommand<MeetingEvent> implements AgendaData {
  readonly commandName = 'putOnAgenda';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;
}

@CommandHandler(PutOnAgenda)
export class PutOnAgendaHandler implements ICommandHandler<PutOnAgenda> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: PutOnAgenda) {
    return this.decisions.decide(meetingFold, command.meetingId, command, async (meeting) =>
      putOnAgenda(command, meeting, await this.decisions.newest(matterFold, command.matterId), command.stamp),
    );
  }
}
