import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { event, given } from '../../../test/stores/store-under-test.js';
import type { EventOf, Fold, Json } from '../../kernel/fold.js';
import { type Database } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import { type EventStore } from '../event-store/event-store.js';
import { AnotherLog } from '../runtime/store-unavailable.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { INDEX_SCHEMA, indexesOf, type LogIndexTables } from './log-index-tables.service.js';
import { type IndexedFeature, LogIndex } from './log-index.service.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { CheckpointMoved } from './taken-in.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

const goalFold: Fold<null, EventOf<'ThingNoted', object>> = {
  kind: 'goal',
  initial: null,
  events: { ThingNoted: [] },
  partOf: (id) => id.split('.', 3).join('.'),
  evolve: (state) => state,
};

const taken: number[] = [];
let counted = 0;
const feature: IndexedFeature = {
  folds: [goalFold],
  followers: [
    {
      create: () => Promise.resolve(),
      counted: () => Promise.resolve(counted),
      take: (events) => {
        counted += events.length;
        taken.push(...events.map(({ index }) => index));
        return Promise.resolve();
      },
    },
  ],
};

let now: string;
let database: Database<ViewTables>;
let store: EventStore;
let index: LogIndex;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await openEmbedded<ViewTables>('memory');
  store = new SqlEventStore(database.db, { now: () => now });
});

afterAll(() => database.close());

beforeEach(async () => {
  taken.length = 0;
  now = '2026-05-12T08:00:00.000Z';
  await sql`drop schema if exists ${sql.id(INDEX_SCHEMA)} cascade`.execute(database.db);
  await anotherLog();
  index = newIndex();
});

/** Replaces the log with an empty one. */
async function anotherLog(): Promise<void> {
  counted = 0;
  await sql`drop schema if exists log cascade`.execute(database.db);
  await createEventTables(database.db);
}

function newIndex(log = store): LogIndex {
  return new LogIndex([feature], log, database);
}

/** Appends an event to each of these streams at a given time. */
async function noted(at: string, ...streams: readonly string[]): Promise<void> {
  now = at;
  for (const stream of streams) await given(store, stream, [event({})]);
}

/** Records an event with a time before that of the newest one, as KurrentDB and older versions do. */
async function notedTooEarly(at: string): Promise<void> {
  await noted(at, 'plan-a.b.2026');
  await sql`alter table log.events disable trigger refuse_change`.execute(database.db);
  await sql`update log.events set recorded_at = ${at}::timestamptz
    where position = (select max(position) from log.events)`.execute(database.db);
  await sql`alter table log.events enable trigger refuse_change`.execute(database.db);
}

function noting(stream: string, data: Json) {
  return given(store, stream, [event(data)]);
}

async function rows<Row>(query: ReturnType<typeof sql<Row>>): Promise<readonly Row[]> {
  return (await query.execute(database.db)).rows;
}

const table = (name: keyof LogIndexTables) => sql.id(INDEX_SCHEMA, name);

function entries() {
  return rows(sql<object>`select index::int as index, position::int as position, stream, revision, type, board_id
    from ${table('entries')} order by index`);
}

function streams() {
  return rows(sql<object>`select stream, position::int as position, kind, whole, municipality_id, board_id
    from ${table('streams')} order by position`);
}

async function thingsOf(at: number): Promise<readonly string[]> {
  const found = await rows(
    sql<{ thing: string }>`select thing from ${table('things')} where ${at} = any(indexes) order by thing`,
  );
  return found.map(({ thing }) => thing);
}

/** The indexes of a thing's events after an index, in the parts in which they are read. */
async function about(thing: string, after: number): Promise<readonly (readonly number[])[]> {
  const parts: (readonly number[])[] = [];
  for await (const indexes of indexesOf(database.db, thing, after)) parts.push(indexes);
  return parts;
}

