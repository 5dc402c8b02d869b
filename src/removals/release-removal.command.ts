import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activityOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { releaseRemoval, type ReleaseRemovalData } from './removal-outcome.js';
import { type RemovalEvent, removalFold } from './removal.js';

export class ReleaseRemoval extends SystemCommand<ReleaseRemovalData, RemovalEvent> {
  readonly commandName = 'releaseRemoval';
}

@CommandHandler(ReleaseRemoval)
export class ReleaseRemovalHandler implements ICommandHandler<ReleaseRemoval> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReleaseRemoval) {
    const { data, stamp } = command;
    return this.handling.decide(removalFold, activityOf(data.proposalId), command, (state) =>
      releaseRemoval(data, state, stamp),
    );
  }
}
