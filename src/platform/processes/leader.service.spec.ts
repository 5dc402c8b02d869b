import { type Kysely, sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { event, given } from '../../../test/stores/store-under-test.js';
import { onPostgres } from '../../../test/support/postgres-under-test.js';
import { openAdmission } from '../../../test/support/admission-under-test.js';
import { statesUnderTest } from '../../../test/support/states-under-test.js';
import type { EventOf, Fold } from '../../kernel/fold.js';
import { Clock } from '../runtime/clock.service.js';
import { InstrumentedCommandBus } from '../commands/command-bus.service.js';
import type { Database } from '../database/database.service.js';
import { Reactions } from '../commands/reactions.service.js';
import { CommandHandling } from '../commands/command-handling.service.js';
import type { EventStore } from '../event-store/event-store.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { Leader } from './leader.service.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { DeadLetters } from './dead-letters.view.js';
import { openPostgres } from '../database/postgres-database.service.js';
import { INDEX_SCHEMA } from '../projections/log-index-tables.service.js';
import { LogIndex } from '../projections/log-index.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';
import { type ChangedThings, Projection, type View } from '../projections/projection.service.js';
import { Alarms } from '../telemetry/alarms.service.js';
import { DamagedStreams } from '../projections/damaged-streams.service.js';
import { KnownLog } from '../projections/known-log.service.js';
import { Projector } from '../projections/projector.service.js';
import { Reactor } from './reactor.service.js';
import { Scheduler } from './scheduler.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import type { AnyFold } from '../projections/state-cache.service.js';
import { States, type ViewTables } from '../database/state-tables.view.js';
import { until } from '../../../test/support/until.js';

const thingFold: Fold<number, EventOf<'ThingNoted', { n: number }>> = {
  kind: 'thing',
  initial: 0,
  events: { ThingNoted: [] },
  evolve: (count) => count + 1,
};

/** The fold of a build that makes the same rows and knows another type of event. */
const newerFold: Fold<number, EventOf<'ThingNoted' | 'ThingRenamed', { n: number }>> = {
  kind: 'thing',
  initial: 0,
  events: { ThingNoted: [], ThingRenamed: [] },
  evolve: (count) => count + 1,
};

/** A view with a row for each batch that changes a `thing` stream. A batch that is projected twice adds a row. */
class Batches implements View {
  readonly tables = ['batches'];

  async create(db: Kysely<ViewTables>): Promise<void> {
    await db.schema.createTable('batches').ifNotExists().addColumn('count', 'integer').execute();
  }

  async project(changed: ChangedThings, states: States, db: Kysely<ViewTables>): Promise<void> {
    for (const id of changed.ids(thingFold)) {
      const batches = db.$extendTables<{ batches: { count: number } }>();
      await batches
        .insertInto('batches')
        .values({ count: await states.one(thingFold, id) })
        .execute();
    }
  }
}

/** A simulated process of the service, with the views that some build makes. */
class Process {
  readonly leader: Leader;
  readonly checkpoints: Checkpoints;
  readonly projection: Projection;
  /** Position of the views when this process began to index the log. Null before that. */
  viewedWhenIndexed: number | null = null;
  readonly store: EventStore;
  readonly alarms = new Alarms();
  readonly admission = openAdmission();
  readonly #projector: Projector;

  constructor(
    readonly database: Database<ViewTables>,
    build: string,
    fold: AnyFold = thingFold,
  ) {
    const { db, election } = database;
    this.store = new SqlEventStore(db, { election });
    this.projection = new Projection(db, `views_${build}`, [fold], [new Batches()]);
    const deadLetters = new DeadLetters(database);
    this.checkpoints = new Checkpoints(election, `tertial_views_${build}`, async () => {
      const [{ position: viewed }, reached] = [await this.projection.checkpoint(), await deadLetters.checkpoint()];
      return { viewed, reacted: reached.position, caused: reached.caused };
    });
    const { store, checkpoints, projection } = this;
    const { tail, current, tables } = statesUnderTest(store, db, [thingFold], checkpoints);
    this.#projector = new Projector(projection, store, checkpoints, this.alarms);
    const commandBus: InstrumentedCommandBus = Object.create(InstrumentedCommandBus.prototype);
    const reactions = new Reactions([], new CommandHandling(store, current), commandBus, new Clock(), tail);
    const reactor = new Reactor(reactions, store, new Clock(), deadLetters, checkpoints);
    const scheduler = new Scheduler([], tables, commandBus, new Clock(), checkpoints);
    const index = new LogIndex([], store, database);
    const run = index.run.bind(index);
    index.run = (signal) => {
      this.viewedWhenIndexed = checkpoints.viewed;
      return run(signal);
    };
    this.leader = new Leader(
      projection,
      this.#projector,
      reactor,
      scheduler,
      index,
      checkpoints,
      tail,
      new KnownLog(store, new Alarms()),
      new DamagedStreams(db, new Alarms()),
      this.admission,
      deadLetters,
      store,
      database,
    );
  }

  async start(): Promise<void> {
    await this.leader.start();
    await this.leader.caughtUp();
  }

  async counted(): Promise<number> {
    return new States(this.database.db.withSchema(this.projection.schema)).one(thingFold, 'a');
  }

  async stop(): Promise<void> {
    await this.leader.stop();
    await this.database.close();
  }
}

const newDatabase = onPostgres();
let url: string;
let processes: Process[];
const SOON = 60_000;

beforeEach(async () => {
  processes = [];
  url = await newDatabase();
});

afterEach(async () => {
  for (const { stop } of processes.map((one) => ({ stop: () => one.stop() }))) await stop();
});

/** Makes a process and does not start it. */
async function newProcess(build: string, fold?: AnyFold): Promise<Process> {
  const database = await openPostgres<ViewTables>(url);
  await createEventTables(database.db);
  const one = new Process(database, build, fold);
  processes.push(one);
  return one;
}

async function start(build: string): Promise<Process> {
  const one = await newProcess(build);
  await one.start();
  return one;
}

async function note({ store }: Process, count = 1): Promise<number> {
  const { position } = await given(
    store,
    'thing-a',
    Array.from({ length: count }, (_, n) => event({ n })),
  );
  return position;
}

async function schemas({ database }: Process, beginning = 'views'): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select schema_name as name from information_schema.schemata where starts_with(schema_name, ${beginning})
    order by 1`.execute(database.db);
  return rows.map(({ name }) => name);
}

describe('processes with the same views', () => {
  it('have one that leads, and all of them know how far it has come', async () => {
    const [first, second] = [await start('1'), await start('1')];
    expect([first, second].map(({ leader }) => leader.isLeading)).toEqual([true, false]);
    expect([first, second].map(({ leader }) => leader.hasCaughtUp)).toEqual([true, true]);
    for (const writer of [first, second]) {
      const position = await note(writer, 3);
      for (const reader of [first, second]) {
        await reader.checkpoints.settled(position, SOON);
        expect(await reader.counted()).toBe(position);
      }
    }
  });

  it('have caught up with the log when they have started', async () => {
    const first = await start('1');
    await first.checkpoints.settled(await note(first, 1500), SOON);
    const second = await start('1');
    expect(second.checkpoints.viewed).toBe(1500);
    expect(await second.counted()).toBe(1500);
  });

  it('take over from each other, and nothing is taken in twice or left out', async () => {
    const [first, second] = [await start('1'), await start('1')];
    await second.checkpoints.settled(await note(second, 2), SOON);
    await first.leader.stop();
    expect(first.leader.isLeading).toBe(false);
    const position = await note(first, 2);
    await second.checkpoints.settled(position, SOON);
    await first.checkpoints.settled(position, SOON);
    expect(second.leader.isLeading).toBe(true);
    expect(await second.counted()).toBe(position);
    const { rows } = await sql`select count from views_1.batches order by 1`.execute(first.database.db);
    expect(rows).toEqual([{ count: 2 }, { count: 4 }]);
  });

  it('take over when the one that leads has lost the database', async () => {
    const [first, second] = [await start('1'), await start('1')];
    for (let n = 0; n < 2; n += 1) {
      const before = await note(second);
      await second.checkpoints.settled(before, SOON);
      await sql`select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and objsubid = 2
          and database = (select oid from pg_database where datname = current_database())`.execute(second.database.db);
      const position = await note(second, 3);
      await second.checkpoints.settled(position, SOON);
      expect(await second.counted()).toBe(position);
      await until(() => first.leader.isLeading !== second.leader.isLeading);
    }
  });

  it('start together', async () => {
    const [first, second] = [await newProcess('1'), await newProcess('1')];
    const position = await note(first, 1200);
    await Promise.all([first, second].map((one) => one.start()));
    expect([first, second].filter(({ leader }) => leader.isLeading)).toHaveLength(1);
    expect(await second.counted()).toBe(position);
  });

  it('index the log when the views include it', async () => {
    const one = await newProcess('1');
    const position = await note(one, 1200);
    await one.start();
    await until(() => one.viewedWhenIndexed !== null);
    expect(one.viewedWhenIndexed).toBe(position);
  });
});

/** Waits until the schemas are as expected, because a process drops abandoned views in the background. */
async function untilThereAre(one: Process, expected: readonly string[]): Promise<void> {
  await until(async () => (await schemas(one)).join() === expected.join());
}

describe('processes of builds with other views', () => {
  it('have views of their own, which each of them keeps up with the log', async () => {
    const old = await start('1');
    const position = await note(old, 3);
    await old.checkpoints.settled(position, SOON);
    const next = await start('2');
    expect([old, next].map(({ leader }) => leader.isLeading)).toEqual([true, true]);
    expect(await schemas(old)).toEqual(['views_1', 'views_2']);
    const last = await note(next, 2);
    for (const one of [old, next]) {
      await one.checkpoints.settled(last, SOON);
      expect(await one.counted()).toBe(last);
    }
  });

  it('leave no views that nobody keeps up, and those of a rebuild neither', async () => {
    const old = await start('1');
    await note(old);
    for (const schema of ['views', 'views_0', 'views_0_rebuilt', 'views_1_rebuilt', 'viewsofothers']) {
      await sql`create schema ${sql.id(schema)}`.execute(old.database.db);
    }
    await start('2');
    // A process of the first build still leads, so its views and their copy stay.
    await untilThereAre(old, ['views_1', 'views_1_rebuilt', 'views_2', 'viewsofothers']);
    await old.leader.stop();
    await start('3');
    await untilThereAre(old, ['views_2', 'views_3', 'viewsofothers']);
  });

  it('leave the log indexes of other formats as long as another build runs', async () => {
    const old = await start('1');
    for (const schema of ['views_0', 'log_index', 'log_index_1', 'log_indexes']) {
      await sql`create schema ${sql.id(schema)}`.execute(old.database.db);
    }
    const next = await start('2');
    await untilThereAre(old, ['views_1', 'views_2']);
    await next.leader.stop();
    expect(await schemas(old, 'log_index')).toEqual(['log_index', 'log_index_1', INDEX_SCHEMA, 'log_indexes']);
    await old.leader.stop();
    await start('3');
    await until(async () => (await schemas(old, 'log_index')).join() === [INDEX_SCHEMA, 'log_indexes'].join());
  });

  it('keep the copy that is being made of their own views', async () => {
    const one = await newProcess('1');
    await sql`create schema views_1_rebuilt`.execute(one.database.db);
    await one.start();
    expect(await schemas(one)).toEqual(['views_1', 'views_1_rebuilt']);
  });

  it('make their views anew when another has dropped them meanwhile', async () => {
    const old = await start('1');
    const position = await note(old, 3);
    await old.checkpoints.settled(position, SOON);
    await sql`drop schema views_1 cascade`.execute(old.database.db);
    const last = await note(old);
    await until(async () => (await old.counted().catch(() => 0)) === last);
  });
});

describe('a process that meets an event of a newer build', () => {
  it('stops leading for good, says so, and lets a process lead that knows the event', async () => {
    const old = await start('1');
    await old.checkpoints.settled(await note(old, 2), SOON);
    await given(old.store, 'thing-a', [{ ...event({ n: 1 }), type: 'ThingRenamed' }]);
    const position = await note(old);
    await until(() => Promise.resolve(!old.leader.isLeading));
    expect(old.leader.isOvertaken).toBe(true);
    expect(() => old.admission.admit()).toThrow('This build does not know version 1 of the event thing ThingRenamed.');
    expect(old.alarms.raised).toEqual(['newer build: version 1 of the event thing ThingRenamed']);
    const next = await newProcess('1', newerFold);
    await next.start();
    await next.checkpoints.reached(position, SOON);
    expect(await next.counted()).toBe(4);
    expect(next.leader.isLeading).toBe(true);
    expect([old.leader.isLeading, next.leader.isOvertaken]).toEqual([false, false]);
  });
});

describe('views and reactions of another log', () => {
  it('are kept and not taken for those of this one, not even for a moment', async () => {
    const old = await start('1');
    await old.checkpoints.settled(await note(old, 7), SOON);
    await old.stop();
    processes = [];
    const next = await newProcess('1');
    const { db } = next.database;
    await sql`alter table log.events disable trigger all`.execute(db);
    await sql`truncate log.events`.execute(db);
    await note(next, 2);
    const heard: number[] = [];
    const { viewedTo } = next.checkpoints;
    next.checkpoints.viewedTo = (position) => {
      heard.push(position);
      viewedTo.call(next.checkpoints, position);
    };
    // A process that follows the checkpoints too early would read the other log's position in this time.
    await sleep(500);
    await next.start();
    expect(heard.filter((position) => position > 0)).toEqual([]);
    expect(await next.projection.checkpoint()).toMatchObject({ position: 7 });
    expect(next.leader.isLeading).toBe(false);
    await expect(next.checkpoints.settled(3, 100)).rejects.toThrow(TimedOut);
    expect(await next.counted()).toBe(7);
  });
});
