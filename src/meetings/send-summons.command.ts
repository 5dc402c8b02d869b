import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { stated, type Witness, WITNESS } from '../evidence/witness.js';
import type { Id } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { DeskCommand } from '../platform/commands/desk.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { canonicalHash } from '../platform/runtime/canonical-hash.service.js';
import { AgendaReader } from './agenda-reader.service.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { sendSummons, type SendSummonsData } from './agenda.js';

@InputType('SendSummonsInput')
export class SendSummons extends DeskCommand<MeetingEvent> implements SendSummonsData {
  readonly commandName = 'sendSummons';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;
}

@CommandHandler(SendSummons)
export class SendSummonsHandler implements ICommandHandler<SendSummons> {
  constructor(
    private readonly decisions: Decisions,
    private readonly reader: AgendaReader,
    @Inject(WITNESS) private readonly witness: Witness,
  ) {}

  execute(command: SendSummons) {
    return this.decisions.decide(meetingFold, command.meetingId, command, async (meeting) => {
      const seal = { checkpoint: stated(await this.witness.newest()), hash: canonicalHash };
      return sendSummons(command, meeting, await this.reader.listed(meeting), seal, command.stamp);
    });
  }
}
