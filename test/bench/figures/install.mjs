// What an install of the service alone takes on the disk, made as docker/Dockerfile makes it: `npm run slim` after an
// install. Counted in the blocks that the file system gives, as `du` counts them, so that many small files weigh more.
// Ours has no contender: beside it stands the same install before source maps and type files are deleted.

import { execFile } from 'node:child_process';
import { copyFile, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { require, summary } from '../measuring.mjs';

const MOST_MEGABYTES = 160;
const BYTES_IN_A_BLOCK = 512;
const BYTES_IN_A_MEGABYTE = 2 ** 20;
const manifests = ['package.json', 'package-lock.json', '.npmrc'];
const needed = [
  ...['@nestjs/core', '@electric-sql/pglite', '@eventstore/db-client', 'pg', 'mercurius'],
  // Its binary is an optional package, one for each platform.
  `@myriaddreamin/typst-ts-node-compiler-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`,
  ...['@expo-google-fonts/source-sans-3', '@expo-google-fonts/source-serif-4'],
];
const unneeded = ['typescript', 'jest', '@graphql-yoga/render-graphiql'];

export const install = {
  name: 'install',
  /** Measured once: the lock file makes each install the same. */
  async measure({ note }) {
    // A folder of its own. `npm ci` empties node_modules, and would empty what a link of that name leads to.
    const folder = await mkdtemp(join(tmpdir(), 'tertial-install-'));
    try {
      for (const name of manifests) await copyFile(new URL(`../../../${name}`, import.meta.url), join(folder, name));
      await npm(folder, 'ci', '--omit=dev', '--ignore-scripts', '--prefer-offline');
      const whole = await megabytesIn(join(folder, 'node_modules'));
      await npm(folder, 'run', 'slim');
      const slim = await megabytesIn(join(folder, 'node_modules'));
      await requirePackages(folder);
      note(`${slim.toFixed(1)} MB, ${whole.toFixed(1)} MB with source maps and type files`);
      return [
        row('production install', slim, { below: MOST_MEGABYTES }),
        row('production install with source maps and type files', whole, null),
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** The gate: what the service needs is there, and what it does not need is not. */
async function requirePackages(folder) {
  const isThere = (name) =>
    lstat(join(folder, 'node_modules', name, 'package.json')).then(
      () => true,
      () => false,
    );
  for (const name of needed) require(await isThere(name), `${name} is not installed.`);
  for (const name of unneeded) require(!(await isThere(name)), `${name} is installed.`);
}

function npm(folder, ...args) {
  return promisify(execFile)('npm', args, { cwd: folder });
}

async function megabytesIn(folder) {
  const found = await readdir(folder, { recursive: true });
  let blocks = (await lstat(folder)).blocks;
  for (const name of found) blocks += (await lstat(join(folder, name))).blocks;
  return (blocks * BYTES_IN_A_BLOCK) / BYTES_IN_A_MEGABYTE;
}

function row(figure, megabytes, target) {
  return { figure, unit: 'MB', ours: summary([megabytes]), peer: null, theirs: null, target };
}
