import type { Kysely } from 'kysely';
import { kindAndIdOf, type Stored } from '../../kernel/fold.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import type { EventStore } from '../../platform/event-store/event-store.js';
import { ownIn } from '../../platform/event-store/foreign-event.js';
import { sha256 } from '../../platform/runtime/hashing.service.js';
import { sameBytes } from '../encoding.js';
import { allCheckpoints, type KeptCheckpoint } from '../evidence-tables.service.js';
import { leafOf } from '../leaf-of-event.service.js';
import { emptyFrontier, type Frontier, grown, rootOf } from '../merkle-tree.js';
import { isTableThere, type KnownSide, knownSide, peopleIn } from './known-entries.service.js';
import { extended, type FoundEvent, type KnownEntry, type Span, type TwoSides } from './two-sides.js';

/** How far the log has been read. */
export interface ComparisonProgress {
  readonly position: number;
  readonly head: number;
}

/** A known event that the log does not hold at its place, and what it holds there. */
interface Missing {
  readonly known: KnownEntry;
  readonly found: FoundEvent | null;
}

/**
 * Reads the whole log and compares it with what the views' side knows, event by event. Changes nothing.
 *
 * @param onMissing Receives each known event that the log does not hold
 */
export async function compareSides(
  db: Kysely<ViewTables>,
  store: EventStore,
  {
    onProgress = () => undefined,
    onMissing = () => undefined,
  }: { onProgress?: (progress: ComparisonProgress) => void; onMissing?: (entry: KnownEntry) => void } = {},
): Promise<TwoSides> {
  const side = await knownSide(db);
  const checkpoints = (await isTableThere(db, 'evidence', 'checkpoints')) ? await allCheckpoints(db) : [];
  const log = new LogReading(store, checkpoints, new Set(side.unindexed.map(({ stream }) => stream)));
  const head = await store.head();
  const account = new Account(onMissing);
  for await (const entry of side.entries) {
    const event = await log.next();
    account.take(entry, event, isSame(entry, event));
    if (event !== null) onProgress({ position: event.position, head });
  }
  for (let event = await log.next(); event !== null; event = await log.next()) {
    onProgress({ position: event.position, head });
  }
  await takeUnindexed(side, account, log, store);
  const { signed } = log;
  const hidden =
    signed?.isHeld === false ? Math.max(0, signed.size - Math.max(account.known.events, log.span.events)) : 0;
  return {
    known: { ...account.known, position: side.newest?.position ?? 0 },
    held: { ...log.span, position: log.position },
    unknown: log.span.events - account.found,
    parting: account.parting,
    signed,
    contradicted: log.contradicted,
    newest: side.newest?.id ?? null,
    municipalities: [...new Set([...log.municipalities, ...account.municipalities.keys()])].sort(),
    lost: {
      events: account.missing + hidden,
      municipalities: account.municipalities,
      people: await peopleIn(db, account.indexes),
      untold: account.untold + hidden,
    },
  };
}

/** Compares the events that the log index has not taken in. They stand after all events of the log index. */
async function takeUnindexed(side: KnownSide, account: Account, log: LogReading, store: EventStore): Promise<void> {
  const { newest, unindexed } = side;
  const isNewestThere =
    newest !== null && newest.id !== null && (await store.eventAt(newest.position))?.id === newest.id;
  const isParted = account.parting !== null;
  const missing = unindexed.flatMap((entry) => {
    return entry.position !== null && log.placeOf(entry) !== entry.position ? [entry.position] : [];
  });
  // Nothing that is known stands after the first event that is missing.
  const end = Math.min(...missing);
  const isHeld = (entry: KnownEntry): boolean => {
    const place = log.placeOf(entry);
    return place !== null && place < end && place === (entry.position ?? place);
  };
  const places = unindexed.map((entry) => ({ entry, isThere: !isParted && (isNewestThere || isHeld(entry)) }));
  // They come stream by stream. Those that the log holds stand before those that it does not.
  const ordered = [...places.filter(({ isThere }) => isThere), ...places.filter(({ isThere }) => !isThere)];
  for (const [at, { entry, isThere }] of ordered.entries()) {
    account.take({ ...entry, index: side.indexed + at }, null, isThere);
  }
}

