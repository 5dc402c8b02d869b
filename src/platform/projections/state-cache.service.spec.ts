import { apply } from '../../../test/support/projection-under-test.js';
import { type Kysely, sql } from 'kysely';
import { clerk, recorded } from '../../../test/support/given.js';
import { type EventOf, type Fold, type Stored, positionOf } from '../../kernel/fold.js';
import type { Database } from '../database/database.service.js';
import { openEmbedded } from '../database/embedded-database.service.js';
import { type ChangedThings, Projection, type View } from './projection.service.js';
import { CheckpointMoved } from './taken-in.js';
import { StateCache } from './state-cache.service.js';
import { type ReadStates, States, type ViewTables } from '../database/state-tables.view.js';

/** The lists `a.1` and `a.2` are parts of `a`. */
const listFold: Fold<readonly string[], EventOf<'LineAdded', { line: string }>> = {
  kind: 'list',
  initial: [],
  events: { LineAdded: [] },
  partOf: (id) => id.slice(0, 1),
  evolve: (lines, { data: { line } }) => [...lines, line],
};

/** A view that passes the states to the function of the current test. */
class Looking implements View {
  readonly tables = [];
  look: (changed: ChangedThings, states: ReadStates) => Promise<void> = () => Promise.resolve();

  create(): Promise<void> {
    return Promise.resolve();
  }

  project(changed: ChangedThings, states: ReadStates): Promise<void> {
    return this.look(changed, states);
  }
}

let database: Database<ViewTables>;
let view: Looking;
let projection: Projection;
let position: number;
/** How many events of each list stand in the log. */
const taken = new Map<string, number>();
/** Number of statements that have read states from the database. */
let reads: number;

beforeAll(async () => {
  database = await openEmbedded<ViewTables>('memory');
});

afterAll(() => database.close());

beforeEach(async () => {
  [view, position] = [new Looking(), 0];
  projection = newProjection('views_remembered', counting(database.db));
  await projection.create();
  reads = 0;
  taken.clear();
});

afterEach(() => projection.drop());

function newProjection(schema: string, db = database.db): Projection {
  return new Projection(db, schema, [listFold], [view]);
}

