import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backUp, type Databases, restore, type Saved } from './backup.service.js';
import { Clock } from './clock.service.js';
import type { Database } from './database.service.js';
import { openPostgres } from './postgres-database.service.js';
import type { RebuildProgress } from './rebuild.service.js';
import type { ViewTables } from './states.view.js';
import { isKurrentDb, openViews, type Places } from './stores.service.js';

type OnProgress = (progress: RebuildProgress) => void;

/** For reading and writing all of a log, which takes as long as it takes. */
const options = { waitsForever: true };

/** Backs up the log of these places. @throws Error with a sentence that says what to do. */
export async function backUpPlaces(places: Places, file: string, onProgress: OnProgress): Promise<Saved> {
  const { eventsUrl, viewsUrl, folder } = places;
  const at = new Clock().now();
  requireSql(places);
  if (eventsUrl !== null && viewsUrl === null) {
    // The service that runs has the folder of the views open. What is not known of its reactions is done again.
    return using(openPostgres<ViewTables>(eventsUrl, options), (log) =>
      backUp({ log, views: null }, file, at, onProgress),
    );
  }
  if (viewsUrl === null && !existsSync(join(folder, 'db'))) {
    throw new Error(`There is nothing to back up in the data folder ${folder}. Give another in DATA_FOLDER.`);
  }
  return withDatabases(places, (databases) => backUp(databases, file, at, onProgress));
}

/** Restores the log of these places. @throws Error with a sentence that says what to do. */
export async function restorePlaces(places: Places, file: string, onProgress: OnProgress): Promise<Saved> {
  requireSql(places);
  return withDatabases(places, (databases) => restore(databases, file, onProgress));
}

function requireSql({ eventsUrl }: Places): void {
  if (eventsUrl === null || !isKurrentDb(eventsUrl)) return;
  throw new Error(
    "The log is kept by KurrentDB. Use the server's own backup of its data files; the views are made anew from it.",
  );
}

async function withDatabases<Result>(places: Places, use: (databases: Databases) => Promise<Result>): Promise<Result> {
  return using(openViews(places, options), async (views) => {
    const { eventsUrl } = places;
    if (eventsUrl === null) return use({ log: views, views });
    return using(openPostgres<ViewTables>(eventsUrl, options), (log) => use({ log, views }));
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
