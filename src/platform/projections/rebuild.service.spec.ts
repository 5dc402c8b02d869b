import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { loseEvents } from '../../../test/stores/sql-event-store.js';
import { event, given } from '../../../test/stores/store-under-test.js';
import type { EventOf, Fold } from '../../kernel/fold.js';
import { type Database, soleProcess } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import type { EventStore } from '../event-store/event-store.js';
import { type FoundEvent } from '../event-store/foreign-event.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { type ChangedThings, Projection, type View } from './projection.service.js';
import { Checkpoints } from './checkpoints.service.js';
import { damageIn } from './damage-tables.service.js';
import { Projector } from './projector.service.js';
import { check, rebuild, type RebuildProgress } from './rebuild.service.js';
import { printedDifference } from './row-difference.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import type { States, ViewTables } from '../database/state-tables.view.js';

type Things = readonly number[];

const thingFold: Fold<Things, EventOf<'ThingNoted', { n: number }>> = {
  kind: 'thing',
  initial: [],
  events: { ThingNoted: [] },
  evolve: (things, { data }) => [...things, data.n],
};

interface SumsTable {
  id: string;
  sum: number;
}

/** A view with the sum of each stream's numbers. */
class Sums implements View {
  readonly tables = ['sums'];

  async create(db: Kysely<ViewTables>): Promise<void> {
    await db.schema
      .createTable('sums')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('sum', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('sums_by_sum').ifNotExists().on('sums').column('sum').execute();
  }

  async project(changed: ChangedThings, states: States, db: Kysely<ViewTables>): Promise<void> {
    const sums = db.$extendTables<{ sums: SumsTable }>();
    for (const id of changed.ids(thingFold)) {
      await sums.deleteFrom('sums').where('id', '=', id).execute();
      await sums
        .insertInto('sums')
        .values({ id, sum: (await states.one(thingFold, id)).reduce((sum, n) => sum + n, 0) })
        .execute();
    }
  }
}

let database: Database<ViewTables>;
let store: SqlEventStore;
let live: Projection;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
  store = new SqlEventStore(database.db);
  for (const name of ['a', 'b', 'c']) {
    await given(
      store,
      `thing-${name}`,
      [1, 2, 3].map((n) => event({ n })),
    );
  }
});

afterAll(() => database.close());

beforeEach(async () => {
  live = views(new Sums());
  await live.drop();
  await follow(live);
});

function views(...these: readonly View[]): Projection {
  return new Projection(database.db, 'views', [thingFold], these);
}

/** Brings the views up to date with the log, and stops. */
async function follow(projection: Projection): Promise<void> {
  const checkpoints = new Checkpoints(soleProcess, 'views', () => Promise.reject(new Error('Nobody looks.')));
  const projector = new Projector(projection, store, checkpoints);
  const stopping = new AbortController();
  await projector.prepare();
  const running = projector.run(stopping.signal);
  await checkpoints.reached(await store.head());
  stopping.abort();
  await running;
}

/** Reads each row of the tables as text. */
async function contentOf(...tables: readonly string[]): Promise<string[]> {
  const content: string[] = [];
  for (const table of tables) {
    const { rows } = await sql<{ line: string }>`
      select row_to_json(t)::text as line from ${sql.id('views', table)} t order by 1`.execute(database.db);
    content.push(...rows.map(({ line }) => `${table} ${line}`));
  }
  return content;
}

const everything = ['states', 'sums', 'checkpoint'];

