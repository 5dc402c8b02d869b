// A server that speaks the protocol of KurrentDB as far as this service uses it, and keeps everything in memory: for
// tests, in a process of its own, since the client cannot be trusted with a server in its own. It can be told to misbehave.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { Cluster } from './kurrentdb/cluster.mjs';
import { Log } from './kurrentdb/log.mjs';
import * as say from './kurrentdb/protocol.mjs';
import { read } from './kurrentdb/reading.mjs';

const usage = `Usage: node test/stores/kurrentdb-server.mjs [options]

  --port N              the port of the first node (default: a free one)
  --host H              the address that it listens on (default 127.0.0.1)
  --nodes N             how many nodes, all with the same log, the first of them the leader (default 1)
  --max-append-size N   in bytes (default 1048576)
  --tls-cert FILE --tls-key FILE   speaks TLS
  --user NAME:PASSWORD  refuses everybody else

Prints "listening on esdb://..." when it is ready. Ends with the process that started it.
`;

const text = { type: 'string' };
const { values: options } = parseArgs({
  options: {
    port: text,
    host: { type: 'string', default: '127.0.0.1' },
    nodes: text,
    'max-append-size': text,
    'tls-cert': text,
    'tls-key': text,
    user: text,
    help: { type: 'boolean' },
  },
});
if (options.help) {
  process.stdout.write(usage);
  process.exit(0);
}

const LARGEST_APPEND = Number(options['max-append-size'] ?? 1024 * 1024);
const LARGEST_MESSAGE = 17 * 1024 * 1024;
let log = new Log();
/** Logs that can be put in its place, by name. */
const logs = new Map([['its own', log]]);
/** The events that were taken out of each stream, by its name, until they are put back. */
const lost = new Map();
const cluster = new Cluster();
const sockets = new Set();
/** How it misbehaves now. */
const manner = {
  isSilent: false,
  delay: 0,
  losing: null,
  isRefusing: false,
  ahead: 0,
  frozen: null,
  /** The node whose log stands still, and how many records it has. */
  still: { node: null, records: 0 },
  answering: null,
  /** The rights of the account: be known at all, read all streams as one, read each, write. */
  rights: { known: true, all: true, read: true, write: true },
};
const counts = { batchAppend: 0, written: 0, reads: 0, subscriptions: 0, considered: 0, sent: 0 };

/** Holds whoever asks for as long as the server is silent, and a while when it is slow. */
async function pass(node) {
  while (manner.isSilent || manner.frozen === node) await sleep(5);
  if (manner.delay > 0) await sleep(manner.delay);
}

/** Why a call is refused whole; null when it is not. `right` is the one that it takes. */
function refusal(call, node, right = 'known') {
  const asked = call.metadata.get('authorization')[0];
  const isAnother = options.user !== undefined && asked !== `Basic ${Buffer.from(options.user).toString('base64')}`;
  const denied = { exception: 'access-denied' };
  if (isAnother || !manner.rights.known) return say.failure(status.UNAUTHENTICATED, 'Access Denied', denied);
  if (!manner.rights[right]) return say.failure(status.PERMISSION_DENIED, 'Access Denied', denied);
  const leader = cluster.leaderFor(node);
  if (node === leader || call.metadata.get('requires-leader')[0] !== 'true') return null;
  if (leader === null) return say.failure(status.UNKNOWN, 'No leader info available in response');
  return say.failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': cluster.ports[leader],
  });
}

/** Appends, or loses the append or its answer. `undefined`: nothing is to be answered. */
function append(node, name, expected, events) {
  if (cluster.isIsolated(node)) return { refused: 'timeout' };
  if (!manner.rights.write) return { refused: 'denied' };
  const { answering } = manner;
  if (answering !== null && name.startsWith(answering.prefix) && (answering.node ?? node) === node) {
    manner.answering = answering.times > 1 ? { ...answering, times: answering.times - 1 } : null;
    if (answering.kind === 'invalid call') return { ended: say.failure(status.INVALID_ARGUMENT, 'Not a request') };
    if (answering.kind !== 'twice' && !answering.isWritten) return { refused: answering.kind };
    const written = log.append(name, expected, events);
    return answering.kind === 'twice' ? { ...written, isTwice: true } : { refused: answering.kind };
  }
  const largest = events.reduce((sum, event) => sum + say.sizeOf(event), 0);
  if (largest > LARGEST_APPEND) return { tooLarge: LARGEST_APPEND };
  const { losing } = manner;
  const isLost = losing !== null && name.startsWith(losing.prefix);
  if (isLost && !losing.isWritten) return undefined;
  const outcome = log.append(name, expected, events);
  if (outcome.position !== null && outcome.wrong === undefined) counts.written += events.length;
  if (!isLost) return outcome;
  manner.losing = null;
  cut();
  return undefined;
}

