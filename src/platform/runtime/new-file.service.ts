import { randomUUID } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Creates a file atomically, and refuses when the file exists. The content goes into a temporary file. The function
 * renames that file when the content is on the disk.
 *
 * @param kind Noun for the content, used in the error message.
 * @param write Creates the file under the given name, readable by its owner only, and flushes it to the disk.
 * @throws Error when the file exists already or cannot be written.
 */
export async function writeNewFile<Result>(
  file: string,
  kind: string,
  write: (part: string) => Promise<Result>,
): Promise<Result> {
  if (await isThere(file)) throw new Error(`${file} exists already. Give another name: no ${kind} is overwritten.`);
  const part = `${file}.${randomUUID()}.part`;
  try {
    const result = await write(part);
    await rename(part, file);
    await flushFolder(dirname(file));
    return result;
  } catch (error) {
    await rm(part, { force: true });
    if (!isOfFullDisk(error)) throw error;
    throw new Error(`The disk of ${file} is full, and no ${kind} was written. Make room, or give another place.`, {
      cause: error,
    });
  }
}

/** The disk itself, the quota of its user, or the largest file that the system lets the process write. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

function isOfFullDisk(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && FULL.includes(error.code);
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Flushes a folder to the disk, because a rename in the folder is not durable before that. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
