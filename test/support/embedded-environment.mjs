// Runs specs as Jest's own environment does, and gives them a fresh PostgreSQL cluster for each embedded database. To make
// a cluster takes more than two seconds and always gives the same, so one is kept in Jest's cache (`--clearCache` removes
// it). A process reads it, and compiles PostgreSQL, when the first of its specs opens a database.
//
// A spec's database is small and opened often. Its cluster has write-ahead log files of one megabyte, and not of 16. It
// has one database: nothing is made of the two templates, which are two thirds of its files. So less is copied into each
// database. Its buffers are in pglite.ts.

import { PGlite } from '@electric-sql/pglite';
import { TestEnvironment } from 'jest-environment-node';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const packageFolder = new URL('../', import.meta.resolve('@electric-sql/pglite'));
let fresh;
let only;

export default class EmbeddedEnvironment extends TestEnvironment {
  constructor(config, context) {
    // The modules that stay loaded belong to one realm; see shared-modules.mjs.
    if (only !== undefined) return only;
    super(config, context);
    this.cacheFolder = config.projectConfig.cacheDirectory;
    only = this;
  }

  async setup() {
    await super.setup();
    const { env } = this.global.process;
    this.variables ??= { ...env };
    for (const name of Object.keys(env)) if (!(name in this.variables)) delete env[name];
    // As a service that is installed. GraphQL compares types in a slower way otherwise.
    Object.assign(env, this.variables, { NODE_ENV: 'production' });
    this.global.freshCluster = () => (fresh ??= freshCluster(this.cacheFolder));
  }

  async teardown() {
    this.fakeTimersModern.useRealTimers();
  }
}

async function freshCluster(cacheFolder) {
  // A compiled module stays compiled, in every realm of the process, for as long as it is referenced.
  const pgliteWasmModule = await WebAssembly.compile(await readFile(new URL('dist/pglite.wasm', packageFolder)));
  const { version } = JSON.parse(await readFile(new URL('package.json', packageFolder), 'utf8'));
  const file = join(cacheFolder, `cluster-without-templates-of-pglite-${version}.tar`);
  const kept = await readFile(file).catch(() => undefined);
  const bytes = kept ?? (await makeCluster(file, pgliteWasmModule));
  const cluster = new File([], 'cluster.tar', { type: 'application/x-tar' });
  // A File copies its content, in pieces, each time that somebody asks for it. PGlite only reads what it is given.
  const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  Object.defineProperty(cluster, 'arrayBuffer', { value: () => Promise.resolve(content) });
  return { cluster, pgliteWasmModule };
}

async function makeCluster(file, pgliteWasmModule) {
  const database = await PGlite.create('memory://', { pgliteWasmModule, initDbStartParams: ['--wal-segsize=1'] });
  await database.exec('update pg_database set datistemplate = false');
  for (const template of ['template0', 'template1']) await database.exec(`drop database ${template}`);
  // A dropped database leaves its files until the next checkpoint.
  await database.exec('checkpoint');
  const cluster = await database.dumpDataDir('none');
  await database.close();
  const bytes = Buffer.from(await cluster.arrayBuffer());
  // Several processes may make it at the same time. Each renames a whole file of its own.
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(`${file}.${process.pid}`, bytes);
  await rename(`${file}.${process.pid}`, file);
  return bytes;
}
