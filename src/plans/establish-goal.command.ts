import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Decisions } from '../platform/commands/decisions.service.js';
import { SystemCommand } from '../platform/commands/desk.command.js';
import { establishGoal } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';
import type { AdoptedGoal } from './plan.js';

export class EstablishGoal extends SystemCommand<AdoptedGoal, GoalEvent> {
  readonly commandName = 'establishGoal';
}

@CommandHandler(EstablishGoal)
export class EstablishGoalHandler implements ICommandHandler<EstablishGoal> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: EstablishGoal) {
    const { data, stamp } = command;
    return this.decisions.decide(goalFold, data.goalId, command, (state) => establishGoal(data, state, stamp));
  }
}
