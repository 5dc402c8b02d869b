import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Decisions } from '../platform/commands/decisions.service.js';
import { SystemCommand } from '../platform/commands/desk.command.js';
import { matterFold } from './matter.js';
import { summonMatter, type SummonMatterData } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';

export class SummonMatter extends SystemCommand<SummonMatterData, MatterEvent> {
  readonly commandName = 'summonMatter';
}

@CommandHandler(SummonMatter)
export class SummonMatterHandler implements ICommandHandler<SummonMatter> {
  constructor(private readonly decisions: Decisions) {}

  execute(command: SummonMatter) {
    const { data, stamp } = command;
    return this.decisions.decide(matterFold, data.matterId, command, (matter) => summonMatter(data, matter, stamp));
  }
}
