// Builds the service as `npm run build` does, unless `dist` was already built by this script of the same sources, settings
// and packages. Each script that needs the service built begins with it.
//
//   node test/support/build-once.mjs

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const settings = [
  '.swcrc',
  'nest-cli.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
// A build begins by removing `dist`, and with it what the last one was made of.
const mark = join(root, 'dist/made-of');

const sources = sha256OfSources();
if (markThere() !== sources) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) writeFileSync(mark, sources);
  process.exitCode = status ?? 1;
}

function markThere() {
  try {
    return readFileSync(mark, 'utf8');
  } catch {
    return null;
  }
}

/** Of the names and contents of all that the build reads. */
function sha256OfSources() {
  const inSrc = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const path of [...settings.map((name) => join(root, name)), ...inSrc]) {
    const content = readFileSync(path);
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
