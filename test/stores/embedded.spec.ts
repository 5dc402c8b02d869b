import { setImmediate as nextTurn } from 'node:timers/promises';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../../src/platform/database.service.js';
import { openEmbedded } from '../../src/platform/embedded-database.service.js';
import { FolderInUse } from '../../src/platform/folder-lock.service.js';
import { createEventTables } from '../../src/platform/event-tables.service.js';
import { SqlEventStore } from '../../src/platform/sql-event-store.service.js';
import { conformance } from './event-store-conformance.js';
import { all, event, events, given, idsOf, newStream } from './store-under-test.js';

let database: Database<unknown>;

beforeAll(async () => {
  database = await openEmbedded<unknown>('memory');
  await createEventTables(database.db);
});

afterAll(() => database.close());

conformance('The embedded database', async () => {
  return { store: new SqlEventStore(database.db), close: () => Promise.resolve() };
});

describe('The log in the embedded database', () => {
  it('numbers positions without holes, lost races and failed writes included', async () => {
    const store = new SqlEventStore(database.db);
    const base = await store.head();
    const stream = newStream();
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => store.append(stream, n % 3 ? 'no stream' : 'any', events(2))),
    );
    await expect(clocked('no time').append(stream, 'any', events(1))).rejects.toThrow();
    await given(store, newStream(), events(1));
    const positions = (await all(store.readAll(base))).map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, n) => base + 1 + n));
  });

  it.each([
    ['update', sql`update log.events set type = 'X'`],
    ['update of nothing', sql`update log.events set type = 'X' where false`],
    ['delete', sql`delete from log.events`],
    ['truncate', sql`truncate log.events`],
  ])('refuses %s', async (_, change) => {
    await given(new SqlEventStore(database.db), newStream(), events(1));
    await expect(change.execute(database.db)).rejects.toThrow('Nothing in the log is ever changed or deleted');
  });

  it('can be created again without harm', async () => {
    const store = new SqlEventStore(database.db);
    const { position } = await given(store, newStream(), events(1));
    await createEventTables(database.db);
    expect(await store.head()).toBe(position);
  });

  it('keeps the text of the data as it was written', async () => {
    const data = { b: 1, a: 'x\u0000', nested: [1e21, -0] };
    const one = event(data);
    await given(new SqlEventStore(database.db), newStream(), [one]);
    const { rows } = await sql`select data::text as text from log.events where id = ${one.id}`.execute(database.db);
    expect(rows).toEqual([{ text: JSON.stringify(data) }]);
  });

  it('records the moment that a simulated clock shows', async () => {
    const stream = newStream();
    await given(clocked('2026-05-27T10:00:00.123+02:00'), stream, events(1));
    const [got] = await all(new SqlEventStore(database.db).readStream(stream));
    expect(got?.recordedAt).toBe('2026-05-27T08:00:00.123Z');
  });

  it('rejects every append of a failed call, without their data, and goes on with the next', async () => {
    let time = 'no time';
    const store = new SqlEventStore(database.db, { now: () => time });
    const stream = newStream();
    const failed = [newStream(), newStream(), newStream()].map((each) => store.append(each, 'any', [event('secret')]));
    for (const result of await Promise.allSettled(failed)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('no time') } });
      expect(inspect(result, { depth: 10 })).not.toContain('secret');
    }
    time = '2026-05-27T08:00:00.000Z';
    expect(await store.append(stream, 'no stream', events(1))).toMatchObject({ outcome: 'appended' });
  });

  it('does not lose an append that comes while a transaction is open that is then rolled back', async () => {
    const store = new SqlEventStore(database.db);
    const stream = newStream();
    let append: Promise<unknown> | undefined;
    const transaction = database.db.transaction().execute(async (inside) => {
      await sql`select 1`.execute(inside);
      append = store.append(stream, 'no stream', events(1));
      await sql`select 1`.execute(inside);
      throw new Error('rolled back');
    });
    await expect(transaction).rejects.toThrow('rolled back');
    expect(await append).toMatchObject({ outcome: 'appended' });
    expect(await all(store.readStream(stream))).toHaveLength(1);
  });

  it('wakes a subscription of another process by polling', async () => {
    const stop = new AbortController();
    const reader = new SqlEventStore(database.db);
    const deliveries = reader.subscribe(await reader.head(), stop.signal);
    await deliveries.next();
    const sent = events(1);
    await given(new SqlEventStore(database.db), newStream(), sent);
    const { value } = await deliveries.next();
    expect(Array.isArray(value) ? idsOf(value) : value).toEqual(idsOf(sent));
    stop.abort();
  });
});

describe('The embedded database in a folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tertial-embedded-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has what was appended when it is opened again, and is locked between', async () => {
    const first = await openEmbedded<unknown>(folder);
    await createEventTables(first.db);
    const stream = newStream();
    const sent = events(3);
    await given(new SqlEventStore(first.db), stream, sent);
    await expect(openEmbedded(folder)).rejects.toBeInstanceOf(FolderInUse);
    await Promise.all([first.close(), first.close()]);
    await first.close();

    const second = await openEmbedded<unknown>(folder);
    await createEventTables(second.db);
    expect(idsOf(await all(new SqlEventStore(second.db).readStream(stream)))).toEqual(idsOf(sent));
    await second.close();
  });

  it('lets an append that has been sent finish before it closes', async () => {
    const first = await openEmbedded<unknown>(folder);
    await createEventTables(first.db);
    const store = new SqlEventStore(first.db);
    await store.head();
    const append = store.append('test-last', 'no stream', events(500));
    await nextTurn();
    const closing = first.close();
    expect(await append).toMatchObject({ outcome: 'appended' });
    await closing;
    await expect(store.append('test-late', 'any', events(1))).rejects.toThrow('could not be written');
  });

  it('says so in a sentence, and lets go of the folder, when there is no database that can be opened', async () => {
    writeFileSync(join(folder, 'db'), 'not a folder');
    await expect(openEmbedded(folder)).rejects.toThrow(/^The embedded database in .*db cannot be opened: .*\.$/);
    expect(existsSync(join(folder, 'holder.json'))).toBe(false);
  });
});

function clocked(moment: string): SqlEventStore {
  return new SqlEventStore(database.db, { now: () => moment });
}
