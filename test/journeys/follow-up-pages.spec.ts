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

describe('the page of a plan that nobody has followed up', () => {
  it('rule 107: leads a controller, and nobody else, to the import that replaces it', async () => {
    const [page, link] = [`/planer/${plan}`, '/planer/namnd/exempel.ks/importera?ar=2026'];
    await browser.open(page);
    expect(browser.body).toContain(`href="${link}">Ersätt planen med en ny fil`);
    await browser.open(link);
    expect(browser.form).toMatchObject({ ar: '2026' });
    const other = await BrowserUnderTest.signedIn(municipality.api.app, 'hanna');
    await other.open(page);
    expect(other.body).not.toContain(link);
  });
});

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
    await browser.open(`/planer/${plan}`);
    expect(browser.body).not.toContain('importera?ar=2026');
  });

  it('rule 139: says why nobody can be reminded', async () => {
    await browser.open(`/planer/${plan}/t1`);
    expect(browser.body).toContain(`href="${address}/paminn">Påminn dem som inte har rapporterat`);
    expect((await browser.fill(`${address}/paminn`)).status).toBe(422);
    expect(browser.text).toContain('Det finns ingen i registret att påminna.');
  });

  it('rule 103: moves its cut-off date, with a reason', async () => {
    await browser.open(`/planer/${plan}/t1`);
    expect(browser.body).toContain(`href="${address}/flytta-stoppdatum">Flytta stoppdatumet`);
    await browser.open(`${address}/flytta-stoppdatum`);
    expect(browser.form).toMatchObject({ stoppdatum: '2026-05-20', skal: '' });
    const moved = { stoppdatum: '2026-05-22', skal: 'Fel dag angavs.' };
    expect((await browser.sendChanged(`${address}/flytta-stoppdatum`, { ...moved, skal: ' ' })).status).toBe(422);
    expect(browser.form).toMatchObject({ stoppdatum: '2026-05-22' });
    const early = { ...moved, stoppdatum: '2025-12-31' };
    expect((await browser.sendChanged(`${address}/flytta-stoppdatum`, early)).status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#stoppdatum">Stoppdatumet 31 december 2025');
    await browser.sendChanged(`${address}/flytta-stoppdatum`, moved);
    expect(browser.text).toContain('Stoppdatumet är flyttat.');
    const { followUps, corrections } = await municipality.api.see('rut', 'plan', { id: plan });
    expect(followUps).toMatchObject([{ cutOff: '2026-05-22' }]);
    expect(corrections).toMatchObject([{ kind: 'CUT_OFF_MOVED', before: '2026-05-20', reason: moved.skal }]);
  });

  it('rule 42: does not move the cut-off date of a plan that somebody else has changed meanwhile', async () => {
    const other = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
    await other.open(`${address}/flytta-stoppdatum`);
    await browser.fill(`${address}/flytta-stoppdatum`, { stoppdatum: '2026-05-25', skal: 'Helgdag.' });
    const late = { stoppdatum: '2026-05-29', skal: 'Fler dagar.' };
    expect((await other.sendChanged(`${address}/flytta-stoppdatum`, late)).status).toBe(422);
    expect(other.text).toContain('Det du läste har ändrats');
    expect(other.form).toMatchObject(late);
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

  it('rule 104: opens it again, with a reason', async () => {
    await browser.open(`/planer/${plan}/t1`);
    expect(browser.body).toContain(`href="${address}/oppna-igen">Öppna uppföljningen på nytt`);
    expect((await browser.fill(`${address}/oppna-igen`, { skal: '' })).status).toBe(422);
    expect(await followUp()).toBe('CLOSED');
    await browser.fill(`${address}/oppna-igen`, { skal: 'En status saknas.' });
    expect(browser.text).toContain('Uppföljningen är öppnad på nytt.');
    expect(await followUp()).toBe('OPEN');
    expect(browser.body).not.toContain(`href="${address}/oppna-igen"`);
    await send({ anda: 'ja' });
  });

  it('rule 45: has no form for whoever may not, and says why', async () => {
    const other = new BrowserUnderTest(municipality.api.app);
    await other.signIn('hanna');
    await other.open(`/planer/${plan}/t1`);
    expect(other.body).not.toContain(address);
    await other.open(address);
    expect(other.body).toContain('Endast controller får göra detta.');
    expect(other.body).not.toContain('class="report"');
    await other.open(`${address}/oppna-igen`);
    expect(other.body).toContain('Endast controller får göra detta.');
    expect(other.body).not.toContain('class="report"');
  });
});
