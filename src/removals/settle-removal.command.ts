import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activityOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { settleRemoval, type SettleRemovalData } from './removal-outcome.js';
import { type RemovalEvent, removalFold } from './removal.js';

export class SettleRemoval extends SystemCommand<SettleRemovalData, RemovalEvent> {
  readonly commandName = 'settleRemoval';
}

@CommandHandler(SettleRemoval)
export class SettleRemovalHandler implements ICommandHandler<SettleRemoval> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: SettleRemoval) {
    const { data, stamp } = command;
    return this.handling.decide(removalFold, activityOf(data.proposalId), command, (state) =>
      settleRemoval(data, state, stamp),
    );
  }
}