describe('the views of a rebuild', () => {
  it('rule 48: have the same rows, byte by byte, and report no difference', async () => {
    const before = await contentOf(...everything);
    const { events, differing } = await rebuild(live, store);
    expect(differing).toEqual([]);
    expect(events).toBe(await store.head());
    expect(await contentOf(...everything)).toEqual(before);
    expect(before).toHaveLength(7);
  });

  it.each([
    ['a row that was changed', sql`update views.sums set sum = 7 where id = 'b'`, ['"b","sum":7', '"b","sum":6']],
    ['a row that was taken away', sql`delete from views.sums where id = 'b'`, ['"b","sum":6']],
    ['a row that was put in', sql`insert into views.sums values ('x', 1)`, ['"x","sum":1']],
    [
      'a state that was changed',
      sql`update views.states set state = '[1, 2, 3]' where id = 'b'`,
      ['"state":[1, 2, 3]', '"state":[1,2,3]'],
    ],
  ])('rule 48: report and repair %s', async (_, tampering, told) => {
    const before = await contentOf(...everything);
    await tampering.execute(database.db);
    expect(await contentOf(...everything)).not.toEqual(before);
    const { differing } = await rebuild(live, store);
    expect(differing).toHaveLength(told.length);
    for (const words of told) expect(differing).toContainEqual(expect.stringContaining(words));
    expect(await contentOf(...everything)).toEqual(before);
    expect((await rebuild(live, store)).differing).toEqual([]);
  });

  it('report the table and the row', async () => {
    await sql`update views.sums set sum = 7 where id = 'b'`.execute(database.db);
    const { differing } = await rebuild(live, store);
    expect(differing).toEqual(['sums {"id":"b","sum":7}', 'sums {"id":"b","sum":6}']);
  });

  it('report their progress', async () => {
    const told: RebuildProgress[] = [];
    await rebuild(live, store, (progress) => told.push(progress));
    const head = await store.head();
    expect(told).toEqual([{ position: head, head }]);
  });

  it('are the same from a store that can only be followed', async () => {
    const before = await contentOf(...everything);
    const { events, differing } = await rebuild(live, { ...readOnly(), readGrouped: () => null });
    expect(differing).toEqual([]);
    expect(events).toBe(await store.head());
    expect(await contentOf(...everything)).toEqual(before);
  });

  async function* cut(pages: AsyncIterable<readonly FoundEvent[]>): AsyncGenerator<readonly FoundEvent[], void, void> {
    yield* pages;
    throw new Error('The line was cut.');
  }

  it.each<[string, Partial<EventStore>]>([
    ['by wholes', { readGrouped: (upTo, groupOf) => cut(store.readGrouped(upTo, groupOf)) }],
    ['in the log’s order', { readGrouped: () => null, readAll: (after) => cut(store.readAll(after)) }],
  ])('ignore what an earlier attempt left behind that read %s', async (_, cutting) => {
    await expect(rebuild(live.beside('views'), { ...readOnly(), ...cutting })).rejects.toThrow('The line was cut.');
    expect((await rebuild(live, store)).differing).toEqual([]);
  });

  it('leave the live views unchanged when the rebuild fails', async () => {
    const before = await contentOf(...everything);
    const unknown = new Projection(database.db, 'views', [], [new Sums()]);
    await expect(rebuild(unknown, store)).rejects.toThrow('This build does not know streams of the kind thing.');
    expect(await contentOf(...everything)).toEqual(before);
  });

  it('continue from their checkpoint', async () => {
    await rebuild(live, store);
    const id = randomUUID();
    await given(store, `thing-${id}`, [event({ n: 5 })]);
    await follow(live);
    expect(await contentOf('sums')).toContain(`sums {"id":"${id}","sum":5}`);
  });
});

