import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { boardOf, goalOf, type Id } from '../../kernel/identity.js';
import type { Tertial } from '../../kernel/tertial.js';
import { DIRECTORY, type ReadDirectory } from '../../people/directory.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, IdsField } from '../../platform/commands/gateway.command.js';
import { TertialEnum } from '../../platform/graphql-types/values.view.js';
import { type GoalEvent, goalFold } from '../goal.js';
import { type PlanEvent, planFold } from '../plan.js';
import { KnownResponsibles, ResponsibleInput } from '../responsible.command.js';
import { remindReporters, type RemindReportersData } from './reminding.js';
import { assignActivity, type AssignActivityData } from './assigning.js';

@InputType('AssignActivityInput')
export class AssignActivity extends GatewayCommand<GoalEvent> implements AssignActivityData {
  readonly commandName = 'assignActivity';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @Field(() => ResponsibleInput, { nullable: true, description: 'Null leaves the activity without a responsible one.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ResponsibleInput)
  readonly responsible?: ResponsibleInput | null;
}

@CommandHandler(AssignActivity)
class AssignActivityHandler implements ICommandHandler<AssignActivity> {
  constructor(
    private readonly handling: CommandHandling,
    private readonly responsibles: KnownResponsibles,
  ) {}

  execute(command: AssignActivity) {
    const { activityId, responsible, stamp } = command;
    return this.handling.decide(goalFold, goalOf(activityId), command, async (goal) => {
      const events = assignActivity(command, goal, stamp);
      await this.responsibles.require(
        boardOf(activityId),
        responsible === null || responsible === undefined ? [] : [responsible],
      );
      return events;
    });
  }
}

@InputType('RemindReportersInput')
export class RemindReporters extends GatewayCommand<PlanEvent> implements RemindReportersData {
  readonly commandName = 'remindReporters';

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;

  @IdsField('Unit', 'Units to remind. Without units and persons, everybody who has not reported is reminded.')
  readonly unitIds!: Id<'Unit'>[];

  @IdsField('Person', 'Persons to remind of the activities that they are responsible for.')
  readonly personIds!: Id<'Person'>[];
}

@CommandHandler(RemindReporters)
class RemindReportersHandler implements ICommandHandler<RemindReporters> {
  constructor(
    private readonly handling: CommandHandling,
    @Inject(DIRECTORY) private readonly directory: ReadDirectory,
  ) {}

  execute(command: RemindReporters) {
    const { planId, stamp } = command;
    return this.handling.decide(planFold, planId, command, async (plan) => {
      const goals = await Promise.all((plan?.goalIds ?? []).map((id) => this.handling.read(goalFold, id)));
      const reporters = await this.directory.reportersToday(boardOf(planId));
      return remindReporters(
        command,
        plan,
        goals.filter((goal) => goal !== null),
        reporters,
        stamp,
      );
    });
  }
}

export const responsibilityCommandHandlers = [AssignActivityHandler, RemindReportersHandler];
