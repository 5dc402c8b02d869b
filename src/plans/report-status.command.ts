import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { goalOf, type Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { IdField } from '../platform/commands/fields.command.js';
import { reportStatus, type ReportStatusData } from './activity-status.js';
import { goalFold } from './goal.js';
import { JudgedCommand } from './judged.command.js';
import { readJudging } from './judging.js';

@InputType('ReportStatusInput')
export class ReportStatus extends JudgedCommand implements ReportStatusData {
  readonly commandName = 'reportStatus';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;
}

@CommandHandler(ReportStatus)
export class ReportStatusHandler implements ICommandHandler<ReportStatus> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReportStatus) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, async (goal) =>
      reportStatus(command, goal, await readJudging(this.handling.read, command.activityId), command.stamp),
    );
  }
}
