import type { Kysely } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PositionOrStart } from '../../kernel/fold.js';
import type { ViewTables } from '../database/state-tables.view.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { ownIn } from '../event-store/foreign-event.js';
import type { LoggedEvent } from '../event-store/logged-event.js';
import { logOf } from '../projections/known-log.service.js';

/** A log from which a backup is made. */
export interface SavedLog {
  /** Returns the id of the log's first event; null when the log is empty. */
  first(): Promise<string | null>;
  /** Returns the position of the newest event, or of the newest one before a position; 0 when there is none. */
  head(before?: number): Promise<PositionOrStart>;
  /** Yields all events up to a position, in pages of limited size. */
  pages(head: number): AsyncIterable<readonly LoggedEvent[]>;
}

/** A transaction, and the database that it is of. */
export interface Inside {
  readonly of: Kysely<ViewTables>;
  readonly transaction: Kysely<ViewTables>;
}

/** The contents of a backup, as a restore puts them into a log. */
export interface Filling {
  /** Number of events. */
  readonly events: number;
  /** SHA-256 of the backup, by which a restore that was cut off knows its file again. */
  readonly sha256: string;
  /** Reads the events from the first one. The file has been found whole before. */
  readonly pages: () => AsyncIterable<readonly LoggedEvent[]>;
  /** Is told how many events are written. */
  readonly onWritten: (events: number) => void;
  /** Puts what belongs beside the log into its tables, before the log counts as restored. Null: in an own transaction. */
  readonly beside: (inside: Inside | null) => Promise<void>;
}

/** An empty log into which a backup is restored. */
export interface FilledLog {
  /** @throws Error when the log has events already. */
  requireEmpty(): Promise<void>;
  /** Writes all events. Until it has ended, no service uses the log. */
  fill(filling: Filling): Promise<void>;
}

/** A log that only its event store can read. Texts of events are as `JSON.stringify` writes them. */
export class StoreLog implements SavedLog {
  constructor(private readonly store: EventStore) {}

  first(): Promise<string | null> {
    return logOf(this.store);
  }

  async head(before?: number): Promise<PositionOrStart> {
    if (before === undefined) return this.store.head();
    let last: PositionOrStart = 0;
    for await (const page of this.store.readAll(0)) {
      for (const { position } of page) {
        if (position >= before) return last;
        last = position;
      }
    }
    return last;
  }

  async *pages(head: number): AsyncGenerator<LoggedEvent[], void> {
    if (head === 0) return;
    for await (const page of this.store.readAll(0)) {
      await nextTurn();
      const upToHead = page.filter(({ position }) => position <= head);
      const events = ownIn(upToHead).map(loggedOf);
      if (events.length > 0) yield events;
      if (upToHead.length < page.length || upToHead.at(-1)?.position === head) return;
    }
  }
}

function loggedOf({ data, metadata, recordedAt, ...event }: StoredEvent): LoggedEvent {
  return {
    position: event.position,
    id: event.id,
    stream: event.stream,
    revision: event.revision,
    type: event.type,
    version: event.version,
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
    recordedAt: recordedAt.replace(/(\.\d{3})Z$/, '$1000Z'),
  };
}
