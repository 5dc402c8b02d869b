import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { matterFold } from './matter.js';
import { recordDecision, type RecordDecisionData } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';

export class RecordDecision extends SystemCommand<RecordDecisionData, MatterEvent> {
  readonly commandName = 'recordDecision';
}

@CommandHandler(RecordDecision)
export class RecordDecisionHandler implements ICommandHandler<RecordDecision> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordDecision) {
    const { data, stamp } = command;
    return this.handling.decide(matterFold, data.matterId, command, (matter) => recordDecision(data, matter, stamp));
  }
}
