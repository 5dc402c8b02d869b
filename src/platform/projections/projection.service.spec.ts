import { apply } from '../../../test/support/projection-under-test.js';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { clerk, recorded } from '../../../test/support/given.js';
import type { EventOf, Fold, Stored } from '../../kernel/fold.js';
import type { Database } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import { type ChangedThings, Projection, type View } from './projection.service.js';
import { CheckpointMoved, type TakenIn } from './taken-in.js';
import { States, type ViewTables } from '../database/state-tables.view.js';

type ListEvent = EventOf<'LineAdded', { line: string }> | EventOf<'ListEmptied', { line: string }>;
type List = { readonly lines: readonly string[]; readonly longest: string };

/** The lists `a.1` and `a.2` are parts of `a`. */
const listFold: Fold<List, ListEvent> = {
  kind: 'list',
  initial: { lines: [], longest: '' },
  events: { LineAdded: [(line) => ({ line })], ListEmptied: [] },
  partOf: (id) => id.slice(0, 1),
  evolve: ({ lines, longest }, { type, data: { line } }) =>
    type === 'ListEmptied'
      ? { lines: [], longest }
      : { lines: [...lines, line], longest: line.length > longest.length ? line : longest },
};

/** A fold with the initial state null. */
const markFold: Fold<{ readonly revision: number } | null, EventOf<'Marked', { line: string }>> = {
  kind: 'mark',
  initial: null,
  events: { Marked: [] },
  evolve: (_, { revision }) => ({ revision }),
};

interface SumTables extends ViewTables {
  sums: { whole: string; lists: number; lines: number };
}

/** A view that counts the lists of each whole and their lines. */
class Sums implements View {
  readonly tables = ['sums'];

  async create(db: Kysely<ViewTables>): Promise<void> {
    await db.schema
      .createTable('sums')
      .ifNotExists()
      .addColumn('whole', 'text', (column) => column.primaryKey())
      .addColumn('lists', 'integer', (column) => column.notNull())
      .addColumn('lines', 'integer', (column) => column.notNull())
      .execute();
  }

  async project(changed: ChangedThings, states: States, db: Kysely<ViewTables>): Promise<void> {
    const wholes = new Set(changed.ids(listFold).map((id) => id.slice(0, 1)));
    for (const whole of wholes) {
      const lists = await states.parts(listFold, [whole]);
      const lines = lists.reduce((sum, list) => sum + list.lines.length, 0);
      const sums = db.$extendTables<{ sums: SumTables['sums'] }>();
      await sums.deleteFrom('sums').where('whole', '=', whole).execute();
      await sums.insertInto('sums').values({ whole, lists: lists.length, lines }).execute();
    }
  }
}

interface Entry {
  readonly stream: string;
  readonly type: string;
  readonly line?: string;
  readonly version?: number;
}

/** Makes stored events from the entries. The first event has the position after `after`. */
function logOf(entries: readonly Entry[], after = 0): Stored[] {
  return entries.map(({ stream, type, line = 'ost', version = 1 }, index) => {
    const data = type === 'LineAdded' && version === 1 ? line : { line };
    const revision = entries.slice(0, index).filter((entry) => entry.stream === stream).length;
    return { ...recorded({ type, data }, after + index, clerk), stream, revision, version };
  });
}

function added(stream: string, line = 'ost'): Entry {
  return { stream, type: 'LineAdded', line };
}

/** Puts the events of a log in the order of their wholes, in pages of these sizes. */
async function* byWhole(
  log: readonly Stored[],
  sizes: readonly number[] = [1],
): AsyncGenerator<readonly Stored[], void, void> {
  const wholes = Map.groupBy(log, ({ stream }) => projection.wholeOf(stream));
  const events = [...wholes.values()].flatMap((those) =>
    [...Map.groupBy(those, ({ stream }) => stream).values()].flat(),
  );
  for (let from = 0, n = 0; from < events.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    yield await Promise.resolve(events.slice(from, from + size));
    from += size;
  }
}

function endOf(log: readonly Stored[]): TakenIn {
  return { position: log.at(-1)?.position ?? 0, log: log[0]?.id ?? null, event: log.at(-1)?.id ?? null };
}

async function ended(filling: AsyncGenerator): Promise<void> {
  while ((await filling.next()).done !== true);
}

async function fill(one: Projection, log: readonly Stored[]): Promise<void> {
  await ended(one.fill(byWhole(log), endOf(log)));
}

