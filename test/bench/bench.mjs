// Measures Tertial beside others on the same PostgreSQL.
//
//   npm run bench -- [--only NAME] [--runs N] [--events N] [--quick] [--json]
//
// `--only` takes the name of a figure, several times if need be. `--events` makes the large log another size. `--quick` runs everything with its gates, shorter and
// fewer times: it shows that the measuring works, and its numbers are no figures. Nothing is measured of a contender that
// has not really done its work; then the run ends with 1. A target that is missed is told in the table.

import { parseArgs } from 'node:util';
import { many, single } from './figures/appends.mjs';
import { asOf } from './figures/as-of.mjs';
import { commands } from './figures/commands.mjs';
import { growth, PLANS_ASKED_ABOUT } from './figures/growth.mjs';
import { history, load, openPlans } from './log.mjs';
import { startPostgres } from './places.mjs';
import { queries } from './figures/queries.mjs';
import { rebuild } from './figures/rebuild.mjs';
import { asTable, judged } from './table.mjs';
import { visible } from './figures/visible.mjs';

const all = [many, single, commands, visible, queries, rebuild, growth, asOf];

const EVENTS_OF_A_LARGE_LOG = 1_000_000;
const EVENTS_OF_A_QUICK_LOG = 50_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string' },
    quick: { type: 'boolean', default: false },
    events: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const unknown = values.only.filter((name) => !all.some((one) => one.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no figure ${unknown.join(', ')}. There are ${all.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exit(2);
}
const { quick } = values;
const options = {
  quick,
  runs: Number(values.runs ?? (quick ? 2 : 5)),
  seconds: quick ? 1 : 3,
  note: (text) => process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${text}\n`),
};

const rows = [];
const failures = [];
const server = await startPostgres();
let large;
/** Made once, by the first that asks for it. */
options.largeLog = () => (large ??= makeLargeLog());

async function makeLargeLog() {
  const wanted = Number(values.events ?? (quick ? EVENTS_OF_A_QUICK_LOG : EVENTS_OF_A_LARGE_LOG));
  const url = await server.newDatabase();
  const start = performance.now();
  const events = await load(
    url,
    (story) => history(story, wanted),
    (story) => openPlans(story, PLANS_ASKED_ABOUT),
  );
  options.note(`a log of ${events} events was made in ${Math.round((performance.now() - start) / 1000)} s`);
  return { url, events };
}

try {
  for (const { name, measure } of all) {
    if (values.only.length > 0 && !values.only.includes(name)) continue;
    options.note(`# ${name}`);
    try {
      rows.push(...(await measure({ ...options, server })).map(judged));
    } catch (error) {
      failures.push(`${name}: ${error.stack}`);
    }
  }
} finally {
  await server.stop();
}

const report = {
  quick,
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
  runs: options.runs,
  rows,
  failures,
};
const told = values.json ? `${JSON.stringify(report, null, 2)}\n` : asTable(report);
// What has failed may have left connections open, which would keep this from ending.
process.stdout.write(told, () => process.exit(failures.length > 0 ? 1 : 0));
