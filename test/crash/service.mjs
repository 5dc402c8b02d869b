// The service as whoever installs it runs it: its own process, started by its own door, told to go by signals.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');
const HOST = '127.0.0.1';
const LONGEST_START_IN_MS = 30_000;
const LONGEST_COMMAND_IN_MS = 120_000;
const LONGEST_ANSWER_IN_MS = 20_000;
const ASK_AGAIN_AFTER_MS = 10;

/** One data folder, and the process that runs on it now. */
export class Service {
  #child;
  #port = 0;
  #log;

  constructor(folder, { environment, tokenFor }) {
    this.environment = { PATH: process.env.PATH, ...environment, DATA_FOLDER: join(folder, 'data'), HOST };
    this.tokenFor = tokenFor;
    this.logFile = join(folder, 'service.log');
    this.#log = createWriteStream(this.logFile);
    process.once('exit', () => this.#child?.kill('SIGKILL'));
  }

  get folder() {
    return this.environment.DATA_FOLDER;
  }

  get pid() {
    return this.#child.pid;
  }

  /** Starts the process without waiting for it. */
  async spawn() {
    this.#port = await freePort();
    const child = spawn(process.execPath, ['dist/main.js'], {
      cwd: root,
      env: { ...this.environment, PORT: String(this.#port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(this.#log, { end: false });
    child.stderr.pipe(this.#log, { end: false });
    this.#child = child;
  }

  /** Starts the process and resolves when it has answered its first query. */
  async start() {
    await this.spawn();
    const token = await this.tokenFor('CONTROLLER', 'exempel.ks');
    const giveUpAt = performance.now() + LONGEST_START_IN_MS;
    for (;;) {
      const { data } = await this.ask('{ parkedReactions { reaction } }', {}, token);
      if (data) return;
      if (hasEnded(this.#child)) throw new Error(`The service did not start. See ${this.logFile}`);
      if (performance.now() > giveUpAt) throw new Error(`The service started too slowly. See ${this.logFile}`);
      await sleep(ASK_AGAIN_AFTER_MS);
    }
  }

  /** Sends a signal and resolves with how the process ended, or with null when it went on regardless. */
  async end(signal, withinMilliseconds = 10_000) {
    const child = this.#child;
    const before = performance.now();
    const ended = hasEnded(child) ? Promise.resolve() : once(child, 'exit');
    child.kill(signal);
    const isOver = await Promise.race([ended.then(() => true), sleep(withinMilliseconds, false, { ref: false })]);
    if (!isOver) {
      child.kill('SIGKILL');
      await ended;
      return null;
    }
    return { code: child.exitCode, signal: child.signalCode, milliseconds: performance.now() - before };
  }

  /** The answer to one request; `{ failed }` when there was none. */
  async ask(query, variables, token) {
    try {
      const response = await fetch(`http://${HOST}:${this.#port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'accept-language': 'en' },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(LONGEST_ANSWER_IN_MS),
      });
      const body = await response.json();
      return response.status === 200 ? body : { failed: `HTTP ${response.status}` };
    } catch (error) {
      return { failed: error?.cause?.code ?? error?.name ?? String(error) };
    }
  }

  /** Runs one of the program's doors to its end beside the service. */
  async run(...parameters) {
    const child = spawn(process.execPath, parameters, {
      cwd: root,
      env: { ...this.environment, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_COMMAND_IN_MS,
      killSignal: 'SIGKILL',
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (said.stdout += chunk));
    child.stderr.on('data', (chunk) => (said.stderr += chunk));
    const [code] = await once(child, 'close');
    return { code, ...said };
  }
}

function hasEnded({ exitCode, signalCode }) {
  return exitCode !== null || signalCode !== null;
}

/** A new one for each start: the last one's connections may not be quite gone. */
async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** All events of a folder that no process runs on, read as the service itself reads them. */
export async function eventsIn(folder) {
  const { openEmbedded } = await import(join(root, 'dist/platform/embedded-database.service.js'));
  const { SqlEventStore } = await import(join(root, 'dist/platform/sql-event-store.service.js'));
  const { db, close } = await openEmbedded(folder);
  try {
    return (await Array.fromAsync(new SqlEventStore(db).readAll(0))).flat();
  } finally {
    await close();
  }
}
