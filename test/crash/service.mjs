// The service as whoever installs it runs it: its own process, started by its own door, told to go by signals.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Patience } from './patience.mjs';

export const root = resolve(import.meta.dirname, '../..');
export const HOST = '127.0.0.1';
const LONGEST_START_IN_MS = 90_000;
const LONGEST_COMMAND_IN_MS = 180_000;
const LONGEST_ANSWER_IN_MS = 20_000;
const ASK_AGAIN_AFTER_MS = 10;
const LEADS = 'This process keeps the views up with the log.';
/** The exit code of a service whose store takes no connection in time. The harness starts it again then. */
const STORE_TOO_SLOW = 'connection timeout';

/** One person asks from one address, as fast as there is an answer. */
const NO_LIMITS = {
  RATE_LIMIT_REQUESTS: '0',
  RATE_LIMIT_SOCKETS: '0',
  RATE_LIMIT_MESSAGES: '0',
  RATE_LIMIT_OPERATIONS: '0',
  RATE_LIMIT_TLOG: '0',
};

/** One process of the service at a time, on the stores that its environment names. */
export class Service {
  #child;
  #port = 0;
  #log;
  #agent = new Agent({ keepAlive: true });
  #leads = false;
  #storeTooSlow = false;
  /** Settles when the process has ended and all that it wrote has been read. */
  #closed;

