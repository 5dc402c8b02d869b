// Measures Tertial beside others on the same PostgreSQL.
//
//   npm run bench -- [--only NAME] [--runs N] [--events N] [--before FOLDER] [--kurrentdb WHAT] [--quick [--compare | --keep]] [--json]
//
// `--only` takes the name of a figure, several times if need be; `restore`, `documents` and `first start` are measured only so. `--events` makes the large log another size. `--before`
// names the folder of an older build that takes turns with this one (see figures/stores.mjs). `--kurrentdb` is an address,
// or a command that starts a node at {port}, in place of the double of KurrentDB. `--quick` runs everything
// with its gates, shorter and fewer times: its numbers are no figures. With `--compare`, a ratio that has fallen by more
// than a third since the baseline was kept, three times in a row, ends the run with 1. `--keep` makes this run the
// baseline. Nothing is measured of a contender that has not really done its work; then too the run ends with 1. A target
// that is missed is told in the table.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fallen, keep } from './baseline.mjs';
import { answered } from './figures/answered.mjs';
import { many, most, single } from './figures/appends.mjs';
import { asOf } from './figures/as-of.mjs';
import { commands } from './figures/commands.mjs';
import { documents } from './figures/documents.mjs';
import { faults } from './figures/faults.mjs';
import { firstStart } from './figures/first-start.mjs';
import { growth, PLANS_ASKED_ABOUT } from './figures/growth.mjs';
import { hotStream } from './figures/hot-stream.mjs';
import { imports } from './figures/import.mjs';
import { install } from './figures/install.mjs';
import { indexSize } from './figures/index-size.mjs';
import { municipalities } from './figures/municipalities.mjs';
import { pageQueries } from './figures/pages.mjs';
import { planSize } from './figures/plan-size.mjs';
import { profile } from './figures/profile.mjs';
import { queries } from './figures/queries.mjs';
import { rebuild } from './figures/rebuild.mjs';
import { restore } from './figures/restore.mjs';
import { roundTrips } from './figures/round-trips.mjs';
import { sockets } from './figures/sockets.mjs';
import { start } from './figures/start.mjs';
import { stores } from './figures/stores.mjs';
import { visible } from './figures/visible.mjs';
import { webPages } from './figures/web-pages.mjs';
import { history, load, openPlans } from './log.mjs';
import { startPostgres } from './places.mjs';
import { stopAll } from './servers.mjs';
import { asTable, judged } from './table.mjs';

const all = [
  ...[commands, answered, visible, queries, pageQueries, webPages, planSize, municipalities, sockets, imports],
  ...[documents, faults],
  ...[many, most, single, stores, hotStream, firstStart, roundTrips],
  // Those of the large log: `as of` makes an index without a tree, which a service would make anew.
  ...[rebuild, start, indexSize, growth, asOf],
  install,
  profile,
  restore,
];

const EVENTS_OF_A_LARGE_LOG = 1_000_000;
const EVENTS_OF_A_QUICK_LOG = 50_000;
/** So often a ratio must have fallen before it counts. */
const ATTEMPTS = 3;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string' },
    before: { type: 'string' },
    kurrentdb: { type: 'string' },
    quick: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    compare: { type: 'boolean', default: false },
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
if ((values.keep || values.compare) && !quick) {
  process.stderr.write('The baseline is of quick runs: give --quick with --keep or --compare.\n');
  process.exit(2);
}
const options = {
  quick,
  before: values.before === undefined ? null : resolve(values.before),
  kurrentdb: values.kurrentdb ?? null,
  runs: Number(values.runs ?? (quick ? 3 : 5)),
  seconds: quick ? 0.5 : 3,
  turns: quick ? 3 : 20,
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

/** Gives the rows of a figure, and a sentence for each that has fallen each time. */
async function measured({ measure }) {
  const rows = await measureOnce(measure);
  if (!values.compare) return { rows, falls: [] };
  let falls = fallen(rows);
  for (let attempt = 1; attempt < ATTEMPTS && falls.length > 0; attempt += 1) {
    // A busy machine seldom does that more than once.
    for (const { sentence } of falls) options.note(`${sentence} Once more.`);
    const again = fallen(await measureOnce(measure));
    falls = again.filter((fall) => falls.some(({ name }) => name === fall.name));
  }
  return { rows, falls: falls.map(({ sentence }) => sentence) };
}

async function measureOnce(measure) {
  try {
    return (await measure({ ...options, server })).map(judged);
  } finally {
    await stopAll();
  }
}

const falls = [];
try {
  for (const figure of all) {
    if (values.only.length === 0 ? figure.isOnRequest : !values.only.includes(figure.name)) continue;
    options.note(`# ${figure.name}`);
    try {
      const found = await measured(figure);
      rows.push(...found.rows);
      falls.push(...found.falls);
    } catch (error) {
      failures.push(`${figure.name}: ${error.stack}`);
    }
  }
} finally {
  await server.stop();
}
if (values.keep) keep(rows, values.only.length === 0);

const report = {
  quick,
  node: process.version,
  date: new Date().toISOString().slice(0, 10),
  runs: options.runs,
  rows,
  failures,
  falls,
};
const told = values.json ? `${JSON.stringify(report, null, 2)}\n` : asTable(report);
// A figure that failed may have left connections open, which would keep this process from ending.
process.stdout.write(told, () => process.exit(failures.length + falls.length > 0 ? 1 : 0));
