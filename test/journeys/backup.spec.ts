import { checkpointOf } from '../../src/kernel/fold.js';
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sideTables } from '../../src/app.module.js';
import { playCase } from '../../src/demo/case.service.js';
import * as backups from '../../src/platform/backup/backup.service.js';
import type { Database } from '../../src/platform/database/database.service.js';
import { openEmbedded } from '../../src/platform/database/embedded-database.service.js';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { createEventTables } from '../../src/platform/event-store/event-tables.service.js';
import { writeLogFile } from '../../src/platform/backup/log-file.service.js';
import type { SavedLog } from '../../src/platform/backup/saved-log.service.js';
import { SqlLog } from '../../src/platform/backup/sql-log.service.js';
import { LogIndex } from '../../src/platform/projections/log-index.service.js';
import type { LoggedEvent } from '../../src/platform/event-store/logged-event.js';
import { backUpPlaces, restorePlaces } from '../../src/platform/backup-places.service.js';
import { openPostgres } from '../../src/platform/database/postgres-database.service.js';
import { Checkpoints } from '../../src/platform/projections/checkpoints.service.js';
import { SqlEventStore } from '../../src/platform/event-store/sql-event-store.service.js';
import type { SideTables } from '../../src/platform/database/side-tables.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import type { Places } from '../../src/platform/open-stores.service.js';
import type { Api } from '../support/api-under-test.js';
import { startMunicipality } from '../support/municipality-under-test.js';
import { type PostgresUnderTest, startPostgres } from '../support/postgres-under-test.js';
import { all, event, events, given, newStream } from '../stores/store-under-test.js';

const AT = '2026-05-27T20:00:00.000Z';
const home = mkdtempSync(join(tmpdir(), 'tertial-backup-'));
const KEPT_APART = '^(people|drafts|evidence)$';
let names = 0;

/** The databases of the log and of the views. Both can be the same one. */
interface Databases {
  readonly log: Database<ViewTables>;
  readonly views: Database<ViewTables>;
  readonly sideTables: readonly SideTables[];
}

async function backUp(
  { log, views, sideTables: kept }: Databases,
  ...[file, at, onProgress]: Tail<typeof backups.backUp>
): Promise<backups.Saved> {
  return backups.backUp({ log: new SqlLog(log), views, sideTables: kept }, file, at, onProgress);
}

async function restore(
  { log, views, sideTables: kept }: Databases,
  ...[file, onRestored]: Tail<typeof backups.restore>
): Promise<backups.Saved> {
  return backups.restore({ log: new SqlLog(log), views, sideTables: kept }, file, onRestored);
}

type Tail<Function extends (first: never, ...rest: never[]) => unknown> = Function extends (
  first: never,
  ...rest: infer Rest
) => unknown
  ? Rest
  : never;

function newName(): string {
  names += 1;
  return join(home, `n${names}`);
}

function placesIn(folder: string): Places {
  return { folder, eventsUrl: null, viewsUrl: null };
}

async function inFolder<Result>(folder: string, use: (databases: Databases) => Promise<Result>): Promise<Result> {
  const database = await openEmbedded<ViewTables>(folder);
  try {
    return await use({ log: database, views: database, sideTables });
  } finally {
    await database.close();
  }
}

/** A new database on the server. */
async function onServer<Result>(use: (databases: Databases) => Promise<Result>): Promise<Result> {
  const database = await openPostgres<ViewTables>(await server.newDatabase());
  try {
    return await use({ log: database, views: database, sideTables });
  } finally {
    await database.close();
  }
}

