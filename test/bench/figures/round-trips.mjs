// How often the service calls KurrentDB for one undisturbed command, counted by the double: one command at a time, with
// all that follows from it.

import { Servers } from '../../crash/places.mjs';
import { clerksOf, graphql } from '../clients.mjs';
import { require, summary } from '../measuring.mjs';
import { activitiesOf, plansOf } from '../open-plans.mjs';
import { REPORT, VIEW } from '../requests.mjs';
import { startService } from '../servers.mjs';
import { fill } from './stores.mjs';

const PLAN = { plans: 1, plansOfABoard: 1, goals: 4, activities: 5 };
const COMMANDS = 20;
const MOST_APPENDS = 2;

const OPEN_MATTER = 'mutation ($input: OpenMatterInput!) { openMatter(input: $input) { id } }';

export const roundTrips = {
  name: 'round trips',
  async measure({ server, note }) {
    const servers = new Servers();
    try {
      const { url, tell } = await servers.kurrentDb();
      const service = await startService({ EVENTS_URL: url, VIEWS_URL: await server.newDatabase() });
      await fill(service, PLAN);
      const rows = [];
      for (const [kind, ask] of Object.entries(await asksOf(service))) {
        await ask(0);
        const before = await tell('counts');
        for (let number = 1; number <= COMMANDS; number += 1) await ask(number);
        const after = await tell('counts');
        const [appends, reads] = ['batchAppend', 'reads'].map((call) => (after[call] - before[call]) / COMMANDS);
        require(kind === 'tertialView' || after.written > before.written, `${kind} has written nothing.`);
        note(`${kind}: ${appends} appends, ${reads} reads`);
        rows.push(row(`appends of KurrentDB for one ${kind}`, appends, { below: MOST_APPENDS }));
        rows.push(row(`reads of KurrentDB for one ${kind}`, reads, null));
      }
      await service.stop();
      return rows;
    } finally {
      await servers.stop();
    }
  },
};

async function asksOf(service) {
  const [{ boardId, year }] = plansOf(PLAN);
  const activityIds = activitiesOf(PLAN);
  const { [boardId]: clerk } = await clerksOf(activityIds, service);
  return {
    reportStatus: (number) =>
      graphql(service, clerk, REPORT, {
        input: {
          activityId: activityIds[number % activityIds.length],
          tertial: 'T1',
          status: 'ONGOING_WITH_DEVIATION',
          comment: `Rapport ${number}`,
        },
      }),
    openMatter: (number) =>
      graphql(service, clerk, OPEN_MATTER, {
        input: { boardId, dnr: `KS 2026/${100 + number}`, title: `Ärende ${number}` },
      }),
    tertialView: () => graphql(service, clerk, VIEW, { planId: `${boardId}.${year}` }),
  };
}

function row(figure, value, target) {
  return { figure, unit: '', ours: summary([value]), peer: null, theirs: null, target };
}
