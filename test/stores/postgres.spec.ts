import { type Kysely, sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createEventTables } from '../../src/platform/event-store/event-tables.service.js';
import type { LeaderElection } from '../../src/platform/database/database.service.js';
import { soleProcess } from '../../src/platform/database/database.service.js';
import { openPostgres } from '../../src/platform/database/postgres-database.service.js';
import type { NewEvent } from '../../src/platform/event-store/event-store.js';
import { SqlEventStore } from '../../src/platform/event-store/sql-event-store.service.js';
import { startPostgres, type PostgresUnderTest } from '../support/postgres-under-test.js';
import { conformance } from './event-store-conformance.js';
import { logOnPostgres, open } from './postgres-log.js';
import { writers } from './racing.js';
import { sqlEventStore, swappedInSchema } from './sql-event-store.js';
import { all, event, events, given, idsOf, newStream, watch } from './store-under-test.js';
import type { SwappedStore } from './store-under-test.js';
import { until } from '../support/until.js';

let postgres: PostgresUnderTest;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(() => postgres.stop());

async function swappedOnPostgres(): Promise<SwappedStore> {
  const url = await postgres.newDatabase();
  return swappedInSchema(await openPostgres(url), await openPostgres(url));
}

conformance('PostgreSQL', async () => logOnPostgres(await postgres.newDatabase()), { makeSwapped: swappedOnPostgres });

