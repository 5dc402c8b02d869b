import { type Kysely, sql } from 'kysely';

/** Injection token of the database of the views and of the reactor's checkpoint. */
export const DATABASE = 'DATABASE';

/** A PostgreSQL database, embedded in this process or on a server. */
export interface Database<Tables> {
  readonly db: Kysely<Tables>;
  readonly election: LeaderElection;
  /** Waits for the statements in progress, then closes the database. Idempotent. */
  close(): Promise<void>;
}

/** Coordinates the processes on one database: notifications and leader election. */
export interface LeaderElection {
  /**
   * Sends a message to the other processes. It may be lost, and a newer one replaces one that waits: it fits only
   * values that grow and that a receiver can also read from the database.
   */
  notify(channel: string, news: string): void;

  /** Calls `onNews` with each message, and without one when a message may have been lost. */
  listen(channel: string, onNews: (news?: string) => void): void;

  /**
   * Waits until no other process leads, then runs the work as the leader. When the database connection is lost, the
   * signal fires and the process competes for the lead again. Resolves when `stopping` fires and the work has ended.
   */
  lead(name: string, work: (signal: AbortSignal) => Promise<void>, stopping: AbortSignal): Promise<void>;

  /** Runs the work if no process leads, and lets no process lead meanwhile. Returns whether the work ran. */
  unlessLed(name: string, work: () => Promise<void>): Promise<boolean>;
}

/** Leader election of a database that only this process can open. */
export const soleProcess: LeaderElection = {
  notify: () => undefined,
  listen: () => undefined,
  lead: (_name, work, stopping) => work(stopping),
  unlessLed: async (_name, work) => {
    await work();
    return true;
  },
};

/** Selected in a transaction: its commit does not wait for the disk. Events are always committed synchronously. */
export const asynchronousCommit = sql<string>`set_config('synchronous_commit', 'off', true)`;
