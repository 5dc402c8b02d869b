import { type PositionOrStart } from '../../src/kernel/fold.js';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '../../src/platform/event-store/event-store.js';
import { type FoundEvent, ownIn } from '../../src/platform/event-store/foreign-event.js';
import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import type { OpenKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { safePosition } from '../../src/platform/event-store/kurrentdb/records.service.js';
import { LARGE_APPENDS, options, PATIENT } from './kurrentdb/server-options.js';
import { KurrentDbServer } from './kurrentdb/server-under-test.js';
import { all, event, events, given, idsOf, newStream } from './store-under-test.js';
import { until } from '../support/until.js';

/** Short, where the server is meant to be silent. */
const HASTY = 700;

describe('KurrentDB that misbehaves', () => {
  const prefix = 'own';
  let server: KurrentDbServer;
  let stores: OpenKurrentDb[];
  let stop: AbortController;

  beforeEach(async () => {
    server = await KurrentDbServer.start(['--nodes', '2']);
    stores = [];
    stop = new AbortController();
  });

  afterEach(async () => {
    stop.abort();
    await server.tell('silence', { on: false });
    await Promise.all(stores.map(({ close }) => close()));
    await server.stop();
  });

  /** As a process of its own would open it. */
  async function opened(deadline = PATIENT, name = prefix, url = server.url): Promise<EventStore> {
    const made = await openKurrentDb(url, options(deadline, name));
    stores.push(made);
    return made.store;
  }

  /** Collects what a subscription delivers. */
  function collect(store: EventStore, after: PositionOrStart = 0): StoredEvent[] {
    const got: StoredEvent[] = [];
    void (async () => {
      for await (const page of store.subscribe(after, stop.signal)) if (page !== 'caught up') got.push(...ownIn(page));
    })();
    return got;
  }

  it('is silent: says in time that nothing was written, and takes the same ids when it answers again', async () => {
    const store = await opened(HASTY);
    const [stream, sent] = [newStream(), events(2)];
    await given(store, stream, events(1));
    await server.tell('silence', { on: true });
    const began = performance.now();
    await expect(store.append(stream, 0, sent)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      isNothingDone: true,
    });
    expect(performance.now() - began).toBeGreaterThan(HASTY);
    await server.tell('silence', { on: false });
    expect(['appended', 'repeated']).toContain((await store.append(stream, 0, sent)).outcome);
    expect(idsOf(await all(store.readStream(stream, 1)))).toEqual(idsOf(sent));
  });

  it('is silent: no reading waits for ever', async () => {
    const store = await opened(HASTY);
    await given(store, 'here', events(1));
    await server.tell('silence', { on: true });
    const readings = [store.head(), all(store.readStream('here')), all(store.readAll(0))];
    for (const reading of await Promise.allSettled(readings)) {
      const message = expect.stringContaining('KurrentDB did not answer in time.');
      const reason = { name: 'StoreUnavailable', message };
      expect(reading).toMatchObject({ status: 'rejected', reason });
    }
  });

  it('is silent when the store is closed: whoever waits for it is told so', async () => {
    const { store, close } = await openKurrentDb(server.url, options(PATIENT, prefix));
    await given(store, 'here', events(1));
    await server.tell('silence', { on: true });
    const waiting = [store.head(), all(store.readStream('here')), store.append('here', 'any', events(1))];
    await pause(50);
    await close();
    for (const one of await Promise.allSettled([...waiting, store.head()])) {
      const reason = { message: expect.stringContaining('The connection to KurrentDB was closed.') };
      expect(one).toMatchObject({ status: 'rejected', reason });
    }
  });

  it('writes and loses the answer: what was written is found, once', async () => {
    const store = await opened();
    const [stream, sent] = [newStream(), events(3)];
    await given(store, stream, events(2));
    for (const expected of [1, 'any'] as const) {
      await server.tell('lose', { prefix: `${prefix}:`, isWritten: true });
      const these = expected === 'any' ? events(1) : sent;
      const outcome = await store.append(stream, expected, these);
      const [last] = (await all(store.readStream(stream))).slice(-1);
      expect(outcome).toEqual({ outcome: 'appended', revision: last?.revision, position: last?.position });
      expect(last?.id).toBe(these.at(-1)?.id);
    }
    expect(await all(store.readStream(stream))).toHaveLength(6);
    expect(await store.append(stream, 'any', sent)).toMatchObject({ outcome: 'repeated', revision: 4 });
  });

  it('knows ids that no other append has: writes the events alone, and finds them when the answer is lost', async () => {
    const store = await opened();
    const stream = newStream();
    const fresh = (count: number) => events(count).map((one) => ({ ...one, isFresh: true }));
    await store.append(stream, 'no stream', fresh(1));
    const before = await server.tell('counts');
    expect(await store.append(stream, 0, fresh(2))).toMatchObject({ outcome: 'appended', revision: 2 });
    const after = await server.tell('counts');
    expect([after.batchAppend - before.batchAppend, after.written - before.written]).toEqual([1, 2]);
    const sent = fresh(2);
    await server.tell('lose', { prefix: `${prefix}:`, isWritten: true });
    expect(await store.append(stream, 2, sent)).toMatchObject({ outcome: 'appended', revision: 4 });
    await server.tell('lose', { prefix: null });
    expect(idsOf(await all(store.readStream(stream, 3)))).toEqual(idsOf(sent));
    expect(await store.append(stream, 2, fresh(1))).toEqual({ outcome: 'wrong revision', actual: 4 });
  });

  it('loses appends: whoever comes after a crash between claim and append can append, and nobody elsewhere', async () => {
    const [stream, sent] = [newStream(), events(2)];
    const crashing = await opened(HASTY);
    await server.tell('lose', { prefix: `${prefix}:`, isWritten: false });
    await expect(crashing.append(stream, 'no stream', sent)).rejects.toThrow('It is not known');
    await server.tell('lose', { prefix: null });
    await server.tell('cut');
    const next = await opened();
    expect(await next.append(newStream(), 'any', sent)).toEqual({ outcome: 'ids taken' });
    expect(await next.append(stream, 'no stream', sent)).toMatchObject({ outcome: 'appended', revision: 1 });
    expect(await next.append(stream, 'no stream', sent)).toMatchObject({ outcome: 'repeated', revision: 1 });
    expect(idsOf(await all(next.readAll(0)))).toEqual(idsOf(sent));
  });

  it('cuts connections: a subscription has no gap and nothing twice, and every append is written once', async () => {
    const store = await opened();
    const got = collect(store);
    const sent: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const appends = Array.from({ length: 10 }, async () => {
        const these = events(2);
        const outcome = await store.append(newStream(), 'no stream', these);
        expect(outcome).toMatchObject({ outcome: 'appended', revision: 1 });
        sent.push(...idsOf(these));
      });
      await pause(round * 3);
      await server.tell('cut');
      await Promise.all(appends);
    }
    const log = idsOf(await all(store.readAll(0)));
    expect([...log].sort()).toEqual([...sent].sort());
    await until(() => got.length >= log.length);
    expect(idsOf(got)).toEqual(log);
  });

  it('cuts connections and changes leaders: what is read is whole', async () => {
    const store = await opened();
    const stream = newStream();
    const { position } = await given(store, stream, events(400));
    for (let round = 0; round < 8; round += 1) {
      const streams = Array.from({ length: 4 }, () => all(store.readStream(stream)));
      const logs = Array.from({ length: 2 }, () => all(store.readAll(0)));
      const heads = Array.from({ length: 4 }, () => store.head());
      await pause(round * 4);
      await (round % 2 === 0 ? server.tell('cut') : server.tell('lead', { node: round % 4 === 1 ? 1 : 0 }));
      heads.push(store.head());
      const read = await Promise.all([...streams, ...logs]);
      expect(read.map(({ length }) => length)).toEqual(read.map(() => 400));
      expect(await Promise.all(heads)).toEqual(heads.map(() => position));
    }
  });

  it('is away for a while: a subscription goes on by itself', async () => {
    const store = await opened();
    const got = collect(store);
    await given(store, newStream(), events(1));
    await until(() => got.length === 1);
    await server.tell('refuse', { on: true });
    await pause(300);
    await server.tell('refuse', { on: false });
    await given(store, newStream(), events(2));
    await until(() => got.length === 3);
  });

  it.each([
    ['one node is named', (ports: readonly number[]) => `esdb://127.0.0.1:${ports[0]}?tls=false`],
    [
      'both nodes are named',
      (ports: readonly number[]) => `esdb://127.0.0.1:${ports[0]},127.0.0.1:${ports[1]}?tls=false`,
    ],
    [
      'the nodes are discovered by the second address',
      (ports: readonly number[]) => `esdb+discover://127.0.0.1:1,127.0.0.1:${ports[1]}?tls=false`,
    ],
    ['the nodes are discovered', (ports: readonly number[]) => `kurrentdb+discover://127.0.0.1:${ports[0]}?tls=false`],
  ])('has another leader, and %s', async (_name, urlOf) => {
    const store = await opened(PATIENT, prefix, urlOf(server.ports));
    const [stream, sent] = [newStream(), events(6)];
    const got = collect(store);
    for (const [n, one] of sent.entries()) {
      await server.tell('lead', { node: n % 2 });
      if (n % 3 === 2) await server.tell('cut');
      expect(await store.append(stream, n === 0 ? 'no stream' : n - 1, [one])).toMatchObject({ outcome: 'appended' });
      expect(await all(store.readStream(stream))).toHaveLength(n + 1);
    }
    await until(() => got.length >= sent.length);
    expect(idsOf(got)).toEqual(idsOf(sent));
  });

  it('holds the events of others and of its own: nobody sees them', async () => {
    const [store, other, longer] = [
      await opened(),
      await opened(PATIENT, 'other'),
      await opened(PATIENT, `${prefix}er`),
    ];
    await given(other, 'theirs', events(50));
    const sent = events(2);
    const { position } = await given(store, 'ours', sent);
    for (const theirs of [other, longer]) await given(theirs, 'theirs', events(50));
    expect(await store.head()).toBe(position);
    expect(await store.head()).toBe(position);
    expect(idsOf(await all(store.readAll(0)))).toEqual(idsOf(sent));
    const got = collect(store);
    await given(other, 'theirs', events(1));
    await given(store, 'ours', [event({}, randomUUID())]);
    await until(() => got.length >= 3);
    expect(got.map(({ stream, revision }) => [stream, revision])).toEqual([0, 1, 2].map((n) => ['ours', n]));
    expect(await other.append('theirs', 'any', sent)).toMatchObject({ outcome: 'appended' });
  });

  it('takes so much at once and no more: says so, and the ids are free again', async () => {
    const store = await opened();
    const large = event({ text: 'x'.repeat(2_000_000) });
    for (let time = 0; time < 2; time += 1) {
      await expect(store.append('large', 'any', [large])).rejects.toMatchObject({ name: 'TooLarge', most: 1_048_576 });
    }
    // A revision that no stream comes to writes nothing, and tells whether the events would fit.
    const never = Number.MAX_SAFE_INTEGER;
    const whether = [large, { ...large, data: null }].map((one) => store.append('small', never, [one]));
    expect(await Promise.allSettled(whether)).toMatchObject([
      { status: 'rejected', reason: { name: 'TooLarge' } },
      { status: 'fulfilled', value: { outcome: 'wrong revision', actual: 'no stream' } },
    ]);
    expect(await store.append('small', 'any', [{ ...large, data: null }])).toMatchObject({ outcome: 'appended' });
  });

  it('freezes a node, and another leads: commands, readings and subscriptions go on there', async () => {
    const url = `esdb://127.0.0.1:${server.ports[0]},127.0.0.1:${server.ports[1]}?tls=false`;
    const store = await opened(HASTY, prefix, url);
    const [stream, sent] = [newStream(), events(3)];
    const got = collect(store);
    for (const [n, one] of sent.entries()) {
      await server.tell('lead', { node: n % 2 });
      await server.tell('freeze', { node: (n + 1) % 2 });
      // An append that is given up while the node is silent can be sent again.
      await until(async () => {
        const outcome = await store.append(stream, 'any', [one]).catch(() => null);
        return outcome?.outcome === 'appended' || outcome?.outcome === 'repeated';
      });
      await until(async () => (await all(store.readStream(stream)).catch(() => [])).length === n + 1);
    }
    await server.tell('freeze', { node: null });
    await until(() => got.length >= sent.length);
    expect(idsOf(got)).toEqual(idsOf(sent));
  });

  it('has a clock of its own: what is appended is written, whatever either clock says', async () => {
    const store = await opened(HASTY);
    for (const milliseconds of [-3_600_000, -6_000, 6_000, 3_600_000]) {
      await server.tell('clock', { milliseconds });
      expect(await store.append(newStream(), 'no stream', events(2))).toMatchObject({
        outcome: 'appended',
        revision: 1,
      });
    }
  });

  it('is written to by two processes with the same events: they stand there once', async () => {
    const [one, other] = [await opened(), await opened()];
    for (const expected of ['any', 'no stream'] as const) {
      for (let n = 0; n < 10; n += 1) {
        const [stream, sent] = [newStream(), events(2)];
        const outcomes = await Promise.all([one, other].map((store) => store.append(stream, expected, sent)));
        expect(idsOf(await all(one.readStream(stream)))).toEqual(idsOf(sent));
        const [{ position } = { position: 0 }] = (await all(one.readStream(stream))).slice(-1);
        for (const outcome of outcomes) {
          expect(outcome).toEqual({ outcome: expect.stringMatching(/appended|repeated/), revision: 1, position });
        }
      }
    }
  });
});

