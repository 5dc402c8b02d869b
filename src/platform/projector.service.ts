import { Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stored } from '../kernel/fold.js';
import { EVENT_STORE, type EventStore } from './event-store.js';
import { Milestone } from './milestone.service.js';
import { Projection } from './projection.service.js';
import { rebuild } from './rebuild.service.js';

export type ChangeListener = (events: readonly Stored[]) => void;

const LONGEST_PAUSE_IN_MILLISECONDS = 5_000;

/** Keeps the views up with the log. */
@Injectable()
export class Projector {
  readonly #log = new Logger(Projector.name);
  readonly #stopping = new AbortController();
  readonly #milestone = new Milestone();
  readonly #listeners = new Set<ChangeListener>();
  #running: Promise<void> | undefined;

  constructor(
    private readonly projection: Projection,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Catches up with the log and then goes on following it. Resolves when it has caught up. */
  async start(): Promise<void> {
    await this.projection.create();
    const { position, isOfThisBuild } = await this.projection.checkpoint();
    if (!isOfThisBuild) {
      this.#log.log('Another build made the views. Making them anew from the first event.');
      await rebuild(this.projection, this.store);
    }
    this.#milestone.reach(isOfThisBuild ? position : (await this.projection.checkpoint()).position);
    this.#running = this.run();
    await this.reached(await this.store.head());
  }

  /** The position that the views have reached. */
  get position(): number {
    return this.#milestone.position;
  }

  /** Resolves when the views show the event at a position. @throws TimedOut after `withinMilliseconds`. */
  async reached(position: number, withinMilliseconds?: number): Promise<void> {
    await this.#milestone.reached(position, withinMilliseconds);
  }

  /** Calls the listener after each batch of events that the views have taken in. Returns what ends that. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  private async run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        for await (const batch of this.store.subscribe(this.position, signal)) {
          if (batch !== 'caught up') await this.take(batch);
          failures = 0;
        }
      } catch (error) {
        failures += 1;
        this.#log.error(`The views stand at ${this.position} and will be tried again.`, error);
        await sleep(Math.min(50 * 2 ** failures, LONGEST_PAUSE_IN_MILLISECONDS), undefined, { signal }).catch(
          () => null,
        );
      }
    }
  }

  private async take(batch: readonly Stored[]): Promise<void> {
    await this.projection.apply(batch);
    this.#milestone.reach(batch.at(-1)?.position ?? this.position);
    for (const listener of this.#listeners) listener(batch);
  }

  /** Lets what is under way finish. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }
}
