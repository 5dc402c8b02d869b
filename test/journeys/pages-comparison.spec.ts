import { auditedTertial, tertialPage as page } from '../support/audited-tertial.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { matterIdFor } from '../support/board-day-under-test.js';
import { type MunicipalityUnderTest, plan } from '../support/municipality-under-test.js';

// An auditor compares what a page showed at two moments.

let municipality: MunicipalityUnderTest;
let rut: BrowserUnderTest;

beforeAll(async () => {
  ({ municipality, rut } = await auditedTertial('Arbetet går bra.', 'Arbetet går trögt.'));
});
afterAll(() => municipality.close());

function compare(sida: string, asked: Readonly<Record<string, string>>, browser = rut) {
  return browser.open(`/jamfor?${new URLSearchParams({ sida, ...asked }).toString()}`);
}

it('rule 49: shows a page as it was known at both moments, and marks what differs word by word', async () => {
  await compare(page, { fran: '2026-05-12', till: '2026-05-14', tilltid: '10:00' });
  expect(rut.text).toContain('Känt den 12 maj 2026 kl. 23.59 Känt den 14 maj 2026 kl. 10.00');
  expect(rut.body).toContain('Arbetet går <del><span class="said">[borttaget: </span>bra.');
  expect(rut.body).toContain('Arbetet går <ins><span class="said">[tillagt: </span>trögt.');
  expect(rut.title).toContain('Tertial 1');
});

it('shows only what differs to whoever asks for that', async () => {
  await compare(page, { fran: '2026-05-12' });
  const goals = (rut.body.match(/<li/g) ?? []).length;
  const shorter = /href="(\/jamfor\?[^"]*bara=ja)"/.exec(rut.body)?.[1] ?? '';
  await rut.open(shorter.replaceAll('&amp;', '&'));
  expect(rut.body).toContain('bra.');
  expect((rut.body.match(/<li/g) ?? []).length).toBeLessThan(goals);
  expect(rut.text).toContain('Visa allt');
});

it('offers no act, and is the same at an address that names its moments', async () => {
  const hanna = await BrowserUnderTest.signedIn(municipality.api.app, 'hanna');
  await compare(page, { fran: '2026-05-12' }, hanna);
  expect(hanna.text).toContain('Känt nu');
  expect(hanna.text).not.toContain('Att göra');
  expect(hanna.text).not.toContain('Rapportera');
});

it('says that the page was the same, and that it was not there', async () => {
  await compare(page, { fran: '2026-05-14', frantid: '10:00' });
  expect(rut.text).toContain('Sidan var likadan vid båda tidpunkterna.');
  await compare(`/arenden/${matterIdFor(7)}`, { fran: '2026-05-12' });
  expect(rut.text).toContain('Känt den 12 maj 2026 kl. 23.59: Det här fanns inte då.');
  expect(rut.text).toContain('tillagt: Taxa');
});

it('takes a moment that is still coming for now', async () => {
  await compare(page, { fran: '2026-05-12', till: '2026-05-30' });
  expect(rut.text).toContain('Känt nu');
  expect(rut.text).toContain('trögt.');
});

it('asks for the moments, and is reached from the page and from its history', async () => {
  await rut.open(page);
  const [, link = ''] = /href="(\/jamfor\?sida=[^"]*)"/.exec(rut.body) ?? [];
  await rut.open(link);
  expect(rut.text).toContain('Första tidpunkten');
  expect(rut.body).not.toContain('class="compared"');
  await rut.open(`/historik/${plan}`);
  const change = [...rut.body.matchAll(/href="(\/jamfor\?[^"]*)"/g)].at(-1)?.[1] ?? '';
  await rut.open(change.replaceAll('&amp;', '&'));
  expect(rut.text).toContain('Känt den 12 maj 2026 kl. 10.00 Känt den 14 maj 2026 kl. 10.00');
});

it('compares no other page than those that have a past', async () => {
  const [matter] = [`/arenden/${matterIdFor(8)}`];
  for (const sida of [
    '',
    '/',
    '/register',
    '/jamfor',
    '//annan.example/',
    'https://annan.example/',
    '/planer/%2e',
    matter,
  ]) {
    const { status } = await compare(sida, { fran: '2026-05-12' });
    expect({ sida, status }).toEqual({ sida, status: 404 });
  }
});

it('rule 51: is refused to whoever may not read the page', async () => {
  const adam = await BrowserUnderTest.signedIn(municipality.api.app, 'adam');
  expect((await compare(page, { fran: '2026-05-12' }, adam)).status).toBe(403);
});

it('is in the language of its reader', async () => {
  await rut.open('/sprak/en');
  await compare(page, { fran: '2026-05-12', till: '2026-05-14' });
  expect(rut.text).toContain('[removed: bra.');
  await rut.open('/sprak/sv');
});