/** Every row of the log and of the views, as text. */
async function rowsIn(
  { db }: Database<ViewTables>,
  pattern = '^(log|people|drafts|views_)',
): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema ~ ${pattern} and table_name !~ 'kysely' order by 1, 2`.execute(db);
  const seen: Record<string, string[]> = {};
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ line: string }>`
      select row_to_json(t)::text as line from ${sql.id(schema, name)} t order by 1`.execute(db);
    seen[`${schema}.${name}`] = rows.map(({ line }) => line);
  }
  return seen;
}

/** Starts the service on a folder, lets it do all that it has to, and stops it. */
async function lived(folder: string): Promise<void> {
  const service = await startMunicipality('2026-05-27', placesIn(folder));
  await service.api.app.get(Checkpoints).settled(await service.api.head(), 60_000);
  await counted(service.api);
  await service.close();
}

/** Until the index of the log has every event. */
async function counted({ app }: Api): Promise<void> {
  await app.get(LogIndex).reached(await app.get<EventStore>(EVENT_STORE).head(), 60_000);
}

function linesOf(file: string): string[] {
  return gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
}

function written(lines: readonly string[]): string {
  const file = newName();
  writeFileSync(file, gzipSync(lines.map((line) => `${line}\n`).join('')));
  return file;
}

/** Returns the sentence that refuses to restore a file; the store is as empty afterwards as before. */
async function refusal(file: string): Promise<string> {
  const databases = { log: empty, views: empty, sideTables };
  const reason: unknown = await restore(databases, file).catch((error: unknown) => error);
  expect(await new SqlEventStore(empty.db).head()).toBe(0);
  return inspect(reason);
}

/** People with roles and a deputy, and among their names what a file of lines could stumble over. */
async function register(api: Api): Promise<void> {
  await api.give('adam', 'addBoard', { boardId: 'exempel.ks', name: 'Kommunstyrelsen' });
  await api.give('adam', 'addUnit', { unitId: 'exempel.ks.unit-hr', name: 'HR', managerId: null });
  for (const [personId, name] of Object.entries({ p1: 'Åsa "Å" \\n \u2028 Öberg', p2: 'Ulf', p3: 'Olle' })) {
    await api.give('adam', 'addPerson', { personId, name });
  }
  await api.give('adam', 'grantRole', { personId: 'p1', boardId: 'exempel.ks', role: 'SECRETARY' });
  await api.give('adam', 'appointDeputy', { roleId: 'exempel.ks.role-1', personId: 'p2', to: '2030-12-31' });
  await api.give('adam', 'addUnitMember', { unitId: 'exempel.ks.unit-hr', personId: 'p2' });
  await api.give('adam', 'erasePersonName', { personId: 'p3' });
}

/** The lines of the events. */
function eventsIn(lines: readonly string[]): string[] {
  return lines.filter((line) => line.startsWith('{"position"'));
}

/** As a build wrote a backup that knew of the log alone. */
function ofVersion1(lines: readonly string[]): string[] {
  const [header = ''] = lines;
  const kept = [header.replace('"version":2', '"version":1'), ...eventsIn(lines)];
  const hash = createHash('sha256').update(kept.map((line) => `${line}\n`).join(''));
  const last: object = JSON.parse(lines.at(-1) ?? '');
  return [...kept, JSON.stringify({ ...last, rows: undefined, sha256: hash.digest('hex') })];
}

let server: PostgresUnderTest;
let empty: Database<ViewTables>;
const town = newName();
const backup = newName();
let before: Record<string, string[]>;
let keptBefore: Record<string, string[]>;

beforeAll(async () => {
  server = await startPostgres();
  empty = await openEmbedded<ViewTables>('memory');
  const service = await startMunicipality('2025-12-18', placesIn(town));
  await playCase(service.api.app, service.clock);
  await register(service.api);
  await counted(service.api);
  await service.close();
  await inFolder(town, async (databases) => {
    before = await rowsIn(databases.log);
    keptBefore = await rowsIn(databases.log, KEPT_APART);
    await backUp(databases, backup, AT);
  });
});

afterAll(async () => {
  await empty.close();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('a backup', () => {
  it('is restored into an empty folder: the same log, the same views, and no reaction twice', async () => {
    const folder = newName();
    const saved = await inFolder(folder, (databases) => restore(databases, backup));
    expect(saved.events).toBe(before['log.events']?.length);
    await lived(folder);
    await inFolder(folder, async ({ log }) => {
      const after = await rowsIn(log);
      expect(Object.keys(after).length).toBeGreaterThan(5);
      expect(after).toEqual(before);
    });
  });

  it('rules 46 and 47: holds the people, the drafts and what was signed whole, and is restored with them', async () => {
    const empty = Object.entries(keptBefore).flatMap(([table, rows]) => (rows.length === 0 ? [table] : []));
    expect(empty).toEqual(['evidence.former_checkpoints']);
    expect(Object.keys(keptBefore)).toHaveLength(11);
    expect(keptBefore['people.persons']?.join()).toContain('Öberg');
    await onServer(async (databases) => {
      const { rows } = await restore(databases, backup);
      const after = await rowsIn(databases.views, KEPT_APART);
      expect(rows).toBe(Object.values(after).flat().length);
      expect(after).toEqual(keptBefore);
    });
  });

  it('may be of a register alone, before anything has happened', async () => {
    const file = newName();
    await onServer(async ({ log, views }) => {
      for (const { create } of sideTables) await create(views.db);
      await sql`insert into people.municipalities (id, name) values ('exempel', 'Exempel')`.execute(views.db);
      expect(await backUp({ log, views, sideTables }, file, AT)).toMatchObject({ events: 0, rows: 1 });
    });
    await onServer(async (databases) => {
      expect(await restore(databases, file)).toMatchObject({ events: 0, head: 0, rows: 1 });
    });
  });

  it('of a build that kept no register is restored still', async () => {
    await onServer(async (databases) => {
      const saved = await restore(databases, written(ofVersion1(linesOf(backup))));
      expect(saved).toMatchObject({ events: before['log.events']?.length, rows: 0 });
    });
  });

  it('is not restored over a register that somebody has begun, and then changes nothing', async () => {
    await onServer(async (databases) => {
      for (const { create } of sideTables) await create(databases.views.db);
      await sql`insert into people.municipalities (id, name) values ('annan', 'Annan')`.execute(databases.views.db);
      await expect(restore(databases, backup)).rejects.toThrow('people.municipalities has rows already.');
      expect(await new SqlEventStore(databases.log.db).head()).toBe(0);
    });
  });

  it('is not restored without a table that it has rows of', async () => {
    await onServer(async (databases) => {
      await expect(restore({ ...databases, sideTables: [] }, backup)).rejects.toThrow(
        /^This build has no table drafts\.matter_drafts\. Restore with the build/,
      );
      expect(await new SqlEventStore(databases.log.db).head()).toBe(0);
    });
  });

  it('of a service that was killed is restored: all reactions come again, and none has a second effect', async () => {
    const folder = newName();
    const file = newName();
    await onServer(async (databases) => {
      await restore(databases, backup);
      await sql`delete from reactor.reached`.execute(databases.views.db);
      await backUp(databases, file, AT);
    });
    expect(linesOf(file)[0]).toContain('"reactedTo":0');
    await inFolder(folder, (databases) => restore(databases, file));
    await lived(folder);
    await inFolder(folder, async ({ log }) => expect(await rowsIn(log)).toEqual(before));
  });

  it('holds what had not been reacted to, which is then done', async () => {
    const lines: LoggedEvent[] = linesOf(backup)
      .slice(1, -1)
      .map((line) => JSON.parse(line));
    const plan = lines.findIndex(({ type }) => type === 'PlanAdopted');
    const file = newName();
    const page = lines.slice(0, plan + 1);
    const head = page.at(-1)?.position ?? 0;
    await writeLogFile(
      file,
      { at: AT, head, reactedTo: head - 1 },
      (async function* () {
        yield await Promise.resolve(page);
      })(),
    );
    const folder = newName();
    await inFolder(folder, (databases) => restore(databases, file));
    const service = await startMunicipality('2025-12-18', placesIn(folder));
    await service.api.app.get(Checkpoints).settled(head, 60_000);
    const after = await all(service.api.app.get<EventStore>(EVENT_STORE).readAll(checkpointOf(head)));
    expect(after.map(({ type }) => type)).toEqual(
      page
        .at(-1)
        ?.data.match(/"goalId"/g)
        ?.map(() => 'GoalEstablished'),
    );
    await service.close();
  });

  it('goes back no further than the oldest dead letter', async () => {
    await onServer(async (databases) => {
      await restore(databases, backup);
      await sql`insert into reactor.dead_letters values ('r', gen_random_uuid(), 'exempel', '{"position": 7}', 'e', 3, ${AT})`.execute(
        databases.views.db,
      );
      const file = newName();
      await backUp(databases, file, AT);
      expect(linesOf(file)[0]).toContain('"reactedTo":6');
    });
  });

  it('of a folder is restored into PostgreSQL and backed up from there, byte by byte', async () => {
    await onServer(({ log }) =>
      onServer(async ({ views }) => {
        await sql`create schema views_of_another_log`.execute(views.db);
        await restore({ log, views, sideTables }, backup);
        expect((await rowsIn(log))['log.events']).toEqual(before['log.events']);
        expect(await rowsIn(views, '^(log|views_)')).toEqual({});
        await expect(sql`delete from log.events`.execute(log.db)).rejects.toThrow('Nothing in the log is ever changed');
        const file = newName();
        await backUp({ log, views, sideTables }, file, AT);
        expect(linesOf(file)).toEqual(linesOf(backup));
      }),
    );
  });

  it('is taken while others write, and is then what the log began with', async () => {
    await onServer(async (databases) => {
      const { db } = databases.log;
      await createEventTables(db);
      const store: EventStore = new SqlEventStore(db);
      await given(store, newStream(), events(1200));
      const log = new SqlLog(databases.log);
      const written: SavedLog = {
        first: () => log.first(),
        head: (before) => log.head(before),
        async *pages(head) {
          for await (const page of log.pages(head)) {
            await given(store, newStream(), events(3));
            yield page;
          }
        },
      };
      const file = newName();
      const { head, events: count } = await backups.backUp({ ...databases, log: written }, file, AT);
      const logged = await all(store.readAll(0));
      expect(head).toBeLessThan(logged.length);
      const ids = linesOf(file)
        .slice(1, -1)
        .map((line) => /"id":"([^"]+)"/.exec(line)?.[1]);
      expect(ids).toEqual(logged.slice(0, count).map(({ id }) => id));
    });
  });

  it('keeps texts as they were stored, also with what breaks lines and escapes', async () => {
    const text = 'rad ett\u2028rad två\u2029\r\n\u0000 "å" \ud83d\ude00';
    await onServer(async (databases) => {
      await createEventTables(databases.log.db);
      await given(new SqlEventStore(databases.log.db), newStream(), [event({ b: text, a: [1e21, -0] })]);
      const file = newName();
      await backUp(databases, file, AT);
      const rows = await rowsIn(databases.log, '^log$');
      await onServer(async (others) => {
        await restore(others, file);
        expect(await rowsIn(others.log, '^log$')).toEqual(rows);
      });
    });
  });

  it('holds few large events at a time', async () => {
    await onServer(async (databases) => {
      await createEventTables(databases.log.db);
      const large = 'x'.repeat(20_000);
      const these = [event({}), event({ large }), event({ large }), event({}), event({})];
      await given(new SqlEventStore(databases.log.db), newStream(), these);
      const told: number[] = [];
      const file = newName();
      await backUp(databases, file, AT, ({ position }) => told.push(position));
      expect(told).toEqual([2, 3, 5]);
      expect(linesOf(file)).toHaveLength(7);
    });
  });

  it('tells how far it has come', async () => {
    const told: string[] = [];
    await onServer((databases) => restore(databases, backup, (written, all) => told.push(`${written}/${all}`)));
    const count = before['log.events']?.length ?? 0;
    expect(told.at(-1)).toBe(`${count}/${count}`);
  });
});

describe('no backup is taken', () => {
  it('of an empty log', async () => {
    const nothing = backUp({ log: empty, views: empty, sideTables }, newName(), AT);
    await expect(nothing).rejects.toThrow('The log is empty: there is nothing to back up');
  });

  it('over another, and nothing is left beside it', async () => {
    await inFolder(town, async (databases) => {
      const untouched = readFileSync(backup);
      await expect(backUp(databases, backup, AT)).rejects.toThrow('exists already. Give another name');
      expect(readFileSync(backup).equals(untouched)).toBe(true);
    });
  });

  it('that is not whole: when the reading of the log fails, there is no file', async () => {
    const file = newName();
    const failing = (async function* (): AsyncGenerator<LoggedEvent[]> {
      yield await Promise.resolve([]);
      throw new Error('The cable was cut.');
    })();
    await expect(writeLogFile(file, { at: AT, head: 1, reactedTo: 0 }, failing)).rejects.toThrow('The cable was cut.');
    expect(readdirSync(home).filter((name) => join(home, name).startsWith(file))).toEqual([]);
  });
});

describe('a file is not restored', () => {
  it('into a log that is not empty', async () => {
    await inFolder(town, async (databases) => {
      await expect(restore(databases, backup)).rejects.toThrow(/^The log has \d+ events already\. .* empty store only/);
      expect(await rowsIn(databases.log)).toEqual(before);
    });
  });

  it('while a service runs on the views', async () => {
    await onServer(async (databases) => {
      const { election, db } = databases.views;
      await sql`create schema views_1`.execute(db);
      const stop = new AbortController();
      const restored = await new Promise<unknown>((resolve) => {
        void election.lead(
          'views_1',
          () =>
            restore(databases, backup)
              .then(resolve, resolve)
              .finally(() => stop.abort()),
          stop.signal,
        );
      });
      expect(inspect(restored)).toContain('A service runs on these views. Stop every process of it, then restore.');
      expect(await new SqlEventStore(databases.log.db).head()).toBe(0);
    });
  });

  it('when it is cut, wherever that is', async () => {
    const bytes = readFileSync(backup);
    for (const length of [0, 5, 100, bytes.length >> 1, bytes.length - 9, bytes.length - 1]) {
      const file = newName();
      writeFileSync(file, bytes.subarray(0, length));
      expect(await refusal(file)).toMatch(/is cut off|is empty|is no backup/);
    }
    const lines = linesOf(backup);
    expect(await refusal(written(lines.slice(0, -1)))).toContain('is cut off');
    expect(await refusal(written(lines.slice(0, 1)))).toContain('is cut off');
  });

  it('when any of it has been changed', async () => {
    const bytes = Buffer.from(readFileSync(backup));
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    const file = newName();
    writeFileSync(file, bytes);
    expect(await refusal(file)).toMatch(/is cut off or changed|has been changed/);
    const lines = linesOf(backup);
    const other = lines.map((line, index) =>
      index === 3 ? line.replace('"recordedAt":"2025', '"recordedAt":"2024') : line,
    );
    expect(other).not.toEqual(lines);
    expect(await refusal(written(other))).toContain('has been changed');
    expect(await refusal(written(lines.toSpliced(4, 1)))).toContain('has been changed');
    expect(await refusal(written(lines.toSpliced(4, 1, '{}')))).toContain('has been changed');
    const rows = lines.findIndex((line) => line.startsWith('{"schema"'));
    expect(await refusal(written(lines.toSpliced(rows, 1)))).toContain('has been changed');
    expect(await refusal(written([...lines, lines[1] ?? '']))).toContain('goes on after its end');
    // The files that these were made from are whole.
    await onServer(async (databases) => {
      expect((await restore(databases, written(lines))).events).toBe(eventsIn(lines).length);
    });
  });

  it('when its events are out of order', async () => {
    const [header = '', first = '', second = '', ...rest] = linesOf(backup);
    expect(await refusal(written([header, second, first, ...rest]))).toContain('is out of order at position 1');
  });

  it('when it is of a version that this build does not know, or no backup at all', async () => {
    const [header = '', ...rest] = linesOf(backup);
    const newer = written([header.replace('"version":2', '"version":3'), ...rest]);
    expect(await refusal(newer)).toContain(
      'is of version 3, and this build reads versions 1 to 2. Use the build that made it.',
    );
    expect(await refusal(written(['{"hello":1}']))).toContain('is no backup of Tertial');
    const text = newName();
    writeFileSync(text, 'hello');
    expect(await refusal(text)).toContain('is cut off or changed');
    expect(await refusal(newName())).toMatch(/cannot be read: ENOENT/);
  });
});

describe('the places of a backup', () => {
  const silent = (): void => undefined;
  const inThe = (folder: string): Places => ({ folder, eventsUrl: null, viewsUrl: null });

  it('are a folder, and on from there a server, with the views in one database or two', async () => {
    const file = newName();
    await backUpPlaces(inThe(town), sideTables, file, silent);
    const eventsUrl = await server.newDatabase();
    const viewsUrl = await server.newDatabase();
    await restorePlaces({ folder: newName(), eventsUrl, viewsUrl }, sideTables, file, silent);
    const again = newName();
    await backUpPlaces({ folder: newName(), eventsUrl, viewsUrl }, sideTables, again, silent);
    const once = newName();
    const both = { folder: newName(), eventsUrl: null, viewsUrl: await server.newDatabase() };
    await restorePlaces(both, sideTables, file, silent);
    await backUpPlaces(both, sideTables, once, silent);
    const nothingKnown = newName();
    await backUpPlaces({ folder: newName(), eventsUrl, viewsUrl: null }, sideTables, nothingKnown, silent);
    expect(linesOf(again).slice(1, -1)).toEqual(linesOf(file).slice(1, -1));
    expect(linesOf(once).slice(1, -1)).toEqual(linesOf(file).slice(1, -1));
    expect(eventsIn(linesOf(nothingKnown))).toEqual(eventsIn(linesOf(file)));
    expect(linesOf(nothingKnown)[0]).toContain('"reactedTo":0');
  });

  it('are not a folder that somebody has open', async () => {
    await inFolder(town, async () => {
      await expect(backUpPlaces(inThe(town), sideTables, newName(), silent)).rejects.toThrow(/is in use by process/);
      await expect(restorePlaces(inThe(town), sideTables, backup, silent)).rejects.toThrow(/is in use by process/);
    });
  });

  it('are not a folder without a store, which is not made either', async () => {
    const folder = newName();
    await expect(backUpPlaces(inThe(folder), sideTables, newName(), silent)).rejects.toThrow(
      `There is nothing to back up in the data folder ${folder}. Give another in DATA_FOLDER.`,
    );
    expect(existsSync(folder)).toBe(false);
  });
});
