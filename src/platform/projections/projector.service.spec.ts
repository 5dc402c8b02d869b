import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { all, event, given } from '../../../test/stores/store-under-test.js';
import { type EventOf, type Fold, positionOf } from '../../kernel/fold.js';
import { type Database, soleProcess } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { Checkpoints } from './checkpoints.service.js';
import { Projection, type View } from './projection.service.js';
import { logOf } from './known-log.service.js';
import { Projector } from './projector.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import { States, type ViewTables } from '../database/state-tables.view.js';
import { until } from '../../../test/support/until.js';

const thingFold: Fold<number, EventOf<'ThingNoted', { n: number }>> = {
  kind: 'thing',
  initial: 0,
  events: { ThingNoted: [] },
  evolve: (count) => count + 1,
};

/** A view that fails or blocks while the test wants it to. */
class Gate implements View {
  readonly tables = [];
  failures = 0;
  failed = 0;
  seen = 0;
  #opened: Promise<unknown> = Promise.resolve();
  open: () => void = () => undefined;

  create(): Promise<void> {
    return Promise.resolve();
  }

  async project(): Promise<void> {
    this.seen += 1;
    await this.#opened;
    if (this.failures > 0) {
      this.failures -= 1;
      this.failed += 1;
      throw new Error('No room.');
    }
  }

  /** Makes `project` wait until the test calls `open`. */
  close(): void {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#opened = promise;
    this.open = () => resolve(null);
  }
}

/** A projector and its checkpoints. */
class Running {
  readonly checkpoints = new Checkpoints(soleProcess, 'thing', () => Promise.reject(new Error('Nobody looks.')));
  readonly projection = new Projection(database.db, 'views', [thingFold], [gate]);
  readonly #projector: Projector;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly on: EventStore = store) {
    this.#projector = new Projector(this.projection, on, this.checkpoints);
  }

  /** Resolves when the views have caught up with the log. */
  async start(): Promise<void> {
    await this.prepare();
    this.#running = this.#projector.run(this.#stopping.signal);
    await this.checkpoints.reached(await this.on.head());
  }

  async prepare(): Promise<void> {
    await this.#projector.prepare();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }
}

let database: Database<ViewTables>;
let store: SqlEventStore;
let gate: Gate;
let projector: Running;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
  store = new SqlEventStore(database.db);
});

afterAll(() => database.close());

beforeEach(async () => {
  gate = new Gate();
  await sql`drop schema if exists views cascade`.execute(database.db);
  projector = new Running();
});

afterEach(async () => {
  gate.open();
  await projector.stop();
});

async function note(count = 1): Promise<number> {
  const { position } = await given(
    store,
    'thing-a',
    Array.from({ length: count }, (_, n) => event({ n })),
  );
  return position;
}

function counted(): Promise<number> {
  return new States(database.db.withSchema('views')).one(thingFold, 'a');
}

