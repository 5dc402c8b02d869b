import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt, IsOptional, Min } from 'class-validator';
import { existing } from '../../kernel/fold.js';
import { goalOf, type Id, planOf } from '../../kernel/identity.js';
import type { DecisionReference } from '../../kernel/outcome.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { DecisionField, GatewayCommand, IdField, OptionalTextField } from '../../platform/commands/gateway.command.js';
import { type GoalEvent, goalFold } from '../goal.js';
import { type PlanEvent, planFold } from '../plan.js';
import {
  correctActivityDecision,
  type CorrectActivityDecisionData,
  correctChangeDecision,
  type CorrectChangeDecisionData,
  correctGoalDecision,
  type CorrectGoalDecisionData,
  correctMeasureDecision,
  type CorrectMeasureDecisionData,
} from './decision-correcting.js';

const reason = 'The reason for the correction.';

@InputType('CorrectGoalDecisionInput')
export class CorrectGoalDecision extends GatewayCommand<PlanEvent> implements CorrectGoalDecisionData {
  readonly commandName = 'correctGoalDecision';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

  @DecisionField()
  readonly decision!: DecisionReference;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(CorrectGoalDecision)
class CorrectGoalDecisionHandler implements ICommandHandler<CorrectGoalDecision> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectGoalDecision) {
    const { goalId } = command;
    return this.handling.decide(planFold, planOf(goalId), command, async (plan) => {
      const goal = await this.handling.read(goalFold, goalId);
      return correctGoalDecision(command, existing(plan, goalId), goal, command.stamp);
    });
  }
}

@InputType('CorrectMeasureDecisionInput')
export class CorrectMeasureDecision extends GatewayCommand<GoalEvent> implements CorrectMeasureDecisionData {
  readonly commandName = 'correctMeasureDecision';

  @IdField('Measure')
  readonly measureId!: Id<'Measure'>;

  @DecisionField()
  readonly decision!: DecisionReference;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(CorrectMeasureDecision)
class CorrectMeasureDecisionHandler implements ICommandHandler<CorrectMeasureDecision> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectMeasureDecision) {
    return this.handling.decide(goalFold, goalOf(command.measureId), command, (goal) =>
      correctMeasureDecision(command, goal, command.stamp),
    );
  }
}

/** The common input of corrections of a decision about an activity. */
@InputType({ isAbstract: true })
abstract class ActivityDecisionCommand extends GatewayCommand<GoalEvent> implements CorrectActivityDecisionData {
  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @DecisionField()
  readonly decision!: DecisionReference;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@InputType('CorrectActivityDecisionInput')
export class CorrectActivityDecision extends ActivityDecisionCommand {
  readonly commandName = 'correctActivityDecision';
}

@CommandHandler(CorrectActivityDecision)
class CorrectActivityDecisionHandler implements ICommandHandler<CorrectActivityDecision> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectActivityDecision) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, (goal) =>
      correctActivityDecision(command, goal, command.stamp),
    );
  }
}

@InputType('CorrectChangeDecisionInput')
export class CorrectChangeDecision extends ActivityDecisionCommand implements CorrectChangeDecisionData {
  readonly commandName = 'correctChangeDecision';

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the change among those of the activity (Activity.changes). Absent or null: the newest.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly change?: number | null;
}

@CommandHandler(CorrectChangeDecision)
class CorrectChangeDecisionHandler implements ICommandHandler<CorrectChangeDecision> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectChangeDecision) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, (goal) =>
      correctChangeDecision(command, goal, command.stamp),
    );
  }
}

export const decisionCorrectionHandlers = [
  CorrectGoalDecisionHandler,
  CorrectMeasureDecisionHandler,
  CorrectActivityDecisionHandler,
  CorrectChangeDecisionHandler,
];