function cut() {
  for (const socket of sockets) socket.destroy();
}

function servicesOf(node) {
  return {
    batchAppend(call) {
      const open = new Map();
      const own = log;
      call.on('error', () => null);
      call.on('end', () => call.end());
      call.on('data', async (request) => {
        const id = request.getCorrelationId().getString();
        const asked = request.getOptions();
        const under = asked
          ? {
              correlationId: request.getCorrelationId(),
              name: say.nameOf(asked),
              expected: say.expectedOf(asked, (sent) => sent.getStreamPosition()),
              deadline: say.deadlineOf(asked),
              events: [],
            }
          : open.get(id);
        open.set(id, under);
        for (const message of request.getProposedMessagesList()) under.events.push(say.proposed(message));
        if (!request.getIsFinal()) return;
        open.delete(id);
        counts.batchAppend += 1;
        if (manner.isSilent || manner.frozen === node || manner.delay > 0) await pass(node);
        // It came before the server started again with another log. What it has not done by then is lost.
        if (own !== log) return;
        const refused = refusal(call, node);
        if (refused) return call.emit('error', refused);
        // The deadline is a time of day, and the server looks at its own clock.
        const isLate = under.deadline < Date.now() + manner.ahead;
        const outcome = isLate ? { refused: 'timeout' } : append(node, under.name, under.expected, under.events);
        if (outcome === undefined || call.cancelled) return;
        if (outcome.ended) return call.emit('error', outcome.ended);
        call.write(say.batchAnswer(under, outcome));
        if (outcome.isTwice) call.write(say.batchAnswer(under, outcome));
      });
    },

    async read(call) {
      call.on('error', () => null);
      const isSubscription = call.request.getOptions().hasSubscription();
      counts[isSubscription ? 'subscriptions' : 'reads'] += 1;
      await pass(node);
      const refused = refusal(call, node, call.request.getOptions().hasAll() ? 'all' : 'read');
      if (refused) return call.emit('error', refused);
      const held = async () => {
        if (manner.isSilent || manner.frozen === node) await pass(node);
      };
      const end = () => (manner.still.node === node ? manner.still.records : log.records.length);
      return read(log, call, call.request.getOptions(), { pass: held, counts, end });
    },
  };
}

async function open(node, port, isAlone) {
  const server = new Server({ 'grpc.max_receive_message_length': LARGEST_MESSAGE });
  server.addService(say.StreamsService, servicesOf(node));
  server.addService(say.GossipService, {
    async read(call, callback) {
      await pass(node);
      callback(null, say.clusterInfo(cluster.ports, cluster.leaderFor(node)));
    },
  });
  server.addService(say.OperationsService, {
    resignNode: (call, callback) => void cluster.break('resign').then(() => callback(null, say.nothing())),
  });
  const { 'tls-cert': cert, 'tls-key': key } = options;
  const credentials =
    cert === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [{ cert_chain: readFileSync(cert), private_key: readFileSync(key) }]);
  const injector = server.createConnectionInjector(credentials);
  const listener = createServer((socket) => {
    if (manner.isRefusing) return socket.destroy();
    socket.setNoDelay(true);
    socket.on('error', () => null);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    return injector.injectConnection(socket);
  });
  await new Promise((resolve, reject) => listener.once('error', reject).listen(port, options.host, resolve));
  await cluster.join(listener.address().port, isAlone);
}