describe('the projector', () => {
  it('has caught up with the log when it has started', async () => {
    const position = await note(3);
    await projector.start();
    expect(projector.checkpoints.viewed).toBe(position);
    expect(await counted()).toBe((await stream()).length);
  });

  it('starts on an empty log', async () => {
    const empty: EventStore = {
      ...delegating(),
      head: async () => 0,
      async *subscribe() {
        yield 'caught up';
      },
    };
    const idle = new Running(empty);
    await idle.start();
    expect(idle.checkpoints.viewed).toBe(0);
    await idle.stop();
  });

  it('follows the log, and resolves a wait for a position when the rows include it', async () => {
    await projector.start();
    gate.close();
    const position = await note();
    let isReached = false;
    const waiting = projector.checkpoints.reached(position).then(() => {
      isReached = true;
    });
    await until(() => gate.seen > 1);
    expect(isReached).toBe(false);
    gate.open();
    await waiting;
    expect(await counted()).toBe((await stream()).length);
    await projector.checkpoints.reached(position);
    await projector.checkpoints.reached(0, 0);
  });

  it('rejects a wait that times out, and goes on', async () => {
    await projector.start();
    gate.close();
    const position = await note();
    await expect(projector.checkpoints.reached(position, 20)).rejects.toThrow(TimedOut);
    gate.open();
    await projector.checkpoints.reached(position, 5_000);
  });

  it('follows a log from its first event that cannot be read by wholes', async () => {
    await note(3);
    const following = new Running({ ...delegating(), readGrouped: () => null });
    await following.start();
    expect(await counted()).toBe((await stream()).length);
    await following.stop();
  });

  it('follows a log from its first event into empty rows, whatever a fill that ended early has left', async () => {
    await note(3);
    for (let n = 0; n < 5; n += 1) await given(store, `thing-after-${n}`, [event({ n })]);
    const { projection } = projector;
    const filling = projection.fill(pagesOfThings(), {
      position: await store.head(),
      log: await logOf(store),
      event: null,
    });
    await filling.next();
    await filling.return();
    expect(await projection.isEmpty()).toBe(false);
    expect(await projection.checkpoint()).toMatchObject({ position: 0 });
    const following = new Running({ ...delegating(), readGrouped: () => null });
    await following.start();
    expect(await counted()).toBe((await stream()).length);
    await following.stop();
  });

  it('fills empty rows again when that has failed, and follows the log from there', async () => {
    await note(3);
    gate.failures = 2;
    await projector.start();
    expect(gate.failed).toBe(2);
    await projector.checkpoints.reached(await note(2));
    expect(await counted()).toBe((await stream()).length);
  });

  it('retries a batch that failed, and catches up', async () => {
    await projector.start();
    gate.failures = 2;
    const position = await note(2);
    await projector.checkpoints.reached(position, 10_000);
    expect(gate.failures).toBe(0);
    expect(await counted()).toBe((await stream()).length);
  });

  it('continues from its checkpoint when the subscription breaks', async () => {
    let breaks = 2;
    const breaking = new Running({
      ...delegating(),
      async *subscribe(after, signal) {
        for await (const delivered of store.subscribe(after, signal)) {
          yield delivered;
          if (breaks > 0) {
            breaks -= 1;
            throw new Error('The line was cut.');
          }
        }
      },
    });
    await breaking.start();
    await breaking.checkpoints.reached(await note(), 10_000);
    expect(await counted()).toBe((await stream()).length);
    await breaking.stop();
  });

  it('tells the position after it has saved the rows', async () => {
    await projector.start();
    await projector.checkpoints.reached(await note(2));
    expect(await counted()).toBe((await stream()).length);
  });

  it('does not tell the position of a batch that fails', async () => {
    await projector.start();
    await projector.checkpoints.reached(await note());
    const { viewed } = projector.checkpoints;
    gate.failures = Infinity;
    const seen = gate.seen;
    const position = await note();
    await until(() => gate.seen > seen + 1);
    expect(projector.checkpoints.viewed).toBe(viewed);
    gate.failures = 0;
    await projector.checkpoints.reached(position, 10_000);
  });
});

