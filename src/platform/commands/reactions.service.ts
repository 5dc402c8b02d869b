import { Inject, Injectable } from '@nestjs/common';
import { v5 as uuidFrom } from 'uuid';
import { type AnyEvent, kindAndIdOf, type Stored } from '../../kernel/fold.js';
import type { BoundReaction, SystemCommand } from '../../kernel/reaction.js';
import { LogTail } from '../projections/log-tail.service.js';
import { Clock } from '../runtime/clock.service.js';
import { InstrumentedCommandBus } from './command-bus.service.js';
import { CommandHandling } from './command-handling.service.js';
import type { Decided } from './gateway.command.js';
import { IssuedCommand } from './issued.command.js';

/** Injection token of the reactions of all features. */
export const REACTIONS = 'REACTIONS';

/**
 * The most commands of one reaction that are carried out at the same time. An imported plan has a thousand; other
 * people's commands come between.
 */
const COMMANDS_AT_ONCE = 32;
/** The gateway and the reactor of one process come to the same event within a moment. */
const MOST_REMEMBERED = 5_000;

/**
 * Carries out reactions. The ids of their commands derive from the event's id, so that carrying one out twice, here and
 * in another process, has one effect.
 */
@Injectable()
export class Reactions {
  /** What this process has carried out lately or is carrying out, by reaction and event. */
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

  /** Carries out one reaction, once in this process, and returns what its commands did. */
  carryOut(reaction: BoundReaction, event: Stored): Promise<readonly Decided<AnyEvent>[]> {
    const key = `${reaction.name} ${event.id}`;
    const known = this.#carriedOut.get(key);
    if (known !== undefined) return known;
    const decided = this.commandsOf(reaction, event);
    this.#carriedOut.set(key, decided);
    // A reaction that failed is carried out again by whoever asks next.
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
        some.map((command, at) =>
          this.commandBus.execute(this.stamped(command, `${reaction.name} ${first + at}`, event)),
        ),
      );
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') throw outcome.reason;
        decided.push(outcome.value);
      }
    }
    return decided;
  }

  /**
   * Carries out everything that follows from a command at once, and what follows from that. Returns the position of the
   * newest event; null: the tail no longer holds the command's events.
   *
   * @throws the error of a reaction that failed; the reactor tries it again.
   */
  async settle({ events, position }: Pick<Decided<AnyEvent>, 'events' | 'position'>): Promise<number | null> {
    const stored = this.tail.endingAt(position, events.length);
    if (stored === null) return null;
    let newest = position;
    for (const event of stored) {
      for (const reaction of this.to(event)) {
        for (const decided of await this.carryOut(reaction, event)) {
          newest = Math.max(newest, (await this.settle(decided)) ?? decided.position);
        }
      }
    }
    return newest;
  }

  private stamped(command: SystemCommand, key: string, { id, metadata }: Stored): IssuedCommand {
    return new IssuedCommand(command, {
      actor: { kind: 'system', personId: 'system', municipalityId: metadata.municipalityId },
      today: this.clock.today(),
      commandId: uuidFrom(key, id),
      correlationId: metadata.correlationId,
      causationId: id,
      ...(metadata.traceId !== undefined && { traceId: metadata.traceId }),
    });
  }
}