  /** @param name of its log file in the folder */
  constructor(folder, name, environment, tokenFor) {
    this.environment = { PATH: process.env.PATH, ...NO_LIMITS, ...environment, HOST };
    this.tokenFor = tokenFor;
    this.logFile = join(folder, `${name}.log`);
    this.#log = createWriteStream(this.logFile);
    process.once('exit', () => this.#child?.kill('SIGKILL'));
  }

  get pid() {
    return this.#child.pid;
  }

  get isRunning() {
    return this.#child !== undefined && !hasEnded(this.#child);
  }

  /** Whether it has said that it projects and reacts. */
  get leads() {
    return this.isRunning && this.#leads;
  }

  /** The address of its WebSocket. */
  get socketUrl() {
    return `ws://${HOST}:${this.#port}/graphql`;
  }

  /** All that it has written so far, in all its processes. */
  get said() {
    return readFileSync(this.logFile, 'utf8');
  }

  /**
   * Starts the process without waiting for it.
   *
   * @param at where it is to kill itself when told to look out for it: `{ point, after }`; null for never
   */
  async spawn(at = null) {
    this.#port = await freePort();
    this.#leads = false;
    this.#storeTooSlow = false;
    const child = spawn(process.execPath, [...lookingOut(at), 'dist/main.js'], {
      cwd: root,
      env: { ...this.environment, ...pointIn(at, 'SIGWINCH'), PORT: String(this.#port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk) => (this.#leads ||= chunk.includes(LEADS)));
    child.stderr.on('data', (chunk) => (this.#storeTooSlow ||= chunk.includes(STORE_TOO_SLOW)));
    this.#closed = once(child, 'close');
    child.stdout.pipe(this.#log, { end: false });
    child.stderr.pipe(this.#log, { end: false });
    this.#child = child;
    return child;
  }

  /** Starts the process, again where its store was too slow for it, and resolves when it has answered its first query. */
  async start(at = null) {
    await this.spawn(at);
    const token = await this.tokenFor('CONTROLLER', 'exempel.ks');
    const patience = new Patience(LONGEST_START_IN_MS);
    for (;;) {
      const { data } = await this.ask('{ deadLetters { reaction } }', {}, token);
      if (data) return;
      if (patience.isOver) throw new Error(`The service started too slowly. See ${this.logFile}`);
      if (!this.isRunning) {
        await this.#closed;
        if (!this.#storeTooSlow) throw new Error(`The service did not start. See ${this.logFile}`);
        await this.spawn(at);
      }
      await sleep(ASK_AGAIN_AFTER_MS);
    }
  }

  /** From now on it looks out for the point at which it kills itself. */
  lookOut() {
    this.#child.kill('SIGWINCH');
  }

  /** Sends a signal and resolves with how the process ended and after how long, or with null when it went on regardless. */
  async end(signal, withinMilliseconds = 10_000) {
    this.#child.kill(signal);
    const end = await this.ended(withinMilliseconds);
    if (end === null) {
      this.#child.kill('SIGKILL');
      await this.ended(withinMilliseconds);
      return null;
    }
    return end;
  }

  /** How the process has ended by itself, and after how many milliseconds that count; null when it has not within the time. */
  async ended(withinMilliseconds) {
    const child = this.#child;
    const ended = hasEnded(child) ? Promise.resolve() : once(child, 'exit');
    const waiting = new AbortController();
    const patience = new Patience(withinMilliseconds);
    const tooLong = patience.over(waiting.signal).then(() => false);
    const isOver = await Promise.race([ended.then(() => true), tooLong]);
    waiting.abort();
    return isOver ? { code: child.exitCode, signal: child.signalCode, milliseconds: patience.passed } : null;
  }

  /** The answer to one request; `{ failed }` when there was none. */
  ask(query, variables, token) {
    return new Promise((resolve) => {
      const failed = (error) => resolve({ failed: error?.code ?? String(error) });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'accept-language': 'en' };
      const asked = request(
        { host: HOST, port: this.#port, path: '/graphql', method: 'POST', headers, agent: this.#agent },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk) => (text += chunk));
          response.on('error', failed);
          response.on('end', () => {
            if (!response.complete || response.statusCode !== 200) failed(`HTTP ${response.statusCode}`);
            else resolve(JSON.parse(text));
          });
        },
      );
      const tooLong = setTimeout(() => asked.destroy(new Error('no answer')), LONGEST_ANSWER_IN_MS);
      asked.on('error', failed);
      asked.on('close', () => clearTimeout(tooLong));
      asked.end(JSON.stringify({ query, variables }));
    });
  }

  /** The answer of the service at `/health/ready`: `{ status, alarms, … }`; null when it does not answer. */
  async readiness() {
    const signal = AbortSignal.timeout(LONGEST_ANSWER_IN_MS);
    const response = await fetch(`http://${HOST}:${this.#port}/health/ready`, { signal }).catch(() => null);
    return response === null ? null : response.json();
  }

  /** The answer of the service at `/metrics`; null when it does not answer. */
  async metrics() {
    const signal = AbortSignal.timeout(LONGEST_ANSWER_IN_MS);
    const response = await fetch(`http://${HOST}:${this.#port}/metrics`, { signal }).catch(() => null);
    return response?.ok ? response.text() : null;
  }

  /** Runs one of the program's doors to its end beside the service. */
  async run(parameters, { at = null, environment = {} } = {}) {
    const child = spawn(process.execPath, [...lookingOut(at), ...parameters], {
      cwd: root,
      env: { ...this.environment, PORT: '0', ...environment, ...pointIn(at, 'start') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const running = new AbortController();
    const tooLong = new Patience(LONGEST_COMMAND_IN_MS).over(running.signal);
    tooLong.then((isOver) => isOver && child.kill('SIGTERM'));
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (said.stdout += chunk));
    child.stderr.on('data', (chunk) => (said.stderr += chunk));
    const [code, signal] = await once(child, 'close');
    running.abort();
    return { code, signal, ...said };
  }

  rebuild(options) {
    return this.run(['dist/cli.js', 'rebuild'], options);
  }
}

function lookingOut(at) {
  return at === null ? [] : ['--import', './test/crash/points.mjs'];
}

function pointIn(at, from) {
  return at === null ? {} : { CRASH_AT: at.point, CRASH_AFTER: String(at.after), CRASH_FROM: from };
}

function hasEnded({ exitCode, signalCode }) {
  return exitCode !== null || signalCode !== null;
}

/** A new one for each start: the last one's connections may not be quite gone. */
export async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
