// The same commands on the other stores: on the embedded database, and on a server of KurrentDB's protocol that keeps all
// in memory (test/stores), with the views in PostgreSQL. What these stores can do is not compared with others. An older
// commit of the service is: check it out, install and build it, and name its folder.
//
//   git worktree add ../before 984e098 && (cd ../before && npm ci && npm run build)
//   npm run bench -- --only stores --before ../before
//
// Both builds then take turns, each on stores of its own that were filled by its own mutations.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clerksOf, graphql } from '../clients.mjs';
import { alternate, require, summary } from '../measuring.mjs';
import { activitiesOf, plansOf } from '../open-plans.mjs';
import { root, run } from '../places.mjs';
import { modelIdOf } from '../plan-years.mjs';
import { ADOPT_MODEL, OPEN_FOLLOW_UP } from '../requests.mjs';
import { metricOf, startKurrentDb, startService } from '../servers.mjs';
import { decisionBefore, importPlan } from '../spreadsheet.mjs';

const CONNECTIONS = 64;
const PLANS = { plans: 26, plansOfABoard: 26, goals: 5, activities: 5 };
const MODEL_HOLDS_FROM = 2000;

/** How many commands are to be answered on KurrentDB, for each that is answered on PostgreSQL in the same run. */
const SHARE_OF_POSTGRES = 0.9;

export const POSTGRES = 'PostgreSQL';
/** What stands for a KurrentDB in the rows. */
export const nameOfKurrentDb = ({ kurrentdb }) => (kurrentdb === null ? 'the double of KurrentDB' : 'KurrentDB');

export const stores = {
  name: 'stores',
  async measure(options) {
    const kurrentdb = nameOfKurrentDb(options);
    const kinds = { PGlite: onPGlite, [POSTGRES]: onPostgres, [kurrentdb]: onKurrentDb };
    const rows = [];
    for (const [kind, place] of Object.entries(kinds)) rows.push(await measureOn(kind, place, options));
    return [...rows, besidePostgres(kurrentdb, rows)];
  },
};

function besidePostgres(kind, [, postgres, kurrentdb]) {
  return {
    figure: `commands answered/s on streams of their own, ${CONNECTIONS} connections`,
    unit: '/s',
    ours: kurrentdb.ours,
    peer: `${kind} beside ${POSTGRES}`,
    theirs: postgres.ours,
    target: { atLeast: SHARE_OF_POSTGRES },
  };
}

async function measureOn(kind, place, { server, kurrentdb, runs, seconds, before, note }) {
  const builds = before === null ? { now: root } : { now: root, before };
  const contenders = {};
  for (const [name, from] of Object.entries(builds)) {
    const { settings, close } = await place(server, kurrentdb);
    const service = await startService(settings, { from });
    contenders[name] = await filled(service, close, PLANS);
  }
  const found = await alternate(
    runs,
    Object.keys(builds),
    (name) => reportAWhile(contenders[name], { plans: PLANS, connections: CONNECTIONS, seconds }),
    (name, _, { perSecond, p50, p99 }) =>
      note(`${kind}, ${name} ${Math.round(perSecond)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`),
  );
  await finish(contenders);
  const speed = (name) => summary(found[name].map(({ perSecond }) => perSecond));
  return {
    figure: `commands answered/s on ${kind}, ${CONNECTIONS} connections`,
    unit: '/s',
    ours: speed('now'),
    peer: 'an older build (--before)',
    theirs: before === null ? null : speed('before'),
    target: { atLeast: 3 },
  };
}

/** A service with plans, whose clerks can report. */
export async function filled(service, close, plans) {
  await fill(service, plans);
  return { service, close, next: 0, answered: 0, tokens: await clerksOf(activitiesOf(plans), service) };
}

/** Clients report on the plans of a contender for so many seconds, each time on the activities that come next. */
export async function reportAWhile(contender, { plans, connections, seconds }) {
  const result = await run('load-process.mjs', {
    kind: 'report to tertial',
    server: { address: contender.service.address, tokens: contender.tokens },
    content: { plans, comment: 'Arbetet följer tidplanen.' },
    connections,
    seconds,
    first: contender.next,
  });
  contender.next = result.next;
  contender.answered += result.answered;
  return result;
}

/** Stops the contenders when each has accepted all that it answered. */
export async function finish(contenders) {
  for (const { service, close, answered } of Object.values(contenders)) {
    const accepted = await metricOf(service, 'tertial_commands_total{command="reportStatus",outcome="accepted"}');
    require(accepted === answered, `${answered} were answered and ${accepted} accepted.`);
    await service.stop();
    await close();
  }
}

async function onPGlite() {
  const folder = mkdtempSync(join(tmpdir(), 'tertial-bench-'));
  const close = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', close);
  return { settings: { DATA_FOLDER: join(folder, 'data') }, close };
}

export async function onPostgres(server) {
  const settings = { EVENTS_URL: await server.newDatabase(), VIEWS_URL: await server.newDatabase() };
  return { settings, close: () => Promise.resolve() };
}

export async function onKurrentDb(server, given) {
  const node = await startKurrentDb(given);
  return { settings: { EVENTS_URL: node.address, VIEWS_URL: await server.newDatabase() }, close: node.stop };
}

/** By mutations alone, which each build and each store has. */
export async function fill(service, plans) {
  const [{ boardId: first }] = plansOf(plans);
  const give = async (boardId, mutation, input) =>
    graphql(service, await service.tokenFor('CONTROLLER', boardId), mutation, { input });
  await give(first, ADOPT_MODEL, {
    steeringModelId: modelIdOf(first.split('.')[0]),
    name: 'Styrmodell',
    holdsFrom: `${MODEL_HOLDS_FROM}-01-01`,
    decision: decisionBefore(MODEL_HOLDS_FROM),
  });
  const { goals, activities } = plans;
  const today = new Date().toISOString().slice(0, 10);
  for (const { boardId, year } of plansOf(plans)) {
    await importPlan(service, { boardId, year, goals, activities });
    await give(boardId, OPEN_FOLLOW_UP, { planId: `${boardId}.${year}`, tertial: 'T1', cutOff: today });
  }
}
