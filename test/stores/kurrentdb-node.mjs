// One of three nodes of KurrentDB as a process that can be ended and frozen, for trying what takes the command of a node.
// The three pass everything on to one double, which has their log. Another process stands for what they say to each other:
// the first node starts it, and it ends after the last.
//
//   --kurrentdb 'node test/stores/kurrentdb-node.mjs --gossip 24100 --node {node} --port {port} --advertised {advertised}'

import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const HOST = '127.0.0.1';
const NODES = 3;
const BEAT_EVERY_MS = 100;
/** Who has said nothing for so long is taken for gone. */
const SILENT_AFTER_MS = 1_000;
const ENDS_AFTER_MS = 10_000;

const text = { type: 'string' };
const { values } = parseArgs({
  options: { gossip: text, node: text, port: text, advertised: text, serve: { type: 'boolean' } },
});
if (values.serve) await serveGossip(Number(values.gossip));
else await beNode(Number(values.gossip), Number(values.node) - 1);

/** Passes on what comes to its port, and says all the time that it is there. */
async function beNode(gossipPort, node) {
  const gossip = await reachGossip(gossipPort);
  gossip.on('error', () => process.exit(1)).on('close', () => process.exit(1));
  gossip.write(`${JSON.stringify({ node, advertised: Number(values.advertised) })}\n`);
  const [port] = await once(createInterface(gossip), 'line');
  setInterval(() => gossip.write('\n'), BEAT_EVERY_MS);
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: Number(port), host: HOST, noDelay: true });
    near.on('error', () => far.destroy()).on('close', () => far.destroy());
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  server.listen(Number(values.port), HOST);
}

async function reachGossip(port) {
  for (let isFirst = true; ; isFirst = false) {
    const socket = connect({ port, host: HOST, noDelay: true });
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      // A group of its own: it must go on when a node is ended or frozen.
      const parameters = [import.meta.filename, '--serve', '--gossip', String(port)];
      if (isFirst) spawn(process.execPath, parameters, { detached: true, stdio: ['ignore', 'ignore', 2] }).unref();
      await sleep(BEAT_EVERY_MS);
    }
  }
}

/** Has the double, tells it where its nodes are, and who leads when the leader is silent or gone. */
async function serveGossip(port) {
  const server = createServer();
  const double = fork(new URL('kurrentdb-server.mjs', import.meta.url), ['--nodes', String(NODES)], { execArgv: [] });
  const [{ ports }] = await once(double, 'message');
  const heard = new Map();
  server.on('connection', (socket) => {
    let node = null;
    socket.on('error', () => null).on('close', () => heard.delete(node));
    createInterface(socket).on('line', (line) => {
      if (line !== '') {
        const { advertised, node: number } = JSON.parse(line);
        node = number;
        double.send({ order: 'advertise', node, port: advertised });
        socket.write(`${ports[node]}\n`);
      }
      heard.set(node, performance.now());
    });
  });
  // Another node has started it at the same time.
  server.once('error', () => process.exit(0)).listen(port, HOST);
  for (let quietSince = performance.now(), leader = 0; ;) {
    await sleep(BEAT_EVERY_MS);
    const now = performance.now();
    const there = [...heard].filter(([, at]) => now - at < SILENT_AFTER_MS).map(([node]) => node);
    if (heard.size > 0) quietSince = now;
    else if (now - quietSince > ENDS_AFTER_MS) process.exit(0);
    double.send({ order: 'counts' });
    const [{ counts }] = await once(double, 'message');
    leader = counts.leader ?? leader;
    // Two of three must be there to elect. A leader that has given up is followed by the double itself.
    if (there.length * 2 <= NODES || counts.leader === null || there.includes(leader)) continue;
    double.send({ order: 'lead', node: there[0] });
  }
}
