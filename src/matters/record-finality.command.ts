import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { matterFold } from './matter.js';
import { recordFinality, type RecordFinalityData } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';

export class RecordFinality extends SystemCommand<RecordFinalityData, MatterEvent> {
  readonly commandName = 'recordFinality';
}

@CommandHandler(RecordFinality)
export class RecordFinalityHandler implements ICommandHandler<RecordFinality> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RecordFinality) {
    const { data, stamp } = command;
    return this.handling.decide(matterFold, data.matterId, command, (matter) => recordFinality(data, matter, stamp));
  }
}