function counting(db: Kysely<ViewTables>): Kysely<ViewTables> {
  return db.withPlugin({
    transformQuery: ({ node }) => {
      if (node.kind === 'SelectQueryNode' && JSON.stringify(node).includes('"states"')) reads += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
}

/** Makes an event for each pair of a list's id and a line, from the current position on. */
function lines(...these: readonly (readonly [id: string, line: string])[]): Stored[] {
  const revisions = new Map(taken);
  return these.map(([id, line], index) => {
    const event = recorded({ type: 'LineAdded', data: { line } }, position + index, clerk);
    const revision = revisions.get(id) ?? 0;
    revisions.set(id, revision + 1);
    return { ...event, stream: `list-${id}`, revision, version: 1 };
  });
}

async function take(...these: readonly (readonly [id: string, line: string])[]): Promise<void> {
  await apply(projection, lines(...these), position);
  count(...these.map(([id]) => id));
}

/** Takes note that an event of each of these lists stands in the log. */
function count(...ids: readonly string[]): void {
  position += ids.length;
  for (const id of ids) taken.set(id, (taken.get(id) ?? 0) + 1);
}

async function list(id: string): Promise<readonly string[]> {
  return new States(database.db.withSchema(projection.schema)).one(listFold, id);
}

async function rewrite(id: string, state: readonly string[]): Promise<void> {
  await sql`update ${sql.id(projection.schema, 'states')} set state = ${JSON.stringify(state)}::json
    where id = ${id}`.execute(database.db);
}

describe('a projection with cached states', () => {
  it('loads each whole once while it is the only one that projects', async () => {
    await take(['a.1', 'ost'], ['b.1', 'te']);
    expect(reads).toBe(1);
    await take(['a.1', 'smör'], ['a.2', 'bröd']);
    await take(['b.1', 'mjölk']);
    expect(reads).toBe(1);
    expect(await list('a.1')).toEqual(['ost', 'smör']);
    expect(await list('b.1')).toEqual(['te', 'mjölk']);
  });

  it('drops states that could not be saved', async () => {
    await take(['a.1', 'ost']);
    view.look = () => Promise.reject(new Error('No room.'));
    await expect(take(['a.1', 'aldrig'])).rejects.toThrow('No room.');
    view.look = () => Promise.resolve();
    await rewrite('a.1', ['ost från raden']);
    await take(['a.1', 'smör']);
    expect(await list('a.1')).toEqual(['ost från raden', 'smör']);
  });

  it('drops unsaved states when the consumer stops or the log fails', async () => {
    await take(['a.1', 'ost']);
    const full = lines(...Array.from({ length: 1_000 }, () => ['a.1', 'aldrig'] as const));
    async function* breaking(): AsyncGenerator<readonly Stored[], void, void> {
      yield await Promise.resolve(full);
      throw new Error('The store is gone.');
    }
    await expect(projection.follow(breaking(), position).next()).rejects.toThrow('The store is gone.');
    await take(['a.1', 'smör']);
    expect(await list('a.1')).toEqual(['ost', 'smör']);
  });

  it('notices that another process moved the checkpoint, and drops the cache', async () => {
    await take(['a.1', 'ost']);
    const other = newProjection(projection.schema);
    await apply(other, lines(['a.1', 'den andres']), position);
    await expect(take(['a.1', 'aldrig'])).rejects.toThrow(CheckpointMoved);
    expect(await list('a.1')).toEqual(['ost', 'den andres']);
    count('a.1');
    await take(['a.1', 'smör']);
    expect(await list('a.1')).toEqual(['ost', 'den andres', 'smör']);
  });

  it('notices other tables at the same position, and reads those', async () => {
    await take(['a.1', 'ost']);
    const other = newProjection(`${projection.schema}_rebuilt`);
    await other.create();
    await apply(
      other,
      lines(['a.1', 'ur de nya']).map((event) => ({ ...event, revision: 0, position: positionOf(position) })),
      0,
    );
    await projection.drop();
    await sql`alter schema ${sql.id(other.schema)} rename to ${sql.id(projection.schema)}`.execute(database.db);
    await expect(take(['a.1', 'aldrig'])).rejects.toThrow(CheckpointMoved);
    await take(['a.1', 'smör']);
    expect(await list('a.1')).toEqual(['ur de nya', 'smör']);
  });

  it('loads the states that a view reads, and gives changed ones as they will be', async () => {
    await take(['a.1', 'ost'], ['b.1', 'te'], ['b.2', 'kaffe']);
    const fresh = newProjection(projection.schema, counting(database.db));
    const seen: unknown[] = [];
    view.look = async (_, states) => {
      seen.push(await states.one(listFold, 'a.1'), await states.load(listFold, ['a.2', 'b.1', 'c.1']));
      seen.push(await states.parts(listFold, ['b', 'a', 'c']), await states.one(listFold, 'c.1'));
    };
    reads = 0;
    await apply(fresh, lines(['a.1', 'smör'], ['a.2', 'bröd']), position);
    expect(seen).toEqual([['ost', 'smör'], [['bröd'], ['te']], [['te'], ['kaffe'], ['ost', 'smör'], ['bröd']], []]);
    // One statement loads `a` for the events. One more loads `b` and `c` for the view.
    expect(reads).toBe(2);
  });
});

describe('cached states', () => {
  const large = 'x'.repeat(5_000_000);
  let remembered: StateCache;

  beforeEach(() => {
    remembered = new StateCache(new Map([['list', listFold]]));
  });

  function db(): Kysely<ViewTables> {
    return counting(database.db).withSchema(projection.schema);
  }

  async function bring(...ids: readonly string[]): Promise<void> {
    await remembered.bringStreams(new Set(ids.map((id) => `list-${id}`)), db());
  }

  async function readsOf(id: string): Promise<number> {
    reads = 0;
    await bring(id);
    return reads;
  }

  function change(id: string, characters: number): void {
    remembered.changing(`list-${id}`).characters = characters;
  }

  it('are the most recently used when there are too many', async () => {
    await take(['a.1', large], ['b.1', large], ['c.1', large]);
    await bring('a.1');
    await bring('b.1');
    await bring('a.1');
    await bring('c.1');
    remembered.saved();
    expect(await readsOf('a.1')).toBe(0);
    expect(await readsOf('c.1')).toBe(0);
    expect(await readsOf('b.1')).toBe(1);
  });

  it('all stay until the changes are saved', async () => {
    for (const id of ['a.1', 'b.1', 'c.1']) {
      await bring(id);
      change(id, 5_000_000);
    }
    expect(remembered.changes).toBe(3);
    expect(remembered.changed(2).map((rows) => rows.map(({ id }) => id))).toEqual([['a.1', 'b.1'], ['c.1']]);
    for (const id of ['a.1', 'b.1', 'c.1']) expect(await readsOf(id)).toBe(0);
    remembered.saved();
    expect(remembered.changes).toBe(0);
    expect(await readsOf('b.1')).toBe(0);
    expect(await readsOf('a.1')).toBe(1);
  });

  it.each([
    [12_000_000, 0],
    [12_000_001, 1],
  ])('of %i characters in all lose the least recently used: %i', async (characters, lost) => {
    await bring('a.1');
    change('a.1', 1);
    await bring('b.1');
    change('b.1', characters - 1);
    remembered.saved();
    expect(await readsOf('a.1')).toBe(lost);
  });

  it('count with their current size, until they are evicted', async () => {
    for (let round = 0; round < 5; round += 1) {
      await bring('a.1');
      change('a.1', 9_000_000);
      await bring('b.1');
      change('b.1', 3_000_000);
      remembered.saved();
    }
    expect(await readsOf('a.1')).toBe(0);
    change('b.1', 3_000_001);
    await bring('b.1');
    remembered.saved();
    expect(await readsOf('a.1')).toBe(1);
    remembered.forget();
    for (const id of ['a.1', 'b.1']) {
      await bring(id);
      change(id, 6_000_000);
    }
    remembered.saved();
    expect(await readsOf('a.1')).toBe(0);
  });

  it('name a kind that this build does not know', () => {
    expect(() => remembered.fold('basket')).toThrow('This build does not know streams of the kind basket.');
  });
});
