import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sideTables } from '../../../src/app.module.js';
import { addKey, EVIDENCE, evidenceAt } from '../../../src/evidence/signing-keys.service.js';
import { exportPlaces } from '../../../src/exports/export-command.service.js';
import { verifyExport } from '../../../src/exports/verify-export.service.js';
import { checkViews } from '../../../src/offline.service.js';
import { backUp } from '../../../src/platform/backup/backup.service.js';
import { type SavedLog, StoreLog } from '../../../src/platform/backup/saved-log.service.js';
import { backUpPlaces, restorePlaces } from '../../../src/platform/backup-places.service.js';
import type { StoredEvent } from '../../../src/platform/event-store/event-store.js';
import { openKurrentDb } from '../../../src/platform/event-store/kurrentdb/kurrentdb-event-store.service.js';
import { openStores, type Places } from '../../../src/platform/open-stores.service.js';
import { KurrentDbServer } from '../kurrentdb/server-under-test.js';
import { all, event, given, newStream } from '../store-under-test.js';
import { copyOfPlayedCase } from '../../support/played-case.js';
import { type PostgresUnderTest, startPostgres } from '../../support/postgres-under-test.js';

const home = mkdtempSync(join(tmpdir(), 'tertial-moved-'));
const keyFolder = join(home, 'keys');
addKey(keyFolder, 'exempel.se');
const evidence = evidenceAt({ folder: keyFolder, isMade: false, origin: null });
const silent = (): void => undefined;
let names = 0;
let server: KurrentDbServer;
let postgres: PostgresUnderTest;

function newName(): string {
  names += 1;
  return join(home, `n${names}`);
}

function newFolder(): Places {
  return { folder: newName(), eventsUrl: null, viewsUrl: null };
}

async function eventsIn(places: Places): Promise<StoredEvent[]> {
  const { events: store, close } = await openStores(places);
  return all(store.readAll(0)).finally(close);
}

async function moved(from: Places, to: Places): Promise<void> {
  const file = newName();
  await backUpPlaces(from, sideTables, file, silent);
  await restorePlaces(to, sideTables, file, silent);
}

/** Another steering model is adopted, with the facts of the log's first one. */
async function goOn(places: Places, name: string): Promise<void> {
  const { events: store, close } = await openStores(places);
  const [first] = await all(store.readAll(0));
  if (first === undefined) throw new Error('The log is empty.');
  const { type, version, data, metadata } = first;
  await given(store, `steeringModel-exempel.model-${name}`, [{ ...event(), type, version, data, metadata }]);
  await close();
}

async function exported(places: Places): Promise<string> {
  const file = newName();
  const request = { scope: { kind: 'everything' }, file, format: 'jsonl', withhold: [], since: null } as const;
  await exportPlaces(places, [{ provide: EVIDENCE, useValue: evidence }], request, silent);
  return file;
}

beforeAll(async () => {
  [server, postgres] = await Promise.all([KurrentDbServer.start(), startPostgres()]);
});

afterAll(async () => {
  await Promise.all([server.stop(), postgres.stop()]);
  rmSync(home, { recursive: true, force: true });
});

describe('a log that goes from store to store', () => {
  it('rules 46, 48 and 89: is the same in a folder, in PostgreSQL, in KurrentDB and in a folder again', async () => {
    const start = (await copyOfPlayedCase()).places;
    await goOn(start, 'start');
    const firstExport = await exported(start);
    const url = await postgres.newDatabase();
    const way: readonly Places[] = [
      { folder: newName(), eventsUrl: url, viewsUrl: url },
      { folder: newName(), eventsUrl: server.url, viewsUrl: await postgres.newDatabase() },
      newFolder(),
    ];
    let from = start;
    for (const [n, to] of way.entries()) {
      const before = await eventsIn(from);
      await moved(from, to);
      await goOn(to, `flyttad${n}`);
      const after = await eventsIn(to);
      expect(after.slice(0, -1)).toEqual(before);
      expect(after.at(-1)?.position).toBeGreaterThan(before.at(-1)?.position ?? 0);
      expect(await checkViews(to, silent)).toMatchObject({ events: after.length, differing: 0, first: null });
      from = to;
    }
    const keys = evidence.signers.map(({ key }) => key);
    const verdict = await verifyExport(await exported(from), { keys, held: [firstExport] });
    expect(verdict).toMatchObject({ faults: [], isSound: true, agreed: [{ file: firstExport }] });
    expect(verdict.events).toBe((await eventsIn(start)).length + way.length);
  });

  it('leaves KurrentDB while others write, and the file has what the log began with', async () => {
    const { store, close } = await openKurrentDb(server.url, { prefix: 'busy' });
    for (let n = 0; n < 12; n += 1)
      await given(
        store,
        newStream(),
        Array.from({ length: 100 }, () => event({ n })),
      );
    const log = new StoreLog(store);
    const written: SavedLog = {
      first: () => log.first(),
      head: (before) => log.head(before),
      async *pages(head) {
        await given(store, newStream(), [event()]);
        yield* log.pages(head);
      },
    };
    const file = newName();
    const saved = await backUp({ log: written, views: null, sideTables }, file, '2026-05-27T20:00:00.000Z');
    const there = await all(store.readAll(0));
    await close();
    expect(saved.events).toBe(1200);
    expect(there).toHaveLength(1201);
    const folder = newFolder();
    await restorePlaces(folder, sideTables, file, silent);
    expect(await eventsIn(folder)).toEqual(there.slice(0, 1200));
  });

  it('does not go into a KurrentDB as half a backup, nor where another log is, and changes nothing', async () => {
    const file = newName();
    await backUpPlaces((await copyOfPlayedCase()).places, sideTables, file, silent);
    const empty = await KurrentDbServer.start();
    const places = { folder: newName(), eventsUrl: empty.url, viewsUrl: null };
    const half = newName();
    const bytes = readFileSync(file);
    writeFileSync(half, bytes.subarray(0, bytes.length >> 1));
    const before = (await empty.tell('counts')).records;
    await expect(restorePlaces(places, sideTables, half, silent)).rejects.toThrow(
      /is cut off or changed\. It cannot be/,
    );
    expect((await empty.tell('counts')).records).toBe(before);
    const { store, close } = await openKurrentDb(empty.url);
    await given(store, newStream(), [event()]);
    const logged = await all(store.readAll(0));
    await expect(restorePlaces(places, sideTables, file, silent)).rejects.toThrow(
      /^The log has events already, .* into an empty store only; give another\.$/,
    );
    expect(await all(store.readAll(0))).toEqual(logged);
    await close();
    await empty.stop();
  });
});
