// The nodes of the server: which of them leads, and what becomes of one that ends, freezes or is cut off.

import { setTimeout as sleep } from 'node:timers/promises';
import { Proxy } from '../../crash/proxy.mjs';

/** As was measured: the others notice an end soon, and a silent node later. Shortened, with the same order. */
const ELECTION_AFTER_MS = { resign: 400, kill: 1_500, freeze: 3_000, isolate: 1_500 };
/** For so long a leader cut off from the others goes on taking itself for the leader. */
const ILLUSION_IN_MS = 2_500;

export const faults = ['resign', 'kill', 'freeze', 'cut', 'isolate'];

export class Cluster {
  /** The node that the others take for their leader; null: they are electing one. */
  leader = 0;
  /** When the newest leader was elected, in milliseconds since 1970. */
  electedAt = Date.now();
  ports = [];
  #proxies = [];
  #gone = null;
  /** A leader cut off from the others, for as long as it has not noticed. */
  #isolated = null;

  /** Puts a node behind a network that can break. A single node needs none. */
  async join(port, isAlone) {
    if (isAlone) return this.ports.push(port);
    const proxy = new Proxy(port);
    this.#proxies.push(proxy);
    return this.ports.push(await proxy.listen());
  }

  leaderFor(node) {
    return node === this.#isolated ? node : this.leader;
  }

  /** Whether what is appended to a node is never agreed on by the others. */
  isIsolated(node) {
    return node === this.#isolated;
  }

  /**
   * - `resign`: the leader gives up, and another is elected
   * - `kill`: the leader's connections break, and nothing listens there
   * - `freeze`: the leader takes connections and says nothing. The others name it as their leader until they elect another.
   * - `cut`: the same, but only the services do not reach the leader, so it goes on leading
   * - `isolate`: the leader is cut off from the others. For a while it leads besides the one that they elect.
   */
  async break(fault) {
    const node = this.leader;
    if (fault === 'resign') this.leader = null;
    if (fault === 'isolate') {
      this.#isolated = node;
      void sleep(ILLUSION_IN_MS).then(() => (this.#isolated = null));
    }
    if (fault === 'kill') await this.#proxies[node].break('refuse');
    if (fault === 'freeze' || fault === 'cut') await this.#proxies[node].break('half-open');
    this.#gone = fault === 'resign' || fault === 'isolate' ? null : node;
    if (fault in ELECTION_AFTER_MS) void this.#elect(node, ELECTION_AFTER_MS[fault]);
  }

  async heal() {
    const node = this.#gone;
    this.#gone = null;
    if (node !== null) await this.#proxies[node].heal();
  }

  async #elect(before, afterMilliseconds) {
    await sleep(afterMilliseconds);
    this.lead((before + 1) % this.ports.length);
  }

  lead(node) {
    this.leader = node;
    this.electedAt = Date.now();
  }
}
