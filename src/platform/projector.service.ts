import { Inject, Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stored } from '../kernel/fold.js';
import { EVENT_STORE, type EventStore } from './event-store.js';
import { Progress } from './progress.service.js';
import { Projection } from './projection.service.js';

const LONGEST_PAUSE_IN_MILLISECONDS = 5_000;
const EVENTS_IN_A_FULL_PAGE = 1000;
/** What is far behind is taken in by so many at a time: a row that many events have changed is written once. */
const MOST_EVENTS_AT_ONCE = 20_000;

/** Keeps the views up with the log. */
@Injectable()
export class Projector {
  readonly #log = new Logger(Projector.name);

  constructor(
    private readonly projection: Projection,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly progress: Progress,
  ) {}

  /** Makes the tables where they are missing, and empties those that were made of another log. */
  async prepare(): Promise<void> {
    await this.projection.create();
    const { position, log } = await this.projection.checkpoint();
    if (position > 0 && (log !== (await logOf(this.store)) || position > (await this.store.head()))) {
      this.#log.warn('The views were made of another log. Making them anew from the first event.');
      await this.projection.drop();
      await this.projection.create();
    }
  }

  /** Follows the log until the signal. What fails is tried again, from where the rows stand. */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        // Where nobody led for a moment, another build may have dropped them as forsaken.
        await this.projection.create();
        let { position } = await this.projection.checkpoint();
        this.progress.viewedTo(position);
        for await (const batch of gathered(this.store.subscribe(position, signal))) {
          await this.projection.apply(batch, position);
          position = batch.at(-1)?.position ?? position;
          this.progress.viewedTo(position);
          failures = 0;
        }
      } catch (error) {
        failures += 1;
        this.#log.error(`The views stand at ${this.progress.viewed} and will be tried again.`, error);
        const pause = Math.min(50 * 2 ** failures, LONGEST_PAUSE_IN_MILLISECONDS);
        await sleep(pause, undefined, { signal }).catch(() => null);
      }
    }
  }
}

/** The id of the log's first event; null when it has none. */
export async function logOf(store: EventStore): Promise<string | null> {
  for await (const [first] of store.readAll(0)) return first?.id ?? null;
  return null;
}

/** Puts full pages together, and gives out a shorter one at once: nothing waits behind it. */
export async function* gathered(
  pages: AsyncIterable<readonly Stored[] | 'caught up'>,
): AsyncGenerator<readonly Stored[], void, void> {
  let batch: Stored[] = [];
  for await (const page of pages) {
    if (page !== 'caught up') batch = batch.concat(page);
    const isFull = page.length === EVENTS_IN_A_FULL_PAGE && batch.length < MOST_EVENTS_AT_ONCE;
    if (isFull || batch.length === 0) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
