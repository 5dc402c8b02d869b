// From the acknowledgement of an event to its showing. Our answers wait for the views, so that a client never sees a
// view without what it has just done; therefore two figures. (a) From the append's acknowledgement, in a process that
// only appends, to the changed view at a subscriber of the service, in the slowest of a hundred. (b) What a client
// sees: how long a command takes until it is answered, with the view showing it, one at a time. Emmett's consumer asks
// for news at intervals that grow from 50 ms to a second while there is little of it; so it is asked fewer times.

import { alternate, require, summary } from '../measuring.mjs';
import { clerksOf } from './commands.mjs';
import { activitiesOf, load, openPlans } from '../log.mjs';
import { query, run } from '../places.mjs';
import { startService } from '../servers.mjs';

const PLANS = { plans: 20, goals: 5, activities: 5 };
const LONGEST_IN_MS = 25;

export const visible = {
  name: 'visible',
  async measure({ server, runs, seconds, quick, note }) {
    const samples = quick ? { tertial: 60, emmett: 12 } : { tertial: 300, emmett: 50 };
    const urls = { tertial: await server.newDatabase(), emmett: await server.newDatabase() };
    await load(urls.tertial, (story) => openPlans(story, PLANS));
    const service = await startService(urls.tertial);
    const tokens = await clerksOf(PLANS, service);
    const activityIds = activitiesOf(PLANS);
    const reached = {
      tertial: (index) => ({ activityId: activityIds[index], size: 1 }),
      emmett: (index) => ({ activityId: activityIds[index], size: 0 }),
    };
    const found = await alternate(
      runs,
      ['tertial', 'emmett'],
      async (contender, index) => {
        const { activityId, size } = reached[contender](index);
        const token = tokens[activityId.split('.', 2).join('.')];
        const address = { address: service.address, token };
        return run('visible-process.mjs', {
          contender,
          url: urls[contender],
          server: address,
          activityId,
          samples: samples[contender],
          size,
        });
      },
      (name, _, { p50, p99 }) => note(`${name} p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`),
    );
    const answered = await seenByClients({ url: urls.tertial, service, tokens, runs, seconds, note });
    await service.stop();
    const of = (name, part) => summary(found[name].map((result) => result[part]));
    const row = (figure, part, target) => ({
      figure: `acknowledged to visible, ${figure}`,
      unit: 'ms',
      ours: of('tertial', part),
      peer: 'Emmett, to its handler',
      theirs: of('emmett', part),
      target,
    });
    return [
      row('p99', 'p99', { below: LONGEST_IN_MS }),
      row('p50', 'p50', null),
      {
        figure: 'command answered and visible, p50',
        unit: 'ms',
        ours: answered.p50,
        peer: null,
        theirs: null,
        target: null,
      },
      {
        figure: 'command answered and visible, p99',
        unit: 'ms',
        ours: answered.p99,
        peer: null,
        theirs: null,
        target: null,
      },
    ];
  },
};

async function seenByClients({ url, service, tokens, runs, seconds, note }) {
  const results = [];
  let first = runs;
  for (let index = 0; index < runs; index += 1) {
    const [before] = await query(url, 'select count(*)::int as count from log.events');
    const result = await run('load-process.mjs', {
      kind: 'report to tertial and see it',
      server: { address: service.address, tokens },
      content: { plans: PLANS, comment: 'Arbetet följer tidplanen.' },
      connections: 1,
      seconds,
      first,
    });
    first = result.next;
    const [after] = await query(url, 'select count(*)::int as count from log.events');
    require(after.count - before.count === result.answered, 'Not all that was answered was written.');
    note(`answered p50 ${result.p50.toFixed(1)} ms, p99 ${result.p99.toFixed(1)} ms`);
    results.push(result);
  }
  return { p50: summary(results.map(({ p50 }) => p50)), p99: summary(results.map(({ p99 }) => p99)) };
}
