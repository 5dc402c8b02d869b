// Sends generated requests over HTTP and WebSockets to the running service. Nothing may answer with an internal error,
// the process may not end, and its memory must come back.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { signIn } from '../crash/sign-in.mjs';
import { freePort } from '../crash/service.mjs';
import { Generator } from './generate.mjs';

const root = resolve(import.meta.dirname, '../..');
const LARGEST_GROWTH = 1.2;
const LANES = 8;
/** Every so many requests are sent over a WebSocket. */
const PER_SOCKET = 10;
const LONGEST_ANSWER_IN_MS = 30_000;
const WARM_UP = 1_000;
const ROLES = ['CONTROLLER', 'CLERK', 'SECRETARY', 'REVIEWER:UNIT_MANAGER'];

const { values } = parseArgs({ options: { requests: { type: 'string', default: '5000' }, seed: { type: 'string' } } });
const requests = Number(values.requests);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
const made = new Generator(seed);
const faults = [];
const slowest = { ms: 0, what: '' };
let sent = 0;

const folder = mkdtempSync(join(tmpdir(), 'tertial-fuzz-'));
const signedIn = await signIn(folder);
const port = await freePort();
const noLimits = {
  RATE_LIMIT_REQUESTS: '0',
  RATE_LIMIT_SOCKETS: '0',
  RATE_LIMIT_MESSAGES: '0',
  RATE_LIMIT_OPERATIONS: '0',
};
const service = spawn(
  process.execPath,
  ['--expose-gc', '--import', join(import.meta.dirname, 'memory.mjs'), 'dist/main.js'],
  {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      ...noLimits,
      ...signedIn.environment,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_FOLDER: join(folder, 'data'),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  },
);
process.once('exit', () => service.kill('SIGKILL'));
const hasEnded = () => service.exitCode !== null || service.signalCode !== null;

const tokens = await Promise.all(ROLES.map((role) => signedIn.tokenFor(role, 'exempel.ks')));

async function held() {
  service.send('memory');
  const [{ held: bytes }] = await once(service, 'message');
  return bytes / 1024 / 1024;
}

function note(ms, what) {
  if (ms > slowest.ms) Object.assign(slowest, { ms, what });
}

function look(text, what) {
  if (/"code":"INTERNAL"/.test(text)) faults.push(`${text.slice(0, 300)} for ${what}`);
}

async function overHttp() {
  const body = made.body();
  const who = made.below(ROLES.length + 1);
  const authorization = who < ROLES.length ? { authorization: `Bearer ${tokens[who]}` } : {};
  const what = body.toString().slice(0, 500);
  const begun = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body,
    signal: AbortSignal.timeout(LONGEST_ANSWER_IN_MS),
  });
  const text = await answer.text();
  note(performance.now() - begun, what);
  if (answer.status >= 500 && answer.status !== 503) faults.push(`${answer.status} ${text.slice(0, 300)} for ${what}`);
  look(text, what);
}

/** Opens a WebSocket, sends messages until one of them closes it, and closes it. */
async function overSocket(count) {
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}/graphql`,
    made.one(['graphql-transport-ws', 'graphql-transport-ws', 'graphql-ws']),
  );
  socket.addEventListener('message', ({ data }) => look(data, 'a message'));
  socket.addEventListener('error', () => undefined);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${made.one(tokens)}` } }));
  await Promise.race([once(socket, 'message'), once(socket, 'close')]);
  for (let index = 0; index < count && socket.readyState === WebSocket.OPEN; index += 1) socket.send(made.message());
  await sleep(20);
  socket.close();
}

async function lane(until) {
  while (sent < until && !hasEnded()) {
    const isSocket = made.happens(1 / (2 * PER_SOCKET));
    sent += isSocket ? PER_SOCKET : 1;
    await (isSocket ? overSocket(PER_SOCKET) : overHttp()).catch((error) =>
      faults.push(`no answer: ${String(error?.cause ?? error)}`),
    );
  }
}

const send = (until) => Promise.all(Array.from({ length: LANES }, () => lane(until)));

while (!(await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => ({ ok: false }))).ok) {
  if (hasEnded()) throw new Error('The service did not start.');
  await sleep(100);
}
process.stdout.write(`Seed ${seed}: ${requests} requests.\n`);
await send(Math.min(WARM_UP, requests));
const before = await held();
const begun = performance.now();
await send(requests);
const seconds = (performance.now() - begun) / 1000;
await sleep(1_000);
const ended = hasEnded();
const after = ended ? Number.NaN : await held();
process.stdout.write(
  `${sent} requests in ${seconds.toFixed(0)} s. Memory held: ${before.toFixed(0)} MiB before, ${after.toFixed(0)} MiB after. ` +
    `The slowest took ${slowest.ms.toFixed(0)} ms: ${slowest.what.slice(0, 200)}\n`,
);
if (ended) faults.push(`The service ended with ${service.exitCode ?? service.signalCode}.`);
else if (after > before * LARGEST_GROWTH)
  faults.push(`The memory grew from ${before.toFixed(0)} to ${after.toFixed(0)} MiB.`);
for (const fault of faults.slice(0, 20)) process.stderr.write(`${fault}\n`);
process.stdout.write(`${faults.length} faults.\n`);
service.kill('SIGTERM');
rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
process.exit(faults.length === 0 ? 0 : 1);
