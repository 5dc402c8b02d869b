import type { INestApplication } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { playCase, START } from '../../src/demo/case.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { MatterDrafts } from '../../src/matters/matter-drafts.service.js';
import { Matters } from '../../src/matters/matters.view.js';
import { CommandGateway } from '../../src/platform/commands/command-gateway.service.js';
import { Scheduler } from '../../src/platform/processes/scheduler.service.js';
import { LogTail } from '../../src/platform/projections/log-tail.service.js';
import { Leader } from '../../src/platform/processes/leader.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { Plans } from '../../src/plans/plans.view.js';
import { TertialViews } from '../../src/plans/tertial-view/tertial-views.view.js';
import type { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';
import type { MunicipalityUnderTest } from '../support/municipality-under-test.js';
import { type PostgresUnderTest, startPostgres } from '../support/postgres-under-test.js';
import { Socket } from '../support/socket-under-test.js';
import { until } from '../support/until.js';

// Two whole services of one municipality, behind a balancer that sends a request to either.

const boardId = 'exempel.ks';
const LONG = 180_000;
let postgres: PostgresUnderTest;
let services: MunicipalityUnderTest[];

beforeAll(async () => {
  postgres = await startPostgres();
}, LONG);

afterAll(() => postgres.stop());

async function startBoth(places: Places, day = '2026-05-12'): Promise<void> {
  services = [];
  for (let n = 0; n < 2; n += 1) services.push(await startMunicipality(day, places));
}

async function closeAll(): Promise<void> {
  for (const { close } of services) await close();
}

function service(number: number): MunicipalityUnderTest {
  const found = services[number];
  if (found === undefined) throw new Error(`There is no service ${number}.`);
  return found;
}

function isLeading({ api }: MunicipalityUnderTest): boolean {
  return api.app.get(Leader).isLeading;
}

/** The leader may change when this process is busy with other things for longer than the lead is kept. */
async function leadingAndOther(): Promise<readonly [MunicipalityUnderTest, MunicipalityUnderTest]> {
  const [one, other] = [service(0), service(1)];
  await until(async () => isLeading(one) !== isLeading(other));
  return isLeading(one) ? [one, other] : [other, one];
}

function toldOf(notReported: number) {
  return { id: '1', type: 'next', payload: { data: { tertialViewChanged: { notReported } } } };
}

function matter(number: number) {
  return { boardId, dnr: `KS 2026/${number}`, title: `Ärende ${number}` };
}

/** Everything that there is to see of the plan and the matters. */
async function seenBy({ api }: MunicipalityUnderTest): Promise<object> {
  return {
    head: await api.head(),
    plan: await api.see('rut', 'plan', { id: plan }),
    tertialView: await api.see('rut', 'tertialView', { planId: plan, tertial: 'T1' }),
    matters: await api.see('rut', 'matters', { boardId, first: 100 }),
    proposals: await api.see('rut', 'removalProposals', { boardId, first: 100 }),
    waiting: await api.see('hanna', 'waitingForMe'),
    deadLetters: await api.see('cecilia', 'deadLetters'),
  };
}

async function numbersOfMatters(api: Api): Promise<string[]> {
  const { edges } = await api.see('rut', 'matters', { boardId, first: 100 });
  return edges.map(({ node }) => node.dnr);
}

/** Each command goes to the service whose turn it is, and what is read is read from the one that was not asked last. */
class Balancer {
  #turn = 0;

  private next(): INestApplication {
    this.#turn += 1;
    return service(this.#turn % services.length).api.app;
  }

  /** As the API does before each query. */
  private async upToDate(): Promise<INestApplication> {
    const app = this.next();
    await app.get(LogTail).upToDate(10_000);
    return app;
  }

  get app(): INestApplication {
    const gateway: CommandGateway = Object.assign(Object.create(CommandGateway.prototype), {
      submit: (...given: Parameters<CommandGateway['submit']>) =>
        this.next()
          .get(CommandGateway)
          .submit(...given),
    });
    const plans: Plans = Object.assign(Object.create(Plans.prototype), {
      one: async (...given: Parameters<Plans['one']>) => (await this.upToDate()).get(Plans).one(...given),
    });
    const tertialViews: TertialViews = Object.assign(Object.create(TertialViews.prototype), {
      one: async (...given: Parameters<TertialViews['one']>) => (await this.upToDate()).get(TertialViews).one(...given),
    });
    const matters: Matters = Object.assign(Object.create(Matters.prototype), {
      one: async (...given: Parameters<Matters['one']>) => (await this.upToDate()).get(Matters).one(...given),
    });
    const drafts: MatterDrafts = Object.assign(Object.create(MatterDrafts.prototype), {
      save: (...given: Parameters<MatterDrafts['save']>) =>
        this.next()
          .get(MatterDrafts)
          .save(...given),
    });
    const scheduler: Scheduler = Object.assign(Object.create(Scheduler.prototype), {
      tick: () => this.next().get(Scheduler).tick(),
    });
    const found = new Map<unknown, unknown>([
      [CommandGateway, gateway],
      [Matters, matters],
      [MatterDrafts, drafts],
      [Scheduler, scheduler],
      [Plans, plans],
      [TertialViews, tertialViews],
    ]);
    const get = (asked: symbol) => found.get(asked) ?? this.next().get(asked, { strict: false });
    return Object.assign(Object.create(null), { get });
  }
}

/** One clock for both services. */
class ClockOfBoth extends SimulatedClock {
  override set(instant: string): void {
    super.set(instant);
    for (const { clock } of services) clock.set(instant);
  }
}

describe('two services on one PostgreSQL', () => {
  let places: Places;

  beforeAll(async () => {
    places = { ...inMemory, viewsUrl: await postgres.newDatabase() };
    await startBoth(places, '2025-12-18');
  }, LONG);

  afterAll(closeAll, LONG);

  it('have one of them that leads', async () => {
    await leadingAndOther();
  });

  it(
    'play the case in turns, with the outcome that one has alone',
    async () => {
      const played = await playCase(new Balancer().app, new ClockOfBoth(START));
      const alone = await startMunicipality('2025-12-18');
      expect(played).toEqual(await playCase(alone.api.app, alone.clock));
      expect(await seenBy(service(1))).toEqual(await seenBy(alone));
      expect(await seenBy(service(0))).toEqual(await seenBy(alone));
      await alone.close();
    },
    LONG,
  );

  it('show what either has been told, at once and on both', async () => {
    for (let number = 200; number < 210; number += 1) {
      const { dnr } = await service(number % 2).api.give('hanna', 'openMatter', matter(number));
      expect(dnr).toBe(`KS 2026/${number}`);
      for (const { api } of services) expect(await numbersOfMatters(api)).toContain(dnr);
    }
  });

  it('carry a command out once that both are sent at the same time', async () => {
    const before = await service(0).api.head();
    const command = { ...matter(300), commandId: randomUUID() };
    const [one, other] = await Promise.all(services.map(({ api }) => api.give('hanna', 'openMatter', command)));
    expect(one).toEqual(other);
    expect(await service(1).api.head()).toBe(before + 1);
  });

  it('let one of two have its way who want the same', async () => {
    const before = await service(0).api.head();
    const answers = await Promise.all(
      services.map(({ api }) => api.ask('hanna', 'openMatter', { input: matter(301) })),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(await service(1).api.head()).toBe(before + 1);
  });

  it('tell of changes to whoever has subscribed at the one that does not lead', async () => {
    const [leading, other] = await leadingAndOther();
    await leading.api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T2', cutOff: '2026-09-15' });
    await other.api.app.listen(0, '127.0.0.1');
    const socket = new Socket(`${(await other.api.app.getUrl()).replace('http', 'ws')}/graphql`);
    try {
      expect(await socket.open(await other.signIn('lars'))).toEqual({ type: 'connection_ack' });
      const document =
        'subscription ($planId: ID!) { tertialViewChanged(planId: $planId, tertial: T2) { notReported } }';
      socket.subscribe('1', document, { planId: plan });
      const { notReported, goals } = await leading.api.see('rut', 'tertialView', { planId: plan, tertial: 'T2' });
      expect(await socket.next()).toEqual(toldOf(notReported));
      const activities = goals.flatMap((goal) => goal.activities).filter(({ removed }) => removed === null);
      for (const [index, { api }] of [leading, other].entries()) {
        const activityId = activities[index]?.activityId;
        const status = { activityId, tertial: 'T2', status: 'ON_HOLD', comment: 'Vilar.' };
        await api.give('hanna', 'reportStatus', status);
        expect(await socket.next()).toEqual(toldOf(notReported - index - 1));
      }
    } finally {
      socket.close();
    }
  });

  it(
    'go on when the leading one is closed, also with a third that starts then',
    async () => {
      const [leading, other] = await leadingAndOther();
      const seen = await seenBy(leading);
      await leading.close();
      services = [other];
      expect(await seenBy(other)).toEqual(seen);
      await other.api.give('hanna', 'openMatter', matter(400));
      await until(() => Promise.resolve(isLeading(other)));
      services.push(await startMunicipality('2026-05-27', places));
      await leadingAndOther();
      await service(1).api.give('hanna', 'openMatter', matter(401));
      expect(await seenBy(service(1))).toEqual(await seenBy(service(0)));
      expect(await numbersOfMatters(service(1).api)).toEqual(expect.arrayContaining(['KS 2026/400', 'KS 2026/401']));
    },
    LONG,
  );
});

describe('two services with the events on one PostgreSQL and the views on another', () => {
  beforeAll(async () => {
    const [eventsUrl, viewsUrl] = [await postgres.newDatabase(), await postgres.newDatabase()];
    await startBoth({ ...inMemory, eventsUrl, viewsUrl });
  }, LONG);

  afterAll(closeAll, LONG);

  it('show what either has been told, at once and on both', async () => {
    await adoptSmallPlan(service(1).api, 3);
    for (const [index, { api }] of services.entries()) {
      await api.give('hanna', 'openMatter', matter(200 + index));
      for (const { api: reader } of services) {
        expect(await numbersOfMatters(reader)).toContain(`KS 2026/${200 + index}`);
      }
    }
    await leadingAndOther();
    expect(await seenBy(service(1))).toEqual(await seenBy(service(0)));
  });
});

describe('two services with the events on one PostgreSQL and views of their own', () => {
  let places: Places;

  beforeAll(async () => {
    places = { ...inMemory, eventsUrl: await postgres.newDatabase() };
    await startBoth(places);
  }, LONG);

  afterAll(closeAll, LONG);

  it(
    'each show at once what they have been told, and the other soon after',
    async () => {
      const [one, other] = [service(0), service(1)];
      await adoptSmallPlan(one.api, 3);
      expect(services.map(isLeading)).toEqual([true, true]);
      await one.api.give('hanna', 'openMatter', matter(200));
      expect(await numbersOfMatters(one.api)).toEqual(['KS 2026/200']);
      await until(async () => (await numbersOfMatters(other.api)).length === 1);
      await other.api.give('hanna', 'openMatter', matter(201));
      expect(await numbersOfMatters(other.api)).toEqual(['KS 2026/200', 'KS 2026/201']);
      await until(async () => (await numbersOfMatters(one.api)).length === 2);
      expect(await seenBy(other)).toEqual(await seenBy(one));
      // Both have reacted to everything, and nothing has happened twice.
      const alone = await startMunicipality();
      await adoptSmallPlan(alone.api, 3);
      expect(await one.api.head()).toBe((await alone.api.head()) + 2);
      await alone.close();
    },
    LONG,
  );

  it(
    'have lost nothing when views that were in memory are gone',
    async () => {
      const seen = await seenBy(service(0));
      await closeAll();
      services = [];
      services.push(await startMunicipality('2026-05-12', places));
      expect(await seenBy(service(0))).toEqual(seen);
    },
    LONG,
  );
});
