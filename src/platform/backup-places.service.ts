import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backUp, restore, type Saved } from './backup/backup.service.js';
import { KurrentDbLog } from './backup/kurrentdb-log.service.js';
import { type FilledLog, type SavedLog, StoreLog } from './backup/saved-log.service.js';
import { SqlLog } from './backup/sql-log.service.js';
import { Clock } from './runtime/clock.service.js';
import type { Database } from './database/database.service.js';
import { openEmbedded } from './database/embedded-database.service.js';
import { FolderInUse } from './database/folder-lock.service.js';
import type { SideTables } from './database/side-tables.service.js';
import { openKurrentDb } from './event-store/kurrentdb/kurrentdb-event-store.service.js';
import { openRestoring } from './event-store/kurrentdb/restoring.service.js';
import { openPostgres } from './database/postgres-database.service.js';
import type { RebuildProgress } from './projections/rebuild.service.js';
import type { ViewTables } from './database/state-tables.view.js';
import { isKurrentDb, openViews, type Places } from './open-stores.service.js';

/** Turns off the timeouts of PostgreSQL, because a backup or a restore can take long. */
const options = { waitsForever: true };

/** Backs up the configured stores. @throws Error with a message that says what to do. */
export async function backUpPlaces(
  places: Places,
  sideTables: readonly SideTables[],
  file: string,
  onProgress: (progress: RebuildProgress) => void,
): Promise<Saved> {
  const { eventsUrl, viewsUrl, folder } = places;
  const at = new Clock().now();
  const isFolder = existsSync(join(folder, 'db'));
  if (eventsUrl === null && viewsUrl === null && !isFolder) {
    throw new Error(`There is nothing to back up in the data folder ${folder}. Give another in DATA_FOLDER.`);
  }
  const views =
    eventsUrl !== null && viewsUrl === null ? await openUnlessInUse(folder) : await openViews(places, options);
  return using(views, async () => {
    const saved = await openSaved(eventsUrl, views);
    return using(saved, () => backUp({ log: saved.log, views, sideTables }, file, at, onProgress));
  });
}

/** Restores a backup into the configured stores. @throws Error with a message that says what to do. */
export async function restorePlaces(
  places: Places,
  sideTables: readonly SideTables[],
  file: string,
  onRestored: (written: number, events: number) => void,
): Promise<Saved> {
  const { eventsUrl } = places;
  const views = await openViews(places, options);
  return using(views, async () => {
    const { log, close } = await openFilled(eventsUrl, views);
    return using({ close }, () => restore({ log, views, sideTables }, file, onRestored));
  });
}

interface Opened<Log> {
  readonly log: Log;
  readonly close: () => Promise<void>;
}

async function openSaved(eventsUrl: string | null, views: Database<ViewTables> | null): Promise<Opened<SavedLog>> {
  if (eventsUrl === null || !isKurrentDb(eventsUrl)) return openSql(eventsUrl, views);
  const opened = await openKurrentDb(eventsUrl);
  return { log: new StoreLog(opened.store), close: () => opened.close() };
}

async function openFilled(eventsUrl: string | null, views: Database<ViewTables>): Promise<Opened<FilledLog>> {
  if (eventsUrl === null || !isKurrentDb(eventsUrl)) return openSql(eventsUrl, views);
  const { log, close } = await openRestoring(eventsUrl);
  return { log: new KurrentDbLog(log), close };
}

/** The log in a database of its own, or in the database of the views, which its own caller closes. */
async function openSql(eventsUrl: string | null, views: Database<ViewTables> | null): Promise<Opened<SqlLog>> {
  if (eventsUrl === null && views !== null) return { log: new SqlLog(views), close: () => Promise.resolve() };
  const database = await openPostgres<ViewTables>(eventsUrl ?? '', options);
  return { log: new SqlLog(database), close: () => database.close() };
}

/** Opens the embedded database. Null when it is missing or in use, and a backup then omits the database's tables. */
async function openUnlessInUse(folder: string): Promise<Database<ViewTables> | null> {
  if (!existsSync(join(folder, 'db'))) return null;
  try {
    return await openEmbedded<ViewTables>(folder);
  } catch (error) {
    if (error instanceof FolderInUse) return null;
    throw error;
  }
}

async function using<Result>(
  opened: { readonly close: () => Promise<void> } | null,
  use: () => Promise<Result>,
): Promise<Result> {
  try {
    return await use();
  } finally {
    await opened?.close();
  }
}
