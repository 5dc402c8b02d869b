import { type Kysely, sql } from 'kysely';
import { type PostgresUnderTest, startPostgres } from '../../../test/support/postgres-under-test.js';
import type { Database } from './database.service.js';
import { openEmbedded } from './embedded-database.service.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { migrate } from './migrations.service.js';
import { openPostgres } from './postgres-database.service.js';
import { until } from '../../../test/support/until.js';

let postgres: PostgresUnderTest;
/** Connections of two processes to one PostgreSQL database, or of one process to the embedded database. */
let processes: readonly Database<unknown>[];

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.stop());

afterEach(async () => {
  for (const { close } of processes) await close();
});

/** Returns a migration that creates a table, and so fails when it runs twice. */
function making(table: string) {
  return async (db: Kysely<unknown>): Promise<void> => {
    await sql`create table things.${sql.id(table)} (one int)`.execute(db);
  };
}

async function onPostgres(): Promise<readonly Database<unknown>[]> {
  const url = await postgres.newDatabase();
  return [await openPostgres(url), await openPostgres(url)];
}

/** Whether a session of the server waits for a lock. */
async function isWaitedFor(): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_locks where not granted`.execute(first());
  return rows.length > 0;
}

function first(): Kysely<unknown> {
  const [one] = processes;
  if (one === undefined) throw new Error('There is no process.');
  return one.db;
}

async function tables(schema = 'things'): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = ${schema} and table_name not like 'kysely%' order by 1`.execute(first());
  return rows.map(({ name }) => name);
}

describe.each([
  ['the embedded database', async () => [await openEmbedded<unknown>('memory')]],
  ['PostgreSQL', onPostgres],
])('migrations in %s', (_, open) => {
  beforeEach(async () => {
    processes = await open();
  });

  it('run once, and new ones run later', async () => {
    await migrate(first(), 'things', { '0001_a': making('a') });
    await migrate(first(), 'things', { '0001_a': making('a') });
    expect(await tables()).toEqual(['a']);
    await migrate(first(), 'things', { '0001_a': making('a'), '0002_b': making('b') });
    expect(await tables()).toEqual(['a', 'b']);
  });

  it('of one schema are independent of those of another', async () => {
    await migrate(first(), 'things', { '0001_a': making('a') });
    await migrate(first(), 'other', { '0001_b': making('b') });
    expect(await tables()).toEqual(['a', 'b']);
  });

  it('of a newer build are rejected with a message', async () => {
    await migrate(first(), 'things', { '0001_a': making('a'), '0002_b': making('b') });
    await expect(migrate(first(), 'things', { '0001_a': making('a') })).rejects.toThrow(
      /^The tables in the schema things cannot be migrated to this build: .*0002_b.*/,
    );
    expect(await tables()).toEqual(['a', 'b']);
  });

  it('leave nothing when one of them fails, and run when it no longer does', async () => {
    const failing = async (db: Kysely<unknown>): Promise<void> => {
      await making('b')(db);
      throw new Error('No room.');
    };
    await expect(migrate(first(), 'things', { '0001_a': making('a'), '0002_b': failing })).rejects.toThrow(
      'The tables in the schema things cannot be migrated to this build: No room.',
    );
    expect(await tables()).toEqual([]);
    await migrate(first(), 'things', { '0001_a': making('a'), '0002_b': making('b') });
    expect(await tables()).toEqual(['a', 'b']);
  });
});

describe('processes that start at the same time', () => {
  beforeEach(async () => {
    processes = await onPostgres();
  });

  it('run each migration once', async () => {
    let made = 0;
    const slowly = async (db: Kysely<unknown>): Promise<void> => {
      made += 1;
      await until(isWaitedFor);
      await making('a')(db);
    };
    await Promise.all(processes.map(({ db }) => migrate(db, 'things', { '0001_a': slowly })));
    expect(made).toBe(1);
    expect(await tables()).toEqual(['a']);
  });

  it('create the tables of the log once', async () => {
    await Promise.all([...processes, ...processes].map(({ db }) => createEventTables(db)));
    expect(await tables('log')).toEqual(['events']);
  });
});
