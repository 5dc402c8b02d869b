import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adoptPlaces, comparePlaces, savePlaces } from '../../src/evidence/adoption/log-command.service.js';
import { linesOf } from '../../src/evidence/adoption/two-sides.js';
import { evidenceIn } from '../../src/evidence/evidence-tables.service.js';
import { passingEvidence } from '../../src/evidence/signing-keys.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { Health } from '../../src/platform/operations/health.service.js';
import type { Api } from '../support/api-under-test.js';
import { startPostgres, type PostgresUnderTest } from '../support/postgres-under-test.js';
import { type ReplaceableLog, replaceableLogs } from '../support/replaceable-log-under-test.js';
import { serviceOn } from '../support/service-on.js';
import { until } from '../support/until.js';

// The log's database has lost its tail for good, and an operator deals with it.

const LONG = 180_000;
const boardId = 'exempel.ks';
const evidence = passingEvidence();

async function open(api: Api, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    await api.give('hanna', 'openMatter', { boardId, dnr: `KS 2026/${number}`, title: `Ärende ${number}` });
  }
}

async function newestSigned({ app }: Api): Promise<number> {
  const { db } = app.get<Database<ViewTables>>(DATABASE);
  const { size } = await evidenceIn(db)
    .selectFrom('checkpoints')
    .select(({ fn }) => fn.max('size').as('size'))
    .executeTakeFirstOrThrow();
  return Number(size);
}

/** Number of locks that services hold in a database. */
async function locksHeld(db: Database<ViewTables>['db']): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_locks where locktype = 'advisory' and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())`.execute(db);
  return rows[0]?.count ?? 0;
}

let postgres: PostgresUnderTest;

beforeAll(async () => {
  postgres = await startPostgres();
}, LONG);

afterAll(() => postgres.stop());

const { kurrentDb, onPostgres, embedded } = replaceableLogs(() => postgres.newDatabase());

describe.each([
  ['PostgreSQL', onPostgres],
  ['KurrentDB', kurrentDb],
  ['the embedded store', embedded],
] as const)('a log on %s that lost its last three events', (_, make) => {
  let log: ReplaceableLog;

  beforeAll(async () => {
    log = await make();
    const { api, close } = await serviceOn(log.places, evidence);
    try {
      await open(api, 1, 3);
      if (log.isKeptRunning) await log.keep('older');
      await open(api, 4, 6);
      await until(async () => (await newestSigned(api)) === 6);
    } finally {
      await close();
    }
    if (!log.isKeptRunning) await log.keep('older');
  }, LONG);

  afterAll(() => log.close());

  it(
    'is not adopted while the log is the one that the views know',
    async () => {
      await expect(adoptPlaces(log.places, '0')).rejects.toThrow(/^The log holds all that the views know\./);
    },
    LONG,
  );

  it(
    'is shown beside what the views know: where they part and what is lost, by municipality, time and person',
    async () => {
      const whole = await comparePlaces(log.places);
      expect(whole).toMatchObject({
        known: { events: 6 },
        held: { events: 6 },
        unknown: 0,
        parting: null,
        signed: { size: 6, isHeld: true },
        lost: { events: 0 },
      });
      expect(linesOf(whole)[0]).toBe('The log holds all that the views know.');
      await log.become('older');
      const sides = await comparePlaces(log.places);
      expect(sides).toMatchObject({
        known: { events: 6 },
        held: { events: 3 },
        unknown: 0,
        parting: { known: { index: 3, type: 'MatterOpened', stream: 'matter-exempel.ks.dnr-ks-2026-4' }, found: null },
        signed: { size: 6, isHeld: false },
        lost: { events: 3, untold: 0, people: [{ municipalityId: 'exempel', personId: 'hanna', events: 3 }] },
      });
      const { from = null, to = null } = sides.lost.municipalities.get('exempel') ?? {};
      expect([from, to]).toEqual([sides.parting?.known.knownAt, sides.known.to]);
    },
    LONG,
  );

  it(
    'leaves what the views still know of it in a file for a person',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'tertial-saved-'));
      try {
        const file = join(folder, 'known.txt');
        await savePlaces(log.places, file);
        const text = readFileSync(file, 'utf8');
        expect(text).toMatch(
          /\n4\. at position \d+: MatterOpened of matter-exempel\.ks\.dnr-ks-2026-4, its event 1, recorded at [^ ]+ \(hanna\)\n/,
        );
        expect(text).toContain('"title": "Ärende 6"');
        expect(text).not.toContain('Ärende 3');
        expect(statSync(file).mode & 0o777).toBe(0o600);
        await expect(savePlaces(log.places, file)).rejects.toThrow(/exists already/);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    LONG,
  );

  it(
    'is not adopted while a process that was started on it waits for the right one',
    async () => {
      const { api, close } = await serviceOn(log.places, evidence);
      try {
        const { db } = api.app.get<Database<ViewTables>>(DATABASE);
        if (log.isKeptRunning) await until(async () => (await locksHeld(db)) > 0);
        await expect(adoptPlaces(log.places, '3')).rejects.toThrow(
          log.isKeptRunning
            ? 'A service runs on these views. Stop every process of it, then adopt the log. Nothing was changed.'
            : /is in use by process \d+/,
        );
        expect((await api.app.get(Health).readiness()).status).toBe('another log');
      } finally {
        await close();
      }
      expect(await comparePlaces(log.places)).toMatchObject({ known: { events: 6 }, held: { events: 3 } });
    },
    LONG,
  );

  it(
    'is adopted with the right word alone, and everything is made anew of it',
    async () => {
      await expect(adoptPlaces(log.places, undefined)).rejects.toThrow(
        'The log does not hold 3 events that were recorded. To adopt it and lose them, give --yes-lose 3. Nothing was changed.',
      );
      await expect(adoptPlaces(log.places, '2')).rejects.toThrow(/and not 2\./);
      expect(await comparePlaces(log.places)).toMatchObject({ known: { events: 6 }, held: { events: 3 } });
      expect(await adoptPlaces(log.places, '3')).toMatchObject({ lost: { events: 3 } });
      const { api, close } = await serviceOn(log.places, evidence);
      try {
        await until(async () => (await api.app.get(Health).readiness()).status === 'ready');
        const { edges } = await api.see('rut', 'matters', { boardId, first: 100 });
        expect(edges.map(({ node }) => node.dnr)).toEqual(['KS 2026/1', 'KS 2026/2', 'KS 2026/3']);
        await open(api, 7, 7);
        await until(async () => (await newestSigned(api)) === 5);
        const { alarms } = await api.app.get(Health).readiness();
        expect(alarms).toEqual([]);
        const history = await api.see('rut', 'history', { of: 'exempel', first: 10 });
        expect(history.edges.map(({ node }) => [node.type, node.sentence])).toEqual([
          ['LogAdopted', 'Tertial fick en annan logg av driften, och 3 händelser gick förlorade.'],
        ]);
        expect(await api.see('rut', 'alarms')).toMatchObject([
          { name: 'another log', since: null, history: [{ lost: 3, formerCheckpoint: { size: 6 } }] },
        ]);
        const { db } = api.app.get<Database<ViewTables>>(DATABASE);
        const former = await evidenceIn(db).selectFrom('former_checkpoints').select('size').orderBy('size').execute();
        expect(Number(former.at(-1)?.size)).toBe(6);
      } finally {
        await close();
      }
      expect(await comparePlaces(log.places)).toMatchObject({ known: { events: 5 }, parting: null, contradicted: [] });
    },
    LONG,
  );
});
