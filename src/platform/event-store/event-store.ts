import { decode, streamOf } from '../../kernel/fold.js';
import type { AnyEvent, Fold, Metadata, Recorded, Stored } from '../../kernel/fold.js';

export type StoredEvent = Stored;

export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** Any JSON value. */
  readonly data: unknown;
  readonly metadata: Metadata;
}

/** `no stream`: the stream must not exist. A number: the revision of its last event. `any`: no check. */
export type ExpectedRevision = 'no stream' | 'any' | number;

/**
 * Result of an append. `revision` and `position` are those of its last event. `repeated`: the stream already holds
 * exactly these events, by their ids, at that place. `ids taken`: the log holds some of the ids in another stream, in
 * another order or in part.
 */
export type AppendOutcome =
  | { readonly outcome: 'appended' | 'repeated'; readonly revision: number; readonly position: number }
  | { readonly outcome: 'wrong revision'; readonly actual: number | 'no stream' }
  | { readonly outcome: 'ids taken' };

/** The store did not answer. Whether it read or wrote anything is unknown. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Injection token of the event store. */
export const EVENT_STORE = 'EVENT_STORE';

/** The log. Its events are never changed or deleted (rule 46), and become visible in ascending order of position. */
export interface EventStore {
  /** Appends all events or none; at least one. The event ids are the idempotency key, checked before the revision. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome>;

  /** Pages of a stream's events from a revision; no page when there are none. */
  readStream(stream: string, fromRevision?: number): AsyncIterable<readonly StoredEvent[]>;

  /** Pages of all events after a position (0: from the first), including those appended during the reading. */
  readAll(afterPosition: number): AsyncIterable<readonly StoredEvent[]>;

  /** Position of the newest event; 0 when the log is empty. */
  head(): Promise<number>;

  /**
   * As {@link readAll}, but waits for more events instead of ending, until the signal fires. Yields `caught up` each
   * time it has delivered every event. The reader pulls pages, so a slow reader costs no memory.
   */
  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[] | 'caught up'>;
}

/** All events of a stream, oldest first. For callers that need more than the state, such as positions in the log. */
export async function recordedIn<State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  id: string,
  store: EventStore,
): Promise<Recorded<Event>[]> {
  const events: Recorded<Event>[] = [];
  for await (const page of store.readStream(streamOf(fold, id))) {
    for (const stored of page) events.push(decode(fold, stored));
  }
  return events;
}
