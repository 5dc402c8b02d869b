// How long a file of 10 000 rows takes in which each row is at fault, until its reader has the list of the faults: a plan
// whose activities end before they begin, and reports without the comment that their status needs. Both are dry runs.

import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { graphql } from '../clients.mjs';
import { load, openPlans } from '../log.mjs';
import { require, summary } from '../measuring.mjs';
import { modelIdOf } from '../plan-years.mjs';
import { OPEN_FOLLOW_UP } from '../requests.mjs';
import { startService } from '../servers.mjs';
import { csvOf, decisionBefore, importPlan } from '../spreadsheet.mjs';

const PLAN = { goals: 1_000, activities: 10 };
const ROWS = PLAN.goals * PLAN.activities;
const YEAR = 2026;
const OWN = { boards: 'egen.b', plans: 1, goals: 1, activities: 1 };
const LONGEST_IN_SECONDS = 2;
const ON_HOLD = 'Vänteläge';

const FAULTS = `faults { row column problem value } rows { read refused }`;
const TRY_PLAN = `mutation ($input: ImportPlanInput!) { importPlan(input: $input) { ${FAULTS} } }`;
const TRY_REPORTS = `mutation ($input: ImportReportsInput!) { importReports(input: $input) { ${FAULTS} } }`;
const FILE = `query ($planId: ID!) { reportsFile(planId: $planId, tertial: T1, format: CSV) { file } }`;

export const faults = {
  name: 'faults',
  async measure({ server, runs, note }) {
    const url = await server.newDatabase();
    await load(url, (story) => openPlans(story, OWN));
    const service = await startService({ VIEWS_URL: url });
    const boardId = 'egen.import';
    const controller = await service.tokenFor('CONTROLLER', boardId);
    const clerk = await service.tokenFor('CLERK', boardId);
    await importPlan(service, { boardId, year: YEAR, ...PLAN });
    const about = { planId: `${boardId}.${YEAR}`, tertial: 'T1' };
    await graphql(service, controller, OPEN_FOLLOW_UP, { input: { ...about, cutOff: `${YEAR}-04-30` } });
    const reports = withoutComments((await graphql(service, clerk, FILE, about)).reportsFile.file);
    const plan = {
      ...{ boardId: 'egen.annan', year: YEAR, steeringModelId: modelIdOf('egen'), decision: decisionBefore(YEAR) },
      ...{ file: csvOf({ year: YEAR, ...PLAN }).replaceAll(`${YEAR}-12-31`, `${YEAR}-01-01`), dryRun: true },
    };
    const otherController = await service.tokenFor('CONTROLLER', plan.boardId);
    const rows = [
      await timed('plan', async () => (await graphql(service, otherController, TRY_PLAN, { input: plan })).importPlan),
      await timed('reports', async () => {
        const input = { ...about, file: reports, dryRun: true };
        return (await graphql(service, clerk, TRY_REPORTS, { input })).importReports;
      }),
    ];
    await service.stop();
    return rows;

    async function timed(name, ask) {
      const seconds = [];
      for (let run = 0; run <= runs; run += 1) {
        const start = performance.now();
        const { faults: found, rows: counted } = await ask();
        seconds.push((performance.now() - start) / 1000);
        require(counted.read === ROWS &&
          found.length >= ROWS, `${found.length} faults were told of ${counted.read} rows.`);
        note(`${name} ${seconds.at(-1).toFixed(2)} s`);
      }
      return {
        figure: `each fault of ${ROWS.toLocaleString('en')} rows of a file of ${name}`,
        unit: 's',
        // The first request compiles the code.
        ours: summary(seconds.slice(1)),
        peer: null,
        theirs: null,
        target: { below: LONGEST_IN_SECONDS },
      };
    }
  },
};

/** Gives each row of an activity a status that needs a comment. */
function withoutComments(dataUrl) {
  const rows = parse(Buffer.from(dataUrl.split(',')[1], 'base64'), { bom: true, delimiter: ';', columns: true });
  const filled = rows.filter(({ Aktivitet }) => Aktivitet !== '').map((row) => ({ ...row, Status: ON_HOLD }));
  require(filled.length === ROWS, `The file has ${filled.length} activities.`);
  return stringify(filled, { header: true, delimiter: ';' });
}
