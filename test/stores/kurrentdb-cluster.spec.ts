import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import type { OpenKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import type { StoredEvent } from '../../src/platform/event-store/event-store.js';
import { ownIn } from '../../src/platform/event-store/foreign-event.js';
import { until } from '../support/until.js';
import { options } from './kurrentdb/server-options.js';
import { KurrentDbServer } from './kurrentdb/server-under-test.js';
import { all, events, given, idsOf, newStream } from './store-under-test.js';

/** The deadline of the service, so that the printed times are its own. */
const DEADLINE = 5_000;
const LONG = 120_000;
const LONGER_THAN_THE_TEST = 600_000;

describe('a cluster of KurrentDB', () => {
  let server: KurrentDbServer;
  let made: OpenKurrentDb;
  let stop: AbortController;

  beforeEach(async () => {
    server = await KurrentDbServer.start(['--nodes', '3']);
    made = await openKurrentDb(server.clusterUrl, options(DEADLINE, 'own'));
    stop = new AbortController();
  });

  afterEach(async () => {
    stop.abort();
    await made.close();
    await server.stop();
  });

  it.each(['resign', 'kill', 'freeze', 'isolate', 'cut'])(
    'has a leader that meets with: %s. Commands, readings and subscriptions go on, nothing twice',
    async (fault) => {
      const { store } = made;
      const stream = newStream();
      const got: StoredEvent[] = [];
      const subscribed = async () => {
        for await (const page of store.subscribe(0, stop.signal)) if (page !== 'caught up') got.push(...ownIn(page));
      };
      // The end of the test closes the store. A subscription that ends before lacks events, which is seen below.
      void subscribed().catch(() => null);
      const sent = events(4);
      const [first, ...others] = sent;
      await given(store, stream, first === undefined ? [] : [first]);
      await server.tell('break', { fault });
      if (fault === 'cut') await store.append(stream, 'any', others.slice(0, 1)).catch(() => null);
      const brokenUntil = Date.now();
      if (fault === 'cut') await server.tell('heal');
      for (const one of others) {
        await until(async () => {
          const answer = await store.append(stream, 'any', [one]).catch(() => null);
          return answer?.outcome === 'appended' || answer?.outcome === 'repeated';
        });
        if (one !== others[0]) continue;
        const { electedAt } = await server.tell('counts');
        const passed = Date.now() - Math.max(electedAt, brokenUntil);
        process.stdout.write(`${fault}: an append was answered ${passed} ms after a leader stood\n`);
      }
      await server.tell('heal');
      expect(idsOf(await all(store.readStream(stream)))).toEqual(idsOf(sent));
      await until(() => got.length >= sent.length);
      expect(idsOf(got)).toEqual(idsOf(sent));
    },
    LONG,
  );

  it(
    'has a leader that freezes with an append in flight, which is settled when another leads and not at the deadline',
    async () => {
      const { store, close } = await openKurrentDb(server.clusterUrl, options(LONGER_THAN_THE_TEST, 'own'));
      const stream = newStream();
      await given(store, stream, events(1));
      await server.tell('freeze', { node: 0 });
      const inFlight = store.append(stream, 'any', events(1));
      await server.tell('lead', { node: 1 });
      expect(await inFlight).toMatchObject({ outcome: 'appended', revision: 1 });
      await server.tell('freeze', { node: null });
      await close();
    },
    LONG,
  );

  it(
    'is found by any one node, while the first that is named is silent',
    async () => {
      await server.tell('break', { fault: 'freeze' });
      const first = `127.0.0.1:${server.ports[0]}`;
      const other = `127.0.0.1:${server.ports[1]}`;
      for (const url of [`esdb+discover://${other}`, `esdb://${first},${other}`, `esdb+discover://${first},${other}`]) {
        const { store, close } = await openKurrentDb(`${url}?tls=false`, options(DEADLINE, 'own'));
        expect(await store.append(newStream(), 'no stream', events(1))).toMatchObject({ outcome: 'appended' });
        await close();
      }
    },
    LONG,
  );

  it(
    'keeps one connection to the leader, however often it was replaced',
    async () => {
      const { store } = made;
      for (let round = 0; round < 6; round += 1) {
        await server.tell('break', { fault: 'resign' });
        await given(store, newStream(), events(1));
      }
      await until(async () => (await server.tell('counts')).connections === 1);
    },
    LONG,
  );
});
