import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { DecisionReference } from '../kernel/decision-reference.js';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { DecisionField, IdField, OptionalTextField, TextField } from '../platform/commands/fields.command.js';
import { adoptMeasure, type AdoptMeasureData } from './activity.js';
import { type GoalEvent, goalFold } from './goal.js';

@InputType('AdoptMeasureInput')
export class AdoptMeasure extends GatewayCommand<GoalEvent> implements AdoptMeasureData {
  readonly commandName = 'adoptMeasure';

  @IdField('Goal')
  readonly goalId!: Id<'Goal'>;

  @TextField()
  readonly name!: string;

  @OptionalTextField()
  readonly target!: string;

  @DecisionField()
  readonly decision!: DecisionReference;
}

@CommandHandler(AdoptMeasure)
export class AdoptMeasureHandler implements ICommandHandler<AdoptMeasure> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AdoptMeasure) {
    return this.handling.decide(goalFold, command.goalId, command, (goal) =>
      adoptMeasure(command, goal, command.stamp),
    );
  }
}
