import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Decisions } from '../platform/commands/decisions.service.js';
import { SystemCommand } from '../platform/commands/desk.command.js';
import { matterFold } from './matter.js';
import { recordFinality, type RecordFinalityData } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';

export class RecordFinality extends SystemCommand<RecordFinalityData, MatterEvent> {
  readonly commandName = 'recordFinality';
}

@CommandHandler(RecordFinality)
export class RecordFinalityHandler implements ICommandHandler<RecordFinality> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: RecordFinality) {
    const { data, stamp } = command;
    return this.decisions.decide(matterFold, data.matterId, command, (matter) => recordFinality(data, matter, stamp));
  }
}
