// Three nodes of KurrentDB that somebody else brings, each started by a command, and what happens to their leader. Networks
// of its own stand between the services and the nodes; what the nodes say to each other does not pass there.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { credentials } from '@grpc/grpc-js';
import { filled, freePort, HOST, newFolder, runNode } from '../support/kurrentdb-node.mjs';
import { Proxy } from './proxy.mjs';

const require = createRequire(import.meta.url);
const generated = (name) => require(`@eventstore/db-client/generated/${name}.js`);
const { GossipClient } = generated('gossip_grpc_pb');
const { MemberInfo } = generated('gossip_pb');
const { OperationsClient } = generated('operations_grpc_pb');
const { Empty } = generated('shared_pb');

const NODES = 3;
const NEEDED = ['node', 'port', 'advertised'];
const LOOK_EVERY_MS = 100;
const ANSWERS_WITHIN_MS = 500;
const LONGEST_ELECTION_IN_MS = 120_000;

/** What happens to a leader. Who cuts the nodes off from each other must do so on their side. */
export const nodeFaults = ['resign', 'kill', 'freeze', 'cut'];

export const usage = `                    For kurrentdb-cluster it is the command of one of three nodes, {node} from 1 to 3, which tells
                    clients that it is at 127.0.0.1:{advertised}.
  --signal CMD      sends {signal} to {node}, where the command of the node is not the node itself, as with a container`;

/** Whether the text is the command of one node of a cluster. */
export function isOfCluster(what) {
  return what !== null && what.includes('{node}');
}

/** @throws Error with a sentence, when the command lacks what makes a cluster of its nodes. */
export function checkCommand(what) {
  const lacking = NEEDED.find((name) => !what.includes(`{${name}}`));
  if (lacking !== undefined) throw new Error(`The command of --kurrentdb for a cluster does not say {${lacking}}.`);
}

export class KurrentDbNodes {
  #what;
  #signal;
  #nodes = [];
  /** The node that says that it leads; null: none does. */
  #leader = null;
  #electedAt = 0;
  #gone = null;
  #isOver = false;
  #watched;

  /** @param signal a command that sends a signal to a node; null: the command of a node is the node. */
  constructor(what, signal = null) {
    this.#what = what;
    this.#signal = signal;
  }

  /**
   * Resolves when one of them leads.
   *
   * @throws Error when a command ends, does not listen in time, or no node leads in time
   */
  static async start(what, signal = null) {
    const cluster = new KurrentDbNodes(what, signal);
    cluster.#nodes = await Promise.all(Array.from({ length: NODES }, (_, index) => newNode(index + 1)));
    await Promise.all(cluster.#nodes.map((node) => cluster.#run(node)));
    cluster.#watched = cluster.#watch();
    const giveUpAt = performance.now() + LONGEST_ELECTION_IN_MS;
    while (cluster.#leader === null) {
      if (performance.now() > giveUpAt) {
        await cluster.stop();
        throw new Error('None of the three nodes leads. Do they know each other?');
      }
      await sleep(LOOK_EVERY_MS);
    }
    return cluster;
  }

  get url() {
    return `esdb://${this.#nodes.map(({ advertised }) => `${HOST}:${advertised}`).join(',')}?tls=false`;
  }

  #run = async (node) => {
    const { number, port, advertised, folder } = node;
    node.process = await runNode(this.#what, { node: number, port, advertised, folder });
  };

  /** What happens to them, in the words of the double. */
  tell = async (order, { fault, on } = {}) => {
    if (order === 'break') await this.#break(fault);
    if (order === 'heal') await this.#heal();
    if (order === 'silence') for (const { proxy } of this.#nodes) await (on ? proxy.break('half-open') : proxy.heal());
    return { electedAt: this.#electedAt };
  };

  async #break(fault) {
    const node = this.#leader;
    if (node === null) throw new Error('No node leads, so nothing can happen to the leader.');
    this.#gone = { node, fault };
    if (fault === 'resign') await asked((done) => node.operations.resignNode(new Empty(), soon(), done));
    if (fault === 'kill') await this.#send(node, 'KILL');
    if (fault === 'freeze') await this.#send(node, 'STOP');
    if (fault === 'cut') await node.proxy.break('half-open');
  }

  async #heal() {
    const gone = this.#gone;
    this.#gone = null;
    if (gone?.fault === 'kill') {
      await gone.node.process.ended;
      await this.#run(gone.node);
    }
    if (gone?.fault === 'freeze') await this.#send(gone.node, 'CONT');
    if (gone?.fault === 'cut') await gone.node.proxy.heal();
  }

  async #send({ number, process: node }, signal) {
    if (this.#signal === null) return node.send(`SIG${signal}`);
    const child = spawn('sh', ['-c', filled(this.#signal, { signal, node: number })], {
      stdio: ['ignore', 'ignore', 2],
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`The command of --signal ended with ${code}.`);
  }

  /** Asks each node itself: what the others say of a silent one is old. */
  async #watch() {
    while (!this.#isOver) {
      const leads = await Promise.all(this.#nodes.map(saysThatItLeads));
      const leader = this.#nodes.find((_, index) => leads[index]) ?? null;
      if (leader !== null && leader !== this.#leader) this.#electedAt = Date.now();
      this.#leader = leader;
      await sleep(LOOK_EVERY_MS);
    }
  }

  async stop() {
    this.#isOver = true;
    await this.#watched;
    if (this.#gone?.fault === 'freeze') await this.#heal();
    await Promise.all(
      this.#nodes.map(async ({ process: node, proxy, folder, gossip, operations }) => {
        gossip.close();
        operations.close();
        await node?.end('SIGTERM');
        await proxy.close();
        rmSync(folder, { recursive: true, force: true });
      }),
    );
  }
}

async function newNode(number) {
  const port = await freePort();
  const proxy = new Proxy(port);
  const insecure = credentials.createInsecure();
  return {
    number,
    port,
    proxy,
    advertised: await proxy.listen(),
    folder: newFolder(),
    gossip: new GossipClient(`${HOST}:${port}`, insecure),
    operations: new OperationsClient(`${HOST}:${port}`, insecure),
  };
}

async function saysThatItLeads({ gossip, advertised }) {
  try {
    const info = await asked((done) => gossip.read(new Empty(), soon(), done));
    const own = info.getMembersList().find((member) => member.getHttpEndPoint().getPort() === advertised);
    return own?.getState() === MemberInfo.VNodeState.LEADER;
  } catch {
    // It is gone, or has nothing to say yet.
    return false;
  }
}

const soon = () => ({ deadline: Date.now() + ANSWERS_WITHIN_MS });

function asked(call) {
  return new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))));
}
