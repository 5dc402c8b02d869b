import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';

// The page on which a controller opens and closes a follow-up, as a browser gets it.

let municipality: MunicipalityUnderTest;
let browser: BrowserUnderTest;

const address = `/planer/${plan}/t1/uppfoljning`;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  await adoptSmallPlan(municipality.api, 2);
  browser = new BrowserUnderTest(municipality.api.app);
  await browser.signIn('cecilia');
});
afterAll(() => municipality.close());

async function send(fields: Readonly<Record<string, string>>) {
  await browser.open(address);
  const found = browser.body.matchAll(/<input type="hidden" name="(kommando|steg)" value="([^"]*)"/g);
  return browser.send(address, {
    ...Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value])),
    ...fields,
  });
}

async function followUp(): Promise<string> {
  return (await municipality.api.see('cecilia', 'tertialView', { planId: plan, tertial: 'T1' })).followUp;
}

describe('the page of a follow-up', () => {
  it('opens it, with a cut-off date that the API accepts', async () => {
    await browser.open(`/planer/${plan}/t1`);
    expect(browser.body).toContain(`href="${address}">Öppna uppföljningen`);
    expect((await send({ stoppdatum: '' })).status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#stoppdatum">Ange ett stoppdatum.');
    expect((await send({ stoppdatum: '2025-12-31' })).status).toBe(422);
    expect(browser.body).toContain(
      '<a class="ds-link" href="#stoppdatum">Stoppdatumet 31 december 2025 är för tidigt.',
    );
    expect(browser.body).toMatch(/name="stoppdatum" value="2025-12-31"/);
    await send({ stoppdatum: '2026-05-20' });
    expect(await followUp()).toBe('OPEN');
    expect(browser.body).toContain('Klarmarkera uppföljningen');
  });

  it('rule 100: closes it only when the controller accepts what is missing, which is listed with links', async () => {
    expect((await send({})).status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#anda">Uppföljningen av tertial 1 är inte komplett.');
    expect(browser.body).toContain(`href="/planer/${plan}/t1/g1.a2">Aktivitet 2</a>`);
    expect(browser.body).toContain(`href="/planer/${plan}/t1/g2">God service</a>`);
    expect(await followUp()).toBe('OPEN');
    await send({ anda: 'ja' });
    expect(await followUp()).toBe('CLOSED');
    expect(browser.body).toContain('Uppföljningen är klarmarkerad.');
  });

  it('rule 45: has no form for whoever may not, and says why', async () => {
    const other = new BrowserUnderTest(municipality.api.app);
    await other.signIn('hanna');
    await other.open(`/planer/${plan}/t1`);
    expect(other.body).not.toContain(address);
    await other.open(address);
    expect(other.body).toContain('Endast controller får göra detta.');
    expect(other.body).not.toContain('class="report"');
  });
});
