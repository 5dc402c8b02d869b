import { Logger } from '@nestjs/common';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Socket } from 'node:net';
import { Pool } from 'pg';
import type { Database } from './database.service.js';
import { GuardedDialect } from './guarded-dialect.service.js';
import type { Outage } from '../telemetry/outages.service.js';
import { socketWithTimeout, PostgresLeaderElection } from './postgres-leader-election.service.js';

const MOST_CONNECTIONS = 20;
const LONGEST_CONNECT_IN_MILLISECONDS = 5_000;
/** Longest wait for data from the server. Without it, the operating system would report a dead server after minutes. */
const LONGEST_SILENCE_IN_MILLISECONDS = 8_000;
/**
 * The server ends a transaction that is idle for this long. Otherwise a process behind a broken network could keep its
 * row locks for hours. The service itself never pauses this long within a transaction.
 */
const LONGEST_PAUSE_IN_TRANSACTION_IN_MILLISECONDS = 10_000;
/** The pool closes a connection that is idle for this long. It could be dead, and a query on it would wait long. */
const LONGEST_IDLE_IN_MILLISECONDS = 3_000;
/** PostgreSQL 14. It is the first version with `idle_session_timeout`, which ends the session of a dead leader. */
const OLDEST_SERVER = 140_000;

export interface PostgresOptions {
  /** True turns off the timeouts of an open connection, for long work such as a backup. Absent: false. */
  readonly waitsForever?: boolean;
  /** Takes note of whether the server answers. Absent: nobody does. */
  readonly outage?: Outage;
}

/**
 * Opens a database on a PostgreSQL server.
 *
 * @throws Error with the reason, when the server does not answer or its version or encoding is not supported.
 */
export async function openPostgres<Tables>(url: string, options: PostgresOptions = {}): Promise<Database<Tables>> {
  const { waitsForever = false, outage } = options;
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: LONGEST_CONNECT_IN_MILLISECONDS,
    idleTimeoutMillis: LONGEST_IDLE_IN_MILLISECONDS,
    idle_in_transaction_session_timeout: waitsForever ? 0 : LONGEST_PAUSE_IN_TRANSACTION_IN_MILLISECONDS,
    stream: () => (waitsForever ? new Socket() : socketWithTimeout(LONGEST_SILENCE_IN_MILLISECONDS)),
  });
  const log = new Logger('PostgreSQL');
  // The pool emits `error` when it loses an idle connection.
  pool.on('error', ({ message }) => log.warn(`A connection was lost: ${message}`));
  // A failed query passes the error to its caller. The listener does nothing, but without one the process would end.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new GuardedDialect(new PostgresDialect({ pool }), outage) });
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

/** Returns the URL without its credentials and options, for messages. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'an address that cannot be read';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
