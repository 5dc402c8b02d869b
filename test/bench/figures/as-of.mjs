// Reading a plan, its tertial view and a matter about it as they were known at a moment, with the same plan at the end of a
// small log and of a large one. Asked of the views' own services, since what GraphQL takes is the same for both. Before
// that the index of each log is made from its first event, which has a figure of its own.

import 'reflect-metadata';
import { Matters } from '../../../dist/matters/matters.view.js';
import { Clock } from '../../../dist/platform/runtime/clock.service.js';
import { INDEX_SCHEMA } from '../../../dist/platform/projections/log-index-tables.service.js';
import { LogIndex } from '../../../dist/platform/projections/log-index.service.js';
import { AsOfLookup } from '../../../dist/platform/as-of/as-of.service.js';
import { ClockSkew } from '../../../dist/platform/event-store/clock-skew.service.js';
import { openStores } from '../../../dist/platform/open-stores.service.js';
import { Plans } from '../../../dist/plans/plans.view.js';
import { TertialViews } from '../../../dist/plans/tertial-view/tertial-views.view.js';
import { rows } from '../../../dist/rows.view.js';
import { history, load, wholeYear } from '../log.mjs';
import { alternate, median, quantile, require, summary } from '../measuring.mjs';
import { query } from '../places.mjs';

const SMALL = 10_000;
/** Short ones in turns: what else happens on the machine meets both logs alike. */
const TURNS = { quick: 15, whole: 40 };
const CALLS_IN_A_TURN = 10;
const PLAN = { boardId: 'kommun-revision.namnd-0', year: 2040, goals: 10, activities: 10 };
const planId = `${PLAN.boardId}.${PLAN.year}`;
/** When two tertials have been reported, and the board has decided on them; the third is what came later. */
const KNOWN_AT = `${PLAN.year}-10-15T00:00:00.000Z`;

export const asOf = {
  name: 'as of',
  async measure({ server, quick, largeLog, note }) {
    const url = await server.newDatabase();
    await load(url, (story) => history(story, SMALL));
    const large = await largeLog();
    const logs = { small: await opened(url, note), large: await opened(large.url, note) };
    const kinds = Object.keys(logs.small.asked);
    for (const kind of kinds) {
      const [small, of] = [await logs.small.asked[kind](), await logs.large.asked[kind]()];
      require(small.length > 1_000 && small === of, `the ${kind} is not the same in both logs.`);
    }
    const found = await alternate(quick ? TURNS.quick : TURNS.whole, ['small', 'large'], (name) =>
      latencies(logs[name].asked),
    );
    for (const { stores } of Object.values(logs)) await stores.close();
    const told = (name) => logs[name].events.toLocaleString('en');
    const compared = (kind, what, part, target) => ({
      figure: `${kind} as of a moment in ${told('large')} events, ${what}`,
      unit: 'ms',
      ours: part(found.large.map((result) => result[kind])),
      peer: `in ${told('small')}`,
      theirs: part(found.small.map((result) => result[kind])),
      target,
      ...(target !== null && { baseline: `${kind} as of a moment in a large log` }),
    });
    return [
      ...kinds.flatMap((kind) => [
        compared(kind, 'median', (turns) => summary(turns.map(median)), { atMost: 1.2 }),
        compared(kind, 'p95', (turns) => summary([quantile(turns.flat(), 0.95)]), null),
      ]),
      {
        figure: `index of ${told('large')} events`,
        unit: 'events/s',
        ours: summary([logs.large.perSecond]),
        peer: null,
        theirs: null,
        target: null,
      },
    ];
  },
};

/** A log with the plan at its end, its index made, and what is asked of it. */
async function opened(url, note) {
  if ((await firstPosition(url)) === undefined) await load(url, (story) => wholeYear(story, PLAN));
  const [{ events }] = await query(url, 'select count(*)::int as events from log.events');
  await query(url, `drop schema if exists ${INDEX_SCHEMA} cascade`);
  const stores = await openStores({ folder: 'memory', eventsUrl: null, viewsUrl: url });
  const index = new LogIndex([rows], stores.events, stores.views);
  const start = performance.now();
  const counted = await index.catchUp();
  const seconds = (performance.now() - start) / 1000;
  require(counted.events === events, `${counted.events} of ${events} events were counted.`);
  const [{ share }] = await query(
    url,
    `select sum(pg_total_relation_size(oid)) / pg_total_relation_size('log.events') as share
     from pg_class where relnamespace = '${INDEX_SCHEMA}'::regnamespace and relkind = 'r'`,
  );
  note(
    `the index of ${events} events was made in ${seconds.toFixed(1)} s: ${Number(share).toFixed(2)} of the log's size`,
  );
  await query(url, `vacuum (analyze) ${INDEX_SCHEMA}.entries, ${INDEX_SCHEMA}.streams`);
  return { events, stores, perSecond: events / seconds, asked: await askedOf(url, stores, index) };
}

async function askedOf(url, stores, index) {
  // A moment is answered from the log alone: neither the states of now nor the tables of lists are asked.
  const [current, tables, named] = [null, null, null];
  const lookup = new AsOfLookup(
    stores.events,
    stores.views,
    current,
    named,
    index,
    new Clock(),
    new ClockSkew(new Clock()),
  );
  const [{ position }] = await query(
    url,
    'select max(position)::int as position from log.events where stream like $1 and recorded_at < $2',
    [`%-${PLAN.boardId}.%`, KNOWN_AT],
  );
  const [{ stream }] = await query(
    url,
    `select stream from log.events where stream like $1 and type = 'MatterOpened' and position < $2
     order by position desc limit 1`,
    [`matter-${PLAN.boardId}.%`, position],
  );
  const matterId = stream.slice('matter-'.length);
  const views = {
    tertialView: (moment) => new TertialViews(lookup, tables).one(planId, 'T2', moment),
    plan: (moment) => new Plans(tables, lookup).one(planId, moment),
    matter: (moment) => new Matters(tables, lookup).one(matterId, 'WHOLE', moment),
  };
  const first = await firstPosition(url);
  // A position is told from where the plan begins.
  const text = (shown) => JSON.stringify(shown, (key, value) => (key === 'position' ? value - first : value));
  return Object.fromEntries(
    Object.entries(views).map(([kind, read]) => [
      kind,
      async () => text(await read(await lookup.momentOf({ asOf: { position } }, null))),
    ]),
  );
}

async function firstPosition(url) {
  const [row] = await query(url, 'select position::int as first from log.events where stream = $1 and revision = 0', [
    `plan-${planId}`,
  ]);
  return row?.first;
}

async function latencies(asked) {
  const found = {};
  for (const [kind, read] of Object.entries(asked)) {
    found[kind] = [];
    for (let call = 0; call < CALLS_IN_A_TURN; call += 1) {
      const start = performance.now();
      await read();
      found[kind].push(performance.now() - start);
    }
  }
  return found;
}
