import { decode, type Stored, streamOf } from '../../kernel/fold.js';
import type { LookAt } from '../../kernel/history.js';
import type { EventStore } from '../event-store/event-store.js';

/** The most streams that are kept: a replay of the whole log reads every stream. */
const MOST_STREAMS = 200;

/**
 * Gives the states of things as they were after an event. Each stream is read once, so later events of the stream are
 * unknown.
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
    // The newest use goes last, so the first is the least recent.
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
