import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { goalOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { voidMeasure, type VoidMeasureData } from './measure-report.js';
import { type GoalEvent, goalFold } from './goal.js';

export class VoidMeasure extends SystemCommand<VoidMeasureData, GoalEvent> {
  readonly commandName = 'voidMeasure';
}

@CommandHandler(VoidMeasure)
export class VoidMeasureHandler implements ICommandHandler<VoidMeasure> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: VoidMeasure) {
    const { data, stamp } = command;
    return this.handling.decide(goalFold, goalOf(data.measureId), command, (state) => voidMeasure(data, state, stamp));
  }
}
