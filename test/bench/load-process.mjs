// Clients over HTTP, in a process of their own.

import { setTimeout as sleep } from 'node:timers/promises';
import { Clients } from './clients.mjs';
import { quantile } from './measuring.mjs';

const LONGEST_WARM_UP_IN_MS = 1_000;

const { seconds, ...asked } = JSON.parse(process.argv[2]);
const clients = new Clients(asked);
let isOver = false;

const asking = clients.askUntil(() => isOver);
await Promise.race([asking, sleep(Math.min(seconds * 1000, LONGEST_WARM_UP_IN_MS))]);
clients.latencies = [];
const start = performance.now();
await Promise.race([asking, sleep(seconds * 1000)]);
const { latencies } = clients;
const perSecond = (latencies.length * 1000) / (performance.now() - start);
clients.latencies = [];
isOver = true;
await asking;
await clients.close();
const percentiles = { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
const { answered, next, lastAnswer: answer } = clients;
process.stdout.write(JSON.stringify({ perSecond, ...percentiles, answered, next, answer }));
