import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activityOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { putRemovalToBoard, type PutRemovalToBoardData } from './removal-outcome.js';
import { type RemovalEvent, removalFold } from './removal.js';

export class PutRemovalToBoard extends SystemCommand<PutRemovalToBoardData, RemovalEvent> {
  readonly commandName = 'putRemovalToBoard';
}

@CommandHandler(PutRemovalToBoard)
export class PutRemovalToBoardHandler implements ICommandHandler<PutRemovalToBoard> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: PutRemovalToBoard) {
    const { data, stamp } = command;
    return this.handling.decide(removalFold, activityOf(data.proposalId), command, (state) =>
      putRemovalToBoard(data, state, stamp),
    );
  }
}
