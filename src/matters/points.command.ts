import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt } from 'class-validator';
import { activityOf, type Id, planOf } from '../kernel/identity.js';
import type { Tertial } from '../kernel/tertial.js';
import { planFold } from '../plans/plan.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand, IdField, TextField } from '../platform/commands/gateway.command.js';
import { TertialEnum } from '../platform/graphql-types/values.view.js';
import { removalFold } from '../removals/removal.js';
import type { MatterEvent } from './matter-event.js';
import { addOtherPoint, addRemovalPoint, addReportPoint, strikePoint } from './matter-points.js';
import type { AddOtherPointData, AddRemovalPointData, AddReportPointData, StrikePointData } from './matter-points.js';
import { readGoals } from './matter-submission.js';
import { matterFold } from './matter.js';

@InputType('AddReportPointInput')
export class AddReportPoint extends GatewayCommand<MatterEvent> implements AddReportPointData {
  readonly commandName = 'addReportPoint';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @IdField('Plan')
  readonly planId!: Id<'Plan'>;

  @Field(() => TertialEnum)
  readonly tertial!: Tertial;
}

@CommandHandler(AddReportPoint)
export class AddReportPointHandler implements ICommandHandler<AddReportPoint> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AddReportPoint) {
    return this.handling.decide(matterFold, command.matterId, command, async (matter) =>
      addReportPoint(command, matter, await this.handling.read(planFold, command.planId), command.stamp),
    );
  }
}

@InputType('AddRemovalPointInput')
export class AddRemovalPoint extends GatewayCommand<MatterEvent> implements AddRemovalPointData {
  readonly commandName = 'addRemovalPoint';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @IdField('RemovalProposal')
  readonly proposalId!: Id<'RemovalProposal'>;
}

@CommandHandler(AddRemovalPoint)
export class AddRemovalPointHandler implements ICommandHandler<AddRemovalPoint> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AddRemovalPoint) {
    const { read } = this.handling;
    return this.handling.decide(matterFold, command.matterId, command, async (matter) => {
      const proposals = await read(removalFold, activityOf(command.proposalId));
      const goals = await readGoals(read, [await read(planFold, planOf(command.proposalId))]);
      return addRemovalPoint(command, matter, { proposals, goals }, command.stamp);
    });
  }
}

@InputType('AddOtherPointInput')
export class AddOtherPoint extends GatewayCommand<MatterEvent> implements AddOtherPointData {
  readonly commandName = 'addOtherPoint';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @TextField('The wording of the decision that you ask the board to make.')
  readonly wording!: string;
}

@CommandHandler(AddOtherPoint)
export class AddOtherPointHandler implements ICommandHandler<AddOtherPoint> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: AddOtherPoint) {
    return this.handling.decide(matterFold, command.matterId, command, (matter) =>
      addOtherPoint(command, matter, command.stamp),
    );
  }
}

@InputType('StrikePointInput')
export class StrikePoint extends GatewayCommand<MatterEvent> implements StrikePointData {
  readonly commandName = 'strikePoint';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @Field(() => Int)
  @IsInt()
  readonly point!: number;
}

@CommandHandler(StrikePoint)
export class StrikePointHandler implements ICommandHandler<StrikePoint> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: StrikePoint) {
    return this.handling.decide(matterFold, command.matterId, command, (matter) =>
      strikePoint(command, matter, command.stamp),
    );
  }
}

export const pointsCommandHandlers = [
  AddReportPointHandler,
  AddRemovalPointHandler,
  AddOtherPointHandler,
  StrikePointHandler,
];
