// Many clients who report on one goal at once: all that they write goes to one stream, with the log in PostgreSQL and in
// KurrentDB, in turns. The stream grows from run to run, and a command must not become slower with it.

import { alternate, summary } from '../measuring.mjs';
import { startService } from '../servers.mjs';
import { filled, finish, nameOfKurrentDb, onKurrentDb, onPostgres, POSTGRES, reportAWhile } from './stores.mjs';

const CONNECTIONS = 16;
const PLAN = { plans: 1, plansOfABoard: 1, goals: 1, activities: 8 };
const SHARE_OF_POSTGRES = 0.8;
const MOST_GROWTH = 1.2;

export const hotStream = {
  name: 'hot stream',
  async measure(options) {
    const { server, kurrentdb, runs, seconds, note } = options;
    const places = { [POSTGRES]: onPostgres, [nameOfKurrentDb(options)]: onKurrentDb };
    const contenders = {};
    for (const [name, place] of Object.entries(places)) {
      const { settings, close } = await place(server, kurrentdb);
      const service = await startService(settings);
      contenders[name] = await filled(service, close, PLAN);
    }
    const names = Object.keys(contenders);
    const found = await alternate(
      runs,
      names,
      (name) => reportAWhile(contenders[name], { plans: PLAN, connections: CONNECTIONS, seconds }),
      (name, _, { perSecond, p50 }) => note(`${name} ${Math.round(perSecond)}/s, p50 ${p50.toFixed(1)} ms`),
    );
    await finish(contenders);
    const [postgres, other] = names;
    const speed = (name) => summary(found[name].map(({ perSecond }) => perSecond));
    return [
      {
        figure: `commands answered/s on one stream, ${CONNECTIONS} connections`,
        unit: '/s',
        ours: speed(other),
        peer: `${other} beside ${postgres}`,
        theirs: speed(postgres),
        target: { atLeast: SHARE_OF_POSTGRES },
      },
      ...names.map((name) => ({
        figure: `the same on ${name}, p50 of the last run after ${contenders[name].answered} events of that stream`,
        unit: 'ms',
        ours: summary([found[name].at(-1).p50]),
        peer: 'of the first',
        theirs: summary([found[name][0].p50]),
        target: { atMost: MOST_GROWTH },
      })),
    ];
  },
};
