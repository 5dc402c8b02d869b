import {
  type AnyEvent,
  decode,
  type Fold,
  type Metadata,
  type Recorded,
  type Stored,
  streamOf,
} from '../../kernel/fold.js';

export type StoredEvent = Stored;

export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** What JSON can carry. */
  readonly data: unknown;
  readonly metadata: Metadata;
}

/** `no stream`: the stream shall not exist. A number: the revision of its last event. `any`: no matter. */
export type ExpectedRevision = 'no stream' | 'any' | number;

/**
 * What became of an append. `revision` and `position` are those of its last event; `repeated` means that these very
 * events, by their ids, stood in the stream already and gives the place where they stand. `ids taken` means that some
 * of the ids stand in the log in another stream, in another order or in part.
 */
export type AppendOutcome =
  | { readonly outcome: 'appended' | 'repeated'; readonly revision: number; readonly position: number }
  | { readonly outcome: 'wrong revision'; readonly actual: number | 'no stream' }
  | { readonly outcome: 'ids taken' };

/** The store could not be asked: it is not there, or gives no answer. Nothing that was to be read or written is known. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** What the store is asked for by when things are put together. */
export const EVENT_STORE = 'EVENT_STORE';

/** The log. Nothing in it is ever changed or deleted (rule 46); positions become visible in ascending order. */
export interface EventStore {
  /** Appends all the events or none. At least one event; the ids are the idempotency key, checked before the revision. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendOutcome>;

  /** A stream's events from a revision on, in pages; no page when there is none. */
  readStream(stream: string, fromRevision?: number): AsyncIterable<readonly StoredEvent[]>;

  /** All events after a position (0: from the first), in pages, up to the newest at the end of reading. */
  readAll(afterPosition: number): AsyncIterable<readonly StoredEvent[]>;

  /** The position of the newest event; 0 when there is none. */
  head(): Promise<number>;

  /**
   * As {@link readAll}, but waits for more instead of ending. Yields `caught up` each time it has delivered everything
   * there is. Pulled by the reader, so that a slow one costs no memory. Ends when the signal is aborted.
   */
  subscribe(afterPosition: number, signal: AbortSignal): AsyncIterable<readonly StoredEvent[] | 'caught up'>;
}

/** All events of a stream, oldest first, for what a state does not tell: where in the log something happened. */
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
