import { sql } from 'kysely';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { onPostgres } from '../../../test/support/postgres-under-test.js';
import { openPostgres, withoutSecrets } from './postgres-database.service.js';
import { socketWithTimeout } from './postgres-leader-election.service.js';
import { until } from '../../../test/support/until.js';

const newDatabase = onPostgres();
let url: string;

/** Outcomes of two slow queries. They start before the first test, and a late test awaits them, which saves time. */
let answersAfterLong: Promise<PromiseSettledResult<unknown>[]>;

beforeAll(async () => {
  const silent = await newDatabase();
  const databases = [await openPostgres(silent), await openPostgres(silent, { waitsForever: true })];
  answersAfterLong = Promise.allSettled(
    databases.map(({ db, close }) => sql`select pg_sleep(17)`.execute(db).finally(close)),
  );
});

beforeEach(async () => {
  url = await newDatabase();
});

/** Returns the URL of the test database with one part changed. */
function otherwise(change: (url: URL) => void): string {
  const changed = new URL(url);
  change(changed);
  return changed.href;
}

async function execute(...statements: readonly string[]): Promise<void> {
  const database = await openPostgres(url);
  for (const statement of statements) await sql.raw(statement).execute(database.db);
  await database.close();
}

/** Returns the error message of `openPostgres`. Checks that the error does not contain the password. */
async function refusalOf(given: string): Promise<string> {
  try {
    await (await openPostgres(given)).close();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    for (const { password } of [url, given].filter((one) => URL.canParse(one)).map((one) => new URL(one))) {
      expect(inspect(error, { depth: 10 })).not.toContain(password);
    }
    return error.message;
  }
  throw new Error('It was opened.');
}

