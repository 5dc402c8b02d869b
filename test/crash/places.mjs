// The stores of one trial, for the log and the views: they are empty at its beginning. The networks to them can be broken.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { on, once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startNode } from '../support/kurrentdb-node.mjs';
import { isOfCluster, KurrentDbNodes } from './nodes.mjs';
import { Proxy } from './proxy.mjs';
import { HOST, root } from './service.mjs';
import { KurrentDbSwaps, PostgresSwaps } from './swaps.mjs';

const POSTGRES = 'test/support/postgres.mjs';
const KURRENTDB = 'test/stores/kurrentdb-server.mjs';

/** Whether there is anything to try the store on. */
export function canBeTried(store) {
  return !store.startsWith('kurrentdb') || existsSync(join(root, KURRENTDB));
}

/** The servers of a run. They are ended when this process is, however that is. */
export class Servers {
  #postgres;
  #started = [];
  /** The nodes of a KurrentDB that somebody else brings. */
  #nodes = [];
  #kurrentdb;
  #signal;

  /**
   * @param kurrentdb what stands in for the double: an address or a command; null: nothing
   * @param signal a command that sends a signal to a node; null: none is needed
   */
  constructor({ kurrentdb = null, signal = null } = {}) {
    this.#kurrentdb = kurrentdb;
    this.#signal = signal;
  }

  /** An empty database of its own. */
  async database() {
    const url = await (this.#postgres ??= this.#start(POSTGRES));
    const name = `crash_${randomUUID().replaceAll('-', '')}`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`create database ${name} encoding 'UTF8' template template0`);
    await client.end();
    return Object.assign(new URL(url), { pathname: `/${name}` }).href;
  }

  /** An empty double of KurrentDB, and how to tell it what happens to it; or what stands in for it, which takes no orders. */
  async kurrentDb() {
    if (this.#kurrentdb === null || isOfCluster(this.#kurrentdb)) {
      const url = await this.#start(KURRENTDB);
      return { url, tell: this.#ordersTo(url) };
    }
    const node = await startNode(this.#kurrentdb);
    this.#nodes.push(node);
    return { url: node.address, tell: null };
  }

  /** Stops PostgreSQL, which ends all connections, and starts it again. Resolves when it is there again. */
  async restartPostgres() {
    const child = this.#started.find(({ spawnargs }) => spawnargs.includes(POSTGRES));
    child.kill('SIGUSR2');
    let said = '';
    for await (const [chunk] of on(child.stdout, 'data')) {
      said += chunk;
      if (said.includes('restarted')) return;
    }
  }

  /** An empty KurrentDB with three nodes, or its double: its address, and how to tell it what happens to them. */
  async kurrentDbCluster() {
    if (isOfCluster(this.#kurrentdb)) {
      const nodes = await KurrentDbNodes.start(this.#kurrentdb, this.#signal);
      this.#nodes.push(nodes);
      return nodes;
    }
    const url = await this.#start(KURRENTDB, '--nodes', '3');
    return { url, tell: this.#ordersTo(url) };
  }

  #ordersTo(url) {
    const child = this.#started.find(({ url: own }) => own === url);
    let orders = 0;
    return async (order, parameters = {}) => {
      const number = (orders += 1);
      child.send({ order, number, ...parameters });
      for (;;) {
        const [answer] = await once(child, 'message');
        if (answer.number === number) return answer.counts;
      }
    };
  }

  async #start(script, ...parameters) {
    const stdio = ['pipe', 'pipe', 'inherit', 'ipc'];
    const child = spawn(process.execPath, [script, ...parameters], { cwd: root, stdio });
    this.#started.push(child);
    let said = '';
    return new Promise((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        said += chunk;
        const [, url] = /listening on (\S+)\s/.exec(said) ?? [];
        if (url === undefined) return;
        child.url = url;
        resolve(url);
      });
      child.once('exit', () => reject(new Error(`${script} has ended. It said: ${said}`)));
    });
  }

  async stop() {
    await Promise.all(this.#nodes.map((node) => node.stop()));
    await Promise.all(
      this.#started.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.stdin.end();
        child.kill('SIGTERM');
        await ended;
      }),
    );
  }
}

/** The stores of one trial. */
export class Place {
  /** Networks to the stores that can be broken, by the store's name. */
  proxies = new Map();
  /** The settings of the service about its stores. */
  environment = {};
  #direct = { folder: 'memory', eventsUrl: null, viewsUrl: null };

  /** The cluster of the log; null where it has none. */
  cluster = null;

  /** Makes the log another one; null where it cannot. */
  log = null;

  /** @param store `embedded`, `postgres`, `kurrentdb` or `kurrentdb-cluster` */
  constructor(store) {
    this.store = store;
  }

  /** Whether the positions of the log have holes. */
  get leavesHoles() {
    return this.store.startsWith('kurrentdb');
  }

  static async embedded(folder) {
    const place = new Place('embedded');
    place.environment.DATA_FOLDER = join(folder, 'data');
    place.#direct.folder = place.environment.DATA_FOLDER;
    return place;
  }

  get viewsUrl() {
    return this.#direct.viewsUrl;
  }

  /** Log and views each in a database of its own, or both in one and without a network between. */
  static async postgres(servers, { inOneDatabase = false } = {}) {
    const place = new Place('postgres');
    place.#direct.viewsUrl = await servers.database();
    if (inOneDatabase) place.environment.VIEWS_URL = place.#direct.viewsUrl;
    else {
      place.#direct.eventsUrl = await servers.database();
      place.log = new PostgresSwaps(place.#direct.eventsUrl);
      await place.#behindProxy('EVENTS_URL', 'PostgreSQL events', place.#direct.eventsUrl);
      await place.#behindProxy('VIEWS_URL', 'PostgreSQL views', place.#direct.viewsUrl);
    }
    return place;
  }

  static async kurrentdb(servers) {
    const place = new Place('kurrentdb');
    place.#direct.viewsUrl = await servers.database();
    const { url, tell } = await servers.kurrentDb();
    place.#direct.eventsUrl = url;
    if (tell !== null) place.log = new KurrentDbSwaps(tell);
    await place.#behindProxy('EVENTS_URL', 'KurrentDB', place.#direct.eventsUrl);
    place.environment.VIEWS_URL = place.#direct.viewsUrl;
    return place;
  }

  static async kurrentdbCluster(servers) {
    const place = new Place('kurrentdb-cluster');
    place.cluster = await servers.kurrentDbCluster();
    place.#direct.viewsUrl = await servers.database();
    place.#direct.eventsUrl = place.cluster.url;
    place.environment.EVENTS_URL = place.cluster.url;
    place.environment.VIEWS_URL = place.#direct.viewsUrl;
    return place;
  }

  async #behindProxy(variable, name, url) {
    const { port, host } = new URL(url);
    const proxy = new Proxy(Number(port));
    this.environment[variable] = url.replace(host, `${HOST}:${await proxy.listen()}`);
    this.proxies.set(name, proxy);
  }

  /** All events of the log, which no process is to have open, read by the product's own adapter. */
  async events() {
    const { openStores } = await import(join(root, 'dist/platform/open-stores.service.js'));
    const { events, close } = await openStores(this.#direct);
    try {
      return (await Array.fromAsync(events.readAll(0))).flat();
    } finally {
      await close();
    }
  }

  async close() {
    await Promise.all([...this.proxies.values()].map((proxy) => proxy.close()));
  }
}
