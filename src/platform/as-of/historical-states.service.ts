import { decode, type Stored, streamOf } from '../../kernel/fold.js';
import type { LookAt } from '../../kernel/history.js';
import type { EventStore } from '../event-store/event-store.js';
import { ownIn } from '../event-store/foreign-event.js';

/** Maximum number of streams in memory. Without a limit, a replay of the whole log would keep every stream. */
const MOST_STREAMS = 200;

/**
 * Gives the states of entities as they were after an event. It reads each stream once and keeps the events, and
 * therefore misses events that somebody appends later.
 */
export class HistoricalStates {
  readonly #streams = new Map<string, Promise<readonly Stored[]>>();

  constructor(private readonly store: EventStore) {}

  /** @param position The position of the last event that the states include. */
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
    // Moves the stream to the end of the map, so that the first entry is the least recently used one.
    this.#streams.delete(stream);
    this.#streams.set(stream, events);
    const [oldest] = this.#streams.keys();
    if (this.#streams.size > MOST_STREAMS && oldest !== undefined) this.#streams.delete(oldest);
    return events;
  }

  private async read(stream: string): Promise<readonly Stored[]> {
    const events: Stored[] = [];
    for await (const page of this.store.readStream(stream)) events.push(...ownIn(page));
    return events;
  }
}
