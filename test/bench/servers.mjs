// The servers that are asked over HTTP, each a process of its own: the service by its own door, and the peers.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { signIn } from '../crash/sign-in.mjs';
import { root } from './places.mjs';

/** Making all views of a large log comes before the service answers. */
const LONGEST_START_IN_MS = 600_000;

/** The service on a database, with a way to sign anybody in. `nodeOptions`: to look inside, such as `--cpu-prof`. */
export async function startService(url, nodeOptions = []) {
  const folder = mkdtempSync(join(tmpdir(), 'tertial-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { environment, tokenFor } = await signIn(folder);
  // One person asks from one address, as fast as there is an answer.
  const limits = { RATE_LIMIT_REQUESTS: '0', RATE_LIMIT_SOCKETS: '0', RATE_LIMIT_MESSAGES: '0' };
  const env = { PATH: process.env.PATH, ...environment, ...limits, VIEWS_URL: url, PORT: '0', NODE_ENV: 'production' };
  return { ...(await start([...nodeOptions, join(root, 'dist/main.js')], env, /caught up with the log/)), tokenFor };
}

/** A peer of ours that is a script here. */
export function startPeer(script, parameters) {
  return start([resolve(import.meta.dirname, script), JSON.stringify(parameters)], {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
  });
}

/** Resolves when it has said where it listens and that it is ready. */
async function start(parameters, env, ready = /listening on/i) {
  const child = spawn(process.execPath, parameters, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  const lines = createInterface(child.stdout);
  const listening = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${parameters[0]} did not listen in time.`)), LONGEST_START_IN_MS);
    child.once('exit', (code) => reject(new Error(`${parameters[0]} ended with ${code}.`)));
    let address;
    lines.on('line', (line) => {
      address ??= /listening on (http:[\w.:/[\]]+)/i.exec(line)?.[1];
      if (address === undefined || !ready.test(line)) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
  return {
    address: await listening,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
