import { randomUUID } from 'node:crypto';
import type { Recorded } from '../../src/kernel/fold.js';
import { rebuild } from '../../src/platform/projections/rebuild.service.js';
import { defaultModel } from '../../src/steering-models/default-model.js';
import { adoption, modelId } from '../support/plan-under-test.js';
import { type Asked, foldOf, openViewsAsOf, type ViewsAsOf } from '../support/views-as-of-under-test.js';
import { board, planId } from './board-with-plan.js';
import { Chance } from './chance.js';
import { runBy } from './run.js';
import type { World } from './world.js';

const MOVES = 90;
/** Most get nowhere; the one in which most kinds of things happen is told. */
const WORLDS = 80;
const POSITIONS_ASKED_ABOUT = 40;

/** A world in which much has happened, led by chance. */
function eventful(chance: Chance): World {
  const worlds = Array.from({ length: WORLDS }, () => {
    const { world } = runBy(Array.from({ length: MOVES }, () => chance.between(0, 2 ** 31 - 1)));
    return { world, kinds: new Set(world.log.map(({ type }) => type)).size };
  });
  const [most] = worlds.toSorted((one, other) => other.kinds - one.kinds);
  if (most === undefined) throw new Error('There are no worlds.');
  return most.world;
}

function askedIn({ removals, matters, meetings }: World): Asked {
  const proposals = [...removals.all.values()].flat().map(({ id }) => id);
  return {
    board,
    plan: planId,
    model: modelId,
    proposals,
    matters: [...matters.all.keys()],
    meetings: [...meetings.all.keys()],
  };
}

type Told = Pick<Recorded, 'stream' | 'type' | 'data' | 'metadata'>;

/** Before all that a world tells, which has its model from elsewhere. */
const modelAdopted = {
  type: 'SteeringModelAdopted',
  stream: `steeringModel-${modelId}`,
  data: { steeringModelId: modelId, name: 'Styrmodell', holdsFrom: '2026-01-01', decision: adoption, ...defaultModel },
};

describe('whatever has happened', () => {
  const seed = Number(process.env.FC_SEED) || Date.now();
  process.stdout.write(`as of: FC_SEED=${seed}\n`);
  const chance = new Chance(seed);
  const world = eventful(chance);
  const asked = askedIn(world);
  let views: ViewsAsOf;
  /** The views as they were when the event at the position had been recorded. */
  const shownAt = new Map<number, string>();

  /** Records an event of the world and lets the live views take it in. */
  async function record({ stream, type, data, metadata }: Told): Promise<void> {
    const upcasts: unknown = Reflect.get(foldOf(stream).events, type);
    const version = Array.isArray(upcasts) ? upcasts.length + 1 : 1;
    const outcome = await views.stores.events.append(stream, 'any', [
      { id: randomUUID(), type, version, data, metadata },
    ]);
    if (outcome.outcome !== 'appended') throw new Error(outcome.outcome);
    const { position } = await views.projection.checkpoint();
    const positions = views.projection.follow(views.stores.events.readAll(position), position);
    while ((await positions.next()).done !== true);
  }

  function someOf<Thing>(things: readonly Thing[], count: number): Thing[] {
    return chance.some(things, Math.min(1, count / things.length));
  }

  beforeAll(async () => {
    views = await openViewsAsOf();
    for (const { metadata } of world.log.slice(0, 1)) await record({ ...modelAdopted, metadata });
    for (const event of world.log) {
      // Rule 50: a clock goes now forwards and now back.
      views.clock.set(new Date(Date.parse(event.recordedAt) + chance.between(-7_200_000, 7_200_000)).toISOString());
      await record(event);
      shownAt.set(await views.stores.events.head(), await views.read(asked, null));
    }
    await views.index.catchUp();
  });
  afterAll(() => views.close());

  it('enough of it does to be worth asking about', () => {
    const kinds = new Set(world.log.map(({ type }) => type));
    process.stdout.write(`as of: ${world.log.length} events of ${kinds.size} types\n`);
    expect(kinds).toContain('PointDecided');
    expect(kinds).toContain('MinutesAdjusted');
  });

  it('rule 49: what was known at a position is what the live views showed then, byte for byte', async () => {
    for (const [position, shown] of someOf([...shownAt], POSITIONS_ASKED_ABOUT)) {
      expect({ position, shown: await views.read(asked, { position, validOn: null }) }).toEqual({ position, shown });
    }
  });

  it('rule 48: a rebuild changes nothing of it', async () => {
    const { differing } = await rebuild(views.projection, views.stores.events);
    expect(differing).toEqual([]);
    for (const [position, shown] of someOf([...shownAt], 5)) {
      expect({ position, shown: await views.read(asked, { position, validOn: null }) }).toEqual({ position, shown });
    }
  });

  it('when all facts hold, only those that hold are all that were known', async () => {
    for (const [position, shown] of someOf([...shownAt], 10)) {
      const moment = { position, validOn: '9999-12-31' };
      expect({ position, shown: await views.read(asked, moment) }).toEqual({ position, shown });
    }
  });

  it('rule 50: known by an instant is known by every later one, whatever the clock said', async () => {
    const known = await views.asOf.knownAtOf([...shownAt.keys()]);
    const instants = [...known].toSorted(([one], [other]) => one - other).map(([, instant]) => instant);
    expect(instants).toEqual(instants.toSorted());
  });
});
