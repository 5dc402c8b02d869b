// A network that can be broken: stands between the service and a store, and does what it is told to with what passes.

import { EventEmitter, once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const HOST = '127.0.0.1';
const DELAY_IN_MS = 250;
const DRIP_IN_BYTES = 7;
const DRIP_EVERY_MS = 1;

/** The faults that it can play. */
export const faults = ['cut', 'refuse', 'delay', 'half-open', 'drip'];

/** Passes on all that comes to its port, until told otherwise. */
export class Proxy {
  #to;
  #server;
  #port = 0;
  #links = new Set();
  #fault = null;
  #seen = new EventEmitter();

  /** @param to the port of the store on this machine */
  constructor(to) {
    this.#to = to;
  }

  /** The port that it listens on, the same for as long as it lives. */
  async listen() {
    const server = createServer({ noDelay: true }, (near) => this.#take(near));
    server.listen(this.#port, HOST);
    await once(server, 'listening');
    this.#server = server;
    this.#port = server.address().port;
    return this.#port;
  }

  /**
   * - `cut`: cuts all connections, and takes new ones
   * - `refuse`: cuts all connections, and refuses new ones
   * - `delay`: passes everything on later
   * - `half-open`: takes everything and passes nothing on, in both directions; whoever hangs up is not heard either.
   *   Connections from that time stay so.
   * - `drip`: passes on a few bytes at a time
   */
  async break(fault) {
    this.#fault = fault;
    if (fault === 'half-open') for (const link of this.#links) link.isDead = true;
    if (fault === 'cut' || fault === 'refuse') this.#cut();
    if (fault === 'refuse') await this.#close();
  }

  /** Resolves as soon as a text goes to the store: it arrives there, and no answer to it has come back yet. */
  async sees(text, signal) {
    await new Promise((resolve) => {
      const found = () => {
        this.#seen.off('chunk', look);
        resolve();
      };
      const look = (chunk) => chunk.includes(text) && found();
      this.#seen.on('chunk', look);
      signal.addEventListener('abort', found, { once: true });
    });
  }

  /** Cuts once more what has been opened since; with other faults nothing. */
  cutAgain() {
    if (this.#fault === 'cut') this.#cut();
  }

  async heal() {
    const fault = this.#fault;
    this.#fault = null;
    if (fault === 'refuse') await this.listen();
  }

  async close() {
    this.#cut();
    await this.#close();
  }

  #cut() {
    for (const { near, far } of this.#links) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    this.#links.clear();
  }

  async #close() {
    if (!this.#server?.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(near) {
    const far = connect({ port: this.#to, host: HOST, noDelay: true });
    const link = { near, far, isDead: this.#fault === 'half-open' };
    this.#links.add(link);
    void this.#pass(near, far, link);
    void this.#pass(far, near, link);
  }

  async #pass(from, to, link) {
    from.on('error', () => null);
    try {
      for await (const chunk of from) await this.#passOn(chunk, to, link);
    } catch {
      // It was cut.
    }
    // A store behind a network that is gone hears of no goodbye, and keeps what it holds for that connection.
    if (link.isDead) return;
    to.destroy();
    this.#links.delete(link);
  }

  async #passOn(chunk, to, link) {
    if (this.#fault === 'delay') await sleep(DELAY_IN_MS);
    let passed = 0;
    while (passed < chunk.length && !link.isDead && !to.destroyed) {
      const isDripping = this.#fault === 'drip';
      const end = isDripping ? passed + DRIP_IN_BYTES : chunk.length;
      const isTaken = to.write(chunk.subarray(passed, end));
      passed = end;
      if (to === link.far) this.#seen.emit('chunk', chunk);
      if (isDripping) await sleep(DRIP_EVERY_MS);
      else if (!isTaken) await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(() => null);
    }
  }
}
