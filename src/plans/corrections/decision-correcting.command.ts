import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { goalOf, type Id } from '../../kernel/identity.js';
import type { DecisionReference } from '../../kernel/outcome.js';
import { CommandHandling } from '../../platform/commands/command-handling.service.js';
import { DecisionField, GatewayCommand, IdField, OptionalTextField } from '../../platform/commands/gateway.command.js';
import { type GoalEvent, goalFold } from '../goal.js';
import { correctActivityDecision, type CorrectActivityDecisionData } from './decision-correcting.js';
import { correctMeasureDecision, type CorrectMeasureDecisionData } from './decision-correcting.js';

const reason = 'The reason for the correction.';

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
      correctActivityDecision(command, 'ADDITION', goal, command.stamp),
    );
  }
}

@InputType('CorrectChangeDecisionInput')
export class CorrectChangeDecision extends ActivityDecisionCommand {
  readonly commandName = 'correctChangeDecision';
}

@CommandHandler(CorrectChangeDecision)
class CorrectChangeDecisionHandler implements ICommandHandler<CorrectChangeDecision> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: CorrectChangeDecision) {
    return this.handling.decide(goalFold, goalOf(command.activityId), command, (goal) =>
      correctActivityDecision(command, 'CHANGE', goal, command.stamp),
    );
  }
}

export const decisionCorrectionHandlers = [
  CorrectMeasureDecisionHandler,
  CorrectActivityDecisionHandler,
  CorrectChangeDecisionHandler,
];
