// Those who read meanwhile: queries one after another, and sockets that follow the plan that all report on.

import { setTimeout as sleep } from 'node:timers/promises';
import { shared } from '../crash/load.mjs';

const READERS = 4;
const SOCKETS = 10;
const PAUSE_MS = 20;

const VIEW = '{ notReported goals { goalId activities { activityId status { code comment by at } } } }';
const QUERIES = [
  `query ($planId: ID!, $tertial: Tertial!) { tertialView(planId: $planId, tertial: $tertial) ${VIEW} }`,
  'query ($planId: ID!) { plan(id: $planId) { id goals { id activities { id } } } waitingForMe { followUps { id } } }',
];
const SUBSCRIPTION = `subscription ($planId: ID!, $tertial: Tertial!) {
  tertialViewChanged(planId: $planId, tertial: $tertial) ${VIEW} }`;
/** The codes that a reader is answered with while the database is away. */
const AWAY = ['STORE_UNAVAILABLE', 'BUSY', 'STARTING'];

export class Readers {
  #service;
  #cycle = 0;
  #sockets = [];
  #answered = 0;
  #away = 0;
  #told = 0;
  #unexpected = [];

  constructor(service) {
    this.#service = service;
  }

  /** Leaves the plan of the last round, and follows that of this one. */
  async follow(cycle) {
    this.#cycle = cycle;
    for (const socket of this.#sockets) socket.close();
    const { boardId, planId, tertial } = shared(cycle);
    const authorization = `Bearer ${await this.#service.tokenFor('CLERK', boardId)}`;
    this.#sockets = Array.from({ length: SOCKETS }, () => this.#socket({ planId, tertial }, authorization));
  }

  #socket(variables, authorization) {
    const socket = new WebSocket(this.#service.socketUrl, 'graphql-transport-ws');
    const send = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener('open', () => send({ type: 'connection_init', payload: { authorization } }));
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('message', ({ data }) => {
      const { type } = JSON.parse(data);
      if (type === 'connection_ack') {
        send({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION, variables } });
      } else if (type === 'next') this.#told += 1;
    });
    return socket;
  }

  async read(signal) {
    await Promise.all(Array.from({ length: READERS }, (_, number) => this.#reader(number, signal)));
    for (const socket of this.#sockets) socket.close();
  }

  async #reader(number, signal) {
    for (let n = number; !signal.aborted; n += 1) {
      await sleep(PAUSE_MS);
      if (this.#cycle === 0) continue;
      const { boardId, planId, tertial } = shared(this.#cycle);
      const token = await this.#service.tokenFor('CLERK', boardId);
      const { data, errors, failed } = await this.#service.ask(QUERIES[n % QUERIES.length], { planId, tertial }, token);
      const code = errors?.[0]?.extensions?.code ?? failed;
      if (code === undefined && data) this.#answered += 1;
      else if (AWAY.includes(code) || failed === 'HTTP 503') this.#away += 1;
      else this.#unexpected.push(`A reader was answered ${code}: ${errors?.[0]?.message ?? ''}`);
    }
  }

  told() {
    return `${this.#answered} queries answered, ${this.#away} refused while the database was away, ${this.#told} messages on sockets`;
  }

  faults() {
    return this.#unexpected;
  }
}
