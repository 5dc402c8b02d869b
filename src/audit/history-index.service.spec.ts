import { event, given } from '../../test/stores/store-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { idOf } from '../kernel/identity.js';
import { Refusal } from '../kernel/refusal.js';
import type { Database } from '../platform/database/database.service.js';
import { openEmbedded } from '../platform/database/embedded-database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { createEventTables } from '../platform/event-store/event-tables.service.js';
import { SqlEventStore } from '../platform/event-store/sql-event-store.service.js';
import { LogIndex } from '../platform/projections/log-index.service.js';
import { type Filter, HistoryIndex, paceOf, pauseBefore, pointOf, type Scope } from './history-index.service.js';

function fieldOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof Refusal && error.details;
  }
  throw new Error('It was taken.');
}

describe('a point of the log', () => {
  it('is a position', () => {
    expect(pointOf('from', '17')).toEqual({ position: 17 });
  });

  it.each([
    ['2026-05-27T08:00:00Z', '2026-05-27T08:00:00.000Z'],
    ['2026-05-27T10:00+02:00', '2026-05-27T08:00:00.000Z'],
    ['2026-05-27T08:00:00.123Z', '2026-05-27T08:00:00.123Z'],
  ])('is a time: %s', (text, at) => {
    expect(pointOf('to', text)).toEqual({ at });
  });

  it('in any other form is refused, and the refusal names the field', () => {
    const wrong = wrongRows(
      ['', '-1', '1.5', '2026-05-27', '2026-13-27T08:00:00Z', '2026-05-27T08:00:00', 'now'],
      (text) => {
        expect(fieldOf(() => pointOf('to', text))).toMatchObject({ fields: [{ field: 'to' }] });
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('a speed', () => {
  it('is of events a second, or of times as fast as it happened', () => {
    expect(paceOf('5')).toEqual({ perSecond: 5 });
    expect(paceOf('0.5')).toEqual({ perSecond: 0.5 });
    expect(paceOf('100x')).toEqual({ times: 100 });
  });

  it('in any other form is refused, and the refusal names the field', () => {
    const wrong = wrongRows(['', '0', '0x', '-1', 'x', 'fast', '1e9'], (text) => {
      expect(fieldOf(() => paceOf(text))).toMatchObject({ fields: [{ field: 'speed' }] });
    });
    expect(wrong).toEqual([]);
  });

  it('says how long to wait before an event', () => {
    const [one, other] = ['2026-05-27T08:00:00.000Z', '2026-05-27T08:10:00.000Z'];
    expect(pauseBefore(null, one, other)).toBe(0);
    expect(pauseBefore({ perSecond: 4 }, one, other)).toBe(250);
    expect(pauseBefore({ times: 60 }, one, other)).toBe(10_000);
  });

  it('rule 50: does not wait for a clock that was set back', () => {
    expect(pauseBefore({ times: 1 }, '2026-05-27T08:00:00.000Z', '2026-05-27T07:00:00.000Z')).toBe(0);
  });
});

describe('the places of events', () => {
  const boards = ['exempel.a', 'exempel.b'].map((id) => idOf('Board', id));
  const municipalities = ['exempel', 'other'].map((id) => idOf('Municipality', id));
  const streams = ['plan-exempel.a.2026', 'plan-exempel.b.2026', 'steeringModel-exempel.model-m'];
  const IN_A_ROW = 10;
  const MOST_IN_A_PAGE = 150;
  /** Sara is in so many events that the index reads them in several parts, and siri in few. */
  const log = Array.from({ length: 900 }, (_, at) => ({
    stream: streams[Math.floor(at / IN_A_ROW) % streams.length] ?? '',
    type: at % 7 === 0 ? 'ThingChanged' : 'ThingNoted',
    personId: at % 5 === 4 ? '' : 'sara',
    actingFor: at % 90 === 12 ? 'siri' : '',
  }));
  type Logged = (typeof log)[number];

  function names({ stream, personId, actingFor }: Logged, thing: string): boolean {
    return [`exempel ${personId}`, `exempel ${actingFor}`].includes(thing) || stream.endsWith(thing);
  }

  function isOf({ thing, boardIds, municipalityId }: Scope, one: Logged): boolean {
    if (thing !== null && !names(one, thing)) return false;
    // Every event of the log is of the municipality `exempel`.
    if (boardIds === null) return municipalityId !== 'other';
    if (boardIds.some((id) => one.stream.startsWith(`plan-${id}.`))) return true;
    return municipalityId === 'exempel' && one.stream.startsWith('steeringModel-');
  }

  function isChosen({ person, types }: Filter, one: Logged): boolean {
    return (typeof person !== 'string' || names(one, person)) && (types?.includes(one.type) ?? true);
  }

  async function pagesOf(index: HistoryIndex, scope: Scope, filter: Filter): Promise<number[]> {
    const found: number[] = [];
    for (let after = -1; ;) {
      const page = await index.places(scope, filter, after, MOST_IN_A_PAGE);
      expect(page.length).toBeLessThanOrEqual(MOST_IN_A_PAGE);
      found.push(...page.map((place) => place.index));
      const last = page.at(-1);
      if (last === undefined || page.length < MOST_IN_A_PAGE) return found;
      after = last.index;
    }
  }

  it('are those of the scope and the filter, page by page', async () => {
    const database = await openEmbedded<ViewTables>('memory');
    await createEventTables(database.db);
    const store = new SqlEventStore(database.db);
    for (let from = 0; from < log.length; from += IN_A_ROW) {
      const some = log.slice(from, from + IN_A_ROW);
      const events = some.map(({ type, personId, actingFor }) => ({ ...event({ personId, actingFor }), type }));
      await given(store, some[0]?.stream ?? '', events);
    }
    const logIndex = new LogIndex([], store, database);
    await logIndex.catchUp();
    const index = new HistoryIndex(database, store, logIndex);
    const things = [null, 'exempel sara', 'exempel siri', 'exempel.b.2026', 'exempel.model-m', 'exempel nobody'];
    const filters = [{}, { types: ['ThingChanged'] }, { person: 'exempel siri' }];
    const scopes = things.flatMap((thing) =>
      [null, [], boards.slice(1), boards].flatMap((boardIds) =>
        [null, ...municipalities].map((municipalityId) => ({ thing, boardIds, municipalityId })),
      ),
    );
    for (const scope of scopes) {
      for (const filter of filters) {
        const expected = log.flatMap((one, at) => (isOf(scope, one) && isChosen(filter, one) ? [at] : []));
        const found = await pagesOf(index, scope, filter);
        expect({ scope, filter, found }).toEqual({ scope, filter, found: expected });
      }
    }
    await database.close();
  });
});

describe('an event of a time line', () => {
  const [one, two, three] = [
    '2026-05-01T08:00:00.000Z',
    '2026-05-02T08:00:00.000Z',
    '2026-05-03T08:00:00.000Z',
  ] as const;
  const plan = 'exempel.a.2026';
  const scope: Scope = { thing: plan, boardIds: [idOf('Board', 'exempel.a')], municipalityId: null };
  let database: Database<ViewTables>;
  let index: HistoryIndex;

  beforeAll(async () => {
    let now: string = one;
    database = await openEmbedded<ViewTables>('memory');
    await createEventTables(database.db);
    const store = new SqlEventStore(database.db, { now: () => now });
    for (const time of [one, two, three]) {
      now = time;
      // Two events of one instant, and one of another board.
      for (const stream of [`plan-${plan}`, `plan-${plan}`, 'plan-exempel.b.2026'])
        await given(store, stream, [event({})]);
    }
    const logIndex = new LogIndex([], store, database);
    await logIndex.catchUp();
    index = new HistoryIndex(database, store, logIndex);
  });
  afterAll(() => database.close());

  const asked = { at: null, position: null, number: null };
  const at = (time: string) => index.timelinePlace(scope, { ...asked, at: time });
  const upTo = (position: number) => index.timelinePlace(scope, { ...asked, position });
  const numbered = (number: number | null) => index.timelinePlace(scope, { ...asked, number });

  it('is the last one up to a time, with the events around it', async () => {
    const fourth = { count: 6, number: 4, at: two, position: 5, previous: 4, next: 7 };
    expect(await at(two)).toEqual(fourth);
    expect(await at('2026-05-03T07:59:59.999Z')).toEqual(fourth);
    expect(await at('2026-06-01T00:00:00.000Z')).toMatchObject({ number: 6, at: three, position: 8, next: null });
  });

  it('rule 50: is the last one up to a position, also among events of one instant', async () => {
    expect(await upTo(4)).toEqual({ count: 6, number: 3, at: two, position: 4, previous: 2, next: 5 });
    expect(await upTo(5)).toMatchObject({ number: 4, at: two, position: 5, previous: 4 });
    expect(await upTo(6)).toMatchObject({ number: 4, position: 5 });
  });

  it('is before the first one at an earlier time', async () => {
    const before = { count: 6, number: 0, at: null, position: null, previous: null, next: 1 };
    expect(await at('2026-04-30T00:00:00.000Z')).toEqual(before);
  });

  it('is chosen by its number, the last one for a larger number, and the newest', async () => {
    expect(await numbered(1)).toMatchObject({ at: one, position: 1, previous: null, next: 2 });
    expect(await numbered(9)).toMatchObject({ number: 6, position: 8 });
    expect(await numbered(null)).toMatchObject({ number: 6, position: 8 });
  });

  it('is none of a thing that nothing has happened to, or of a whole board', async () => {
    const none = { count: 0, number: 0, at: null, position: null, previous: null, next: null };
    for (const thing of ['exempel.a.2027', null]) {
      expect(await index.timelinePlace({ ...scope, thing }, { ...asked, number: 2 })).toEqual(none);
    }
  });
});
