// A plan from a spreadsheet by one mutation: how long until all its goals and activities are in the plan and in the
// tertial view, in three sizes by turns. And how long one client of another municipality waits for commands meanwhile,
// beside what that client usually waits.

import { setTimeout as sleep } from 'node:timers/promises';
import { graphql, Reporters } from '../clients.mjs';
import { load, openPlans } from '../log.mjs';
import { alternate, percentiles, quantile, require, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { IMPORTED } from '../requests.mjs';
import { startService } from '../servers.mjs';
import { importPlan } from '../spreadsheet.mjs';

const ROWS_OF_A_GOAL = 10;
const SIZES = { small: 1_000, middle: 5_000, large: 10_000 };
const YEAR = 2026;
const OTHERS = { boards: 'annan.b', plans: 20, goals: 5, activities: 5 };
const LONGEST_IN_SECONDS = 10;
const LOOK_AGAIN_AFTER_MS = 50;

export const imports = {
  name: 'import',
  async measure({ server, runs, seconds, note }) {
    const url = await server.newDatabase();
    // A municipality has its steering model before it imports a plan.
    const own = { boards: 'egen.b', plans: 1, goals: 1, activities: 1 };
    await load(url, ...[own, OTHERS].map((plans) => (story) => openPlans(story, plans)));
    const service = await startService({ VIEWS_URL: url });
    const others = await Reporters.open({ service, url, activityIds: activitiesOf(OTHERS) });
    let board = 0;
    const importOf = (rows) => untilVisible(service, `egen.import${(board += 1)}`, rows);
    const measures = {
      small: () => importOf(SIZES.small),
      middle: () => importOf(SIZES.middle),
      large: () => importOf(SIZES.large),
      usual: () => latenciesWhile(others, sleep(seconds * 1000)),
      meanwhile: () => latenciesWhile(others, importOf(SIZES.large)),
    };
    await measures.usual();
    await measures.small();
    const found = await alternate(
      runs,
      Object.keys(measures),
      (name) => measures[name](),
      (name, _, result) =>
        note(name in SIZES ? `${SIZES[name]} rows ${result.toFixed(2)} s` : `${name} ${percentiles(result)}`),
    );
    await others.finish();
    await service.stop();
    const told = (size) => SIZES[size].toLocaleString('en');
    const millisecondsOfARow = (size) => summary(found[size].map((taken) => (taken * 1000) / SIZES[size]));
    const waited = (name) => summary(found[name].map((latencies) => quantile(latencies, 0.99)));
    const linear = (size) => ({
      figure: `import, a row of ${told(size)}`,
      unit: 'ms',
      ours: millisecondsOfARow(size),
      peer: `a row of ${told('small')}`,
      theirs: millisecondsOfARow('small'),
      target: { atMost: 1.2 },
    });
    return [
      {
        figure: `import of ${told('large')} rows, until all is visible`,
        unit: 's',
        ours: summary(found.large),
        peer: null,
        theirs: null,
        target: { below: LONGEST_IN_SECONDS },
      },
      linear('middle'),
      { ...linear('large'), baseline: 'a row of a large import' },
      {
        figure: `another municipality's command during an import of ${told('large')} rows, p99`,
        unit: 'ms',
        ours: waited('meanwhile'),
        peer: 'usually',
        theirs: waited('usual'),
        target: { atMost: 2 },
      },
    ];
  },
};

/** The latencies of the others' answers until something was done. */
async function latenciesWhile(others, doing) {
  others.latencies = [];
  let isOver = false;
  const asking = others.askUntil(() => isOver);
  try {
    await doing;
  } finally {
    isOver = true;
    await asking;
  }
  return others.latencies;
}

/** Gives the seconds from the request until all is visible. */
async function untilVisible(service, boardId, rows) {
  const token = await service.tokenFor('CONTROLLER', boardId);
  const start = performance.now();
  await importPlan(service, { boardId, year: YEAR, goals: rows / ROWS_OF_A_GOAL, activities: ROWS_OF_A_GOAL });
  for (;;) {
    const { plan, tertialView } = await graphql(service, token, IMPORTED, { planId: `${boardId}.${YEAR}` });
    const taken = (performance.now() - start) / 1000;
    if ([plan.activities, tertialView.planActivities, tertialView.notReported].every((count) => count === rows)) {
      return taken;
    }
    await sleep(LOOK_AGAIN_AFTER_MS);
  }
}
