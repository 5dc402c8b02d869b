import type { EventStore, StoredEvent } from '../../src/platform/event-store/event-store.js';
import { all, event, events, given, idsOf, newStream, watch } from './store-under-test.js';

/** Promises to two processes on the same log. */
export function racing(store: () => EventStore, second: () => EventStore): void {
  describe('two on the same log', () => {
    const either = (n: number): EventStore => (n % 2 ? second() : store());

    it('let exactly one create a stream', async () => {
      for (let round = 0; round < 10; round += 1) {
        const stream = newStream();
        const races = Array.from({ length: 8 }, (_, n) => either(n).append(stream, 'no stream', [event({ n })]));
        const outcomes = await Promise.all(races);
        expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
        expect(outcomes.filter((each) => each.outcome === 'wrong revision' && each.actual === 0)).toHaveLength(7);
        const winner = outcomes.findIndex(({ outcome }) => outcome === 'appended');
        expect(await all(second().readStream(stream))).toMatchObject([{ data: { n: winner } }]);
      }
    });

    it('let exactly one go on from each revision', async () => {
      const stream = newStream();
      await given(store(), stream, events(1));
      await Promise.all(
        Array.from({ length: 6 }, async (_, n) => {
          for (let written = 0; written < 5;) {
            const revision = (await all(either(n).readStream(stream))).length - 1;
            const { outcome } = await either(n).append(stream, revision, [event({ n })]);
            if (outcome === 'appended') written += 1;
          }
        }),
      );
      const got = await all(store().readStream(stream));
      expect(got.map(({ revision }) => revision)).toEqual(Array.from({ length: 31 }, (_, n) => n));
    });

    it('write the same ids once, and are told the same place', async () => {
      const stream = newStream();
      const these = events(3);
      const sendings = Array.from({ length: 10 }, (_, n) => either(n).append(stream, 'no stream', these));
      const outcomes = await Promise.all([...sendings, store().append(stream, 'any', these)]);
      expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(10);
      const places = outcomes.map((outcome) => ('position' in outcome ? outcome.position : null));
      expect(new Set(places).size).toBe(1);
      expect(idsOf(await all(second().readStream(stream)))).toEqual(idsOf(these));
    });

    it('have the same ids in one of two streams', async () => {
      const streams = [newStream(), newStream()];
      const these = events(2);
      const outcomes = await Promise.all(streams.map((stream, n) => either(n).append(stream, 'no stream', these)));
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'ids taken']);
      const written = await Promise.all(streams.map((stream) => all(store().readStream(stream))));
      expect(idsOf(written.flat())).toEqual(idsOf(these));
    });

    it('see what was appended as soon as it is answered, whoever appended it', async () => {
      const stream = newStream();
      for (let n = 0; n < 20; n += 1) {
        const base = await either(n + 1).head();
        const one = event({ n });
        const { position } = await given(either(n), stream, [one]);
        for (const reader of [store(), second()]) {
          expect(await reader.head()).toBe(position);
          expect(await all(reader.readStream(stream, n))).toMatchObject([{ ...one, position, revision: n }]);
          expect(idsOf(await all(reader.readAll(base)))).toEqual([one.id]);
        }
      }
    });

    it('show no event before one with a lower position, whoever writes and reads', async () => {
      const base = await store().head();
      const writing = writers(64, 5, either);
      let isOver = false;
      const readers = Array.from({ length: 4 }, (_, n) => watch(either(n), base, () => isOver));
      const sent = await writing.finally(() => (isOver = true));
      const log = await all(store().readAll(base));
      expect(idsOf(log).sort()).toEqual(sent.sort());
      for (const seen of await Promise.all(readers)) expect(places(seen)).toEqual(places(log));
    });
  });
}

/** So many that append so many times at once, to streams of their own and to one that all share. */
export async function writers(count: number, times: number, storeOf: (n: number) => EventStore): Promise<string[]> {
  const shared = newStream();
  const sent = Array.from({ length: count }, async (_, n) => {
    const own = newStream();
    const ids: string[] = [];
    for (let time = 0; time < times; time += 1) {
      const these = events(1 + ((n + time) % 3));
      await given(storeOf(n), time % 2 ? shared : own, these);
      ids.push(...idsOf(these));
    }
    return ids;
  });
  return (await Promise.all(sent)).flat();
}

function places(these: readonly StoredEvent[]): string[] {
  return these.map(({ position, id }) => `${position} ${id}`);
}
