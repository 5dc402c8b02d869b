import { apply } from '../../../test/support/projection-under-test.js';
import { type Kysely, sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, event, given } from '../../../test/stores/store-under-test.js';
import { onPostgres } from '../../../test/support/postgres-under-test.js';
import { type EventOf, type Fold, type PositionOrStart } from '../../kernel/fold.js';
import { type Database, soleProcess } from '../database/database.service.js';
import type { EventStore } from '../event-store/event-store.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { openPostgres } from '../database/postgres-database.service.js';
import { Checkpoints } from './checkpoints.service.js';
import { type ChangedThings, Projection, type View } from './projection.service.js';
import { CheckpointMoved } from './taken-in.js';
import { Projector } from './projector.service.js';
import { rebuild } from './rebuild.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import { States, type ViewTables } from '../database/state-tables.view.js';

/** Number of events and sum of their values. A lost or repeated event changes them. */
interface Sum {
  readonly events: number;
  readonly sum: number;
}

const thingFold: Fold<Sum, EventOf<'ThingNoted', { n: number }>> = {
  kind: 'thing',
  initial: { events: 0, sum: 0 },
  events: { ThingNoted: [] },
  evolve: ({ events, sum }, { data }) => ({ events: events + 1, sum: sum + data.n }),
};

class Sums implements View {
  readonly tables = ['sums'];

  async create(db: Kysely<ViewTables>): Promise<void> {
    await db.schema
      .createTable('sums')
      .ifNotExists()
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('sum', 'integer', (column) => column.notNull())
      .execute();
  }

  async project(changed: ChangedThings, states: States, db: Kysely<ViewTables>): Promise<void> {
    const sums = db.$extendTables<{ sums: { id: string; sum: number } }>();
    for (const id of changed.ids(thingFold)) {
      const { sum } = await states.one(thingFold, id);
      await sums
        .insertInto('sums')
        .values({ id, sum })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ sum }))
        .execute();
    }
  }
}

const newDatabase = onPostgres();
let databases: Database<ViewTables>[];
let store: EventStore;

beforeEach(async () => {
  const url = await newDatabase();
  databases = [];
  // Each simulated process has its own connections.
  for (let n = 0; n < 3; n += 1) databases.push(await openPostgres<ViewTables>(url));
  store = new SqlEventStore(inProcess(0).db);
  await createEventTables(inProcess(0).db);
});

afterEach(async () => {
  for (const { close } of databases) await close();
});

function inProcess(number: number): Database<ViewTables> {
  const database = databases[number];
  if (database === undefined) throw new Error('There is no such process.');
  return database;
}

function views(number: number): Projection {
  return new Projection(inProcess(number).db, 'views_1', [thingFold], [new Sums()]);
}

/** Reads the sum of each stream from its row, after comparing the saved states with the log. */
async function sums(): Promise<Record<string, number>> {
  const expected: Record<string, Sum> = {};
  for (const { stream, data } of await all(store.readAll(0))) {
    const id = stream.slice('thing-'.length);
    const { events, sum } = expected[id] ?? thingFold.initial;
    const n = typeof data === 'object' && data !== null && 'n' in data ? Number(data.n) : 0;
    expected[id] = { events: events + 1, sum: sum + n };
  }
  const { db } = inProcess(0);
  const { rows } = await sql<{ id: string; sum: number }>`select id, sum from views_1.sums order by id`.execute(db);
  const found = await sql<{ id: string; state: Sum }>`select id, state from views_1.states`.execute(db);
  expect(Object.fromEntries(found.rows.map(({ id, state }) => [id, state]))).toEqual(expected);
  return Object.fromEntries(rows.map(({ id, sum }) => [id, sum]));
}

async function noted(id: string, ...numbers: readonly number[]): Promise<number> {
  const { position } = await given(
    store,
    `thing-${id}`,
    numbers.map((n) => event({ n })),
  );
  return position;
}

describe('two processes that project the same events', () => {
  it('project each batch once', async () => {
    const both = [views(0), views(1)];
    await Promise.all(both.map((one) => one.create()));
    let after: PositionOrStart = 0;
    for (let round = 1; round <= 20; round += 1) {
      await noted('a', round);
      await noted('b', 1, 1);
      const events = await all(store.readAll(after));
      const results = await Promise.allSettled(both.map((one) => apply(one, events, after)));
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toBeInstanceOf(CheckpointMoved);
      after = events.at(-1)?.position ?? after;
    }
    expect(await sums()).toEqual({ a: 210, b: 40 });
    expect(await views(2).checkpoint()).toMatchObject({ position: 60 });
  });

  it('create the tables once', async () => {
    await Promise.all([0, 1, 2, 0, 1, 2].map((number) => views(number).create()));
    const { rows } = await sql`select position, log from views_1.checkpoint`.execute(inProcess(0).db);
    expect(rows).toEqual([{ position: '0', log: null }]);
  });

  it('leave no event out when both follow the log', async () => {
    const stopping = new AbortController();
    const running: Promise<void>[] = [];
    const checkpoints = newCheckpoints();
    for (const number of [0, 1]) {
      const projector = new Projector(views(number), store, checkpoints);
      await projector.prepare();
      running.push(projector.run(stopping.signal));
    }
    let position = 0;
    for (let n = 0; n < 40; n += 1) position = await noted(n % 2 === 0 ? 'a' : 'b', 1);
    await checkpoints.reached(position, 10_000);
    stopping.abort();
    await Promise.all(running);
    expect(await sums()).toEqual({ a: 20, b: 20 });
  });
});

