// How long after an append is acknowledged the event shows, one append at a time with pauses of a person's irregularity.
// `tertial`: this process appends to the log, and another, the service, makes the views; the view is seen over the
// service's subscription. `emmett`: a consumer with its own settings, in this process, and the event is seen when the
// handler is called, before it has done anything.

import { postgreSQLEventStoreConsumer } from '@event-driven-io/emmett-postgresql';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { goalOf, planOf } from '../../dist/kernel/identity.js';
import { quantile, require } from './measuring.mjs';
import { sampleData, sampleMetadata } from './sample.mjs';

const LONGEST_PAUSE_IN_MS = 60;
const LONGEST_WAIT_IN_MS = 10_000;

const { contender, url, server, activityId, samples, size } = JSON.parse(process.argv[2]);
const { open } = await import(`./contenders/${contender}.mjs`);
const store = await open(url);
const seen = new Map();
const stream = `goal-${goalOf(activityId)}`;
const stop = await { tertial: watchView, emmett: watchConsumer }[contender]();

const milliseconds = [];
for (let n = 0; n < samples; n += 1) {
  await sleep(Math.random() * LONGEST_PAUSE_IN_MS);
  const mark = randomUUID();
  const shows = new Promise((resolve) => seen.set(mark, resolve));
  const data = { ...sampleData(stream, 0), activityId, comment: `${mark} ${sampleData(stream, 0).comment}` };
  await store.append(stream, size + n, { id: randomUUID(), data, metadata: sampleMetadata() });
  const acknowledged = performance.now();
  const at = await Promise.race([shows, sleep(LONGEST_WAIT_IN_MS, null, { ref: false })]);
  require(at !== null, `${contender} did not show an event within ${LONGEST_WAIT_IN_MS} ms.`);
  // It may show before the acknowledgement has come here.
  milliseconds.push(Math.max(0, at - acknowledged));
}
await stop();
await store.close();
const result = { p50: quantile(milliseconds, 0.5), p99: quantile(milliseconds, 0.99), most: Math.max(...milliseconds) };
process.stdout.write(JSON.stringify(result), () => process.exit(0));

function saw(text) {
  const now = performance.now();
  const mark = text.slice(0, 36);
  seen.get(mark)?.(now);
  seen.delete(mark);
}

async function watchView() {
  const socket = new WebSocket(`${server.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const query = `subscription { tertialViewChanged(planId: "${planOf(activityId)}", tertial: T1) {
    goals { activities { activityId status { comment } } }
  } }`;
  const isWatching = new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('The subscription could not be opened.'));
    socket.onopen = () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${server.token}` } }));
    socket.onmessage = ({ data }) => {
      const { type, payload } = JSON.parse(data);
      if (type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      if (type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
      if (type === 'error' || type === 'connection_error') reject(new Error(data));
      if (type !== 'next') return;
      resolve();
      const activities = payload.data.tertialViewChanged.goals.flatMap((goal) => goal.activities);
      const activity = activities.find((one) => one.activityId === activityId);
      if (activity.status !== null) saw(activity.status.comment);
    };
  });
  await isWatching;
  return () => socket.close();
}

async function watchConsumer() {
  const consumer = postgreSQLEventStoreConsumer({ connectionString: url });
  consumer.reactor({ processorId: randomUUID(), startFrom: 'BEGINNING', eachMessage: ({ data }) => saw(data.comment) });
  void consumer.start();
  await sleep(1000);
  return () => consumer.close();
}