/** Reads all rows of all tables and the checkpoint, as text. */
async function contentOf({ db, schema, tables }: Projection): Promise<string[]> {
  const content: string[] = [];
  for (const table of [...tables, 'checkpoint']) {
    const { rows } = await sql<{ line: string }>`
      select row_to_json(t)::text as line from ${sql.id(schema, table)} t order by 1`.execute(db);
    content.push(...rows.map(({ line }) => `${table} ${line}`));
  }
  return content;
}

let database: Database<ViewTables>;
let made = 0;
let projection: Projection;

beforeAll(async () => {
  database = await openEmbedded<ViewTables>('memory');
});

afterAll(() => database.close());

beforeEach(async () => {
  projection = await projectionWith(new Sums());
});

afterEach(() => projection.drop());

async function projectionWith(...views: readonly View[]): Promise<Projection> {
  const one = new Projection(database.db, `views_${(made += 1)}`, [listFold, markFold], views);
  await one.create();
  return one;
}

function states(): States {
  return new States(database.db.withSchema(projection.schema));
}

describe('a projection', () => {
  it('saves the state of each stream, as its fold makes it', async () => {
    await apply(
      projection,
      logOf([
        added('list-a.1'),
        added('list-a.2', 'te'),
        { stream: 'mark-a.1', type: 'Marked' },
        added('list-a.1', 'smör'),
      ]),
      0,
    );
    expect(await states().one(listFold, 'a.1')).toEqual({ lines: ['ost', 'smör'], longest: 'smör' });
    expect(await states().load(listFold, ['a.2', 'a.1', 'b.1'])).toEqual([
      { lines: ['ost', 'smör'], longest: 'smör' },
      { lines: ['te'], longest: 'te' },
    ]);
    expect(await states().one(markFold, 'a.1')).toEqual({ revision: 0 });
    expect(await states().one(listFold, 'b.1')).toBe(listFold.initial);
  });

  it('saves the revision, the position and the whole of each row', async () => {
    await apply(projection, logOf([added('list-a.1'), { stream: 'mark-a.1', type: 'Marked' }, added('list-a.1')]), 0);
    const { rows } = await sql`
      select kind, id, part_of, revision, position from ${sql.id(projection.schema, 'states')} order by kind`.execute(
      database.db,
    );
    expect(rows).toEqual([
      { kind: 'list', id: 'a.1', part_of: 'a', revision: 1, position: 3 },
      { kind: 'mark', id: 'a.1', part_of: 'a.1', revision: 0, position: 2 },
    ]);
  });

  it('finds the parts of a whole', async () => {
    await apply(projection, logOf(['list-b.1', 'list-a.2', 'list-a.1', 'mark-a'].map(markedOrAdded)), 0);
    expect(await states().parts(listFold, ['a'])).toHaveLength(2);
    expect(await states().parts(listFold, ['a', 'b'])).toHaveLength(3);
    expect(await states().parts(listFold, [])).toEqual([]);
    expect(await states().parts(listFold, ['c'])).toEqual([]);
  });

  it('rewrites the rows of the states that a batch has changed, and no others', async () => {
    const seen: (readonly string[])[] = [];
    const watching = new Sums();
    const project = watching.project.bind(watching);
    watching.project = async (changed, ...rest) => {
      seen.push(changed.ids(listFold), changed.ids(markFold));
      await project(changed, ...rest);
    };
    const watched = await projectionWith(watching);
    const log = logOf([added('list-a.1'), added('list-b.1'), added('list-a.1'), { stream: 'mark-b', type: 'Marked' }]);
    await apply(watched, log.slice(0, 1), 0);
    await apply(watched, log.slice(1), 1);
    expect(seen).toEqual([['a.1'], [], ['b.1', 'a.1'], ['b']]);
    expect((await contentOf(watched)).filter((row) => row.startsWith('sums'))).toEqual([
      'sums {"whole":"a","lists":1,"lines":2}',
      'sums {"whole":"b","lists":1,"lines":1}',
    ]);
    await watched.drop();
  });

  it('has its checkpoint at the end of the last batch, and at 0 before the first', async () => {
    expect(await projection.checkpoint()).toEqual({ position: 0, log: null, event: null });
    await apply(projection, [], 0);
    expect(await projection.checkpoint()).toEqual({ position: 0, log: null, event: null });
    const [first, ...others] = logOf([added('list-a.1'), added('list-a.1')], 41);
    if (first === undefined) throw new Error('The log is empty.');
    await apply(projection, [first, ...others], 0);
    await apply(projection, logOf([{ stream: 'mark-a', type: 'Marked' }], 52), 43);
    expect(await projection.checkpoint()).toMatchObject({ position: 53, log: first.id });
  });

  it.each([
    ['is already projected', 0],
    ['leaves out the next event', 2],
  ])('rejects a batch that %s, and stays unchanged', async (_, after) => {
    await apply(projection, logOf([added('list-a.1')]), 0);
    const before = await contentOf(projection);
    const again = apply(projection, logOf([added('list-a.1'), added('list-b.1')], after), after);
    await expect(again).rejects.toThrow(CheckpointMoved);
    expect(await contentOf(projection)).toEqual(before);
  });

  it('gives the same rows in another schema', async () => {
    const other = projection.beside(`${projection.schema}_other`);
    await other.create();
    const log = logOf([added('list-a.1'), { stream: 'mark-a', type: 'Marked' }]);
    for (const one of [projection, other]) await apply(one, log, 0);
    expect(await contentOf(other)).toEqual(await contentOf(projection));
    await other.drop();
    expect(await contentOf(projection)).toHaveLength(4);
  });

  it('keeps its rows when it is created again', async () => {
    await apply(projection, logOf([added('list-a.1')]), 0);
    const before = await contentOf(projection);
    await projection.create();
    expect(await contentOf(projection)).toEqual(before);
  });
});

