import type { EventStore, StoredEvent } from '../../src/platform/event-store/event-store.js';
import { all, event, events, given, largeEvent, newStream, pagesOf } from './store-under-test.js';

const MOST_EVENTS_IN_A_PAGE = 1000;
const A_LARGE_EVENT_IN_BYTES = 900_000;

/** Streams of many groups, from streams of one event to one of several pages, one after another in the log. */
async function givenStreams(store: EventStore): Promise<void> {
  const [long, large] = [newStream(), newStream()];
  const short = Array.from({ length: 40 }, newStream);
  for (let round = 0; round < 3; round += 1) {
    await given(store, long, events(800));
    await given(store, large, [event(), largeEvent(), event()]);
    await Promise.all(short.map((stream) => given(store, stream, events(1 + round))));
  }
}

/** The last character of its name is chance, so that a group has streams of all kinds and of all tests. */
function groupOf(stream: string): string {
  return stream.slice(-1);
}

/** The keys of the groups in order. A key that comes twice was interrupted. */
function runsOf(these: readonly StoredEvent[], keyOf: (stream: string) => string): string[] {
  const keys = these.map(({ stream }) => keyOf(stream));
  return keys.filter((key, n) => key !== keys[n - 1]);
}

function inLogOrder(these: readonly StoredEvent[]): StoredEvent[] {
  return these.toSorted((one, other) => one.position - other.position);
}

function isLarge({ data }: StoredEvent): boolean {
  return Buffer.byteLength(JSON.stringify(data)) > A_LARGE_EVENT_IN_BYTES;
}

/** Reading by groups, for the stores that can. */
export function grouping(store: () => EventStore): void {
  it('reads all events up to a position by groups, if at all: each group and each stream as a whole', async () => {
    await givenStreams(store());
    const head = await store().head();
    const log = await all(store().readAll(0));
    await given(store(), newStream(), events(1));
    await given(store(), log[0]?.stream ?? '', events(1));
    const reading = store().readGrouped(head, groupOf);
    if (reading === null) return;

    const pages = await pagesOf(reading);
    expect(inLogOrder(pages.flat())).toEqual(log);
    for (const keyOf of [groupOf, (stream: string) => stream]) {
      const runs = runsOf(pages.flat(), keyOf);
      expect(runs.toSorted()).toEqual([...new Set(runs)].toSorted());
    }
    for (const [, those] of Map.groupBy(pages.flat(), ({ stream }) => stream)) {
      expect(those.map(({ revision }) => revision)).toEqual(those.map((_, n) => n));
    }
    for (const page of pages) {
      expect(page.length).toBeGreaterThan(0);
      expect(page.length).toBeLessThanOrEqual(MOST_EVENTS_IN_A_PAGE);
      expect(page.filter(isLarge).length).toBeLessThanOrEqual(1);
    }
  });

  it('reads up to any position by groups', async () => {
    await givenStreams(store());
    const log = await all(store().readAll(0));
    for (const upTo of [0, log[0]?.position ?? 0, log[Math.floor(log.length / 2)]?.position ?? 0]) {
      const reading = store().readGrouped(upTo, groupOf);
      if (reading === null) return;
      expect(inLogOrder(await all(reading))).toEqual(log.filter(({ position }) => position <= upTo));
    }
  });
}
