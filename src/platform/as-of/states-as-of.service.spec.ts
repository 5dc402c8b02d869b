import { Logger } from '@nestjs/common';
import { event, given } from '../../../test/stores/store-under-test.js';
import type { EventOf, Fold } from '../../kernel/fold.js';
import { idOf } from '../../kernel/identity.js';
import { type Connection, type ListOrder, OrderedPageArgs } from '../graphql-types/connection.view.js';
import type { Database } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import { createEventTables } from '../event-store/event-tables.service.js';
import { LogIndex } from '../projections/log-index.service.js';
import { SqlEventStore } from '../event-store/sql-event-store.service.js';
import { StatesAsOf } from './states-as-of.service.js';
import type { ViewTables } from '../database/state-tables.view.js';

const matterFold: Fold<null, EventOf<'ThingNoted', object>> = {
  kind: 'matter',
  initial: null,
  events: { ThingNoted: [] },
  evolve: (state) => state,
};
const boardId = idOf('Board', 'exempel.ks');
const MATTERS = 1_100;

let database: Database<ViewTables>;
let states: StatesAsOf;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
  const store = new SqlEventStore(database.db, { now: () => '2026-05-12T08:00:00.000Z' });
  const numbers = Array.from({ length: MATTERS }, (_, number) => number);
  await Promise.all(numbers.map((number) => given(store, `matter-${boardId}.dnr-${number}`, [event()])));
  const feature = { folds: [matterFold], views: [], reactions: [], histories: [] };
  await new LogIndex([feature], store, database).catchUp();
  states = new StatesAsOf(store, database.db, { position: await store.head(), validOn: null });
});
afterAll(() => database.close());

/** Reads all pages of matters. The filter keeps a matter when `isAskedFor` accepts its first event's position. */
async function pagesOf(isAskedFor: (position: number) => boolean, order: ListOrder = 'OLDEST_FIRST') {
  const pages: { readonly found: readonly number[]; readonly lookedAt: number }[] = [];
  for (let after: string | null = null; ;) {
    let lookedAt = 0;
    const opened = new Map((await states.streamsOf(matterFold, boardId)).map(({ id, position }) => [id, position]));
    const rows = (ids: readonly string[]) => {
      lookedAt += ids.length;
      const positions = ids.map((id) => opened.get(id) ?? 0);
      return Promise.resolve(positions.filter(isAskedFor).map((position) => ({ opened: position, row: position })));
    };
    const page: OrderedPageArgs = Object.assign(new OrderedPageArgs(), { first: 2, after, order });
    const { edges, pageInfo }: Connection<number> = await states.page({ fold: matterFold, boardId, rows }, page);
    pages.push({ found: edges.map(({ node }) => node), lookedAt });
    if (!pageInfo.hasNextPage) return pages;
    after = pageInfo.endCursor;
  }
}

describe('a page of a board’s things as of a moment', () => {
  it('looks at so many at the most, and goes on from there, when few of them are asked for', async () => {
    const pages = await pagesOf((position) => position === 7 || position === MATTERS);
    expect(pages.flatMap(({ found }) => found)).toEqual([7, MATTERS]);
    expect(pages.length).toBe(3);
    for (const { lookedAt } of pages) expect(lookedAt).toBeLessThan(510);
  });

  it('begins with the newest when it is asked to, looks at so many at the most, and has the same things', async () => {
    const pages = await pagesOf((position) => position === 7 || position === MATTERS, 'NEWEST_FIRST');
    expect(pages.flatMap(({ found }) => found)).toEqual([MATTERS, 7]);
    for (const { lookedAt } of pages) expect(lookedAt).toBeLessThan(510);
    const full = await pagesOf((position) => position > MATTERS - 5, 'NEWEST_FIRST');
    expect(full.slice(0, 2).map(({ found }) => found)).toEqual([
      [MATTERS, MATTERS - 1],
      [MATTERS - 2, MATTERS - 3],
    ]);
  });

  it('is full, and looks no further, when all of them are', async () => {
    const pages = await pagesOf((position) => position <= 5);
    expect(pages.slice(0, 2)).toEqual([
      { found: [1, 2], lookedAt: 3 },
      { found: [3, 4], lookedAt: 3 },
    ]);
  });
});
