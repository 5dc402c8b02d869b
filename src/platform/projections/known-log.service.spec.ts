import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { checkpointOf, positionOf } from '../../kernel/fold.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { AnotherLog } from '../runtime/store-unavailable.js';
import { metadata } from '../../../test/stores/store-under-test.js';
import { Alarms } from '../telemetry/alarms.service.js';
import { ANOTHER_LOG, KnownLog, requireSame, sentenceOf } from './known-log.service.js';
import type { TakenIn } from './taken-in.js';

beforeAll(() => Logger.overrideLogger(false));

function log(length: number): StoredEvent[] {
  return Array.from({ length }, (_, n) => {
    const recordedAt = '2026-05-12T08:00:00.000Z';
    const place = { stream: 'thing-a', revision: n, position: positionOf(n + 1), recordedAt };
    return { id: randomUUID(), type: 'ThingNoted', version: 1, data: null, metadata, ...place };
  });
}

function endOf(events: readonly StoredEvent[]): TakenIn {
  return { position: events.at(-1)?.position ?? 0, event: events.at(-1)?.id ?? null, log: events[0]?.id ?? null };
}

function never(): never {
  throw new Error('The log is only looked at.');
}

let events: StoredEvent[];
let isSilent: boolean;
let alarms: Alarms;
let known: KnownLog;

const store: EventStore = {
  append: never,
  readStream: never,
  readGrouped: never,
  subscribe: never,
  head: () => Promise.resolve(checkpointOf(events.length)),
  eventAt: (position) =>
    isSilent ? Promise.reject(new Error('silent')) : Promise.resolve(events[position - 1] ?? null),
  async *readAll(after) {
    const page = await Promise.resolve(events.slice(after));
    if (page.length > 0) yield page;
  },
};

beforeEach(() => {
  events = log(5);
  isSilent = false;
  alarms = new Alarms();
  known = new KnownLog(store, alarms);
});

describe('the log that is known', () => {
  it('is the same while all that was taken in stands in it, and when nothing was', async () => {
    const [views, index] = [endOf(events), endOf(events.slice(0, 3))];
    known.knows('the views', () => Promise.resolve(views));
    known.knows('the log index', () => Promise.resolve(index));
    known.knows('the reactions', () => Promise.resolve({ position: 0, event: null, log: null }));
    events = [...events, ...log(2)];
    expect(await known.look()).toBe(true);
    expect(known.isAnother).toBe(false);
    expect(() => known.require()).not.toThrow();
  });

  it('is not taken for the same when it comes back between a page of another one and the look after it', async () => {
    const own = events;
    events = own.slice(0, 3);
    async function* read() {
      const page = await Promise.resolve(events);
      events = own;
      yield page;
    }
    const pages = known.confirmed(read(), () => own[4] ?? null);
    await expect(pages.next()).rejects.toBeInstanceOf(AnotherLog);
  });

  it.each<[string, (own: StoredEvent[]) => StoredEvent[]]>([
    ['is empty', () => []],
    ['is an older copy', (own) => own.slice(0, 4)],
    ['is an older copy that has grown past the views', (own) => [...own.slice(0, 4), ...log(9).slice(4)]],
    ['has nothing in common', () => log(9)],
  ])('is another when it %s, until its own is back', async (_, made) => {
    const own = events;
    const views = endOf(own);
    known.knows('the views', () => Promise.resolve(views));
    const { whileSame } = known;
    events = made(own);
    expect(await known.look()).toBe(false);
    expect(() => known.require()).toThrow(AnotherLog);
    expect(whileSame.aborted).toBe(true);
    expect(alarms.raised).toEqual([ANOTHER_LOG]);
    expect(known.difference).toEqual({ part: 'the views', expected: views, found: events[4]?.id ?? null });
    const waiting = known.same(AbortSignal.timeout(60_000));
    events = own;
    expect(await known.look()).toBe(true);
    await waiting;
    expect(known.whileSame.aborted).toBe(false);
    expect(alarms.raised).toEqual([]);
    expect(known.difference).toBeNull();
  });

  it('is known by its first event where an older build has kept no other id', async () => {
    const views = { ...endOf(events), event: null };
    await requireSame(store, 'the views', views);
    events = events.slice(0, 4);
    await expect(requireSame(store, 'the views', views)).rejects.toThrow('no event stands there');
    events = log(9);
    await expect(requireSame(store, 'the views', views)).rejects.toBeInstanceOf(AnotherLog);
  });

  it('is as it was at the last look when the store does not answer', async () => {
    const views = endOf(events);
    known.knows('the views', () => Promise.resolve(views));
    isSilent = true;
    await expect(known.look()).rejects.toThrow('silent');
    expect(known.isAnother).toBe(false);
    isSilent = false;
    events = [];
    await known.look();
    isSilent = true;
    await expect(known.look()).rejects.toThrow('silent');
    expect(known.isAnother).toBe(true);
  });

  it('is looked at again when somebody doubts it', async () => {
    const views = endOf(events);
    known.knows('the views', () => Promise.resolve(views));
    const stop = new AbortController();
    const running = known.run(stop.signal);
    await known.look();
    const id = events[4]?.id ?? '';
    events = [];
    await expect(known.confirm({ position: positionOf(5), id })).rejects.toBeInstanceOf(AnotherLog);
    while (!known.isAnother) await known.look();
    stop.abort();
    await running;
  });

  it('is named with what was expected and what is there', () => {
    const expected = { position: positionOf(5), event: 'e5', log: 'e1' };
    expect(sentenceOf({ part: 'the views', expected, found: 'x5' })).toBe(
      'The log is another than the one that is known: the views took in the event e5 at position 5, and the event x5 stands there.',
    );
    expect(sentenceOf({ part: 'the views', expected: { ...expected, event: null }, found: null })).toBe(
      'The log is another than the one that is known: the views took in an event of the log that begins with e1 at position 5, and no event stands there.',
    );
  });
});
