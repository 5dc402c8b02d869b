import { randomUUID } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a file that is there whole or not at all, and takes no other's place: what is written has another name until it
 * is on the disk.
 *
 * @param kind of what is written, for whoever has to give another name
 * @param write makes the file of the name that it is given, for its owner alone, and sees it onto the disk
 * @throws Error when there is such a file already, or when it cannot be written.
 */
export async function writeNewFile<Result>(
  file: string,
  kind: string,
  write: (part: string) => Promise<Result>,
): Promise<Result> {
  if (await isThere(file)) throw new Error(`${file} is there already. Give another name: no ${kind} is written over.`);
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

/** A name is as safe as what it is written in. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
