import type { AppendOutcome, ExpectedRevision, Known, NewEvent } from './event-store.js';

/** An append that waits in the queue. */
export interface PendingAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerializedEvent[];
  readonly known: Known;
  resolve(outcome: AppendOutcome): void;
  reject(reason: unknown): void;
}

/** An event in the form that the database takes, with data and metadata as JSON text. */
export interface SerializedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
  readonly isFresh: boolean;
}

const MOST_APPENDS_IN_A_BATCH = 500;
const MOST_CHARACTERS_IN_A_BATCH = 4_000_000;

/**
 * Queue of appends that the store takes in batches. A batch has at most one append per stream and no event id twice, so
 * that one statement can decide the batch. Appends to one stream keep their order. A stream with many appends does not
 * delay the others.
 */
export class AppendQueue {
  readonly #byStream = new Map<string, PendingAppend[]>();

  get isEmpty(): boolean {
    return this.#byStream.size === 0;
  }

  add(waiting: PendingAppend): void {
    const queue = this.#byStream.get(waiting.stream);
    if (queue) queue.push(waiting);
    else this.#byStream.set(waiting.stream, [waiting]);
  }

  /** Removes and returns the next batch. The batch always contains the first append, however large it is. */
  take(): PendingAppend[] {
    const batch: PendingAppend[] = [];
    const ids = new Set<string>();
    let characters = 0;
    for (const [first] of this.#byStream.values()) {
      if (first === undefined || first.events.some((event) => ids.has(event.id))) continue;
      characters += sizeOf(first);
      if (batch.length > 0 && characters > MOST_CHARACTERS_IN_A_BATCH) break;
      batch.push(first);
      if (batch.length === MOST_APPENDS_IN_A_BATCH) break;
      for (const event of first.events) ids.add(event.id);
    }
    for (const taken of batch) this.#moveOn(taken.stream);
    return batch;
  }

  /** Removes the stream's first append, and moves its remaining appends behind the other streams. */
  #moveOn(stream: string): void {
    const rest = this.#byStream.get(stream)?.slice(1) ?? [];
    this.#byStream.delete(stream);
    if (rest.length > 0) this.#byStream.set(stream, rest);
  }
}

function sizeOf(waiting: PendingAppend): number {
  return waiting.events.reduce((sum, event) => sum + event.data.length + event.metadata.length, 0);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LARGEST_VERSION = 32_767;

/**
 * Serializes events. Rejects what the database would reject, because one bad append would fail its whole batch.
 *
 * @throws TypeError for a malformed stream name, revision or event, which is a fault of the caller.
 */
export function serialized(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): SerializedEvent[] {
  if (!isStorableName(stream)) throw new TypeError(`A stream cannot be named ${JSON.stringify(stream)}.`);
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new TypeError(`A revision is a whole number from 0, not ${expected}.`);
  }
  if (events.length === 0) throw new TypeError(`An append to ${stream} has no events.`);
  const ids = new Set(events.map((event) => event.id));
  if (ids.size < events.length) throw new TypeError(`An append to ${stream} has two events with the same id.`);
  return events.map(serializedEvent);
}

function serializedEvent({ id, type, version, data, metadata, isFresh = false }: NewEvent): SerializedEvent {
  if (!UUID.test(id)) throw new TypeError(`An event's id is a UUID in lower case, not ${JSON.stringify(id)}.`);
  if (!isStorableName(type)) throw new TypeError(`An event's type cannot be ${JSON.stringify(type)}.`);
  if (!(Number.isInteger(version) && version >= 1 && version <= LARGEST_VERSION)) {
    throw new TypeError(`An event's schema version is a whole number from 1 to ${LARGEST_VERSION}, not ${version}.`);
  }
  return { id, type, version, data: JSON.stringify(data), metadata: JSON.stringify(metadata), isFresh };
}

function isStorableName(name: string): boolean {
  return name !== '' && !name.includes('\0') && name.isWellFormed();
}
