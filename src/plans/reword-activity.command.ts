import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { DecisionReference } from '../kernel/decision-reference.js';
import { goalOf, type Id } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { DeskCommand } from '../platform/commands/desk.command.js';
import { DecisionField, IdField, OptionalTextField, TextField } from '../platform/commands/fields.command.js';
import { rewordActivity, type RewordActivityData } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';

@InputType('RewordActivityInput')
export class RewordActivity extends DeskCommand<GoalEvent> implements RewordActivityData {
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
  constructor(private readonly decisions: Decisions) {}

  execute(command: RewordActivity) {
    return this.decisions.decide(goalFold, goalOf(command.activityId), command, (goal) =>
      rewordActivity(command, goal, command.stamp),
    );
  }
}
