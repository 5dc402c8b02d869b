import { randomUUID } from 'node:crypto';
import { type Json, type Metadata, type Position, type PositionOrStart } from '../../src/kernel/fold.js';
import { idOf } from '../../src/kernel/identity.js';
import type { EventStore, NewEvent, StoredEvent } from '../../src/platform/event-store/event-store.js';
import type { Kind, ReplaceableLog } from '../support/replaceable-log-under-test.js';
import { type FoundEvent, ownIn } from '../../src/platform/event-store/foreign-event.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  /** The same log through an instance of its own, as another process has it. Without it, what is shown is weaker. */
  readonly second?: EventStore;
  /** Somebody takes events out of a stream. Absent: nobody can here. */
  lose?(stream: string, revisions: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

/** A log that can become another under its store, as when its database comes back from a backup. */
export type SwappedLog = Pick<ReplaceableLog, 'keep' | 'become' | 'count'> & {
  /** Empties the log, where a long one is slow to copy. */
  clear?(): Promise<void>;
  /** Puts the right log back, where the other of this kind was. */
  comeBack(kind: Kind): Promise<void>;
};

export interface SwappedStore extends Pick<StoreUnderTest, 'store' | 'second' | 'close'> {
  readonly log: SwappedLog;
}

/** Demands on a store and on a second one on the same log. The share is of the runs of each property. */
export type Demands = (store: () => EventStore, second: () => EventStore, shareOfRuns: number) => void;

export const metadata: Metadata = {
  municipalityId: idOf('Municipality', 'exempel'),
  actor: idOf('Person', 'anna.ek'),
  role: 'CONTROLLER',
  commandId: 'c1',
  commandHash: '0'.repeat(64),
  correlationId: 'c1',
  causationId: null,
};

/** A name that no other test uses: the tests of a store share one. */
export function newStream(): string {
  return `test-${randomUUID()}`;
}

export function event(data: Json = {}, id: string = randomUUID()): NewEvent {
  return { id, type: 'ThingNoted', version: 1, data, metadata };
}

export function events(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, n) => event({ n }));
}

/** Just under a million bytes of JSON: with what goes with it, it is within the mebibyte that servers take. */
export function largeEvent(unit = 'Näringsliv "2026"\n'): NewEvent {
  const bytesOf = (data: Json): number => Buffer.byteLength(JSON.stringify(data));
  const room = 999_999 - bytesOf({ text: '' });
  return event({ text: unit.repeat(Math.floor(room / (bytesOf(unit) - bytesOf('')))) });
}

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

/** The one that `FC_SEED` gives, or a new one; printed in any case, so that any run can be played again. */
export function seedOf(property: string): number {
  process.stdout.write(`${property}: FC_SEED=${seed}\n`);
  return seed;
}

/** `npm test` tries each property a few times. `npm run test:stores` does all runs. */
const shareNow = process.env.STORE_RUNS === undefined ? 0.02 : 1;

/** How often a property is tried; printed beside how often that is when all runs are done. */
export function runsOf(property: string, allRuns: number, shareOfRuns: number): number {
  const runs = Math.ceil(allRuns * shareOfRuns * shareNow);
  process.stdout.write(`${property}: ${runs} of ${allRuns} runs\n`);
  return runs;
}

/** Reads on and on while others write, then to the end. What it gives is what a reader that comes by often has seen. */
export async function watch(store: EventStore, after: PositionOrStart, isOver: () => boolean): Promise<StoredEvent[]> {
  const seen: StoredEvent[] = [];
  for (let isLast = false; !isLast;) {
    isLast = isOver();
    const head = await store.head();
    seen.push(...(await all(store.readAll(seen.at(-1)?.position ?? after))));
    const reached = seen.at(-1)?.position ?? after;
    if (reached < head) throw new Error(`The head was ${head}, and reading came to ${reached} only.`);
  }
  return seen;
}

export async function all(pages: AsyncIterable<readonly FoundEvent[]>): Promise<StoredEvent[]> {
  return (await pagesOf(pages)).flat();
}

export async function pagesOf(pages: AsyncIterable<readonly FoundEvent[]>): Promise<(readonly StoredEvent[])[]> {
  const read: (readonly StoredEvent[])[] = [];
  for await (const page of pages) read.push(ownIn(page));
  return read;
}

export function idsOf(these: readonly { readonly id: string }[]): string[] {
  return these.map(({ id }) => id);
}

/** Appends that must succeed. Returns where the last event came to stand. */
export async function given(
  store: EventStore,
  stream: string,
  these: readonly NewEvent[],
): Promise<{ revision: number; position: Position }> {
  const outcome = await store.append(stream, 'any', these);
  if (outcome.outcome !== 'appended') throw new Error(`The store answered ${outcome.outcome}.`);
  return { revision: outcome.revision, position: outcome.position };
}