describe('the live views, compared with a copy', () => {
  it('rule 48: are equal, row by row, and stay unchanged', async () => {
    const before = await contentOf(...everything);
    expect(await check(live, store)).toEqual({ events: await store.head(), differing: 0, first: null });
    expect(await contentOf(...everything)).toEqual(before);
  });

  const b = { table: 'sums', key: { id: 'b' } };

  it.each([
    ['changed', sql`update views.sums set sum = 7 where id = 'b'`, 2, { ...b, place: 'sum', live: '7', fresh: '6' }],
    [
      'taken away',
      sql`delete from views.sums where id = 'b'`,
      1,
      { ...b, place: '', live: null, fresh: '{"id":"b","sum":6}' },
    ],
    [
      'put in',
      sql`insert into views.sums values ('x', 1)`,
      1,
      { table: 'sums', key: { id: 'x' }, place: '', live: '{"id":"x","sum":1}', fresh: null },
    ],
    [
      'changed within a state',
      sql`update views.states set state = '[1,5,3]' where id = 'b'`,
      2,
      { table: 'states', key: { kind: 'thing', id: 'b' }, place: 'state.1', live: '5', fresh: '2' },
    ],
    [
      'written otherwise',
      sql`update views.states set state = '[1, 2, 3]' where id = 'b'`,
      2,
      {
        table: 'states',
        key: { kind: 'thing', id: 'b' },
        place: '',
        live: expect.stringContaining('[1, 2, 3]'),
        fresh: expect.stringContaining('[1,2,3]'),
      },
    ],
  ])('rule 48: report a row that was %s, with its key and the place', async (_, tampering, differing, first) => {
    await tampering.execute(database.db);
    const tampered = await contentOf(...everything);
    expect(await check(live, store)).toMatchObject({ differing, first });
    expect(await contentOf(...everything)).toEqual(tampered);
  });

  it('rule 48: are compared in the database, however many rows differ', async () => {
    await sql`insert into views.sums select 'z' || n, n from generate_series(1, 200000) n`.execute(database.db);
    const first = { table: 'sums', key: { id: 'z1' }, place: '', live: '{"id":"z1","sum":1}', fresh: null };
    expect(await check(live, store)).toMatchObject({ differing: 200_000, first });
  });

  it('leave nothing behind, also when the copy fails', async () => {
    const schemas = async () => {
      const { rows } = await sql`select schema_name from information_schema.schemata order by 1`.execute(database.db);
      return rows;
    };
    const before = await schemas();
    await sql`update views.sums set sum = 7 where id = 'b'`.execute(database.db);
    await check(live, store);
    const unknown = new Projection(database.db, 'views', [], [new Sums()]);
    await expect(check(unknown, store)).rejects.toThrow('This build does not know streams of the kind thing.');
    expect(await schemas()).toEqual(before);
  });

  it('print a difference as text', () => {
    const difference = { ...b, live: '7', fresh: '6' };
    expect(printedDifference({ ...difference, place: 'sum' })).toBe('sums {"id":"b"} at sum\n  live:  7\n  fresh: 6');
    expect(printedDifference({ ...difference, place: '', fresh: null })).toBe(
      'sums {"id":"b"}\n  live:  7\n  fresh: nothing',
    );
  });
});

describe('the views of this build', () => {
  it('are not rebuilt at start', async () => {
    await sql`update views.sums set sum = 7 where id = 'b'`.execute(database.db);
    await follow(views(new Sums()));
    expect(await contentOf('sums')).toContain('sums {"id":"b","sum":7}');
  });

  it('differ in every row of a table that was emptied', async () => {
    await sql`delete from views.sums`.execute(database.db);
    const { differing } = await rebuild(live, store);
    expect(differing.toSorted()).toEqual(await contentOf('sums'));
  });
});

function readOnly(): EventStore {
  return {
    append: () => Promise.reject(new Error('Nothing is appended.')),
    readStream: (...given) => store.readStream(...given),
    readAll: (...given) => store.readAll(...given),
    readGrouped: (...given) => store.readGrouped(...given),
    head: () => store.head(),
    eventAt: (position) => store.eventAt(position),
    subscribe: (...given) => store.subscribe(...given),
  };
}

describe('streams that lost events which the views have taken in', () => {
  const kept = ['thing-a', 'thing-b', 'thing-c'];

  it.each([
    ['their first event', [0], 0],
    ['events in their middle', [1, 2], 1],
    ['their end', [3, 4], 3],
    ['all of them', [0, 1, 2, 3, 4], 0],
  ])('%s, are found by a rebuild, once, and the others are as they were', async (what, revisions, first) => {
    const stream = `thing-lost-${what.replaceAll(' ', '-')}`;
    for (let n = 0; n < 5; n += 1) await given(store, stream, [event({ n })]);
    // A log without its newest event would be another log.
    await given(store, 'thing-a', [event({ n: 0 })]);
    await follow(live);
    const others = await contentOf('states');
    await loseEvents(database.db, stream, revisions);
    for (const remake of [check, rebuild]) {
      await remake(live, store);
      const found = (await damageIn(database.db)).filter((damage) => damage.stream === stream);
      expect(found).toMatchObject([{ kind: 'cut', revision: first, isAccepted: false }]);
    }
    const isOfKept = (line: string): boolean => kept.some((name) => line.includes(`"id":"${name.slice(6)}"`));
    expect((await contentOf('states')).filter(isOfKept)).toEqual(others.filter(isOfKept));
  });
});
