import fc from 'fast-check';
import { sql } from 'kysely';
import { apply } from '../../../test/support/projection-under-test.js';
import { metadata } from '../../../test/stores/store-under-test.js';
import { checkpointOf, type EventOf, type Fold, positionOf, type Stored } from '../../kernel/fold.js';
import { idOf } from '../../kernel/identity.js';
import type { Database } from '../../platform/database/database.service.js';
import { openEmbedded } from '../../platform/database/embedded-database.service.js';
import type { ViewTables } from '../../platform/database/state-tables.view.js';
import type { EventStore } from '../../platform/event-store/event-store.js';
import { INDEX_SCHEMA } from '../../platform/projections/log-index-tables.service.js';
import { LogIndex } from '../../platform/projections/log-index.service.js';
import { Projection } from '../../platform/projections/projection.service.js';
import { treeFollower } from '../tree-tables.service.js';
import { isAnother, linesOf, type TwoSides } from './two-sides.js';
import { compareSides } from './two-sides.service.js';

const fold: Fold<null, EventOf<'ThingNoted', object>> = {
  kind: 'plan',
  initial: null,
  events: { ThingNoted: [] },
  evolve: (state) => state,
};

let database: Database<ViewTables>;

beforeAll(async () => {
  database = await openEmbedded<ViewTables>('memory');
});

afterAll(() => database.close());

function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** An event for each municipality named, one a second. Other numbers make other events at the same places. */
function logOf(municipalities: readonly string[], numbers: (at: number) => number = (at) => at): Stored[] {
  const revisions = new Map<string, number>();
  return municipalities.map((municipality, at) => {
    const stream = `plan-${municipality}.ks.2026`;
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return {
      id: id(numbers(at)),
      stream,
      revision,
      position: positionOf(10 * (at + 1)),
      recordedAt: new Date(Date.UTC(2026, 4, 12, 8, 0, at)).toISOString(),
      type: 'ThingNoted',
      version: 1,
      data: {},
      metadata: { ...metadata, municipalityId: idOf('Municipality', municipality) },
    };
  });
}

function storeOf(events: readonly Stored[]): EventStore {
  const after = async function* (position: number): AsyncGenerator<readonly Stored[], void, void> {
    const rest = events.filter((event) => event.position > position);
    if (rest.length > 0) yield await Promise.resolve(rest);
  };
  return {
    append: () => Promise.reject(new Error('Nothing may be appended.')),
    readStream: () => after(Infinity),
    readAll: after,
    readGrouped: () => null,
    head: () => Promise.resolve(checkpointOf(events.at(-1)?.position ?? 0)),
    eventAt: (position) => Promise.resolve(events.find((event) => event.position === position) ?? null),
    subscribe: after,
  };
}

/** Makes the tables as a service leaves them behind: an index of some events, and views of more. */
async function know(viewed: readonly Stored[], indexed = viewed): Promise<void> {
  const { db } = database;
  await sql`drop schema if exists ${sql.id(INDEX_SCHEMA)} cascade`.execute(db);
  await new LogIndex([{ folds: [fold], followers: [treeFollower] }], storeOf(indexed), database).catchUp();
  const projection = new Projection(db, 'views_spec', [fold], []);
  await projection.createAnew();
  await apply(projection, viewed, 0);
}

function compare(held: readonly Stored[]): Promise<TwoSides> {
  return compareSides(database.db, storeOf(held));
}

const five = ['a', 'b', 'a', 'b', 'a'];

