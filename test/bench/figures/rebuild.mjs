// All views from the first event of a large log, beside only reading and parsing the same events, each in a process of
// its own. Memory is the most that the process ever had, as the operating system counts it (its resident set).

import { createHash } from 'node:crypto';
import { alternate, require, summary } from '../measuring.mjs';
import { query, run } from '../places.mjs';

const MOST_MEGABYTES = 512;
const contenders = ['views', 'read'];
const tables = {
  states: 'kind, id',
  removals: 'id',
  matters: 'id',
  meetings: 'id',
};

export const rebuild = {
  name: 'rebuild',
  async measure({ runs, note, largeLog }) {
    const { url, events } = await largeLog();
    const digests = new Set();
    const found = await alternate(
      runs,
      contenders,
      async (what, index) => {
        const schema = `rebuilt_${index}`;
        const result = await run('catch-up-process.mjs', { what, url, schema });
        require(result.events === events, `${what} went through ${result.events} of ${events} events.`);
        if (what === 'views') {
          digests.add(await digest(url, schema, events));
          await query(url, `drop schema ${schema} cascade`);
        }
        return result;
      },
      (what, _, { seconds, perSecond, cpuSeconds, megabytes }) =>
        note(
          `${what} ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of this process), ${Math.round(perSecond)} events/s, ${Math.round(megabytes)} MB`,
        ),
    );
    require(digests.size === 1, 'two rebuilds made other rows of the same log.');
    const speed = (what) => summary(found[what].map(({ perSecond }) => perSecond));
    const memory = summary(found.views.map(({ megabytes }) => megabytes));
    const of = `${events.toLocaleString('en')} events`;
    return [
      {
        figure: `all views from ${of}`,
        unit: 'events/s',
        ours: speed('views'),
        peer: 'only reading and parsing them',
        theirs: speed('read'),
        target: { atLeast: 0.4 },
        baseline: 'all views beside reading the events',
      },
      {
        figure: `memory for all views from ${of}`,
        unit: 'MB',
        ours: memory,
        peer: null,
        theirs: null,
        target: { below: MOST_MEGABYTES },
      },
    ];
  },
};

/** The gate: the rows must be there, as many as the log has streams of, and the same each time. */
async function digest(url, schema, events) {
  const [{ position }] = await query(url, `select position::int from ${schema}.checkpoint`);
  require(position === events, `the views stand at ${position} of ${events}.`);
  const [{ streams, states }] = await query(
    url,
    `select (select count(distinct stream)::int from log.events) as streams, (select count(*)::int from ${schema}.states) as states`,
  );
  require(streams === states, `there are ${states} states of ${streams} streams.`);
  const hash = createHash('sha256');
  for (const [table, key] of Object.entries(tables)) {
    const [row] = await query(
      url,
      `select count(*)::int as count, md5(string_agg(md5(t::text), '' order by ${key})) as digest from ${schema}.${table} t`,
    );
    require(row.count > 0, `the table ${table} is empty.`);
    hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
