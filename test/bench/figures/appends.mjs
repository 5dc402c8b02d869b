// Durable appends: every contender on the same server with a database of its own, 20 connections, the same clients,
// streams, sizes and expected revisions, each run in a process of its own. An append is counted when it is acknowledged,
// and PostgreSQL acknowledges what has been flushed to the disk.

import { alternate, summary } from '../measuring.mjs';
import { run } from '../places.mjs';

const contenders = ['tertial', 'emmett', 'castore', 'plain'];

async function appends({ server, runs, seconds, note }, clients) {
  const urls = {};
  for (const contender of contenders) urls[contender] = await server.newDatabase();
  const found = await alternate(
    runs,
    contenders,
    async (contender, index) => {
      const name = `${clients}-${index}`;
      return (await run('append-process.mjs', { contender, url: urls[contender], clients, seconds, name })).perSecond;
    },
    (contender, index, perSecond) => note(`${contender} ${Math.round(perSecond)}/s`),
  );
  return Object.fromEntries(contenders.map((contender) => [contender, summary(found[contender])]));
}

export const many = {
  name: 'appends',
  async measure(options) {
    const { tertial, emmett, castore, plain } = await appends(options, 64);
    const figure = 'durable appends/s, 64 clients';
    const unit = '/s';
    return [
      { figure, unit, ours: tertial, peer: 'Emmett', theirs: emmett, target: { atLeast: 5 } },
      { figure, unit, ours: tertial, peer: 'plain pg, one transaction each', theirs: plain, target: { atLeast: 2 } },
      { figure, unit, ours: tertial, peer: 'Castore', theirs: castore, target: null },
    ];
  },
};

export const single = {
  name: 'append',
  async measure(options) {
    const { tertial, emmett, castore, plain } = await appends(options, 1);
    const figure = 'durable appends/s, 1 client';
    const unit = '/s';
    return [
      { figure, unit, ours: tertial, peer: 'Emmett', theirs: emmett, target: { atLeast: 1 } },
      { figure, unit, ours: tertial, peer: 'plain pg, one transaction each', theirs: plain, target: null },
      { figure, unit, ours: tertial, peer: 'Castore', theirs: castore, target: null },
    ];
  },
};
