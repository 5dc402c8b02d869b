import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { voidAssessment, type VoidAssessmentData } from './goal-assessment.js';
import { type GoalEvent, goalFold } from './goal.js';

export class VoidAssessment extends SystemCommand<VoidAssessmentData, GoalEvent> {
  readonly commandName = 'voidAssessment';
}

@CommandHandler(VoidAssessment)
export class VoidAssessmentHandler implements ICommandHandler<VoidAssessment> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: VoidAssessment) {
    const { data, stamp } = command;
    return this.handling.decide(goalFold, data.goalId, command, (state) => voidAssessment(data, state, stamp));
  }
}
