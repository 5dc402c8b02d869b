import { randomUUID } from 'node:crypto';
import { positionOf } from '../../src/kernel/fold.js';
import type { EventStore } from '../../src/platform/event-store/event-store.js';
import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { openRestoring, type OpenRestoring } from '../../src/platform/event-store/kurrentdb/restoring.service.js';
import type { FoundEvent } from '../../src/platform/event-store/foreign-event.js';
import type { LoggedEvent } from '../../src/platform/event-store/logged-event.js';
import { until } from '../support/until.js';
import { options, PATIENT } from './kurrentdb/server-options.js';
import { KurrentDbServer } from './kurrentdb/server-under-test.js';
import { all, event, events, given, idsOf, metadata, newStream } from './store-under-test.js';

/** Far beyond the places that the events get in the files of the new server. */
const FIRST_POSITION = 5_000_000_000;
const APART = 1000;
const silent = (): void => undefined;

/** Events of a few streams in turn, as a large log somewhere else had them. */
function logged(count: number): LoggedEvent[] {
  const streams = [newStream(), newStream(), newStream()];
  const saltOf = (n: number) => Buffer.alloc(32, n).toString('base64');
  return Array.from({ length: count }, (_, n) => ({
    position: FIRST_POSITION + n * APART,
    id: randomUUID(),
    stream: streams[n % streams.length] ?? '',
    revision: Math.floor(n / streams.length),
    type: 'ThingNoted',
    version: 1,
    data: JSON.stringify({ n, text: 'Å' }),
    metadata: JSON.stringify({ ...metadata, salt: saltOf(n) }),
    recordedAt: `2025-01-01T10:00:00.${String(n % 1000).padStart(3, '0')}${n % 7 === 0 ? '001' : '000'}Z`,
  }));
}

function asStored({ recordedAt, data, metadata: own, position, ...rest }: LoggedEvent): object {
  const time = recordedAt.replace(/000Z$/, 'Z');
  return { ...rest, position, recordedAt: time, data: JSON.parse(data), metadata: JSON.parse(own) };
}

function inPages(these: readonly LoggedEvent[]) {
  return async function* (): AsyncGenerator<readonly LoggedEvent[]> {
    for (let first = 0; first < these.length; first += 400)
      yield await Promise.resolve(these.slice(first, first + 400));
  };
}

let server: KurrentDbServer;
let prefix: string;
let open: { close(): Promise<void> }[];

beforeAll(async () => {
  server = await KurrentDbServer.start();
});

afterAll(() => server.stop());

beforeEach(() => {
  prefix = `restored-${randomUUID()}`;
  open = [];
});

afterEach(() => Promise.all(open.map((one) => one.close())));

async function restoring(): Promise<OpenRestoring['log']> {
  const opened = await openRestoring(server.url, options(PATIENT, prefix));
  open.push(opened);
  return opened.log;
}

async function opened(): Promise<EventStore> {
  const made = await openKurrentDb(server.url, options(PATIENT, prefix));
  open.push(made);
  return made.store;
}

async function restoreAll(these: readonly LoggedEvent[], sha256 = 'a'): Promise<void> {
  const log = await restoring();
  await log.requireEmpty();
  await log.begin(sha256);
  await log.write(inPages(these), these.length, silent);
  await log.end();
}

