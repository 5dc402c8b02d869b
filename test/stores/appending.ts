import { randomUUID } from 'node:crypto';
import type { EventStore, ExpectedRevision } from '../../src/platform/event-store/event-store.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';
import { all, event, events, given, idsOf, newStream } from './store-under-test.js';

export function appending(store: () => EventStore): void {
  describe('expected revision', () => {
    const onStreamOfTwo: [ExpectedRevision, object][] = [
      ['any', { outcome: 'appended', revision: 2 }],
      [1, { outcome: 'appended', revision: 2 }],
      [0, { outcome: 'wrong revision', actual: 1 }],
      [2, { outcome: 'wrong revision', actual: 1 }],
      ['no stream', { outcome: 'wrong revision', actual: 1 }],
    ];
    it.each(onStreamOfTwo)('%s on a stream whose last revision is 1', async (expected, outcome) => {
      const stream = newStream();
      await given(store(), stream, events(2));
      expect(await store().append(stream, expected, events(1))).toMatchObject(outcome);
    });

    const onNoStream: [ExpectedRevision, object][] = [
      ['any', { outcome: 'appended', revision: 1 }],
      ['no stream', { outcome: 'appended', revision: 1 }],
      [0, { outcome: 'wrong revision', actual: 'no stream' }],
      [7, { outcome: 'wrong revision', actual: 'no stream' }],
    ];
    it.each(onNoStream)('%s on a stream that is not there', async (expected, outcome) => {
      expect(await store().append(newStream(), expected, events(2))).toMatchObject(outcome);
    });

    it('lets exactly one of many create a stream', async () => {
      const stream = newStream();
      const races = Array.from({ length: 20 }, () => store().append(stream, 'no stream', events(1)));
      const outcomes = (await Promise.all(races)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'wrong revision')).toHaveLength(19);
      expect(await all(store().readStream(stream))).toHaveLength(1);
    });

    it('lets exactly one of many go on from a revision, on each of many streams', async () => {
      const streams = Array.from({ length: 10 }, newStream);
      await Promise.all(streams.map((stream) => given(store(), stream, events(1))));
      const rivals = [...streams, ...streams, ...streams];
      const outcomes = await Promise.all(rivals.map((stream) => store().append(stream, 0, events(1))));
      expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(10);
      for (const stream of streams) expect(await all(store().readStream(stream))).toHaveLength(2);
    });

    it('writes all the events of an append or none', async () => {
      const stream = newStream();
      const known = event();
      await given(store(), newStream(), [known]);
      await store().append(stream, 3, events(3));
      await store().append(stream, 'any', [event(), known, event()]);
      expect(await all(store().readStream(stream))).toEqual([]);
    });

    it('decides a race of all forms as if they had come one after the other', async () => {
      const stream = newStream();
      await given(store(), stream, events(1));
      const forms: ExpectedRevision[] = ['any', 0, 'no stream', 0, 'any', 1, 0, 2, 'any', 1];
      const outcomes = await Promise.all(forms.map((expected) => store().append(stream, expected, events(1))));
      const won = forms.filter((_, n) => outcomes[n]?.outcome === 'appended');
      expect(won.filter((form) => form === 'any')).toHaveLength(3);
      expect(won).not.toContain('no stream');
      for (const [n, outcome] of outcomes.entries()) {
        if (outcome.outcome === 'appended' && forms[n] !== 'any') expect(outcome.revision - 1).toBe(forms[n]);
        if (outcome.outcome === 'wrong revision') expect(outcome.actual).not.toBe(forms[n]);
      }
      const written = await all(store().readStream(stream));
      expect(written.map(({ revision }) => revision)).toEqual(written.map((_, n) => n));
      expect(written).toHaveLength(1 + won.length);
    });

    it('lets the ids of an append that was refused come again', async () => {
      const stream = newStream();
      const these = events(2);
      expect(await store().append(stream, 4, these)).toMatchObject({ outcome: 'wrong revision' });
      expect(await store().append(stream, 'no stream', these)).toMatchObject({ outcome: 'appended', revision: 1 });
    });

    it('answers with the place of the last event', async () => {
      const stream = newStream();
      const place = await given(store(), stream, events(3));
      expect(place.revision).toBe(2);
      expect(place.position).toBe((await all(store().readStream(stream))).at(-1)?.position);
    });
  });

  describe('the same ids again', () => {
    it.each([
      ['all of them', [0, 1, 2], 2],
      ['the first ones', [0, 1], 1],
      ['the last ones', [1, 2], 2],
      ['one in the middle', [1], 1],
    ])('%s: repeated, with the place where they stand, whatever revision is expected', async (_, again, last) => {
      const stream = newStream();
      const first = events(3);
      await given(store(), stream, first);
      await given(store(), stream, events(1));
      const place = (await all(store().readStream(stream)))[last];
      const resent = first.filter((_event, n) => again.includes(n));
      for (const expected of ['any', 'no stream', 0, 3, 99] as const) {
        const outcome = await store().append(stream, expected, resent);
        expect(outcome).toEqual({ outcome: 'repeated', revision: last, position: place?.position });
      }
      expect(await all(store().readStream(stream))).toHaveLength(4);
    });

    it('are repeated over two appends that stand next to each other', async () => {
      const stream = newStream();
      const both = events(2);
      await given(store(), stream, both.slice(0, 1));
      const { position } = await given(store(), stream, both.slice(1));
      expect(await store().append(stream, 0, both)).toEqual({ outcome: 'repeated', revision: 1, position });
    });

    it.each([
      ['with one more after', [0, 1, 2, 'new']],
      ['with one more before', ['new', 0, 1, 2]],
      ['with one more in the middle', [0, 'new', 1]],
      ['in another order', [1, 0, 2]],
      ['with one left out', [0, 2]],
    ])('%s: ids taken, and nothing is written', async (_, again) => {
      const stream = newStream();
      const first = events(3);
      await given(store(), stream, first);
      const resent = again.map((n) => (typeof n === 'number' ? first[n] : undefined) ?? event());
      for (const expected of ['any', 'no stream', 2] as const) {
        expect(await store().append(stream, expected, resent)).toEqual({ outcome: 'ids taken' });
      }
      expect(await all(store().readStream(stream))).toHaveLength(3);
    });

    it('with other content: repeated, and what was written first stands', async () => {
      const stream = newStream();
      const first = event({ said: 'first' });
      const { position } = await given(store(), stream, [first]);
      const other = { ...event({ said: 'later' }, first.id), type: 'ThingDenied', version: 2 };
      const outcome = await store().append(stream, 'no stream', [other]);
      expect(outcome).toEqual({ outcome: 'repeated', revision: 0, position });
      expect(await all(store().readStream(stream))).toMatchObject([first]);
    });

    it('is for the ids to tell: the same content with other ids is written again', async () => {
      const stream = newStream();
      const { id, ...content } = event({ same: true });
      await given(store(), stream, [{ id, ...content }]);
      expect(await store().append(stream, 0, [{ ...content, id: randomUUID() }])).toMatchObject({ revision: 1 });
      expect(await all(store().readStream(stream))).toMatchObject([content, content]);
    });

    it('from two streams together: ids taken, in either and in a third', async () => {
      const [stream, other, third] = [newStream(), newStream(), newStream()];
      const [one, two] = [event(), event()];
      await given(store(), stream, [one]);
      await given(store(), other, [two]);
      for (const each of [stream, other, third]) {
        expect(await store().append(each, 'any', [one, two])).toEqual({ outcome: 'ids taken' });
      }
      expect(await all(store().readStream(third))).toEqual([]);
    });

    it('in another stream: ids taken', async () => {
      const [stream, other] = [newStream(), newStream()];
      const first = events(2);
      await given(store(), stream, first);
      expect(await store().append(other, 'no stream', first)).toEqual({ outcome: 'ids taken' });
      expect(await all(store().readStream(other))).toEqual([]);
    });

    it('sent many times at once: written once, and all are told the same place', async () => {
      const stream = newStream();
      const these = events(2);
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => store().append(stream, 'no stream', these)));
      expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(9);
      expect(new Set(outcomes.map((outcome) => ('position' in outcome ? outcome.position : null))).size).toBe(1);
    });

    it('sent to many streams at once: one has them', async () => {
      const these = events(1);
      const streams = Array.from({ length: 10 }, newStream);
      const outcomes = await Promise.all(streams.map((stream) => store().append(stream, 'no stream', these)));
      expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'ids taken')).toHaveLength(9);
    });
  });

  describe('what no caller has reason to send', () => {
    const id = randomUUID();
    it('is rejected, while the appends beside it go through', async () => {
      const wrong = await wrongRowsInTurn(
        [
          ['no events', 's', 'any', []],
          ['the same id twice', 's', 'any', [event({}, id), event({}, id)]],
          ['an id that is no UUID', 's', 'any', [event({}, 'e1')]],
          ['a stream without a name', '', 'any', [event()]],
          ['half a character in the name', 'a\ud800', 'any', [event()]],
          ['a zero character in the name', 'a\0', 'any', [event()]],
          ['a zero character in the type', 's', 'any', [{ ...event(), type: 'a\0' }]],
          ['a schema version out of range', 's', 'any', [{ ...event(), version: 40_000 }]],
          ['a revision below zero', 's', -1, [event()]],
          ['half a revision', 's', 0.5, [event()]],
        ] as const,
        async ([, stream, expected, these]) => {
          const beside = newStream();
          const [bad, good] = await Promise.allSettled([
            store().append(stream, expected, these),
            store().append(beside, 'no stream', events(2)),
          ]);
          expect(bad).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(/\.$/) } });
          expect(good).toMatchObject({ status: 'fulfilled', value: { outcome: 'appended' } });
          expect(idsOf(await all(store().readStream(beside)))).toHaveLength(2);
        },
      );
      expect(wrong).toEqual([]);
    });
  });
}
