import { Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, event, given } from '../../test/stores/store-under-test.js';
import type { EventOf, Fold } from '../kernel/fold.js';
import { type EmbeddedDatabase, openEmbedded } from './embedded-database.service.js';
import type { EventStore, StoredEvent } from './event-store.js';
import { createEventTables } from './event-tables.service.js';
import { TimedOut } from './milestone.service.js';
import { Projection, type View } from './projection.service.js';
import { Projector } from './projector.service.js';
import { SqlEventStore } from './sql-event-store.service.js';
import { States, type ViewTables } from './states.view.js';

const thingFold: Fold<number, EventOf<'ThingNoted', { n: number }>> = {
  kind: 'thing',
  initial: 0,
  events: { ThingNoted: [] },
  evolve: (count) => count + 1,
};

/** A view that fails, or waits, for as long as the test wants. */
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

  /** Lets nothing through until it is opened. */
  close(): void {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#opened = promise;
    this.open = () => resolve(null);
  }
}

let database: EmbeddedDatabase<ViewTables>;
let store: EventStore;
let gate: Gate;
let projector: Projector;

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
  projector = newProjector();
});

afterEach(async () => {
  gate.open();
  await projector.stop();
});

function newProjector(on = store): Projector {
  return new Projector(new Projection(database.db, 'views', [thingFold], [gate], 'build 1'), on);
}

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
    expect(projector.position).toBe(position);
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
    const idle = newProjector(empty);
    await idle.start();
    expect(idle.position).toBe(0);
    await idle.stop();
  });

  it('follows the log, and whoever waits for a position goes on when the rows show it', async () => {
    await projector.start();
    gate.close();
    const position = await note();
    let isReached = false;
    const waiting = projector.reached(position).then(() => {
      isReached = true;
    });
    await until(() => gate.seen > 1);
    expect(isReached).toBe(false);
    gate.open();
    await waiting;
    expect(await counted()).toBe((await stream()).length);
    await projector.reached(position);
    await projector.reached(0, 0);
  });

  it('says when a position was not reached in time, and goes on all the same', async () => {
    await projector.start();
    gate.close();
    const position = await note();
    await expect(projector.reached(position, 20)).rejects.toThrow(TimedOut);
    gate.open();
    await projector.reached(position, 5_000);
  });

  it('tries a batch again that failed, and catches up', async () => {
    await projector.start();
    gate.failures = 2;
    const position = await note(2);
    await projector.reached(position, 10_000);
    expect(gate.failures).toBe(0);
    expect(await counted()).toBe((await stream()).length);
  });

  it('goes on from where it stood when the subscription breaks', async () => {
    let breaks = 2;
    const breaking = newProjector({
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
    await breaking.reached(await note(), 10_000);
    expect(await counted()).toBe((await stream()).length);
    await breaking.stop();
  });

  it('calls its listeners after the rows are there, until they leave', async () => {
    await projector.start();
    const heard: Promise<[types: string[], count: number]>[] = [];
    const leave = projector.onChange((events) =>
      heard.push(counted().then((count) => [events.map(({ type }) => type), count])),
    );
    await projector.reached(await note(2));
    leave();
    await projector.reached(await note());
    const before = (await stream()).length - 1;
    expect(await Promise.all(heard)).toEqual([[['ThingNoted', 'ThingNoted'], before]]);
  });

  it('does not call its listeners for a batch that failed', async () => {
    await projector.start();
    let calls = 0;
    projector.onChange(() => (calls += 1));
    gate.failures = 1;
    await projector.reached(await note(), 10_000);
    expect(calls).toBe(1);
  });
});

describe('the projector that is stopped', () => {
  it('lets the batch under way finish, and takes no more', async () => {
    await projector.start();
    gate.close();
    const position = await note();
    await until(() => gate.seen > 1);
    const stopped = projector.stop();
    gate.open();
    await stopped;
    expect(projector.position).toBe(position);
    await note();
    expect(projector.position).toBe(position);
    expect(await counted()).toBe((await stream()).length - 1);
  });

  it('does not wait out the pause after a batch that goes on failing', async () => {
    await projector.start();
    gate.failures = Infinity;
    await note();
    // By then the pause is of more than a second.
    await until(() => gate.failed >= 5);
    const before = performance.now();
    await projector.stop();
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('can be stopped twice, and before it has been started', async () => {
    await newProjector().stop();
    await projector.start();
    await projector.stop();
    await projector.stop();
  });

  it('goes on from its checkpoint when it is started anew', async () => {
    await projector.start();
    await projector.stop();
    await note(2);
    const next = newProjector();
    const batches: number[] = [];
    next.onChange((events) => batches.push(events.length));
    await next.start();
    await next.stop();
    expect(batches).toEqual([2]);
  });
});

async function stream(): Promise<StoredEvent[]> {
  return all(store.readStream('thing-a'));
}

function delegating(): EventStore {
  return {
    append: (...given) => store.append(...given),
    readStream: (...given) => store.readStream(...given),
    readAll: (...given) => store.readAll(...given),
    head: () => store.head(),
    subscribe: (...given) => store.subscribe(...given),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 5_000;
  while (!isSo()) {
    if (Date.now() > giveUpAt) throw new Error('It did not come to be so.');
    await sleep(5);
  }
}
