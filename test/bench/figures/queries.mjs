// Reading the tertial view of a plan with 100 activities, all of it, over GraphQL. Ours: the service with signing in and
// the row from PostgreSQL. Beside it Mercurius alone with the same view as a constant (peers/mercurius-server.mjs).

import { deepStrictEqual } from 'node:assert';
import { graphql } from '../clients.mjs';
import { alternate, summary } from '../measuring.mjs';
import { fullPlan, load } from '../log.mjs';
import { query, run } from '../places.mjs';
import { VIEW } from '../requests.mjs';
import { startPeer, startService } from '../servers.mjs';

const CONNECTIONS = 32;
const PLAN = { goals: 10, activities: 10 };

export const queries = {
  name: 'query',
  async measure({ server, runs, seconds, note }) {
    const url = await server.newDatabase();
    await load(url, (story) => fullPlan(story, PLAN));
    const service = await startService({ VIEWS_URL: url });
    const [{ id: planId }] = await query(
      url,
      `select substr(stream, 6) as id from log.events where stream like 'plan-%'`,
    );
    const token = await service.tokenFor('CLERK', planId.split('.', 2).join('.'));
    const tertial = { address: service.address, token };
    const peer = await startPeer('peers/mercurius-server.mjs', { view: await viewOf(planId, tertial) });
    const servers = { tertial, mercurius: { address: peer.address } };
    const answers = {};
    const found = await alternate(
      runs,
      ['tertial', 'mercurius'],
      async (name) => {
        const { answer, ...result } = await run('load-process.mjs', {
          kind: 'view',
          server: servers[name],
          content: { planId },
          connections: CONNECTIONS,
          seconds,
          first: 0,
        });
        answers[name] = answer;
        return result;
      },
      (name, _, { perSecond, p50 }) => note(`${name} ${Math.round(perSecond)}/s, p50 ${p50.toFixed(1)} ms`),
    );
    deepStrictEqual(answers.tertial, answers.mercurius, 'The two answer otherwise.');
    await service.stop();
    await peer.stop();
    const speed = (name) => summary(found[name].map(({ perSecond }) => perSecond));
    return [
      {
        figure: 'tertial views of 100 activities/s',
        unit: '/s',
        ours: speed('tertial'),
        peer: 'Mercurius with a constant',
        theirs: speed('mercurius'),
        target: { atLeast: 0.6 },
        baseline: 'tertial views beside a constant',
      },
    ];
  },
};

/** The view as the service answers it. */
async function viewOf(planId, service) {
  const { tertialView: view } = await graphql(service, service.token, VIEW, { planId });
  const activities = view.goals.flatMap((goal) => goal.activities);
  if (activities.length !== 100 || activities.some(({ status }) => status === null))
    throw new Error('It is no full view.');
  return view;
}