const orders = {
  silence: ({ on }) => (manner.isSilent = on),
  slow: ({ milliseconds }) => (manner.delay = milliseconds),
  cut,
  /** Connections are cut and no new ones taken. */
  refuse({ on }) {
    manner.isRefusing = on;
    if (on) cut();
  },
  /** One node takes connections and says nothing; null: none. */
  freeze: ({ node }) => (manner.frozen = node),
  /** Its clock is so far ahead of everybody else's, or behind when negative. */
  clock({ milliseconds }) {
    manner.ahead = milliseconds;
    log.ahead = milliseconds;
  },
  lead: ({ node }) => cluster.lead(node),
  /** Where clients are told that a node is. */
  advertise: ({ node, port }) => (cluster.ports[node] = port),
  /** Something happens to the leader; see the cluster. `heal` ends it. */
  break: ({ fault }) => cluster.break(fault),
  heal: () => cluster.heal(),
  /** So many appends to such a stream, at one node or at any, are answered in this way; `isWritten`: and written all the same. */
  answer({ kind, prefix, times = 1, isWritten = false, node }) {
    manner.answering = { kind, prefix, times, isWritten, node };
  },
  /** Later events do not come to a node; null: each node has all again. */
  stand({ node }) {
    manner.still = { node, records: log.records.length };
    log.emit('news');
  },
  /** The answers to repeated appends tell their position, or do not. */
  repeats: ({ tellsPosition }) => (log.tellsRepeats = tellsPosition),
  /** The account loses these rights, and has all others: `known`, `all`, `read`, `write`. */
  deny({ rights }) {
    for (const right of Object.keys(manner.rights)) manner.rights[right] = !rights.includes(right);
  },
  /** The next append to such a stream is written and its answer lost, or, not `isWritten`, each is lost. */
  lose: ({ prefix, isWritten }) => (manner.losing = prefix === null ? null : { prefix, isWritten }),
  /** Keeps a log as it is now, or as it would be with nothing in common. */
  keep({ name, kind }) {
    const made = { empty: () => new Log(), older: () => log.copied(), unrelated: () => log.copied(() => randomUUID()) };
    logs.set(name, made[kind]());
  },
  /** Writes to a log that was kept, until it ends after the log of now. */
  grow({ name, prefix }) {
    const other = logs.get(name);
    const sample = log.records.find(({ stream }) => stream.startsWith(prefix));
    for (let n = 0; other.end <= log.end; n += 1) {
      other.append(`${sample.stream}${n}`, 'no_stream', [{ ...sample, id: randomUUID() }]);
    }
  },
  /** Starts again with another log. */
  become({ name }) {
    log = logs.get(name);
    cut();
  },
  /** Another program writes an event to a stream, or, with `isDeletion`, deletes the stream for good. */
  write({ stream, id, type, contentType, data, metadata, isDeletion = false }) {
    const event = { id, type, contentType, data: Buffer.from(data), metadata: Buffer.from(metadata) };
    log.append(stream, 'any', [event]);
    if (isDeletion) log.markDeleted(stream);
  },
  /** Events of a stream are gone for good. */
  loseEvents: ({ stream, revisions }) => lost.set(stream, log.lose(stream, revisions)),
  /** The events that a stream lost are there again. */
  putBack: ({ stream }) => log.putBack(stream, lost.get(stream)),
  /** The metadata of a stream hides the events before a revision. */
  showFrom: ({ stream, revision }) => log.showFrom(stream, revision),
  counts: () => null,
};

process.on('message', async ({ order, number, ...parameters }) => {
  await orders[order](parameters);
  const { electedAt, leader } = cluster;
  process.send({
    number,
    counts: { ...counts, electedAt, leader, connections: sockets.size, records: log.records.length },
  });
});

const parent = process.ppid;
process.once('disconnect', () => process.exit(0));
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 1000).unref();

const nodes = Number(options.nodes ?? 1);
for (let node = 0; node < nodes; node += 1) await open(node, node === 0 ? Number(options.port ?? 0) : 0, nodes === 1);
const { ports } = cluster;
const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',');
process.stdout.write(`listening on esdb://${hosts}?tls=${options['tls-cert'] !== undefined}\n`);
process.send?.({ ports });
