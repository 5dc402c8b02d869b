// Breaks the service under load in every way that can be arranged, on every store, and holds the log against what had
// been acknowledged: nothing may be lost, nothing may be there twice, and everything that follows by itself has followed
// once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryDisk } from './disk.mjs';
import { optionsFrom, usage } from './options.mjs';
import { Servers } from './places.mjs';
import { Report } from './report.mjs';
import { signIn } from './sign-in.mjs';
import { tryStore, tryTakeovers } from './trials.mjs';

async function run(options, folder) {
  const report = new Report();
  const servers = new Servers(options);
  const around = { options, folder, report, servers, signedIn: await signIn(folder) };
  report.begin(options);
  const has = (store) => options.stores.includes(store);
  const trials = [
    ...options.stores.map((store) => () => tryStore(store, around)),
    ...(has('postgres') && options.takeovers > 0 ? [() => tryTakeovers(around)] : []),
    ...(has('embedded') && options.hasDisk ? [() => tryDisk(around)] : []),
  ];
  /** The next trial begins where one has ended: much of each is waiting. */
  const lane = async () => {
    for (let trial = trials.shift(); trial !== undefined; trial = trials.shift()) {
      await trial().catch((error) => report.check('each trial goes on to its end', [String(error?.stack ?? error)]));
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, lane));
  await servers.stop();
  return report.end();
}

async function main() {
  let options;
  try {
    options = optionsFrom(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
  if (options === null) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'tertial-crash-'));
  const isSound = await run(options, folder);
  if (isSound) rmSync(folder, { recursive: true, force: true });
  else process.stderr.write(`What it left is in ${folder}\n`);
  return isSound ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
// The exit ends the service too, should one still run.
process.exit(await main());
