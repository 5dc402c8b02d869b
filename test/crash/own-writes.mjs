// Whether clients see their own writes on every instance.
//
//   npm run test:instances -- [--requests N] [--instances N] [--seed N]
//
// Several services share one PostgreSQL. Each client reports a status at one instance, then reads the tertial view, and the
// list of what waits, at others. An answer is stale when it lacks what was acknowledged before it was asked for. The
// run ends with 1 when one is.

import { parseArgs } from 'node:util';
import { load, openPlans } from '../bench/log.mjs';
import { activitiesOf } from '../bench/open-plans.mjs';
import { startPostgres } from '../bench/places.mjs';
import { startService } from '../bench/servers.mjs';
import { chance } from '../bench/story.mjs';

const CLIENTS = 12;
const PLANS = { plans: 12, goals: 3, activities: 3 };

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    instances: { type: 'string', default: '3' },
    seed: { type: 'string' },
  },
});
const requests = Number(values.requests);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
process.stdout.write(`own writes: seed ${seed}\n`);

const REPORT = `mutation ($input: ReportStatusInput!) { reportStatus(input: $input) { planId } }`;
const READ = `query ($planId: ID!) {
  tertialView(planId: $planId, tertial: T1) { goals { activities { activityId status { comment } } } }
  waitingForMe { followUps { id } }
}`;

const server = await startPostgres();
const url = await server.newDatabase();
await load(url, (story) => openPlans(story, PLANS));
const services = [];
for (let n = 0; n < Number(values.instances); n += 1) services.push(await startService({ VIEWS_URL: url }));

/** Activities of one plan a client, so that its list has nothing of others. */
const plans = Map.groupBy(activitiesOf(PLANS), (id) => id.split('.').slice(0, 3).join('.'));
let sent = 0;
let stale = 0;

async function ask(service, token, query, variables) {
  const response = await fetch(`${service.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  sent += 1;
  return data;
}

async function client(planId, activityIds, random) {
  const any = () => services[Math.floor(random() * services.length)];
  const board = planId.split('.', 2).join('.');
  const tokens = new Map();
  for (const service of services) tokens.set(service, await service.tokenFor('CLERK', board));
  const written = new Map();
  for (let n = 0; sent < requests; n += 1) {
    const activityId = activityIds[n % activityIds.length];
    const comment = `${n} av ${planId}`;
    const input = { activityId, tertial: 'T1', status: 'ONGOING_AS_PLANNED', comment };
    const at = any();
    await ask(at, tokens.get(at), REPORT, { input });
    written.set(activityId, comment);
    const other = any();
    const { tertialView, waitingForMe } = await ask(other, tokens.get(other), READ, { planId });
    const shown = tertialView.goals.flatMap(({ activities }) => activities);
    const waits = new Set(waitingForMe.followUps.map(({ id }) => id));
    for (const [id, last] of written) {
      const isShown = shown.some((one) => one.activityId === id && one.status?.comment === last);
      if (!isShown || waits.has(id)) stale += 1;
    }
  }
}

try {
  await Promise.all(
    [...plans].slice(0, CLIENTS).map(([planId, activityIds], n) => client(planId, activityIds, chance(seed + n))),
  );
  process.stdout.write(`${sent} requests to ${services.length} instances, ${stale} stale\n`);
} finally {
  for (const service of services) await service.stop();
  await server.stop();
}
process.exit(stale > 0 ? 1 : 0);
