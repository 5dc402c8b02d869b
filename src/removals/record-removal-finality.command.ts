import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activityOf } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { SystemCommand } from '../platform/commands/desk.command.js';
import { recordRemovalFinality, type RecordRemovalFinalityData } from './removal-outcome.js';
import { type RemovalEvent, removalFold } from './removal.js';

export class RecordRemovalFinality extends SystemCommand<RecordRemovalFinalityData, RemovalEvent> {
  readonly commandName = 'recordRemovalFinality';
}

@CommandHandler(RecordRemovalFinality)
export class RecordRemovalFinalityHandler implements ICommandHandler<RecordRemovalFinality> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: RecordRemovalFinality) {
    const { data, stamp } = command;
    return this.decisions.decide(removalFold, activityOf(data.proposalId), command, (state) =>
      recordRemovalFinality(data, state, stamp),
    );
  }
}
