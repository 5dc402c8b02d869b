import type { RecordedEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedEvent } from '../logged-event.js';
import { kurrentDbAddressOf } from './address.js';
import { certificatesOf } from './certificates.service.js';
import { Claims } from './claims.service.js';
import { Connection } from './connection.service.js';
import { isOfTheConnection } from './errors.service.js';
import { type KurrentDbOptions, PREFIX } from './kurrentdb-event-store.service.js';
import { sentenceOf } from './reasons.js';
import { isResolved, type Proposed, restored, restoredFrom, StreamNames } from './records.service.js';
import type { Place } from './restored-log.js';
import { endedWith, RESTORE_ENDED, RESTORE_GOES_ON } from './restores.service.js';

type Pages = () => AsyncIterable<readonly LoggedEvent[]>;

interface Written {
  readonly pages: Pages;
  /** The number of events. */
  readonly events: number;
  readonly onWritten: (events: number) => void;
}

export interface OpenRestoring {
  readonly log: Restoring;
  readonly close: () => Promise<void>;
}

/** Many appends are on their way at once, so the answer to the last one comes late. */
const DEADLINE_IN_MILLISECONDS = 30_000;
/** How long a restore that was cut off is watched before another takes it up. */
const WATCHED_FOR_MILLISECONDS = 2_000;
/** The number of times that a restore goes on by itself. */
const MOST_TRIES = 5;
const CHARACTERS_IN_AN_APPEND = 200_000;
const MOST_PLACES = 10_000;
const FEWEST_EVENTS_BETWEEN_PLACES = 100;

/** Opens the log in a KurrentDB for a restore. @throws Error with a message that says what to do. */
export async function openRestoring(url: string, options: KurrentDbOptions = {}): Promise<OpenRestoring> {
  const { prefix = PREFIX, deadlineInMilliseconds = DEADLINE_IN_MILLISECONDS } = options;
  const address = kurrentDbAddressOf(url);
  const names = new StreamNames(prefix);
  const connection = new Connection({
    address,
    certificates: certificatesOf(address),
    prefix: names.prefix,
    deadline: deadlineInMilliseconds,
  });
  try {
    await connection.opened();
  } catch (error) {
    await connection.close();
    throw new Error(`KurrentDB at ${address.nodes.join(', ')} cannot be used. ${sentenceOf(error)}`);
  }
  return { log: new Restoring(connection, names), close: () => connection.close() };
}

/**
 * Writes the events of a backup to an empty log. KurrentDB cannot take events back, so a stream of its own says that the
 * restore has begun. Nobody uses the log until the same stream says that the restore has ended. A restore that was cut
 * off goes on where it ended, when it is given the same backup.
 */
