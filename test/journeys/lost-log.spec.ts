import { sql } from 'kysely';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApplication } from '../../src/application.service.js';
import { requireFolderOf } from '../../src/evidence/log-missing.service.js';
import { addKey, EVIDENCE, evidenceAt } from '../../src/evidence/signing-keys.service.js';
import { openEmbedded } from '../../src/platform/database/embedded-database.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import type { Readiness } from '../../src/platform/operations/health.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { Api } from '../support/api-under-test.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';
import { called, inMemory } from '../support/app-under-test.js';
import { adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';
import type { MunicipalityUnderTest } from '../support/municipality-under-test.js';
import { until } from '../support/until.js';

const home = mkdtempSync(join(tmpdir(), 'tertial-lost-'));
const kept = join(home, 'kept');
const folder = join(home, 'data');
const places = { ...inMemory, folder };
let service: MunicipalityUnderTest | undefined;

/** Starts on the folder with the keys beside it, as the service does. */
async function start(at = places): Promise<MunicipalityUnderTest> {
  const evidence = evidenceAt({ folder: `${at.folder}.keys`, isMade: true, origin: null });
  requireFolderOf(evidence, at);
  service = await startMunicipality('2026-05-12', at, [{ provide: EVIDENCE, useValue: evidence }]);
  return service;
}

async function stop(): Promise<void> {
  await service?.close();
  service = undefined;
}

async function readiness({ api }: MunicipalityUnderTest) {
  const { statusCode, body } = await api.app.inject({ method: 'GET', url: '/health/ready' });
  const answer: Readiness = JSON.parse(body);
  return { code: statusCode, ...answer };
}

async function signedSizes(): Promise<unknown> {
  const { db, close } = await openEmbedded<unknown>(folder);
  try {
    const { rows } = await sql`select size from evidence.checkpoints order by size`.execute(db);
    return rows;
  } finally {
    await close();
  }
}

beforeAll(async () => {
  const { api } = await start({ ...places, folder: kept });
  await adoptSmallPlan(api, 2);
  await until(async () => (await api.app.inject({ method: 'GET', url: '/tlog/checkpoint' })).statusCode === 200);
  await stop();
});

beforeEach(() => {
  for (const end of ['', '.keys']) cpSync(`${kept}${end}`, `${folder}${end}`, { recursive: true });
});

afterEach(async () => {
  await stop();
  for (const end of ['', '.keys']) rmSync(`${folder}${end}`, { recursive: true, force: true });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a log that is lost', () => {
  it('is not begun anew beside the keys that signed it', async () => {
    rmSync(folder, { recursive: true });
    await expect(start()).rejects.toThrow(
      /^The log is empty, but the keys in .*data\.keys are those of a log\. .* tertial restore FILE\./,
    );
    expect(existsSync(folder)).toBe(false);
  });

  it('is not begun anew in a new database beside those keys', async () => {
    rmSync(folder, { recursive: true });
    await (await openEmbedded<unknown>(folder)).close();
    await expect(start()).rejects.toThrow(/^The log is empty, but the keys in .* are those of a log\./);
  });

  it('is not begun anew beside checkpoints of it', async () => {
    rmSync(`${folder}.keys`, { recursive: true });
    const { db, close } = await openEmbedded<unknown>(folder);
    await sql`drop schema log cascade`.execute(db);
    await close();
    await expect(start()).rejects.toThrow(/^The log is empty, but a checkpoint of its [1-9]\d* events was signed\./);
  });

  it('is begun with keys that have signed nothing', async () => {
    for (const end of ['', '.keys']) rmSync(`${folder}${end}`, { recursive: true });
    addKey(`${folder}.keys`, 'tertial.example.se/log');
    expect(await readiness(await start())).toMatchObject({ code: 200, alarms: [] });
  });
});

describe('keys that are not those that signed', () => {
  it('are no alarm when they are', async () => {
    expect(await readiness(await start())).toMatchObject({ code: 200, alarms: [] });
  });

  it('are not made when those are gone, which is an alarm', async () => {
    rmSync(`${folder}.keys`, { recursive: true });
    const before = await signedSizes();
    const started = await start();
    await started.api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
    expect(await readiness(started)).toMatchObject({ code: 200, alarms: ['signing keys missing'] });
    await stop();
    expect(existsSync(`${folder}.keys`)).toBe(false);
    expect(await signedSizes()).toEqual(before);
  });

  it('are an alarm when they are others', async () => {
    rmSync(`${folder}.keys`, { recursive: true });
    addKey(`${folder}.keys`, 'tertial.example.se/other');
    expect(await readiness(await start())).toMatchObject({ code: 200, alarms: ['signing keys changed'] });
  });

  it('are no alarm when one of them is new', async () => {
    addKey(`${folder}.keys`, 'tertial.example.se/new');
    expect(await readiness(await start())).toMatchObject({ code: 200, alarms: [] });
  });
});

describe('an event of a newer build', () => {
  const insert = sql`insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
    select max(position) + 1, gen_random_uuid(), 'plan-exempel.ks.2026',
      (select max(revision) + 1 from log.events where stream = 'plan-exempel.ks.2026'), 'PlanDiscussed', 1, '{}',
      (select metadata from log.events order by position desc limit 1), max(recorded_at) from log.events`;

  async function startOn(places: Places) {
    const demo = await demoSignIn();
    const app = await startApplication({
      places,
      tokens: demo.tokens,
      clock: new SimulatedClock('2026-05-12T08:00:00.000Z'),
      isSimulated: true,
      demo,
      followsLog: true,
      logger: ['fatal'],
    });
    const asked = async () => (await app.inject({ method: 'GET', url: '/health/ready' })).json<Readiness>();
    const api = new Api(app, async (who) => ({ authorization: `Bearer ${await demo.tokenFor(called(who))}` }));
    return { app, api, asked };
  }

  /** Gives no command and reads no plan without being told of the newer version. */
  async function expectTold(api: Api): Promise<void> {
    const input = { boardId: 'exempel.ks', dnr: 'KS 2026/7', title: 'Ärende' };
    const questions = [
      ['hanna', 'openMatter', { input }],
      ['rut', 'plan', { id: plan }],
      ['rut', 'tertialView', { planId: plan, tertial: 'T1' }],
      ['rut', 'history', { of: plan, first: 10 }],
      ['rut', 'matters', { boardId: 'exempel.ks', first: 10 }],
    ] as const;
    const wrong = await wrongRowsInTurn(questions, async ([who, name, parameters]) => {
      const { errors } = await api.ask(who, name, parameters);
      expect(errors).toMatchObject([{ extensions: { code: 'NEWER_VERSION' } }]);
    });
    expect(wrong).toEqual([]);
  }

  it('is named by the health, and to everybody who asks a service that starts on it', async () => {
    const { db, close } = await openEmbedded<unknown>(folder);
    await insert.execute(db);
    await close();
    const { app, api, asked } = await startOn(places);
    await until(async () => (await asked()).status === 'newer build');
    expect(await asked()).toMatchObject({
      status: 'newer build',
      alarms: ['newer build: version 1 of the event plan PlanDiscussed'],
    });
    await expectTold(api);
    await app.close();
  });

  it('lets no command begin while the service runs, and is told to whoever reads what rests on it', async () => {
    const { app, api, asked } = await startOn(places);
    await until(async () => (await asked()).status === 'ready');
    await insert.execute(app.get<Database<ViewTables>>(DATABASE).db);
    await until(async () => (await asked()).status === 'newer build');
    await expectTold(api);
    await app.close();
  });
});
