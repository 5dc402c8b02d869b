import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { onPostgres } from '../../../test/support/postgres-under-test.js';
import type { Database } from './database.service.js';
import { openPostgres } from './postgres-database.service.js';
import { until } from '../../../test/support/until.js';

const newDatabase = onPostgres();
/** `one` and `two` are processes on the same database; `elsewhere` uses another database of the same server. */
let one: Database<unknown>;
let two: Database<unknown>;
let elsewhere: Database<unknown>;

beforeEach(async () => {
  const url = await newDatabase();
  [one, two] = [await openPostgres(url), await openPostgres(url)];
  elsewhere = await openPostgres(await newDatabase());
});

afterEach(async () => {
  for (const database of [one, two, elsewhere]) await database.close();
});

/** Records the messages of a channel, and `look` when one may have been lost. Resolves when the listener is active. */
async function hearing({ election }: Database<unknown>, channel: string): Promise<string[]> {
  const heard: string[] = [];
  election.listen(channel, (news = 'look') => heard.push(news));
  await until(() => heard.length > 0);
  return heard;
}

describe('a notification', () => {
  it('reaches all processes on the same database that listen to its channel', async () => {
    const [mine, yours, others] = [
      await hearing(one, 'one'),
      await hearing(two, 'one'),
      await hearing(elsewhere, 'one'),
    ];
    const another = await hearing(two, 'another');
    one.election.notify('one', 'å"\'');
    await until(() => mine.includes('å"\'') && yours.includes('å"\''));
    // The server delivers a notification to all listeners at once, so a wrong listener would have it by now.
    expect([...others, ...another]).not.toContain('å"\'');
  });

  it('arrives in order, and the last one always arrives', async () => {
    const heard = await hearing(two, 'counting');
    for (let n = 1; n <= 500; n += 1) one.election.notify('counting', String(n));
    await until(() => heard.includes('500'));
    const numbers = heard.filter((news) => news !== 'look').map(Number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    // Values that arrive while a message is being sent replace each other, so the server gets only some of them.
    expect(numbers.length).toBeLessThan(100);
  });

  it('that was lost is looked for at intervals, and at once after a lost session', async () => {
    const heard = await hearing(two, 'news');
    await until(() => heard.length > 1);
    const seen = heard.length;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'
      or query = 'select 1' and pid <> pg_backend_pid() and datname = current_database()`.execute(one.db);
    await until(() => heard.length > seen);
    one.election.notify('news', 'still here');
    await until(() => heard.includes('still here') || (one.election.notify('news', 'still here'), false));
  });

  it('does not arrive after the database is closed', async () => {
    const heard = await hearing(two, 'news');
    await two.close();
    const seen = [...heard];
    one.election.notify('news', 'too late');
    const again = await hearing(one, 'news');
    one.election.notify('news', 'later');
    await until(() => again.includes('later'));
    expect(heard).toEqual(seen);
  });
});

/** A process that competes for the lead. */
class Candidate {
  isLeading = false;
  terms = 0;
  /** Whether the abort signal ended its lead. */
  wasAborted = false;
  readonly #stopping = new AbortController();
  readonly #led: Promise<void>;

  constructor({ election }: Database<unknown>, name: string, chamber: Candidate[] = []) {
    chamber.push(this);
    this.#led = election.lead(
      name,
      async (signal) => {
        [this.isLeading, this.terms] = [true, this.terms + 1];
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
        [this.isLeading, this.wasAborted] = [false, signal.aborted];
      },
      this.#stopping.signal,
    );
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#led;
  }
}

/** Ends the leaders' database sessions, as a server does when it shuts down. Returns the number of sessions. */
async function endLeaders(): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())`.execute(one.db);
  return rows.length;
}

describe('the lead', () => {
  let candidates: Candidate[];

  beforeEach(() => {
    candidates = [];
  });

  afterEach(async () => {
    for (const candidate of candidates) await candidate.stop();
  });

  it('belongs to one process at a time, and passes on when that one stops', async () => {
    const first = new Candidate(one, 'views', candidates);
    await until(() => first.isLeading);
    const second = new Candidate(two, 'views', candidates);
    await sleep(2_500);
    expect([first.isLeading, second.isLeading]).toEqual([true, false]);
    await first.stop();
    expect([first.isLeading, first.wasAborted, first.terms]).toEqual([false, true, 1]);
    await until(() => second.isLeading);
  });

  it('is separate for each name and each database', async () => {
    const all = [
      new Candidate(one, 'views_1', candidates),
      new Candidate(two, 'views_2', candidates),
      new Candidate(elsewhere, 'views_1', candidates),
    ];
    await until(() => all.every(({ isLeading }) => isLeading));
  });

  it('ends with the session: the signal fires, and another process takes it', async () => {
    const first = new Candidate(one, 'views', candidates);
    await until(() => first.isLeading);
    const second = new Candidate(two, 'views', candidates);
    expect(await endLeaders()).toBe(1);
    await until(() => first.wasAborted);
    await until(() => first.isLeading !== second.isLeading);
    expect(first.terms + second.terms).toBe(2);
    const [leader, other] = first.isLeading ? [first, second] : [second, first];
    await leader.stop();
    await until(() => other.isLeading);
  });

  it('can be renounced while waiting for it', async () => {
    const first = new Candidate(one, 'views', candidates);
    await until(() => first.isLeading);
    const second = new Candidate(two, 'views', candidates);
    await second.stop();
    await first.stop();
    await new Candidate(two, 'views').stop();
    expect(second.terms).toBe(0);
  });
});

describe('work that runs unless a process leads', () => {
  it('runs when no process leads, and lets none lead meanwhile', async () => {
    const candidates: Candidate[] = [];
    let wasLed = false;
    const isDone = await one.election.unlessLed('views', async () => {
      const candidate = new Candidate(two, 'views', candidates);
      await sleep(1_500);
      wasLed = candidate.isLeading;
      expect(await two.election.unlessLed('views', () => Promise.reject(new Error('Twice.')))).toBe(false);
    });
    expect([isDone, wasLed]).toEqual([true, false]);
    await until(() => candidates.some(({ isLeading }) => isLeading));
    expect(await one.election.unlessLed('views', () => Promise.reject(new Error('It is led.')))).toBe(false);
    expect(await one.election.unlessLed('other views', () => Promise.resolve())).toBe(true);
    for (const candidate of candidates) await candidate.stop();
  });

  it('releases the lead when it fails', async () => {
    await expect(one.election.unlessLed('views', () => Promise.reject(new Error('No room.')))).rejects.toThrow(
      'No room.',
    );
    expect(await two.election.unlessLed('views', () => Promise.resolve())).toBe(true);
  });
});
