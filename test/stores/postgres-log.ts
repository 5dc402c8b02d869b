import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { createEventTables } from '../../src/platform/event-store/event-tables.service.js';
import { SqlEventStore } from '../../src/platform/event-store/sql-event-store.service.js';
import { loseEvents } from './sql-event-store.js';
import type { StoreUnderTest } from './store-under-test.js';

/** A database without the service's own timeouts and guards. */
export function open(url: string): Kysely<unknown> {
  const pool = new Pool({ connectionString: url, max: 10 });
  // A connection that is cut tells the pool when it waits there. When it is in use, it tells whoever listens to it, and
  // the process ends when nobody does.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely({ dialect: new PostgresDialect({ pool }) });
}

/** A log in an empty database. */
export async function logOnPostgres(url: string): Promise<StoreUnderTest> {
  const [first, second] = [open(url), open(url)];
  await createEventTables(first);
  return {
    store: new SqlEventStore(first),
    second: new SqlEventStore(second),
    lose: (stream, revisions) => loseEvents(first, stream, revisions),
    close: async () => {
      await first.destroy();
      await second.destroy();
    },
  };
}
