import { orderedBy, replayLog, type ReplayOptions } from '../../src/audit/replay-log.service.js';
import type { ReplayedEvent } from '../../src/audit/replay.service.js';
import type { StoredEvent } from '../../src/platform/event-store/event-store.js';
import { openKurrentDb } from '../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { openStores, type Places } from '../../src/platform/open-stores.service.js';
import { KurrentDbServer } from '../stores/kurrentdb/server-under-test.js';
import { all } from '../stores/store-under-test.js';
import { copyOfPlayedCase } from '../support/played-case.js';

let server: KurrentDbServer;
let places: Places;
let log: readonly StoredEvent[];

/** The events of the sample case in a KurrentDB, whose positions are places in a file. */
beforeAll(async () => {
  server = await KurrentDbServer.start();
  places = { folder: 'memory', eventsUrl: server.url, viewsUrl: null };
  const played = await openStores((await copyOfPlayedCase()).places);
  const there = await openKurrentDb(server.url);
  for (const { stream, ...event } of await all(played.events.readAll(0)))
    await there.store.append(stream, 'any', [event]);
  log = await all(there.store.readAll(0));
  await there.close();
  await played.close();
});

afterAll(() => server.stop());

async function replayed(options: ReplayOptions): Promise<readonly number[]> {
  const steps: ReplayedEvent[] = [];
  await replayLog(places, orderedBy(options), (step) => {
    steps.push(step);
    return 'go on';
  });
  return steps.map(({ entry }) => entry.position);
}

describe('the log of a KurrentDB, played again', () => {
  it('is every event, from the first one on', async () => {
    expect(await replayed({})).toEqual(log.map(({ position }) => position));
  });

  it('begins at a time, at a position, and between two positions', async () => {
    const from = log[40];
    const next = log[41];
    if (from === undefined || next === undefined) throw new Error('The sample case has fewer events.');
    const rest = log.filter(({ recordedAt }) => recordedAt >= from.recordedAt).map(({ position }) => position);
    expect(await replayed({ from: from.recordedAt })).toEqual(rest);
    const after = log.slice(41).map(({ position }) => position);
    expect(await replayed({ from: String(next.position) })).toEqual(after);
    expect(await replayed({ from: String(from.position + 1), to: String(next.position) })).toEqual([next.position]);
  });
});
