// People who watch a plan, each over a socket, in a thread of their own: reading what they are told must not hold up the
// one who gives the commands. They are told when a view shows the report of a number, or a later view that has it too.

import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { now } from './measuring.mjs';
import { VIEW_CHANGED } from './requests.mjs';

const LONGEST_WAIT_IN_MS = 30_000;

/** Opens so many sockets on a plan. `first`: the number of the next report. Resolves when all have been shown the plan. */
export async function watch(watched) {
  const worker = new Worker(new URL(import.meta.url), { workerData: watched });
  await once(worker, 'message');
  return {
    /** When the last of them was told of each report up to a number, by the clock of `now`. Closes the sockets. */
    async toldOf(until) {
      worker.postMessage(until);
      const [told] = await once(worker, 'message');
      await worker.terminate();
      return told;
    },
  };
}

if (!isMainThread) await watchInThread(workerData);

async function watchInThread({ address, token, planId, sockets, first }) {
  /** For each number when it was told last, and to how many. */
  const told = new Map();
  const saw = (number) => {
    const { count } = told.get(number) ?? { count: 0 };
    told.set(number, { count: count + 1, at: now() });
  };
  const open = await Promise.all(
    Array.from({ length: sockets }, () => openSocket({ address, token, planId }, first, saw)),
  );
  parentPort.postMessage('all watch');
  const [until] = await once(parentPort, 'message');
  const giveUpAt = now() + LONGEST_WAIT_IN_MS;
  while (told.get(until - 1)?.count !== sockets) {
    if (now() > giveUpAt) throw new Error('Not measured: somebody who watches was not told.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (const socket of open) socket.close();
  parentPort.postMessage(Array.from({ length: until - first }, (_, n) => told.get(first + n).at));
}

function openSocket({ address, token, planId }, first, saw) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const send = (message) => socket.send(JSON.stringify(message));
  let next = first;
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('A subscription could not be opened.'));
    socket.onopen = () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    socket.onmessage = ({ data }) => {
      // Parsing two hundred views for each report would take longer than making them.
      if (data.includes('"type":"next"')) {
        resolve(socket);
        for (; data.includes(`"comment":"${next}: `); next += 1) saw(next);
        return;
      }
      const { type } = JSON.parse(data);
      if (type === 'connection_ack') {
        send({ id: '1', type: 'subscribe', payload: { query: VIEW_CHANGED, variables: { planId } } });
      } else if (type === 'ping') send({ type: 'pong' });
      else reject(new Error(data));
    };
  });
}
