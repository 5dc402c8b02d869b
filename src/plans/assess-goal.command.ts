import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { IdField } from '../platform/commands/fields.command.js';
import { assessGoal, type AssessGoalData } from './goal-assessment.js';
import { goalFold } from './goal.js';
import { JudgedCommand } from './judged.command.js';
import { readJudging } from './judging.js';

@InputType('AssessGoalInput')
export class AssessGoal extends JudgedCommand implements AssessGoalData {
  readonly commandName = 'assessGoal';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;
}

@CommandHandler(AssessGoal)
export class AssessGoalHandler implements ICommandHandler<AssessGoal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AssessGoal) {
    return this.handling.decide(goalFold, command.goalId, command, async (goal) =>
      assessGoal(command, goal, await readJudging(this.handling.read, command.goalId), command.stamp),
    );
  }
}
