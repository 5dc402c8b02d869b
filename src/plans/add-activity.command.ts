import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import type { DecisionReference } from '../kernel/decision-reference.js';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DecisionField, IdField } from '../platform/commands/fields.command.js';
import { addActivity, type AddActivityData } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';
import { ActivityInput } from './planned.command.js';

@InputType('AddActivityInput')
export class AddActivity extends GatewayCommand<GoalEvent> implements AddActivityData {
  readonly commandName = 'addActivity';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

  @Field(() => ActivityInput)
  @ValidateNested()
  @Type(() => ActivityInput)
  readonly activity!: ActivityInput;

  @DecisionField()
  readonly decision!: DecisionReference;
}

@CommandHandler(AddActivity)
export class AddActivityHandler implements ICommandHandler<AddActivity> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AddActivity) {
    return this.handling.decide(goalFold, command.goalId, command, (goal) => addActivity(command, goal, command.stamp));
  }
}
