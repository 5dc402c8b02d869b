// One store, the service on it and those who send commands, through any number of cycles of which each ends in a fault
// and the recovery from it; and at the end the account of all of them.

import { setTimeout as sleep } from 'node:timers/promises';
import { account, byCycle, isSound, unseenWhenPlanted } from './account.mjs';
import { chance, Client, firstOfAll, firstOfCycle, Tally } from './load.mjs';
import { Patience } from './patience.mjs';

const LONGEST_CYCLE_IN_MS = 240_000;
const LONGEST_STOP_IN_MS = 5_000;
const LONGEST_LOAD_IN_MS = 30_000;
const LOOK_EVERY_MS = 5;
const MATTERS_LOOKED_UP = 20;
const PROBE_EVERY_MS = 250;
/** On a busy machine, plans that nobody waits for any more would keep the service from answering. */
const MOST_PROBES = 20;
/** How many clients have a matter on an agenda when the load begins. */
const BEFORE_THE_BOARD = 4;

export class Trial {
  /** The result of each cycle: `{ cycle, store, fault, recovered, faults, … }`. */
  results = [];
  /** `[name, faults]` of what is looked at besides. */
  checks = [];
  #tally = new Tally();
  #clients;
  #probes = [];
  #cycle = 0;

  /** @param services of which the first is asked when one is enough */
  constructor(place, services, { name = place.store, clients, seed }) {
    this.name = name;
    this.place = place;
    this.services = services;
    this.seed = seed;
    this.random = chance(seed);
    this.#clients = Array.from({ length: clients }, (_, number) => this.#client(services, 'client', number));
  }

  get service() {
    return this.services[0];
  }

