import { randomUUID } from 'node:crypto';
import type { Json, Metadata } from '../../src/kernel/fold.js';
import { idOf } from '../../src/kernel/identity.js';
import type { EventStore, NewEvent, StoredEvent } from '../../src/platform/event-store.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
}

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

export async function all(pages: AsyncIterable<readonly StoredEvent[]>): Promise<StoredEvent[]> {
  return (await pagesOf(pages)).flat();
}

export async function pagesOf(pages: AsyncIterable<readonly StoredEvent[]>): Promise<(readonly StoredEvent[])[]> {
  const read: (readonly StoredEvent[])[] = [];
  for await (const page of pages) read.push(page);
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
): Promise<{ revision: number; position: number }> {
  const outcome = await store.append(stream, 'any', these);
  if (outcome.outcome !== 'appended') throw new Error(`The store answered ${outcome.outcome}.`);
  return { revision: outcome.revision, position: outcome.position };
}
