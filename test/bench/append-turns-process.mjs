// One client's appends, one after another, to each contender in turn, at the revision that it knows.

import { deepStrictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { CALLS_TO_WARM_UP, latenciesInTurns, require } from './measuring.mjs';
import { query } from './places.mjs';
import { sampleData, sampleMetadata } from './sample.mjs';

/** As in life, streams stay small. */
const EVENTS_IN_A_STREAM = 25;

const { urls, runs, turns } = JSON.parse(process.argv[2]);
const appenders = {};
for (const [name, url] of Object.entries(urls)) {
  appenders[name] = await openAppender(name, url);
  await appenders[name].burst(CALLS_TO_WARM_UP);
}
const found = await latenciesInTurns({ runs, turns }, appenders);
for (const appender of Object.values(appenders)) await appender.finish();
process.stdout.write(JSON.stringify(found), () => process.exit(0));

async function openAppender(name, url) {
  const { open, counting } = await import(`./contenders/${name}.mjs`);
  const store = await open(url);
  let acknowledged = 0;
  let written = [];
  const streamOf = (number) => `goal-exempel.ks.2026.${Math.floor(number / EVENTS_IN_A_STREAM)}`;
  return {
    async burst(count) {
      const latencies = [];
      for (let n = 0; n < count; n += 1) {
        const stream = streamOf(acknowledged);
        const size = acknowledged % EVENTS_IN_A_STREAM;
        if (size === 0) written = [];
        const event = { id: randomUUID(), data: sampleData(stream, size), metadata: sampleMetadata() };
        const before = performance.now();
        await store.append(stream, size, event);
        latencies.push(performance.now() - before);
        written.push(event);
        acknowledged += 1;
      }
      return latencies;
    },
    /** Closes the store when all that was acknowledged is there, and the last stream reads as it was written. */
    async finish() {
      const [{ count }] = await query(url, counting);
      require(count === acknowledged, `${name} acknowledged ${acknowledged} events and has ${count}.`);
      const expected = written.map(({ data, metadata }) => ({ data, metadata }));
      deepStrictEqual(
        await store.read(streamOf(acknowledged - 1)),
        expected,
        `${name} reads otherwise than was written.`,
      );
      await store.close();
    },
  };
}
