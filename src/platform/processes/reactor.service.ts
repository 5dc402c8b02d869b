import { Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PositionOrStart, Stored } from '../../kernel/fold.js';
import type { BoundReaction } from '../../kernel/reaction.js';
import { Clock } from '../runtime/clock.service.js';
import { Retries } from '../runtime/retries.service.js';
import { Reactions } from '../commands/reactions.service.js';
import { EVENT_STORE, type EventStore } from '../event-store/event-store.js';
import { type FoundEvent, ownIn } from '../event-store/foreign-event.js';
import { isOfStore } from '../runtime/store-unavailable.js';
import { DeadLetters } from './dead-letters.view.js';
import { Checkpoints } from '../projections/checkpoints.service.js';
import { logOf } from '../projections/known-log.service.js';

const ATTEMPTS = 3;
const PAUSE_IN_MILLISECONDS = 100;
const PAUSES = { firstInMilliseconds: PAUSE_IN_MILLISECONDS, longestInMilliseconds: 2_000 };
/** A crash between two saves does no harm, because an event that is delivered twice has one effect. */
const SAVE_CHECKPOINT_EVERY_MILLISECONDS = 1_000;
const RETRY_DEAD_LETTERS_EVERY_MILLISECONDS = 60_000;
/** Dead letters that cannot be read are read again a little sooner. */
const PAUSES_OF_DEAD_LETTERS = { firstInMilliseconds: 10_000, longestInMilliseconds: 30_000 };

/**
 * Issues the commands that follow from events. The reactor gets each event at least once, from its own checkpoint on.
 * Each command takes effect once, because its id derives from the event's id. A reaction that fails three times becomes
 * a dead letter. The reactor tries dead letters again every minute, and other reactions do not wait for them.
 */
@Injectable()
export class Reactor {
  readonly #log = new Logger(Reactor.name);
  readonly #retries = new Retries(this.#log, 'Reacting to events', PAUSES);
  #logId: string | null = null;
  #position: PositionOrStart = 0;
  #event: string | null = null;
  #caused = 0;
  #savedAt = 0;

  constructor(
    private readonly reactions: Reactions,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly deadLetters: DeadLetters,
    private readonly checkpoints: Checkpoints,
  ) {}

  /** Creates missing tables. */
  async prepare(): Promise<void> {
    await this.deadLetters.create();
  }

  /** Follows the log and reacts to its events until the signal fires. Then it finishes the current batch. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.followLog(signal), this.retryDeadLetters(signal)]);
  }

  private async followLog(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.begin();
        for await (const batch of this.store.subscribe(this.#position, signal)) {
          if (batch !== 'caught up') {
            await this.take(batch, signal);
            if (performance.now() - this.#savedAt > SAVE_CHECKPOINT_EVERY_MILLISECONDS) await this.saveCheckpoint();
          }
          this.#retries.succeeded();
        }
        await this.saveCheckpoint();
      } catch (error) {
        await this.#retries.after(error, signal);
      }
    }
  }

  /** Reads the checkpoint of the last leader, which may have been another process. */
  private async begin(): Promise<void> {
    const { position, caused, log, event } = await this.deadLetters.checkpoint();
    this.#logId = log;
    this.#event = event;
    this.#position = position;
    this.#caused = caused;
    this.checkpoints.reactedTo(this.#position, this.#caused);
  }

  private async take(batch: readonly FoundEvent[], signal: AbortSignal): Promise<void> {
    for (const event of ownIn(batch)) {
      for (const reaction of this.reactions.to(event)) await this.tryOrSetAside(reaction, event, signal);
    }
    // The log is known by its first event.
    if (this.#position === 0) this.#logId ??= batch[0]?.id ?? null;
    const last = batch.at(-1);
    this.#position = last?.position ?? this.#position;
    this.#event = last?.id ?? this.#event;
    this.checkpoints.reactedTo(this.#position, this.#caused);
  }

  private async saveCheckpoint(): Promise<void> {
    // An empty log has no id. A checkpoint of an older build may lack it.
    if (this.#position > 0) this.#logId ??= await logOf(this.store);
    await this.deadLetters.saveCheckpoint({
      position: this.#position,
      caused: this.#caused,
      log: this.#logId,
      event: this.#event,
    });
    this.#savedAt = performance.now();
  }

  private async tryOrSetAside(reaction: BoundReaction, event: Stored, signal: AbortSignal): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.carryOut(reaction, event);
        return;
      } catch (error) {
        if (signal.aborted || isOfStore(error)) throw error;
        this.#log.warn(`Reaction ${reaction.name} to ${event.type} ${event.id} failed, attempt ${attempt}.`, error);
        if (attempt === ATTEMPTS) return this.deadLetters.add(reaction.name, event, error, this.clock.now(), attempt);
        await sleep(PAUSE_IN_MILLISECONDS * attempt);
      }
    }
  }

  private async carryOut(reaction: BoundReaction, event: Stored): Promise<void> {
    const decided = await this.reactions.carryOut(reaction, event);
    this.#caused = decided.reduce((newest, { position }) => Math.max(newest, position), this.#caused);
  }

  private async retryDeadLetters(signal: AbortSignal): Promise<void> {
    const retries = new Retries(this.#log, 'Trying dead letters again', PAUSES_OF_DEAD_LETTERS);
    while (!signal.aborted) {
      let pause = RETRY_DEAD_LETTERS_EVERY_MILLISECONDS;
      try {
        for (const { reaction: name, event } of await this.deadLetters.all()) {
          const reaction = this.reactions.named(name);
          if (reaction === undefined) continue;
          await this.carryOut(reaction, event).then(
            () => this.deadLetters.remove(name, event),
            (error: unknown) => this.deadLetters.add(name, event, error, this.clock.now(), 1),
          );
        }
        retries.succeeded();
      } catch (error) {
        pause = retries.failed(error);
      }
      await sleep(pause, undefined, { signal }).catch(() => null);
    }
  }
}
