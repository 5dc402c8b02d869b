// Commands on a plan that two hundred people watch, each over a socket and with all that a page shows, beside the same
// when nobody does. One client reports with pauses of a person's irregularity, and each turn has half of a plan that
// nobody has reported on, so that what is shown stays as large. Told is who has been sent a view with the report, from
// the moment at which its request was sent; those who watch run on the same machine.

import { setTimeout as sleep } from 'node:timers/promises';
import { boardOf, planOf } from '../../../dist/kernel/identity.js';
import { Reporters } from '../clients.mjs';
import { load, openPlans } from '../log.mjs';
import { alternate, median, now, percentiles, quantile, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { metricOf, startService } from '../servers.mjs';
import { watch } from '../watchers.mjs';

const SOCKETS = 200;
const PLAN = { goals: 10, activities: 10 };
const REPORTS_IN_A_TURN = 50;
const REPORTS_IN_A_QUICK_TURN = 20;
const LONGEST_PAUSE_IN_MS = 100;
const LONGEST_UNTIL_TOLD_IN_MS = 250;
const MOST_MEGABYTES_MORE = 150;

export const sockets = {
  name: 'sockets',
  async measure({ server, runs, quick, note }) {
    const reports = quick ? REPORTS_IN_A_QUICK_TURN : REPORTS_IN_A_TURN;
    // The first is there to warm up.
    const described = { ...PLAN, plans: runs + 1 };
    const url = await server.newDatabase();
    await load(url, (story) => openPlans(story, described));
    const service = await startService({ VIEWS_URL: url });
    const activityIds = [...Map.groupBy(activitiesOf(described), planOf).values()].flat();
    const reporters = await Reporters.open({ service, url, activityIds });
    await reporters.burst(2 * REPORTS_IN_A_TURN);
    const measured = await alternate(
      runs,
      ['none', 'watched'],
      async (name) => {
        const first = reporters.next;
        const planId = planOf(activityIds[first]);
        const watchers =
          name === 'watched'
            ? await watch({
                address: service.address,
                token: await service.tokenFor('CLERK', boardOf(planId)),
                planId,
                sockets: SOCKETS,
                first,
              })
            : null;
        const { latencies, sent } = await report(reporters, reports);
        const told = (await watchers?.toldOf(reporters.next)) ?? [];
        const megabytes = (await metricOf(service, 'process_resident_memory_bytes')) / 2 ** 20;
        return { latencies, megabytes, untilTold: told.map((at, n) => at - sent[n]) };
      },
      (name, _, { latencies, untilTold, megabytes }) =>
        note(
          `${name} ${percentiles(latencies)}, ${Math.round(megabytes)} MB` +
            (name === 'watched' ? `; until the last was told ${percentiles(untilTold)}` : ''),
        ),
    );
    await reporters.finish();
    await service.stop();
    const latency = (name) => summary(measured[name].map(({ latencies }) => median(latencies)));
    const untilTold = measured.watched.flatMap((turn) => turn.untilTold);
    // Memory that was once taken is seldom given back: before anybody watched, and the most that there was after.
    const more = Math.max(...measured.watched.map(({ megabytes }) => megabytes)) - measured.none[0].megabytes;
    const alone = { peer: null, theirs: null };
    return [
      {
        figure: `command latency with ${SOCKETS} sockets on its plan`,
        unit: 'ms',
        ours: latency('watched'),
        peer: 'with none',
        theirs: latency('none'),
        target: { atMost: 1.5 },
        baseline: 'command latency on a plan that is watched',
      },
      {
        ...alone,
        figure: `until the last of ${SOCKETS} sockets is told, p99`,
        unit: 'ms',
        ours: summary([quantile(untilTold, 0.99)]),
        target: { below: LONGEST_UNTIL_TOLD_IN_MS },
      },
      {
        ...alone,
        figure: `memory for ${SOCKETS} sockets`,
        unit: 'MB',
        ours: summary([more]),
        target: { below: MOST_MEGABYTES_MORE },
      },
    ];
  },
};

async function report(reporters, count) {
  const sent = [];
  reporters.latencies = [];
  for (let n = 0; n < count; n += 1) {
    await sleep(Math.random() * LONGEST_PAUSE_IN_MS);
    sent.push(now());
    await reporters.ask();
  }
  return { latencies: reporters.latencies, sent };
}