describe('a batch that fails', () => {
  const failing: View = {
    tables: [],
    create: () => Promise.resolve(),
    project: (changed) =>
      changed.ids(markFold).length > 0 ? Promise.reject(new Error('No room.')) : Promise.resolve(),
  };

  it('leaves no trace in states, rows and checkpoint', async () => {
    const broken = await projectionWith(new Sums(), failing);
    await apply(broken, logOf([added('list-a.1')]), 0);
    const before = await contentOf(broken);
    const batch = logOf([added('list-a.2'), { stream: 'mark-a', type: 'Marked' }], 1);
    await expect(apply(broken, batch, 1)).rejects.toThrow('No room.');
    expect(await contentOf(broken)).toEqual(before);
    await apply(broken, batch.slice(0, 1), 1);
    expect(await broken.checkpoint()).toMatchObject({ position: 2 });
    await broken.drop();
  });

  it.each([
    ['a kind of stream', { stream: 'basket-a', type: 'LineAdded' }, 'does not know streams of the kind basket.'],
    ['an event', { stream: 'list-a.1', type: 'LineTorn' }, 'does not know version 1 of the event list LineTorn.'],
    ['a version', { ...added('list-a.1'), version: 3 }, 'does not know version 3 of the event list LineAdded.'],
  ])('because this build does not know %s names it, and leaves no trace', async (_, unknown, words) => {
    await apply(projection, logOf([added('list-a.1')]), 0);
    const before = await contentOf(projection);
    await expect(apply(projection, logOf([added('list-b.1'), unknown], 1), 1)).rejects.toThrow(`This build ${words}`);
    expect(await contentOf(projection)).toEqual(before);
  });
});

