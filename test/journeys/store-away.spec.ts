import { Client } from 'pg';
import { Health } from '../../src/platform/operations/health.service.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import { KurrentDbServer } from '../stores/kurrentdb/server-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { type Line, loggedService } from '../support/logged-service.js';
import { onPostgres } from '../support/postgres-under-test.js';
import { until } from '../support/until.js';

// The log's server goes away under the running service, and comes back.

const LONG = 120_000;
const SEVERAL = 3;
const newDatabase = onPostgres();

interface Away {
  readonly places: Places;
  readonly store: string;
  /** The reason in the log. */
  readonly because: RegExp;
  leave(): Promise<unknown>;
  comeBack(): Promise<unknown>;
  close(): Promise<void>;
}

async function kurrentDb(): Promise<Away> {
  const server = await KurrentDbServer.start();
  return {
    places: { ...inMemory, eventsUrl: server.url },
    store: 'log',
    because: /^The connection to KurrentDB broke\. Check /,
    leave: () => server.tell('refuse', { on: true }),
    comeBack: () => server.tell('refuse', { on: false }),
    close: () => server.stop(),
  };
}

async function postgres(): Promise<Away> {
  const url = await newDatabase();
  const other = new Client({ connectionString: await newDatabase() });
  await other.connect();
  const name = new URL(url).pathname.slice(1);
  return {
    places: { ...inMemory, viewsUrl: url },
    store: 'log and views',
    because: /not currently accepting connections|terminat|connection error/i,
    leave: async () => {
      await other.query(`alter database ${name} allow_connections false`);
      await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    },
    comeBack: () => other.query(`alter database ${name} allow_connections true`),
    close: () => other.end(),
  };
}

describe.each([
  ['KurrentDB', kurrentDb],
  ['PostgreSQL', postgres],
])('%s', (_, make) => {
  it(
    'is told to be away with why, and to be back after how long; refused commands count, and say why at debug',
    async () => {
      const away = await make();
      const { app, lines, openMatter } = await loggedService(away.places);
      const said = (message: string): Line[] => lines().filter((line) => line.message === message);

      expect(await openMatter()).toBe('done');
      await away.leave();
      await until(async () => {
        await app.get(Health).readiness();
        return said('A store is away.').length > 0;
      });
      expect(said('A store is away.')).toMatchObject([
        { level: 'error', store: away.store, because: expect.stringMatching(away.because) },
      ]);
      const codes: string[] = [];
      while (codes.filter((code) => code === 'STORE_UNAVAILABLE').length < SEVERAL) {
        // Each is refused when its patience is over, so they wait together.
        codes.push(...(await Promise.all(Array.from({ length: SEVERAL }, openMatter))));
      }
      const refused = said('A command was not answered.').filter(({ code }) => code === 'STORE_UNAVAILABLE');
      expect(refused.length).toBeGreaterThanOrEqual(SEVERAL);
      for (const line of refused) expect(line).toMatchObject({ level: 'debug', because: expect.any(String) });
      await away.comeBack();
      await until(async () => (await openMatter()) === 'done');
      await until(() => said('A store is back.').length > 0);
      const [back] = said('A store is back.');
      expect(back).toMatchObject({ level: 'info', store: away.store, seconds: expect.any(Number) });
      expect(back?.refusedCommands).toBeGreaterThanOrEqual(SEVERAL);
      await app.close();
      await away.close();
    },
    LONG,
  );
});
