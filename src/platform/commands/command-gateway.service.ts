import { Injectable, Logger } from '@nestjs/common';
import type { Person } from '../../kernel/permissions.js';
import type { AnyEvent } from '../../kernel/fold.js';
import { noteCarriedOut } from '../runtime/carried-out.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { isRefusal, Refusal } from '../../kernel/refusal.js';
import { Clock } from '../runtime/clock.service.js';
import { InstrumentedCommandBus } from './command-bus.service.js';
import { newCommandId } from './command-id.service.js';
import { hashOf } from './events-of-command.service.js';
import type { Decided, GatewayCommand } from './gateway.command.js';
import { isOfStore, StoreUnavailable } from '../runtime/store-unavailable.js';
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
   * @throws Refusal `STARTING` when the rule refuses while the reactor is too far behind to say whether the refusal holds.
   */
  async submit<Event extends AnyEvent>(command: GatewayCommand<Event>, person: Person): Promise<Decided<Event>> {
    const commandId = command.commandId ?? newCommandId(hashOf(command, person.personId));
    command.stamp = {
      actor: person,
      today: this.clock.today(),
      commandId,
      isFresh: commandId !== command.commandId,
      correlationId: commandId,
      causationId: null,
    };
    const decided = await this.decided(command);
    if (command.dryRun === true) return decided;
    noteCarriedOut(commandId);
    try {
      await this.settled(decided);
    } catch (error) {
      // The command was carried out, so no error may tell the client to try again.
      if (!(error instanceof TimedOut)) this.#log.warn('A command was carried out, and it does not show yet.', error);
      throw new Refusal(platformRefusals.NOT_YET_VISIBLE, { commandId }, { cause: error });
    }
    return decided;
  }

  /** A refusal holds only after all reactions, because a reaction may still change what the rule has read. */
  private async decided<Event extends AnyEvent>(command: GatewayCommand<Event>): Promise<Decided<Event>> {
    try {
      return await this.commandBus.execute(command);
    } catch (error) {
      // A store that refuses this command refuses the commands of reactions too, and each of them costs as much.
      if (!isRefusal(error) || isOfStore(error) || !(await this.reactionsWereDue(command))) throw error;
    }
    return this.commandBus.execute(command);
  }

  /** Carries out the reactions that the reactor has not come to. Returns whether there were any. */
  private async reactionsWereDue({ stamp: { actor } }: GatewayCommand): Promise<boolean> {
    try {
      const due = await this.reactions.settleAfter(this.checkpoints.reacted, actor.municipalityId);
      if (due !== null) return due;
      await this.checkpoints.settled(this.tail.position, PATIENCE_IN_MILLISECONDS);
      return true;
    } catch (error) {
      if (isOfStore(error)) throw new StoreUnavailable('A reaction could not be carried out.', { cause: error });
      if (error instanceof TimedOut) throw new Refusal(platformRefusals.STARTING, {}, { cause: error });
      // A reaction that its own rule refuses is a dead letter and changes nothing.
      if (isRefusal(error)) return false;
      throw error;
    }
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
