// Makes a folder for one run of the specs, in which a spec keeps what others can use again. remove-run-folder.mjs removes it after the run.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function makeRunFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'tertial-run-'));
  process.env.RUN_FOLDER = folder;
}
