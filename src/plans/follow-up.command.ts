import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { IsBoolean, IsOptional } from 'class-validator';
import { existing, type ReadState } from '../kernel/fold.js';
import { goalOf, type Id, planOf } from '../kernel/identity.js';
import type { IsoDate, Tertial } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import {
  DateField,
  GatewayCommand,
  IdField,
  LineField,
  OptionalTextField,
  TextField,
} from '../platform/commands/gateway.command.js';
import { LocalDate, TertialEnum } from '../platform/graphql-types/values.view.js';
import { type SteeringModel, steeringModelFold } from '../steering-models/steering-model.js';
import type { CorrectStatusData, PlanAndModel, ReportStatusData } from './activity-status.js';
import { correctStatus, reportStatus } from './activity-status.js';
import { closeFollowUp, type CloseFollowUpData, openFollowUp, type OpenFollowUpData } from './follow-up.js';
import { assessGoal, type AssessGoalData, correctAssessment, type CorrectAssessmentData } from './goal-assessment.js';
import { type Goal, type GoalEvent, goalFold } from './goal.js';
import { correctMeasure, type CorrectMeasureData, reportMeasure, type ReportMeasureData } from './measure-report.js';
import type { ReportInput } from './day-of-fact.js';
import { type Plan, type PlanEvent, planFold } from './plan.js';

@InputType('OpenFollowUpInput')
export class OpenFollowUp extends GatewayCommand<PlanEvent> implements OpenFollowUpData {
  readonly commandName = 'openFollowUp';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @DateField(
    'The day by which clerks should report (stoppdatum). A day before today gives CUT_OFF_TOO_EARLY. The exception is a ' +
      'tertial that had ended when the plan was recorded: its own cut-off date may have passed by then. The follow-up is ' +
      'then marked as loaded afterwards.',
  )
  readonly cutOff!: IsoDate;
}

@CommandHandler(OpenFollowUp)
class OpenFollowUpHandler implements ICommandHandler<OpenFollowUp> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: OpenFollowUp) {
    return this.handling.decide(planFold, command.planId, command, async (plan) =>
      openFollowUp(command, plan, await readModel(this.handling.read, plan), command.stamp),
    );
  }
}

@InputType('CloseFollowUpInput')
export class CloseFollowUp extends GatewayCommand<PlanEvent> implements CloseFollowUpData {
  readonly commandName = 'closeFollowUp';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @Field({
    defaultValue: false,
    description:
      'True closes the follow-up although statuses, outcomes or assessments are missing. False then gives ' +
      'FOLLOW_UP_INCOMPLETE, with everything that is missing.',
  })
  @IsBoolean()
  readonly acceptIncomplete!: boolean;
}

@CommandHandler(CloseFollowUp)
class CloseFollowUpHandler implements ICommandHandler<CloseFollowUp> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CloseFollowUp) {
    return this.handling.decide(planFold, command.planId, command, async (plan) =>
      closeFollowUp(command, plan, await readGoals(this.handling.read, plan), command.stamp),
    );
  }
}

/** The common input of reports on an activity, a measure or a goal for a tertial. */
@InputType({ isAbstract: true })
export abstract class ReportCommand extends GatewayCommand<GoalEvent> implements ReportInput {
  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @OptionalTextField()
  readonly comment!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'The day on which the report is true. Null means today, or the last day of a tertial that has ended. A day ' +
      'after the tertial gives AFTER_TERTIAL. A day after today gives IN_FUTURE.',
  })
  readonly validOn: IsoDate | null = null;
}

/** The common input of reports that contain a status code of the steering model. */
@InputType({ isAbstract: true })
export abstract class StatusCommand extends ReportCommand {
  @LineField(
    'A status code of the steering model in force on the last day of the tertial. Another code gives UNKNOWN_STATUS.',
  )
  readonly status!: string;
}

@InputType('ReportStatusInput')
export class ReportStatus extends StatusCommand implements ReportStatusData {
  readonly commandName = 'reportStatus';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;
}

@CommandHandler(ReportStatus)
class ReportStatusHandler implements ICommandHandler<ReportStatus> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReportStatus) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, async (goal) =>
      reportStatus(command, goal, await readPlanAndModel(this.handling.read, command.activityId), command.stamp),
    );
  }
}

@InputType('CorrectStatusInput')
export class CorrectStatus extends StatusCommand implements CorrectStatusData {
  readonly commandName = 'correctStatus';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @OptionalTextField('The reason for the correction. The service refuses a blank reason (REASON_MISSING).')
  readonly reason!: string;
}

