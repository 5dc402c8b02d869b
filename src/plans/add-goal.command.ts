import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import type { DecisionReference } from '../kernel/decision-reference.js';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DecisionField, IdField } from '../platform/commands/fields.command.js';
import { addGoal, type AddGoalData, type PlanEvent, planFold } from './plan.js';
import { GoalInput } from './planned.command.js';

@InputType('AddGoalInput')
export class AddGoal extends GatewayCommand<PlanEvent> implements AddGoalData {
  readonly commandName = 'addGoal';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => GoalInput)
  @ValidateNested()
  @Type(() => GoalInput)
  readonly goal!: GoalInput;

  @DecisionField()
  readonly decision!: DecisionReference;
}

@CommandHandler(AddGoal)
export class AddGoalHandler implements ICommandHandler<AddGoal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AddGoal) {
    return this.handling.decide(planFold, command.planId, command, (plan) => addGoal(command, plan, command.stamp));
  }
}
