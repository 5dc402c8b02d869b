import { checkpointOf, type PositionOrStart } from '../../kernel/fold.js';
import { Logger } from '@nestjs/common';
import { setImmediate as turn } from 'node:timers/promises';
import { all, event, given } from '../../../test/stores/store-under-test.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import type { Database } from '../database/database.service.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { ownIn } from '../event-store/foreign-event.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import { LogTail } from './log-tail.service.js';

const SOON = 10_000;
/** More events than a tail keeps for readers that are a little behind. */
const MANY = 5_000;

let database: Database<unknown>;
let store: EventStore;
let tail: LogTail;
/** The readings from the store, as the positions that each began after. */
let readAfter: number[];
let viewed: number;

beforeAll(() => Logger.overrideLogger(false));

beforeEach(async () => {
  database = await openEmbedded<unknown>('memory');
  await createEventTables(database.db);
  const sql = new SqlEventStore(database.db);
  readAfter = [];
  viewed = Number.MAX_SAFE_INTEGER;
  store = {
    append: (...append) => sql.append(...append),
    readStream: (...read) => sql.readStream(...read),
    readAll: (after) => {
      readAfter.push(after);
      return sql.readAll(after);
    },
    readGrouped: (...read) => sql.readGrouped(...read),
    head: () => sql.head(),
    eventAt: (position) => sql.eventAt(position),
    subscribe: (...subscribe) => sql.subscribe(...subscribe),
  };
  tail = new LogTail(store, () => viewed);
});

afterEach(async () => {
  await tail.stop();
  await database.close();
});

async function happened(count: number): Promise<void> {
  for (let first = 0; first < count; first += 1_000) {
    await given(
      store,
      'thing-a',
      Array.from({ length: Math.min(count - first, 1_000) }, () => event()),
    );
  }
}

/** The events that a reader gets until it has caught up. */
async function followed(after: number): Promise<StoredEvent[]> {
  const stopping = new AbortController();
  const seen: StoredEvent[] = [];
  for await (const page of tail.subscribe(checkpointOf(after), stopping.signal)) {
    if (page === 'caught up') break;
    seen.push(...ownIn(page));
  }
  return seen;
}

describe('the tail of the log', () => {
  it('gives a reader what the store gives, from before the tail and from within it', async () => {
    await happened(3);
    await tail.start();
    await happened(2);
    await tail.upToDate(SOON);
    const stored = await all(store.readAll(0));
    for (const after of [0, 2, 3, 4, 5]) expect(await followed(after)).toEqual(stored.slice(after));
  });

  it('reads from the store only what it does not hold', async () => {
    await happened(3);
    await tail.start();
    await happened(2);
    await tail.upToDate(SOON);
    await followed(3);
    expect(readAfter).toEqual([]);
    await followed(2);
    expect(readAfter).toEqual([2]);
  });

  it('wakes a reader that has caught up', async () => {
    await tail.start();
    const stopping = new AbortController();
    const reader = tail.subscribe(0, stopping.signal);
    expect(await reader.next()).toMatchObject({ value: 'caught up' });
    const next = reader.next();
    await happened(1);
    expect(await next).toMatchObject({ value: [{ position: 1 }] });
    stopping.abort();
  });

  it('drops what the tables have, but for the newest', async () => {
    await tail.start();
    await happened(MANY);
    await tail.upToDate(SOON);
    expect(tail.eventsAfter(0)).toBeNull();
    expect(tail.eventsAfter(MANY - 1_000)).toHaveLength(1_000);
    expect(await followed(0)).toHaveLength(MANY);
  });

  it('keeps what the tables lack', async () => {
    viewed = 0;
    await tail.start();
    await happened(MANY);
    await tail.upToDate(SOON);
    expect(tail.eventsAfter(0)).toHaveLength(MANY);
  });

  it('drops what the tables lack when that is too much to keep', async () => {
    viewed = 0;
    await tail.start();
    const large = { text: 'x'.repeat(3_000_000) };
    for (let n = 0; n < 12; n += 1) await given(store, 'thing-a', [event(large)]);
    await tail.upToDate(SOON);
    expect(tail.eventsAfter(0)).toBeNull();
    expect(tail.eventsAfter(11)).toHaveLength(1);
  });

  it('asks for the head once for all that ask at the same time, and anew for whoever comes later', async () => {
    await tail.start();
    let asked = 0;
    const answers: ((head: PositionOrStart) => void)[] = [];
    store.head = () => {
      asked += 1;
      return new Promise((resolve) => answers.push(resolve));
    };
    const first = [tail.upToDate(SOON), tail.upToDate(SOON)];
    await turn();
    const second = [tail.upToDate(SOON), tail.upToDate(SOON)];
    expect(asked).toBe(1);
    answers[0]?.(0);
    await Promise.all(first);
    await turn();
    expect(asked).toBe(2);
    answers[1]?.(0);
    await Promise.all(second);
  });

  it('says that the store does not tell its head in time', async () => {
    await tail.start();
    store.head = () => new Promise(() => undefined);
    await expect(tail.upToDate(10)).rejects.toThrow('did not tell its head');
  });

  it('reads the log itself when word of new events is lost', async () => {
    store.subscribe = async function* (_after, signal) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
    await tail.start();
    await happened(2);
    await tail.upToDate(SOON);
    expect(tail.position).toBe(2);
  });

  it('finds the events of a command among those of other streams', async () => {
    await tail.start();
    await given(store, 'thing-a', [event()]);
    await given(store, 'thing-b', [event(), event()]);
    await tail.upToDate(SOON);
    expect(tail.endingAt(3, 2)?.map(({ stream, revision }) => [stream, revision])).toEqual([
      ['thing-b', 0],
      ['thing-b', 1],
    ]);
    expect(tail.endingAt(1, 2)).toBeNull();
    expect(tail.endingAt(4, 1)).toBeNull();
    expect(tail.endingAt(3, 0)).toBeNull();
  });
});