describe('a fill', () => {
  const log = logOf(
    ['list-b.1', 'list-a.2', 'mark-b', 'list-c.1', 'list-a.1', 'list-a.2', 'list-c.1'].map(markedOrAdded),
  );

  it('yields the number of events after each batch of wholes, and moves the checkpoint with the last', async () => {
    const counts: number[] = [];
    const positions: number[] = [];
    for await (const events of projection.fill(byWhole(log), endOf(log))) {
      counts.push(events);
      positions.push((await projection.checkpoint()).position);
    }
    // A batch takes in pages until a whole ends after the fourth, and each page has one event.
    expect(counts).toEqual([5, 7]);
    expect(positions).toEqual([0, 7]);
    expect(await projection.checkpoint()).toEqual(endOf(log));
  });

  it('replaces all rows', async () => {
    await apply(projection, logOf([added('list-d.1')]), 0);
    await fill(projection, log);
    const filled = await contentOf(projection);
    expect(filled.filter((row) => row.includes('d.1'))).toEqual([]);
    await fill(projection, log);
    expect(await contentOf(projection)).toEqual(filled);
  });

  it('that was left leaves the checkpoint at 0, and the next one begins again', async () => {
    const left = projection.fill(byWhole(log), endOf(log));
    await left.next();
    await left.return();
    expect(await projection.checkpoint()).toEqual({ position: 0, log: null, event: null });
    expect((await contentOf(projection)).length).toBeGreaterThan(1);
    await fill(projection, log);
    const again = await projectionWith(new Sums());
    await fill(again, log);
    expect(await contentOf(projection)).toEqual(await contentOf(again));
    await again.drop();
  });

  it('stops when another one has begun, and changes none of its rows', async () => {
    const overtaken = projection.fill(byWhole(log), endOf(log));
    await overtaken.next();
    const other = projection.beside(projection.schema);
    await fill(other, log);
    const before = await contentOf(projection);
    await expect(ended(overtaken)).rejects.toThrow(CheckpointMoved);
    expect(await contentOf(projection)).toEqual(before);
  });

  it('is followed by the events since', async () => {
    await fill(projection, log.slice(0, 4));
    await apply(projection, log.slice(4), 4);
    const followed = await projectionWith(new Sums());
    await apply(followed, log, 0);
    expect(await contentOf(projection)).toEqual(await contentOf(followed));
    await followed.drop();
  });

  it('rejects the error of the log, of a view and of an event, and leaves the checkpoint at 0', async () => {
    async function* breaking(): AsyncGenerator<readonly Stored[], void, void> {
      yield* byWhole(log);
      throw new Error('The store is gone.');
    }
    async function* pageOf(events: readonly Stored[]): AsyncGenerator<readonly Stored[], void, void> {
      yield await Promise.resolve(events);
    }
    const unknown = logOf([...Array<string>(9).fill('list-a.1'), 'basket-a'].map(markedOrAdded));
    const looking: View = {
      tables: [],
      create: () => Promise.resolve(),
      project: async (changed, read) => {
        if (changed.ids(listFold).length > 0) await read.one(listFold, 'e.1');
      },
    };
    const looks = await projectionWith(looking);
    await expect(projection.fill(breaking(), endOf(log)).next()).resolves.toMatchObject({ value: 5 });
    for (const [failing, pages, words] of [
      [projection, breaking(), 'The store is gone.'],
      [projection, pageOf(unknown), 'This build does not know streams of the kind basket.'],
      [looks, byWhole(log), 'A view reads states of e, which has not changed.'],
    ] as const) {
      await expect(ended(failing.fill(pages, endOf(log)))).rejects.toThrow(words);
      expect(await failing.checkpoint()).toEqual({ position: 0, log: null, event: null });
    }
    await looks.drop();
  });
});

describe('any log', () => {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

  const entry = fc
    .record({
      of: fc.constantFrom('list', 'list', 'list', 'mark'),
      id: fc.constantFrom('a.1', 'a.2', 'b.1'),
      line: fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('\0', '\ud800', '"', '\\', 'é')),
      isEmptied: fc.boolean(),
    })
    .map(({ of, id, line, isEmptied }) => ({
      stream: `${of}-${id}`,
      type: of === 'mark' ? 'Marked' : isEmptied ? 'ListEmptied' : 'LineAdded',
      line,
    }));

  it(`gives the same rows, byte by byte, in batches of any size (FC_SEED=${seed})`, async () => {
    process.stdout.write(`FC_SEED=${seed}\n`);
    const same = fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
      async (entries, sizes) => {
        const log = logOf(entries);
        const whole = await projectionWith(new Sums());
        const cut = await projectionWith(new Sums());
        await apply(whole, log, 0);
        for (let from = 0, n = 0; from < log.length; n += 1) {
          const size = sizes[n % sizes.length] ?? 1;
          await apply(cut, log.slice(from, from + size), from);
          from += size;
        }
        const [expected, actual] = [await contentOf(whole), await contentOf(cut)];
        await Promise.all([whole.drop(), cut.drop()]);
        expect(actual).toEqual(expected);
      },
    );
    await fc.assert(same, { seed, numRuns: 40 });
  });

  it(`gives the same rows, byte by byte, when it fills them whole by whole (FC_SEED=${seed})`, async () => {
    const same = fc.asyncProperty(
      fc.array(entry, { minLength: 1, maxLength: 25 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
      async (entries, sizes) => {
        const log = logOf(entries);
        const followed = await projectionWith(new Sums());
        const filled = await projectionWith(new Sums());
        await apply(followed, log, 0);
        await ended(filled.fill(byWhole(log, sizes), endOf(log)));
        const [expected, actual] = [await contentOf(followed), await contentOf(filled)];
        await Promise.all([followed.drop(), filled.drop()]);
        expect(actual).toEqual(expected);
      },
    );
    await fc.assert(same, { seed, numRuns: 40 });
  });
});

function markedOrAdded(stream: string): Entry {
  return stream.startsWith('mark') ? { stream, type: 'Marked' } : added(stream);
}