function newCheckpoints(): Checkpoints {
  return new Checkpoints(soleProcess, 'views', () => Promise.reject(new Error('Nobody looks.')));
}

describe('views that are rebuilt while the live views follow the log', () => {
  let checkpoints: Checkpoints;
  let stopping: AbortController;
  let running: Promise<unknown>[];
  let written: number;

  beforeEach(async () => {
    [checkpoints, stopping, running, written] = [newCheckpoints(), new AbortController(), [], 0];
    await noted('still', 7);
    for (let n = 0; n < 3; n += 1) await noted(`seed-${n}`, ...Array.from({ length: 1_000 }, () => 1));
    const projector = new Projector(views(1), store, checkpoints);
    await projector.prepare();
    running.push(projector.run(stopping.signal));
    await checkpoints.reached(await store.head(), 10_000);
  });

  afterEach(async () => {
    stopping.abort();
    await Promise.all(running);
  });

  /** Appends events until the test stops it. */
  async function load(): Promise<void> {
    while (!stopping.signal.aborted) {
      await Promise.all(['a', 'b', 'c', 'd'].map((id) => noted(id, 1)));
      written += 4;
      await sleep(1);
    }
  }

  it('hold every event once, report the differing rows, and continue', async () => {
    running.push(load());
    for (let round = 0; round < 3; round += 1) {
      const before = written;
      expect((await rebuild(views(2), store)).differing).toEqual([]);
      await checkpoints.reached(await store.head(), 10_000);
      expect(written).toBeGreaterThan(before);
    }
    const { db } = inProcess(2);
    await sql`update views_1.sums set sum = 8 where id = 'still'`.execute(db);
    await sql`delete from views_1.sums where id = 'seed-1'`.execute(db);
    const { differing, events } = await rebuild(views(2), store);
    expect(differing.toSorted()).toEqual([
      'sums {"id":"seed-1","sum":1000}',
      'sums {"id":"still","sum":7}',
      'sums {"id":"still","sum":8}',
    ]);
    expect(events).toBeGreaterThan(3_001);
    stopping.abort();
    await Promise.all(running);
    // A projector now projects the events that the rebuild did not include.
    const rest = new AbortController();
    running = [new Projector(views(0), store, checkpoints).run(rest.signal)];
    await checkpoints.reached(await store.head(), 10_000);
    rest.abort();
    const { a, b, c, d, ...others } = await sums();
    expect([a, b, c, d]).toEqual([a, a, a, a]);
    expect(a).toBe(written / 4);
    expect(others).toEqual({ still: 7, 'seed-0': 1_000, 'seed-1': 1_000, 'seed-2': 1_000 });
  });

  it('leave no other schema behind', async () => {
    await rebuild(views(2), store);
    const { rows } = await sql`
      select schema_name as name from information_schema.schemata where schema_name ~ '^views'`.execute(
      inProcess(2).db,
    );
    expect(rows).toEqual([{ name: 'views_1' }]);
  });

  it('can be read all the time', async () => {
    let reads = 0;
    const reader = new States(inProcess(2).db.withSchema('views_1'));
    const reading = (async () => {
      while (!stopping.signal.aborted) {
        expect(await reader.one(thingFold, 'still')).toEqual({ events: 1, sum: 7 });
        reads += 1;
      }
    })();
    for (let round = 0; round < 3; round += 1) await rebuild(views(0), store);
    stopping.abort();
    await reading;
    expect(reads).toBeGreaterThan(3);
  });

  it('are locked at the end: the projector waits, and continues in the new ones', async () => {
    const copying = views(2);
    const [beside, checkpoint] = [copying.beside.bind(copying), copying.checkpoint.bind(copying)];
    let looks = 0;
    let late = 0;
    copying.checkpoint = async () => {
      looks += 1;
      const found = await checkpoint();
      // The rebuild now reads the checkpoint for the last time before it locks the live views.
      if (looks === 2) {
        late = await noted('late', 1);
        await checkpoints.reached(late, 10_000);
      }
      return found;
    };
    let seenWhileHeld = 0;
    let latest = 0;
    copying.beside = (schema) => {
      const copy = beside(schema);
      const follow = copy.follow.bind(copy);
      copy.follow = async function* (pages, after) {
        for await (const position of follow(pages, after)) {
          if (late > 0 && position >= late) {
            latest = await noted('latest', 1);
            await sleep(500);
            seenWhileHeld = checkpoints.viewed;
          }
          yield position;
        }
      };
      return copy;
    };
    expect((await rebuild(copying, store)).differing).toEqual([]);
    expect(latest).toBeGreaterThan(0);
    expect(seenWhileHeld).toBe(latest - 1);
    await checkpoints.reached(latest, 10_000);
    expect(await sums()).toMatchObject({ late: 1, latest: 1 });
  });
});
