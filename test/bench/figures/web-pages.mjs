// The pages in a browser's place: how long the service takes for the page of a plan of 200 activities and of its tertial, how
// much a browser loads for it, and what two hundred people with the page open cost the one who gives commands. Each of
// those is told of each report, which is checked, and listens anew before the next one; that is not in the time.

import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Pool } from 'undici';
import { boardOf, planOf } from '../../../dist/kernel/identity.js';
import { Sessions } from '../../../dist/web/sessions.service.js';
import { Reporters } from '../clients.mjs';
import { load, openPlans } from '../log.mjs';
import { alternate, CALLS_TO_WARM_UP, median, percentiles, quantile, require, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { startService } from '../servers.mjs';
import { viewersAt } from '../viewers.mjs';

const PLAN = { goals: 20, activities: 10 };
const ACTIVITIES = PLAN.goals * PLAN.activities;
const LONGEST_IN_MS = 30;
const MOST_KILOBYTES = 250;
const MOST_KILOBYTES_OF_SCRIPT = 10;
const CALLS_IN_A_RUN = 100;
const VIEWERS = 200;
const MOST_COST_FOR_THE_WRITER = 1.1;
const REPORTS_IN_A_TURN = 50;
const REPORTS_IN_A_QUICK_TURN = 10;
/** What two hundred requests to listen have left to do is over by then. With no viewers the time passes too. */
const UNTIL_ALL_IS_QUIET_IN_MS = 100;
/** A person has at most ten sessions, and each has room for a dozen pages that listen. */
const ROLES = ['CLERK', 'SECRETARY'];
const SESSIONS_OF_A_PERSON = 10;
/** A viewer who has seen everything up to that moment is told of the next event. */
const FAR_AHEAD = 10 ** 15;

/** Nobody asks the provider: the sessions begin without it. */
const ISSUER = 'http://127.0.0.1:1/';
const PAGES = {
  PAGES_ADDRESS: 'http://127.0.0.1/',
  SIGN_IN_CLIENT_ID: 'pages',
  SIGN_IN_CLIENT_SECRET: 'secret',
};

export const webPages = {
  name: 'web pages',
  async measure({ server, runs, quick, note }) {
    const described = { ...PLAN, plans: 1 };
    const url = await server.newDatabase();
    await load(url, (story) => openPlans(story, described));
    const service = await startService({ VIEWS_URL: url, ...PAGES }, { issuer: ISSUER });
    const activityIds = activitiesOf(described);
    const planId = planOf(activityIds[0]);
    const sessions = await begin(url, service, boardOf(planId));
    const rows = [];
    for (const address of [`/planer/${planId}`, `/planer/${planId}/t1`]) {
      rows.push(...(await ofPage(service, sessions[0], address, { runs, note })));
    }
    const reporters = await Reporters.open({ service, url, activityIds });
    await reporters.burst(CALLS_TO_WARM_UP);
    const reports = quick ? REPORTS_IN_A_QUICK_TURN : REPORTS_IN_A_TURN;
    const viewers = viewersAt(service.address, placesOf(sessions, planId));
    const found = await alternate(
      runs,
      ['none', 'viewed'],
      (name) => report(reporters, reports, name === 'viewed' ? viewers : null),
      (name, _, latencies) => note(`${name} ${percentiles(latencies)}`),
    );
    await viewers.close();
    await reporters.finish();
    await service.stop();
    rows.push({
      figure: `command latency with ${VIEWERS} live viewers of its plan`,
      unit: 'ms',
      ours: summary(found.viewed.map(median)),
      peer: 'with none',
      theirs: summary(found.none.map(median)),
      target: { atMost: MOST_COST_FOR_THE_WRITER },
      baseline: 'command latency on a plan with live viewers',
    });
    return rows;
  },
};

/** Begins the sessions of two people, as if they had signed in. */
async function begin(url, { tokenFor }, boardId) {
  const db = new Kysely({
    dialect: new PostgresDialect({
      pool: new pg.Pool({ connectionString: url, max: 1 }),
    }),
  });
  const kept = await Sessions.open(db);
  const found = [];
  for (const role of ROLES) {
    const token = await tokenFor(role, boardId);
    for (let n = 0; n < SESSIONS_OF_A_PERSON; n += 1) {
      found.push(await kept.begin(`bench/${role}`, token, Date.now() + 12 * 60 * 60 * 1000));
    }
  }
  await db.destroy();
  return found;
}

function headersOf(session) {
  return {
    cookie: `demo-session=${session}`,
    accept: 'text/html',
    'accept-encoding': 'gzip',
  };
}

/** The time of a page, and what a browser loads for it the first time. */
async function ofPage({ address: service }, session, address, { runs, note }) {
  const pool = new Pool(service, { connections: 1 });
  const load = async (path) => {
    const { statusCode, body } = await pool.request({
      path,
      method: 'GET',
      headers: headersOf(session),
    });
    const bytes = Buffer.from(await body.arrayBuffer());
    require(statusCode === 200, `${path} was answered ${statusCode}`);
    return bytes;
  };
  const html = (await load(address)).toString();
  require(html.split('<li').length > ACTIVITIES, `${address} has not each activity.`);
  for (let call = 0; call < CALLS_TO_WARM_UP; call += 1) await load(address);
  const latencies = [];
  for (let run = 0; run < runs; run += 1) {
    const ofRun = [];
    for (let call = 0; call < CALLS_IN_A_RUN; call += 1) {
      const before = performance.now();
      await load(address);
      ofRun.push(performance.now() - before);
    }
    latencies.push(ofRun);
  }
  note(`${address} ${percentiles(latencies.flat())}`);
  const [, head] = /<head>(.*?)<\/head>/s.exec(html);
  const kilobytes = async (pattern) => {
    const files = [...head.matchAll(pattern)].map(([, path]) => load(path));
    return (await Promise.all(files)).reduce((sum, { length }) => sum + length, 0) / 1000;
  };
  const script = await kilobytes(/<script src="([^"]+)"/g);
  const rest = Buffer.byteLength(html) / 1000 + (await kilobytes(/<link [^>]*href="([^"]+)"/g));
  await pool.close();
  const alone = { peer: null, theirs: null };
  const what = address.endsWith('/t1') ? 'tertial' : 'plan';
  return [
    {
      ...alone,
      figure: `web page of a ${what} of ${ACTIVITIES} activities, p95`,
      unit: 'ms',
      ours: summary(latencies.map((run) => quantile(run, 0.95))),
      target: { below: LONGEST_IN_MS },
    },
    {
      ...alone,
      figure: 'what a browser loads for it',
      unit: 'kB',
      ours: summary([script + rest]),
      target: { below: MOST_KILOBYTES },
    },
    {
      ...alone,
      figure: 'script in that',
      unit: 'kB',
      ours: summary([script]),
      target: { below: MOST_KILOBYTES_OF_SCRIPT },
    },
  ];
}

/** Gives commands one after another, each while all the viewers listen. */
async function report(reporters, count, viewers) {
  const latencies = [];
  for (let n = 0; n < count; n += 1) {
    await viewers?.listen();
    reporters.latencies = [];
    await sleep(UNTIL_ALL_IS_QUIET_IN_MS);
    await reporters.ask();
    latencies.push(...reporters.latencies);
    await viewers?.told();
  }
  return latencies;
}

/** The addresses at which so many people with the page open listen. */
function placesOf(sessions, planId) {
  return Array.from({ length: VIEWERS }, (_, n) => {
    const session = sessions[n % sessions.length];
    const bevis = createHmac('sha256', session).update(`listen ${FAR_AHEAD} ${planId}`).digest('base64url');
    const asked = new URLSearchParams({ fran: String(FAR_AHEAD), bevis });
    return {
      path: `/lyssna/${planId}?${asked}`,
      headers: { ...headersOf(session), accept: 'text/event-stream' },
    };
  });
}
