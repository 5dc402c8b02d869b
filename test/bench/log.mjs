// Fills a database with a log as large as wanted, in the order in which it would have come about: all boards live
// through a year side by side, then the next.

import pg from 'pg';
import { DeadLetters } from '../../dist/platform/processes/dead-letters.view.js';
import { logOf } from '../../dist/platform/projections/known-log.service.js';
import { openStores } from '../../dist/platform/open-stores.service.js';
import { LAST_YEAR, PLANS_OF_A_BOARD, plansOf } from './open-plans.mjs';
import { adopt, adoptModel, open, planYear } from './plan-years.mjs';
import { chance, Story } from './story.mjs';

const FIRST_YEAR = 2000;
const BOARDS_IN_A_MUNICIPALITY = 8;
/** So that a log of any size covers about as many years. */
const EVENTS_OF_A_BOARD = 3_200;
const EVENTS_IN_AN_INSERT = 4_000;
const GOALS = 5;
const ACTIVITIES = 8;

/** Yields the story in parts until it has so many events. */
export function* history(story, events, seed = 1) {
  const random = chance(seed);
  const boards = Array.from({ length: Math.max(1, Math.round(events / EVENTS_OF_A_BOARD)) }, (_, n) => {
    return `kommun-${Math.floor(n / BOARDS_IN_A_MUNICIPALITY)}.namnd-${n % BOARDS_IN_A_MUNICIPALITY}`;
  });
  for (const boardId of boards.filter((_, n) => n % BOARDS_IN_A_MUNICIPALITY === 0))
    adoptModel(story, boardId, FIRST_YEAR);
  for (let year = FIRST_YEAR; ; year += 1) {
    const options = { year, goals: GOALS, activities: ACTIVITIES, random };
    const waiting = new Map();
    const goOn = (steps) => {
      const { value: day, done } = steps.next();
      if (done) return;
      const others = waiting.get(day);
      if (others) others.push(steps);
      else waiting.set(day, [steps]);
    };
    for (const boardId of boards) goOn(planYear(story, { ...options, boardId }));
    while (waiting.size > 0) {
      const today = [...waiting.keys()].sort()[0];
      const due = waiting.get(today);
      waiting.delete(today);
      for (const steps of due) {
        goOn(steps);
        if (story.position >= events) return;
        if (story.events.length >= EVENTS_IN_AN_INSERT) yield;
      }
    }
  }
}

/** Plans of one municipality with the follow-up of tertial 1 open, to give commands about. */
export function* openPlans(story, described) {
  const { goals, activities } = described;
  const random = chance(7);
  const [first] = plansOf(described);
  adoptModel(story, first.boardId, LAST_YEAR - PLANS_OF_A_BOARD);
  for (const { boardId, year } of plansOf(described)) {
    const planId = adopt(story, { boardId, year, goals, activities, random, at: `${year}-01-09T08:00:00.000Z` });
    open(story, planId, 'T1', `${year}-04-20T08:00:00.000Z`);
    if (story.events.length >= EVENTS_IN_AN_INSERT) yield;
  }
}

/** One plan in which every activity has a status and every goal an assessment for tertial 1. */
export function* fullPlan(story, { goals, activities }) {
  const random = chance(11);
  const [boardId, year] = ['exempel.b0', LAST_YEAR];
  adoptModel(story, boardId, year);
  const steps = planYear(story, { boardId, year, goals, activities, random });
  // Until the board meets: nothing has left the plan yet.
  for (const day of steps) if (day > '05-08') break;
  yield;
}

/** A plan from its adoption to the last of what its board decided that year. */
export function* wholeYear(story, { boardId, year, goals, activities }) {
  adoptModel(story, boardId, year);
  for (const _ of planYear(story, { boardId, year, goals, activities, random: chance(13) }));
  yield;
}

/** Writes all parts of stories to a database, after what is there, and gives the number of events. */
export async function load(url, ...tellings) {
  const stores = await openStores({ folder: 'memory', eventsUrl: null, viewsUrl: url });
  const client = new pg.Client(url);
  await client.connect();
  const story = new Story();
  story.position = await stores.events.head();
  let writing = Promise.resolve();
  const writeOn = async () => {
    const events = story.take();
    await writing;
    writing = insert(client, events);
    // A failure is told by the next part, or at the end.
    writing.catch(() => null);
  };
  try {
    for (const tell of tellings) {
      for (const _ of tell(story)) await writeOn();
      await writeOn();
    }
    await writing;
    await client.query('vacuum (analyze) log.events');
  } catch (error) {
    // Left open, it would end the process when the server stops, before the fault is told.
    await stores.close();
    throw error;
  } finally {
    await client.end();
  }
  // The stories already hold the reactions of Tertial.
  const reactions = new DeadLetters(stores.views);
  await reactions.create();
  await reactions.saveCheckpoint({ position: story.position, caused: story.position, log: await logOf(stores.events) });
  await stores.close();
  return story.position;
}

async function insert(client, events) {
  if (events.length === 0) return;
  const column = (read) => events.map(read);
  await client.query(
    `insert into log.events (position, id, stream, revision, type, version, data, metadata, recorded_at)
     select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::int[], $5::text[], $6::smallint[], $7::json[],
       $8::json[], $9::timestamptz[])`,
    [
      column(({ position }) => position),
      column(({ id }) => id),
      column(({ stream }) => stream),
      column(({ revision }) => revision),
      column(({ type }) => type),
      column(({ version }) => version),
      column(({ data }) => JSON.stringify(data)),
      column(({ metadata }) => JSON.stringify(metadata)),
      column(({ recordedAt }) => recordedAt),
    ],
  );
}
