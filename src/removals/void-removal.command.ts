import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activityOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { ProposingReader } from './proposing.service.js';
import { voidRemoval, type VoidRemovalData } from './removal-outcome.js';
import { type RemovalEvent, removalFold } from './removal.js';

export class VoidRemoval extends SystemCommand<VoidRemovalData, RemovalEvent> {
  readonly commandName = 'voidRemoval';
}

@CommandHandler(VoidRemoval)
export class VoidRemovalHandler implements ICommandHandler<VoidRemoval> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly proposing: ProposingReader,
  ) {}

  execute(command: VoidRemoval) {
    const { data, stamp } = command;
    return this.handling.decide(removalFold, activityOf(data.proposalId), command, async (proposals) =>
      voidRemoval(data, proposals, await this.proposing.of(data.proposalId), stamp),
    );
  }
}
