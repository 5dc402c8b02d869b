import { type RawBuilder, sql } from 'kysely';
import { all, event, events, newStream } from '../../test/stores/store-under-test.js';
import { readNote, verifies } from '../../test/support/evidence-under-test.js';
import type { Database } from '../platform/database/database.service.js';
import { openEmbedded } from '../platform/database/embedded-database.service.js';
import type { ViewTables } from '../platform/database/state-tables.view.js';
import { createEventTables } from '../platform/event-store/event-tables.service.js';
import { SqlEventStore } from '../platform/event-store/sql-event-store.service.js';
import { INDEX_SCHEMA } from '../platform/projections/log-index-tables.service.js';
import { LogIndex } from '../platform/projections/log-index.service.js';
import { sha256 } from '../platform/runtime/hashing.service.js';
import { type Signing, signNext } from './checkpoint-signing.service.js';
import { checkpointOfSize, evidenceIn, evidenceTables, newestCheckpoint } from './evidence-tables.service.js';
import { evidence as feature } from './evidence.module.js';
import { leafOf } from './leaf-of-event.service.js';
import { isConsistent, isIncluded } from './merkle-proof.js';
import { emptyFrontier, grown, rootOf } from './merkle-tree.js';
import { checkNote } from './signed-note.js';
import { type Evidence, passingEvidence } from './signing-keys.service.js';
import { consistencyIn, hashesOfTile, inclusionIn, rootOfSize, treeHead } from './tree-tables.service.js';

const evidence = passingEvidence();
const origin = evidence.signers[0]?.key.name ?? '';

let database: Database<ViewTables>;
let store: SqlEventStore;

beforeAll(async () => {
  database = await openEmbedded<ViewTables>('memory');
  await createEventTables(database.db);
  await evidenceTables.create(database.db);
  store = new SqlEventStore(database.db);
});
afterAll(() => database.close());

/** Deletes all events, checkpoints and index tables before each test. */
beforeEach(async () => {
  await evidenceIn(database.db).deleteFrom('checkpoints').execute();
  await sql`alter table log.events disable trigger refuse_change`.execute(database.db);
  await sql`delete from log.events`.execute(database.db);
  await sql`alter table log.events enable trigger refuse_change`.execute(database.db);
  await sql`drop schema if exists ${sql.id(INDEX_SCHEMA)} cascade`.execute(database.db);
});

async function append(count: number): Promise<void> {
  await store.append(newStream(), 'no stream', events(count));
}

async function index(): Promise<void> {
  await new LogIndex([{ folds: [], ...feature }], store, database).catchUp();
}

async function sign(by: Evidence = evidence, whileSame = new AbortController().signal): Promise<Signing> {
  return signNext(database.db, by, { head: await store.head(), whileSame });
}

async function signed(count: number): Promise<void> {
  await append(count);
  await index();
  await sign();
}

/** Changes the log as a person with the database password could, and rebuilds the log index. */
async function tamper(change: RawBuilder<unknown>): Promise<void> {
  await sql`alter table log.events disable trigger refuse_change`.execute(database.db);
  await change.execute(database.db);
  await sql`drop schema ${sql.id(INDEX_SCHEMA)} cascade`.execute(database.db);
  await index();
}

async function sizesSigned(): Promise<number[]> {
  const rows = await evidenceIn(database.db).selectFrom('checkpoints').select('size').orderBy('size').execute();
  return rows.map(({ size }) => Number(size));
}

