import { evidenceIn } from '../../../src/evidence/evidence-tables.service.js';
import { passingEvidence } from '../../../src/evidence/signing-keys.service.js';
import { DATABASE, type Database } from '../../../src/platform/database/database.service.js';
import type { ViewTables } from '../../../src/platform/database/state-tables.view.js';
import { Health } from '../../../src/platform/operations/health.service.js';
import { KnownLog } from '../../../src/platform/projections/known-log.service.js';
import type { Api } from '../../support/api-under-test.js';
import { startPostgres, type PostgresUnderTest } from '../../support/postgres-under-test.js';
import { noKeys, serviceOn, type ServiceOn } from '../../support/service-on.js';
import { until } from '../../support/until.js';
import { type Kind, type ReplaceableLog, replaceableLogs } from '../../support/replaceable-log-under-test.js';

// The log's database comes back as another one, while the service runs or while it is stopped.

const LONG = 180_000;
const boardId = 'exempel.ks';
const kinds: readonly Kind[] = ['empty', 'older', 'grown', 'unrelated'];

function matter(number: number) {
  return { boardId, dnr: dnrOf(number), title: `Ärende ${number}` };
}

/** All have as many digits, so that a list has them in the order in which they were opened. */
function dnrOf(number: number): string {
  return `KS 2026/${1000 + number}`;
}

async function open(api: Api, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) await api.give('hanna', 'openMatter', matter(number));
}

async function numbers(api: Api): Promise<string[]> {
  const { edges } = await api.see('rut', 'matters', { boardId, first: 100 });
  return edges.map(({ node }) => node.dnr);
}

async function statusOf({ app }: Api): Promise<string> {
  return (await app.get(Health).readiness()).status;
}

async function signedSizes({ app }: Api): Promise<number[]> {
  const { db } = app.get<Database<ViewTables>>(DATABASE);
  const rows = await evidenceIn(db).selectFrom('checkpoints').select('size').orderBy('size').execute();
  return rows.map(({ size }) => Number(size));
}

/** Everything that may not happen while the log is another, and that queries go on. */
async function expectNothingDone(api: Api, log: ReplaceableLog, shown: readonly string[]): Promise<void> {
  const before = await log.count();
  const signed = await signedSizes(api);
  const answers = await Promise.all(
    [901, 902, 903].map((number) => api.refused('hanna', 'openMatter', matter(number))),
  );
  for (const answer of answers) expect(answer).toMatchObject({ extensions: { code: 'ANOTHER_LOG' } });
  expect(await numbers(api)).toEqual(shown);
  expect(await log.count()).toBe(before);
  expect(await signedSizes(api)).toEqual(signed);
  const answer = await api.app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ __typename }' } });
  expect(answer.headers['tertial-log']).toBe('another log');
  const raised = await api.see('rut', 'alarms');
  expect(raised).toContainEqual({ name: 'another log', since: expect.any(String), history: [] });
  const readiness = await api.app.get(Health).readiness();
  expect(readiness).toMatchObject({ status: 'another log', alarms: expect.arrayContaining(['another log']) });
}

let postgres: PostgresUnderTest;

beforeAll(async () => {
  postgres = await startPostgres();
}, LONG);

afterAll(() => postgres.stop());

const { kurrentDb, onPostgres, embedded } = replaceableLogs(() => postgres.newDatabase());

type Keys = 'keys' | 'no keys';

/** A log with the one service on it, which goes on from case to case: its right log grows, and comes back each time. */
class Case {
  #running: ServiceOn | undefined;
  #opened = 0;

  constructor(
    readonly log: ReplaceableLog,
    private readonly keys: Keys,
  ) {}

