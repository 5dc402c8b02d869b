import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '../../src/platform/event-store.js';
import { all, events, given, idsOf, newStream } from './store-under-test.js';

type Delivery = readonly StoredEvent[] | 'caught up';

export function subscribing(store: () => EventStore): void {
  describe('subscription', () => {
    let stop: AbortController;

    beforeEach(() => {
      stop = new AbortController();
    });

    afterEach(() => stop.abort());

    /** Reads until it has caught up so many times. */
    async function untilCaughtUp(deliveries: AsyncIterator<Delivery>, times = 1): Promise<StoredEvent[]> {
      const got: StoredEvent[] = [];
      for (let caughtUp = 0; caughtUp < times;) {
        const { value, done } = await deliveries.next();
        if (done) throw new Error('The subscription ended.');
        if (value === 'caught up') caughtUp += 1;
        else got.push(...value);
      }
      return got;
    }

    function subscribe(after: number): AsyncIterator<Delivery> {
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

    it('delivers new events soon, and says caught up again', async () => {
      const deliveries = subscribe(await store().head());
      await untilCaughtUp(deliveries);
      const sent = events(2);
      const next = untilCaughtUp(deliveries);
      await pause(50);
      const began = performance.now();
      await given(store(), newStream(), sent);
      expect(idsOf(await next)).toEqual(idsOf(sent));
      expect(performance.now() - began).toBeLessThan(500);
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
        await pause(20);
        if (delivery !== 'caught up') got.push(...delivery);
        if (got.length >= 100) break;
      }
      await writers;
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
      const began = performance.now();
      for (const end of [between.next(), asleep, subscribe(0).next()]) {
        expect(await end).toEqual({ value: undefined, done: true });
      }
      expect(performance.now() - began).toBeLessThan(500);
    });
  });
}