describe('the tree over the log', () => {
  it.each([2, 255, 256, 257, 700])(
    'has the root over all of %i events, at once or one after the other',
    async (count) => {
      await append(count - 1);
      await index();
      await append(1);
      await index();
      const stored = await all(store.readAll(0));
      const tree = stored.reduce((before, one) => grown(sha256, before, leafOf(one).hash).frontier, emptyFrontier);
      expect(await treeHead(database.db)).toEqual({ size: count, root: Uint8Array.from(rootOf(sha256, tree)) });
      expect(await rootOfSize(database.db, count)).toEqual(rootOf(sha256, tree));
    },
  );

  it('proves each of 700 events, and that it began as it was at any size', async () => {
    for (const count of [1, 5, 20, 300, 374]) {
      await append(count);
      await index();
    }
    const stored = await all(store.readAll(0));
    const head = await treeHead(database.db);
    for (const at of [0, 1, 255, 256, 511, 512, 640, 698, 699]) {
      const leaf = leafOf(stored[at] ?? fail()).hash;
      const proof = await inclusionIn(database.db, at, 700);
      expect(isIncluded(sha256, { index: at, leaf, head, proof })).toBe(true);
      const from = { size: at, root: await rootOfSize(database.db, at) };
      const consistency = await consistencyIn(database.db, at, 700);
      expect(isConsistent(sha256, { from, to: head, proof: consistency })).toBe(true);
    }
  });

  it('has no proof of what it does not have', async () => {
    await append(3);
    await index();
    await expect(inclusionIn(database.db, 3, 3)).rejects.toThrow(RangeError);
    await expect(inclusionIn(database.db, 0, 4)).rejects.toThrow('The tree has 3 leaves, not 4.');
    await expect(consistencyIn(database.db, 1, 4)).rejects.toThrow(RangeError);
    await expect(consistencyIn(database.db, 3, 2)).rejects.toThrow(RangeError);
    await expect(rootOfSize(database.db, 4)).rejects.toThrow(RangeError);
    await expect(hashesOfTile(database.db, { level: 0, index: 0, width: 4 })).rejects.toThrow(
      'no hash 3 on the level 0',
    );
  });

  it('is made anew where an older build has counted events without it', async () => {
    await append(3);
    await new LogIndex([], store, database).catchUp();
    await append(2);
    await index();
    expect(await treeHead(database.db)).toMatchObject({ size: 5 });
  });

  it('is never added to but at its end', async () => {
    const [follower] = feature.followers ?? [];
    await append(1);
    await index();
    const [stored] = await all(store.readAll(0));
    const early = [{ ...(stored ?? fail()), index: 0 }];
    await expect(follower?.take(early, database.db)).rejects.toThrow('The tree has 1 leaves');
  });
});

describe('a checkpoint', () => {
  it('is not signed of a log without events', async () => {
    await index();
    expect(await sign()).toEqual({ outcome: 'vouched for' });
    expect(await newestCheckpoint(database.db)).toBeNull();
  });

  it('is signed when the log has grown, and not twice', async () => {
    await signed(3);
    expect(await sign()).toEqual({ outcome: 'vouched for' });
    await append(2);
    await index();
    expect(await sign()).toEqual({ outcome: 'signed', size: 5 });
    expect(await sizesSigned()).toEqual([3, 5]);
    expect(await newestCheckpoint(database.db)).toMatchObject({ origin, size: 5, position: await store.head() });
  });

  it('is signed by one when several try', async () => {
    await append(3);
    await index();
    const outcomes = await Promise.all([sign(), sign(), sign()]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['signed', 'vouched for', 'vouched for']);
  });

  it('is signed by nobody without a key', async () => {
    await append(3);
    await index();
    expect(await sign({ signers: [], origin: 'tertial.example.se/log' })).toEqual({ outcome: 'vouched for' });
    expect(await sizesSigned()).toEqual([]);
  });

  it('is signed by all keys, and keeps its origin when some are added or taken away', async () => {
    const added = passingEvidence();
    await signed(1);
    for (const signers of [[...added.signers, ...evidence.signers], added.signers]) {
      await append(1);
      await index();
      await sign({ signers, origin: null });
      const { note, checkpoint } = readNote((await newestCheckpoint(database.db))?.note ?? '');
      const keys = signers.map(({ key }) => key);
      expect(checkpoint.origin).toBe(origin);
      expect(checkNote(note, keys, verifies)).toEqual({ verdict: 'signed', by: keys });
    }
  });

  it('has the origin that was given from the beginning', async () => {
    await append(1);
    await index();
    await sign({ ...evidence, origin: 'tertial.example.se/log' });
    expect(await newestCheckpoint(database.db)).toMatchObject({ origin: 'tertial.example.se/log' });
  });

  it('is not signed as of another log', async () => {
    await signed(2);
    expect(await sign({ ...evidence, origin: 'other.example.se/log' })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('see EVIDENCE_ORIGIN'),
    });
  });

  it('is not signed of a log that turned out to be another after it was read', async () => {
    await append(3);
    await index();
    expect(await sign(evidence, AbortSignal.abort())).toEqual({ outcome: 'another log' });
    expect(await sizesSigned()).toEqual([]);
    expect(await sign()).toEqual({ outcome: 'signed', size: 3 });
  });

  it('waits for a tree that is being made anew', async () => {
    await signed(3);
    const kept = await newestCheckpoint(database.db);
    await sql`drop schema ${sql.id(INDEX_SCHEMA)} cascade`.execute(database.db);
    await new LogIndex([{ folds: [], ...feature }], store, database).prepare();
    expect(await sign()).toEqual({ outcome: 'behind' });
    await index();
    expect(await sign()).toEqual({ outcome: 'vouched for' });
    expect(await checkpointOfSize(database.db, 3)).toEqual(kept);
  });
});

