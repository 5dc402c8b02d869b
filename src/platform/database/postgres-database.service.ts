import { Logger } from '@nestjs/common';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Socket } from 'node:net';
import { Pool } from 'pg';
import type { Database } from './database.service.js';
import { socketWithTimeout, PostgresLeaderElection } from './postgres-leader-election.service.js';

const MOST_CONNECTIONS = 20;
const LONGEST_CONNECT_IN_MILLISECONDS = 5_000;
/** A live server answers sooner. Without this limit, the operating system's timeout of minutes applies. */
const LONGEST_SILENCE_IN_MILLISECONDS = 8_000;
/**
 * When the network is cut, the server does not learn that a process is gone, and keeps its row locks for hours. This
 * limit is longer than any pause within a transaction.
 */
const LONGEST_PAUSE_IN_TRANSACTION_IN_MILLISECONDS = 10_000;
/** An idle connection may have died, and then its next user waits until the timeout. */
const LONGEST_IDLE_IN_MILLISECONDS = 3_000;
/** The first version with `idle_session_timeout`, which ends the session of a leader that is gone. */
const OLDEST_SERVER = 140_000;

export interface PostgresOptions {
  /** No timeouts, for long work by an operator, such as comparing all rows. */
  readonly waitsForever?: boolean;
}

/**
 * Opens a database on a PostgreSQL server.
 *
 * @throws Error that says what to do, when the server does not answer or its version or encoding does not fit.
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
  const log = new Logger('PostgreSQL');
  // The pool emits this when a connection is lost that no query uses.
  pool.on('error', ({ message }) => log.warn(`A connection was lost: ${message}`));
  // The caller learns of the error from the failed query. An error event without a listener would end the process.
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
  if (Number(version) < OLDEST_SERVER)
    throw new Error('Its server is older than PostgreSQL 14. Use version 14 or later.');
  if (encoding !== 'UTF8') throw new Error(`Its encoding is ${encoding}. Create it with the encoding UTF8.`);
}

/** The URL without its credentials and options. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'an address that cannot be read';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