describe('the log index', () => {
  it('numbers the events from 0 without gaps, even where positions have gaps', async () => {
    await noted(now, 'plan-exempel.ks.2026');
    // Uses up a position, as an append that is rolled back does.
    await sql`select nextval(pg_get_serial_sequence('log.events', 'position'))`.execute(database.db).catch(() => null);
    await noted(now, 'goal-exempel.ks.2026.g1', 'plan-exempel.ks.2026');
    const { events, position } = await index.catchUp();
    expect(events).toBe(3);
    expect(position).toBe(await store.head());
    const of = { type: 'ThingNoted', board_id: 'exempel.ks' };
    expect(await entries()).toMatchObject([
      { index: 0, revision: 0, ...of, stream: 'plan-exempel.ks.2026' },
      { index: 1, revision: 0, ...of, stream: 'goal-exempel.ks.2026.g1' },
      { index: 2, revision: 1, ...of, stream: 'plan-exempel.ks.2026', position },
    ]);
  });

  it('has a row for each stream, with the position of its first event and the whole that it is a part of', async () => {
    await noted(now, 'plan-exempel.ks.2026', 'goal-exempel.ks.2026.g1', 'plan-exempel.ks.2026');
    await index.catchUp();
    await noted(now, 'goal-exempel.ks.2026.g1');
    await index.catchUp();
    const of = { municipality_id: 'exempel', board_id: 'exempel.ks', whole: 'exempel.ks.2026' };
    expect(await streams()).toEqual([
      { ...of, stream: 'plan-exempel.ks.2026', position: expect.any(Number), kind: 'plan' },
      { ...of, stream: 'goal-exempel.ks.2026.g1', position: expect.any(Number), kind: 'goal' },
    ]);
  });

  it('knows the events that concern the municipality and no board', async () => {
    await noted(now, 'steeringModel-exempel.model-styrmodell');
    await index.catchUp();
    expect(await entries()).toMatchObject([{ board_id: null }]);
    expect(await streams()).toMatchObject([{ board_id: null, whole: 'exempel.model-styrmodell' }]);
  });

  it('finds an event by its stream, the whole, the persons it names and its actor', async () => {
    await noting('goal-exempel.ks.2026.g1', { activityId: 'exempel.ks.2026.g1.a2', actingFor: 'sara' });
    await index.catchUp();
    expect(await thingsOf(0)).toEqual([
      'exempel anna.ek',
      'exempel sara',
      'exempel.ks.2026',
      'exempel.ks.2026.g1',
      'exempel.ks.2026.g1.a2',
    ]);
  });

  it('gives the events of a thing from any index on, in log order, however they were taken in', async () => {
    const events = 700;
    const some = new Set(Array.from({ length: events }, (_, at) => at).filter((at) => at % 10 !== 3));
    // Parts of one event, of fewer events than a row of the table has, and of more.
    for (const [from, to] of [
      [0, 1],
      [1, 30],
      [30, 400],
      [400, 401],
      [401, 460],
      [460, 461],
      [461, events],
    ] as const) {
      const data = Array.from({ length: to - from }, (_, at) => ({ personId: some.has(from + at) ? 'sara' : '' }));
      const events = data.map((one) => event(one));
      await given(store, 'plan-a.b.2026', events);
      await index.catchUp();
    }
    for (const after of [-1, 0, 62, 63, 64, 127, 399, 400, 500, events - 2, events - 1, 2 ** 40]) {
      const expected = [...some].filter((at) => at > after);
      expect((await about('exempel sara', after)).flat()).toEqual(expected);
    }
    expect(await about('exempel siri', -1)).toEqual([]);
    const [first = []] = await about('exempel sara', -1);
    expect(first.length).toBeLessThan(events / 2);
  });

  it('has the same few rows of a thing, however many events are taken in at once', async () => {
    const things = () =>
      rows(sql<{ thing: string; size: number }>`
      select *, cardinality(indexes) as size from ${table('things')} order by thing, first`);
    for (const count of [1, 1, 61, 1, 1, 62, 1, 1, 1]) {
      await given(
        store,
        'plan-a.b.2026',
        Array.from({ length: count }, () => event({})),
      );
      await index.catchUp();
    }
    const apart = await things();
    expect(apart.flatMap(({ thing, size }) => (thing === 'a.b.2026' ? [size] : []))).toEqual([64, 64, 2]);
    counted = 0;
    await sql`drop schema ${sql.id(INDEX_SCHEMA)} cascade`.execute(database.db);
    await index.catchUp();
    expect(await things()).toEqual(apart);
  });

  it('rule 50: a time that a store recorded too early makes nothing known earlier', async () => {
    const [first, back, last] = ['2026-05-12T08:00:00.000Z', '2026-05-12T07:00:00.000Z', '2026-05-12T09:00:00.000Z'];
    await noted(first, 'plan-a.b.2026');
    await notedTooEarly(back);
    await index.catchUp();
    // The next page of events must not have earlier known times either.
    await notedTooEarly(back);
    await noted(last, 'plan-a.b.2026');
    expect((await index.catchUp()).knownAt).toBe(last);
    const times = await rows(
      sql<{ recorded: Date; known: Date }>`
        select recorded_at as recorded, known_at as known
        from ${table('entries')} join log.events using (position) order by position`,
    );
    expect(times.map(({ recorded }) => recorded.toISOString())).toEqual([first, back, back, last]);
    expect(times.map(({ known }) => known.toISOString())).toEqual([first, first, first, last]);
  });

  it('continues from its checkpoint and indexes no event twice', async () => {
    await noted(now, 'plan-a.b.2026', 'plan-a.b.2027');
    await index.catchUp();
    await noted(now, 'plan-a.b.2028');
    expect((await newIndex().catchUp()).events).toBe(3);
    expect(await newIndex().catchUp()).toEqual(await index.counted());
    expect(await entries()).toMatchObject([{ index: 0 }, { index: 1 }, { index: 2, stream: 'plan-a.b.2028' }]);
    expect(taken).toEqual([0, 1, 2]);
  });

  it('keeps its rows and takes nothing in of another log', async () => {
    await noted(now, 'plan-a.b.2026', 'plan-a.b.2027');
    await index.catchUp();
    await anotherLog();
    await noted(now, 'plan-x.y.2026');
    await expect(newIndex().catchUp()).rejects.toBeInstanceOf(AnotherLog);
    expect(await entries()).toMatchObject([{ stream: 'plan-a.b.2026' }, { stream: 'plan-a.b.2027' }]);
  });

  it('lets one of two processes index, and rejects the other', async () => {
    await noted(now, 'plan-a.b.2026', 'plan-a.b.2027');
    await index.prepare();
    const counts = await Promise.allSettled([index.catchUp(), newIndex().catchUp()]);
    const failures = counts.flatMap((count) => (count.status === 'rejected' ? [count.reason] : []));
    for (const failure of failures) expect(failure).toBeInstanceOf(CheckpointMoved);
    expect(counts.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await entries()).toMatchObject([{ index: 0 }, { index: 1 }]);
    expect(taken.toSorted()).toEqual([0, 1]);
  });

  it('reports that another process overtook it', async () => {
    await noted(now, 'plan-a.b.2026');
    const overtaken = newIndex({
      ...readOnly(),
      async *readAll(after) {
        for await (const page of store.readAll(after)) {
          await index.catchUp();
          yield page;
        }
      },
    });
    await expect(overtaken.catchUp()).rejects.toBeInstanceOf(CheckpointMoved);
    expect((await index.counted()).events).toBe(1);
    expect(taken).toEqual([0]);
  });

  it('writes nothing of a page that a follower cannot take', async () => {
    await noted(now, 'plan-a.b.2026');
    const counted = () => Promise.resolve(0);
    const failing = {
      ...feature,
      followers: [{ create: () => Promise.resolve(), counted, take: () => Promise.reject(new Error('Full.')) }],
    };
    await expect(new LogIndex([failing], store, database).catchUp()).rejects.toThrow('Full.');
    expect(await index.counted()).toMatchObject({ events: 0, position: 0 });
    expect(await entries()).toEqual([]);
  });

  it('follows the log until the signal, and says when an event is indexed', async () => {
    const stopping = new AbortController();
    const running = index.run(stopping.signal);
    await noted(now, 'plan-a.b.2026', 'plan-a.b.2027');
    await index.reached(await store.head(), 5_000);
    await noted(now, 'plan-a.b.2028');
    await index.reached(await store.head(), 5_000);
    expect(await entries()).toHaveLength(3);
    stopping.abort();
    await running;
    await noted(now, 'plan-a.b.2029');
    await expect(index.reached(await store.head(), 100)).rejects.toBeInstanceOf(TimedOut);
  });
});

