import { checkpointOf } from '../../kernel/fold.js';
import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE, type EventStore } from '../event-store/event-store.js';
import { Checkpoints } from '../projections/checkpoints.service.js';
import { LogTail } from '../projections/log-tail.service.js';
import { Arrivals } from './arrivals.service.js';

/** The distance of the views or of the reactions from the end of the log. */
export interface Behind {
  /** Number of events that are not handled yet, counted up to 10 000. */
  readonly events: number;
  /** For how long this process has known of the oldest event that is not handled yet, in seconds; 0 when all are. */
  readonly seconds: number;
}

export interface LagOf {
  readonly views: Behind;
  readonly reactions: Behind;
}

const MOST_EVENTS_COUNTED = 10_000;

/** Measures how far the views and the reactions are behind the log. */
@Injectable()
export class Lag {
  readonly #arrivals = new Arrivals();
  #measuring: Promise<LagOf> | undefined;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly checkpoints: Checkpoints,
    private readonly tail: LogTail,
  ) {
    tail.onEvents((events) => this.#arrivals.take(events));
  }

  /** Measures the lag. Concurrent calls share one measurement. */
  measure(): Promise<LagOf> {
    this.#measuring ??= this.measured().finally(() => (this.#measuring = undefined));
    return this.#measuring;
  }

  private async measured(): Promise<LagOf> {
    const head = await this.store.head();
    this.#arrivals.look(head, this.tail.position);
    const { viewed, reacted } = this.checkpoints;
    return { views: await this.behind(viewed, head), reactions: await this.behind(reacted, head) };
  }

  /**
   * Counts the events after a position instead of subtracting positions, because positions in some stores count bytes.
   */
  private async behind(position: number, head: number): Promise<Behind> {
    if (position >= head) return { events: 0, seconds: 0 };
    let events = 0;
    let seconds = 0;
    for await (const page of this.store.readAll(checkpointOf(position))) {
      const [oldest] = page;
      if (events === 0 && oldest !== undefined) {
        seconds = this.#arrivals.secondsKnown(oldest.position, this.tail.position);
      }
      events += page.length;
      if (events >= MOST_EVENTS_COUNTED) break;
    }
    return { events: Math.min(events, MOST_EVENTS_COUNTED), seconds };
  }
}
