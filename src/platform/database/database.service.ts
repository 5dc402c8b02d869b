import { type Kysely, sql } from 'kysely';

/** Injection token of the database that contains the views and the reactor's checkpoint. */
export const DATABASE = 'DATABASE';

/** A PostgreSQL database, embedded in this process or on a server. */
export interface Database<Tables> {
  readonly db: Kysely<Tables>;
  readonly election: LeaderElection;
  /** Whether the files of the database are no longer those that were opened. Absent: a server has the files. */
  readonly isLost?: () => boolean;
  /** Waits for the statements in progress, then closes the database. Idempotent. */
  close(): Promise<void>;
}

/** Coordinates the processes that share a database, with notifications and leader election. */
export interface LeaderElection {
  /**
   * Sends a message to the other processes. A message may be lost, and a newer message replaces one that is not sent
   * yet. So send only values that grow and that a receiver can also read from the database.
   */
  notify(channel: string, news: string): void;

  /** Calls `onNews` with each message. Also calls it at intervals without a message, because messages may be lost. */
  listen(channel: string, onNews: (news?: string) => void): void;

  /**
   * Waits until no other process leads, then runs the work as the leader. When the database connection breaks, the
   * signal fires and the process competes for the lead again. Resolves after `stopping` fires and the work ends.
   */
  lead(name: string, work: (signal: AbortSignal) => Promise<void>, stopping: AbortSignal): Promise<void>;

  /** Runs the work if no process leads. No process can lead while the work runs. Returns whether the work ran. */
  unlessLed(name: string, work: () => Promise<void>): Promise<boolean>;
}

/** Leader election for a database that only this process can open. This process always leads. */
export const soleProcess: LeaderElection = {
  notify: () => undefined,
  listen: () => undefined,
  lead: (_name, work, stopping) => work(stopping),
  unlessLed: async (_name, work) => {
    await work();
    return true;
  },
};

/** A transaction that selects this does not wait for the disk at its commit. Appends of events never select it. */
export const asynchronousCommit = sql<string>`set_config('synchronous_commit', 'off', true)`;
