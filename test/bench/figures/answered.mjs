// What one client waits for: from a command's request to its answer, which shows what the command has done. Beside it the
// least that a durable answer can wait for: one row of like size, inserted by plain pg and committed.

import { randomUUID } from 'node:crypto';
import { Reporters } from '../clients.mjs';
import { counting, open } from '../contenders/plain.mjs';
import { load, openPlans } from '../log.mjs';
import { CALLS_TO_WARM_UP, latenciesInTurns, quantile, require, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { query } from '../places.mjs';
import { sampleData, sampleMetadata } from '../sample.mjs';
import { startService } from '../servers.mjs';

const PLANS = { plans: 20, goals: 5, activities: 5 };

export const answered = {
  name: 'answered',
  async measure({ server, runs, turns, note }) {
    const urls = { command: await server.newDatabase(), insert: await server.newDatabase() };
    await load(urls.command, (story) => openPlans(story, PLANS));
    const service = await startService({ VIEWS_URL: urls.command });
    const reporters = await Reporters.open({
      service,
      url: urls.command,
      activityIds: activitiesOf(PLANS),
      kind: 'report to tertial and see it',
    });
    const inserter = await openInserter(urls.insert);
    const contenders = { command: reporters, insert: inserter };
    for (const one of Object.values(contenders)) await one.burst(CALLS_TO_WARM_UP);
    const found = await latenciesInTurns({ runs, turns }, contenders, note);
    for (const one of Object.values(contenders)) await one.finish();
    await service.stop();
    const of = (name, part) => summary(found[name].map((latencies) => quantile(latencies, part)));
    const figure = (percentile) => `command answered, one client, ${percentile}`;
    return [
      { figure: figure('p50'), unit: 'ms', ours: of('command', 0.5), peer: null, theirs: null, target: { below: 5 } },
      { figure: figure('p99'), unit: 'ms', ours: of('command', 0.99), peer: null, theirs: null, target: { below: 12 } },
      {
        figure: figure('p50'),
        unit: 'ms',
        ours: of('command', 0.5),
        peer: 'one durable insert',
        theirs: of('insert', 0.5),
        target: { atMost: 4 },
      },
    ];
  },
};

async function openInserter(url) {
  const store = await open(url);
  let inserted = 0;
  return {
    async burst(count) {
      const latencies = [];
      for (let n = 0; n < count; n += 1) {
        const stream = `goal-${inserted}`;
        const event = { id: randomUUID(), data: sampleData(stream, 0), metadata: sampleMetadata() };
        const start = performance.now();
        await store.append(stream, 0, event);
        latencies.push(performance.now() - start);
        inserted += 1;
      }
      return latencies;
    },
    async finish() {
      const [{ count }] = await query(url, counting);
      require(count === inserted, `${inserted} were inserted and ${count} are there.`);
      await store.close();
    },
  };
}
