import { Client } from 'pg';
import { Refusal } from '../../src/kernel/refusal.js';
import { Leader } from '../../src/platform/processes/leader.service.js';
import { platformRefusals } from '../../src/platform/runtime/platform-refusals.js';
import { inMemory } from '../support/app-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';
import { onPostgres } from '../support/postgres-under-test.js';
import { until } from '../support/until.js';

// What a person sees while the service cannot answer.

let municipality: MunicipalityUnderTest;
let other: Client;
let name: string;

// Before the server ends, which is at the end too.
afterAll(async () => {
  await other.end();
  await municipality.close();
});
const newDatabase = onPostgres();

beforeAll(async () => {
  const url = await newDatabase();
  name = new URL(url).pathname.slice(1);
  other = new Client({ connectionString: await newDatabase() });
  await other.connect();
  municipality = await startMunicipality('2026-05-12', { ...inMemory, viewsUrl: url });
});

async function signedIn(): Promise<BrowserUnderTest> {
  const browser = new BrowserUnderTest(municipality.api.app);
  await browser.signIn('hanna');
  expect(browser.body).toContain('hanna, handläggare');
  return browser;
}

/** Expects a plain page that says what is wrong, with a link to the same page. */
function expectPage(browser: BrowserUnderTest, code: 'STARTING' | 'STORE_UNAVAILABLE', language: 'sv' | 'en'): void {
  expect(browser.body).toContain('<!doctype html>');
  expect(browser.body).toContain(new Refusal(platformRefusals[code], {}).sentence(language));
  expect(browser.body).toContain('href="/?x=1"');
}

describe('a page while the service', () => {
  it('starts says so in the language of the reader, and comes when it has started', async () => {
    const browser = await signedIn();
    const leader = municipality.api.app.get(Leader);
    Object.defineProperty(leader, 'hasCaughtUp', { configurable: true, value: false });
    for (const [language, header] of [['sv', 'sv'] as const, ['en', 'en'] as const]) {
      const { status, headers } = await browser.open('/?x=1', { 'accept-language': header });
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('5');
      expect(headers['cache-control']).toBe('no-store');
      expectPage(browser, 'STARTING', language);
    }
    Reflect.deleteProperty(leader, 'hasCaughtUp');
    await browser.open('/?x=1');
    expect(browser.body).toContain('hanna, handläggare');
  });

  it('has no store says so, and the session goes on when the store is back', async () => {
    const browser = await signedIn();
    await other.query(`alter database ${name} allow_connections false`);
    await other.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const { status, headers } = await browser.open('/?x=1');
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expectPage(browser, 'STORE_UNAVAILABLE', 'sv');
    await other.query(`alter database ${name} allow_connections true`);
    await until(async () => (await browser.open('/')).status === 200);
    expect(browser.body).toContain('hanna, handläggare');
  });
});
