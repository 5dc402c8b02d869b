import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Person } from '../../kernel/act.js';
import type { AnyEvent } from '../../kernel/fold.js';
import { Refusal } from '../../kernel/refusal.js';
import { Clock } from '../runtime/clock.service.js';
import { Commands } from './commands.service.js';
import type { Decided, DeskCommand } from './desk.command.js';
import { TimedOut } from '../runtime/milestone.service.js';
import { Progress } from '../projections/progress.service.js';

const PATIENCE_IN_MILLISECONDS = 10_000;

/** Takes commands in: stamps who, when and in whose name, and answers when the views show what came of it. */
@Injectable()
export class Desk {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly progress: Progress,
  ) {}

  /**
   * Resolves when the views show the command's events and everything that Tertial does in answer to them.
   *
   * @throws Refusal of the rules, or `NOT_YET_VISIBLE` when it was accepted but the views are late.
   */
  async submit<Event extends AnyEvent>(command: DeskCommand<Event>, person: Person): Promise<Decided<Event>> {
    const commandId = command.commandId ?? randomUUID();
    command.stamp = {
      actor: person,
      today: this.clock.today(),
      commandId,
      correlationId: commandId,
      causationId: null,
    };
    const decided = await this.commands.execute(command);
    try {
      await this.progress.settled(decided.position, PATIENCE_IN_MILLISECONDS);
    } catch (error) {
      if (error instanceof TimedOut) throw new Refusal('NOT_YET_VISIBLE', { commandId }, { cause: error });
      throw error;
    }
    return decided;
  }
}
