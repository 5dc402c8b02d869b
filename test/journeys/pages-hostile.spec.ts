import { Refusal } from '../../src/kernel/refusal.js';
import { webRefusals } from '../../src/web/web-refusals.js';
import { pages } from '../../src/pages.page.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { hostileTexts } from '../support/hostile-texts.js';
import {
  adoption,
  model,
  type MunicipalityUnderTest,
  plannedActivity,
  startMunicipality,
  steeringModel,
} from '../support/municipality-under-test.js';

// Texts that somebody has written, and addresses that somebody has made up, are never more than text on a page.

let municipality: MunicipalityUnderTest;
const LONG = 'x'.repeat(100_000);
const attributes = `"><img src=x onerror=alert(1)> ' onfocus=alert(2) autofocus='`;
/** The texts that the API takes. It refuses characters that nobody sees. */
const texts = [
  ...hostileTexts.map(([, text]) => text).filter((text) => !/[\u0000\u202e\ud800]/u.test(text)),
  attributes,
  '</title></style></textarea><script>alert(3)</script>',
];

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await api.give('cecilia', 'adoptSteeringModel', steeringModel);
  await api.give('cecilia', 'adoptPlan', {
    boardId: 'exempel.ks',
    year: 2026,
    steeringModelId: model,
    decision: adoption,
    goals: texts.map((text) => ({ title: text, activities: [{ ...plannedActivity(text), description: text }] })),
  });
  await api.give('cecilia', 'openFollowUp', { planId: 'exempel.ks.2026', tertial: 'T1', cutOff: '2026-05-20' });
});
afterAll(() => municipality.close());

function signedIn(person: string): Promise<BrowserUnderTest> {
  return BrowserUnderTest.signedIn(municipality.api.app, person);
}

const parameters: Readonly<Record<string, string>> = { plan: 'exempel.ks.2026', tertial: 't1', thing: 'g1.a1' };
/** The address of each page. A page of something that the municipality does not have is not found. */
const addresses = pages.map(({ path }) => path.replaceAll(/:(\w+)/g, (_, name: string) => parameters[name] ?? name));

/** The elements and attributes of a page that would run something or load something from elsewhere. */
function dangersIn(body: string): readonly string[] {
  const tags = [...body.matchAll(/<[a-z!/][^>]*>/gi)].map(([tag]) => tag);
  return tags
    .filter((tag) => !/^<script src="\/filer\/tertial-[0-9a-f]{16}\.js" defer>$/.test(tag))
    .filter((tag) => /^<(?:script|img|style|iframe|object|b)\b|\son\w+\s*=\s*[^"]|javascript:/i.test(tag));
}

describe('hostile texts', () => {
  it('are shown as they are on every page that has them, and are no part of it', async () => {
    const browser = await signedIn('hanna');
    let shown = 0;
    for (const address of addresses) {
      const { status, body } = await browser.open(address);
      expect([200, 403, 404]).toContain(status);
      expect(dangersIn(body)).toEqual([]);
      if (body.includes('&lt;script>alert(1)&lt;/script>')) shown += 1;
    }
    expect(shown).toBeGreaterThan(1);
  });

  it('are the same in an address: a page shows nothing of it but as text', async () => {
    const browser = await signedIn('hanna');
    for (const text of texts.filter((one) => one.length < 1_000)) {
      for (const address of [
        `/${encodeURIComponent(text)}`,
        ...addresses.map((one) => `${one}?x=${encodeURIComponent(text)}`),
      ]) {
        const { body } = await browser.open(address);
        expect(body).toContain('<!doctype html>');
        expect(dangersIn(body)).toEqual([]);
      }
    }
  });

  it('of 100 000 characters in an address are answered with a page or refused, and fail nothing', async () => {
    const browser = await signedIn('hanna');
    for (const address of [`/?x=${LONG}`, `/${LONG}`, `/logga-in?till=/${LONG}`, `/sprak/sv?till=/${LONG}`]) {
      const { status } = await browser.open(address);
      expect(status).toBeLessThan(500);
    }
  });

  it('of 100 000 characters in a form are refused, and leave the session as it was', async () => {
    const browser = await signedIn('hanna');
    const { status } = await browser.post('/logga-ut', { 'form-token': LONG });
    expect(status).toBe(403);
    expect(browser.body).toContain(new Refusal(webRefusals.FORM_NOT_YOURS, {}).sentence('sv'));
    await browser.open('/');
    expect(browser.body).toContain('hanna, handläggare');
  });
});
