import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ValidateNested } from 'class-validator';
import type { DecisionReference } from '../../kernel/outcome.js';
import { existing } from '../../kernel/fold.js';
import { boardOf, goalOf, type Id, planOf } from '../../kernel/identity.js';
import type { IsoDate, Tertial } from '../../kernel/tertial.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import {
  DateField,
  DecisionField,
  GatewayCommand,
  IdField,
  LineField,
  OptionalTextField,
} from '../../platform/commands/gateway.command.js';
import { TertialEnum } from '../../platform/graphql-types/values.view.js';
import { steeringModelFold } from '../../steering-models/steering-model.js';
import { moveCutOff, type MoveCutOffData } from '../follow-up.js';
import { type GoalEvent, goalFold } from '../goal.js';
import { GoalInput, MOST_IN_A_LIST } from '../plan.command.js';
import { type PlanEvent, planFold } from '../plan.js';
import { givenIn } from '../responsible.js';
import { KnownResponsibles } from '../responsible.command.js';
import { MattersOfBoard } from './matters-of-board.service.js';
import { strikeMeasure, type StrikeMeasureData } from './measure-striking.js';
import { redefineMeasure, type RedefineMeasureData } from './redefining.js';
import { readProposalsOfPlan, replacePlan, type ReplacePlanData } from './replacing.js';
import { reopenFollowUp, type ReopenFollowUpData } from './reopening.js';
import { readBeside, renameGoal, strikeActivity, strikeGoal } from './striking.js';
import type { RenameGoalData, StrikeActivityData, StrikeGoalData } from './striking.js';

const reason = 'The reason for the correction. The service refuses a blank reason (REASON_MISSING).';

@InputType('MoveCutOffInput')
export class MoveCutOff extends GatewayCommand<PlanEvent> implements MoveCutOffData {
  readonly commandName = 'moveCutOff';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @DateField('The right day by which clerks should report (stoppdatum), under the terms of openFollowUp.')
  readonly cutOff!: IsoDate;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(MoveCutOff)
class MoveCutOffHandler implements ICommandHandler<MoveCutOff> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: MoveCutOff) {
    return this.handling.decide(planFold, command.planId, command, (plan) => moveCutOff(command, plan, command.stamp));
  }
}

@InputType('ReopenFollowUpInput')
export class ReopenFollowUp extends GatewayCommand<PlanEvent> implements ReopenFollowUpData {
  readonly commandName = 'reopenFollowUp';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(ReopenFollowUp)
class ReopenFollowUpHandler implements ICommandHandler<ReopenFollowUp> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly matters: MattersOfBoard,
  ) {}

  execute(command: ReopenFollowUp) {
    return this.handling.decide(planFold, command.planId, command, async (plan) => {
      const matters = await this.matters.read(boardOf(command.planId), this.handling.read);
      return reopenFollowUp(command, plan, matters, command.stamp);
    });
  }
}

@InputType('ReplacePlanInput')
export class ReplacePlan extends GatewayCommand<PlanEvent> implements ReplacePlanData {
  readonly commandName = 'replacePlan';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @IdField('SteeringModel')
  readonly steeringModelId!: Id<'SteeringModel'>;

  @DecisionField()
  readonly decision!: DecisionReference;

  @Field(() => [GoalInput], { defaultValue: [] })
  @ArrayMaxSize(MOST_IN_A_LIST)
  @ValidateNested()
  @Type(() => GoalInput)
  readonly goals!: GoalInput[];

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(ReplacePlan)
class ReplacePlanHandler implements ICommandHandler<ReplacePlan> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly responsibles: KnownResponsibles,
  ) {}

  execute(command: ReplacePlan) {
    const { read } = this.handling;
    return this.handling.decide(planFold, command.planId, command, async (plan) => {
      const proposals = await readProposalsOfPlan(read, plan);
      const model = await read(steeringModelFold, command.steeringModelId);
      const events = replacePlan(command, plan, model, proposals, command.stamp);
      await this.responsibles.require(boardOf(command.planId), givenIn(command.goals));
      return events;
    });
  }
}

