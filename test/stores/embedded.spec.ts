import { setImmediate as nextTurn } from 'node:timers/promises';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../src/platform/database/database.service.js';
import { openEmbedded } from '../../src/platform/database/embedded-database.service.js';
import { FolderInUse } from '../../src/platform/database/folder-lock.service.js';
import { createEventTables } from '../../src/platform/event-store/event-tables.service.js';
import { SqlEventStore } from '../../src/platform/event-store/sql-event-store.service.js';
import { conformance } from './event-store-conformance.js';
import { loseEvents, sqlEventStore, swappedInSchema } from './sql-event-store.js';
import { all, events, given, idsOf, newStream } from './store-under-test.js';

let database: Database<unknown>;

beforeAll(async () => {
  database = await openEmbedded<unknown>('memory');
  await createEventTables(database.db);
});

afterAll(() => database.close());

conformance(
  'The embedded database',
  async () => {
    return {
      store: new SqlEventStore(database.db),
      second: new SqlEventStore(database.db),
      lose: (stream, revisions) => loseEvents(database.db, stream, revisions),
      close: () => Promise.resolve(),
    };
  },
  { makeSwapped: async () => swappedInSchema(await openEmbedded('memory')) },
);

describe('The log in the embedded database', () => {
  sqlEventStore(() => database.db);

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
});

describe('The embedded database in a folder', () => {
  let folder: string;

  // To make a database takes seconds, to open one that is there does not: they have one, each with streams of its own.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tertial-embedded-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
    const wrong = join(folder, 'wrong');
    mkdirSync(wrong);
    writeFileSync(join(wrong, 'db'), 'not a folder');
    await expect(openEmbedded(wrong)).rejects.toThrow(/^The data folder .*wrong is not whole: .*\.$/);
    expect(existsSync(join(wrong, 'holder.json'))).toBe(false);
  });
});
