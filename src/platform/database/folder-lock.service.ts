import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The process that has locked a folder. The file `holder.json` in the folder contains these fields as JSON. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** UTC instant of the locking, `2026-05-27T08:00:00.000Z`. */
  readonly since: string;
}

export interface FolderLock {
  /** Releases the folder. Idempotent. */
  release(): void;
}

/** Keeps a reference to each open lock. Otherwise the garbage collector would close the lock and so release it. */
const openLocks = new Set<DatabaseSync>();

/** Another process, or this one, has locked the folder. `holder` is null when `holder.json` cannot be read. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly folder: string;
  readonly holder: Holder | null;

  constructor(folder: string, holder: Holder | null) {
    const who = holder ? `process ${holder.pid} on host ${holder.host} since ${holder.since}` : 'another process';
    super(`The data folder ${folder} is in use by ${who}; stop that process first, or choose another folder.`);
    this.folder = folder;
    this.holder = holder;
  }
}

/**
 * Locks a folder for this process, and creates the folder when missing.
 *
 * An open SQLite transaction on `<folder>/lock` keeps a file lock of the operating system. The kernel releases the lock
 * however the process ends, so the lock does not depend on process ids. No other code in this process may open that
 * file, because closing it would release the lock.
 *
 * @throws FolderInUse when another process, or this one, has locked the folder.
 * @throws Error when the folder cannot be created or written to.
 */
export function lockFolder(folder: string): FolderLock {
  const path = resolve(folder);
  makeWritable(path);
  const lock = openLocked(path);
  openLocks.add(lock);
  const holderFile = join(path, 'holder.json');
  try {
    writeWhole(holderFile, { pid: process.pid, host: hostname(), since: new Date().toISOString() });
  } catch (error) {
    letGo(lock);
    throw unusable(path, error);
  }
  return {
    release() {
      if (!lock.isOpen) return;
      rmSync(holderFile, { force: true });
      letGo(lock);
    },
  };
}

function letGo(lock: DatabaseSync): void {
  lock.close();
  openLocks.delete(lock);
}

function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(path, error);
  }
}

function openLocked(path: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, 'lock'), { timeout: 0 });
    // SQLite also opens a read-only file, but an exclusive lock on such a file does not exclude other processes.
    accessSync(join(path, 'lock'), constants.W_OK);
    lock.exec('pragma locking_mode = exclusive');
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    throw isBusy(error) ? new FolderInUse(path, readHolder(path)) : unusable(path, error);
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function unusable(path: string, error: unknown): Error {
  const reason = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return new Error(`The data folder ${path} cannot be created or written to: ${String(reason)}.`, { cause: error });
}

/** Writes a new file and renames it. The rename is atomic, so that no process reads half a file. */
function writeWhole(file: string, holder: Holder): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(holder)}\n`);
  renameSync(`${file}.new`, file);
}

function readHolder(path: string): Holder | null {
  try {
    const read: unknown = JSON.parse(readFileSync(join(path, 'holder.json'), 'utf8'));
    return isHolder(read) ? read : null;
  } catch {
    return null;
  }
}

function isHolder(read: unknown): read is Holder {
  if (typeof read !== 'object' || read === null) return false;
  if (!('pid' in read && 'host' in read && 'since' in read)) return false;
  return typeof read.pid === 'number' && typeof read.host === 'string' && typeof read.since === 'string';
}
