import { sql, type Kysely } from 'kysely';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import type { Database } from '../../src/platform/database/database.service.js';
import { openEmbedded } from '../../src/platform/database/embedded-database.service.js';
import type { StoredEvent } from '../../src/platform/event-store/event-store.js';
import { createEventTables, LARGE_FROM_BYTES } from '../../src/platform/event-store/event-tables.service.js';
import { SqlEventStore } from '../../src/platform/event-store/sql-event-store.service.js';
import { grow, type Kind, replaceIds } from '../support/replaceable-log-under-test.js';
import { all, event, events, given, idsOf, newStream, pagesOf, runsOf, seedOf } from './store-under-test.js';
import type { SwappedLog, SwappedStore } from './store-under-test.js';

/** Somebody with the rights of the owner takes events out of a stream. */
export async function loseEvents<Tables>(
  db: Kysely<Tables>,
  stream: string,
  revisions: readonly number[],
): Promise<void> {
  await sql`alter table log.events disable trigger refuse_change`.execute(db);
  await sql`delete from log.events where stream = ${stream} and revision = any(${revisions}::int[])`.execute(db);
  await sql`alter table log.events enable trigger refuse_change`.execute(db);
}

/** The log in a schema that others take the name of. No connection is lost meanwhile, so that nothing hints at it. */
class SwappedSchema implements SwappedLog {
  private constructor(private readonly db: Kysely<unknown>) {}

  static async in(db: Kysely<unknown>): Promise<SwappedSchema> {
    await createEventTables(db);
    await rename(db, 'log', 'log_other');
    await createEventTables(db);
    for (const schema of ['log', 'log_other']) {
      await sql`alter table ${sql.id(schema, 'events')} disable trigger all`.execute(db);
    }
    return new SwappedSchema(db);
  }

  async clear(): Promise<void> {
    await sql`truncate log.events`.execute(this.db);
  }

  async keep(kind: Kind): Promise<void> {
    const { db } = this;
    await sql`truncate log_other.events`.execute(db);
    await sql`insert into log_other.events select * from log.events`.execute(db);
    if (kind !== 'unrelated' && kind !== 'grown') return;
    await this.become(kind);
    await sql.raw(kind === 'grown' ? grow : replaceIds).execute(db);
    await this.comeBack(kind);
  }

  async become(kind: Kind): Promise<void> {
    await this.db.transaction().execute(async (transaction) => {
      await rename(transaction, 'log', 'log_good');
      if (kind !== 'empty') await rename(transaction, 'log_other', 'log');
    });
  }

  async comeBack(kind: Kind): Promise<void> {
    await this.db.transaction().execute(async (transaction) => {
      if (kind !== 'empty') await rename(transaction, 'log', 'log_other');
      await rename(transaction, 'log_good', 'log');
    });
  }

  async count(): Promise<number> {
    const { rows: there } = await sql`select from pg_namespace where nspname = 'log'`.execute(this.db);
    if (there.length === 0) return 0;
    const { rows } = await sql<{ count: string }>`select count(*) as count from log.events`.execute(this.db);
    return Number(rows[0]?.count);
  }
}

async function rename(db: Kysely<unknown>, from: string, to: string): Promise<void> {
  await sql`alter schema ${sql.id(from)} rename to ${sql.id(to)}`.execute(db);
}

/** A log in a database of its own. `second` is another connection to it, where there can be one. */
export async function swappedInSchema(
  first: Database<unknown>,
  second: Database<unknown> = first,
): Promise<SwappedStore> {
  const log = await SwappedSchema.in(first.db);
  const close = (): Promise<void> => first.close().then(() => second.close());
  return { store: new SqlEventStore(first.db), second: new SqlEventStore(second.db), log, close };
}

