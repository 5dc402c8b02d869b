// One contender's run of appends, in a process of its own: clients that append one event after another, each to
// streams of its own, at the revision that it knows.

import { deepStrictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { query } from './places.mjs';
import { require } from './measuring.mjs';
import { sampleData, sampleMetadata } from './sample.mjs';

/** As in life, streams stay small. */
const EVENTS_IN_A_STREAM = 25;
const LONGEST_WARM_UP_IN_MS = 700;
const STREAMS_READ_BACK = 8;

const { contender, url, clients, seconds, name } = JSON.parse(process.argv[2]);
const { open, counting } = await import(`./contenders/${contender}.mjs`);

const store = await open(url);
const [{ count: before }] = await query(url, counting);
const streams = new Map();
let acknowledged = 0;
let isOver = false;

async function client(number) {
  for (let index = 0; !isOver; index += 1) {
    const stream = `goal-exempel.ks.2026.${name}-${number}-${index}`;
    const written = [];
    streams.set(stream, written);
    while (!isOver && written.length < EVENTS_IN_A_STREAM) {
      const event = { id: randomUUID(), data: sampleData(stream, written.length), metadata: sampleMetadata() };
      await store.append(stream, written.length, event);
      written.push(event);
      acknowledged += 1;
    }
  }
}

const all = Array.from({ length: clients }, (_, number) => client(number));
await pause(Math.min(seconds * 1000, LONGEST_WARM_UP_IN_MS));
const [from, start] = [acknowledged, performance.now()];
await pause(seconds * 1000);
const perSecond = ((acknowledged - from) * 1000) / (performance.now() - start);
isOver = true;
await Promise.all(all);

const [{ count: after }] = await query(url, counting);
require(after - before === acknowledged, `${contender} acknowledged ${acknowledged} events and has ${after - before}.`);
for (const [stream, written] of [...streams].filter((_, n) => n % Math.ceil(streams.size / STREAMS_READ_BACK) === 0)) {
  const expected = written.map(({ data, metadata }) => ({ data, metadata }));
  deepStrictEqual(await store.read(stream), expected, `${contender} reads ${stream} otherwise than it was written.`);
}
await store.close();
process.stdout.write(JSON.stringify({ perSecond, acknowledged }), () => process.exit(0));

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
