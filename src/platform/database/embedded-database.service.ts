import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Database, soleProcess } from './database.service.js';
import { GuardedDialect } from './guarded-dialect.service.js';
import { databaseIn, makeUnlessWhole, watch } from './embedded-folder.service.js';
import { lockFolder, type FolderLock } from './folder-lock.service.js';

/**
 * Opens the embedded database in `<folder>/db`, or creates it where none ever was. The folder name `memory` opens a
 * database in memory. Locks the folder until the database is closed, because PGlite takes no lock itself and a second
 * process would lose acknowledged events.
 *
 * @throws FolderInUse when another process has opened the folder.
 * @throws FolderNotWhole when the folder has a part of a database.
 * @throws Error when the folder cannot be created or written to, or its database cannot be opened.
 */
export async function openEmbedded<Tables>(folder: string): Promise<Database<Tables>> {
  const lock = folder === 'memory' ? undefined : lockFolder(folder);
  const pglite = await open(folder, lock);
  const db = new Kysely<Tables>({ dialect: new GuardedDialect(new PGliteDialect({ pglite })) });
  let closing: Promise<void> | undefined;
  return {
    db,
    election: soleProcess,
    ...(lock !== undefined && { isLost: watch(folder) }),
    close: () => (closing ??= closeAll(db, pglite, lock)),
  };
}

async function open(folder: string, lock: FolderLock | undefined): Promise<PGlite> {
  if (lock === undefined) return openAt('memory://');
  try {
    await makeUnlessWhole(folder, async (place) => (await openAt(place)).close());
    return await openAt(databaseIn(folder));
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openAt(place: string): Promise<PGlite> {
  try {
    return await PGlite.create(place);
  } catch (error) {
    // PGlite tells of a full disk in words that depend on the file that it was writing.
    if (isFull(dirname(place))) {
      throw new Error(`The disk of ${place} is full, and the embedded database cannot be opened. Make room there.`, {
        cause: error,
      });
    }
    throw new Error(
      `The embedded database in ${place} cannot be opened: ${reasonOf(error)}. If its files are damaged, ` +
        'move the data folder away and put back a copy of it, or restore a backup: tertial restore FILE.',
      { cause: error },
    );
  }
}

/** A database that is opened writes one file of this size at least, the next one of its write-ahead log. */
const LEAST_ROOM_IN_BYTES = 16 * 1024 * 1024;

function isFull(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < LEAST_ROOM_IN_BYTES;
}

function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('message' in error) return String(error.message);
  return 'errno' in error ? `error ${String(error.errno)} of its file system` : 'for no reason given';
}

async function closeAll<Tables>(db: Kysely<Tables>, pglite: PGlite, lock: FolderLock | undefined): Promise<void> {
  try {
    // PGlite aborts running statements when it closes. Taking the only connection first waits for them to end.
    await db.connection().execute(() => pglite.close());
    await db.destroy();
  } finally {
    lock?.release();
  }
}
