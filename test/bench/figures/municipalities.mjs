// How long a command takes when fifty municipalities of five boards use a service at once, beside one that has a service
// of its own, in turns: as many clients in both, of all boards in turn, who give a command when the last is answered.

import { Reporters } from '../clients.mjs';
import { load, openPlans } from '../log.mjs';
import { CALLS_TO_WARM_UP, latenciesInTurns, median, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { startService } from '../servers.mjs';

const BOARDS = 5;
const MANY = 50;
const CONNECTIONS = 16;
/** Sixteen clients make more calls in a turn than one. */
const CALLS_FOR_ONE = 4;

export const municipalities = {
  name: 'municipalities',
  async measure({ server, runs, turns, note }) {
    const [many, one] = await Promise.all([MANY, 1].map((count) => opened(server, count)));
    const contenders = { many: many.reporters, one: one.reporters };
    // Each plan once at least.
    for (const reporters of Object.values(contenders)) await reporters.burst(2 * CALLS_TO_WARM_UP);
    const bursts = Object.fromEntries(
      Object.entries(contenders).map(([name, reporters]) => [
        name,
        { burst: (calls) => reporters.burst(calls * CALLS_FOR_ONE) },
      ]),
    );
    const found = await latenciesInTurns({ runs, turns }, bursts, note);
    for (const { reporters, service } of [many, one]) {
      await reporters.finish();
      await service.stop();
    }
    return [
      {
        figure: `command latency with ${MANY} municipalities of ${BOARDS} boards, ${CONNECTIONS} connections`,
        unit: 'ms',
        ours: summary(found.many.map(median)),
        peer: 'with one',
        theirs: summary(found.one.map(median)),
        target: { atMost: 1.2 },
        baseline: 'command latency with many municipalities',
      },
    ];
  },
};

/** A service with so many municipalities, and clerks of all of them. */
async function opened(server, count) {
  const plans = Array.from({ length: count }, (_, n) => plansOf(n));
  const url = await server.newDatabase();
  await load(url, ...plans.map((described) => (story) => openPlans(story, described)));
  const service = await startService({ VIEWS_URL: url });
  const activityIds = inTurn(plans.map(activitiesOf));
  return { service, reporters: await Reporters.open({ service, url, activityIds, connections: CONNECTIONS }) };
}

/** A plan of a hundred activities for each board of the n-th municipality. */
function plansOf(n) {
  return { boards: `kommun-${n}.b`, plans: BOARDS, plansOfABoard: 1, goals: 10, activities: 10 };
}

/** The first of each list, then the second of each, and so on. */
function inTurn(lists) {
  return lists[0].flatMap((_, at) => lists.map((list) => list[at]));
}
