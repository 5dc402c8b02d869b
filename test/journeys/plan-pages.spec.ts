import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';

// The pages of a plan and its tertials, as a browser gets them.

let municipality: MunicipalityUnderTest;
let browser: BrowserUnderTest;

const report = {
  activityId: activity(1),
  tertial: 'T1',
  status: 'ONGOING_WITH_DEVIATION',
  comment: 'Upphandlingen dröjer.',
};
const assessment = { goalId: `${plan}.g1`, tertial: 'T1', status: 'PARTLY_FULFILLED', comment: 'Halva vägen.' };

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await adoptSmallPlan(api, 3);
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-20' });
  await api.give('hanna', 'reportStatus', report);
  await api.give('hanna', 'assessGoal', assessment);
  browser = new BrowserUnderTest(municipality.api.app);
  await browser.signIn('hanna');
});
afterAll(() => municipality.close());

/** The words of the page, without its tags. */
async function textOf(address: string): Promise<string> {
  const { body } = await browser.open(address);
  return body
    .slice(body.indexOf('<main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

function activitiesIn({ body }: BrowserUnderTest): string[] {
  return [...body.matchAll(/<h4><a[^>]*>([^<]*)<\/a>/g)].map(([, heading = '']) => heading);
}

describe('the list of plans', () => {
  it('has the plans of the person’s boards with a link to each', async () => {
    const text = await textOf('/planer');
    expect(text).toContain('Verksamhetsplan 2026 4 aktiviteter.');
    expect(browser.body).toContain(`href="/planer/${plan}"`);
    expect(browser.body).toContain('href="/planer" aria-current="page"');
  });

  it('rule 52: is no place in the menu of whoever may read no plans', async () => {
    const other = new BrowserUnderTest(municipality.api.app);
    await other.signIn('adam');
    expect(other.body).not.toContain('href="/planer"');
    await other.open('/planer');
    expect(other.body).toContain('Du har ingen roll i någon nämnd.');
    const { status } = await other.open(`/planer/${plan}`);
    expect(status).toBe(403);
    expect(other.body).toContain('Du saknar behörighet');
  });
});

describe('the page of a plan', () => {
  it('has its decision, its follow-ups, and its goals with their activities', async () => {
    const text = await textOf(`/planer/${plan}`);
    expect(text).toContain('Fastställd den 17 december 2025 , § 210, KS 2025/310. 4 aktiviteter.');
    expect(text).toContain('Tertial 1 Uppföljningen pågår. Stoppdatum 20 maj 2026 .');
    expect(text).toContain('Tertial 2 Uppföljningen är inte öppnad.');
    expect(text).toContain('Aktivitet 3 Kansli. 1 januari 2026 – 30 november 2026 .');
  });
});

describe('the page of a tertial', () => {
  it('rule 4: counts what is not reported and not assessed apart from each status', async () => {
    const text = await textOf(`/planer/${plan}/t1`);
    expect(text).toContain('Pågående med avvikelse 1');
    expect(text).toContain('Ej rapporterad 3');
    expect(text).toContain('Ej uppfylld 0');
    expect(text).toContain('Ej bedömd 1');
  });

  it('gives the reports as a file that imports again unchanged', async () => {
    await browser.open(`/planer/${plan}/t1`);
    expect(browser.body).toContain(`href="/planer/${plan}/t1/fil/rapporter.csv"`);
    for (const [ending, format] of Object.entries({ csv: 'CSV', xlsx: 'XLSX' })) {
      const { headers } = await browser.open(`/planer/${plan}/t1/fil/rapporter.${ending}`);
      const written = await municipality.api.ask('hanna', 'reportsFile', { planId: plan, tertial: 'T1', format });
      expect(JSON.stringify(written.data)).toContain(String(headers['content-type']).split(';')[0]);
      expect(headers['content-disposition']).toBe(`attachment; filename="${plan}-T1.${ending}"`);
      expect(headers['cache-control']).toBe('no-store');
    }
    await browser.open(`/planer/${plan}/t1/fil/rapporter.csv`);
    expect(browser.body).toContain('Upphandlingen dröjer.');
    const { status } = await browser.open(`/planer/${plan}/t1/fil/rapporter.exe`);
    expect(status).toBe(404);
  });

  it('says a status by a shape and a word, and never by its colour alone', async () => {
    await browser.open(`/planer/${plan}/t1`);
    const signs = [...browser.body.matchAll(/<span class="sign">(.*?)<\/svg> ?(.*?)<\/span><\/span>/g)];
    expect(signs.length).toBeGreaterThan(15);
    for (const [, mark, word] of signs) {
      expect(mark).toContain('aria-hidden="true"');
      expect(word).toMatch(/^<span[^>]*>(?:<span[^>]*>)?[A-ZÅÄÖ][a-zåäö ]+$/);
    }
  });

  it('shows only what is chosen by the address, and says how much that is', async () => {
    const address = `/planer/${plan}/t1`;
    expect(await textOf(`${address}?status=ONGOING_WITH_DEVIATION`)).toContain('Visar 1 av 4 aktiviteter.');
    expect(activitiesIn(browser)).toEqual(['Aktivitet 1']);
    await browser.open(`${address}?status=-&sok=aktivitet`);
    expect(activitiesIn(browser)).toEqual(['Aktivitet 2', 'Aktivitet 3']);
    await browser.open(`${address}?sok=dröjer`);
    expect(activitiesIn(browser)).toEqual(['Aktivitet 1']);
    expect(await textOf(`${address}?enhet=Finns+inte`)).toContain('Ingen aktivitet motsvarar urvalet.');
    await browser.open(`${address}?sok=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(browser.body).not.toContain('<script>');
  });

  it('has what was reported in the last tertial beside what is reported in this one', async () => {
    const text = await textOf(`/planer/${plan}/t2`);
    expect(text).toContain('Status Ej rapporterad Förra tertialet Pågående med avvikelse');
    expect(text).toContain('Bedömning Ej bedömd Förra tertialet Delvis uppfylld');
    expect(await textOf(`/planer/${plan}/t1`)).not.toContain('Förra tertialet');
  });

  it('is in English for whoever chooses that', async () => {
    await browser.open(`/sprak/en?till=/planer/${plan}/t1`);
    const text = await textOf(`/planer/${plan}/t1`);
    expect(text).toContain('The follow-up is open. Cut-off date 20 May 2026');
    expect(text).toContain('Not reported 3');
    await browser.open('/sprak/sv?till=/');
  });
});
