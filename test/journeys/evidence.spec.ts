import { leafOf, sha256 } from '../../src/audit/leaf-of-event.service.js';
import { isConsistent, isIncluded } from '../../src/audit/merkle-proof.js';
import { emptyFrontier, grown, rootOf, type TreeHead } from '../../src/audit/merkle-tree.js';
import { EVENT_STORE, type EventStore, type StoredEvent } from '../../src/platform/event-store.js';
import { readNote, signedUp, until, witnessOf } from '../support/evidence-under-test.js';
import { adoptSmallPlan, plan, startMunicipality } from '../support/municipality-under-test.js';

type Service = Awaited<ReturnType<typeof startMunicipality>>;

async function eventsOf({ api }: Service): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const page of api.app.get<EventStore>(EVENT_STORE).readAll(0)) events.push(...page);
  return events;
}

/** The tree's head as whoever has all events would compute it. */
function headOf(events: readonly StoredEvent[]): TreeHead {
  const frontier = events.reduce((tree, event) => grown(sha256, tree, leafOf(event).hash).frontier, emptyFrontier);
  return { size: frontier.size, root: rootOf(sha256, frontier) };
}

describe('what vouches for the log', () => {
  let service: Service;

  beforeAll(async () => {
    service = await startMunicipality();
    await adoptSmallPlan(service.api, 3);
  }, 60_000);
  afterAll(() => service.close());

  it('signs by itself when the log has grown', async () => {
    const { api } = service;
    const head = await api.head();
    await until(async () => (await witnessOf(api).newest())?.position === head);
  });

  it('is a checkpoint with the root over all events, which any other program comes to', async () => {
    const events = await eventsOf(service);
    const newest = await signedUp(service.api);
    expect(newest).toMatchObject(headOf(events));
    expect(newest.position).toBe(events.at(-1)?.position);
    expect(readNote(newest.note).checkpoint).toMatchObject({ ...headOf(events), extensions: [] });
  });

  it('proves of each event that it is among them', async () => {
    const { api } = service;
    const newest = await signedUp(api);
    for (const event of await eventsOf(service)) {
      const index = (await witnessOf(api).indexOf(event.position)) ?? -1;
      const proof = await witnessOf(api).inclusion(index, newest.size);
      expect(isIncluded(sha256, { index, leaf: leafOf(event).hash, head: newest, proof })).toBe(true);
    }
    expect(await witnessOf(api).indexOf(newest.position + 1)).toBeNull();
    await expect(witnessOf(api).inclusion(newest.size, newest.size)).rejects.toThrow(RangeError);
    await expect(witnessOf(api).inclusion(0, newest.size + 1)).rejects.toThrow(RangeError);
  });

  it('proves that what was signed before is the beginning of what is signed now', async () => {
    const { api } = service;
    const older = await signedUp(api);
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-15' });
    const newer = await signedUp(api);
    expect(newer.size).toBeGreaterThan(older.size);
    const proof = await witnessOf(api).consistency(older.size, newer.size);
    expect(isConsistent(sha256, { from: older, to: newer, proof })).toBe(true);
    expect(await witnessOf(api).ofSize(older.size)).toEqual(older);
    expect(await witnessOf(api).ofSize(1_000_000)).toBeNull();
  });
});
