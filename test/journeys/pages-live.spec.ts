import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';

// A page is told when what it shows has changed. The script in the browser is another matter.

const page = `/planer/${plan}/t1`;

let municipality: MunicipalityUnderTest;
let browser: BrowserUnderTest;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await adoptSmallPlan(api, 3);
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-20' });
  browser = await signedIn('rut');
});
afterAll(() => municipality.close());

function signedIn(person: string): Promise<BrowserUnderTest> {
  return BrowserUnderTest.signedIn(municipality.api.app, person);
}

/** The address at which the open page listens. */
function listeningAt(of: BrowserUnderTest): string {
  return (/data-lyssna="([^"]+)"/.exec(of.body)?.[1] ?? '').replaceAll('&amp;', '&');
}

function report(number: number) {
  const about = { activityId: activity(number), tertial: 'T1', status: 'ONGOING_AS_PLANNED', comment: 'På väg.' };
  return municipality.api.give('hanna', 'reportStatus', about);
}

const told = 'event: andrat\ndata: andrat\n\n';

it('a page loads one small script of the service’s own, and shows the notice only when it is told', async () => {
  const { headers, body } = await browser.open(page);
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect(headers['content-security-policy']).not.toContain('unsafe');
  const scripts = [...body.matchAll(/<script([^>]*)>([^<]*)/g)];
  expect(scripts.map(([, , text]) => text)).toEqual(['']);
  const address = /src="([^"]+)"/.exec(scripts[0]?.[1] ?? '')?.[1] ?? '';
  const script = await new BrowserUnderTest(municipality.api.app).open(address);
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(Buffer.byteLength(script.body)).toBeLessThan(10_000);
  expect(body).toMatch(/<div role="status" id="andrat"[^>]*><p class="ds-alert" data-color="info" hidden>/);
});

it('is told once that something has changed, and its answer ends', async () => {
  await browser.open(page);
  const listening = browser.open(listeningAt(browser));
  await report(1);
  const { status, headers, body } = await listening;
  expect(status).toBe(200);
  expect(headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  expect(body).toContain(told);
  expect(body.match(/event:/g)).toHaveLength(1);
});

it('is told of what changed before it began to listen', async () => {
  await browser.open(page);
  const address = listeningAt(browser);
  await report(2);
  expect((await browser.open(address)).body).toContain(told);
});

it('is not told of what changes elsewhere', async () => {
  await browser.open(page);
  const listening = browser.open(listeningAt(browser)).then(() => 'told');
  const { api } = municipality;
  await api.give('hanna', 'openMatter', { boardId: 'exempel.ks', dnr: 'KS 2026/9', title: 'Taxa', kind: 'OTHER' });
  // The answers of several questions leave the service time to tell, if it were going to.
  const others = Array.from({ length: 5 }, () => api.see('hanna', 'matters', { boardId: 'exempel.ks' }));
  expect(await Promise.race([listening, Promise.all(others).then(() => 'not told')])).toBe('not told');
  await report(3);
  expect(await listening).toBe('told');
});

it('has an address that nobody else can listen at, and that cannot be made', async () => {
  await browser.open(page);
  const address = listeningAt(browser);
  expect((await new BrowserUnderTest(municipality.api.app).open(address)).status).toBe(401);
  const hanna = await signedIn('hanna');
  expect((await hanna.open(address)).status).toBe(404);
  expect((await browser.open(address.replace(plan, 'annan.ks.2026'))).status).toBe(404);
  expect((await browser.open(address.replace('fran=', 'fran=1'))).status).toBe(404);
});

it('ends for one of too many pages of one person, whose browser then asks again', async () => {
  await browser.open(page);
  const address = listeningAt(browser);
  const all = Array.from({ length: 13 }, () => browser.open(address));
  expect((await Promise.race(all)).body).not.toContain(told);
  const correction = { activityId: activity(1), tertial: 'T1', status: 'ON_HOLD', comment: 'Stannat.', reason: 'Fel.' };
  await municipality.api.give('hanna', 'correctStatus', correction);
  expect((await Promise.all(all)).filter(({ body }) => body.includes(told))).toHaveLength(12);
});

it('has no announcement where somebody types, and where nothing changes', async () => {
  const hanna = await signedIn('hanna');
  for (const address of [`${page}/g1.a1`, '/', '/planer']) {
    await hanna.open(address);
    expect(hanna.body).not.toContain('data-lyssna');
    expect(hanna.body).not.toContain('<script');
  }
});
