import { Logger } from '@nestjs/common';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Socket } from 'node:net';
import { Pool } from 'pg';
import type { Database } from './database.service.js';
import { socketWithTimeout, PostgresLeaderElection } from './postgres-leader-election.service.js';

const MOST_CONNECTIONS = 20;
const LONGEST_CONNECT_IN_MILLISECONDS = 5_000;
/** A server that is there answers sooner; one that is not would be waited for until the operating system gives up. */
const LONGEST_SILENCE_IN_MILLISECONDS = 8_000;
/**
 * Behind a network that is cut the server does not learn that a process has gone, and would keep the rows that it was
 * about to change for hours. Longer than any pause for thought within a transaction.
 */
const LONGEST_PAUSE_IN_TRANSACTION_IN_MILLISECONDS = 10_000;
/** One that waits in the pool may have died meanwhile, and whoever takes it then waits for all of the longest silence. */
const LONGEST_IDLE_IN_MILLISECONDS = 3_000;
/** The first with `idle_session_timeout`, by which a leader that has gone silent is found out. */
const OLDEST_SERVER = 140_000;

export interface PostgresOptions {
  /** For long work of a single person, such as comparing all rows. */
  readonly waitsForever?: boolean;
}

/**
 * Opens a database on a PostgreSQL server.
 *
 * @throws Error with a sentence that says what to do when it does not answer, or is one that Tertial cannot live in.
 */
export async function openPostgres<Tables>(url: string, options: PostgresOptions = {}): Promise<Database<Tables>> {
  const { waitsForever = false } = options;
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: LONGEST_CONNECT_IN_MILLISECONDS,
    idleTimeoutMillis: LONGEST_IDLE_IN_MILLISECONDS,
    idle_in_transaction_session_timeout: waitsForever ? 0 : LONGEST_PAUSE_IN_TRANSACTION_IN_MILLISECONDS,
    stream: () => (waitsForever ? new Socket() : socketWithTimeout(LONGEST_SILENCE_IN_MILLISECONDS)),
  });
  // Of a connection that waits in the pool.
  const log = new Logger('PostgreSQL');
  pool.on('error', ({ message }) => log.warn(`A connection was lost: ${message}`));
  // Whoever uses one is told by the failure of what they asked. An error that nobody hears would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await requireUsable(db);
  } catch (error) {
    await db.destroy();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The database at ${withoutSecrets(url)} cannot be used: ${reason}`, { cause: error });
  }
  const election = new PostgresLeaderElection(db, url);
  let closing: Promise<void> | undefined;
  return { db, election, close: () => (closing ??= election.close().then(() => db.destroy())) };
}

async function requireUsable<Tables>(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ version: string; encoding: string }>`
    select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`.execute(
    db,
  );
  const [{ version, encoding } = { version: '0', encoding: '' }] = rows;
  if (Number(version) < OLDEST_SERVER) throw new Error('Its PostgreSQL is older than 14. Give a newer one.');
  if (encoding !== 'UTF8') throw new Error(`It is encoded in ${encoding}. Make one with the encoding UTF8.`);
}

/** The address as it may be read by anybody. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'an address that cannot be read';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