describe('KurrentDB', () => {
  let server: KurrentDbServer;
  let made: OpenKurrentDb;

  beforeAll(async () => {
    server = await KurrentDbServer.start(LARGE_APPENDS);
    made = await openKurrentDb(server.url, options(PATIENT, 'own'));
  });

  afterAll(async () => {
    await made.close();
    await server.stop();
  });

  /** Of the next page; 0 when everything has come. */
  async function sizeOfNext(deliveries: AsyncIterator<readonly FoundEvent[] | 'caught up'>): Promise<number> {
    const { value, done } = await deliveries.next();
    return done === true || value === 'caught up' ? 0 : value.length;
  }

  it('sends a slow reader no more than it takes', async () => {
    const { store } = made;
    const text = 'x'.repeat(40_000);
    for (let n = 0; n < 8; n += 1) {
      await given(
        store,
        newStream(),
        Array.from({ length: 100 }, () => event({ text })),
      );
    }
    const { sent } = await server.tell('counts');
    const stop = new AbortController();
    const deliveries = store.subscribe(0, stop.signal)[Symbol.asyncIterator]();
    const first = await sizeOfNext(deliveries);
    let ahead = -1;
    for (let before = -2; ahead !== before;) {
      await pause(700);
      before = ahead;
      ahead = (await server.tell('counts')).sent - sent;
    }
    expect(first).toBeLessThanOrEqual(100);
    expect(ahead).toBeGreaterThan(10);
    expect(ahead).toBeLessThan(300);
    const pages = [];
    for (let size = first; size > 0; size = await sizeOfNext(deliveries)) pages.push(size);
    stop.abort();
    expect(Math.max(...pages)).toBeLessThanOrEqual(100);
    expect(pages.reduce((sum, size) => sum + size, 0)).toBe(800);
  });

  it('goes on near where it was, however many events of others came since its own last', async () => {
    const { store } = made;
    const other = await openKurrentDb(server.url, options(PATIENT, 'other'));
    const stop = new AbortController();
    const deliveries = store.subscribe(await store.head(), stop.signal)[Symbol.asyncIterator]();
    await deliveries.next();
    const next = deliveries.next();
    for (let n = 0; n < 2; n += 1) await given(other.store, newStream(), events(1000));
    await pause(200);
    const { considered } = await server.tell('counts');
    await server.tell('cut');
    const [one] = [event()];
    await given(store, newStream(), [one]);
    expect(await next).toMatchObject({ value: [{ id: one.id }] });
    expect((await server.tell('counts')).considered - considered).toBeLessThan(2500);
    stop.abort();
    await other.close();
  });

  it.each(['kurrentdb', 'kurrentdb+discover', 'esdb+discover'])('is found by %s://', async (scheme) => {
    const { store, close } = await openKurrentDb(server.url.replace('esdb', scheme), options(PATIENT));
    expect(await store.append('s', 'no stream', events(1))).toMatchObject({ outcome: 'appended' });
    await close();
  });

  it('refuses a position that a number cannot hold', () => {
    expect(safePosition(2n ** 53n - 1n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => safePosition(2n ** 53n)).toThrow('The log of KurrentDB has grown to position 9007199254740992');
  });
});
