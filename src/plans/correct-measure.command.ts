import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { goalOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { OptionalTextField } from '../platform/commands/fields.command.js';
import { goalFold } from './goal.js';
import { readPlan } from './judging.js';
import { correctMeasure, type CorrectMeasureData } from './measure-report.js';
import { MeasuredCommand } from './measured.command.js';

@InputType('CorrectMeasureInput')
export class CorrectMeasure extends MeasuredCommand implements CorrectMeasureData {
  readonly commandName = 'correctMeasure';

  @OptionalTextField('Why the earlier one was wrong.')
  readonly reason!: string;
}

@CommandHandler(CorrectMeasure)
export class CorrectMeasureHandler implements ICommandHandler<CorrectMeasure> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectMeasure) {
    return this.handling.decide(goalFold, goalOf(command.measureId), command, async (goal) =>
      correctMeasure(command, goal, await readPlan(this.handling.read, command.measureId), command.stamp),
    );
  }
}
