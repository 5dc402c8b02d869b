import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activityOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { recordRemovalFinality, type RecordRemovalFinalityData } from './removal-outcome.js';
import { type RemovalEvent, removalFold } from './removal.js';

export class RecordRemovalFinality extends SystemCommand<RecordRemovalFinalityData, RemovalEvent> {
  readonly commandName = 'recordRemovalFinality';
}

@CommandHandler(RecordRemovalFinality)
export class RecordRemovalFinalityHandler implements ICommandHandler<RecordRemovalFinality> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordRemovalFinality) {
    const { data, stamp } = command;
    return this.handling.decide(removalFold, activityOf(data.proposalId), command, (state) =>
      recordRemovalFinality(data, state, stamp),
    );
  }
}
