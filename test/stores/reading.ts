import type { EventStore, NewEvent } from '../../src/platform/event-store/event-store.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';
import { all, event, events, given, idsOf, largeEvent, metadata, newStream, pagesOf } from './store-under-test.js';

const names: [string, string][] = [
  ['Swedish', 'Åtgärd för ökad näringslivsutveckling – 25 % före år 2027'],
  ['emoji', '🏳️‍🌈 👩‍👧‍👦'],
  ['a combining character', 'e\u0301'],
  ['a script from right to left', 'العربية \u202eעברית\u202c'],
  ['an ideogram beyond the basic plane', '北京𠮷'],
  ['quotes, backslashes and blanks', ' "\'\\u0041\\/{}$$$1%s;-- '],
];

const texts: [string, string][] = [
  ...names,
  ['the zero character', 'a\u0000b'],
  ['control characters', '\u0001\t\r\n\u007f\u0085'],
  ['half a surrogate pair', '\ud83d'],
  ['line separators', '\u2028\u2029\ufeff'],
];

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

  it('keeps every text in the data to the letter', async () => {
    const wrong = await wrongRowsInTurn(texts, async ([, text]) => {
      const stream = newStream();
      const data = { text, [text]: [text], nested: { '': text } };
      await given(store(), stream, [event(data), event(text), event([text])]);
      const got = (await all(store().readStream(stream))).map((each) => each.data);
      expect(got).toEqual([data, text, [text]]);
    });
    expect(wrong).toEqual([]);
  });

  it('keeps every kind of data', async () => {
    const wrong = await wrongRowsInTurn(
      [[null], [0], [-0.1e-7], [Number.MAX_SAFE_INTEGER], [true], [''], ['null'], [[]], [{}], [[[[]]]]],
      async ([data]) => {
        const stream = newStream();
        await given(store(), stream, [event(data)]);
        expect((await all(store().readStream(stream)))[0]?.data).toEqual(data);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('keeps every text in the metadata to the letter', async () => {
    const wrong = await wrongRowsInTurn(texts, async ([, text]) => {
      const stream = newStream();
      const base = await store().head();
      const told = { ...metadata, commandId: text, correlationId: `${text}${text}`, causationId: text };
      await given(store(), stream, [{ ...event(), metadata: told }]);
      expect((await all(store().readStream(stream)))[0]?.metadata).toEqual(told);
      expect((await all(store().readAll(base)))[0]?.metadata).toEqual(told);
    });
    expect(wrong).toEqual([]);
  });

  it.each(names)('keeps %s in the name of a stream and of a type', async (_, name) => {
    const base = await store().head();
    const stream = `${newStream()}${name}`;
    const sent = { ...event(), type: `Thing${name}` };
    await given(store(), stream, [sent]);
    expect(await store().append(stream, 'no stream', events(1))).toMatchObject({ outcome: 'wrong revision' });
    expect(await all(store().readStream(stream))).toMatchObject([{ ...sent, stream }]);
    expect(await all(store().readAll(base))).toMatchObject([{ ...sent, stream }]);
  });

  it('tells streams apart whose names only look the same', async () => {
    const stem = newStream();
    const streams = ['é', 'e\u0301', 'É', 'é ', 'é\u200d'].map((end) => stem + end);
    for (const stream of streams) {
      const outcome = await store().append(stream, 'no stream', [event({ stream })]);
      expect(outcome).toMatchObject({ outcome: 'appended', revision: 0 });
    }
    for (const stream of streams) expect(await all(store().readStream(stream))).toMatchObject([{ data: { stream } }]);
  });

  it('keeps events of a megabyte, and reads many of them among small ones, by stream and by position', async () => {
    const stream = newStream();
    const base = await store().head();
    const sent = ['x', 'Näringsliv "2026"\n', '北京', '\u0000'].flatMap((unit) => [
      ...events(2),
      largeEvent(unit),
      largeEvent(unit),
    ]);
    for (const each of sent)
      await Promise.all([given(store(), stream, [each]), given(store(), newStream(), events(1))]);
    const got = await all(store().readStream(stream));
    expect(idsOf(got)).toEqual(idsOf(sent));
    for (const [n, { data }] of got.entries()) expect(data).toEqual(sent[n]?.data);
    expect(idsOf(await all(store().readStream(stream, 3)))).toEqual(idsOf(sent.slice(3)));
    const log = await all(store().readAll(base));
    expect(log).toHaveLength(2 * sent.length);
    expect(log.filter((each) => each.stream === stream)).toEqual(got);
  });

  it('can be left in the middle of reading, any number of times', async () => {
    const stream = newStream();
    const base = await store().head();
    await given(store(), stream, events(1200));
    for (let n = 0; n < 12; n += 1) {
      for await (const page of store().readStream(stream)) if (page.length > 0) break;
      for await (const page of store().readAll(base)) if (page.length > 0) break;
    }
    expect(await all(store().readStream(stream))).toHaveLength(1200);
  });

  it('gives no page of a stream that is not there, or past its end', async () => {
    const stream = newStream();
    expect(await pagesOf(store().readStream(stream))).toEqual([]);
    await given(store(), stream, events(2));
    for (const past of [2, 3, 5000]) expect(await pagesOf(store().readStream(stream, past))).toEqual([]);
    expect(await pagesOf(store().readAll(await store().head()))).toEqual([]);
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

  it('writes 1500 events in one append', async () => {
    const stream = newStream();
    expect((await given(store(), stream, events(1500))).revision).toBe(1499);
    expect(await all(store().readStream(stream))).toHaveLength(1500);
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
}
