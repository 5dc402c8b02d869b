import { decode, streamOf } from '../../kernel/fold.js';
import type { AnyEvent, Fold, Metadata, Position, PositionOrStart, Recorded, Stored } from '../../kernel/fold.js';
import { AnotherLog } from '../runtime/store-unavailable.js';
import { type FoundEvent, ownIn } from './foreign-event.js';

export type StoredEvent = Stored;

export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** Any JSON value. */
  readonly data: unknown;
  readonly metadata: Metadata;
  /** True: no other append can have this id, so the store need not look for it. */
  readonly isFresh?: boolean;
}

/** `no stream`: the stream must not exist. A number: its last event must have this revision. `any`: no check. */
export type ExpectedRevision = 'no stream' | 'any' | number;

/**
 * Result of an append. `revision` and `position` are those of its last event. `repeated`: the stream already contains
 * events with exactly these ids, one after another in this order. `ids taken`: the log contains some of the ids in
 * another stream, in another order or incompletely.
 */
export type AppendOutcome =
  | { readonly outcome: 'appended' | 'repeated'; readonly revision: number; readonly position: Position }
  | { readonly outcome: 'wrong revision'; readonly actual: number | 'no stream' }
  | { readonly outcome: 'ids taken' };

/** An event by which a log is known. Another log has another event at this position, or none. */
export interface KnownEvent {
  readonly position: Position;
  readonly id: string;
}

/** Says which event the log must hold; null: any log will do. */
export type Known = () => KnownEvent | null;

/** Injection token of the event store. */
export const EVENT_STORE = 'EVENT_STORE';

/**
 * The log of all events. No event ever changes or disappears (rule 46). Events become visible in order of position. What
 * stands in a stream and is not Tertial's is read as a {@link ForeignEvent}.
 */
export interface EventStore {
  /**
   * Appends one or more events, all or none. Checks the event ids (idempotency keys) before the revision.
   *
   * @param known Is asked when the events are about to be written, which can be long after the call: an event that was
   * known by then is in an older copy of the log too. Absent: any log will do.
   * @throws StoreUnavailable, which says whether the events may have been written. It is AnotherLog when the log does not
   * hold the known event.
   */
  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    known?: Known,
  ): Promise<AppendOutcome>;

  /** Yields the events of a stream from a revision on, in pages. Yields no page when the stream has no such events. */
  readStream(stream: string, fromRevision?: number): AsyncIterable<readonly FoundEvent[]>;

  /** Yields, in pages, the events after a position, and the events appended meanwhile. Position 0: all events. */
  readAll(afterPosition: PositionOrStart): AsyncIterable<readonly FoundEvent[]>;

  /**
   * Yields, in pages, all events up to a position: one group of streams after another, and each stream as a whole.
   * Null: this store can read only in the order of the log.
   *
   * @param groupOf Names the group of a stream
   */
  readGrouped(upTo: number, groupOf: (stream: string) => string): AsyncIterable<readonly FoundEvent[]> | null;

  /** Position of the newest event; 0 when the log is empty. */
  head(): Promise<PositionOrStart>;

  /** The event at exactly this position. Null: no event stands there, or the store refuses the position. */
  eventAt(position: Position): Promise<FoundEvent | null>;

  /**
   * Like {@link readAll}, but waits for new events instead of ending, until the signal fires. Yields `caught up` each
   * time the reader has all events. The reader pulls the pages (backpressure), so a slow reader needs no more memory.
   *
   * @param known Each page comes from a log that holds this event. It is asked again as the reader goes on. Absent: any
   * log will do.
   * @throws AnotherLog when the log does not hold the known event.
   */
  subscribe(
    afterPosition: PositionOrStart,
    signal: AbortSignal,
    known?: Known,
  ): AsyncIterable<readonly FoundEvent[] | 'caught up'>;
}

/** @param known Null: nothing is known of the log. @throws AnotherLog when the known event does not stand in the log. */
export async function requireHeld(store: Pick<EventStore, 'eventAt'>, known: KnownEvent | null): Promise<void> {
  if (known === null || (await store.eventAt(known.position))?.id === known.id) return;
  throw new AnotherLog(`The log does not hold the event ${known.id} at position ${known.position}.`);
}

/** Returns all events of a stream, oldest first, for callers that need more than the state, such as positions. */
export async function recordedIn<State, Event extends AnyEvent>(
  fold: Fold<State, Event>,
  id: string,
  store: EventStore,
): Promise<Recorded<Event>[]> {
  const events: Recorded<Event>[] = [];
  for await (const page of store.readStream(streamOf(fold, id))) {
    for (const stored of ownIn(page)) events.push(decode(fold, stored));
  }
  return events;
}