describe('rule 46: a log that was restored into KurrentDB', () => {
  const before = logged(1700);
  let store: EventStore;
  let late: EventStore;

  beforeEach(async () => {
    late = await opened();
    await restoreAll(before);
    store = await opened();
  });

  it('has the events with ids, order, revisions, positions, times and salts as they were', async () => {
    expect(await all(store.readAll(0))).toEqual(before.map(asStored));
    const [one] = before;
    const stream = one?.stream ?? '';
    expect(await all(store.readStream(stream))).toEqual(
      before.filter((event) => event.stream === stream).map(asStored),
    );
    expect(await store.head()).toBe(before.at(-1)?.position);
  });

  it('is the same for who had the empty log open before', async () => {
    await until(async () => (await all(late.readAll(0)).catch(() => [])).length === before.length);
    expect(await all(late.readAll(0))).toEqual(before.map(asStored));
    expect(await late.head()).toBe(before.at(-1)?.position);
  });

  it('is read on from every event, and knows each of them by its position', async () => {
    for (const n of [0, 1, 498, 499, 500, 501, 998, 1300, 1698, 1699]) {
      const position = positionOf(before[n]?.position ?? 0);
      expect(await all(store.readAll(position))).toEqual(before.slice(n + 1).map(asStored));
      const found = before[n];
      expect(await store.eventAt(position)).toEqual(found && asStored(found));
      expect(await store.eventAt(positionOf(position + 1))).toBeNull();
    }
    expect(await store.eventAt(positionOf(1))).toBeNull();
  });

  it('goes on with larger positions, which every reader finds again', async () => {
    const known = before[700];
    const first = await store.append('new', 'no stream', [event()], () => ({
      position: positionOf(known?.position ?? 0),
      id: known?.id ?? '',
    }));
    await given(store, before[0]?.stream ?? '', events(2));
    const after = (await all(store.readAll(0))).slice(before.length);
    expect(after).toHaveLength(3);
    expect(first).toMatchObject({ outcome: 'appended', position: after[0]?.position });
    expect(after[1]?.revision).toBe(567);
    expect(after[0]?.position).toBeGreaterThan(before.at(-1)?.position ?? 0);
    expect(await store.head()).toBe(after[2]?.position);
    for (const [n, stored] of after.entries()) {
      expect(await store.eventAt(stored.position)).toEqual(stored);
      expect(await all(store.readAll(stored.position))).toEqual(after.slice(n + 1));
    }
  });

  it('is followed from within, with what comes after', async () => {
    const stop = new AbortController();
    const got: (FoundEvent | 'caught up')[] = [];
    const following = (async () => {
      for await (const page of store.subscribe(positionOf(before[1620]?.position ?? 0), stop.signal)) {
        got.push(...(page === 'caught up' ? [page] : page));
      }
    })();
    await until(() => got.includes('caught up'));
    expect(got).toEqual([...before.slice(1621).map(asStored), 'caught up']);
    const { position } = await given(store, 'new', [event()]);
    await until(() => got.some((one) => one !== 'caught up' && one.position === position));
    stop.abort();
    await following;
  });

  it('knows its events when they are sent again, in their stream and in another', async () => {
    const [one] = before;
    if (one === undefined) throw new Error('There are no events.');
    const again = [event({}, one.id)];
    expect(await store.append(one.stream, 'no stream', again)).toEqual({
      outcome: 'repeated',
      revision: 0,
      position: one.position,
    });
    expect(await store.append('another', 'no stream', again)).toEqual({ outcome: 'ids taken' });
  });

  it('is not restored into', async () => {
    await expect((await restoring()).requireEmpty()).rejects.toThrow('The log has events already');
  });
});

describe('a restore that was cut off', () => {
  const before = logged(900);
  /** The connection breaks when the second page is asked for. */
  const broken = async function* (): AsyncGenerator<readonly LoggedEvent[]> {
    yield await Promise.resolve(before.slice(0, 400));
    throw new Error('The cable was cut.');
  };

  beforeEach(async () => {
    const log = await restoring();
    await log.begin('a');
    await expect(log.write(broken, before.length, silent)).rejects.toThrow('The cable was cut.');
  });

  it('lets nobody use the log', async () => {
    await expect(opened()).rejects.toThrow('cannot be used. A restore into this log has not ended.');
  });

  it('goes on where it ended with the same backup, and comes out the same', async () => {
    await restoreAll(before);
    expect(await all((await opened()).readAll(0))).toEqual(before.map(asStored));
  });

  it('is not gone on with another backup', async () => {
    await expect((await restoring()).begin('b')).rejects.toThrow('The log holds a part of another backup.');
    await expect(opened()).rejects.toThrow('has not ended');
  });
});

describe('a restore whose connection is lost', () => {
  it('goes on by itself when its connection is lost in the middle, and comes out the same', async () => {
    const these = logged(1_000);
    const log = await restoring();
    let cuts = 0;
    const onWritten = (written: number): void => {
      if (cuts === 0 && written < these.length) void server.tell('cut');
      cuts += 1;
    };
    await log.requireEmpty();
    await log.writeAll('a', { pages: inPages(these), events: these.length, onWritten });
    await log.end();
    expect(cuts).toBeGreaterThan(1);
    expect(await all((await opened()).readAll(0))).toEqual(these.map(asStored));
  });
});

describe('two restores at once', () => {
  it('are not done: one of them ends with a sentence, and the log is the one that was backed up', async () => {
    const before = logged(900);
    const outcomes = await Promise.allSettled([restoreAll(before), restoreAll(before)]);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(String(refused[0]?.status === 'rejected' && refused[0].reason)).toMatch(
      /Another restore is under way into this log|The log has events already/,
    );
    expect(idsOf(await all((await opened()).readAll(0)))).toEqual(idsOf(before));
  });
});
