import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { goalOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { goalFold } from './goal.js';
import { readPlan } from './judging.js';
import { reportMeasure } from './measure-report.js';
import { MeasuredCommand } from './measured.command.js';

@InputType('ReportMeasureInput')
export class ReportMeasure extends MeasuredCommand {
  readonly commandName = 'reportMeasure';
}

@CommandHandler(ReportMeasure)
export class ReportMeasureHandler implements ICommandHandler<ReportMeasure> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReportMeasure) {
    return this.handling.decide(goalFold, goalOf(command.measureId), command, async (goal) =>
      reportMeasure(command, goal, await readPlan(this.handling.read, command.measureId), command.stamp),
    );
  }
}
