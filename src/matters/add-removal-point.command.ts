import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import { goalFold } from '../plans/goal.js';
import { removalFold } from '../removals/removal.js';
import { activityOf, goalOf, type Id } from '../kernel/identity.js';
import { Decisions } from '../platform/commands/decisions.service.js';
import { DeskCommand } from '../platform/commands/desk.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { matterFold } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { addRemovalPoint, type AddRemovalPointData } from './matter-points.js';

@InputType('AddRemovalPointInput')
export class AddRemovalPoint extends DeskCommand<MatterEvent> implements AddRemovalPointData {
  readonly commandName = 'addRemovalPoint';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @IdField('RemovalProposal')
  readonly proposalId!: Id<'RemovalProposal'>;
}

@CommandHandler(AddRemovalPoint)
export class AddRemovalPointHandler implements ICommandHandler<AddRemovalPoint> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: AddRemovalPoint) {
    return this.decisions.decide(matterFold, command.matterId, command, async (matter) => {
      const proposals = await this.decisions.newest(removalFold, activityOf(command.proposalId));
      const goal = await this.decisions.newest(goalFold, goalOf(command.proposalId));
      return addRemovalPoint(command, matter, { proposals, goal }, command.stamp);
    });
  }
}
