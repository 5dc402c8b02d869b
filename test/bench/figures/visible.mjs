// From the acknowledgement of an event to its showing at another process, in the slowest of a hundred: from the append's
// acknowledgement, in a process that only appends, to the changed view at a subscriber of the service. Emmett's consumer
// asks for news at intervals that grow from 50 ms to a second while there is little of it; so it is asked fewer times.

import { alternate, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { clerksOf } from '../clients.mjs';
import { load, openPlans } from '../log.mjs';
import { run } from '../places.mjs';
import { startService } from '../servers.mjs';

const PLANS = { plans: 20, goals: 5, activities: 5 };
const LONGEST_IN_MS = 10;

export const visible = {
  name: 'visible',
  async measure({ server, runs, quick, note }) {
    const samples = quick ? { tertial: 60, emmett: 2 } : { tertial: 300, emmett: 50 };
    const urls = { tertial: await server.newDatabase(), emmett: await server.newDatabase() };
    await load(urls.tertial, (story) => openPlans(story, PLANS));
    const service = await startService({ VIEWS_URL: urls.tertial });
    const activityIds = activitiesOf(PLANS);
    const tokens = await clerksOf(activityIds, service);
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
    await service.stop();
    const of = (name, part) => summary(found[name].map((result) => result[part]));
    const row = (figure, part, target) => ({
      figure: `acknowledged to visible at another process, ${figure}`,
      unit: 'ms',
      ours: of('tertial', part),
      peer: 'Emmett, to its handler',
      theirs: of('emmett', part),
      target,
    });
    return [row('p99', 'p99', { below: LONGEST_IN_MS }), row('p50', 'p50', null)];
  },
};