function readOnly(): EventStore {
  return {
    append: () => Promise.reject(new Error('Nothing is appended.')),
    readStream: (...asked) => store.readStream(...asked),
    readAll: (...asked) => store.readAll(...asked),
    readGrouped: () => null,
    head: () => store.head(),
    eventAt: (position) => store.eventAt(position),
    subscribe: (...asked) => store.subscribe(...asked),
  };
}

describe('a log index that is made anew', () => {
  it('has the same rows, also where some were changed or a table was lost', async () => {
    await noted(now, 'plan-exempel.ks.2026', 'goal-exempel.ks.2026.g1', 'plan-exempel.ks.2026');
    const plain = new LogIndex([{ folds: [goalFold] }], store, database);
    await plain.catchUp();
    const all = async () => [await entries(), await streams(), await thingsOf(2)];
    const before = await all();
    expect(await plain.rebuild()).toEqual({ events: 3, isOtherwise: false });
    for (const damage of [
      sql`update ${table('entries')} set type = 'ThingHidden' where index = 1`,
      sql`delete from ${table('streams')}`,
      sql`drop table ${table('things')}`,
    ]) {
      await damage.execute(database.db);
      expect(await plain.rebuild()).toEqual({ events: 3, isOtherwise: true });
      expect(await all()).toEqual(before);
    }
  });
});
