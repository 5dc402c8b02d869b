// Several processes on the same stores. The one that leads is killed under load, and another takes over.

import { setTimeout as sleep } from 'node:timers/promises';
import { shared } from './load.mjs';
import { Patience } from './patience.mjs';

const LONGEST_TAKEOVER_IN_MS = 10_000;
const LONGEST_NEWS_IN_MS = 10_000;
const LOOK_EVERY_MS = 20;
const SHOWN = '{ notReported goals { goalId activities { activityId status { code comment by at } } } }';

export async function killLeader(trial, { acknowledged }) {
  const { services } = trial;
  return trial.run('leader killed', async (load, cycle) => {
    const leader = await leaderAmong(services);
    const others = services.filter((service) => service !== leader);
    const watcher = await Watcher.on(others[cycle % others.length], cycle);
    await load.until(acknowledged);
    const passed = (await leader.end('SIGKILL'))?.milliseconds ?? LONGEST_TAKEOVER_IN_MS;
    const answered = await trial.untilAnswered(cycle, others, LONGEST_TAKEOVER_IN_MS - passed);
    const faults = answered === null ? [`nobody has taken over within ${LONGEST_TAKEOVER_IN_MS} ms`] : [];
    watcher.forget();
    await leader.start();
    await load.until(load.acknowledged + acknowledged / 4);
    await load.end();
    faults.push(...(await watcher.faults()));
    return { recovered: answered === null ? null : passed + answered, endedBy: 'SIGKILL', faults };
  });
}

async function leaderAmong(services) {
  const patience = new Patience(LONGEST_TAKEOVER_IN_MS);
  while (!patience.isOver) {
    const leader = services.find(({ leads }) => leads);
    if (leader !== undefined) return leader;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error('No process leads.');
}

/** Follows the plan that all report on, by a subscription. */
class Watcher {
  #messages = [];
  #socket;
  #service;
  #variables;
  #token;

  static async on(service, cycle) {
    const watcher = new Watcher();
    const { boardId, ...variables } = shared(cycle);
    watcher.#service = service;
    watcher.#variables = variables;
    watcher.#token = await service.tokenFor('CLERK', boardId);
    const socket = new WebSocket(service.socketUrl, 'graphql-transport-ws');
    watcher.#socket = socket;
    const send = (message) => socket.send(JSON.stringify(message));
    socket.addEventListener('open', () => {
      send({ type: 'connection_init', payload: { authorization: `Bearer ${watcher.#token}` } });
    });
    socket.addEventListener('message', ({ data }) => {
      const { type, payload } = JSON.parse(data);
      const query = `subscription ($planId: ID!, $tertial: Tertial!) {
        view: tertialViewChanged(planId: $planId, tertial: $tertial) ${SHOWN} }`;
      if (type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: { query, variables } });
      else watcher.#messages.push({ type, payload });
    });
    socket.addEventListener('close', () => watcher.#messages.push({ type: 'closed' }));
    socket.addEventListener('error', () => watcher.#messages.push({ type: 'failed' }));
    return watcher;
  }

  /** Only what comes from now on counts. */
  forget() {
    this.#messages = this.#messages.filter(({ type }) => type !== 'next');
  }

  /** When everything is at rest, it has been told of what is shown now. */
  async faults() {
    const query = `query ($planId: ID!, $tertial: Tertial!) { view: tertialView(planId: $planId, tertial: $tertial) ${SHOWN} }`;
    const patience = new Patience(LONGEST_NEWS_IN_MS);
    for (;;) {
      const { data } = await this.#service.ask(query, this.#variables, this.#token);
      const now = JSON.stringify(data?.view);
      const told = JSON.stringify(this.#messages.findLast(({ type }) => type === 'next')?.payload?.data?.view);
      const ended = this.#messages.filter(({ type }) => type !== 'next');
      if (ended.length > 0) return [`the subscription ended: ${JSON.stringify(ended)}`];
      if (now !== undefined && now === told) break;
      if (patience.isOver) return [`the subscription has told ${told}, and what is shown is ${now}`];
      await sleep(LOOK_EVERY_MS);
    }
    this.#socket.close();
    return [];
  }
}
