import { randomUUID } from 'node:crypto';
import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import type { OpenKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { type FoundEvent, isForeign, type Matter } from '../../src/platform/event-store/foreign-event.js';
import { KurrentDbServer } from './kurrentdb/server-under-test.js';
import { events, given, idsOf, metadata, newStream } from './store-under-test.js';

interface Written {
  readonly matter: Matter;
  readonly type?: string;
  readonly contentType?: string;
  readonly data?: string;
  readonly metadata?: string;
  readonly isDeletion?: boolean;
}

const written: readonly Written[] = [
  { matter: 'not ours' },
  { matter: 'not ours', metadata: '' },
  { matter: 'not ours', metadata: '{"schemaVersion": 1}' },
  { matter: 'binary', contentType: 'application/octet-stream', data: 'no JSON' },
  { matter: 'link', type: '$>', contentType: 'application/octet-stream', data: '0@other' },
  { matter: 'stream deleted', type: '$streamDeleted', metadata: '', isDeletion: true },
];

let server: KurrentDbServer;
let open: OpenKurrentDb;

beforeAll(async () => {
  server = await KurrentDbServer.start();
  open = await openKurrentDb(server.url);
});

afterAll(async () => {
  await open.close();
  await server.stop();
});

async function found(pages: AsyncIterable<readonly FoundEvent[]>): Promise<FoundEvent[]> {
  const read: FoundEvent[] = [];
  for await (const page of pages) read.push(...page);
  return read;
}

describe('an event that another program wrote to a stream in KurrentDB', () => {
  it.each(written)('is told as what it is, and ends no reading: $matter, $metadata', async ({ matter, ...parts }) => {
    const { store } = open;
    const before = await store.head();
    const stream = newStream();
    await given(store, stream, events(2));
    const id = randomUUID();
    const junk = { type: 'Junk', contentType: 'application/json', data: '{}', metadata: '{"by": "hand"}' };
    await server.tell('write', { stream: `tertial:${stream}`, id, ...junk, ...parts });
    const others = events(1);
    await given(store, newStream(), others);

    const log = await found(store.readAll(before));
    expect(log).toHaveLength(4);
    expect(log.filter(isForeign)).toMatchObject([{ id, stream, matter }]);
    expect(idsOf(log).at(-1)).toBe(others[0]?.id);
    const [foreign] = log.filter(isForeign);
    expect(foreign === undefined ? null : await store.eventAt(foreign.position)).toEqual(foreign);
    const stop = new AbortController();
    const followed: FoundEvent[] = [];
    for await (const page of store.subscribe(before, stop.signal)) {
      if (page === 'caught up') break;
      followed.push(...page);
    }
    expect(followed).toEqual(log);
    expect(await found(store.readStream(stream))).toEqual(matter === 'stream deleted' ? [] : log.slice(0, 3));
  });

  it('is not believed to be restored, though it has all that a restored event has', async () => {
    const { store } = open;
    const stream = newStream();
    await given(store, stream, events(1));
    const head = await store.head();
    const restoredFrom = { position: 1, recordedAt: '2020-01-01T00:00:00.000000Z' };
    const forged = JSON.stringify({ ...metadata, schemaVersion: 1, restoredFrom });
    const event = { id: randomUUID(), type: 'ThingNoted', contentType: 'application/json', data: '{}' };
    await server.tell('write', { stream: `tertial:${stream}`, ...event, metadata: forged });
    await given(store, stream, events(1));
    const log = await found(store.readAll(head));
    expect(log).toHaveLength(2);
    expect(log[0]?.position).toBeGreaterThan(head);
    expect(log[0]?.recordedAt).not.toMatch(/^2020/);
    expect(log[0] === undefined ? null : await store.eventAt(log[0].position)).toEqual(log[0]);
    expect((await found(store.readStream(stream))).slice(1)).toEqual(log);
    expect(await store.head()).toBe(log[1]?.position);
  });

  it('is the newest event of the log where it is', async () => {
    const { store } = open;
    const stream = newStream();
    await given(store, stream, events(1));
    const id = randomUUID();
    const junk = { type: 'Junk', contentType: 'application/json', data: '{}', metadata: '' };
    await server.tell('write', { stream: `tertial:${stream}`, id, ...junk });
    const head = await store.head();
    expect(head === 0 ? null : await store.eventAt(head)).toMatchObject({ id, matter: 'not ours' });
    expect(await store.append(stream, 1, events(1))).toMatchObject({ outcome: 'appended', revision: 2 });
  });
});
