import { type PositionOrStart } from '../../src/kernel/fold.js';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { EventStore, StoredEvent } from '../../src/platform/event-store/event-store.js';
import { type FoundEvent, ownIn } from '../../src/platform/event-store/foreign-event.js';
import { all, event, events, given, idsOf, largeEvent, newStream } from './store-under-test.js';

type Delivery = readonly FoundEvent[] | 'caught up';

/** Megabytes of the heap after the garbage was collected. */
async function megabytesHeld(): Promise<number> {
  setFlagsFromString('--expose-gc');
  // Work under way keeps its memory until its turn.
  await pause(50);
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed / 1_000_000;
}

export function subscribing(store: () => EventStore, second: () => EventStore): void {
  describe('subscription', () => {
    let stop: AbortController;

    beforeEach(() => {
      stop = new AbortController();
    });

    afterEach(() => stop.abort());

    async function nextOf(deliveries: AsyncIterator<Delivery>): Promise<Delivery> {
      const { value, done } = await deliveries.next();
      if (done) throw new Error('The subscription ended.');
      return value;
    }

    /** Reads until it has caught up so many times. */
    async function untilCaughtUp(deliveries: AsyncIterator<Delivery>, times = 1): Promise<StoredEvent[]> {
      const got: StoredEvent[] = [];
      for (let caughtUp = 0; caughtUp < times;) {
        const delivery = await nextOf(deliveries);
        if (delivery === 'caught up') caughtUp += 1;
        else got.push(...ownIn(delivery));
      }
      return got;
    }

    function subscribe(after: PositionOrStart): AsyncIterator<Delivery> {
      return store().subscribe(after, stop.signal)[Symbol.asyncIterator]();
    }

    it('from the start delivers the whole log, then says caught up', async () => {
      await given(store(), newStream(), events(1500));
      const got = await untilCaughtUp(subscribe(0));
      expect(idsOf(got)).toEqual(idsOf(await all(store().readAll(0))));
    });

    it('from a position delivers what comes after it', async () => {
      const base = await store().head();
      const sent = events(3);
      await given(store(), newStream(), sent);
      const [first] = await all(store().readAll(base));
      expect(idsOf(await untilCaughtUp(subscribe(first?.position ?? 0)))).toEqual(idsOf(sent.slice(1)));
    });

    it('says caught up at once when there is nothing', async () => {
      expect(await subscribe(await store().head()).next()).toEqual({ value: 'caught up', done: false });
    });

    it('delivers new events, and says caught up again', async () => {
      const deliveries = subscribe(await store().head());
      await untilCaughtUp(deliveries);
      const sent = events(2);
      const next = untilCaughtUp(deliveries);
      await given(store(), newStream(), sent);
      expect(idsOf(await next)).toEqual(idsOf(sent));
    });

    it('does not say caught up again when nothing has come', async () => {
      const deliveries = subscribe(await store().head());
      await untilCaughtUp(deliveries);
      const next = deliveries.next();
      expect(await Promise.race([next, pause(1500, 'silence')])).toBe('silence');
      stop.abort();
      expect(await next).toEqual({ value: undefined, done: true });
    });

    it('delivers everything once and in order to a slow reader while others write', async () => {
      const base = await store().head();
      const writers = Promise.all(
        Array.from({ length: 5 }, async () => {
          const stream = newStream();
          for (let n = 0; n < 10; n += 1) await given(store(), stream, events(2));
        }),
      );
      const got: StoredEvent[] = [];
      for await (const delivery of store().subscribe(base, stop.signal)) {
        // Slow: the writers go on meanwhile.
        await store().head();
        if (delivery !== 'caught up') got.push(...ownIn(delivery));
        if (got.length >= 100) break;
      }
      await writers;
      expect(idsOf(got)).toEqual(idsOf(await all(store().readAll(base))));
    });

    it('delivers what another instance appends', async () => {
      const deliveries = subscribe(await store().head());
      await untilCaughtUp(deliveries);
      const sent = events(2);
      await given(second(), newStream(), sent);
      expect(idsOf(await untilCaughtUp(deliveries))).toEqual(idsOf(sent));
    });

    it('delivers all to each of many, wherever they began and whoever of them stops', async () => {
      const base = await store().head();
      await given(store(), newStream(), events(3));
      const middle = await store().head();
      const left = new AbortController();
      const deliveries = [base, base, middle].map(subscribe);
      const leaving = store().subscribe(base, left.signal)[Symbol.asyncIterator]();
      await leaving.next();
      const before = await Promise.all(deliveries.map((each) => untilCaughtUp(each)));
      left.abort();
      expect(await leaving.next()).toEqual({ value: undefined, done: true });
      await given(second(), newStream(), [event()]);
      await given(store(), newStream(), [event()]);
      const log = idsOf(await all(store().readAll(base)));
      for (const [n, each] of deliveries.entries()) {
        const got = before[n] ?? [];
        const expected = n === 2 ? log.slice(3) : log;
        while (got.length < expected.length) got.push(...(await untilCaughtUp(each)));
        expect(idsOf(got)).toEqual(expected);
      }
    });

    it('holds little for a reader that does not come, however much is appended', async () => {
      const base = await store().head();
      const stream = newStream();
      await given(store(), stream, events(1));
      const deliveries = subscribe(base);
      await deliveries.next();
      await given(store(), stream, [largeEvent('x')]);
      const before = await megabytesHeld();
      for (let n = 0; n < 40; n += 1) await given(store(), stream, [largeEvent('x')]);
      expect((await megabytesHeld()) - before).toBeLessThan(20);
      let got = 0;
      while (got < 41) {
        const delivery = await nextOf(deliveries);
        if (delivery === 'caught up') continue;
        for (const { revision } of delivery) expect(revision).toBe((got += 1));
      }
    });

    it('is in order for a reader that takes one page while thousands are appended', async () => {
      const base = await store().head();
      const streams = Array.from({ length: 4 }, newStream);
      const deliveries = subscribe(base);
      const got: StoredEvent[] = [];
      for (let n = 0; n < 6; n += 1) {
        await Promise.all(streams.map((stream) => given(n % 2 ? second() : store(), stream, events(200))));
        const delivery = await nextOf(deliveries);
        if (delivery !== 'caught up') got.push(...ownIn(delivery));
      }
      while (got.length < 4800) got.push(...(await untilCaughtUp(deliveries)));
      expect(idsOf(got)).toEqual(idsOf(await all(store().readAll(base))));
    });

    it('says caught up only when a slow reader has had what came while it read', async () => {
      const base = await store().head();
      await given(store(), newStream(), events(1));
      const deliveries = subscribe(base);
      expect((await deliveries.next()).value).toHaveLength(1);
      await given(store(), newStream(), events(1));
      expect((await deliveries.next()).value).toHaveLength(1);
      expect((await deliveries.next()).value).toBe('caught up');
    });

    it('ends when aborted in the middle of a delivery, and delivers nothing more', async () => {
      const base = await store().head();
      for (let n = 0; n < 3; n += 1) await given(store(), newStream(), events(1000));
      const deliveries: Delivery[] = [];
      for await (const delivery of store().subscribe(base, stop.signal)) {
        deliveries.push(delivery);
        stop.abort();
      }
      expect(deliveries).toHaveLength(1);
      expect(deliveries[0]?.length).toBeLessThan(3000);
    });

    it('ends when aborted while it reads', async () => {
      const base = await store().head();
      await given(store(), newStream(), events(1));
      const deliveries = subscribe(base);
      const next = deliveries.next();
      stop.abort();
      await next;
      expect(await deliveries.next()).toEqual({ value: undefined, done: true });
    });

    it('can be left without a word, and the store goes on', async () => {
      const base = await store().head();
      await given(store(), newStream(), events(2));
      for (let n = 0; n < 12; n += 1) {
        for await (const delivery of store().subscribe(base, stop.signal)) if (delivery !== 'caught up') break;
      }
      expect(idsOf(await untilCaughtUp(subscribe(base)))).toHaveLength(2);
    });

    it('ends when aborted: before it begins, between pages, and while it waits', async () => {
      const position = await store().head();
      const waiting = subscribe(position);
      await waiting.next();
      const next = waiting.next();
      await given(store(), newStream(), events(1200));
      await next;
      const between = subscribe(position);
      await between.next();
      await untilCaughtUp(waiting);
      const asleep = waiting.next();
      stop.abort();
      for (const end of [between.next(), asleep, subscribe(0).next()]) {
        expect(await end).toEqual({ value: undefined, done: true });
      }
    });
  });
}