describe('rule 89: a log that was rewritten', () => {
  beforeEach(() => signed(3));

  it.each([
    ['data', sql`update log.events set data = '{"n":7}' where revision = 1`],
    [
      'an actor',
      sql`update log.events set metadata = replace(metadata::text, 'anna.ek', 'bo.ek')::json where revision = 1`,
    ],
    ['a time', sql`update log.events set recorded_at = recorded_at - interval '1 day' where revision = 1`],
    [
      'a microsecond',
      sql`update log.events set recorded_at = recorded_at + interval '1 microsecond' where revision = 1`,
    ],
    ['a type', sql`update log.events set type = 'OtherThing' where revision = 1`],
    ['the stream', sql`update log.events set stream = 'other-stream'`],
    ['the end', sql`delete from log.events where revision = 2`],
    ['the middle', sql`delete from log.events where revision = 1`],
    ['everything', sql`delete from log.events`],
  ])('in %s is not signed, however much is added to it', async (_, change) => {
    await tamper(change);
    expect(await sign()).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining(`not the one of ${origin} that was signed with 3 events.`),
    });
    await append(5);
    await index();
    expect(await sign()).toMatchObject({ outcome: 'refused' });
    expect(await sizesSigned()).toEqual([3]);
  });

  it('is signed again when it is what it was', async () => {
    await tamper(sql`update log.events set data = '{"n":7}' where revision = 1`);
    expect(await sign()).toMatchObject({ outcome: 'refused' });
    await tamper(sql`update log.events set data = '{"n":1}' where revision = 1`);
    expect(await sign()).toEqual({ outcome: 'vouched for' });
  });
});

describe('what a leaf hides', () => {
  it('is its event’s data, behind a salt that is not in it', async () => {
    const salt = Buffer.alloc(32, 7).toString('base64');
    const plain = event({ name: 'Anna' });
    await store.append(newStream(), 'no stream', [{ ...plain, metadata: { ...plain.metadata, salt } }]);
    const [stored] = await all(store.readAll(0));
    const { entry, commitment } = leafOf(stored ?? fail());
    const text = new TextDecoder().decode(entry);
    expect(text).not.toContain('salt');
    expect(text).not.toContain('Anna');
    expect(JSON.parse(text)).toMatchObject({ id: plain.id, payload: Buffer.from(commitment).toString('hex') });
    const { salt: _, ...unsalted } = stored?.metadata ?? fail();
    expect(leafOf({ ...(stored ?? fail()), metadata: unsalted }).commitment).not.toEqual(commitment);
  });

  it('is behind no salt that is none', async () => {
    await store.append(newStream(), 'no stream', [event({ name: 'Anna' })]);
    const [stored = fail()] = await all(store.readAll(0));
    expect(() => leafOf({ ...stored, metadata: { ...stored.metadata, salt: 'c2hvcnQ=' } })).toThrow('is none');
  });
});

function fail(): never {
  throw new Error('There is an event.');
}
