import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { goalFold } from '../plans/goal.js';
import { removalFold } from '../removals/removal.js';
import { activityOf, goalOf, type Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { matterFold } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { addRemovalPoint, type AddRemovalPointData } from './matter-points.js';

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
    return this.handling.decide(matterFold, command.matterId, command, async (matter) => {
      const proposals = await this.handling.read(removalFold, activityOf(command.proposalId));
      const goal = await this.handling.read(goalFold, goalOf(command.proposalId));
      return addRemovalPoint(command, matter, { proposals, goal }, command.stamp);
    });
  }
}
