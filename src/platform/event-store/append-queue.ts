import type { AppendOutcome, ExpectedRevision, NewEvent } from './event-store.js';

/** An append that waits for its turn. */
export interface PendingAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerializedEvent[];
  resolve(outcome: AppendOutcome): void;
  reject(reason: unknown): void;
}

/** An event with its data and metadata as the JSON texts that are stored. */
export interface SerializedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
}

const MOST_APPENDS_IN_A_BATCH = 500;
const MOST_CHARACTERS_IN_A_BATCH = 4_000_000;

/**
 * Appends that wait for the store, given out in batches: at most one of each stream, so that the store can decide them
 * all at once, and no two with an event id in common. Those of one stream keep their order, and a stream with many
 * waiting does not keep the others waiting.
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

  /** Takes out the next batch. The first waiting append is always in it, however large. */
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

  /** The rest of the stream goes behind the other streams. */
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
 * The events as they are to be stored. All that the store could refuse is refused here already: an append that the
 * store chokes on would take the others of its batch down with it.
 *
 * @throws TypeError for what no caller has reason to send.
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

function serializedEvent({ id, type, version, data, metadata }: NewEvent): SerializedEvent {
  if (!UUID.test(id)) throw new TypeError(`An event's id is a UUID in lower case, not ${JSON.stringify(id)}.`);
  if (!isStorableName(type)) throw new TypeError(`An event's type cannot be ${JSON.stringify(type)}.`);
  if (!(Number.isInteger(version) && version >= 1 && version <= LARGEST_VERSION)) {
    throw new TypeError(`An event's schema version is a whole number from 1 to ${LARGEST_VERSION}, not ${version}.`);
  }
  return { id, type, version, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
}

function isStorableName(name: string): boolean {
  return name !== '' && !name.includes('\0') && name.isWellFormed();
}