  get commands() {
    return [...this.#clients, ...this.#probes].flatMap(({ sent }) => sent);
  }

  #client(doors, kind, number) {
    const name = `${kind}-${number}`;
    return new Client(doors, { name, number, seed: this.seed + number + 1, tally: this.#tally });
  }

  /** Gives the first commands, which all others rest on. */
  async begin() {
    await this.#clients[0].run({ cycle: 0, only: firstOfAll() });
  }

  /**
   * Works, lets something happen meanwhile, and asks the service what it knows when it has come back from it.
   *
   * @param happen is given the load; it resolves when the service is there again, with
   * `{ recovered, endedBy, faults }`: after how many milliseconds, how it is told of, and what was wrong
   */
  async run(fault, happen) {
    const cycle = (this.#cycle += 1);
    const load = new Load(this.#tally, this.#clients, cycle);
    const acknowledgedBefore = this.#tally.acknowledged;
    const running = new AbortController();
    const tooLong = new Patience(LONGEST_CYCLE_IN_MS).over(running.signal).then(() => null);
    const result = await Promise.race([this.#runCycle(cycle, load, happen), tooLong]);
    running.abort();
    if (result === null)
      throw new Error(`${this.name}, ${fault}: cycle ${cycle} took more than ${LONGEST_CYCLE_IN_MS} ms.`);
    const acknowledged = this.#tally.acknowledged - acknowledgedBefore;
    this.results.push({ cycle, store: this.name, fault, ...result, acknowledged });
    return this.results.at(-1);
  }

  async #runCycle(cycle, load, happen) {
    await this.#clients[0].run({ cycle, only: firstOfCycle(cycle) });
    await Promise.all(this.#clients.slice(0, BEFORE_THE_BOARD).map((client) => client.comeToBoard(cycle)));
    load.begin();
    const { recovered = null, endedBy = '', faults = [] } = await happen(load, cycle);
    await load.end();
    const { perSecond } = load;
    const missing = await this.#missingMatters(cycle);
    const all = [...this.#clients, ...this.#probes];
    await Promise.all(all.map((client) => client.sendAgain(cycle)));
    faults.push(...missing.map((id) => `${id} was acknowledged and does not show`));
    if (all.some((client) => client.hasUnanswered)) faults.push('a command that was sent again got no answer');
    return { recovered, endedBy, faults, unanswered: load.unanswered, perSecond };
  }

  /** The newest matters that were acknowledged in the cycle and that the service does not show at once when it is back. */
  async #missingMatters(cycle) {
    const opened = this.#clients
      .flatMap(
        ({ sent }) => sent.findLast((one) => one.mutation === 'openMatter' && one.acknowledgedIn === cycle) ?? [],
      )
      .slice(0, MATTERS_LOOKED_UP);
    const ids = opened.map(({ stream }) => stream.slice('matter-'.length));
    const shown = await Promise.all(
      opened.map(async ({ boardId }, index) => {
        const token = await this.service.tokenFor('CLERK', boardId);
        const query = 'query ($id: ID!) { matter(id: $id) { id } }';
        return (await this.service.ask(query, { id: ids[index] }, token)).data?.matter?.id;
      }),
    );
    return ids.filter((id, index) => shown[index] !== id);
  }

  /**
   * Somebody new comes every now and then with a command, until the first of them is answered with all that came of it.
   * Resolves with the milliseconds until then, or with null when it takes longer than that, by what counts.
   *
   * @param doors the processes that they come to
   */
  async untilAnswered(cycle, doors, withinMilliseconds) {
    const began = performance.now();
    const stop = new AbortController();
    const probes = [];
    let answered = null;
    const patience = new Patience(withinMilliseconds);
    const goesOn = () => !patience.isOver && doors.some(({ isRunning }) => isRunning);
    let waiting = 0;
    while (answered === null && goesOn()) {
      if (waiting < MOST_PROBES) {
        const probe = this.#client(doors, 'probe', this.#probes.length);
        this.#probes.push(probe);
        waiting += 1;
        const done = probe.adoptPlan(cycle, stop.signal).then(() => {
          waiting -= 1;
          if (probe.answeredInFull > 0) answered ??= performance.now() - began;
        });
        probes.push(done);
      }
      await Promise.race([...probes.slice(-1), sleep(PROBE_EVERY_MS)]);
    }
    stop.abort();
    await Promise.all(probes);
    return answered;
  }

  /** Stops the services and holds the log against all that they have answered. */
  async end() {
    this.#check('no reaction was given up', await this.#deadLetters());
    const stopping = this.services.map((service) => service.end('SIGTERM'));
    this.#check('a service at rest stops when told to', (await Promise.all(stopping)).flatMap(faultsOfStop));
    const { commands } = this;
    const { leavesHoles } = this.place;
    const events = await this.place.events();
    const found = account(events, commands, leavesHoles);
    for (const [kind, faults] of Object.entries(found.faults)) this.#check(`nothing in the log is ${kind}`, faults);
    if (isSound(found)) {
      this.#check('a fault planted in the log is seen', unseenWhenPlanted(events, commands, leavesHoles));
    }
    this.#check('the views made anew are the same', await this.rebuildsTheSame());
    const counts = byCycle(events, commands);
    for (const result of this.results) Object.assign(result, counts.get(result.cycle));
    await this.place.close();
    return found.counts;
  }

  #check(name, faults) {
    this.checks.push([`${this.name}: ${name}`, faults]);
  }

  /** A reaction that was given up is as bad as one that was lost. */
  async #deadLetters() {
    const token = await this.service.tokenFor('CONTROLLER', 'exempel.ks');
    const { data } = await this.service.ask('{ deadLetters { reaction stream } }', {}, token);
    return data?.deadLetters.map(({ reaction, stream }) => `${reaction} to ${stream}`) ?? ['nobody could say'];
  }

  async rebuildsTheSame() {
    const { code, stdout, stderr } = await this.service.rebuild();
    const isSame = code === 0 && / 0 rows came out otherwise\./.test(stdout);
    return isSame ? [] : [`exit code ${code}: ${stdout.slice(0, 1000)}${stderr.slice(-1000)}`];
  }
}

/** All clients at work at the same time. */
class Load {
  unanswered = 0;
  /** How many commands were acknowledged a second until what the load was waiting for; null when it waited for nothing. */
  perSecond = null;
  #tally;
  #clients;
  #cycle;
  #stop = new AbortController();
  #working = [];
  #before = 0;
  #began = 0;

  constructor(tally, clients, cycle) {
    this.#tally = tally;
    this.#clients = clients;
    this.#cycle = cycle;
  }

  begin() {
    this.#before = this.#tally.acknowledged;
    this.#began = performance.now();
    const { signal } = this.#stop;
    this.#working = this.#clients.map((client) => client.run({ cycle: this.#cycle, signal }));
  }

  /** How many commands have been acknowledged since it began. */
  get acknowledged() {
    return this.#tally.acknowledged - this.#before;
  }

  /** Resolves when so many have been acknowledged; a service that is too slow for that is not waited for. */
  async until(acknowledged) {
    const patience = new Patience(LONGEST_LOAD_IN_MS);
    while (this.acknowledged < acknowledged && !patience.isOver) await sleep(LOOK_EVERY_MS);
    this.perSecond ??= this.acknowledged / ((performance.now() - this.#began) / 1000);
  }

  /** Lets the clients go when each has the answer that it waits for, or has been cut off. */
  async end() {
    this.#stop.abort();
    await Promise.all(this.#working);
    if (this.#working.length > 0) this.unanswered = this.#clients.filter((client) => client.hasUnanswered).length;
    this.#working = [];
  }
}

export function faultsOfStop(end) {
  if (end === null) return ['it did not stop when told to'];
  const faults = [];
  if (end.code !== 0) faults.push(`it stopped with ${end.signal ?? `exit code ${end.code}`} instead of exit code 0`);
  if (end.milliseconds > LONGEST_STOP_IN_MS) faults.push(`it took ${Math.round(end.milliseconds)} ms to stop`);
  return faults;
}
