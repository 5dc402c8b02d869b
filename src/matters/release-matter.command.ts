import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Decisions } from '../platform/commands/decisions.service.js';
import { SystemCommand } from '../platform/commands/desk.command.js';
import { matterFold } from './matter.js';
import { releaseMatter, type ReleaseMatterData } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';

export class ReleaseMatter extends SystemCommand<ReleaseMatterData, MatterEvent> {
  readonly commandName = 'releaseMatter';
}

@CommandHandler(ReleaseMatter)
export class ReleaseMatterHandler implements ICommandHandler<ReleaseMatter> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: ReleaseMatter) {
    const { data, stamp } = command;
    return this.decisions.decide(matterFold, data.matterId, command, (matter) => releaseMatter(data, matter, stamp));
  }
}
