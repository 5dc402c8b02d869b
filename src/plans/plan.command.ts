import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import type { DecisionReference } from '../kernel/outcome.js';
import { boardOf, goalOf, type Id, planIdOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  DateField,
  DecisionField,
  GatewayCommand,
  IdField,
  LineField,
  OptionalTextField,
} from '../platform/commands/gateway.command.js';
import { steeringModelFold } from '../steering-models/steering-model.js';
import type { AddActivityData, AdoptMeasureData, ChangeActivityDatesData, RewordActivityData } from './activity.js';
import { addActivity, adoptMeasure, changeActivityDates, rewordActivity } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';
import type { AddGoalData, AdoptPlanData, GivenActivity, PlanEvent, PlannedGoal, PlannedMeasure } from './plan.js';
import { addGoal, adoptPlan, planFold } from './plan.js';
import { givenIn } from './responsible.js';
import { KnownResponsibles, ResponsibleInput } from './responsible.command.js';

export const MOST_IN_A_LIST = 500;

@InputType('MeasureInput')
export class MeasureInput implements PlannedMeasure {
  @LineField()
  readonly name!: string;

  @OptionalTextField()
  readonly target!: string;
}

@InputType('ActivityInput')
export class ActivityInput implements GivenActivity {
  @LineField()
  readonly heading!: string;

  @OptionalTextField()
  readonly description!: string;

  @DateField()
  readonly startDate!: IsoDate;

  @DateField(
    'The last day of the activity. A day before startDate gives DATES_REVERSED. A day outside the year of the plan gives OUTSIDE_YEAR.',
  )
  readonly endDate!: IsoDate;

  @OptionalTextField('The responsible unit as the plan writes it.')
  readonly responsibleUnit!: string;

  @Field(() => ResponsibleInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ResponsibleInput)
  readonly responsible?: ResponsibleInput | null;
}

@InputType('GoalInput')
export class GoalInput implements PlannedGoal {
  @LineField()
  readonly title!: string;

  @Field(() => [MeasureInput], { defaultValue: [], description: 'The measures (mått) of the goal, possibly none.' })
  @ArrayMaxSize(MOST_IN_A_LIST)
  @ValidateNested()
  @Type(() => MeasureInput)
  readonly measures!: MeasureInput[];

  @Field(() => [ActivityInput], { defaultValue: [] })
  @ArrayMaxSize(MOST_IN_A_LIST)
  @ValidateNested()
  @Type(() => ActivityInput)
  readonly activities!: ActivityInput[];
}

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
class AdoptPlanHandler implements ICommandHandler<AdoptPlan> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly responsibles: KnownResponsibles,
  ) {}

  execute(command: AdoptPlan) {
    const planId = planIdOf(command.boardId, command.year);
    return this.handling.decide(planFold, planId, command, async (plan) => {
      const model = await this.handling.read(steeringModelFold, command.steeringModelId);
      const events = adoptPlan(command, plan, model, command.stamp);
      await this.responsibles.require(command.boardId, givenIn(command.goals));
      return events;
    });
  }
}

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
class AddGoalHandler implements ICommandHandler<AddGoal> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly responsibles: KnownResponsibles,
  ) {}

  execute(command: AddGoal) {
    return this.handling.decide(planFold, command.planId, command, async (plan) => {
      const events = addGoal(command, plan, command.stamp);
      await this.responsibles.require(boardOf(command.planId), givenIn([command.goal]));
      return events;
    });
  }
}

@InputType('AdoptMeasureInput')
export class AdoptMeasure extends GatewayCommand<GoalEvent> implements AdoptMeasureData {
  readonly commandName = 'adoptMeasure';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

  @LineField()
  readonly name!: string;

  @OptionalTextField()
  readonly target!: string;

  @DecisionField()
  readonly decision!: DecisionReference;
}

@CommandHandler(AdoptMeasure)
class AdoptMeasureHandler implements ICommandHandler<AdoptMeasure> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AdoptMeasure) {
    return this.handling.decide(goalFold, command.goalId, command, (goal) =>
      adoptMeasure(command, goal, command.stamp),
    );
  }
}

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
class AddActivityHandler implements ICommandHandler<AddActivity> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly responsibles: KnownResponsibles,
  ) {}

  execute(command: AddActivity) {
    return this.handling.decide(goalFold, command.goalId, command, async (goal) => {
      const events = addActivity(command, goal, command.stamp);
      await this.responsibles.require(boardOf(command.goalId), givenIn([{ activities: [command.activity] }]));
      return events;
    });
  }
}

@InputType('ChangeActivityDatesInput')
export class ChangeActivityDates extends GatewayCommand<GoalEvent> implements ChangeActivityDatesData {
  readonly commandName = 'changeActivityDates';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @DateField()
  readonly startDate!: IsoDate;

  @DateField(
    'The last day of the activity. A day before startDate gives DATES_REVERSED. A day outside the year of the plan gives OUTSIDE_YEAR.',
  )
  readonly endDate!: IsoDate;

  @DecisionField()
  readonly decision!: DecisionReference;
}

@CommandHandler(ChangeActivityDates)
class ChangeActivityDatesHandler implements ICommandHandler<ChangeActivityDates> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ChangeActivityDates) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, (goal) =>
      changeActivityDates(command, goal, command.stamp),
    );
  }
}

@InputType('RewordActivityInput')
export class RewordActivity extends GatewayCommand<GoalEvent> implements RewordActivityData {
  readonly commandName = 'rewordActivity';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @LineField()
  readonly heading!: string;

  @OptionalTextField()
  readonly description!: string;

  @DecisionField()
  readonly decision!: DecisionReference;
}

@CommandHandler(RewordActivity)
class RewordActivityHandler implements ICommandHandler<RewordActivity> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RewordActivity) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, (goal) =>
      rewordActivity(command, goal, command.stamp),
    );
  }
}

export const planCommandHandlers = [
  AdoptPlanHandler,
  AddGoalHandler,
  AdoptMeasureHandler,
  AddActivityHandler,
  ChangeActivityDatesHandler,
  RewordActivityHandler,
];
