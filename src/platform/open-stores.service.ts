import type { IsoInstant } from '../kernel/tertial.js';
import type { Database } from './database/database.service.js';
import { openEmbedded } from './database/embedded-database.service.js';
import type { EventStore } from './event-store/event-store.js';
import type { WritableStores } from './event-store/admission.service.js';
import { createEventTables } from './event-store/event-tables.service.js';
import { type OpenKurrentDb, openKurrentDb } from './event-store/kurrentdb/kurrentdb-event-store.service.js';
import { openPostgres, type PostgresOptions } from './database/postgres-database.service.js';
import { newOutages, type Outage, type Outages } from './telemetry/outages.service.js';
import { probeLog } from './event-store/log-probe.service.js';
import { SqlEventStore } from './event-store/sql-event-store.service.js';
import type { ViewTables } from './database/state-tables.view.js';

/** The configured addresses of the log and of the views. */
export interface Places {
  /** Folder of the embedded database; `memory` opens a database in memory. */
  readonly folder: string;
  /** URL `postgres://…` or `esdb://…`; null: the log is in the same database as the views. */
  readonly eventsUrl: string | null;
  /** URL `postgres://…`; null: the views are in the embedded database. */
  readonly viewsUrl: string | null;
}

export interface Stores extends WritableStores {
  readonly events: EventStore;
  readonly views: Database<ViewTables>;
  readonly outages: Outages;
  /** Ends the connection to the log, when it has one of its own. Whoever waits for an answer of the log gets an error. */
  leaveLog(): Promise<void>;
  close(): Promise<void>;
}

interface Log extends Pick<WritableStores, 'probe'> {
  readonly store: EventStore;
  /** Absent: the driver limits how long an answer is waited for. */
  readonly leave?: () => Promise<void>;
  close(): Promise<void>;
}

/** Whether the URL names a KurrentDB server. KurrentDB was formerly named EventStoreDB. */
export function isKurrentDb(url: string): boolean {
  return /^(?:esdb|kurrentdb)(?:\+discover)?:/.test(url);
}

/** How long the event store retries an append while its server restarts or elects a new primary. */
const PATIENCE_IN_MILLISECONDS = 5_000;

/**
 * Opens the log and the views. `now` is the log's clock in a demonstration. Absent: the event store's own clock.
 *
 * @throws Error with a message that says what to do, when the log or the views cannot be used.
 * @throws FolderInUse when another process has the folder open.
 */
export async function openStores(
  places: Places,
  now?: () => IsoInstant,
  options: PostgresOptions = {},
): Promise<Stores> {
  const outages = newOutages(places.eventsUrl === null);
  const views = await openViews(places, { ...options, outage: outages.views });
  try {
    const log = await openLog(places, views, outages.log, now);
    return {
      events: log.store,
      views,
      outages,
      isLost: () => views.isLost?.() === true,
      probe: log.probe,
      leaveLog: log.leave ?? (() => Promise.resolve()),
      close: async () => {
        outages.close();
        await log.close();
        await views.close();
      },
    };
  } catch (error) {
    await views.close();
    throw error;
  }
}

/** Opens the database of the views. @throws the same errors as {@link openStores}. */
export async function openViews(
  { folder, viewsUrl }: Places,
  options: PostgresOptions = {},
): Promise<Database<ViewTables>> {
  return viewsUrl === null ? openEmbedded<ViewTables>(folder) : openPostgres<ViewTables>(viewsUrl, options);
}

async function openLog(
  { eventsUrl, viewsUrl }: Places,
  views: Database<ViewTables>,
  outage: Outage,
  now?: () => IsoInstant,
): Promise<Log> {
  if (eventsUrl === null) {
    await (viewsUrl === null ? createEventTables(views.db) : createEventTablesAt(viewsUrl));
    return {
      store: sqlLog(views, viewsUrl === null ? 0 : PATIENCE_IN_MILLISECONDS, now),
      probe: (isThorough) => probeLog(views.db, isThorough),
      close: () => Promise.resolve(),
    };
  }
  if (isKurrentDb(eventsUrl)) {
    if (now !== undefined) throw new Error('KurrentDB keeps its own time. A demonstration runs on another store.');
    const log = await openKurrentDb(eventsUrl, { outage });
    return probed(log);
  }
  await createEventTablesAt(eventsUrl);
  const database = await openPostgres<unknown>(eventsUrl, { outage });
  return {
    store: sqlLog(database, PATIENCE_IN_MILLISECONDS, now),
    probe: (isThorough) => probeLog(database.db, isThorough),
    close: () => database.close(),
  };
}

/** KurrentDB cannot take back an event. That its leader answers does not prove that an append succeeds. */
function probed(log: OpenKurrentDb): Log {
  return {
    store: log.store,
    probe: async (isThorough) => {
      await log.store.head();
      if (isThorough) await log.rehearse();
      return false;
    },
    leave: () => log.close(),
    close: () => log.close(),
  };
}

/** Creates the log's tables. The connection has no timeouts, because a new index of a long log takes long. */
async function createEventTablesAt(url: string): Promise<void> {
  const database = await openPostgres<unknown>(url, { waitsForever: true });
  try {
    await createEventTables(database.db);
  } finally {
    await database.close();
  }
}

function sqlLog<Tables>(
  { db, election }: Database<Tables>,
  patienceInMilliseconds: number,
  now?: () => IsoInstant,
): EventStore {
  return new SqlEventStore(db, { election, patienceInMilliseconds, ...(now && { now }) });
}
