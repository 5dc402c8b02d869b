import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backUp, type Databases, restore, type Saved } from './backup/backup.service.js';
import { Clock } from './runtime/clock.service.js';
import type { Database } from './database/database.service.js';
import { openEmbedded } from './database/embedded-database.service.js';
import { FolderInUse } from './database/folder-lock.service.js';
import type { SideTables } from './database/side-tables.service.js';
import { openPostgres } from './database/postgres-database.service.js';
import type { RebuildProgress } from './projections/rebuild.service.js';
import type { ViewTables } from './database/state-tables.view.js';
import { isKurrentDb, openViews, type Places } from './open-stores.service.js';

type OnProgress = (progress: RebuildProgress) => void;

/** Turns off the timeouts of PostgreSQL, because a backup or a restore can take long. */
const options = { waitsForever: true };

/** Backs up the configured stores. @throws Error with a message that says what to do. */
export async function backUpPlaces(
  places: Places,
  sideTables: readonly SideTables[],
  file: string,
  onProgress: OnProgress,
): Promise<Saved> {
  const { eventsUrl, viewsUrl, folder } = places;
  const at = new Clock().now();
  requireSql(places);
  if (eventsUrl !== null && viewsUrl === null) {
    const views = await openUnlessInUse(folder);
    try {
      return await using(openPostgres<ViewTables>(eventsUrl, options), (log) =>
        backUp({ log, views, sideTables }, file, at, onProgress),
      );
    } finally {
      await views?.close();
    }
  }
  if (viewsUrl === null && !existsSync(join(folder, 'db'))) {
    throw new Error(`There is nothing to back up in the data folder ${folder}. Give another in DATA_FOLDER.`);
  }
  return withDatabases(places, sideTables, (databases) => backUp(databases, file, at, onProgress));
}

/** Restores a backup into the configured stores. @throws Error with a message that says what to do. */
export async function restorePlaces(
  places: Places,
  sideTables: readonly SideTables[],
  file: string,
  onProgress: OnProgress,
): Promise<Saved> {
  requireSql(places);
  return withDatabases(places, sideTables, (databases) => restore(databases, file, onProgress));
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

function requireSql({ eventsUrl }: Places): void {
  if (eventsUrl === null || !isKurrentDb(eventsUrl)) return;
  throw new Error(
    "The log is kept by KurrentDB. Use the server's own backup of its data files; the views are made anew from it. The register of people, the drafts and the signed checkpoints are with the views: save their database's schemas people, drafts and evidence.",
  );
}

async function withDatabases<Result>(
  places: Places,
  sideTables: readonly SideTables[],
  use: (databases: Databases) => Promise<Result>,
): Promise<Result> {
  return using(openViews(places, options), async (views) => {
    const { eventsUrl } = places;
    if (eventsUrl === null) return use({ log: views, views, sideTables });
    return using(openPostgres<ViewTables>(eventsUrl, options), (log) => use({ log, views, sideTables }));
  });
}

async function using<Result>(
  opened: Promise<Database<ViewTables>>,
  use: (database: Database<ViewTables>) => Promise<Result>,
): Promise<Result> {
  const database = await opened;
  try {
    return await use(database);
  } finally {
    await database.close();
  }
}
