import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Person } from '../../kernel/permissions.js';
import type { AnyEvent } from '../../kernel/fold.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import { Clock } from '../runtime/clock.service.js';
import { InstrumentedCommandBus } from './command-bus.service.js';
import type { Decided, GatewayCommand } from './gateway.command.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { LogTail } from '../projections/log-tail.service.js';
import { Reactions } from './reactions.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';

const PATIENCE_IN_MILLISECONDS = 10_000;

/** Stamps each command with its person, day and id. Answers when queries show the effects of the command. */
@Injectable()
export class CommandGateway {
  readonly #log = new Logger(CommandGateway.name);

  constructor(
    private readonly commandBus: InstrumentedCommandBus,
    private readonly reactions: Reactions,
    private readonly clock: Clock,
    private readonly tail: LogTail,
    private readonly checkpoints: Checkpoints,
  ) {}

  /**
   * Resolves when queries show the command's events and all events that reactions to them caused.
   *
   * @throws Refusal of the command's rule.
   * @throws Refusal `NOT_YET_VISIBLE` when the events are stored but queries do not show them in time.
   */
  async submit<Event extends AnyEvent>(command: GatewayCommand<Event>, person: Person): Promise<Decided<Event>> {
    const commandId = command.commandId ?? randomUUID();
    command.stamp = {
      actor: person,
      today: this.clock.today(),
      commandId,
      correlationId: commandId,
      causationId: null,
    };
    const decided = await this.commandBus.execute(command);
    if (command.dryRun === true) return decided;
    try {
      await this.settled(decided);
    } catch (error) {
      // The command was carried out, so no error may tell the client to try again.
      if (!(error instanceof TimedOut)) this.#log.warn('A command was carried out, and it does not show yet.', error);
      throw new Refusal(platformRefusals.NOT_YET_VISIBLE, { commandId }, { cause: error });
    }
    return decided;
  }

  private async settled(decided: Decided<AnyEvent>): Promise<void> {
    const newest = await this.reactions.settle(decided).catch((error: unknown) => {
      this.#log.warn('A reaction failed at once. The reactor tries it again.', error);
      return null;
    });
    if (newest !== null) return this.tail.reached(newest, PATIENCE_IN_MILLISECONDS);
    // The tail no longer has the events, or a reaction failed. The reactor carries out the
    // reactions in both cases.
    await this.checkpoints.settled(decided.position, PATIENCE_IN_MILLISECONDS);
    await this.tail.upToDate(PATIENCE_IN_MILLISECONDS);
  }
}
