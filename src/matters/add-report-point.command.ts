import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType } from '@nestjs/graphql';
import type { Tertial } from '../kernel/tertial.js';
import { planFold } from '../plans/plan.js';
import { TertialEnum } from '../platform/graphql-types/tertial.view.js';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { matterFold } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { addReportPoint, type AddReportPointData } from './matter-points.js';

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