function isSame(entry: KnownEntry, event: Stored | null): boolean {
  if (event === null) return false;
  const { leaf, position, stream, revision, type } = entry;
  if (leaf !== null) return sameBytes(leaf, hashOf(event));
  return position === event.position && stream === event.stream && revision === event.revision && type === event.type;
}

/** An event whose salt was changed has no leaf, and no leaf is empty. */
function hashOf(event: Stored): Uint8Array {
  try {
    return leafOf(event).hash;
  } catch (error) {
    if (error instanceof RangeError) return new Uint8Array();
    throw error;
  }
}

/** Adds up what is known and what of it is missing. */
class Account {
  known: Span = { events: 0, from: null, to: null };
  found = 0;
  missing = 0;
  untold = 0;
  parting: Missing | null = null;
  readonly indexes: number[] = [];
  readonly municipalities = new Map<string, Span>();

  constructor(private readonly onMissing: (entry: KnownEntry) => void) {}

  take(entry: KnownEntry, event: Stored | null, isThere: boolean): void {
    this.known = extended(this.known, entry.knownAt);
    if (isThere) {
      this.found += 1;
      return;
    }
    this.missing += 1;
    this.parting ??= { known: entry, found: event };
    const [, id] = kindAndIdOf(entry.stream);
    const [municipality = ''] = id.split('.', 1);
    this.municipalities.set(municipality, extended(this.municipalities.get(municipality), entry.knownAt));
    if (entry.type === null) this.untold += 1;
    else this.indexes.push(entry.index);
    this.onMissing(entry);
  }
}

/** Reads the log from its first event, and sums it up. */
class LogReading {
  span: Span = { events: 0, from: null, to: null };
  position = 0;
  readonly #events: AsyncIterator<Stored, void>;
  readonly #positions = new Map<string, number[]>();
  #frontier: Frontier = emptyFrontier;
  readonly municipalities = new Set<string>();
  readonly #held = new Set<number>();
  readonly #roots: ReadonlyMap<number, Uint8Array>;

  /** @param streams The streams whose positions are kept for {@link placeOf} */
  constructor(
    store: EventStore,
    private readonly checkpoints: readonly KeptCheckpoint[],
    private readonly streams: ReadonlySet<string>,
  ) {
    this.#events = eventsOf(store);
    this.#roots = new Map(checkpoints.map(({ size, root }) => [size, root]));
  }

  async next(): Promise<Stored | null> {
    const { value } = await this.#events.next();
    if (value === undefined) return null;
    this.span = extended(this.span, value.recordedAt);
    this.position = value.position;
    this.municipalities.add(value.metadata.municipalityId);
    if (this.streams.has(value.stream)) {
      const positions = this.#positions.get(value.stream) ?? [];
      positions[value.revision] = value.position;
      this.#positions.set(value.stream, positions);
    }
    if (this.#frontier.size < (this.checkpoints.at(-1)?.size ?? 0)) this.grow(value);
    return value;
  }

  private grow(event: Stored): void {
    this.#frontier = grown(sha256, this.#frontier, hashOf(event)).frontier;
    const { size } = this.#frontier;
    const root = this.#roots.get(size);
    if (root !== undefined && sameBytes(root, rootOf(sha256, this.#frontier))) this.#held.add(size);
  }

  /** Returns the position of the event with the entry's revision in its stream; null when there is none. */
  placeOf({ stream, revision }: KnownEntry): number | null {
    return this.#positions.get(stream)?.[revision] ?? null;
  }

  get signed(): TwoSides['signed'] {
    const newest = this.checkpoints.at(-1);
    return newest === undefined ? null : { size: newest.size, isHeld: this.#held.has(newest.size) };
  }

  get contradicted(): number[] {
    return this.checkpoints.map(({ size }) => size).filter((size) => !this.#held.has(size));
  }
}

async function* eventsOf(store: EventStore): AsyncGenerator<Stored, void, void> {
  for await (const page of store.readAll(0)) yield* ownIn(page);
}