describe('The log in PostgreSQL', () => {
  let url: string;
  let first: Kysely<unknown>;
  let second: Kysely<unknown>;
  let store: SqlEventStore;
  let other: SqlEventStore;
  /** Somebody else in the same database. */
  let stranger: Client;

  beforeAll(async () => {
    url = await postgres.newDatabase();
    [first, second] = [open(url), open(url)];
    await createEventTables(first);
    [store, other] = [new SqlEventStore(first), new SqlEventStore(second)];
  });

  beforeEach(async () => {
    stranger = new Client({ connectionString: url });
    await stranger.connect();
  });

  afterEach(() => stranger.end());

  afterAll(async () => {
    await first.destroy();
    await second.destroy();
  });

  sqlEventStore(() => first);

  const either = (n: number): SqlEventStore => (n % 2 ? other : store);

  it('is on a server that writes to the disk before it acknowledges', async () => {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await sql<{ value: string }>`select current_setting(${setting}) as value`.execute(first);
      expect(rows).toEqual([{ value: 'on' }]);
    }
  });

  it('shows positions to every reader one after the other while 64 write through two instances', async () => {
    const base = await store.head();
    let isOver = false;
    const readers = Array.from({ length: 6 }, (_, n) => watch(either(n), base, () => isOver));
    const sent = await writers(64, 8, either).finally(() => (isOver = true));
    const dense = sent.map((_, n) => base + 1 + n);
    for (const seen of await Promise.all(readers)) {
      expect(seen.map(({ position }) => position)).toEqual(dense);
      expect(idsOf(seen).sort()).toEqual([...sent].sort());
    }
  });

  /** Appends as older builds do. Returns the outcome's name. */
  async function appendAsBefore(stream: string, expected: number | null, these: readonly NewEvent[]): Promise<string> {
    const requests = [{ request: 0, stream, expected, size: these.length }];
    const arriving = these.map(({ data, metadata, ...rest }, n) => {
      return { request: 0, n, ...rest, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    });
    const { rows } = await stranger.query<{ outcome: string }>('select * from log.append($1, $2, null)', [
      JSON.stringify(requests),
      JSON.stringify(arriving),
    ]);
    return rows[0]?.outcome ?? 'no answer';
  }

  /** Writes as an instance does, in a transaction that stays open. */
  async function writeAndStay(stream: string, these: readonly NewEvent[]): Promise<void> {
    await stranger.query('begin');
    await appendAsBefore(stream, null, these);
  }

  it('has one order when an older build writes beside this one, and each knows what the other wrote', async () => {
    const base = await store.head();
    const shared = newStream();
    const older = async (): Promise<string[]> => {
      const sent: string[] = [];
      for (let n = 0; n < 60; n += 1) {
        const these = events(1 + (n % 3));
        expect(await appendAsBefore(n % 2 ? shared : newStream(), null, these)).toBe('appended');
        sent.push(...idsOf(these));
      }
      return sent;
    };
    const newer = async (): Promise<string[]> => {
      const sent: string[] = [];
      for (let n = 0; n < 60; n += 1) {
        const these = events(1 + (n % 3));
        expect(await store.append(shared, 'any', these)).toMatchObject({ outcome: 'appended' });
        sent.push(...idsOf(these));
      }
      return sent;
    };
    const sent = (await Promise.all([older(), newer(), writers(8, 8, either)])).flat();
    const log = await all(other.readAll(base));
    expect(log.map(({ position }) => position)).toEqual(sent.map((_, n) => base + 1 + n));
    expect(idsOf(log).sort()).toEqual([...sent].sort());
    const inShared = log.filter(({ stream }) => stream === shared);
    expect(inShared.map(({ revision }) => revision)).toEqual(inShared.map((_, n) => n));

    const [theirs, mine] = [events(2), events(2)];
    const [one, two] = [newStream(), newStream()];
    expect(await appendAsBefore(one, -1, theirs)).toBe('appended');
    expect(await store.append(one, 'no stream', theirs)).toMatchObject({ outcome: 'repeated', revision: 1 });
    expect(await store.append(one, 'no stream', events(1))).toEqual({ outcome: 'wrong revision', actual: 1 });
    await given(store, two, mine);
    expect(await appendAsBefore(two, -1, mine)).toBe('repeated');
    expect(await appendAsBefore(two, 0, events(1))).toBe('wrong revision');
  });

  it('gives each append of a batch its own outcome, and writes those that succeed as they were sent', async () => {
    const [kept, fresh, late, taken] = [newStream(), newStream(), newStream(), newStream()];
    const [before, sent] = [events(2), [event({ b: 'x\u0000\n', a: [1e21, 'å'] }), event(null), event('\n')]];
    await given(store, kept, before);
    const base = await store.head();
    const outcomes = await Promise.all([
      store.append(fresh, 'no stream', sent),
      store.append(kept, 'no stream', before),
      store.append(late, 7, events(1)),
      store.append(taken, 'any', [event(), ...before.slice(1)]),
    ]);
    expect(outcomes).toEqual([
      { outcome: 'appended', revision: 2, position: base + 3 },
      { outcome: 'repeated', revision: 1, position: base },
      { outcome: 'wrong revision', actual: 'no stream' },
      { outcome: 'ids taken' },
    ]);
    const log = await all(other.readAll(base));
    expect(log).toMatchObject(sent.map((each, n) => ({ ...each, stream: fresh, revision: n, position: base + 1 + n })));
  });

  it('notifies other processes of what it writes in the same transaction, and of nothing else', async () => {
    let heard = 0;
    stranger.on('notification', () => (heard += 1));
    await stranger.query('listen tertial_log');
    let hear: (news?: string) => void = () => undefined;
    const election: LeaderElection = { ...soleProcess, listen: (_, onNews) => (hear = onNews) };
    const sharing = new SqlEventStore(first, { election });
    const stream = newStream();
    expect(await sharing.append(stream, 3, events(1))).toMatchObject({ outcome: 'wrong revision' });
    await given(store, newStream(), events(1));
    await given(sharing, stream, events(2));
    await until(() => heard > 0);
    expect(await sharing.append(stream, 'no stream', events(1))).toMatchObject({ outcome: 'wrong revision' });
    await given(sharing, stream, events(1));
    await until(() => heard > 1);
    expect(heard).toBe(2);

    const over = new AbortController();
    const deliveries = sharing.subscribe(await sharing.head(), over.signal);
    expect(await deliveries.next()).toEqual({ value: 'caught up', done: false });
    const next = deliveries.next();
    const theirs = events(1);
    await given(other, newStream(), theirs);
    hear('');
    const { value } = await next;
    expect(Array.isArray(value) ? idsOf(value) : value).toEqual(idsOf(theirs));
    over.abort();
  });

  it.each(['commit', 'rollback'])('lets no reader skip what is written but not yet there, until %s', async (end) => {
    const base = await store.head();
    const theirs = events(3);
    await writeAndStay(newStream(), theirs);
    let isOver = false;
    const readers = [store, other].map((each) => watch(each, base, () => isOver));
    const mine = events(2);
    const append = given(other, newStream(), mine);
    await until(async () => (await waitingForTheLock()).length > 0);
    expect(await store.head()).toBe(base);
    expect(await all(other.readAll(base))).toEqual([]);
    await stranger.query(end);
    await append.finally(() => (isOver = true));
    const log = idsOf(end === 'commit' ? [...theirs, ...mine] : mine);
    for (const seen of await Promise.all(readers)) {
      expect(idsOf(seen)).toEqual(log);
      expect(seen.map(({ position }) => position)).toEqual(log.map((_, n) => base + 1 + n));
    }
  });

  it('is not held up by a transaction of somebody else that has written elsewhere', async () => {
    await stranger.query('create table if not exists elsewhere (n int)');
    await stranger.query('begin');
    await stranger.query('insert into elsewhere values (1)');
    const base = await store.head();
    const sent = events(2);
    const { position } = await given(store, newStream(), sent);
    expect(await other.head()).toBe(position);
    expect(idsOf(await all(other.readAll(base)))).toEqual(idsOf(sent));
    await stranger.query('rollback');
  });

  async function waitingForTheLock(): Promise<number[]> {
    const { rows } = await sql<{ pid: number }>`
      select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'`.execute(second);
    return rows.map(({ pid }) => pid);
  }

  it('rejects an append whose connection is cut, and takes the same ids afterwards', async () => {
    const stream = newStream();
    const blocking = newStream();
    await writeAndStay(blocking, events(1));
    const these = [event('secret'), event()];
    const cut = store.append(stream, 'no stream', these).then(
      () => 'appended',
      (error: unknown) => (error instanceof Error ? error.message : 'no error'),
    );
    await until(async () => (await waitingForTheLock()).length > 0);
    for (const pid of await waitingForTheLock()) await stranger.query('select pg_terminate_backend($1)', [pid]);
    expect(await cut).toMatch(/^The events could not be written: (?!.*secret)/);
    await stranger.query('commit');
    expect(await all(other.readStream(stream))).toEqual([]);
    // The pool may not have heard yet that the connection is gone, and give it out once more.
    const again = () => store.append(stream, 'no stream', these);
    expect(await again().catch(again)).toMatchObject({ outcome: 'appended', revision: 1 });
    expect(await other.append(stream, 'no stream', these)).toMatchObject({ outcome: 'repeated', revision: 1 });
  });

  it('comes to one truth when connections are cut again and again and everybody sends again', async () => {
    const base = await store.head();
    const over = new AbortController();
    const isOver = (): boolean => over.signal.aborted;
    let known = 0;
    const cutting = (async () => {
      let cut = 0;
      while (!over.signal.aborted) {
        const { rows } = await stranger.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid() and query like '%log.append%'
           order by random() limit 1`,
        );
        cut += rows.length;
        // On a busy machine, every append would be cut if the cuts came by time alone.
        const before = known;
        do await pause(5);
        while (known === before && !isOver());
      }
      return cut;
    })();
    let failures = 0;
    const streams = Array.from({ length: 8 }, newStream);
    const sending = streams.map(async (stream, n) => {
      const ids: string[] = [];
      for (let revision = -1; revision < 49 || failures < 3;) {
        const these = events(2);
        const expected = revision < 0 ? 'no stream' : revision;
        for (let isKnown = false; !isKnown;) {
          try {
            const outcome = await either(n + failures).append(stream, expected, these);
            expect(outcome).toMatchObject({ revision: revision + 2 });
            isKnown = true;
            known += 1;
          } catch (error) {
            if (!(error instanceof Error && error.message.startsWith('The events could not be written'))) throw error;
            failures += 1;
          }
        }
        revision += 2;
        ids.push(...idsOf(these));
      }
      return ids;
    });
    const sent = await Promise.all(sending).finally(() => over.abort());
    expect(await cutting).toBeGreaterThan(0);
    expect(failures).toBeGreaterThan(0);
    const log = await all(store.readAll(base));
    expect(log).toHaveLength(sent.flat().length);
    for (const [n, stream] of streams.entries()) {
      expect(idsOf(log.filter((each) => each.stream === stream))).toEqual(sent[n]);
      expect(idsOf(await all(other.readStream(stream)))).toEqual(sent[n]);
    }
    expect(log.map(({ position }) => position)).toEqual(log.map((_, n) => base + 1 + n));
  });
});
