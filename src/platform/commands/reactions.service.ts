import { Inject, Injectable } from '@nestjs/common';
import { v5 as uuidFrom } from 'uuid';
import { type AnyEvent, kindAndIdOf, type Stored } from '../../kernel/fold.js';
import type { BoundReaction, SystemCommand } from '../../kernel/reaction.js';
import { LogTail } from '../projections/log-tail.service.js';
import { Clock } from '../runtime/clock.service.js';
import { type FoundEvent, ownIn } from '../event-store/foreign-event.js';
import { InstrumentedCommandBus } from './command-bus.service.js';
import { CommandHandling } from './command-handling.service.js';
import type { Decided } from './gateway.command.js';
import { IssuedCommand } from './issued.command.js';

/** Injection token of the reactions of all features. */
export const REACTIONS = 'REACTIONS';

/**
 * The most commands of one reaction that run at the same time. The reaction to an imported plan has a thousand
 * commands. The limit lets other people's commands run in between.
 */
const COMMANDS_AT_ONCE = 32;
/**
 * The most reactions that a process remembers. The number is large enough, because the gateway and the reactor of a
 * process handle the same event within a moment.
 */
const MOST_REMEMBERED = 5_000;

/**
 * Carries out reactions. The ids of a reaction's commands derive from the event's id. A reaction that is carried out
 * twice, even in two processes, therefore has one effect.
 */
@Injectable()
export class Reactions {
  /**
   * The results of the reactions that this process has carried out lately or is carrying out. The key is the reaction
   * and the event.
   */
  readonly #carriedOut = new Map<string, Promise<readonly Decided<AnyEvent>[]>>();

  constructor(
    @Inject(REACTIONS) private readonly reactions: readonly BoundReaction[],
    private readonly handling: CommandHandling,
    private readonly commandBus: InstrumentedCommandBus,
    private readonly clock: Clock,
    private readonly tail: LogTail,
  ) {}

  named(name: string): BoundReaction | undefined {
    return this.reactions.find((reaction) => reaction.name === name);
  }

  to({ stream, type }: Stored): readonly BoundReaction[] {
    const [kind] = kindAndIdOf(stream);
    return this.reactions.filter((reaction) => reaction.kind === kind && reaction.types.includes(type));
  }

  /** Carries out one reaction to an event, only once in this process. Returns the results of its commands. */
  carryOut(reaction: BoundReaction, event: Stored): Promise<readonly Decided<AnyEvent>[]> {
    const key = `${reaction.name} ${event.id}`;
    const known = this.#carriedOut.get(key);
    if (known !== undefined) return known;
    const decided = this.commandsOf(reaction, event);
    this.#carriedOut.set(key, decided);
    // A failed reaction is forgotten, so that the next call carries out the reaction again.
    decided.catch(() => this.#carriedOut.delete(key));
    const [oldest] = this.#carriedOut.keys();
    if (this.#carriedOut.size > MOST_REMEMBERED && oldest !== undefined) this.#carriedOut.delete(oldest);
    return decided;
  }

  private async commandsOf(reaction: BoundReaction, event: Stored): Promise<readonly Decided<AnyEvent>[]> {
    const commands = await reaction.commandsFor(event, this.handling.read);
    const decided: Decided<AnyEvent>[] = [];
    for (let first = 0; first < commands.length; first += COMMANDS_AT_ONCE) {
      const some = commands.slice(first, first + COMMANDS_AT_ONCE);
      const outcomes = await Promise.allSettled(
        some.map((command, at) => this.commandBus.execute(this.stamped(command, reaction, first + at, event))),
      );
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') throw outcome.reason;
        decided.push(outcome.value);
      }
    }
    return decided;
  }

  /**
   * Carries out all reactions to a command's events, and all reactions to the events that these reactions cause.
   * Returns the position of the newest event. Null: the tail lacks events of the command or of a reaction, so the
   * reactor alone knows whether all reactions are carried out.
   *
   * @throws the error of a reaction that failed; the reactor tries the reaction again.
   */
  async settle({ events, position }: Pick<Decided<AnyEvent>, 'events' | 'position'>): Promise<number | null> {
    const stored = this.tail.endingAt(position, events.length);
    return stored === null ? null : this.settleEvents(stored, position);
  }

  /**
   * Carries out the reactions to a municipality's events after a position, and the reactions that follow from these.
   * Returns whether there were any. Null: the tail lacks events after the position.
   *
   * @throws the error of a reaction that failed; the reactor tries the reaction again.
   */
  async settleAfter(position: number, municipalityId: string): Promise<boolean | null> {
    const events = this.tail.eventsAfter(position);
    if (events === null) return null;
    const due = ownIn(events).filter(
      (event) => event.metadata.municipalityId === municipalityId && this.to(event).length > 0,
    );
    await this.settleEvents(due, position);
    return due.length > 0;
  }

  private async settleEvents(events: readonly FoundEvent[], position: number): Promise<number | null> {
    let newest: number | null = position;
    for (const event of ownIn(events)) {
      for (const reaction of this.to(event)) {
        for (const decided of await this.carryOut(reaction, event)) {
          const settled = decided.events.length === 0 ? decided.position : await this.settle(decided);
          newest = newest === null || settled === null ? null : Math.max(newest, settled);
        }
      }
    }
    return newest;
  }

  private stamped(
    command: SystemCommand,
    { name, inNameOfAuthor }: BoundReaction,
    index: number,
    { id, metadata }: Stored,
  ): IssuedCommand {
    const { actor, role, actingFor } = metadata;
    const author = { actor, role, ...(actingFor !== undefined && { actingFor }) };
    return new IssuedCommand(command, {
      actor: { kind: 'system', personId: 'system', municipalityId: metadata.municipalityId },
      today: this.clock.today(),
      ...(inNameOfAuthor && { author }),
      commandId: uuidFrom(`${name} ${index}`, id),
      correlationId: metadata.correlationId,
      causationId: id,
      ...(metadata.traceId !== undefined && { traceId: metadata.traceId }),
    });
  }
}
