// How long a command takes, one at a time, when a large log is stored, beside a small one: two services on the same
// server, asked in turns. The rest of the log is other boards' history; the plans that are reported on are alike.

import { Reporters } from '../clients.mjs';
import { CALLS_TO_WARM_UP, latenciesInTurns, median, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { history, load, openPlans } from '../log.mjs';
import { startService } from '../servers.mjs';

const SMALL = 10_000;
export const PLANS_ASKED_ABOUT = { plans: 50, goals: 5, activities: 5 };

export const growth = {
  name: 'growth',
  async measure({ server, runs, turns, largeLog, note }) {
    const large = await largeLog();
    const url = await server.newDatabase();
    const tellings = [(story) => history(story, SMALL), (story) => openPlans(story, PLANS_ASKED_ABOUT)];
    const small = { url, events: await load(url, ...tellings) };
    const logs = { small, large };
    const started = Object.values(logs).map(({ url: of }) => startService({ VIEWS_URL: of }));
    const services = await Promise.all(started);
    const contenders = {};
    for (const [n, [name, log]] of Object.entries(logs).entries()) {
      const activityIds = activitiesOf(PLANS_ASKED_ABOUT);
      contenders[name] = await Reporters.open({ service: services[n], url: log.url, activityIds });
      await contenders[name].burst(CALLS_TO_WARM_UP);
    }
    const found = await latenciesInTurns({ runs, turns }, contenders, note);
    for (const one of Object.values(contenders)) await one.finish();
    for (const service of services) await service.stop();
    const latency = (name) => summary(found[name].map(median));
    return [
      {
        figure: `command latency with ${large.events.toLocaleString('en')} events`,
        unit: 'ms',
        ours: latency('large'),
        peer: `with ${small.events.toLocaleString('en')}`,
        theirs: latency('small'),
        target: { atMost: 1.2 },
        baseline: 'command latency with a large log',
      },
    ];
  },
};
