// How long a command takes, one at a time, in a plan of a thousand activities beside one of a hundred: of the same
// service, in turns. A goal has as many activities in both. The answer has the counts of the whole plan.

import { Reporters } from '../clients.mjs';
import { load, openPlans } from '../log.mjs';
import { CALLS_TO_WARM_UP, latenciesInTurns, median, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { startService } from '../servers.mjs';

const PLANS = {
  large: { boards: 'large.b', plans: 1, goals: 100, activities: 10 },
  small: { boards: 'small.b', plans: 1, goals: 10, activities: 10 },
};

export const planSize = {
  name: 'plan size',
  async measure({ server, runs, turns, note }) {
    const url = await server.newDatabase();
    await load(url, ...Object.values(PLANS).map((plan) => (story) => openPlans(story, plan)));
    const service = await startService({ VIEWS_URL: url });
    const contenders = {};
    for (const [name, plan] of Object.entries(PLANS)) {
      contenders[name] = await Reporters.open({ service, url, activityIds: activitiesOf(plan) });
      await contenders[name].burst(CALLS_TO_WARM_UP);
    }
    const found = await latenciesInTurns({ runs, turns }, contenders, note);
    for (const one of Object.values(contenders)) await one.finish();
    await service.stop();
    return [
      {
        figure: 'command latency in a plan of 1 000 activities',
        unit: 'ms',
        ours: summary(found.large.map(median)),
        peer: 'of 100',
        theirs: summary(found.small.map(median)),
        target: { atMost: 1.2 },
        baseline: 'command latency in a large plan',
      },
    ];
  },
};
