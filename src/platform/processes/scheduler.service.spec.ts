import { Logger } from '@nestjs/common';
import { CommandHandler, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import { all } from '../../../test/stores/store-under-test.js';
import type { EventOf, Fold } from '../../kernel/fold.js';
import { idOf } from '../../kernel/identity.js';
import { addDays } from '../../kernel/days.js';
import { systemCommand } from '../../kernel/reaction.js';
import { Clock, SimulatedClock } from '../runtime/clock.service.js';
import { openAdmission } from '../../../test/support/admission-under-test.js';
import { Admission } from '../event-store/admission.service.js';
import { newOutages, Outages } from '../telemetry/outages.service.js';
import { InstrumentedCommandBus } from '../commands/command-bus.service.js';
import { type Database, soleProcess } from '../database/database.service.js';
import { CommandHandling } from '../commands/command-handling.service.js';
import { IssuedCommand, IssuedCommandHandler } from '../commands/issued.command.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import { EVENT_STORE, type StoredEvent } from '../event-store/event-store.js';
import { StoreUnavailable } from '../runtime/store-unavailable.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { type Timer, TIMERS } from './timer.service.js';
import { Metrics } from '../telemetry/metrics.service.js';
import { statesUnderTest } from '../../../test/support/states-under-test.js';
import { ListTables } from '../projections/list-tables.service.js';
import { noDamage } from '../event-store/damage.js';
import { DamagedStreams } from '../projections/damaged-streams.service.js';
import { CurrentStates } from '../projections/current-states.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';
import { Scheduler } from './scheduler.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import type { ViewTables } from '../database/state-tables.view.js';
import { noTracing, TRACING } from '../telemetry/tracing.service.js';
import { until } from '../../../test/support/until.js';

/** The event of an egg. The scheduler boils each egg once, on its day. */
type EggEvent = EventOf<'EggBoiled', { id: string; on: string }>;

const eggFold: Fold<boolean, EggEvent> = {
  kind: 'egg',
  initial: false,
  events: { EggBoiled: [] },
  evolve: () => true,
};

/** The day of each egg, as a view would return it. Boiled eggs stay in it, as in a view that is behind. */
let days: Map<string, string>;
let isStoreGone: boolean;
let isViewGone: boolean;
let attempts: number;

const boilCommand = systemCommand({
  name: 'recordLegalForce',
  fold: eggFold,
  id: ({ id }: { id: string }) => id,
  rule: ({ id }, isBoiled, { today: on }): EggEvent[] => {
    if (isStoreGone) throw new StoreUnavailable('The store does not answer.');
    return isBoiled ? [] : [{ type: 'EggBoiled', data: { id, on } }];
  },
});

const dropCommand = systemCommand({
  name: 'recordFinality',
  fold: eggFold,
  id: ({ id }: { id: string }) => id,
  rule: () => {
    throw new Error('It cannot be dropped.');
  },
});

@CommandHandler(IssuedCommand)
class CountingHandler extends IssuedCommandHandler {
  override execute(command: IssuedCommand) {
    attempts += 1;
    return super.execute(command);
  }
}

const boil: Timer = {
  name: 'boil eggs',
  due: (today) => {
    if (isViewGone) throw new Error('The views do not answer.');
    const due = [...days].filter(([, day]) => day <= today).map(([id]) => id);
    const municipalityId = idOf('Municipality', 'exempel');
    return Promise.resolve(due.map((id) => ({ id, municipalityId, command: boilCommand({ id }) })));
  },
};

const today = '2026-06-05';
let clock: SimulatedClock;
let database: Database<ViewTables>;
let store: SqlEventStore;
let egg: string;

beforeAll(async () => {
  database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
  store = new SqlEventStore(database.db);
});

afterAll(() => database.close());

beforeEach(() => {
  [isStoreGone, isViewGone, attempts] = [false, false, 0];
  clock = new SimulatedClock(`${today}T08:00:00.000Z`);
  egg = newEgg();
  days = new Map([[egg, today]]);
});

function newEgg(): string {
  return `exempel.ks.${randomUUID()}`;
}

/** Makes the scheduler of a process. Its views count as up to date with the log. */
async function process(timers: readonly Timer[] = [boil]): Promise<Scheduler> {
  const checkpoints = new Checkpoints(soleProcess, 'eggs', () => Promise.reject(new Error('Nobody looks.')));
  checkpoints.viewedTo(Number.MAX_SAFE_INTEGER);
  checkpoints.reactedTo(Number.MAX_SAFE_INTEGER, 0);
  const { current, tables } = statesUnderTest(store, database.db, [], checkpoints);
  const module = await Test.createTestingModule({
    imports: [CqrsModule.forRoot()],
    providers: [
      { provide: TIMERS, useValue: timers },
      { provide: EVENT_STORE, useValue: store },
      { provide: ListTables, useValue: tables },
      { provide: Clock, useValue: clock },
      { provide: TRACING, useValue: noTracing },
      { provide: Checkpoints, useValue: checkpoints },
      InstrumentedCommandBus,
      { provide: Admission, useValue: openAdmission() },
      { provide: Outages, useValue: newOutages(true) },
      CommandHandling,
      { provide: DamagedStreams, useValue: noDamage },
      { provide: CurrentStates, useValue: current },
      Metrics,
      Scheduler,
      CountingHandler,
    ],
  }).compile();
  await module.init();
  // The testing module of Nest installs its own logger, so the test silences logging again.
  Logger.overrideLogger(false);
  return module.get(Scheduler);
}

async function boiled(...eggs: readonly string[]): Promise<StoredEvent[]> {
  const events = await all(store.readAll(0));
  return events.filter(({ stream }) => eggs.some((one) => stream === `egg-${one}`));
}

async function daysBoiled(...eggs: readonly string[]): Promise<unknown[]> {
  return (await boiled(...eggs)).map(({ data }) => data);
}

describe('what falls due on a day', () => {
  it('is done on that day, and not before', async () => {
    const scheduler = await process();
    clock.set('2026-06-04T08:00:00.000Z');
    await scheduler.tick();
    expect(attempts).toBe(0);
    clock.set('2026-06-05T08:00:00.000Z');
    await scheduler.tick();
    expect(await daysBoiled(egg)).toEqual([{ id: egg, on: today }]);
  });

  it('begins with the day in Stockholm, two hours before the one in Greenwich in summer', async () => {
    const scheduler = await process();
    clock.set('2026-06-04T21:59:59.000Z');
    await scheduler.tick();
    expect(await boiled(egg)).toEqual([]);
    clock.set('2026-06-04T22:00:00.000Z');
    await scheduler.tick();
    expect(await boiled(egg)).toHaveLength(1);
  });

  it('is done once, however often it is looked for, and whether the views have heard of it or not', async () => {
    const scheduler = await process();
    for (let look = 0; look < 3; look += 1) await scheduler.tick();
    clock.set(`${addDays(today, 1)}T08:00:00.000Z`);
    await scheduler.tick();
    expect(await boiled(egg)).toHaveLength(1);
    expect(attempts).toBe(4);
  });

  it("is done in Tertial's name, in the municipality that it is about, in answer to no event", async () => {
    await (await process()).tick();
    const [event] = await boiled(egg);
    expect(event?.metadata).toMatchObject({
      actor: 'system',
      role: 'SYSTEM',
      municipalityId: 'exempel',
      causationId: null,
    });
    expect(event?.metadata.correlationId).toBe(event?.metadata.commandId);
  });

  it('is nothing where no feature has to do with time', async () => {
    await (await process([])).tick();
    expect(attempts).toBe(0);
  });
});

describe('a service that was stopped for a month', () => {
  it('does at its start all that has fallen due, each once', async () => {
    const eggs = Array.from({ length: 20 }, newEgg);
    days = new Map(eggs.map((one, n) => [one, addDays('2026-05-06', n)]));
    const stopping = new AbortController();
    const running = (await process()).run(stopping.signal);
    await until(async () => (await boiled(...eggs)).length === eggs.length);
    stopping.abort();
    await running;
    expect((await boiled(...eggs)).map(({ stream }) => stream).toSorted()).toEqual(
      eggs.map((one) => `egg-${one}`).toSorted(),
    );
  });

  it('does not begin anything when it is to stop', async () => {
    const stopped = AbortSignal.abort();
    await (await process()).run(stopped);
    expect(attempts).toBe(0);
  });
});

describe('two processes that both take themselves for the leader', () => {
  it('have one effect', async () => {
    const schedulers = [await process(), await process()];
    await Promise.all(schedulers.map((scheduler) => scheduler.tick()));
    expect(await boiled(egg)).toHaveLength(1);
    expect(attempts).toBe(2);
  });

  it('have one effect when the second takes over on the same day', async () => {
    await (await process()).tick();
    await (await process()).tick();
    expect(await boiled(egg)).toHaveLength(1);
  });
});

describe('a failure', () => {
  it('of the store is got over at the next look, and ends nothing', async () => {
    const scheduler = await process();
    isStoreGone = true;
    await scheduler.tick();
    expect(await boiled(egg)).toEqual([]);
    isStoreGone = false;
    await scheduler.tick();
    expect(await boiled(egg)).toHaveLength(1);
  });

  it('of the views is got over at the next look, and ends nothing', async () => {
    const scheduler = await process();
    isViewGone = true;
    await scheduler.tick();
    isViewGone = false;
    await scheduler.tick();
    expect(await boiled(egg)).toHaveLength(1);
  });

  it('is told anew when its command is due again after it was not', async () => {
    const warnings: unknown[] = [];
    const failing: Timer = {
      name: 'drop eggs',
      due: async (day, db) =>
        (await boil.due(day, db)).map((due) => ({ ...due, command: dropCommand({ id: due.id }) })),
    };
    const scheduler = await process([failing]);
    const silent = () => undefined;
    Logger.overrideLogger({ log: silent, error: silent, warn: (line: unknown) => void warnings.push(line) });
    for (const day of [today, today, '2026-06-06', today]) {
      days = new Map([[egg, day]]);
      await scheduler.tick();
    }
    Logger.overrideLogger(false);
    expect(warnings).toEqual(
      Array(2).fill(`The timer drop eggs of ${egg} fails. It is tried again until it succeeds.`),
    );
  });

  it('of one command holds up no other', async () => {
    const failing: Timer = {
      name: 'drop eggs',
      due: async (day, db) =>
        (await boil.due(day, db)).map((due) => ({ ...due, command: dropCommand({ id: due.id }) })),
    };
    await (await process([failing, boil])).tick();
    expect(await boiled(egg)).toHaveLength(1);
  });
});
