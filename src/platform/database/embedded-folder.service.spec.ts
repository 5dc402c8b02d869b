import { sql } from 'kysely';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { rmdirSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from './embedded-database.service.js';
import { discardDatabase, FolderNotWhole, watch } from './embedded-folder.service.js';
import { lockFolder } from './folder-lock.service.js';

const home = mkdtempSync(join(tmpdir(), 'tertial-folder-'));
const whole = join(home, 'whole');
const copy = join(home, 'copy');

beforeAll(async () => {
  const { db, close } = await openEmbedded<unknown>(whole);
  await sql`create table kept as select 7 as number`.execute(db);
  await close();
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(copy, { recursive: true, force: true });
  cpSync(whole, copy, { recursive: true });
});

const inCopy = (part: string): string => join(copy, 'db', part);
const remove = (part: string) => () => rmSync(inCopy(part), { recursive: true });
const segments = (): string[] => readdirSync(inCopy('pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name));

function everyPart(): string[] {
  const names = readdirSync(join(whole, 'db'));
  return names.filter((name) => name !== 'postgresql.auto.conf');
}

/** Each file and folder with its size and the time of its last change. */
function seen(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    });
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    removeEmptyFolders(path);
    if (readdirSync(path).length === 0) rmdirSync(path);
  }
}

async function numbers(folder: string): Promise<unknown> {
  const { db, close } = await openEmbedded<unknown>(folder);
  try {
    const { rows } = await sql`select number from kept`.execute(db);
    return rows;
  } finally {
    await close();
  }
}

describe('a data folder that is not whole', () => {
  const faults: readonly (readonly [string, () => void])[] = [
    ['its empty folders, as git, zip and rsync -m leave them out', () => removeEmptyFolders(inCopy(''))],
    ['the files of pg_wal', () => segments().forEach((name) => rmSync(inCopy(`pg_wal/${name}`)))],
    ['the end of its last WAL segment', () => truncateSync(inCopy(`pg_wal/${segments().at(-1) ?? ''}`), 0)],
    ['one database', () => rmSync(inCopy(`base/${readdirSync(inCopy('base')).at(-1) ?? ''}/PG_VERSION`))],
    [
      'everything in db',
      () => {
        rmSync(inCopy(''), { recursive: true });
        mkdirSync(inCopy(''));
      },
    ],
  ];

  it.each(faults)('is refused without %s, and left as it is', async (_what, spoil) => {
    spoil();
    const before = seen(inCopy(''));
    await expect(openEmbedded(copy)).rejects.toThrow(FolderNotWhole);
    expect(seen(inCopy(''))).toEqual(before);
  });

  it('is refused without any one part, and left as it is', async () => {
    const wrong: string[] = [];
    for (const part of everyPart()) {
      rmSync(copy, { recursive: true, force: true });
      cpSync(whole, copy, { recursive: true });
      remove(part)();
      const before = seen(inCopy(''));
      const refusal: unknown = await openEmbedded(copy).then(
        ({ close }) => close(),
        (error: unknown) => error,
      );
      const isRefused = refusal instanceof FolderNotWhole && refusal.message.includes(part);
      if (!isRefused || seen(inCopy('')).join() !== before.join()) wrong.push(part);
    }
    expect(wrong).toEqual([]);
  });

  it('is refused when its database is gone, and no new one is made', async () => {
    renameSync(join(copy, 'db'), join(copy, 'elsewhere'));
    await expect(openEmbedded(copy)).rejects.toThrow(
      /^The data folder .*copy is not whole: its database .*db is missing\. Nothing .* tertial restore FILE\.$/,
    );
    expect(existsSync(join(copy, 'db'))).toBe(false);
    renameSync(join(copy, 'elsewhere'), join(copy, 'db'));
    expect(await numbers(copy)).toEqual([{ number: 7 }]);
  });
});

describe('a data folder that is watched', () => {
  it.each(['.', 'lock', 'db', 'db/PG_VERSION', 'db/base', 'db/pg_wal', 'db/global'])(
    'is lost, for good, when %s is taken away or replaced',
    (part) => {
      const lock = lockFolder(copy);
      const path = join(copy, part);
      const other = join(home, 'other');
      const ways: readonly (() => void)[] = [
        () => renameSync(path, other),
        () => {
          renameSync(path, other);
          cpSync(other, path, { recursive: true });
        },
      ];
      for (const takeAway of ways) {
        const isLost = watch(copy);
        expect(isLost()).toBe(false);
        takeAway();
        expect(isLost()).toBe(true);
        rmSync(path, { recursive: true, force: true });
        renameSync(other, path);
        expect(isLost()).toBe(true);
      }
      lock.release();
    },
  );
});

describe('a data folder', () => {
  it('that an older version made is opened, and known to have a database from then on', async () => {
    rmSync(join(copy, 'made'));
    expect(await numbers(copy)).toEqual([{ number: 7 }]);
    rmSync(join(copy, 'db'), { recursive: true });
    await expect(openEmbedded(copy)).rejects.toThrow(FolderNotWhole);
  });

  it('is refused with a way out when its database cannot be opened', async () => {
    writeFileSync(inCopy('PG_VERSION'), '16\n');
    await expect(openEmbedded(copy)).rejects.toThrow(
      /^The embedded database in .*db cannot be opened: .*\. .* tertial restore FILE\.$/,
    );
    expect(existsSync(join(copy, 'holder.json'))).toBe(false);
  });

  it('gets its database again when the first start was killed while it was made', async () => {
    const killed = join(home, 'killed');
    mkdirSync(join(killed, 'db.new', 'base'), { recursive: true });
    writeFileSync(join(killed, 'lock'), '');
    const { db, close } = await openEmbedded<unknown>(killed);
    await sql`create table kept as select 8 as number`.execute(db);
    await close();
    expect(await numbers(killed)).toEqual([{ number: 8 }]);
    expect(existsSync(join(killed, 'db.new'))).toBe(false);
  });

  it('is empty after its database was discarded', async () => {
    discardDatabase(copy);
    await expect(numbers(copy)).rejects.toThrow('relation "kept" does not exist');
  });
});
