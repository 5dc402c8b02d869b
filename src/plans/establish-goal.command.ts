import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { establishGoal } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';
import type { AdoptedGoal } from './plan.js';

export class EstablishGoal extends SystemCommand<AdoptedGoal, GoalEvent> {
  readonly commandName = 'establishGoal';
}

@CommandHandler(EstablishGoal)
export class EstablishGoalHandler implements ICommandHandler<EstablishGoal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: EstablishGoal) {
    const { data, stamp } = command;
    return this.handling.decide(goalFold, data.goalId, command, (state) => establishGoal(data, state, stamp));
  }
}
