import { decode, type Stored, streamOf } from '../../kernel/fold.js';
import type { LookAt } from '../../kernel/history.js';
import type { EventStore } from '../event-store/event-store.js';

/** So many streams are remembered at the most: a replay of everything comes by all there are. */
const MOST_STREAMS = 200;

/**
 * Gives the states of things as they were when an event came, of events that are in the log when this is made: a stream
 * is read once, with all that any of them can look back at.
 */
export class HistoricalStates {
  readonly #streams = new Map<string, Promise<readonly Stored[]>>();

  constructor(private readonly store: EventStore) {}

  /** @param position Of the event after which the states are. */
  asOf(position: number): LookAt {
    return async (fold, id) => {
      const events = await this.eventsOf(streamOf(fold, id));
      return events
        .filter((event) => event.position <= position)
        .reduce((state, event) => fold.evolve(state, decode(fold, event)), fold.initial);
    };
  }

  private eventsOf(stream: string): Promise<readonly Stored[]> {
    const events = this.#streams.get(stream) ?? this.read(stream);
    // The one that was asked for last goes last.
    this.#streams.delete(stream);
    this.#streams.set(stream, events);
    const [oldest] = this.#streams.keys();
    if (this.#streams.size > MOST_STREAMS && oldest !== undefined) this.#streams.delete(oldest);
    return events;
  }

  private async read(stream: string): Promise<readonly Stored[]> {
    const events: Stored[] = [];
    for await (const page of this.store.readStream(stream)) events.push(...page);
    return events;
  }
}
