import { Logger } from '@nestjs/common';
import { type Kysely, sql } from 'kysely';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Retries } from '../runtime/retries.service.js';
import { asynchronousCommit, type LeaderElection } from './database.service.js';

const HEARTBEAT_EVERY_MILLISECONDS = 2_000;
/**
 * A connection counts as lost after this silence. The limit exceeds the heartbeat interval, and is short enough that
 * another process can lead within ten seconds.
 */
const LONGEST_SILENCE_IN_MILLISECONDS = 6_000;
const PAUSES = { firstInMilliseconds: 500, longestInMilliseconds: 2_000 };
const ASK_FOR_THE_LEAD_EVERY_MILLISECONDS = 1_000;

/** First key of the leaders' advisory locks: the ASCII bytes of `tert`. */
const LEADERS = 0x74657274;

/** Leader election with the notifications and advisory locks of a PostgreSQL server. */
export class PostgresLeaderElection<Tables> implements LeaderElection {
  readonly #log = new Logger('PostgreSQL');
  readonly #closing = new AbortController();
  readonly #pendingNews = new Map<string, string>();
  readonly #sessions: Promise<void>[] = [];
  #isNotifying = false;

  constructor(
    private readonly db: Kysely<Tables>,
    private readonly url: string,
  ) {}

  notify(channel: string, news: string): void {
    this.#pendingNews.set(channel, news);
    if (!this.#isNotifying) void this.notifyAll();
  }

  private async notifyAll(): Promise<void> {
    this.#isNotifying = true;
    for (const [channel, news] of this.#pendingNews) {
      this.#pendingNews.delete(channel);
      // A receiver that misses a notification reads the value itself, so this commit need not wait for the disk.
      await sql`select ${asynchronousCommit}, pg_notify(${channel}, ${news})`.execute(this.db).catch(() => null);
    }
    this.#isNotifying = false;
  }

  listen(channel: string, onNews: (news?: string) => void): void {
    const session = this.keepSession(async (client, lost) => {
      client.on('notification', ({ payload }) => onNews(payload));
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      // A notification is lost when its sender crashes, so each listener also looks for news at intervals.
      const look = setInterval(onNews, HEARTBEAT_EVERY_MILLISECONDS);
      onNews();
      await untilAborted(lost);
      clearInterval(look);
    }, this.#closing.signal);
    this.#sessions.push(session);
  }

  async lead(name: string, work: (signal: AbortSignal) => Promise<void>, stopping: AbortSignal): Promise<void> {
    await this.keepSession(
      async (client, lost) => {
        while (!lost.aborted && !(await hasLock(client, name))) {
          await sleep(ASK_FOR_THE_LEAD_EVERY_MILLISECONDS, null, { signal: lost }).catch(() => null);
        }
        if (!lost.aborted) await work(lost);
      },
      AbortSignal.any([stopping, this.#closing.signal]),
    );
  }

  async unlessLed(name: string, work: () => Promise<void>): Promise<boolean> {
    return this.db.connection().execute(async (connection) => {
      const { rows } = await sql<{ has: boolean }>`
        select pg_try_advisory_lock(${LEADERS}::int, hashtext(${name})) as has`.execute(connection);
      if (rows[0]?.has !== true) return false;
      try {
        await work();
        return true;
      } finally {
        await sql`select pg_advisory_unlock(${LEADERS}::int, hashtext(${name}))`.execute(connection);
      }
    });
  }

  /** Keeps one database session open until `stopping` fires. Opens a new one when the session is lost. */
  private async keepSession(
    use: (client: Client, lost: AbortSignal) => Promise<void>,
    stopping: AbortSignal,
  ): Promise<void> {
    const isOver = (): boolean => stopping.aborted;
    const retries = new Retries(this.#log, 'Keeping a session open', PAUSES);
    while (!isOver()) {
      try {
        await this.useSession(use, stopping, () => retries.succeeded());
      } catch (error) {
        if (isOver()) return;
        await retries.after(error, stopping);
      }
    }
  }

  private async useSession(
    use: (client: Client, lost: AbortSignal) => Promise<void>,
    stopping: AbortSignal,
    onOpen: () => void,
  ): Promise<void> {
    const lost = new AbortController();
    const client = new Client({
      connectionString: this.url,
      connectionTimeoutMillis: LONGEST_SILENCE_IN_MILLISECONDS,
      stream: () => socketWithTimeout(LONGEST_SILENCE_IN_MILLISECONDS),
    });
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    const heartbeat = setInterval(() => {
      client.query('select 1').catch(() => lost.abort());
    }, HEARTBEAT_EVERY_MILLISECONDS);
    try {
      await client.connect();
      // The server ends the session of a silent process, and so releases the lock of that process.
      await client.query(`set idle_session_timeout = ${LONGEST_SILENCE_IN_MILLISECONDS}`);
      onOpen();
      await use(client, AbortSignal.any([lost.signal, stopping]));
    } finally {
      clearInterval(heartbeat);
      await client.end().catch(() => null);
    }
    if (lost.signal.aborted && !stopping.aborted) throw new Error('The server ended the session.');
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#sessions);
  }
}

async function hasLock(client: Client, name: string): Promise<boolean> {
  const text = 'select pg_try_advisory_lock($1, hashtext($2)) as has';
  const { rows } = await client.query<{ has: boolean }>(text, [LEADERS, name]);
  return rows[0]?.has === true;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Makes a socket that closes when the server is silent, because a broken network does not close a connection. */
export function socketWithTimeout(milliseconds: number): Socket {
  const socket = new Socket();
  socket.setTimeout(milliseconds, () => {
    socket.destroy(new Error(`The server has been silent for ${milliseconds} ms.`));
  });
  return socket;
}
