// Runs specs as Jest's own environment does, and gives them a fresh PostgreSQL cluster for each embedded database. To make
// a cluster takes more than two seconds and always gives the same, so one is kept in Jest's cache (`--clearCache` removes
// it). A process reads it, and compiles PostgreSQL, when the first of its specs opens a database.

import { PGlite } from '@electric-sql/pglite';
import { TestEnvironment } from 'jest-environment-node';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const packageFolder = new URL('../', import.meta.resolve('@electric-sql/pglite'));
let fresh;

export default class EmbeddedEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.cacheFolder = config.projectConfig.cacheDirectory;
  }

  async setup() {
    await super.setup();
    this.global.freshCluster = () => (fresh ??= freshCluster(this.cacheFolder));
  }
}

async function freshCluster(cacheFolder) {
  // A compiled module stays compiled, in every realm of the process, for as long as it is referenced.
  const pgliteWasmModule = await WebAssembly.compile(await readFile(new URL('dist/pglite.wasm', packageFolder)));
  const { version } = JSON.parse(await readFile(new URL('package.json', packageFolder), 'utf8'));
  const file = join(cacheFolder, `cluster-of-pglite-${version}.tar`);
  const kept = await readFile(file).catch(() => undefined);
  const cluster =
    kept === undefined
      ? await makeCluster(file, pgliteWasmModule)
      : new File([kept], 'cluster.tar', { type: 'application/x-tar' });
  return { cluster, pgliteWasmModule };
}

async function makeCluster(file, pgliteWasmModule) {
  const database = await PGlite.create('memory://', { pgliteWasmModule });
  const cluster = await database.dumpDataDir('none');
  await database.close();
  // Several processes may make it at the same time. Each renames a whole file of its own.
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(`${file}.${process.pid}`, cluster.stream());
  await rename(`${file}.${process.pid}`, file);
  return cluster;
}
