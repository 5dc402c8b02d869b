// Where specs run: as Jest's own, and with what an embedded database in memory begins from. To compile PostgreSQL and to
// make a cluster takes seconds, and comes to the same each time, so that a process in which specs run does it once, and
// only when the first of them opens a database. A database in a folder is made as the product makes it.

import { PGlite } from '@electric-sql/pglite';
import { TestEnvironment } from 'jest-environment-node';
import { readFile } from 'node:fs/promises';

let beginning;

export default class EmbeddedEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.beginningOfDatabases = () => (beginning ??= begin());
  }
}

/** What is compiled is not compiled again, in whatever realm, for as long as somebody holds it. */
async function begin() {
  const file = new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'));
  const pgliteWasmModule = await WebAssembly.compile(await readFile(file));
  const database = await PGlite.create('memory://', { pgliteWasmModule });
  const cluster = await database.dumpDataDir('none');
  await database.close();
  return { cluster, pgliteWasmModule };
}
