import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockFolder } from './folder-lock.service.js';

/** The data folder has no whole database. The message says which part is missing and how to restore the folder. */
export class FolderNotWhole extends Error {
  override readonly name = 'FolderNotWhole';

  constructor(folder: string, what: string) {
    super(
      `The data folder ${folder} is not whole: ${what}. Nothing in it was changed. ` +
        `Put back a whole copy of the folder. Or move the folder away and restore a backup: tertial restore FILE.`,
    );
  }
}

/** The files that every database of PGlite has from its first moment on. PostgreSQL makes none of them anew. */
const PARTS = [
  'PG_VERSION',
  'base',
  'global',
  'global/pg_control',
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_hba.conf',
  'pg_ident.conf',
  'pg_logical',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_multixact',
  'pg_multixact/members',
  'pg_multixact/offsets',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal',
  'pg_xact',
  'postgresql.conf',
];
const WAL_SEGMENT = /^[0-9A-F]{24}$/;
const MOST_PARTS_NAMED = 3;

/** The file that says that the data folder has a database. It outlives a database that somebody takes away. */
const MADE = 'made';

export function databaseIn(folder: string): string {
  return join(resolve(folder), 'db');
}

/**
 * Makes the database of a data folder with `make` where none ever was. The caller has locked the folder. The database
 * is made under another name and renamed when it is whole. So a start that is killed leaves no half a database.
 *
 * @throws FolderNotWhole when the folder has or had a database that is not whole now.
 */
export async function makeUnlessWhole(folder: string, make: (place: string) => Promise<void>): Promise<void> {
  const place = databaseIn(folder);
  const made = join(resolve(folder), MADE);
  if (existsSync(place)) {
    const missing = missingIn(place);
    if (missing.length > 0) throw new FolderNotWhole(folder, named(place, missing));
  } else {
    if (existsSync(made)) throw new FolderNotWhole(folder, `its database ${place} is missing`);
    const unfinished = `${place}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    await make(unfinished);
    renameSync(unfinished, place);
  }
  if (!existsSync(made)) writeFileSync(made, '');
}

/**
 * The files that stay the same for as long as a process has the folder open. The process itself keeps the lock open.
 */
const LASTING = ['lock', 'db/PG_VERSION', 'db/global/pg_control', 'db/base', 'db/pg_wal'];

/**
 * Returns a function that says whether the folder's files were deleted or replaced since this call. A file that is open
 * lives on without a name: PostgreSQL goes on writing to it, and everything in it is lost when the process ends.
 */
export function watch(folder: string): () => boolean {
  const identity = (): string | null => {
    try {
      return LASTING.map((name) => statSync(join(resolve(folder), name)))
        .map(({ dev, ino, birthtimeMs }) => `${dev} ${ino} ${birthtimeMs}`)
        .join();
    } catch {
      return null;
    }
  };
  const opened = identity();
  let isLost = false;
  // Once lost, it stays so: what was written meanwhile may be missing.
  return () => (isLost ||= identity() !== opened);
}

/** Removes the database of a data folder, for a demonstration that starts over. @throws FolderInUse */
export function discardDatabase(folder: string): void {
  const lock = lockFolder(folder);
  rmSync(databaseIn(folder), { recursive: true, force: true });
  rmSync(join(resolve(folder), MADE), { force: true });
  lock.release();
}

function missingIn(place: string): string[] {
  const missing = PARTS.filter((part) => !existsSync(join(place, part)));
  if (missing.length > 0) return missing;
  const databases = readdirSync(join(place, 'base')).map((name) => `base/${name}/PG_VERSION`);
  missing.push(...databases.filter((part) => !existsSync(join(place, part))));
  const segments = readdirSync(join(place, 'pg_wal')).filter((name) => WAL_SEGMENT.test(name));
  if (segments.length === 0) return [...missing, 'the files of pg_wal'];
  // All segments have one size. A copy that was cut short leaves a smaller one.
  const sizes = segments.map((name) => statSync(join(place, 'pg_wal', name)).size);
  const whole = Math.max(1, ...sizes);
  return [...missing, ...segments.filter((_, at) => sizes[at] !== whole).map((name) => `all of pg_wal/${name}`)];
}

function named(place: string, missing: readonly string[]): string {
  const some = missing.slice(0, MOST_PARTS_NAMED).join(', ');
  const more = missing.length > MOST_PARTS_NAMED ? ` and ${missing.length - MOST_PARTS_NAMED} more` : '';
  return `${place} lacks ${some}${more}`;
}
