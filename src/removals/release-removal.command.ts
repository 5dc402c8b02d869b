import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activityOf } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { SystemCommand } from '../platform/commands/desk.command.js';
import { releaseRemoval, type ReleaseRemovalData } from './removal-outcome.js';
import { type RemovalEvent, removalFold } from './removal.js';

export class ReleaseRemoval extends SystemCommand<ReleaseRemovalData, RemovalEvent> {
  readonly commandName = 'releaseRemoval';
}

@CommandHandler(ReleaseRemoval)
export class ReleaseRemovalHandler implements ICommandHandler<ReleaseRemoval> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: ReleaseRemoval) {
    const { data, stamp } = command;
    return this.decisions.decide(removalFold, activityOf(data.proposalId), command, (state) =>
      releaseRemoval(data, state, stamp),
    );
  }
}
