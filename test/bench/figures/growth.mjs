// The latency of a command, one at a time, when a large log is stored, beside a small one: two services on the same
// server, asked in turns. The rest of the log is other boards' history; the plans that are reported on are alike.

import { alternate, require, summary } from '../measuring.mjs';
import { history, load, openPlans } from '../log.mjs';
import { clerksOf } from './commands.mjs';
import { query, run } from '../places.mjs';
import { startService } from '../servers.mjs';

const SMALL = 10_000;
export const PLANS_ASKED_ABOUT = { plans: 50, goals: 5, activities: 5 };

export const growth = {
  name: 'growth',
  async measure({ server, runs, seconds, largeLog, note }) {
    const large = await largeLog();
    const url = await server.newDatabase();
    const tellings = [(story) => history(story, SMALL), (story) => openPlans(story, PLANS_ASKED_ABOUT)];
    const small = { url, events: await load(url, ...tellings) };
    const logs = { large, small };
    const services = { small: await startService(small.url), large: await startService(large.url) };
    const tokens = {
      small: await clerksOf(PLANS_ASKED_ABOUT, services.small),
      large: await clerksOf(PLANS_ASKED_ABOUT, services.large),
    };
    const next = { small: 0, large: 0 };
    const stop = () => Promise.all(Object.values(services).map((service) => service.stop()));
    const found = await alternate(
      runs,
      ['small', 'large'],
      async (name) => {
        const before = await head(logs[name].url);
        const result = await run('load-process.mjs', {
          kind: 'report to tertial',
          server: { address: services[name].address, tokens: tokens[name] },
          content: { plans: PLANS_ASKED_ABOUT, comment: 'Arbetet följer tidplanen.' },
          connections: 1,
          seconds,
          first: next[name],
        });
        next[name] = result.next;
        const written = await writtenAfter(logs[name].url, before);
        require(written === result.answered, `${result.answered} were answered and ${written} written.`);
        return result;
      },
      (name, _, { p50, p99 }) => note(`${name} p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`),
      // Also when it fails: others measure in the same logs.
    ).finally(stop);
    const latency = (name) => summary(found[name].map(({ p50 }) => p50));
    return [
      {
        figure: `command latency with ${large.events.toLocaleString('en')} events`,
        unit: 'ms',
        ours: latency('large'),
        peer: `with ${small.events.toLocaleString('en')}`,
        theirs: latency('small'),
        target: { atMost: 1.2 },
      },
    ];
  },
};

async function head(url) {
  return (await query(url, 'select max(position)::int as head from log.events'))[0].head;
}

/** What people have written since. Decisions of the story gain legal force meanwhile, which Tertial records by itself. */
async function writtenAfter(url, position) {
  const [{ written }] = await query(
    url,
    `select count(*)::int as written from log.events where position > $1 and metadata->>'actor' <> 'system'`,
    [position],
  );
  return written;
}