export class Restoring {
  readonly #claims: Claims;
  /** Revision of the restore's stream. Two restores never get the same one, so each page has one writer. */
  #revision: number | 'no stream' = 'no stream';
  #sha256 = '';
  #places: readonly Place[] = [];

  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
  ) {
    this.#claims = new Claims(connection, names);
  }

  /** @throws Error when the log has events that do not come from a restore that was cut off. */
  async requireEmpty(): Promise<void> {
    const last = await this.#last();
    if (last !== null && last.type !== RESTORE_ENDED) return;
    for await (const { id } of this.#own()) {
      throw new Error(
        `The log has events already, ${id} among them. A backup is restored into an empty store only; give another.`,
      );
    }
  }

  /**
   * Begins and writes. After a connection that was lost, or a server that was too slow, it goes on where it ended.
   *
   * @throws Error when that does not help, or as {@link begin} and {@link write}
   */
  async writeAll(sha256: string, { pages, events, onWritten }: Written): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.begin(sha256);
        await this.write(pages, events, onWritten);
        return;
      } catch (error) {
        if (!isOfTheConnection(error) || tries === MOST_TRIES) throw error;
      }
    }
  }

  /**
   * Begins a restore, or continues one of the same backup that was cut off.
   *
   * @throws Error when the log has a part of another backup, or another restore is writing it.
   */
  async begin(sha256: string): Promise<void> {
    const last = await this.#last();
    this.#sha256 = sha256;
    if (last !== null) {
      if (sha256In(last.data) !== sha256) {
        throw new Error('The log holds a part of another backup. Restore that one again, or give an empty store.');
      }
      await sleep(WATCHED_FOR_MILLISECONDS);
      this.#revision = last.revision;
    }
    await this.#say(RESTORE_GOES_ON, { sha256 });
  }

  /**
   * Writes the events that the log does not have yet, and reads all of them back.
   *
   * @throws Error when they could not be written, or the log has others.
   */
  async write(pages: Pages, all: number, onWritten: (events: number) => void): Promise<void> {
    const there = await this.#compared(pages, all);
    const generation = await this.connection.attached();
    let seen = 0;
    for await (const page of pages()) {
      const missing = page.slice(Math.max(0, there - seen));
      seen += page.length;
      if (missing.length === 0) continue;
      await this.#writePage(missing, generation);
      await this.#say(RESTORE_GOES_ON, { sha256: this.#sha256 });
      onWritten(seen);
    }
    const written = await this.#compared(pages, all);
    if (written < all) throw new Error(`KurrentDB shows ${written} of the ${all} events that it has written.`);
  }

  /** Ends the restore, so that services can use the log. */
  async end(): Promise<void> {
    await this.#say(RESTORE_ENDED, endedWith(this.#places));
  }

  /**
   * All appends of a page are on their way at once, in order. The server writes them in order, and none of them when
   * the connection has been replaced. An append that may be too large goes alone, because only it could be refused.
   */
  async #writePage(page: readonly LoggedEvent[], generation: number): Promise<void> {
    const { connection, names } = this;
    const { deadline } = connection;
    const claims = await Promise.all(
      page.map(({ id, stream }) => this.#claims.claim(id, stream, () => deadline, generation)),
    );
    for (const [n, { stream }] of page.entries()) {
      if (claims[n]?.stream === stream) continue;
      throw new Error(`The id of an event of ${stream} is taken by ${claims[n]?.stream}. Give an empty store.`);
    }
    let sent: Promise<unknown>[] = [];
    for (const { stream, events, isLarge } of appendsOf(page)) {
      if (isLarge) await Promise.all(sent);
      const [{ revision } = { revision: 0 }] = events;
      const expected = revision === 0 ? 'no stream' : revision - 1;
      const append = connection
        .append(names.of(stream), expected, events.map(restored), deadline, generation)
        .then((answer) => {
          if ('actual' in answer) throw new Error(`Somebody else writes to ${stream}. Give an empty store.`);
        });
      sent = [...(isLarge ? [] : sent), append];
      if (isLarge) await append;
    }
    await Promise.all(sent);
  }

  /** Compares what the log has with the backup, and notes places. Returns the number of events that are there. */
  async #compared(pages: Pages, all: number): Promise<number> {
    const apart = Math.max(FEWEST_EVENTS_BETWEEN_PLACES, Math.ceil(all / MOST_PLACES));
    const places: Place[] = [];
    const expected = eachOf(pages());
    let count = 0;
    for await (const event of this.#own()) {
      const next = await expected.next();
      if (next.done === true || !this.#isSame(event, next.value)) {
        throw new Error(
          `The log holds the event ${event.id}, which the backup does not have there. Give an empty store.`,
        );
      }
      count += 1;
      const { position } = next.value;
      if (count % apart === 0 || count === all) places.push({ position, commit: Number(event.position?.commit ?? 0) });
    }
    this.#places = places;
    return count;
  }

  #isSame({ id, streamId, revision, metadata }: RecordedEvent, expected: LoggedEvent): boolean {
    return (
      id === expected.id &&
      streamId === this.names.of(expected.stream) &&
      Number(revision) === expected.revision &&
      restoredFrom(metadata)?.position === expected.position
    );
  }

  /** Yields the events of this service that are there now. */
  async *#own(): AsyncGenerator<RecordedEvent, void> {
    const items = await this.connection.subscribe(null);
    try {
      for (;;) {
        const item = items.take();
        if (isResolved(item)) {
          if (item.event) yield item.event;
        } else if (isCaughtUp(item)) return;
        else if (item === null) {
          if (items.isOver) throw new Error('KurrentDB ended a reading.');
          await items.wait(this.connection.deadline);
        }
      }
    } finally {
      items.stop();
    }
  }

  #last() {
    return this.connection.lastOf(this.names.restore, this.connection.deadline);
  }

  async #say(type: string, data: object): Promise<void> {
    const { connection, names } = this;
    const said: Proposed = { id: randomUUID(), type, data: JSON.stringify(data), metadata: '{}' };
    const answer = await connection.append(names.restore, this.#revision, [said], connection.deadline);
    if ('actual' in answer) throw new Error('Another restore is under way into this log. Wait until it has ended.');
    this.#revision = answer.revision;
  }
}

interface AppendOfEvents {
  readonly stream: string;
  readonly events: readonly LoggedEvent[];
  readonly isLarge: boolean;
}

/** Puts events that follow one another in one stream into one append, up to a size. */
function* appendsOf(page: readonly LoggedEvent[]): Generator<AppendOfEvents, void> {
  let events: LoggedEvent[] = [];
  let characters = 0;
  const made = (): AppendOfEvents[] => {
    const [first] = events;
    return first === undefined ? [] : [{ stream: first.stream, events, isLarge: characters > CHARACTERS_IN_AN_APPEND }];
  };
  for (const event of page) {
    const size = event.data.length + event.metadata.length;
    if (events[0]?.stream !== event.stream || characters + size > CHARACTERS_IN_AN_APPEND) {
      yield* made();
      [events, characters] = [[], 0];
    }
    events.push(event);
    characters += size;
  }
  yield* made();
}

async function* eachOf(pages: AsyncIterable<readonly LoggedEvent[]>): AsyncGenerator<LoggedEvent, void> {
  for await (const page of pages) yield* page;
}

function isCaughtUp(item: unknown): boolean {
  return typeof item === 'object' && item !== null && 'mark' in item && item.mark === 'caught up';
}

function sha256In(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'sha256' in data ? data.sha256 : null;
}