@InputType('RenameGoalInput')
export class RenameGoal extends GatewayCommand<GoalEvent> implements RenameGoalData {
  readonly commandName = 'renameGoal';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

  @LineField('The title that the board adopted.')
  readonly title!: string;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(RenameGoal)
class RenameGoalHandler implements ICommandHandler<RenameGoal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RenameGoal) {
    return this.handling.decide(goalFold, command.goalId, command, (goal) => renameGoal(command, goal, command.stamp));
  }
}

@InputType('RedefineMeasureInput')
export class RedefineMeasure extends GatewayCommand<GoalEvent> implements RedefineMeasureData {
  readonly commandName = 'redefineMeasure';

  @IdField('Measure')
  readonly measureId!: Id<'Measure'>;

  @LineField('The name that the board adopted.')
  readonly name!: string;

  @OptionalTextField('The target that the board adopted. It may be empty.')
  readonly target!: string;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(RedefineMeasure)
class RedefineMeasureHandler implements ICommandHandler<RedefineMeasure> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: RedefineMeasure) {
    return this.handling.decide(goalFold, goalOf(command.measureId), command, (goal) =>
      redefineMeasure(command, goal, command.stamp),
    );
  }
}

@InputType('StrikeMeasureInput')
export class StrikeMeasure extends GatewayCommand<GoalEvent> implements StrikeMeasureData {
  readonly commandName = 'strikeMeasure';

  @IdField('Measure')
  readonly measureId!: Id<'Measure'>;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(StrikeMeasure)
class StrikeMeasureHandler implements ICommandHandler<StrikeMeasure> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly matters: MattersOfBoard,
  ) {}

  execute(command: StrikeMeasure) {
    const { measureId, stamp } = command;
    return this.handling.decide(goalFold, goalOf(measureId), command, async (goal) => {
      const planId = planOf(goalOf(measureId));
      const plan = existing(await this.handling.read(planFold, planId), measureId);
      const matters = await this.matters.read(boardOf(measureId), this.handling.read);
      return strikeMeasure(command, goal, { plan, matters }, stamp);
    });
  }
}

@InputType('StrikeGoalInput')
export class StrikeGoal extends GatewayCommand<GoalEvent> implements StrikeGoalData {
  readonly commandName = 'strikeGoal';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(StrikeGoal)
class StrikeGoalHandler implements ICommandHandler<StrikeGoal> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly matters: MattersOfBoard,
  ) {}

  execute(command: StrikeGoal) {
    return this.handling.decide(goalFold, command.goalId, command, async (goal) => {
      const beside = await readBeside(this.handling.read, existing(goal, command.goalId), null);
      const matters = await this.matters.read(boardOf(command.goalId), this.handling.read);
      return strikeGoal(command, goal, { ...beside, matters }, command.stamp);
    });
  }
}

@InputType('StrikeActivityInput')
export class StrikeActivity extends GatewayCommand<GoalEvent> implements StrikeActivityData {
  readonly commandName = 'strikeActivity';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @OptionalTextField(reason)
  readonly reason!: string;
}

@CommandHandler(StrikeActivity)
class StrikeActivityHandler implements ICommandHandler<StrikeActivity> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly matters: MattersOfBoard,
  ) {}

  execute(command: StrikeActivity) {
    const { activityId } = command;
    return this.handling.decide(goalFold, goalOf(activityId), command, async (goal) => {
      const beside = await readBeside(this.handling.read, existing(goal, activityId), activityId);
      const matters = await this.matters.read(boardOf(activityId), this.handling.read);
      return strikeActivity(command, goal, { ...beside, matters }, command.stamp);
    });
  }
}

export const correctionCommandHandlers = [
  MoveCutOffHandler,
  ReopenFollowUpHandler,
  ReplacePlanHandler,
  RenameGoalHandler,
  RedefineMeasureHandler,
  StrikeMeasureHandler,
  StrikeGoalHandler,
  StrikeActivityHandler,
];
