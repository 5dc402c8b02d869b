import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication } from '../../src/application.service.js';
import { evidenceIn } from '../../src/evidence/evidence-tables.service.js';
import { EVIDENCE, passingEvidence } from '../../src/evidence/signing-keys.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { Health } from '../../src/platform/operations/health.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { Clock } from '../../src/platform/runtime/clock.service.js';
import { demoSignIn } from '../../src/platform/sign-in/demo-sign-in.service.js';
import { KurrentDbServer } from '../stores/kurrentdb/server-under-test.js';
import { Api } from '../support/api-under-test.js';
import { called } from '../support/app-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { startPostgres, type PostgresUnderTest } from '../support/postgres-under-test.js';
import { until } from '../support/until.js';
import {
  EmbeddedLog,
  KurrentDbLog,
  PostgresLog,
  type Kind,
  type ReplaceableLog,
} from '../support/replaceable-log-under-test.js';

// The log's database comes back as another one, while the service runs or while it is stopped.

const LONG = 180_000;
const boardId = 'exempel.ks';
const kinds: readonly Kind[] = ['empty', 'older', 'grown', 'unrelated'];

interface Running {
  readonly api: Api;
  close(): Promise<void>;
}

async function start(places: Places, hasKeys: boolean): Promise<Running> {
  const demo = await demoSignIn();
  const evidence = hasKeys ? passingEvidence() : { signers: [], origin: null };
  const app = await createApplication({
    places,
    tokens: demo.tokens,
    clock: new Clock(),
    isSimulated: false,
    demo,
    followsLog: true,
    logger: ['fatal'],
    given: [{ provide: EVIDENCE, useValue: evidence }],
  });
  const signIn = async (who: string) => ({ authorization: `Bearer ${await demo.tokenFor(called(who))}` });
  return { api: new Api(app, signIn), close: () => app.close() };
}

function matter(number: number) {
  return { boardId, dnr: `KS 2026/${number}`, title: `Ärende ${number}` };
}

async function open(api: Api, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) await api.give('hanna', 'openMatter', matter(number));
}

async function numbers(api: Api): Promise<string[]> {
  const { edges } = await api.see('rut', 'matters', { boardId, first: 100 });
  return edges.map(({ node }) => node.dnr);
}

async function statusOf({ app }: Api): Promise<string> {
  return (await app.get(Health).readiness()).status;
}

async function signedSizes({ app }: Api): Promise<number[]> {
  const { db } = app.get<Database<ViewTables>>(DATABASE);
  const rows = await evidenceIn(db).selectFrom('checkpoints').select('size').orderBy('size').execute();
  return rows.map(({ size }) => Number(size));
}

/** Everything that may not happen while the log is another, and that queries go on. */
async function expectNothingDone(api: Api, log: ReplaceableLog, shown: readonly string[]): Promise<void> {
  const before = await log.count();
  const signed = await signedSizes(api);
  const answers = await Promise.all(
    [901, 902, 903].map((number) => api.refused('hanna', 'openMatter', matter(number))),
  );
  for (const answer of answers) expect(answer).toMatchObject({ extensions: { code: 'ANOTHER_LOG' } });
  expect(await numbers(api)).toEqual(shown);
  expect(await log.count()).toBe(before);
  expect(await signedSizes(api)).toEqual(signed);
  const answer = await api.app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ __typename }' } });
  expect(answer.headers['tertial-log']).toBe('another log');
  const raised = await api.see('rut', 'alarms');
  expect(raised).toContainEqual({ name: 'another log', since: expect.any(String), history: [] });
  const readiness = await api.app.get(Health).readiness();
  expect(readiness).toMatchObject({ status: 'another log', alarms: expect.arrayContaining(['another log']) });
}

let postgres: PostgresUnderTest;

beforeAll(async () => {
  postgres = await startPostgres();
}, LONG);

afterAll(() => postgres.stop());

async function kurrentDb(): Promise<ReplaceableLog> {
  return new KurrentDbLog(await KurrentDbServer.start(), await postgres.newDatabase());
}

async function onPostgres(): Promise<ReplaceableLog> {
  return new PostgresLog(await postgres.newDatabase(), await postgres.newDatabase());
}

function embedded(): Promise<ReplaceableLog> {
  const folder = mkdtempSync(join(tmpdir(), 'tertial-another-log-'));
  return Promise.resolve(
    new EmbeddedLog({ ...inMemory, folder }, () => rmSync(folder, { recursive: true, force: true })),
  );
}

