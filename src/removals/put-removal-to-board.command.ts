import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { activityOf } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { SystemCommand } from '../platform/commands/desk.command.js';
import { putRemovalToBoard, type PutRemovalToBoardData } from './removal-outcome.js';
import { type RemovalEvent, removalFold } from './removal.js';

export class PutRemovalToBoard extends SystemCommand<PutRemovalToBoardData, RemovalEvent> {
  readonly commandName = 'putRemovalToBoard';
}

@CommandHandler(PutRemovalToBoard)
export class PutRemovalToBoardHandler implements ICommandHandler<PutRemovalToBoard> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: PutRemovalToBoard) {
    const { data, stamp } = command;
    return this.decisions.decide(removalFold, activityOf(data.proposalId), command, (state) =>
      putRemovalToBoard(data, state, stamp),
    );
  }
}
