// From an HTTP request to the answer, with a durable event in between. Ours: a GraphQL mutation of the service, with its
// signing in, validation, rule, append, views and reactions; it answers when the views show it, which is the honest
// figure for ours and more than the peer does (peers/emmett-server.mjs). Both decide by the same rule on streams of the
// same content, reading the goal, its plan and its steering model each time. The connections report on different goals of
// many plans, one after another, so that no two meet in a stream.

import { clerksOf } from '../clients.mjs';
import { alternate, require, summary } from '../measuring.mjs';
import { activitiesOf } from '../open-plans.mjs';
import { load, openPlans } from '../log.mjs';
import { query, run } from '../places.mjs';
import { startPeer, startService } from '../servers.mjs';
import { prose } from '../texts.mjs';
import { chance } from '../story.mjs';

const CONNECTIONS = 64;
const PLANS = { plans: 1000, goals: 5, activities: 5 };
const FEW_PLANS = { ...PLANS, plans: 200 };

export const commands = {
  name: 'commands',
  async measure({ server, runs, seconds, quick, note }) {
    const plans = quick ? FEW_PLANS : PLANS;
    const urls = { tertial: await server.newDatabase(), emmett: await server.newDatabase() };
    await load(urls.tertial, (story) => openPlans(story, plans));
    const service = await startService({ VIEWS_URL: urls.tertial });
    const peer = await startPeer('peers/emmett-server.mjs', { url: urls.emmett, plans });
    const servers = {
      tertial: { address: service.address, tokens: await clerksOf(activitiesOf(plans), service) },
      emmett: { address: peer.address },
    };
    const content = { plans, comment: prose(chance(3), 4) };
    const written = { tertial: reportsInTertial, emmett: reportsInEmmett };
    const next = { tertial: 0, emmett: 0 };
    const found = await alternate(
      runs,
      ['tertial', 'emmett'],
      async (name) => {
        const before = await written[name](urls[name]);
        const result = await run('load-process.mjs', {
          kind: `report to ${name}`,
          server: servers[name],
          content,
          connections: CONNECTIONS,
          seconds,
          first: next[name],
        });
        next[name] = result.next;
        const after = await written[name](urls[name]);
        require(after - before === result.answered, `${name} answered ${result.answered} and wrote ${after - before}.`);
        return result;
      },
      (name, _, { perSecond, p50, p99 }) =>
        note(`${name} ${Math.round(perSecond)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`),
    );
    await service.stop();
    await peer.stop();
    const speed = (name) => summary(found[name].map(({ perSecond }) => perSecond));
    return [
      {
        figure: `commands answered/s, ${CONNECTIONS} connections`,
        unit: '/s',
        ours: speed('tertial'),
        peer: 'Emmett behind bare Fastify',
        theirs: speed('emmett'),
        target: { atLeast: 2 },
        baseline: 'commands beside Emmett',
      },
    ];
  },
};

async function reportsInTertial(url) {
  const text = `select count(*)::int as count from log.events where type = 'ActivityStatusReported'`;
  return (await query(url, text))[0].count;
}

async function reportsInEmmett(url) {
  const text = `select count(*)::int as count from emt_messages where message_type = 'ActivityStatusReported'`;
  return (await query(url, text))[0].count;
}
