import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sideTables } from '../../../src/app.module.js';
import { backUpPlaces, restorePlaces } from '../../../src/platform/backup-places.service.js';
import { writeNewFile } from '../../../src/platform/runtime/new-file.service.js';
import { openStores, type Places } from '../../../src/platform/open-stores.service.js';
import { execute, startPostgres } from '../../support/postgres-under-test.js';
import { all, event, given } from '../store-under-test.js';

// A disk that fills while a backup is written, or restored into a folder.

const LONG = 120_000;
const EVENTS = 30;
/** Random digits, of which compression leaves half. */
const DIGITS_OF_AN_EVENT = 800_000;
/** A new embedded database takes 39 MB. */
const TOO_SMALL_FOR_DATABASE = 4;
const TOO_SMALL_FOR_EVENTS = 48;

const home = mkdtempSync(join(tmpdir(), 'tertial-full-disk-'));
const backup = join(home, 'whole.gz');
const small = join(home, 'small');
const town: Places = { folder: join(home, 'town'), eventsUrl: null, viewsUrl: null };
const restored: Places = { ...town, folder: join(small, 'town') };
/** PostgreSQL says the same, by the same code, when its disk has no more room. */
const FILLS_AFTER_SOME = `
  create function fills() returns trigger language plpgsql as $$
  begin
    if new.position > ${EVENTS / 2} then raise exception 'No space left on device' using errcode = 'disk_full'; end if;
    return new;
  end $$;
  create trigger fills before insert on log.events for each row execute function fills()`;
const noProgress = () => undefined;

async function numberOfEvents(places: Places): Promise<number> {
  const { events, close } = await openStores(places);
  try {
    return (await all(events.readAll(0))).length;
  } finally {
    await close();
  }
}

/** Runs the work while a small disk is mounted. Where that is not allowed, it says so. */
async function onDiskOf(megabytes: number, work: () => Promise<void>): Promise<void> {
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', small], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`COULD NOT RUN: a full disk takes the right to mount one. ${error?.message ?? stderr}\n`);
    return;
  }
  try {
    await work();
  } finally {
    execFileSync('umount', ['--lazy', small]);
  }
}

beforeAll(async () => {
  mkdirSync(small);
  const { events, close } = await openStores(town);
  for (let n = 0; n < EVENTS; n += 1) {
    await given(events, `thing-${n}`, [event({ text: randomBytes(DIGITS_OF_AN_EVENT / 2).toString('hex') })]);
  }
  await close();
  await backUpPlaces(town, sideTables, backup, noProgress);
}, LONG);

afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

describe('a disk that fills', () => {
  it('while a file is written leaves nothing of it', async () => {
    const folder = mkdtempSync(join(home, 'files-'));
    const file = join(folder, 'new.gz');
    // Whatever is written to this device, the disk is full.
    const write = async (part: string): Promise<void> => {
      symlinkSync('/dev/full', part);
      await writeFile(part, 'some bytes');
    };
    await expect(writeNewFile(file, 'backup', write)).rejects.toThrow(
      `The disk of ${file} is full, and no backup was written. Make room, or give another place.`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it(
    'while a backup is written leaves no file, whole or half, and takes the next backup when it has room',
    () =>
      onDiskOf(TOO_SMALL_FOR_DATABASE, async () => {
        const file = join(small, 'backup.gz');
        await expect(backUpPlaces(town, sideTables, file, noProgress)).rejects.toThrow(
          `The disk of ${file} is full, and no backup was written. Make room, or give another place.`,
        );
        expect(readdirSync(small)).toEqual([]);
        execFileSync('mount', ['-o', 'remount,size=100m', small]);
        expect(await backUpPlaces(town, sideTables, file, noProgress)).toMatchObject({ events: EVENTS });
        expect(readdirSync(small)).toEqual(['backup.gz']);
      }),
    LONG,
  );

  it(
    'before a folder has its database is told in one sentence',
    () =>
      onDiskOf(TOO_SMALL_FOR_DATABASE, async () => {
        await expect(restorePlaces(restored, sideTables, backup, noProgress)).rejects.toThrow(
          /^The disk of \S+ is full, and the embedded database cannot be opened\. Make room there\.$/,
        );
      }),
    LONG,
  );

  it(
    'while a backup is restored leaves an empty log, into which it is restored when there is room',
    () =>
      onDiskOf(TOO_SMALL_FOR_EVENTS, async () => {
        await expect(restorePlaces(restored, sideTables, backup, noProgress)).rejects.toThrow(
          'The disk of the database is full, and the log was not restored. Make room, and restore the backup again.',
        );
        // A log of half the events would be opened without a word, as soon as the disk has room.
        const opened = await numberOfEvents(restored).catch((error: unknown) => String(error));
        if (opened !== 0) expect(opened).toMatch(/The disk of \S+ is full/);
        execFileSync('mount', ['-o', 'remount,size=200m', small]);
        expect(await numberOfEvents(restored)).toBe(0);
        expect(await restorePlaces(restored, sideTables, backup, noProgress)).toMatchObject({ events: EVENTS });
        expect(await numberOfEvents(restored)).toBe(EVENTS);
      }),
    LONG,
  );

  it(
    'under a server, while a backup is restored, leaves an empty log, into which it is restored when there is room',
    async () => {
      const server = await startPostgres();
      try {
        const url = await server.newDatabase();
        const places: Places = { ...town, eventsUrl: url, viewsUrl: url };
        expect(await numberOfEvents(places)).toBe(0);
        await execute(url, FILLS_AFTER_SOME);
        await expect(restorePlaces(places, sideTables, backup, noProgress)).rejects.toThrow(
          'The disk of the database is full, and the log was not restored. Make room, and restore the backup again.',
        );
        expect(await numberOfEvents(places)).toBe(0);
        await execute(url, 'drop trigger fills on log.events');
        expect(await restorePlaces(places, sideTables, backup, noProgress)).toMatchObject({ events: EVENTS });
        expect(await numberOfEvents(places)).toBe(EVENTS);
      } finally {
        await server.stop();
      }
    },
    LONG,
  );
});
