// People who have a page open that says when it is no longer the newest, in a thread of their own: reading what they are
// told must not hold up the one who gives the commands.

import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Pool } from 'undici';
import { require } from './measuring.mjs';

const LONGEST_WAIT_IN_MS = 30_000;

/** Viewers who listen at such addresses of a service: `{ path, headers }` each. */
export function viewersAt(service, places) {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { service, places },
  });
  const ask = async (what) => {
    worker.postMessage(what);
    const [answer] = await once(worker, 'message');
    return answer;
  };
  return {
    /** Resolves when all listen. */
    listen: () => ask('listen'),
    /** Resolves when all have been told. */
    told: async () => require(await ask('told'), 'a viewer was not told.'),
    close: () => worker.terminate(),
  };
}

if (!isMainThread) viewInThread(workerData);

function viewInThread({ service, places }) {
  const pool = new Pool(service, {
    connections: places.length,
    pipelining: 1,
    bodyTimeout: 0,
  });
  let texts = [];
  const listen = async () => {
    const open = await Promise.all(places.map((one) => pool.request({ ...one, method: 'GET' })));
    require(open.every(
      ({ statusCode }) => statusCode === 200,
    ), `a viewer was answered ${open.map(({ statusCode }) => statusCode)}`);
    texts = open.map(({ body }) => body.text());
    return true;
  };
  const told = async () => {
    const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_IN_MS, []).unref());
    const found = await Promise.race([Promise.all(texts), late]);
    return found.length > 0 && found.every((text) => text.includes('event: andrat'));
  };
  parentPort.on('message', async (what) => parentPort.postMessage(await (what === 'listen' ? listen() : told())));
}
