import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { matterFold } from './matter.js';
import type { MatterEvent } from './matter-event.js';
import { strikePoint, type StrikePointData } from './matter-points.js';

export class StrikeUnavailablePoint extends SystemCommand<StrikePointData, MatterEvent> {
  readonly commandName = 'strikePoint';
}

@CommandHandler(StrikeUnavailablePoint)
export class StrikeUnavailablePointHandler implements ICommandHandler<StrikeUnavailablePoint> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: StrikeUnavailablePoint) {
    const { data, stamp } = command;
    return this.handling.decide(matterFold, data.matterId, command, (matter) => strikePoint(data, matter, stamp));
  }
}
