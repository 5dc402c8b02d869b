import { Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 as uuidFrom } from 'uuid';
import type { IsoDate } from '../../kernel/tertial.js';
import { Clock } from '../runtime/clock.service.js';
import { Retries } from '../runtime/retries.service.js';
import { InstrumentedCommandBus } from '../commands/command-bus.service.js';
import { IssuedCommand } from '../commands/issued.command.js';
import { type DueCommand, type Timer, TIMERS } from './timer.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';
import { ListTables } from '../projections/list-tables.service.js';

/**
 * Pause between two checks for due commands. It is short, because a check can miss events that the views do not include
 * yet.
 */
const LOOK_EVERY_MILLISECONDS = 10_000;
const PAUSES = { firstInMilliseconds: LOOK_EVERY_MILLISECONDS, longestInMilliseconds: 30_000 };
const PATIENCE_IN_MILLISECONDS = 10_000;
/** UUID namespace for the ids of the commands that timers issue. */
const NAMESPACE = '8a3f1f0e-5f0b-4f0e-9c53-0d6f2f3f4c11';

/**
 * Issues the commands that become due on a day in Europe/Stockholm. At its start it also issues commands that fell due
 * while no process ran. A command's id derives from its timer, its entity and the day, so that a command has one effect
 * even when two leaders issue it. The scheduler tries a failed command again at its next check,
 * and checks less often the longer one fails.
 */
@Injectable()
export class Scheduler {
  readonly #log = new Logger(Scheduler.name);
  /** The retries of each work that fails, by its name. */
  readonly #failing = new Map<string, Retries>();
  #pause = LOOK_EVERY_MILLISECONDS;

  constructor(
    @Inject(TIMERS) private readonly timers: readonly Timer[],
    private readonly tables: ListTables,
    private readonly commandBus: InstrumentedCommandBus,
    private readonly clock: Clock,
    private readonly checkpoints: Checkpoints,
  ) {}

  /** Issues due commands until the signal fires. Then it finishes the command in progress. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.giveDue(signal);
      await sleep(this.#pause, undefined, { signal }).catch(() => null);
    }
  }

  /**
   * Issues the due commands, even in a process that is not the leader. Resolves when the views show their effects.
   *
   * @throws TimedOut when the views or one step of the reactions need more than ten seconds.
   */
  async tick(): Promise<void> {
    const position = await this.giveDue();
    await this.checkpoints.settled(position, PATIENCE_IN_MILLISECONDS);
  }

  /** Issues the due commands. Resolves with the position of their newest event, or 0 when no command succeeded. */
  private async giveDue(signal?: AbortSignal): Promise<number> {
    const today = this.clock.today();
    let newest = 0;
    this.#pause = LOOK_EVERY_MILLISECONDS;
    for (const timer of this.timers) {
      for (const due of await this.dueOf(timer, today)) {
        if (signal?.aborted === true) return newest;
        newest = Math.max(newest, await this.give(timer, due, today));
      }
    }
    return newest;
  }

  private async dueOf(timer: Timer, today: IsoDate): Promise<readonly DueCommand[]> {
    const reading = `Reading what is due of ${timer.name}`;
    try {
      const due = await timer.due(today, await this.tables.current());
      this.succeeded(reading);
      this.forgetOthers(timer, due);
      return due;
    } catch (error) {
      this.failed(reading, error);
      return [];
    }
  }

  private async give({ name }: Timer, due: DueCommand, today: IsoDate): Promise<number> {
    const commandId = uuidFrom(`${name} ${due.id} ${today}`, NAMESPACE);
    const giving = `${givingOf(name)}${due.id}`;
    try {
      const actor = { kind: 'system', personId: 'system', municipalityId: due.municipalityId } as const;
      const stamp = { actor, today, commandId, correlationId: commandId, causationId: null };
      const command = new IssuedCommand(due.command, stamp);
      const { position } = await this.commandBus.execute(command);
      this.succeeded(giving);
      return position;
    } catch (error) {
      this.failed(giving, error);
      return 0;
    }
  }

  /** Forgets the failures of what is due no more: somebody else has done it, or nobody needs it. */
  private forgetOthers({ name }: Timer, due: readonly DueCommand[]): void {
    const ids = new Set(due.map(({ id }) => id));
    for (const work of this.#failing.keys()) {
      if (work.startsWith(givingOf(name)) && !ids.has(work.slice(givingOf(name).length))) this.#failing.delete(work);
    }
  }

  private failed(work: string, error: unknown): void {
    const retries = this.#failing.get(work) ?? new Retries(this.#log, work, PAUSES);
    this.#failing.set(work, retries);
    this.#pause = Math.max(this.#pause, retries.failed(error));
  }

  private succeeded(work: string): void {
    this.#failing.get(work)?.succeeded();
    this.#failing.delete(work);
  }
}

/** The beginning of the name of each work of a timer. */
function givingOf(timer: string): string {
  return `The timer ${timer} of `;
}
