import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { goalOf, type Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { IdField, OptionalTextField } from '../platform/commands/fields.command.js';
import { correctStatus, type CorrectStatusData } from './activity-status.js';
import { goalFold } from './goal.js';
import { JudgedCommand } from './judged.command.js';
import { readJudging } from './judging.js';

@InputType('CorrectStatusInput')
export class CorrectStatus extends JudgedCommand implements CorrectStatusData {
  readonly commandName = 'correctStatus';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @OptionalTextField('Why the earlier one was wrong.')
  readonly reason!: string;
}

@CommandHandler(CorrectStatus)
export class CorrectStatusHandler implements ICommandHandler<CorrectStatus> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectStatus) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, async (goal) =>
      correctStatus(command, goal, await readJudging(this.handling.read, command.activityId), command.stamp),
    );
  }
}
