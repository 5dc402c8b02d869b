import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AnyEvent } from '../../kernel/fold.js';
import type { CommandName } from '../../kernel/permissions.js';
import type { SystemCommand } from '../../kernel/reaction.js';
import { CommandHandling } from './command-handling.service.js';
import { type Decided, GatewayCommand, type Stamp } from './gateway.command.js';

/** A system command with its stamp. The command hash covers the name and the data, and not the private rule. */
export class IssuedCommand extends GatewayCommand {
  readonly #given: SystemCommand;
  readonly commandName: CommandName;
  readonly data: object;

  constructor(given: SystemCommand, stamp: Stamp) {
    super();
    this.#given = given;
    this.commandName = given.command;
    this.data = given.data;
    this.stamp = stamp;
  }

  decideBy(handling: CommandHandling): Promise<Decided<AnyEvent>> {
    return this.#given.decide<Promise<Decided<AnyEvent>>>((fold, id, rule) =>
      handling.decide(fold, id, this, (state) => rule(state, this.stamp, handling.read)),
    );
  }
}

@CommandHandler(IssuedCommand)
export class IssuedCommandHandler implements ICommandHandler<IssuedCommand> {
  constructor(private readonly handling: CommandHandling) {}

  execute(command: IssuedCommand) {
    return command.decideBy(this.handling);
  }
}
