import { Client } from 'pg';
import type { Readiness } from '../../src/platform/operations/health.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { KurrentDbServer } from '../stores/kurrentdb/server-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { loggedService } from '../support/logged-service.js';
import { onPostgres } from '../support/postgres-under-test.js';
import { until } from '../support/until.js';
import { wrongRowsInTurn } from '../support/wrong-rows.js';

// The account of the running service loses a right, and gets it back.

const LONG = 240_000;
const SEVERAL = 3;
const newDatabase = onPostgres();

interface Account {
  readonly places: Places;
  /** The rights that it can lose, by name. */
  readonly rights: readonly string[];
  /** The reason in the log. */
  readonly because: RegExp;
  lose(right: string): Promise<unknown>;
  /** Cuts the connections, so that whoever follows the log has to begin again. */
  cut(): Promise<unknown>;
  getBack(): Promise<unknown>;
  close(): Promise<void>;
}

async function kurrentDb(): Promise<Account> {
  const server = await KurrentDbServer.start();
  return {
    places: { ...inMemory, eventsUrl: server.url },
    rights: ['all', 'write', 'known'],
    because: /^KurrentDB (?:denies the account of the address a right\. Let|does not accept the name and the password)/,
    lose: (right) => server.tell('deny', { rights: [right] }),
    cut: () => server.tell('cut'),
    getBack: () => server.tell('deny', { rights: [] }),
    close: () => server.stop(),
  };
}

/** The account owns its tables, and is no superuser, whom no right can be taken from. */
async function postgres(): Promise<Account> {
  const url = new URL(await newDatabase());
  const owner = new Client({ connectionString: url.href });
  await owner.connect();
  await owner.query(`create role plain login password 's3cr3t'`);
  await owner.query(`alter database ${url.pathname.slice(1)} owner to plain`);
  [url.username, url.password] = ['plain', 's3cr3t'];
  return {
    places: { ...inMemory, eventsUrl: url.href },
    rights: ['insert'],
    because: /permission denied for table events$/,
    lose: (right) => owner.query(`revoke ${right} on log.events from plain`),
    cut: () =>
      owner.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = $1',
        [url.pathname.slice(1)],
      ),
    getBack: () => owner.query('grant insert on log.events to plain'),
    close: () => owner.end(),
  };
}

describe.each([
  ['KurrentDB', kurrentDb],
  ['PostgreSQL', postgres],
])('%s', (_, make) => {
  it(
    'refuses the account a right: nothing is done, the log says it once, the service is unready until it has the right',
    async () => {
      const account = await make();
      const { app, lines, openMatter } = await loggedService(account.places);
      const ready = async () => {
        const { statusCode, body } = await app.inject({ method: 'GET', url: '/health/ready' });
        const readiness: Readiness = JSON.parse(body);
        return { statusCode, ...readiness };
      };
      expect(await openMatter()).toBe('done');
      const wrong = await wrongRowsInTurn(account.rights, async (right) => {
        await until(async () => (await ready()).status === 'ready');
        const from = lines().length;
        await account.lose(right);
        // An account that may write and not read has written, until the service knows.
        expect(['STORE_UNAVAILABLE', 'NOT_YET_VISIBLE']).toContain(await openMatter());
        await until(async () => (await ready()).status === 'refused');
        for (let time = 0; time < SEVERAL; time += 1) expect(await openMatter()).toBe('STORE_UNAVAILABLE');
        for (let time = 0; time < SEVERAL; time += 1) {
          expect(await ready()).toMatchObject({
            statusCode: 503,
            status: 'refused',
            stores: { events: 'refused', views: 'up' },
            alarms: ['access refused'],
          });
        }
        const told = lines(from).filter(({ level }) => level === 'error' || level === 'warn');
        expect(told).toMatchObject([
          { message: 'A store is away.', store: 'log', because: expect.stringMatching(account.because) },
        ]);
        await account.cut();
        await until(async () => (await ready()).status === 'refused');
        expect(await openMatter()).toBe('STORE_UNAVAILABLE');
        const reasons = lines(from).flatMap(({ level, because }) => (level === 'error' ? [because] : []));
        expect(reasons).toEqual([...new Set(reasons)]);
        expect(JSON.stringify(lines(from))).not.toMatch(/s3cr3t/);
        expect(JSON.stringify(lines(from).filter(({ level }) => level === 'error'))).not.toMatch(/\bat \S+ \(/);
        await account.getBack();
        await until(async () => (await ready()).status === 'ready');
        expect((await ready()).alarms).toEqual([]);
        await until(async () => (await openMatter()) === 'done');
        await until(() => lines(from).some(({ message }) => message === 'A store is back.'));
      });
      await app.close();
      await account.close();
      expect(wrong).toEqual([]);
    },
    LONG,
  );
});
