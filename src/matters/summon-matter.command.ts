import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandHandling } from '../platform/commands/command-handling.service.js';
import { SystemCommand } from '../platform/commands/gateway.command.js';
import { matterFold } from './matter.js';
import { summonMatter, type SummonMatterData } from './matter-before-board.js';
import type { MatterEvent } from './matter-event.js';

export class SummonMatter extends SystemCommand<SummonMatterData, MatterEvent> {
  readonly commandName = 'summonMatter';
}

@CommandHandler(SummonMatter)
export class SummonMatterHandler implements ICommandHandler<SummonMatter> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: SummonMatter) {
    const { data, stamp } = command;
    return this.handling.decide(matterFold, data.matterId, command, (matter) => summonMatter(data, matter, stamp));
  }
}
