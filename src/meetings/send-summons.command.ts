import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { stated, type Witness, WITNESS } from '../evidence/witness.js';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { canonicalHash } from '../platform/runtime/canonical-hash.service.js';
import { readListedMatters } from './listed-matters.js';
import { meetingFold } from './meeting.js';
import type { MeetingEvent } from './meeting-event.js';
import { sendSummons, type SendSummonsData } from './agenda.js';

@InputType('SendSummonsInput')
export class SendSummons extends GatewayCommand<MeetingEvent> implements SendSummonsData {
  readonly commandName = 'sendSummons';

  @IdField('Meeting')
  readonly meetingId!: Id<'Meeting'>;
}

@CommandHandler(SendSummons)
export class SendSummonsHandler implements ICommandHandler<SendSummons> {
  constructor(
    private readonly handling: CommandHandling,
    @Inject(WITNESS) private readonly witness: Witness,
  ) {}

  execute(command: SendSummons) {
    return this.handling.decide(meetingFold, command.meetingId, command, async (meeting) => {
      const seal = { checkpoint: stated(await this.witness.newest()), hash: canonicalHash };
      return sendSummons(command, meeting, await readListedMatters(this.handling.read, meeting), seal, command.stamp);
    });
  }
}