/** The promises of a log in PostgreSQL beyond the port, embedded or not. Its tables are there. */
export function sqlEventStore(database: () => Kysely<unknown>): void {
  const newStore = (): SqlEventStore => new SqlEventStore(database());
  const clocked = (time: string): SqlEventStore => new SqlEventStore(database(), { now: () => time });

  it('delivers nothing of another log that its own takes the place of after it was read', async () => {
    const other = await openEmbedded<unknown>('memory');
    await createEventTables(other.db);
    const foreign = newStream();
    await given(new SqlEventStore(other.db), foreign, events(2));
    const { position } = await given(newStore(), newStream(), events(2));
    const known = await newStore().eventAt(position);
    const databases = [other.db];
    const store = new SqlEventStore({ getExecutor: () => (databases.pop() ?? database()).getExecutor() });
    const over = new AbortController();
    for await (const page of store.subscribe(0, over.signal, () => known)) {
      if (page === 'caught up') continue;
      expect(page.map(({ stream }) => stream)).not.toContain(foreign);
      break;
    }
    over.abort();
    await other.close();
  });

  it('numbers positions without holes, lost races and failed writes included', async () => {
    const store = newStore();
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
    await given(newStore(), newStream(), events(1));
    await expect(change.execute(database())).rejects.toThrow('Nothing in the log is ever changed or deleted');
  });

  it('can be created again without harm', async () => {
    const store = newStore();
    const { position } = await given(store, newStream(), events(1));
    await Promise.all([createEventTables(database()), createEventTables(database())]);
    expect(await store.head()).toBe(position);
  });

  it('keeps the text of the data as it was written', async () => {
    const data = { b: 1, a: 'x\u0000', nested: [1e21, -0] };
    const one = event(data);
    await given(newStore(), newStream(), [one]);
    const { rows } = await sql`select data::text as text from log.events where id = ${one.id}`.execute(database());
    expect(rows).toEqual([{ text: JSON.stringify(data) }]);
  });

  it('records the moment that a simulated clock shows', async () => {
    const stream = newStream();
    const later = Math.ceil(Date.now() / 1000) * 1000 + 21_123;
    const inSweden = new Date(later + 7_200_000).toISOString().replace('Z', '+02:00');
    await given(clocked(inSweden), stream, events(1));
    const [got] = await all(newStore().readStream(stream));
    expect(got?.recordedAt).toBe(new Date(later).toISOString());
  });

  it('rule 50: never records a time before that of the newest event, however its clock is set', async () => {
    const offsets = fc.array(fc.integer({ min: -40_000, max: 20_000 }), { minLength: 1, maxLength: 8 });
    const now = Date.now();
    const last = (await all(newStore().readAll(0))).at(-1);
    let latest = last === undefined ? 0 : Date.parse(last.recordedAt);
    const property = fc.asyncProperty(offsets, async (clocks) => {
      const base = await newStore().head();
      for (const offset of clocks) {
        const time = now + offset;
        await given(clocked(new Date(time).toISOString()), newStream(), events(2));
        latest = Math.max(latest, time);
        const recorded = (await all(newStore().readAll(base)))
          .slice(-2)
          .map(({ recordedAt }) => Date.parse(recordedAt));
        expect(recorded).toEqual([latest, latest]);
      }
    });
    await fc.assert(property, { seed: seedOf('clocks'), numRuns: runsOf('clocks', 200, 1) });
  });

  it('reads a time that was changed by microseconds as it is, so that its hash differs', async () => {
    const stream = newStream();
    // Later than every other event, because no recording time is before an earlier one.
    await given(clocked('2126-05-27T08:00:00.123Z'), stream, events(2));
    const changeRows = async (change: ReturnType<typeof sql>): Promise<void> => {
      await sql`alter table log.events disable trigger refuse_change`.execute(database());
      await change.execute(database());
      await sql`alter table log.events enable trigger refuse_change`.execute(database());
    };
    await changeRows(sql`
      update log.events set recorded_at = recorded_at + interval '1 microsecond'
      where stream = ${stream} and revision = 1`);
    const got = await all(newStore().readStream(stream));
    expect(got.map(({ recordedAt }) => recordedAt)).toEqual([
      '2126-05-27T08:00:00.123Z',
      '2126-05-27T08:00:00.123001Z',
    ]);
  });

  it('rejects every append of a failed call, without their data, and goes on with the next', async () => {
    let time = 'no time';
    const store = new SqlEventStore(database(), { now: () => time });
    const stream = newStream();
    const failed = [newStream(), newStream(), newStream()].map((each) => store.append(each, 'any', [event('secret')]));
    for (const result of await Promise.allSettled(failed)) {
      expect(result).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('no time') } });
      expect(inspect(result, { depth: 10 })).not.toContain('secret');
    }
    time = '2026-05-27T08:00:00.000Z';
    expect(await store.append(stream, 'no stream', events(1))).toMatchObject({ outcome: 'appended' });
  });

  it('wakes a subscription of another process by polling', async () => {
    const stop = new AbortController();
    const reader = newStore();
    const deliveries = reader.subscribe(await reader.head(), stop.signal);
    await deliveries.next();
    const sent = events(1);
    await given(newStore(), newStream(), sent);
    const { value } = await deliveries.next();
    expect(Array.isArray(value) ? idsOf(value) : value).toEqual(idsOf(sent));
    stop.abort();
  });

  describe('a page', () => {
    /** Such as cannot be compressed, and such as is stored in a hundredth of its size. */
    const texts: [string, () => string][] = [
      ['as large as they are stored', () => randomBytes(700_000).toString('base64')],
      ['that are stored compressed', () => 'Näringsliv "2026"\n'.repeat(50_000)],
    ];
    it.each(texts)('ends with the first large event, of those %s', async (_, text) => {
      const store = newStore();
      const stream = newStream();
      const base = await store.head();
      const sent = Array.from({ length: 4 }, () => [event(), event({ text: text() }), event()]).flat();
      for (const each of sent) await given(store, stream, [each]);
      for (const pages of [await pagesOf(store.readStream(stream)), await pagesOf(store.readAll(base))]) {
        expect(pages.map((page) => page.map(isLarge))).toEqual([
          [false, true],
          ...Array.from({ length: 3 }, () => [false, false, true]),
          [false],
        ]);
        expect(idsOf(pages.flat())).toEqual(idsOf(sent));
      }
    });

    it('is at its end with a large event, or with the one that is as large as others may be', async () => {
      const store = newStore();
      const stream = newStream();
      const textOf = (bytes: number) => 'x'.repeat(bytes - JSON.stringify({ text: '' }).length);
      const sent = [LARGE_FROM_BYTES, LARGE_FROM_BYTES + 1, LARGE_FROM_BYTES].map((size) =>
        event({ text: textOf(size) }),
      );
      for (const each of sent) await given(store, stream, [each]);
      const pages = await pagesOf(store.readStream(stream));
      expect(pages.map(idsOf)).toEqual([idsOf(sent.slice(0, 2)), idsOf(sent.slice(2))]);
    });

    it.each([999, 1000, 1001, 2000])('has a thousand of %i small ones, and no event is left out', async (count) => {
      const store = newStore();
      const stream = newStream();
      const base = await store.head();
      await given(store, stream, events(count));
      for (const pages of [await pagesOf(store.readStream(stream)), await pagesOf(store.readAll(base))]) {
        expect(pages.flat().map(({ revision }) => revision)).toEqual(Array.from({ length: count }, (_, n) => n));
        expect(pages[0]).toHaveLength(Math.min(count, 1000));
      }
    });

    it('is not read before the reader asks for it, however much there is', async () => {
      let queries = 0;
      const counted = database().withPlugin({
        transformQuery: ({ node }) => {
          queries += 1;
          return node;
        },
        transformResult: ({ result }) => Promise.resolve(result),
      });
      const reader = new SqlEventStore(counted);
      const writer = newStore();
      const base = await writer.head();
      const stop = new AbortController();
      for (let n = 0; n < 3; n += 1) await given(writer, newStream(), events(1000));
      const deliveries = reader.subscribe(base, stop.signal);
      for (let page = 1; page <= 3; page += 1) {
        await deliveries.next();
        await given(reader, newStream(), events(500));
        // The reader's questions, and its own appends.
        expect(queries).toBe(2 * page);
      }
      stop.abort();
    });
  });
}

function isLarge({ data }: StoredEvent): boolean {
  return Buffer.byteLength(JSON.stringify(data)) > LARGE_FROM_BYTES;
}
