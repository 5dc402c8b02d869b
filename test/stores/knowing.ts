import { randomUUID } from 'node:crypto';
import { type Position, positionOf } from '../../src/kernel/fold.js';
import type { EventStore, KnownEvent } from '../../src/platform/event-store/event-store.js';
import { AnotherLog } from '../../src/platform/runtime/store-unavailable.js';
import { all, event, events, given, newStream } from './store-under-test.js';

/** Logs that do not hold what is known of them at a position. */
const otherLogs = [
  ['holds another event there', (position: Position) => ({ position, id: randomUUID() })],
  ['holds nothing there', (position: Position) => ({ position: positionOf(position + 1_000), id: randomUUID() })],
] as const;

/** By which event a log is known. */
export function knowing(store: () => EventStore, second: () => EventStore): void {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  it('tells which event stands at a position', async () => {
    const stream = newStream();
    await given(store(), stream, events(3));
    for (const expected of await all(store().readStream(stream))) {
      expect(await store().eventAt(expected.position)).toEqual(expected);
      expect(await second().eventAt(expected.position)).toEqual(expected);
    }
  });

  it('tells that no event stands where none does', async () => {
    await given(store(), newStream(), events(1));
    const head = await store().head();
    for (const beyond of [head + 1, head + 100_000, head * 2 + 1]) {
      expect(await store().eventAt(positionOf(beyond))).toBeNull();
    }
  });

  it.each(otherLogs)('appends nothing to a log that %s', async (_, knownAt) => {
    const { position } = await given(store(), newStream(), events(2));
    const stream = newStream();
    await expect(store().append(stream, 'no stream', [event()], () => knownAt(position))).rejects.toBeInstanceOf(
      AnotherLog,
    );
    expect(await all(store().readStream(stream))).toEqual([]);
  });

  it.each(otherLogs)('delivers nothing of a log that %s', async (_, knownAt) => {
    const base = await store().head();
    const { position } = await given(store(), newStream(), events(2));
    const deliveries = store().subscribe(base, stop.signal, () => knownAt(position));
    await expect(deliveries[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(AnotherLog);
  });

  it('delivers what comes to a log that holds a known event, and asks for the newest one', async () => {
    const { position } = await given(store(), newStream(), events(2));
    let known = await store().eventAt(position);
    const deliveries = store()
      .subscribe(position, stop.signal, () => known)
      [Symbol.asyncIterator]();
    expect(await deliveries.next()).toMatchObject({ value: 'caught up' });
    for (let n = 0; n < 3; n += 1) {
      const next = deliveries.next();
      const sent = await given(second(), newStream(), [event()]);
      expect((await next).value).toEqual([await store().eventAt(sent.position)]);
      known = await store().eventAt(sent.position);
      expect(await deliveries.next()).toMatchObject({ value: 'caught up' });
    }
  });

  it('appends to a log that holds a known event', async () => {
    const { position } = await given(store(), newStream(), events(2));
    const known = await store().eventAt(position);
    if (known === null) throw new Error('Nothing stands there.');
    const stream = newStream();
    const first = await second().append(stream, 'no stream', [event()], () => known);
    expect(first).toMatchObject({ outcome: 'appended', revision: 0 });
  });

  it('asks what is known when it writes, not when it is called', async () => {
    const { position } = await given(store(), newStream(), events(2));
    let known: KnownEvent | null = await store().eventAt(position);
    const stream = newStream();
    const appended = store().append(stream, 'no stream', [event()], () => known);
    known = { position, id: randomUUID() };
    await expect(appended).rejects.toBeInstanceOf(AnotherLog);
    expect(await all(store().readStream(stream))).toEqual([]);
  });

  it('appends nothing to a log that holds an event which is known, and not the newest one', async () => {
    const { position } = await given(store(), newStream(), events(2));
    const known = await store().eventAt(position);
    const stream = newStream();
    await store().append(stream, 'no stream', [event()], () => known);
    const newest = { position: positionOf(position + 1_000), id: randomUUID() };
    await expect(store().append(stream, 0, [event()], () => newest)).rejects.toBeInstanceOf(AnotherLog);
    expect(await all(store().readStream(stream))).toHaveLength(1);
  });
}
