import type { EventStore, NewEvent } from '../../src/platform/event-store.js';
import { all, event, events, given, idsOf, metadata, newStream, pagesOf } from './store-under-test.js';

export function reading(store: () => EventStore): void {
  it('gives an event back as it was sent, with its place', async () => {
    const stream = newStream();
    const before = Date.now();
    const sent: NewEvent = { ...event({ a: [1, null, 'x'], b: { c: true } }), type: 'GoalAdded', version: 3 };
    const { position } = await given(store(), stream, [sent]);
    const [got] = await all(store().readStream(stream));
    expect(got).toEqual({ ...sent, stream, revision: 0, position, recordedAt: expect.any(String) });
    expect(got?.metadata).toEqual(metadata);
    expect(got?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Math.abs(Date.parse(got?.recordedAt ?? '') - before)).toBeLessThan(60_000);
  });

  it.each([
    ['Swedish', 'Åtgärd för ökad näringslivsutveckling – 25 % före år 2027'],
    ['emoji and other scripts', '🏳️‍🌈 👩‍👧‍👦 北京 العربية e\u0301'],
    ['the zero character', 'a\u0000b'],
    ['control characters, quotes and backslashes', '\u0001\t\r\n"\'\\u0000\\{}$$$1'],
    ['half a surrogate pair', '\ud83d'],
    ['line separators', '\u2028\u2029\ufeff'],
  ])('keeps %s to the letter', async (_, text) => {
    const stream = newStream();
    const data = { text, [text]: [text], nested: { '': text } };
    await given(store(), stream, [event(data), event(text), event([text])]);
    const got = (await all(store().readStream(stream))).map((each) => each.data);
    expect(got).toEqual([data, text, [text]]);
  });

  it.each([[null], [0], [-0.1e-7], [Number.MAX_SAFE_INTEGER], [true], [''], ['null'], [[]], [{}], [[[[]]]]])(
    'keeps the data %j',
    async (data) => {
      const stream = newStream();
      await given(store(), stream, [event(data)]);
      expect((await all(store().readStream(stream)))[0]?.data).toEqual(data);
    },
  );

  it('keeps an event of a megabyte, among others', async () => {
    const stream = newStream();
    const text = 'Näringsliv "2026"\n'.repeat(60_000);
    const small = newStream();
    await Promise.all([
      given(store(), small, events(1)),
      given(store(), stream, [event({ text }), event(), event({ text })]),
      given(store(), newStream(), events(1)),
    ]);
    expect((await all(store().readStream(stream))).map(({ data }) => data)).toEqual([{ text }, {}, { text }]);
  });

  it('gives no page of a stream that is not there, or past its end', async () => {
    const stream = newStream();
    expect(await pagesOf(store().readStream(stream))).toEqual([]);
    await given(store(), stream, events(2));
    expect(await pagesOf(store().readStream(stream, 2))).toEqual([]);
  });

  it('reads a stream of 3000 events in pages, in order, from any revision, and all of them by position', async () => {
    const stream = newStream();
    const base = await store().head();
    const sent = events(3000);
    for (let n = 0; n < 3000; n += 1000) await given(store(), stream, sent.slice(n, n + 1000));

    const pages = await pagesOf(store().readStream(stream));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.every((page) => page.length > 0)).toBe(true);
    expect(pages.flat().map(({ revision }) => revision)).toEqual(sent.map((_, n) => n));
    expect(idsOf(pages.flat())).toEqual(idsOf(sent));
    expect(idsOf(await all(store().readStream(stream, 1234)))).toEqual(idsOf(sent.slice(1234)));
    expect(idsOf(await all(store().readAll(base)))).toEqual(idsOf(sent));
  });

  it('writes 3000 events in one append', async () => {
    const stream = newStream();
    expect((await given(store(), stream, events(3000))).revision).toBe(2999);
    expect(await all(store().readStream(stream))).toHaveLength(3000);
  });

  it('reads all after a position, each position higher than the one before, up to the head', async () => {
    const base = await store().head();
    expect(await pagesOf(store().readAll(base))).toEqual([]);
    const streams = Array.from({ length: 5 }, newStream);
    for (const stream of [...streams, ...streams]) await given(store(), stream, events(2));
    const got = await all(store().readAll(base));
    const positions = got.map(({ position }) => position);
    expect(got).toHaveLength(20);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.at(-1)).toBe(await store().head());
    expect(idsOf(await all(store().readAll(positions[7] ?? 0)))).toEqual(idsOf(got.slice(8)));
  });

  it('shows no event before one with a lower position, whoever writes and reads at the same time', async () => {
    const base = await store().head();
    let isWriting = true;
    const writers = Promise.all(
      Array.from({ length: 20 }, async () => {
        const stream = newStream();
        for (let n = 0; n < 15; n += 1) await given(store(), stream, events(1 + (n % 3)));
      }),
    ).finally(() => (isWriting = false));
    const readers = Array.from({ length: 4 }, async () => {
      const seen: string[] = [];
      let position = base;
      while (isWriting) {
        for await (const page of store().readAll(position)) {
          seen.push(...idsOf(page));
          position = page.at(-1)?.position ?? position;
        }
      }
      return [...seen, ...idsOf(await all(store().readAll(position)))];
    });
    await writers;
    const log = idsOf(await all(store().readAll(base)));
    expect(log).toHaveLength(600);
    for (const seen of await Promise.all(readers)) expect(seen).toEqual(log);
  });

  it('has an append in the log by the time that it is answered', async () => {
    const stream = newStream();
    for (let n = 0; n < 20; n += 1) {
      const { position } = await given(store(), stream, events(1));
      expect(await store().head()).toBe(position);
      expect(await all(store().readStream(stream, n))).toHaveLength(1);
    }
  });
}