@CommandHandler(CorrectStatus)
class CorrectStatusHandler implements ICommandHandler<CorrectStatus> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectStatus) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, async (goal) =>
      correctStatus(command, goal, await readPlanAndModel(this.handling.read, command.activityId), command.stamp),
    );
  }
}

/** The common input of a first report and a correction of the outcome of a measure. */
@InputType({ isAbstract: true })
export abstract class OutcomeCommand extends ReportCommand implements ReportMeasureData {
  @IdField('Measure')
  readonly measureId!: Id<'Measure'>;

  @TextField('The outcome of the measure with its unit, such as 78 %. A blank outcome gives TEXT_MISSING.')
  readonly value!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the measure reached its target. Null if not stated.' })
  @IsOptional()
  @IsBoolean()
  readonly targetReached: boolean | null = null;
}

@InputType('ReportMeasureInput')
export class ReportMeasure extends OutcomeCommand {
  readonly commandName = 'reportMeasure';
}

@CommandHandler(ReportMeasure)
class ReportMeasureHandler implements ICommandHandler<ReportMeasure> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReportMeasure) {
    return this.handling.decide(goalFold, goalOf(command.measureId), command, async (goal) =>
      reportMeasure(command, goal, await readPlan(this.handling.read, command.measureId), command.stamp),
    );
  }
}

@InputType('CorrectMeasureInput')
export class CorrectMeasure extends OutcomeCommand implements CorrectMeasureData {
  readonly commandName = 'correctMeasure';

  @OptionalTextField('The reason for the correction. The service refuses a blank reason (REASON_MISSING).')
  readonly reason!: string;
}

@CommandHandler(CorrectMeasure)
class CorrectMeasureHandler implements ICommandHandler<CorrectMeasure> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectMeasure) {
    return this.handling.decide(goalFold, goalOf(command.measureId), command, async (goal) =>
      correctMeasure(command, goal, await readPlan(this.handling.read, command.measureId), command.stamp),
    );
  }
}

@InputType('AssessGoalInput')
export class AssessGoal extends StatusCommand implements AssessGoalData {
  readonly commandName = 'assessGoal';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;
}

@CommandHandler(AssessGoal)
class AssessGoalHandler implements ICommandHandler<AssessGoal> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AssessGoal) {
    return this.handling.decide(goalFold, command.goalId, command, async (goal) =>
      assessGoal(command, goal, await readPlanAndModel(this.handling.read, command.goalId), command.stamp),
    );
  }
}

@InputType('CorrectAssessmentInput')
export class CorrectAssessment extends StatusCommand implements CorrectAssessmentData {
  readonly commandName = 'correctAssessment';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

  @OptionalTextField('The reason for the correction. The service refuses a blank reason (REASON_MISSING).')
  readonly reason!: string;
}

@CommandHandler(CorrectAssessment)
class CorrectAssessmentHandler implements ICommandHandler<CorrectAssessment> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectAssessment) {
    return this.handling.decide(goalFold, command.goalId, command, async (goal) =>
      correctAssessment(command, goal, await readPlanAndModel(this.handling.read, command.goalId), command.stamp),
    );
  }
}

/** Reads the plan and its steering model. @throws Refusal `NOT_FOUND` when the plan or the model does not exist. */
export async function readPlanAndModel(read: ReadState, id: Id<'Goal'> | Id<'Activity'>): Promise<PlanAndModel> {
  const plan = await readPlan(read, id);
  const model = await read(steeringModelFold, plan.steeringModelId);
  return { plan, model: existing(model, plan.steeringModelId) };
}

/** Reads the steering model of a plan. Returns null without a plan or without a model. */
async function readModel(read: ReadState, plan: Plan | null): Promise<SteeringModel | null> {
  return plan === null ? null : read(steeringModelFold, plan.steeringModelId);
}

/** Reads the goals of a plan. Leaves out a goal whose stream is not open yet. */
async function readGoals(read: ReadState, plan: Plan | null): Promise<Goal[]> {
  const goals = await Promise.all((plan?.goalIds ?? []).map((id) => read(goalFold, id)));
  return goals.filter((goal) => goal !== null);
}

/** Reads the plan of a goal, an activity or a measure. @throws Refusal `NOT_FOUND` when the plan does not exist. */
export async function readPlan(read: ReadState, id: Id<'Goal'> | Id<'Activity'> | Id<'Measure'>): Promise<Plan> {
  return existing(await read(planFold, planOf(id)), id);
}

export const followUpCommandHandlers = [
  OpenFollowUpHandler,
  CloseFollowUpHandler,
  ReportStatusHandler,
  CorrectStatusHandler,
  ReportMeasureHandler,
  CorrectMeasureHandler,
  AssessGoalHandler,
  CorrectAssessmentHandler,
];
