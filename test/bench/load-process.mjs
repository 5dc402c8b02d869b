// Clients over HTTP, in a process of their own: each has a connection and asks again when it is answered.

import { Pool } from 'undici';
import { activitiesOf } from './log.mjs';
import { quantile, require } from './measuring.mjs';
import { kinds } from './requests.mjs';

const WARM_UP_IN_MS = 1_000;

const { kind, server, content, connections, seconds, first } = JSON.parse(process.argv[2]);
if (content.plans !== undefined) content.activityIds = activitiesOf(content.plans);
const pool = new Pool(server.address, { connections, pipelining: 1 });
const latencies = [];
let next = first;
let answered = 0;
let isMeasuring = false;
let isOver = false;
let last;

async function client() {
  while (!isOver) {
    const { path, headers, body, isRight } = kinds[kind](server, content, next);
    next += 1;
    const before = performance.now();
    const response = await pool.request({
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.body.text();
    if (isMeasuring) latencies.push(performance.now() - before);
    answered += 1;
    // A large answer that is read over and over would cost the clients more than it costs the server to give.
    if (last?.text === text) continue;
    const answer = JSON.parse(text);
    require(response.statusCode === 200 && isRight(answer), `${kind} was answered ${text.slice(0, 500)}`);
    last = { text, answer };
  }
}

const clients = Promise.all(Array.from({ length: connections }, client));
await Promise.race([clients, pause(WARM_UP_IN_MS)]);
isMeasuring = true;
const start = performance.now();
await Promise.race([clients, pause(seconds * 1000)]);
const perSecond = (latencies.length * 1000) / (performance.now() - start);
isMeasuring = false;
isOver = true;
await clients;
await pool.close();
const percentiles = { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
process.stdout.write(JSON.stringify({ perSecond, ...percentiles, answered, next, answer: last.answer }));

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
