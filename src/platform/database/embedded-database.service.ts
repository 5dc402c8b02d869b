import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { join, resolve } from 'node:path';
import { type Database, soleProcess } from './database.service.js';
import { lockFolder, type FolderLock } from './folder-lock.service.js';

/**
 * Opens the embedded database in `<folder>/db`, making it when it is missing; with `memory` for a folder, one that lives
 * in memory and is gone when closed. The folder is locked until then, since the database itself takes no lock and a
 * second process would lose events that have been acknowledged.
 *
 * @throws FolderInUse when another process has the folder open.
 * @throws Error when the folder cannot be made or written to, or holds no database that can be opened.
 */
export async function openEmbedded<Tables>(folder: string): Promise<Database<Tables>> {
  const lock = folder === 'memory' ? undefined : lockFolder(folder);
  const pglite = await open(folder, lock);
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  let closing: Promise<void> | undefined;
  return {
    db,
    election: soleProcess,
    close: () => (closing ??= closeAll(db, pglite, lock)),
  };
}

async function open(folder: string, lock: FolderLock | undefined): Promise<PGlite> {
  const place = folder === 'memory' ? 'memory://' : join(resolve(folder), 'db');
  try {
    return await PGlite.create(place);
  } catch (error) {
    lock?.release();
    const reason = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    throw new Error(`The embedded database in ${place} cannot be opened: ${String(reason)}.`, { cause: error });
  }
}

async function closeAll<Tables>(db: Kysely<Tables>, pglite: PGlite, lock: FolderLock | undefined): Promise<void> {
  try {
    // The database cuts off what is under way when it is closed. There is one connection: who holds it is alone.
    await db.connection().execute(() => pglite.close());
    await db.destroy();
  } finally {
    lock?.release();
  }
}
