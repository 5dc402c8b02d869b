// The servers that are asked over HTTP, each a process of its own: the service by its own door, and the peers.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startNode } from '../support/kurrentdb-node.mjs';
import { signIn } from '../crash/sign-in.mjs';
import { root } from './places.mjs';

/** Making all views of a large log comes before the service answers. */
const LONGEST_START_IN_MS = 600_000;

/** The children that have not ended. */
const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * The service with a way to sign anybody in. `stores`: the settings of its stores, such as VIEWS_URL. `from`: the folder
 * whose build is started. `nodeOptions`: to look inside, such as `--cpu-prof`. `issuer`: who signs people in, for the pages.
 */
export async function startService(stores, { from = root, nodeOptions = [], issuer } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tertial-bench-'));
  try {
    const { environment, tokenFor } = await signIn(folder, issuer);
    // One person asks from one address, as fast as there is an answer, and opens as many sockets as a town hall.
    const limits = {
      RATE_LIMIT_REQUESTS: '0',
      RATE_LIMIT_SOCKETS: '0',
      RATE_LIMIT_MESSAGES: '0',
      RATE_LIMIT_OPERATIONS: '0',
      RATE_LIMIT_TLOG: '0',
    };
    const env = { PATH: process.env.PATH, ...environment, ...limits, ...stores, PORT: '0', NODE_ENV: 'production' };
    const server = await start([...nodeOptions, join(from, 'dist/main.js')], env, /caught up with the log/);
    return { ...server, tokenFor };
  } finally {
    // The service has read its keys.
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A peer of ours that is a script here. */
export function startPeer(script, parameters) {
  return start([resolve(import.meta.dirname, script), JSON.stringify(parameters)], {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
  });
}

/** An empty KurrentDB: what is given, as an address or a command, else the double, which keeps all in memory. */
export function startKurrentDb(given) {
  if (given !== null) return startNode(given);
  return start([join(root, 'test/stores/kurrentdb-server.mjs')], { PATH: process.env.PATH });
}

/** Resolves when it has said where it listens and that it is ready. */
async function start(parameters, env, ready = /listening on/i) {
  const child = spawn(process.execPath, parameters, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const lines = createInterface(child.stdout);
  const listening = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${parameters[0]} did not listen in time.`)), LONGEST_START_IN_MS);
    child.once('exit', (code) => reject(new Error(`${parameters[0]} ended with ${code}.`)));
    let address;
    lines.on('line', (line) => {
      address ??= /listening on ((?:http|esdb):[\w.:/?=[\]]+)/i.exec(line)?.[1];
      if (address === undefined || !ready.test(line)) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
  return { address: await listening, stop: () => stop(child) };
}

async function stop(child) {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Ends what a figure that failed has left behind: it would take time from the next. */
export async function stopAll() {
  await Promise.all([...running].map(stop));
}

/** Reads a metric of the service. */
export async function metricOf({ address }, name) {
  const text = await (await fetch(`${address}/metrics`)).text();
  const value = text
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.split(' ')
    .at(-1);
  if (value === undefined) throw new Error(`There is no metric ${name}.`);
  return Number(value);
}
