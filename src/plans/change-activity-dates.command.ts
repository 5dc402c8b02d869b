import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { DecisionReference } from '../kernel/decision-reference.js';
import { goalOf, type Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DateField, DecisionField, IdField } from '../platform/commands/fields.command.js';
import { changeActivityDates, type ChangeActivityDatesData } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';

@InputType('ChangeActivityDatesInput')
export class ChangeActivityDates extends GatewayCommand<GoalEvent> implements ChangeActivityDatesData {
  readonly commandName = 'changeActivityDates';

  @IdField('Activity')
  readonly activityId!: Id<'Activity'>;

  @DateField()
  readonly startDate!: IsoDate;

  @DateField('In the year of the plan.')
  readonly endDate!: IsoDate;

  @DecisionField()
  readonly decision!: DecisionReference;
}

@CommandHandler(ChangeActivityDates)
export class ChangeActivityDatesHandler implements ICommandHandler<ChangeActivityDates> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ChangeActivityDates) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, (goal) =>
      changeActivityDates(command, goal, command.stamp),
    );
  }
}
