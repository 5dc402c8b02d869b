import { sql } from 'kysely';
import { orderedBy, replayLog, type ReplayOptions } from '../../src/audit/replay-log.service.js';
import type { ReplayedEvent } from '../../src/audit/replay.service.js';
import { checkViews, rebuildAll } from '../../src/offline.service.js';
import { INDEX_SCHEMA } from '../../src/platform/projections/log-index-tables.service.js';
import { Projection } from '../../src/platform/projections/projection.service.js';
import type { RebuildProgress } from '../../src/platform/projections/rebuild.service.js';
import { openViews, type Places } from '../../src/platform/open-stores.service.js';
import { startApp } from '../support/app-under-test.js';
import { plan } from '../support/municipality-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';

let places: Places;
let schema: string;
let whole: ReplayedEvent[];

/** The folder of a service that has ended. */
beforeAll(async () => {
  const played = await copyOfPlayedCase();
  ({ places } = played);
  const { app, close } = await startApp(played.end, places);
  schema = app.get(Projection).schema;
  await close();
  whole = await replayed({});
});

async function replayed(options: ReplayOptions): Promise<ReplayedEvent[]> {
  const steps: ReplayedEvent[] = [];
  await replayLog(places, orderedBy(options), (step) => {
    steps.push(step);
    return 'go on';
  });
  return steps;
}

describe('the whole log, played again where no service runs', () => {
  it('is played no longer than somebody reads it', async () => {
    let steps = 0;
    await replayLog(places, orderedBy({}), () => {
      steps += 1;
      return steps < 3 ? 'go on' : 'stop';
    });
    expect(steps).toBe(3);
  });

  it('is every event in the order of the log, with how far it is', () => {
    const positions = whole.map(({ entry }) => entry.position);
    expect(positions).toEqual(positions.map((_, at) => at + 1));
    expect(whole.map(({ entry }) => entry.index)).toEqual(positions.map((_, at) => at));
    expect(new Set(whole.map(({ head }) => head))).toEqual(new Set([positions.length]));
    expect(whole[0]?.entry.type).toBe('SteeringModelAdopted');
  });

  it('tells from a point on what it tells there from the first event on', async () => {
    expect(await replayed({ from: '60', to: '80' })).toEqual(whole.slice(59, 80));
    const times = { from: '2026-05-27T00:00:00Z', to: '2026-05-27T23:59:59Z' };
    const day = await replayed(times);
    expect(new Set(day.map(({ entry }) => entry.recordedAt.slice(0, 10)))).toEqual(new Set(['2026-05-27']));
  });

  it('is of one thing, told as in the whole', async () => {
    const meeting = 'exempel.ks.meeting-2026-05-27';
    const told = await replayed({ of: meeting });
    expect(told).toEqual(whole.filter(({ entry }) => told.some((one) => one.entry.index === entry.index)));
    expect(told.length).toBeGreaterThan(10);
    await expect(replayed({ of: `${plan}9` })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is in a language that there is', () => {
    expect(orderedBy({}).language).toBe('sv');
    expect(() => orderedBy({ language: 'fi' })).toThrow('Tertial does not speak fi. Give one of sv, en.');
  });
});

const matter = 'exempel.ks.dnr-ks-2026-142';

describe('rule 48: the views of the sample case, made anew from the first event', () => {
  it('are the live ones, row by row, and it says how far it is', async () => {
    const told: RebuildProgress[] = [];
    const { events, differing, first } = await checkViews(places, (progress) => told.push(progress));
    expect({ differing, first }).toEqual({ differing: 0, first: null });
    expect(told.at(-1)).toEqual({ position: events, head: events });
  });

  it('raise an alarm where somebody has changed a row, and name the place in it', async () => {
    const views = await openViews(places);
    await sql`
      update ${sql.id(schema, 'matters')}
      set "row" = replace("row"::text, '"kind":"FOLLOW_UP"', '"kind":"OTHER"')::json
      where id = ${matter}`.execute(views.db);
    await views.close();
    expect(await checkViews(places, () => undefined)).toMatchObject({
      differing: 2,
      first: {
        table: 'matters',
        key: { id: matter },
        place: 'row.kind',
        live: '"OTHER"',
        fresh: '"FOLLOW_UP"',
      },
    });
    // It has mended nothing.
    expect(await checkViews(places, () => undefined)).toMatchObject({ differing: 2 });
  });

  it('are mended by a rebuild, which mends the log index and its tree too', async () => {
    const views = await openViews(places);
    await sql`update ${sql.id(INDEX_SCHEMA, 'tree')} set frontier = sha256(frontier)`.execute(views.db);
    await sql`delete from ${sql.id(INDEX_SCHEMA, 'things')} where thing = ${matter}`.execute(views.db);
    await views.close();
    const { differing, index } = await rebuildAll(places, () => undefined);
    expect(differing).toHaveLength(2);
    expect(index).toEqual({ events: whole.length, isOtherwise: true });
    const again = await rebuildAll(places, () => undefined);
    expect(again).toMatchObject({ differing: [], index: { events: whole.length, isOtherwise: false } });
    expect(await checkViews(places, () => undefined)).toMatchObject({ differing: 0 });
  });
});
