// A node of KurrentDB that somebody else brings: an address, or a command that starts one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:http2';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const HOST = '127.0.0.1';
const LONGEST_START_IN_MS = 120_000;
const ASK_AGAIN_AFTER_MS = 50;

export const usage = `  --kurrentdb WHAT  tries a KurrentDB in place of the double: an address (esdb://…) of an empty one, which serves one trial,
                    or a command that starts one at {port} of this machine, without TLS, with its files in {folder}. It is
                    started anew for each trial and ended after it.`;

/** Whether the text is an address. Any other is a command. */
const isAddress = (text) => /^(?:esdb|kurrentdb)(?:\+discover)?:/.test(text);

/** The addresses that have served. What a trial leaves in the log would be found by the next. */
const served = new Set();

/**
 * Resolves when something listens there.
 *
 * @param what an address, or a command with `{port}` and perhaps `{folder}`
 * @throws Error when the address has served, or the command ends, names no port or does not listen in time
 */
export async function startNode(what) {
  if (isAddress(what)) {
    if (served.has(what)) throw new Error(`${what} has served a trial and is not empty. Give --kurrentdb a command.`);
    served.add(what);
    return { address: what, stop: () => Promise.resolve() };
  }
  if (!what.includes('{port}')) throw new Error('The command of --kurrentdb does not say {port}. Let it listen there.');
  const folder = newFolder();
  const node = await runNode(what, { port: await freePort(), folder });
  const stop = async () => {
    await node.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  return { address: `esdb://${HOST}:${node.port}?tls=false`, stop };
}

/**
 * Runs the command of a node. Resolves when something listens at its port.
 *
 * @param values what stands in the command for each name in braces; `port` is where it listens
 * @throws Error when the command ends or does not listen in time
 */
export async function runNode(what, values) {
  const command = filled(what, values);
  // A group of its own: a shell between the two does not pass signals on.
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  const ended = once(child, 'exit');
  const send = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  const atExit = () => send('SIGKILL');
  process.once('exit', atExit);
  const end = async (signal) => {
    process.off('exit', atExit);
    send(signal);
    await ended;
  };
  const giveUpAt = performance.now() + LONGEST_START_IN_MS;
  while (!(await listens(values.port))) {
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if (isOver || performance.now() > giveUpAt) {
      await end('SIGTERM');
      throw new Error(
        `The command of --kurrentdb ${isOver ? `ended with ${child.exitCode}` : 'did not listen in time'}.`,
      );
    }
    await sleep(ASK_AGAIN_AFTER_MS);
  }
  return { port: values.port, send, end, ended };
}

/** Puts the values in place of their names in braces. */
export function filled(command, values) {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), command);
}

export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tertial-kurrentdb-'));
  // A server in a container is another user.
  chmodSync(folder, 0o777);
  return folder;
}

/** A port that a container publishes takes connections before its server does, so the protocol must answer. */
async function listens(port) {
  const session = connect(`http://${HOST}:${port}`);
  session.on('error', () => null);
  const answers = [once(session, 'remoteSettings').then(() => true), once(session, 'close').then(() => false)];
  const isThere = await Promise.race(answers).catch(() => false);
  for (const answer of answers) answer.catch(() => null);
  session.destroy();
  return isThere;
}

export async function freePort() {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
