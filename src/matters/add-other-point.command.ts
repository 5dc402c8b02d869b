import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InputType } from '@nestjs/graphql';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField, TextField } from '../platform/commands/fields.command.js';
import { matterFold } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { addOtherPoint, type AddOtherPointData } from './matter-points.js';

@InputType('AddOtherPointInput')
export class AddOtherPoint extends GatewayCommand<MatterEvent> implements AddOtherPointData {
  readonly commandName = 'addOtherPoint';

  @IdField('Matter')
  readonly matterId!: Id<'Matter'>;

  @TextField('What the board is asked to decide.')
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
