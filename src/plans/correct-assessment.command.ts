import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { IdField, OptionalTextField } from '../platform/commands/fields.command.js';
import { correctAssessment, type CorrectAssessmentData } from './goal-assessment.js';
import { goalFold } from './goal.js';
import { JudgedCommand } from './judged.command.js';
import { readJudging } from './judging.js';

@InputType('CorrectAssessmentInput')
export class CorrectAssessment extends JudgedCommand implements CorrectAssessmentData {
  readonly commandName = 'correctAssessment';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

  @OptionalTextField('Why the earlier one was wrong.')
  readonly reason!: string;
}

@CommandHandler(CorrectAssessment)
export class CorrectAssessmentHandler implements ICommandHandler<CorrectAssessment> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectAssessment) {
    return this.handling.decide(goalFold, command.goalId, command, async (goal) =>
      correctAssessment(command, goal, await readJudging(this.handling.read, command.goalId), command.stamp),
    );
  }
}
