import { randomUUID } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Creates a file atomically and never overwrites one: the content goes to a temporary name, which is renamed when the
 * content is on the disk.
 *
 * @param kind what the file holds, for the error message
 * @param write creates the file under the name that it is given, readable by its owner only, and flushes it to the disk
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
    throw error;
  }
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** A rename is durable only when the folder has been flushed too. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
