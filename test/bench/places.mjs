// The PostgreSQL that everybody is measured on: one server, a database for each contender, and nothing about its
// durability turned down.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export const root = resolve(import.meta.dirname, '../..');

/** Settings that make PostgreSQL faster and lose acknowledged events when the power goes. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** A server of its own, which ends with this process. `settings`: as on PostgreSQL's command line. */
export async function startPostgres(settings = {}) {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(process.execPath, ['test/support/postgres.mjs', ...flags], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    once(createInterface(server.stdout), 'line'),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`PostgreSQL ended with ${code}.`))),
  ]);
  const url = line.replace('listening on ', '');
  await requireDurable(url);
  let number = 0;
  return {
    url,
    /** The address of a new, empty database. */
    async newDatabase() {
      const name = `bench_${(number += 1)}`;
      await query(url, `create database ${name}`);
      return url.replace(/\/postgres$/, `/${name}`);
    },
    async stop() {
      const ended = once(server, 'exit');
      server.stdin.end();
      await ended;
    },
  };
}

async function requireDurable(url) {
  for (const [setting, needed] of Object.entries(DURABLE)) {
    const [row] = await query(url, `show ${setting}`);
    if (row[setting] !== needed)
      throw new Error(`PostgreSQL has ${setting} ${row[setting]}: nothing measured on it counts.`);
  }
}

/** One statement on a connection of its own. */
export async function query(url, text, values = []) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Runs one of the scripts here in a process of its own, and gives the JSON that it prints. */
export async function run(script, parameters) {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, script), JSON.stringify(parameters)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  const [code] = await once(child, 'close');
  process.off('exit', kill);
  if (code !== 0) throw new Error(`${script} ended with ${code}.`);
  return JSON.parse(text);
}