describe.each([
  ['PostgreSQL', onPostgres],
  ['KurrentDB', kurrentDb],
] as const)('a running service on %s', (_, make) => {
  it.each(kinds.flatMap((kind) => [[kind, 'keys'] as const, [kind, 'no keys'] as const]))(
    'writes and signs nothing on a log that is %s, with %s, and goes on when its own is back',
    async (kind, keys) => {
      const log = await make();
      const { api, close } = await start(log.places, keys === 'keys');
      try {
        await open(api, 1, 3);
        await log.keep(kind);
        await open(api, 4, 6);
        const shown = await numbers(api);
        await log.become(kind);
        const began = performance.now();
        // Commands come all the time, before and after the service has seen it.
        const tried = await log.count();
        await until(async () => {
          await api.refused('hanna', 'openMatter', matter(900));
          return (await statusOf(api)) === 'another log';
        });
        process.stdout.write(`seen after ${Math.round(performance.now() - began)} ms\n`);
        expect(await log.count()).toBe(tried);
        await expectNothingDone(api, log, shown);
        await log.comeBack();
        await until(async () => (await statusOf(api)) === 'ready');
        await open(api, 7, 8);
        expect(await numbers(api)).toEqual([...shown, 'KS 2026/7', 'KS 2026/8']);
        expect((await api.app.get(Health).readiness()).alarms).toEqual([]);
      } finally {
        await close();
        await log.close();
      }
    },
    LONG,
  );
});

describe.each([
  ['PostgreSQL', onPostgres],
  ['KurrentDB', kurrentDb],
  ['the embedded store', embedded],
] as const)('a service on %s', (_, make) => {
  it.each(kinds.flatMap((kind) => [[kind, 'keys'] as const, [kind, 'no keys'] as const]))(
    'that is started on a log that is %s, with %s, drops, writes and signs nothing, and goes on when its own is back',
    async (kind, keys) => {
      const log = await make();
      const first = await start(log.places, keys === 'keys');
      let running: Running | undefined = first;
      try {
        await open(first.api, 1, 3);
        if (log.isKeptRunning) await log.keep(kind);
        await open(first.api, 4, 6);
        const shown = await numbers(first.api);
        if (keys === 'keys') await until(async () => (await signedSizes(first.api)).length > 0);
        await first.close();
        running = undefined;
        if (!log.isKeptRunning) await log.keep(kind);
        await log.become(kind);
        if (kind === 'empty' && keys === 'keys') {
          // An empty log that was signed is refused before anything asks whether it is another.
          await expect(start(log.places, true)).rejects.toThrow(/^The log is empty, but a checkpoint of its/);
          await log.comeBack();
          running = await start(log.places, true);
        } else if (log.isKeptRunning) {
          running = await start(log.places, keys === 'keys');
          await expectNothingDone(running.api, log, shown);
          await log.comeBack();
        } else {
          running = await start(log.places, keys === 'keys');
          expect(await statusOf(running.api)).toBe('another log');
          expect(await numbers(running.api)).toEqual(shown);
          expect(await running.api.refused('hanna', 'openMatter', matter(900))).toMatchObject({
            extensions: { code: 'ANOTHER_LOG' },
          });
          await running.close();
          running = undefined;
          await log.comeBack();
          running = await start(log.places, keys === 'keys');
        }
        const { api } = running;
        await until(async () => (await statusOf(api)) === 'ready');
        await open(api, 7, 8);
        expect(await numbers(api)).toEqual([...shown, 'KS 2026/7', 'KS 2026/8']);
      } finally {
        await running?.close();
        await log.close();
      }
    },
    LONG,
  );
});

describe('a second service with the same views and another log', () => {
  it(
    'is refused with a sentence, and harms nothing',
    async () => {
      // Without keys no checkpoint is signed, which would be another reason to refuse an empty log.
      const log = await onPostgres();
      const { api, close } = await start(log.places, false);
      try {
        await open(api, 1, 3);
        const eventsUrl = await postgres.newDatabase();
        await expect(start({ ...log.places, eventsUrl }, false)).rejects.toThrow(
          'Give each log views of its own: see EVENTS_URL and VIEWS_URL.',
        );
        await open(api, 4, 5);
        expect(await numbers(api)).toHaveLength(5);
        expect(await statusOf(api)).toBe('ready');
      } finally {
        await close();
        await log.close();
      }
    },
    LONG,
  );
});