describe('a PostgreSQL database', () => {
  it('is opened, used and closed', async () => {
    const database = await openPostgres(url);
    const { rows } = await sql`select 1 as one`.execute(database.db);
    expect(rows).toEqual([{ one: 1 }]);
    await Promise.all([database.close(), database.close()]);
    await expect(sql`select 1`.execute(database.db)).rejects.toThrow();
  });

  it('lets the server end a silent transaction, unless it waits forever', async () => {
    const allowed = async (options?: { waitsForever: boolean }): Promise<unknown> => {
      const database = await openPostgres(url, options);
      const { rows } = await sql`
        select current_setting('idle_in_transaction_session_timeout') as allowed`.execute(database.db);
      await database.close();
      return rows;
    };
    expect(await allowed()).toEqual([{ allowed: '10s' }]);
    expect(await allowed({ waitsForever: true })).toEqual([{ allowed: '0' }]);
  });

  it('finishes the statements in progress before it closes', async () => {
    const database = await openPostgres(url);
    const asked = sql`select pg_sleep(0.3), 1 as one`.execute(database.db);
    await Promise.all([asked, sql`select 1`.execute(database.db)]);
    const last = sql`select pg_sleep(0.3), 2 as two`.execute(database.db);
    await sql`select 1`.execute(database.db);
    await database.close();
    expect((await last).rows).toMatchObject([{ two: 2 }]);
  });

  it('goes on after losing its connections, those in use and idle ones', async () => {
    const [database, other] = [await openPostgres(url), await openPostgres(url)];
    await Promise.all([sql`select 1`, sql`select 2`].map((query) => query.execute(database.db)));
    const used = sql`select pg_sleep(60)`.execute(database.db);
    const cut = expect(used).rejects.toThrow();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(other.db);
    await cut;
    await until(async () => {
      const { rows } = await sql<{ left: number }>`select count(*)::int as left from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(other.db);
      return rows[0]?.left === 0;
    });
    // The first query on each of the two lost connections may fail, which this test ignores.
    for (let n = 0; n < 2; n += 1) await sql`select 1`.execute(database.db).catch(() => null);
    const { rows } = await sql`select 1 as one`.execute(database.db);
    expect(rows).toEqual([{ one: 1 }]);
    await database.close();
    await other.close();
  });
});

describe('a PostgreSQL database is rejected', () => {
  it('when no server listens', async () => {
    const gone = otherwise((one) => (one.port = '1'));
    expect(await refusalOf(gone)).toMatch(
      /^The database at postgres:\/\/127.0.0.1:1\/test_\d+ cannot be used: .*ECONNREFUSED/,
    );
  });

  it('when the password is wrong', async () => {
    const wrong = otherwise((one) => (one.password = 'hunter2'));
    expect(await refusalOf(wrong)).toBe(
      `The database at ${withoutSecrets(wrong)} cannot be used: password authentication failed for user "tertial"`,
    );
  });

  it('when it does not exist', async () => {
    const none = otherwise((one) => (one.pathname = '/none'));
    expect(await refusalOf(none)).toBe(
      `The database at ${withoutSecrets(none)} cannot be used: database "none" does not exist`,
    );
  });

  it('when its encoding is not UTF8', async () => {
    await execute(`create database latin encoding 'LATIN1' template template0 locale 'C'`);
    const latin = otherwise((one) => (one.pathname = '/latin'));
    expect(await refusalOf(latin)).toBe(
      `The database at ${withoutSecrets(latin)} cannot be used: Its encoding is LATIN1. Create it with the encoding UTF8.`,
    );
  });

  it('when the server is too old', async () => {
    // Makes the server report an older version.
    await execute(
      'create schema older',
      `create function older.current_setting(name text) returns text language sql as $$
        select case name when 'server_version_num' then '130012' else pg_catalog.current_setting(name) end $$`,
      `do $$ begin
        execute format('alter database %I set search_path = older, pg_catalog', current_database()); end $$`,
    );
    expect(await refusalOf(url)).toBe(
      `The database at ${withoutSecrets(url)} cannot be used: Its server is older than PostgreSQL 14. Use version 14 or later.`,
    );
  });

  it.each(['postgres://tertial:hunter2@db:port/tertial', 'postgres://tertial:hunter2@[::/tertial'])(
    'since its address is none, which is not said: %s',
    async (nowhere) => {
      expect(await refusalOf(nowhere)).toMatch(
        /^The database at an address that cannot be read cannot be used: .*Invalid URL$/,
      );
    },
  );

  it('when the server accepts the connection and stays silent', async () => {
    const { server, address } = await listening(() => undefined);
    expect(await refusalOf(`postgres://tertial:hunter2@${address}/tertial`)).toMatch(
      /^The database at postgres:\/\/127.0.0.1:\d+\/tertial cannot be used: .*timeout/,
    );
    await ended(server);
  });
});

describe('a silent connection', () => {
  it('is closed', async () => {
    const { server, address } = await listening(() => undefined);
    const socket = socketWithTimeout(50);
    socket.connect(Number(address.split(':')[1]), '127.0.0.1');
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ message: 'The server has been silent for 50 ms.' });
    expect(socket.destroyed).toBe(true);
    await ended(server);
  });

  it('is kept while data arrives', async () => {
    const { server, address } = await listening((socket) => {
      const speaking = setInterval(() => socket.write('.'), 50);
      socket.once('close', () => {
        clearInterval(speaking);
      });
    });
    const socket = socketWithTimeout(500);
    socket.connect(Number(address.split(':')[1]), '127.0.0.1');
    for (let n = 0; n < 20; n += 1) await once(socket, 'data');
    expect(socket.destroyed).toBe(false);
    socket.destroy();
    await ended(server);
  });
});

describe('a query without an answer for long', () => {
  it('is abandoned, unless the database waits forever', async () => {
    const [impatiently, patiently] = await answersAfterLong;
    expect(impatiently).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('silent') } });
    expect(patiently).toMatchObject({ status: 'fulfilled' });
  });
});

describe('the URL without its secrets', () => {
  it.each([
    ['postgres://tertial:hunter2@db:5432/tertial?password=hunter2#hunter2', 'postgres://db:5432/tertial'],
    ['esdb://admin:hunter2@a:2113,b:2113?tls=false', 'an address that cannot be read'],
    ['hunter2', 'an address that cannot be read'],
  ])('of %s', (given, said) => {
    expect(withoutSecrets(given)).toBe(said);
  });
});

const sockets = new Set<Socket>();

async function listening(onConnection: (socket: Socket) => void): Promise<{ server: Server; address: string }> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It listens on no port.');
  return { server, address: `127.0.0.1:${address.port}` };
}

async function ended(server: Server): Promise<void> {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  server.close();
  await once(server, 'close');
}
