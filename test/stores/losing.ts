import type { StoredEvent } from '../../src/platform/event-store/event-store.js';
import { all, events, given, idsOf, newStream, type StoreUnderTest } from './store-under-test.js';

interface Loss {
  readonly what: string;
  readonly revisions: readonly number[];
}

/** Of a stream with four events. */
const losses: readonly Loss[] = [
  { what: 'its first event', revisions: [0] },
  { what: 'events in its middle', revisions: [1, 2] },
  { what: 'its first and its last event', revisions: [0, 3] },
  { what: 'all its events', revisions: [0, 1, 2, 3] },
];

function inLogOrder(these: readonly StoredEvent[]): StoredEvent[] {
  return these.toSorted((one, other) => one.position - other.position);
}

/** A stream out of which somebody has taken events. The store tells what is there, and never that it is all. */
export function losing(made: () => Required<Pick<StoreUnderTest, 'store' | 'lose'>>): void {
  it.each(losses)(
    'reads of a stream that lost $what the events that are left, as they stood',
    async ({ revisions }) => {
      const { store, lose } = made();
      const stream = newStream();
      await given(store, stream, events(4));
      const other = newStream();
      await given(store, other, events(1));
      const written = await all(store.readStream(stream));
      await lose(stream, revisions);
      const left = written.filter(({ revision }) => !revisions.includes(revision));
      const head = await store.head();
      const log = await all(store.readAll(0));
      expect(await all(store.readStream(stream))).toEqual(left);
      expect(log.filter((event) => event.stream === stream)).toEqual(left);
      for (const event of written) {
        expect(await store.eventAt(event.position)).toEqual(left.includes(event) ? event : null);
      }
      const grouped = store.readGrouped(head, (name) => name.slice(-1));
      if (grouped !== null) expect(inLogOrder(await all(grouped))).toEqual(log);
      await given(store, newStream(), events(1));
      expect(idsOf(await all(store.readAll(head)))).toHaveLength(1);
    },
  );
}