describe('what the views know beside what the log holds', () => {
  it('is the same log, also when the log holds more', async () => {
    await know(logOf(five).slice(0, 3));
    const sides = await compare(logOf(five));
    expect(sides).toMatchObject({ known: { events: 3 }, held: { events: 5 }, unknown: 2, parting: null });
    expect(isAnother(sides)).toBe(false);
    expect(linesOf(sides)).toEqual([
      'The log holds all that the views know.',
      'The views know 3 events, recorded from 2026-05-12T08:00:00.000Z to 2026-05-12T08:00:02.000Z, the last at position 30.',
      'The log holds 5 events, recorded from 2026-05-12T08:00:00.000Z to 2026-05-12T08:00:04.000Z, the last at position 50. The views do not know 2 of them.',
    ]);
  });

  it('tells what is lost by municipality, time and person where the log was cut', async () => {
    await know(logOf(five));
    const sides = await compare(logOf(five).slice(0, 2));
    expect(isAnother(sides)).toBe(true);
    expect(linesOf(sides).slice(3)).toEqual([
      'They part at event 3 at position 30.',
      '  The views know ThingNoted of plan-a.ks.2026, recorded at 2026-05-12T08:00:02.000Z.',
      '  The log ends before it.',
      'The log does not hold 3 events that were recorded:',
      '  a: 2 events, recorded from 2026-05-12T08:00:02.000Z to 2026-05-12T08:00:04.000Z',
      '    anna.ek: 2 events',
      '  b: 1 event, recorded from 2026-05-12T08:00:03.000Z to 2026-05-12T08:00:03.000Z',
      '    anna.ek: 1 event',
    ]);
  });

  it('names the event that stands there instead, where the log has grown past the views', async () => {
    await know(logOf(five));
    const sides = await compare(logOf([...five, 'a', 'a'], (at) => (at < 3 ? at : at + 100)));
    expect(sides).toMatchObject({ held: { events: 7 }, unknown: 4, lost: { events: 2 } });
    expect(linesOf(sides)).toContain(
      `  The log holds ThingNoted of plan-b.ks.2026, recorded at 2026-05-12T08:00:03.000Z: event ${id(103)}.`,
    );
  });

  it('counts what the views know and the log index has not taken in yet', async () => {
    await know(logOf(five), logOf(five).slice(0, 2));
    expect(await compare(logOf(five))).toMatchObject({ known: { events: 5, position: 50 }, parting: null });
    const sides = await compare(logOf(five).slice(0, 4));
    expect(sides).toMatchObject({ known: { events: 5 }, lost: { events: 1, untold: 1, people: [] } });
    expect(linesOf(sides).at(-1)).toBe('  Type, time and people of 1 event are not known.');
  });

  it('is all lost where the log is empty or another altogether', async () => {
    await know(logOf(five));
    expect(await compare([])).toMatchObject({ held: { events: 0 }, unknown: 0, lost: { events: 5 } });
    const other = logOf(five, (at) => at + 100);
    expect(await compare(other)).toMatchObject({ unknown: 5, parting: { known: { index: 0 } }, lost: { events: 5 } });
  });

  it('is nothing where nothing was taken in yet', async () => {
    await know([]);
    expect(await compare(logOf(five))).toMatchObject({ known: { events: 0 }, unknown: 5, parting: null });
  });

  const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

  it(`counts any lost events, wherever the logs part (FC_SEED=${seed})`, async () => {
    const logs = fc.record({
      municipalities: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 }),
      kept: fc.nat(12),
      grown: fc.nat(12),
      unindexed: fc.nat(3),
    });
    const same = fc.asyncProperty(logs, async ({ municipalities, kept, grown, unindexed }) => {
      const known = logOf(municipalities);
      await know(known, known.slice(0, Math.max(0, known.length - unindexed)));
      const other = logOf([...municipalities.slice(0, kept), ...Array.from({ length: grown }, () => 'd')], (at) =>
        at < kept ? at : at + 100,
      );
      const sides = await compare(other);
      const lost = Math.max(0, known.length - kept);
      expect(sides).toMatchObject({ known: { events: known.length }, lost: { events: lost } });
      expect(sides.parting?.known.index).toBe(lost === 0 ? undefined : kept);
      const counts = [...sides.lost.municipalities.values()].map(({ events }) => events);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(lost);
    });
    await fc.assert(same, { seed, numRuns: 25 });
  });
});
