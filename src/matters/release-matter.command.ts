import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { matterFold } from './matter.js';
import { releaseMatter, type ReleaseMatterData } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';

export class ReleaseMatter extends SystemCommand<ReleaseMatterData, MatterEvent> {
  readonly commandName = 'releaseMatter';
}

@CommandHandler(ReleaseMatter)
export class ReleaseMatterHandler implements ICommandHandler<ReleaseMatter> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: ReleaseMatter) {
    const { data, stamp } = command;
    return this.handling.decide(matterFold, data.matterId, command, (matter) => releaseMatter(data, matter, stamp));
  }
}
