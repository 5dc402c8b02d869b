import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, Max, Min, ValidateNested } from 'class-validator';
import type { DecisionReference } from '../kernel/decision-reference.js';
import { type Id, planIdOf } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DecisionField, IdField } from '../platform/commands/fields.command.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import { adoptPlan, type AdoptPlanData, type PlanEvent, planFold } from './plan.js';
import { GoalInput, MOST_IN_A_LIST } from './planned.command.js';

export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2999;

@InputType('AdoptPlanInput')
export class AdoptPlan extends GatewayCommand<PlanEvent> implements AdoptPlanData {
  readonly commandName = 'adoptPlan';

  @IdField('Board')
  readonly boardId!: Id<'Board'>;

  @Field(() => Int)
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  readonly year!: number;

  @IdField('SteeringModel')
  readonly steeringModelId!: Id<'SteeringModel'>;

  @DecisionField()
  readonly decision!: DecisionReference;

  @Field(() => [GoalInput], { defaultValue: [] })
  @ArrayMaxSize(MOST_IN_A_LIST)
  @ValidateNested()
  @Type(() => GoalInput)
  readonly goals!: GoalInput[];
}

@CommandHandler(AdoptPlan)
export class AdoptPlanHandler implements ICommandHandler<AdoptPlan> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AdoptPlan) {
    const planId = planIdOf(command.boardId, command.year);
    return this.handling.decide(planFold, planId, command, async (plan) =>
      adoptPlan(command, plan, await this.handling.read(steeringModelFold, command.steeringModelId), command.stamp),
    );
  }
}
