import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { onPostgres } from '../../../test/support/postgres-under-test.js';
import type { Database } from './database.service.js';
import { openPostgres } from './postgres-database.service.js';
import { until } from '../../../test/support/until.js';

const newDatabase = onPostgres();
/** Two processes on one database, and one on another of the same server. */
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

/** What is heard on a channel: `look` for what may have been missed. Resolves when it is being listened to. */
async function hearing({ election }: Database<unknown>, channel: string): Promise<string[]> {
  const heard: string[] = [];
  election.listen(channel, (news = 'look') => heard.push(news));
  await until(() => heard.length > 0);
  return heard;
}

describe('what processes tell each other', () => {
  it('is heard by all that are on the same database, on the same channel', async () => {
    const [mine, yours, others] = [
      await hearing(one, 'one'),
      await hearing(two, 'one'),
      await hearing(elsewhere, 'one'),
    ];
    const another = await hearing(two, 'another');
    one.election.notify('one', 'å"\'');
    await until(() => mine.includes('å"\'') && yours.includes('å"\''));
    // It has come to all of them by then: the server gives it out to everybody at once.
    expect([...others, ...another]).not.toContain('å"\'');
  });

  it('comes in order, and the last always comes', async () => {
    const heard = await hearing(two, 'counting');
    for (let n = 1; n <= 500; n += 1) one.election.notify('counting', String(n));
    await until(() => heard.includes('500'));
    const numbers = heard.filter((news) => news !== 'look').map(Number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    // What grows while the last is on its way is told once.
    expect(numbers.length).toBeLessThan(100);
  });

  it('is looked for now and then, and at once when the session was lost', async () => {
    const heard = await hearing(two, 'news');
    await until(() => heard.length > 1);
    const seen = heard.length;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'
      or query = 'select 1' and pid <> pg_backend_pid() and datname = current_database()`.execute(one.db);
    await until(() => heard.length > seen);
    one.election.notify('news', 'still here');
    await until(() => heard.includes('still here') || (one.election.notify('news', 'still here'), false));
  });

  it('is heard no more when the database is closed', async () => {
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

/** A process that wants to lead. */
class Candidate {
  isLeading = false;
  terms = 0;
  /** What it was told when it had to stop leading. */
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

/** Ends the sessions that hold the lead, as a server does that is shut down. */
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

  it('is of one at a time, and goes to another when that one stops', async () => {
    const first = new Candidate(one, 'views', candidates);
    await until(() => first.isLeading);
    const second = new Candidate(two, 'views', candidates);
    await sleep(2_500);
    expect([first.isLeading, second.isLeading]).toEqual([true, false]);
    await first.stop();
    expect([first.isLeading, first.wasAborted, first.terms]).toEqual([false, true, 1]);
    await until(() => second.isLeading);
  });

  it('is of one for each name and each database', async () => {
    const all = [
      new Candidate(one, 'views_1', candidates),
      new Candidate(two, 'views_2', candidates),
      new Candidate(elsewhere, 'views_1', candidates),
    ];
    await until(() => all.every(({ isLeading }) => isLeading));
  });

  it('is lost with the session, which the leader is told, and is taken by one that can', async () => {
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

  it('is given up while waiting for it', async () => {
    const first = new Candidate(one, 'views', candidates);
    await until(() => first.isLeading);
    const second = new Candidate(two, 'views', candidates);
    await second.stop();
    await first.stop();
    await new Candidate(two, 'views').stop();
    expect(second.terms).toBe(0);
  });
});

describe('what is done unless somebody leads', () => {
  it('is done when nobody does, and keeps anybody from it meanwhile', async () => {
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

  it('lets others have their turn when it fails', async () => {
    await expect(one.election.unlessLed('views', () => Promise.reject(new Error('No room.')))).rejects.toThrow(
      'No room.',
    );
    expect(await two.election.unlessLed('views', () => Promise.resolve())).toBe(true);
  });
});
