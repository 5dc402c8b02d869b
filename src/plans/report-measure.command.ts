import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { goalOf } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { goalFold } from './goal.js';
import { Judges } from './judging.service.js';
import { reportMeasure } from './measure-report.js';
import { MeasuredCommand } from './measured.command.js';

@InputType('ReportMeasureInput')
export class ReportMeasure extends MeasuredCommand {
  readonly commandName = 'reportMeasure';
}

@CommandHandler(ReportMeasure)
export class ReportMeasureHandler implements ICommandHandler<ReportMeasure> {
  constructor(
    private readonly decisions: Decisions,
    private readonly judges: Judges,
  ) {}

  execute(command: ReportMeasure) {
    return this.decisions.decide(goalFold, goalOf(command.measureId), command, async (goal) =>
      reportMeasure(command, goal, await this.judges.planOf(command.measureId), command.stamp),
    );
  }
}
