// Durable appends: every contender on the same server with a database of its own, 20 connections, the same streams, sizes
// and expected revisions. An append is counted when it is acknowledged, and PostgreSQL acknowledges what has been flushed to
// the disk. Many clients: each run in a process of its own. One client: in short turns, in one process for all, and so
// many a second as follow one another at the median.

import { alternate, median, summary } from '../measuring.mjs';
import { run } from '../places.mjs';

const everybody = ['tertial', 'emmett', 'castore', 'plain'];

/** Of many clients at once, for each contender. */
async function appends({ server, runs, seconds, note }, clients, contenders = everybody) {
  const urls = await databases(server, contenders);
  const found = await alternate(
    runs,
    contenders,
    async (contender, index) => {
      const name = `${clients}-${index}`;
      return (await run('append-process.mjs', { contender, url: urls[contender], clients, seconds, name })).perSecond;
    },
    (contender, index, perSecond) => note(`${contender} ${Math.round(perSecond)}/s`),
  );
  return besideOthers(`${clients} clients`, found);
}

async function databases(server, contenders) {
  const urls = {};
  for (const contender of contenders) urls[contender] = await server.newDatabase();
  return urls;
}

/** Makes the row beside one of the others. `found`: appends a second of each run. */
function besideOthers(clients, found) {
  return (contender, peer, target) => ({
    figure: `durable appends/s, ${clients}`,
    unit: '/s',
    ours: summary(found.tertial),
    peer,
    theirs: summary(found[contender]),
    target,
    ...(target !== null && { baseline: `appends of ${clients} beside ${peer}` }),
  });
}

/** An append takes a part of the time that a command does. */
const TURNS_FOR_ONE = 4;
const PLAIN = 'plain pg, one transaction each';

export const many = {
  name: 'appends',
  async measure(options) {
    const beside = await appends(options, 64);
    return [
      beside('emmett', 'Emmett', { atLeast: 5 }),
      beside('plain', PLAIN, { atLeast: 2 }),
      beside('castore', 'Castore', null),
    ];
  },
};

export const most = {
  name: 'appends of 256',
  async measure(options) {
    const beside = await appends(options, 256, ['tertial', 'plain']);
    return [beside('plain', PLAIN, { atLeast: 2.3 })];
  },
};

export const single = {
  name: 'append',
  async measure({ server, runs, turns, note }) {
    const urls = await databases(server, everybody);
    const latencies = await run('append-turns-process.mjs', { urls, runs, turns: turns * TURNS_FOR_ONE });
    const found = {};
    for (const contender of everybody) {
      found[contender] = latencies[contender].map((ofRun) => 1000 / median(ofRun));
      note(`${contender} ${found[contender].map(Math.round).join(', ')}/s`);
    }
    const beside = besideOthers('1 client', found);
    return [
      beside('emmett', 'Emmett', { atLeast: 1 }),
      beside('plain', PLAIN, { atLeast: 0.9 }),
      beside('castore', 'Castore', null),
    ];
  },
};