describe('the projector that is stopped', () => {
  it('finishes the current batch, and takes no more', async () => {
    await projector.start();
    gate.close();
    const position = await note();
    await until(() => gate.seen > 1);
    const stopped = projector.stop();
    gate.open();
    await stopped;
    expect(projector.checkpoints.viewed).toBe(position);
    await note();
    expect(projector.checkpoints.viewed).toBe(position);
    expect(await counted()).toBe((await stream()).length - 1);
  });

  it('does not wait for the pause after a failed batch', async () => {
    await projector.start();
    gate.failures = Infinity;
    await note();
    // After five failures the pause is longer than a second.
    await until(() => gate.failed >= 5);
    const before = performance.now();
    await projector.stop();
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('can be stopped twice, and before it has been started', async () => {
    await new Running().stop();
    await projector.start();
    await projector.stop();
    await projector.stop();
  });

  it('continues from its checkpoint when it is started again', async () => {
    const position = await note();
    await projector.start();
    await projector.stop();
    await note(2);
    const begun: number[] = [];
    const subscribe: EventStore['subscribe'] = (after, signal) => {
      begun.push(after);
      return store.subscribe(after, signal);
    };
    const next = new Running({ ...delegating(), subscribe });
    await next.start();
    await next.stop();
    expect(begun).toEqual([position]);
  });
});

describe('the tables, before the projector runs,', () => {
  it('are created when missing, and kept otherwise', async () => {
    const position = await note();
    await projector.start();
    await projector.stop();
    await new Running().prepare();
    expect(await projector.projection.checkpoint()).toMatchObject({ position, log: await logOf(store) });
  });

  it.each([
    ['begins with another event', { log: randomUUID() }],
    ['ends before them, like one restored from an old backup', { position: 1_000_000 }],
  ])('are kept when the log %s', async (_, checkpoint) => {
    await note(2);
    await projector.start();
    await projector.stop();
    await database.db.withSchema('views').updateTable('checkpoint').set(checkpoint).execute();
    const next = new Running();
    await next.prepare();
    expect(await next.projection.checkpoint()).toMatchObject(checkpoint);
    expect(await counted()).toBe((await stream()).length);
  });

  it('belong to their log from its first event', async () => {
    await projector.prepare();
    await note();
    await projector.start();
    const [first] = await all(store.readAll(0));
    const position = await store.head();
    const last = position === 0 ? null : await store.eventAt(position);
    expect(await projector.projection.checkpoint()).toEqual({ position, log: first?.id, event: last?.id });
  });
});

describe('pages of the log', () => {
  /** Yields pages with the given numbers of events, as the event store does. */
  function* pagesOf(sizes: readonly (number | 'caught up')[]) {
    let position = 0;
    for (const size of sizes) {
      if (size === 'caught up') yield size;
      else yield Array.from({ length: size }, () => storedAt((position += 1)));
    }
  }

  it.each([
    ['full ones are combined with the next', [1000, 1000, 7], [2007]],
    ['a short one is saved at once', [3, 4], [3, 7]],
    ['full ones are saved on `caught up`', [1000, 'caught up' as const, 2], [1000, 1002]],
    ['full ones are saved at the end', [1000], [1000]],
    ['a batch has a limit', Array.from({ length: 102 }, () => 1000), [100_000, 102_000]],
    ['no events give no position', ['caught up' as const], []],
  ])('%s', async (_, sizes, expected) => {
    const projection = new Projection(database.db, 'paged', [thingFold], []);
    await projection.drop();
    await projection.create();
    const positions: number[] = [];
    for await (const position of projection.follow(pagesOf(sizes), 0)) {
      positions.push(position);
      expect(await projection.checkpoint()).toMatchObject({ position });
    }
    expect(positions).toEqual(expected);
  });
});

describe('the projector that is stopped while it fills rows', () => {
  it('saves no more, and fills them again when it is started', async () => {
    for (let n = 0; n < 20; n += 1) await given(store, `thing-${n}`, [event({ n })]);
    const filling = new Running({
      ...delegating(),
      async *readGrouped(...range) {
        for await (const page of store.readGrouped(...range)) for (const one of page) yield [one];
      },
    });
    gate.close();
    const starting = filling.start();
    await until(() => gate.seen > 0);
    const stopped = filling.stop();
    gate.open();
    await stopped;
    expect(await filling.projection.checkpoint()).toEqual({ position: 0, log: null, event: null });
    await projector.start();
    expect(await projector.projection.checkpoint()).toMatchObject({ position: await store.head() });
    filling.checkpoints.viewedTo(await store.head());
    await starting;
  });
});

function storedAt(position: number): StoredEvent {
  const { metadata } = event();
  const place = { id: randomUUID(), stream: 'thing-a', revision: position - 1, position: positionOf(position) };
  return { ...place, type: 'ThingNoted', version: 1, data: { n: 1 }, metadata, recordedAt: '2026-05-12T08:00:00.000Z' };
}

async function stream(): Promise<StoredEvent[]> {
  return all(store.readStream('thing-a'));
}

/** More pages than a fill saves in one transaction. */
async function* pagesOfThings(): AsyncGenerator<StoredEvent[], void, void> {
  yield await stream();
  for (let n = 0; n < 5; n += 1) yield await all(store.readStream(`thing-after-${n}`));
}

function delegating(): EventStore {
  return {
    append: (...given) => store.append(...given),
    readStream: (...given) => store.readStream(...given),
    readAll: (...given) => store.readAll(...given),
    readGrouped: (...given) => store.readGrouped(...given),
    head: () => store.head(),
    eventAt: (position) => store.eventAt(position),
    subscribe: (...given) => store.subscribe(...given),
  };
}
