import { type Kysely, sql } from 'kysely';

/** The database of the views and of what the reactor remembers. */
export const DATABASE = 'DATABASE';

/** A PostgreSQL database, in this process or on a server. */
export interface Database<Tables> {
  readonly db: Kysely<Tables>;
  readonly election: LeaderElection;
  /** Lets what has been asked of the database finish, and closes it. The same each time. */
  close(): Promise<void>;
}

/** The other processes on the same database. */
export interface LeaderElection {
  /**
   * Tells them something. It may not arrive, and what is told while the last is on its way takes its place: it is for
   * news that only ever grow, and that whoever misses them finds out by looking.
   */
  notify(channel: string, news: string): void;

  /** Calls with what the others tell, and with nothing when something may have been missed. */
  listen(channel: string, onNews: (news?: string) => void): void;

  /**
   * Waits until no other process leads, then does the work alone. Whoever loses the database is told so by the signal,
   * and leads again when it can. Ends when told to stop and the work has ended.
   */
  lead(name: string, work: (signal: AbortSignal) => Promise<void>, stopping: AbortSignal): Promise<void>;

  /** Does the work, unless somebody leads, and lets nobody lead meanwhile. Whether it was done. */
  unlessLed(name: string, work: () => Promise<void>): Promise<boolean>;
}

/** Of a database that only one process can have open. */
export const soleProcess: LeaderElection = {
  notify: () => undefined,
  listen: () => undefined,
  lead: (_name, work, stopping) => work(stopping),
  unlessLed: async (_name, work) => {
    await work();
    return true;
  },
};

/** In a transaction's select: its commit is not waited for until it is on the disk, as an event's always is. */
export const asynchronousCommit = sql<string>`set_config('synchronous_commit', 'off', true)`;