  get api(): Api {
    if (this.#running === undefined) throw new Error('The service is not running.');
    return this.#running.api;
  }

  async start(): Promise<void> {
    this.#running = await serviceOn(this.log.places, this.keys === 'keys' ? passingEvidence() : noKeys);
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.close();
  }

  async openMatters(count: number): Promise<void> {
    await open(this.api, this.#opened + 1, this.#opened + count);
    this.#opened += count;
  }

  /** Makes the other log, and takes the right one some events further than the views' log was when it was made. */
  async goOnFrom(kind: Kind): Promise<readonly string[]> {
    await this.openMatters(1);
    if (this.log.isKeptRunning) await this.log.keep(kind);
    await this.openMatters(2);
    return numbers(this.api);
  }

  /** The right log is back: everything is done again, on what was there before. */
  async expectAllDone(shown: readonly string[]): Promise<void> {
    await until(async () => (await statusOf(this.api)) === 'ready');
    await this.openMatters(1);
    expect(await numbers(this.api)).toEqual([...shown, dnrOf(this.#opened)]);
    expect((await this.api.app.get(Health).readiness()).alarms).toEqual([]);
  }

  async close(): Promise<void> {
    await this.stop();
    await this.log.close();
  }
}

const isAll = process.env.STORE_RUNS === 'all';
// Without keys nothing is signed. An empty log is another case then, because it is not refused at the start.
const withoutKeys: readonly Kind[] = ['empty'];
// The embedded log is read by the same statements as PostgreSQL's. It takes two seconds to open, five times a kind.
const quickEmbedded: readonly Kind[] = ['grown'];

/** The kind that nothing but the newest event tells from the right log. */
const idle: readonly Kind[] = ['older'];

interface Row {
  readonly store: string;
  readonly make: () => Promise<ReplaceableLog>;
  readonly keys: Keys;
  readonly quick: readonly Kind[];
}

const rows: readonly Row[] = [
  { store: 'PostgreSQL', make: onPostgres, keys: 'keys', quick: kinds },
  { store: 'PostgreSQL', make: onPostgres, keys: 'no keys', quick: withoutKeys },
  { store: 'KurrentDB', make: kurrentDb, keys: 'keys', quick: kinds },
  { store: 'KurrentDB', make: kurrentDb, keys: 'no keys', quick: withoutKeys },
  { store: 'the embedded store', make: embedded, keys: 'keys', quick: quickEmbedded },
  { store: 'the embedded store', make: embedded, keys: 'no keys', quick: withoutKeys },
];

describe.each(rows)('a service on $store, with $keys', ({ store, make, keys, quick }) => {
  const isSigned = keys === 'keys';
  const tried = isAll ? kinds : quick;
  process.stdout.write(`${store}, ${keys}: ${tried.length} of ${kinds.length} kinds of another log\n`);
  let one: Case;

  beforeAll(async () => {
    one = new Case(await make(), keys);
    await one.start();
    await one.openMatters(1);
  }, LONG);

  afterAll(() => one.close());

  if (store !== 'the embedded store')
    it.each(tried)(
      'writes and signs nothing on a log that becomes %s while it runs, and goes on when its own is back',
      async (kind) => {
        const { api, log } = one;
        const shown = await one.goOnFrom(kind);
        await log.become(kind);
        const began = performance.now();
        // Commands come all the time, before and after the service has seen it.
        const records = await log.count();
        await until(async () => {
          await api.refused('hanna', 'openMatter', matter(900));
          return (await statusOf(api)) === 'another log';
        });
        process.stdout.write(`seen after ${Math.round(performance.now() - began)} ms\n`);
        expect(await log.count()).toBe(records);
        await expectNothingDone(api, log, shown);
        await log.comeBack();
        await one.expectAllDone(shown);
      },
      LONG,
    );

  if (store !== 'the embedded store')
    it.each(isAll ? kinds : idle)(
      'sees that its log has become %s while nobody asks for anything, and goes on when its own is back',
      async (kind) => {
        const { api, log } = one;
        const shown = await one.goOnFrom(kind);
        const known = api.app.get(KnownLog);
        await log.become(kind);
        const records = await log.count();
        await until(() => Promise.resolve(known.isAnother));
        expect(await log.count()).toBe(records);
        await log.comeBack();
        await one.expectAllDone(shown);
      },
      LONG,
    );

  it.each(tried)(
    'that is started on a log that is %s drops, writes and signs nothing, and goes on when its own is back',
    async (kind) => {
      const { log } = one;
      const shown = await one.goOnFrom(kind);
      if (isSigned) await until(async () => (await signedSizes(one.api)).length > 0);
      await one.stop();
      if (!log.isKeptRunning) await log.keep(kind);
      await log.become(kind);
      if (kind === 'empty' && isSigned) {
        // An empty log that was signed is refused before anything asks whether it is another.
        await expect(one.start()).rejects.toThrow(/^The log is empty, but a checkpoint of its/);
        await log.comeBack();
        await one.start();
      } else if (log.isKeptRunning) {
        await one.start();
        await expectNothingDone(one.api, log, shown);
        await log.comeBack();
      } else {
        await one.start();
        expect(await statusOf(one.api)).toBe('another log');
        expect(await numbers(one.api)).toEqual(shown);
        expect(await one.api.refused('hanna', 'openMatter', matter(900))).toMatchObject({
          extensions: { code: 'ANOTHER_LOG' },
        });
        await one.stop();
        await log.comeBack();
        await one.start();
      }
      await one.expectAllDone(shown);
    },
    LONG,
  );
});

describe('a second service with the same views and another log', () => {
  it(
    'is refused with a sentence, and harms nothing',
    async () => {
      // Without keys no checkpoint is signed, which would be another reason to refuse an empty log.
      const log = await onPostgres();
      const { api, close } = await serviceOn(log.places);
      try {
        await open(api, 1, 3);
        const eventsUrl = await postgres.newDatabase();
        await expect(serviceOn({ ...log.places, eventsUrl })).rejects.toThrow(
          'Give each log views of its own: see EVENTS_URL and VIEWS_URL.',
        );
        await open(api, 4, 5);
        expect(await numbers(api)).toHaveLength(5);
        expect(await statusOf(api)).toBe('ready');
      } finally {
        await close();
        await log.close();
      }
    },
    LONG,
  );
});
