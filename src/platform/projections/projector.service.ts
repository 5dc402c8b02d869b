import { NewerEvent, type PositionOrStart } from '../../kernel/fold.js';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Alarms } from '../telemetry/alarms.service.js';
import { EVENT_STORE, type EventStore } from '../event-store/event-store.js';
import { Retries } from '../runtime/retries.service.js';
import { AnotherLog } from '../runtime/store-unavailable.js';
import { Checkpoints } from './checkpoints.service.js';
import { logOf } from './known-log.service.js';
import { isFull, type Page } from './prefetch.js';
import { Projection } from './projection.service.js';

const PAUSE_IN_MILLISECONDS = 50;
const PAUSES = { firstInMilliseconds: 100, longestInMilliseconds: 5_000 };

/** Keeps the views up to date with the log. */
@Injectable()
export class Projector {
  readonly #log = new Logger(Projector.name);
  readonly #retries = new Retries(this.#log, 'Keeping the views up with the log', PAUSES);

  constructor(
    private readonly projection: Projection,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly checkpoints: Checkpoints,
    private readonly alarms: Alarms = new Alarms(),
  ) {}

  /** Creates missing tables. Rows of another log stay: {@link KnownLog} says when the log is another. */
  async prepare(): Promise<void> {
    await this.projection.create();
  }

  /**
   * Projects the log until the signal fires. After a failure it retries from the checkpoint.
   *
   * @throws NewerEvent when a newer build wrote an event, which this build never learns. It raises the alarm for it.
   */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        // Another process may have dropped the views while no process with the same views ran.
        await this.prepare();
        let { position } = await this.projection.checkpoint();
        if (position === 0) position = await fill(this.projection, this.store, await this.store.head(), { signal });
        this.checkpoints.viewedTo(position);
        const positions = this.projection.follow(
          this.gathered(this.store.subscribe(position, signal), signal),
          position,
        );
        for await (position of positions) {
          this.checkpoints.viewedTo(position);
          this.#retries.succeeded();
        }
      } catch (error) {
        if (error instanceof NewerEvent) {
          this.alarms.raise(`newer build: ${error.what}`);
          throw error;
        }
        await this.#retries.after(error, signal);
      }
    }
  }

  /**
   * Waits a moment after a page that is not full, so that a transaction saves many events. A query that needs the
   * tables ends the wait.
   */
  private async *gathered(pages: AsyncIterable<Page>, signal: AbortSignal): AsyncGenerator<Page, void, void> {
    for await (const page of pages) {
      yield page;
      if (page === 'caught up') this.#retries.succeeded();
      else if (!isFull(page)) await this.checkpoints.pause(PAUSE_IN_MILLISECONDS, signal);
    }
  }
}

/**
 * Makes all rows anew from the events up to a position, if the store can read the streams of a parent entity together.
 * Returns the position of the rows. Returns 0 when the store cannot do so, or when the signal has fired.
 *
 * @param onEvents Receives the number of events after each batch
 */
export async function fill(
  projection: Projection,
  store: EventStore,
  position: PositionOrStart,
  { onEvents, signal }: { onEvents?: (events: number) => void; signal?: AbortSignal } = {},
): Promise<PositionOrStart> {
  const wholes = store.readGrouped(position, (stream) => projection.wholeOf(stream));
  if (position === 0 || wholes === null) {
    // A fill that ended early may have left rows, even of another log. The projection must not add to those rows.
    if (!(await projection.isEmpty())) await projection.createAnew();
    return 0;
  }
  const [log, newest] = [await logOf(store), await store.eventAt(position)];
  if (newest === null) throw new AnotherLog(`The log holds no event at position ${position}, which was its end.`);
  for await (const events of projection.fill(wholes, { position, log, event: newest.id })) {
    onEvents?.(events);
    if (signal?.aborted === true) return 0;
  }
  return position;
}
