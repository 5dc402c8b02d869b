import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Field, InputType, Int } from '@nestjs/graphql';
import { IsInt } from 'class-validator';
import type { Id } from '../kernel/identity.js';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { GatewayCommand } from '../platform/commands/gateway.command.js';
import { IdField } from '../platform/commands/fields.command.js';
import { matterFold } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { strikePoint, type StrikePointData } from './matter-points.js';

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
