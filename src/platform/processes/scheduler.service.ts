import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 as uuidFrom } from 'uuid';
import type { IsoDate } from '../../kernel/tertial.js';
import { Clock } from '../runtime/clock.service.js';
import { InstrumentedCommandBus } from '../commands/command-bus.service.js';
import { IssuedCommand } from '../commands/issued.command.js';
import { type DueCommand, type Timer, TIMERS } from './timer.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';
import { VIEWS_DB, type ViewTables } from '../database/state-tables.view.js';

/** The pause between two looks. A look reads one index; at the start the views may still be catching up. */
const LOOK_EVERY_MILLISECONDS = 10_000;
const PATIENCE_IN_MILLISECONDS = 10_000;
/** The UUID namespace of the ids of timers' commands. */
const NAMESPACE = '8a3f1f0e-5f0b-4f0e-9c53-0d6f2f3f4c11';

/**
 * Gives the commands that follow from time alone: a day in Europe/Stockholm comes, and nothing else has happened. What
 * fell due while no process ran is given at the start. A command's id derives from its thing and the day, so
 * two leaders, or a leader that starts again, have one effect. A failed command is tried again at the next look.
 */
@Injectable()
export class Scheduler {
  readonly #log = new Logger(Scheduler.name);

  constructor(
    @Inject(TIMERS) private readonly timers: readonly Timer[],
    @Inject(VIEWS_DB) private readonly db: Kysely<ViewTables>,
    private readonly commandBus: InstrumentedCommandBus,
    private readonly clock: Clock,
    private readonly checkpoints: Checkpoints,
  ) {}

  /** Looks for due commands until the signal. The work under way is finished. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.giveDue(signal);
      await sleep(LOOK_EVERY_MILLISECONDS, undefined, { signal }).catch(() => null);
    }
  }

  /**
   * Gives the commands that are due now, in any process. Resolves when the views show their effects.
   *
   * @throws TimedOut when the commands were carried out but the views are late.
   */
  async tick(): Promise<void> {
    const position = await this.giveDue();
    await this.checkpoints.settled(position, PATIENCE_IN_MILLISECONDS);
  }

  /** Resolves with the position of the newest event of the commands. */
  private async giveDue(signal?: AbortSignal): Promise<number> {
    const today = this.clock.today();
    let newest = 0;
    for (const timer of this.timers) {
      for (const due of await this.dueOf(timer, today)) {
        if (signal?.aborted === true) return newest;
        newest = Math.max(newest, await this.give(timer, due, today));
      }
    }
    return newest;
  }

  private async dueOf(timer: Timer, today: IsoDate): Promise<readonly DueCommand[]> {
    try {
      return await timer.due(today, this.db);
    } catch (error) {
      this.#log.error(`What is due of ${timer.name} could not be read and will be asked for again.`, error);
      return [];
    }
  }

  private async give({ name }: Timer, due: DueCommand, today: IsoDate): Promise<number> {
    const commandId = uuidFrom(`${name} ${due.id} ${today}`, NAMESPACE);
    try {
      const actor = { kind: 'system', personId: 'system', municipalityId: due.municipalityId } as const;
      const stamp = { actor, today, commandId, correlationId: commandId, causationId: null };
      const command = new IssuedCommand(due.command, stamp);
      return (await this.commandBus.execute(command)).position;
    } catch (error) {
      this.#log.warn(`${name} of ${due.id} failed on ${today} and will be tried again.`, error);
      return 0;
    }
  }
}
