// Removes what run-folder.mjs made.

import { rm } from 'node:fs/promises';

export default async function removeRunFolder() {
  await rm(process.env.RUN_FOLDER, { recursive: true, force: true });
}
