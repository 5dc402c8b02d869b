import { Logger } from '@nestjs/common';
import { CommandHandler, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { all, metadata } from '../../../test/stores/store-under-test.js';
import { statesUnderTest } from '../../../test/support/states-under-test.js';
import { type EventOf, type Fold, type PositionOrStart } from '../../kernel/fold.js';
import { idOf } from '../../kernel/identity.js';
import { bound, type BoundReaction, systemCommand } from '../../kernel/reaction.js';
import { Clock, SimulatedClock } from '../runtime/clock.service.js';
import { openAdmission } from '../../../test/support/admission-under-test.js';
import { Admission } from '../event-store/admission.service.js';
import { newOutages, Outages } from '../telemetry/outages.service.js';
import { InstrumentedCommandBus } from '../commands/command-bus.service.js';
import { Reactions, REACTIONS } from '../commands/reactions.service.js';
import { CommandHandling } from '../commands/command-handling.service.js';
import { IssuedCommand, IssuedCommandHandler } from '../commands/issued.command.js';
import { DATABASE, type Database, soleProcess } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import { EVENT_STORE, type NewEvent, type StoredEvent } from '../event-store/event-store.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { TimedOut } from '../runtime/watermark.service.js';
import { Metrics } from '../telemetry/metrics.service.js';
import { DeadLetters } from './dead-letters.view.js';
import { noDamage } from '../event-store/damage.js';
import { DamagedStreams } from '../projections/damaged-streams.service.js';
import { CurrentStates } from '../projections/current-states.service.js';
import { LogTail } from '../projections/log-tail.service.js';
import { Checkpoints } from '../projections/checkpoints.service.js';
import { logOf } from '../projections/known-log.service.js';
import { Reactor } from './reactor.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import type { ViewTables } from '../database/state-tables.view.js';
import { noTracing, TRACING } from '../telemetry/tracing.service.js';
import { until } from '../../../test/support/until.js';

/** A reaction to `BallThrown` throws a ball again until `times` is 0. A reaction to `BallDropped` picks the ball up. */
type BallEvent =
  | EventOf<'BallThrown', { id: string; times: number }>
  | EventOf<'BallDropped', { id: string }>
  | EventOf<'BallPickedUp', { id: string }>;

const ballFold: Fold<{ readonly dropped: number }, BallEvent> = {
  kind: 'ball',
  initial: { dropped: 0 },
  events: { BallThrown: [], BallDropped: [], BallPickedUp: [] },
  evolve: (ball, { type }) => (type === 'BallDropped' ? { dropped: ball.dropped + 1 } : ball),
};

const throwCommand = systemCommand({
  name: 'establishGoal',
  fold: ballFold,
  id: ({ id }: { id: string; times: number }) => id,
  rule: (data): BallEvent[] => [{ type: 'BallThrown', data }],
});

/** Whether picking up a ball fails. `attempts` is the number of commands that the reactor has issued. */
let isTooHeavy = false;
let attempts = 0;

const pickUpCommand = systemCommand({
  name: 'voidStatus',
  fold: ballFold,
  id: ({ id }: { id: string; n: number }) => id,
  rule: (data): BallEvent[] => {
    if (isTooHeavy) throw new Error('Too heavy.');
    return [{ type: 'BallPickedUp', data }];
  },
});

@CommandHandler(IssuedCommand)
class CountingHandler extends IssuedCommandHandler {
  override execute(command: IssuedCommand) {
    attempts += 1;
    return super.execute(command);
  }
}

const throwOn = bound<BallEvent, { readonly dropped: number }>({
  name: 'throw-on',
  to: ballFold,
  types: ['BallThrown'],
  looksAt: { fold: ballFold, id: ({ data }) => data.id },
  react: ({ type, data }) =>
    type === 'BallThrown' && data.times > 0 ? [throwCommand({ id: `${data.id}-next`, times: data.times - 1 })] : [],
});

const pickUp = bound<BallEvent, { readonly dropped: number }>({
  name: 'pick-up',
  to: ballFold,
  types: ['BallDropped'],
  looksAt: { fold: ballFold, id: ({ data }) => data.id },
  react: ({ data }, { dropped }) => Array.from({ length: dropped }, (_, n) => pickUpCommand({ id: data.id, n })),
});

const reactions: readonly BoundReaction[] = [throwOn, pickUp];

const now = '2026-05-12T08:00:00.000Z';
let database: Database<ViewTables>;
let store: SqlEventStore;
let running: Running[];
let reactor: Running;
let id: string;

beforeAll(async () => {
  database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
  store = new SqlEventStore(database.db);
});

afterAll(() => database.close());

beforeEach(async () => {
  [isTooHeavy, attempts, running] = [false, 0, []];
  id = `exempel.ks.${randomUUID()}`;
  await sql`drop schema if exists reactor cascade`.execute(database.db);
  reactor = await newReactor();
  await deadLetters().create();
  await saveCheckpoint(await store.head());
});

afterEach(async () => {
  for (const one of running) await one.stop();
});

/** A reactor and its checkpoints. Its views count as up to date, so that tests wait only for reactions. */
class Running {
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(
    private readonly reactor: Reactor,
    readonly checkpoints: Checkpoints,
  ) {
    checkpoints.viewedTo(Number.MAX_SAFE_INTEGER);
  }

  async start(): Promise<void> {
    await this.reactor.prepare();
    this.#running = this.reactor.run(this.#stopping.signal);
  }

  settled(position: number, withinMilliseconds: number): Promise<void> {
    return this.checkpoints.settled(position, withinMilliseconds);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }
}

async function saveCheckpoint(position: PositionOrStart): Promise<void> {
  await deadLetters().saveCheckpoint({ position, caused: 0, log: await logOf(store), event: null });
}

async function newReactor(given: readonly BoundReaction[] = reactions): Promise<Running> {
  const checkpoints = new Checkpoints(soleProcess, 'balls', () => Promise.reject(new Error('Nobody looks.')));
  const { tail, current } = statesUnderTest(store, database.db, [ballFold], checkpoints);
  const module = await Test.createTestingModule({
    imports: [CqrsModule.forRoot()],
    providers: [
      { provide: REACTIONS, useValue: given },
      { provide: EVENT_STORE, useValue: store },
      { provide: DATABASE, useValue: database },
      { provide: Clock, useValue: new SimulatedClock(now) },
      { provide: TRACING, useValue: noTracing },
      InstrumentedCommandBus,
      { provide: Admission, useValue: openAdmission() },
      { provide: Outages, useValue: newOutages(true) },
      CommandHandling,
      { provide: DamagedStreams, useValue: noDamage },
      Reactions,
      { provide: LogTail, useValue: tail },
      { provide: CurrentStates, useValue: current },
      Metrics,
      { provide: Checkpoints, useValue: checkpoints },
      DeadLetters,
      Reactor,
      CountingHandler,
    ],
  }).compile();
  await module.init();
  // The testing module of Nest installs its own logger, so the test silences logging again.
  Logger.overrideLogger(false);
  const one = new Running(module.get(Reactor), checkpoints);
  running.push(one);
  return one;
}

function deadLetters(): DeadLetters {
  return new DeadLetters(database);
}

function lettersOf(municipality: string) {
  return deadLetters().of({ municipalityId: idOf('Municipality', municipality), boardIds: null });
}

function thrown(times: number, of = id): NewEvent {
  const [eventId, commandId] = [randomUUID(), randomUUID()];
  const origin = { ...metadata, commandId, correlationId: commandId };
  return { id: eventId, type: 'BallThrown', version: 1, data: { id: of, times }, metadata: origin };
}

function dropped(of = id): NewEvent {
  return { ...thrown(0, of), type: 'BallDropped', data: { id: of } };
}

async function happened(...events: readonly NewEvent[]): Promise<number> {
  const outcome = await store.append(`ball-${id}`, 'any', events);
  if (outcome.outcome !== 'appended') throw new Error(`The store answered ${outcome.outcome}.`);
  return outcome.position;
}

/** Reads the events of all balls of the current test. */
async function seen(): Promise<StoredEvent[]> {
  const events = await all(store.readAll(0));
  return events.filter(({ stream }) => stream.startsWith(`ball-${id}`));
}

async function typesSeen(): Promise<string[]> {
  return (await seen()).map(({ type }) => type);
}

describe('a reaction', () => {
  it('gives the command that follows from an event', async () => {
    await reactor.start();
    await reactor.settled(await happened(dropped()), 5_000);
    expect(await typesSeen()).toEqual(['BallDropped', 'BallPickedUp']);
  });

  it("tells whose the command is: in Tertial's name, in the same municipality, of which event and of what it all began with", async () => {
    await reactor.start();
    const first = thrown(2);
    const { correlationId } = first.metadata;
    await reactor.settled(await happened(first), 5_000);
    const events = await seen();
    expect(events).toHaveLength(3);
    for (const [n, { metadata: told }] of events.slice(1).entries()) {
      const causationId = events[n]?.id;
      expect(told).toMatchObject({
        actor: 'system',
        role: 'SYSTEM',
        municipalityId: 'exempel',
        causationId,
        correlationId,
      });
    }
  });

  it('reacts only to the events that it names, of the kind that it names', async () => {
    await reactor.start();
    await happened(dropped(), { ...dropped(), type: 'BallPickedUp' });
    const other = await store.append(`box-${id}`, 'any', [dropped()]);
    await reactor.settled('position' in other ? other.position : 0, 5_000);
    expect(attempts).toBe(1);
  });

  it('takes effect exactly once, though the events are delivered again', async () => {
    await reactor.start();
    await reactor.settled(await happened(thrown(2), dropped(), dropped()), 5_000);
    const before = await typesSeen();
    expect(before.toSorted()).toEqual(
      [
        'BallThrown',
        'BallThrown',
        'BallThrown',
        'BallDropped',
        'BallDropped',
        ...Array.from({ length: 4 }, () => 'BallPickedUp'),
      ].sort(),
    );
    await reactor.stop();
    await saveCheckpoint(0);
    const again = await newReactor();
    attempts = 0;
    await again.start();
    await again.settled(await store.head(), 10_000);
    expect(attempts).toBeGreaterThan(0);
    expect(await typesSeen()).toEqual(before);
    expect(await lettersOf('exempel')).toEqual([]);
  });

  it('that was tried when the reactor stopped is tried again when it starts', async () => {
    isTooHeavy = true;
    await reactor.start();
    const position = await happened(dropped());
    await until(() => attempts > 0);
    await reactor.stop();
    expect(await lettersOf('exempel')).toEqual([]);
    isTooHeavy = false;
    const again = await newReactor();
    await again.start();
    await again.settled(position, 5_000);
    expect(await typesSeen()).toEqual(['BallDropped', 'BallPickedUp']);
  });

  it('is not taken anew when the reactor was stopped after it', async () => {
    await reactor.start();
    await reactor.settled(await happened(dropped()), 5_000);
    await reactor.stop();
    expect(await deadLetters().checkpoint()).toMatchObject({ position: await store.head(), log: await logOf(store) });
    const again = await newReactor();
    await again.start();
    await again.settled(await store.head(), 5_000);
    expect(attempts).toBe(1);
  });
});

describe('a reaction that fails', () => {
  beforeEach(async () => {
    isTooHeavy = true;
    await reactor.start();
  });

  it('is tried three times and then set aside, to be seen by its own municipality alone', async () => {
    await reactor.settled(await happened(dropped()), 5_000);
    expect(attempts).toBe(3);
    const row = { reaction: 'pick-up', eventType: 'BallDropped', stream: `ball-${id}`, attempts: 3, failedAt: now };
    expect(await lettersOf('exempel')).toEqual([row]);
    expect(await lettersOf('grannen')).toEqual([]);
  });

  it('rule 51: is seen by those whose roles reach the board of its event', async () => {
    await reactor.settled(await happened(dropped()), 5_000);
    const seenAt = async (...boards: readonly string[]) => {
      const boardIds = boards.map((board) => idOf('Board', board));
      return (await deadLetters().of({ municipalityId: idOf('Municipality', 'exempel'), boardIds })).length;
    };
    expect(await seenAt('exempel.bun', 'exempel.ks')).toBe(1);
    expect(await seenAt('exempel.bun')).toBe(0);
    expect(await seenAt()).toBe(0);
  });

  it('stands beside those of other municipalities', async () => {
    const theirs = dropped();
    const municipalityId = idOf('Municipality', 'grannen');
    await reactor.settled(
      await happened(dropped(), { ...theirs, metadata: { ...theirs.metadata, municipalityId } }),
      5_000,
    );
    expect(await lettersOf('exempel')).toHaveLength(1);
    expect(await lettersOf('grannen')).toHaveLength(1);
    expect(await lettersOf('gran')).toEqual([]);
  });

  it('holds up neither the events after it nor those who wait for them', async () => {
    await reactor.settled(await happened(dropped(), thrown(1)), 5_000);
    expect(await typesSeen()).toEqual(['BallDropped', 'BallThrown', 'BallThrown']);
    expect(await lettersOf('exempel')).toHaveLength(1);
  });

  it('is carried out once when it can be, and is no longer a dead letter', async () => {
    const origin = dropped();
    await reactor.settled(await happened(origin), 5_000);
    await reactor.stop();
    isTooHeavy = false;
    await (await newReactor()).start();
    await until(async () => (await lettersOf('exempel')).length === 0);
    const [, pickedUp, ...more] = await seen();
    expect(pickedUp).toMatchObject({
      type: 'BallPickedUp',
      metadata: { causationId: origin.id, correlationId: origin.metadata.correlationId },
    });
    expect(more).toEqual([]);
  });

  it('stays a dead letter when it fails again, and its attempts are counted on', async () => {
    await reactor.settled(await happened(dropped()), 5_000);
    await reactor.stop();
    await (await newReactor()).start();
    await until(async () => (await lettersOf('exempel'))[0]?.attempts === 4);
    expect(await lettersOf('exempel')).toMatchObject([{ attempts: 4, failedAt: now }]);
    expect(await typesSeen()).toEqual(['BallDropped']);
  });

  it('is kept when an older build has set it aside in a table of another name', async () => {
    await reactor.settled(await happened(dropped()), 5_000);
    await reactor.stop();
    const before = await lettersOf('exempel');
    await sql`alter table reactor.dead_letters rename to parked`.execute(database.db);
    await sql`alter table reactor.parked rename column failed_at to parked_at`.execute(database.db);
    await sql`alter table reactor.reached drop column event, drop column event_position`.execute(database.db);
    await sql`delete from reactor.kysely_migration where name >= '0003_dead_letters'`.execute(database.db);
    await deadLetters().create();
    expect(before).toHaveLength(1);
    expect(await lettersOf('exempel')).toEqual(before);
  });

  it('stays a dead letter when no feature has it any longer', async () => {
    await reactor.settled(await happened(dropped()), 5_000);
    await reactor.stop();
    isTooHeavy = false;
    const without = await newReactor([throwOn]);
    await without.start();
    await without.settled(await happened(thrown(1)), 5_000);
    expect(await lettersOf('exempel')).toHaveLength(1);
  });

  it('since this build does not know the event is set aside too', async () => {
    await reactor.settled(await happened({ ...dropped(), version: 2 }), 5_000);
    expect(attempts).toBe(0);
    expect(await lettersOf('exempel')).toMatchObject([{ reaction: 'pick-up' }]);
  });
});

describe('the checkpoint of the reactions', () => {
  it('is taken up from where another reactor has left it, with what that has caused', async () => {
    await reactor.start();
    await reactor.settled(await happened(thrown(1)), 5_000);
    await reactor.stop();
    const { position, caused } = await deadLetters().checkpoint();
    expect(caused).toBe((await seen()).at(-1)?.position);
    await deadLetters().saveCheckpoint({ position, caused: caused + 1, log: await logOf(store), event: null });
    const next = await newReactor();
    await next.start();
    // The saved `caused` is a position that no event has, so the wait times out.
    await expect(next.settled(position, 500)).rejects.toThrow(TimedOut);
  });
});

describe('whoever waits for what follows', () => {
  it('waits for chains of reactions', async () => {
    await reactor.start();
    await reactor.settled(await happened(thrown(3)), 5_000);
    expect(await seen()).toHaveLength(4);
  });

  it('does not wait when nothing follows', async () => {
    await reactor.start();
    const position = await happened(thrown(0));
    await reactor.settled(position, 5_000);
    expect((await seen()).at(-1)?.position).toBe(position);
  });

  it('is told when it takes too long', async () => {
    await reactor.start();
    await expect(reactor.settled((await store.head()) + 1, 20)).rejects.toThrow(TimedOut);
  });
});
