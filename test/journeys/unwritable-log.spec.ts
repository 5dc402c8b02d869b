import { type Kysely, sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { openPostgres } from '../../src/platform/database/postgres-database.service.js';
import { probeLog } from '../../src/platform/event-store/log-probe.service.js';
import type { Readiness } from '../../src/platform/operations/health.service.js';
import { inMemory, sqlStores } from '../support/app-under-test.js';
import { adoptSmallPlan, startMunicipality } from '../support/municipality-under-test.js';
import type { MunicipalityUnderTest } from '../support/municipality-under-test.js';
import { onPostgres } from '../support/postgres-under-test.js';
import { until } from '../support/until.js';

const newDatabase = onPostgres();
const boardId = 'exempel.ks';
let service: MunicipalityUnderTest;
let matters = 0;

async function start(places: typeof inMemory): Promise<void> {
  service = await startMunicipality('2026-05-12', places);
  await adoptSmallPlan(service.api, 2);
}

afterEach(() => service.close());

async function ready() {
  const { statusCode: code, body } = await service.api.app.inject({ method: 'GET', url: '/health/ready' });
  const { stores, alarms }: Readiness = JSON.parse(body);
  return { code, events: stores.events, alarms };
}

/** The code of the refusal of a command with events; `done` when it was carried out. */
async function openMatter(): Promise<string> {
  matters += 1;
  const input = { boardId, dnr: `KS 2026/${matters}`, title: 'Ärende' };
  const { errors } = await service.api.ask('hanna', 'openMatter', { input });
  return errors[0]?.extensions.code ?? 'done';
}

function db(): Kysely<ViewTables> {
  return service.api.app.get<Database<ViewTables>>(DATABASE).db;
}

const unwritable = (...alarms: string[]) => ({ code: 503, events: 'unwritable', alarms });
const writable = { code: 200, events: 'up', alarms: [] };

describe('a data folder that is deleted while it is open', () => {
  it('takes no command from then on, and makes the service unready', async () => {
    const home = mkdtempSync(join(tmpdir(), 'tertial-deleted-'));
    await start({ ...inMemory, folder: join(home, 'data') });
    await openMatter();
    expect(await ready()).toEqual(writable);
    rmSync(join(home, 'data'), { recursive: true });
    const before = await service.api.head();
    expect(await openMatter()).toBe('STORE_UNAVAILABLE');
    for (const [who, name, input] of [
      ['adam', 'addPerson', { personId: 'p-1', name: 'Petra' }],
      ['hanna', 'saveMatterDraft', { matterId: `${boardId}.dnr-ks-2026-1`, expectedDraftRevision: 0, brief: 'Kort.' }],
    ] as const) {
      const { errors } = await service.api.ask(who, name, { input });
      expect(errors).toMatchObject([{ extensions: { code: 'STORE_UNAVAILABLE' } }]);
    }
    expect(await ready()).toEqual(unwritable('data folder lost'));
    expect(await service.api.head()).toBe(before);
    rmSync(home, { recursive: true });
  });
});

describe.each(sqlStores(newDatabase))('a disk of %s that is full', (_, place) => {
  it('refuses commands and makes the service unready until it has room', async () => {
    await start(await place());
    await sql`create function full_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`.execute(
      db(),
    );
    await sql`create trigger full_disk before insert on log.events for each statement execute function full_disk()`.execute(
      db(),
    );
    expect(await openMatter()).toBe('STORE_UNAVAILABLE');
    expect(await ready()).toEqual(unwritable('appends fail'));
    expect(await ready()).toEqual(unwritable('appends fail'));
    await sql`drop trigger full_disk on log.events`.execute(db());
    expect(await ready()).toEqual(writable);
    expect(await openMatter()).toBe('done');
  });

  it('is tried without leaving anything', async () => {
    await start(await place());
    const head = await service.api.head();
    expect([await probeLog(db(), false), await probeLog(db(), true)]).toEqual([false, true]);
    expect(await service.api.head()).toBe(head);
    const { rows } = await sql`select from log.events where position < 1 or stream = 'rehearsal'`.execute(db());
    expect(rows).toEqual([]);
    expect(await openMatter()).toBe('done');
  });
});

describe('a database on a server that may only be read', () => {
  it('refuses commands and makes the service unready until it may be written', async () => {
    const url = await newDatabase();
    await start({ ...inMemory, eventsUrl: url, viewsUrl: url });
    const admin = await openPostgres<unknown>(await newDatabase());
    const name = new URL(url).pathname.slice(1);
    const mayBeWritten = async (value: 'on' | 'off'): Promise<void> => {
      const readOnly = sql.lit(value === 'on' ? 'off' : 'on');
      await sql`alter database ${sql.id(name)} set default_transaction_read_only = ${readOnly}`.execute(admin.db);
      // The setting holds for new sessions.
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(admin.db);
    };
    await mayBeWritten('off');
    await until(async () => (await ready()).events === 'unwritable');
    expect(await openMatter()).toBe('STORE_UNAVAILABLE');
    expect(await ready()).toMatchObject(unwritable('appends fail'));
    await mayBeWritten('on');
    await until(async () => (await ready()).code === 200);
    expect(await openMatter()).toBe('done');
    await admin.close();
  });
});
