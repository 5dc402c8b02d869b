import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { DecisionReference } from '../kernel/decision-reference.js';
import { goalOf, type Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DecisionField, IdField, OptionalTextField, TextField } from '../platform/commands/fields.command.js';
import { rewordActivity, type RewordActivityData } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';

@InputType('RewordActivityInput')
export class RewordActivity extends GatewayCommand<GoalEvent> implements RewordActivityData {
  readonly commandName = 'rewordActivity';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @TextField()
  readonly heading!: string;

  @OptionalTextField()
  readonly description!: string;

  @DecisionField()
  readonly decision!: DecisionReference;
}

@CommandHandler(RewordActivity)
export class RewordActivityHandler implements ICommandHandler<RewordActivity> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RewordActivity) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, (goal) =>
      rewordActivity(command, goal, command.stamp),
    );
  }
}
