import { BrowserUnderTest } from '../support/browser-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';

// The page on which a clerk reports, as a browser gets it.

type Fields = Readonly<Record<string, string>>;

let municipality: MunicipalityUnderTest;
let browser: BrowserUnderTest;

beforeEach(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await adoptSmallPlan(api, 3);
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-20' });
  browser = new BrowserUnderTest(municipality.api.app);
  await browser.signIn('hanna');
});
afterEach(() => municipality.close());

const first = `/planer/${plan}/t1/g1.a1`;
const ongoing = { status: 'ONGOING_AS_PLANNED', kommentar: 'Allt går som det ska.' };

/** The hidden fields of the form on the open page. */
function hidden(): Fields {
  const found = browser.body.matchAll(/<input type="hidden" name="([a-z]+)" value(?:="([^"]*)")?/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
}

function text(): string {
  return browser.body
    .slice(browser.body.indexOf('<main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

function title(): string {
  return /<h1[^>]*>([^<]*)/.exec(browser.body)?.[1] ?? '';
}

async function report(address: string, fields: Fields) {
  await browser.open(address);
  return browser.send(address, { ...hidden(), ...fields });
}

async function statusOf(number: number) {
  const { goals } = await municipality.api.see('hanna', 'tertialView', { planId: plan, tertial: 'T1' });
  return goals[0]?.activities[number - 1]?.status ?? null;
}

describe('a report', () => {
  it('is saved by the API, and the next thing follows with the focus in its form', async () => {
    await report(first, ongoing);
    expect(await statusOf(1)).toMatchObject({
      code: 'ONGOING_AS_PLANNED',
      comment: 'Allt går som det ska.',
      by: 'hanna',
    });
    expect(title()).toBe('Aktivitet 2');
    expect(text()).toContain('Sparat: Aktivitet 1.');
    expect(browser.body.match(/ autofocus/g)).toHaveLength(1);
    expect(browser.body).toMatch(/<input[^>]*value="NOT_STARTED"[^>]* autofocus/);
  });

  it('rule 2: is refused without a comment, and keeps what was typed', async () => {
    const { status } = await report(first, { status: 'ON_HOLD', kommentar: ' ' });
    expect(status).toBe(422);
    expect(browser.body).toMatch(/<div class="ds-error-summary" tabindex="-1" autofocus/);
    expect(browser.body).toContain('<a class="ds-link" href="#kommentar">Kommentar saknas.');
    expect(browser.body).toMatch(
      /<textarea[^>]*id="kommentar"[^>]*aria-invalid="true" aria-describedby="kommentar-fel"/,
    );
    expect(browser.body).toMatch(/value="ON_HOLD" checked/);
    expect(await statusOf(1)).toBeNull();
  });

  it('is refused without a choice, and keeps what was typed', async () => {
    const { status } = await report(first, { kommentar: 'Ett <långt> svar & mer.' });
    expect(status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#status">Gör ett val i listan.');
    expect(browser.body).toContain('Ett &lt;långt> svar &amp; mer.</textarea>');
  });

  it('rule 41: has one effect when it is sent twice', async () => {
    await browser.open(first);
    const form = {
      ...hidden(),
      'form-token': /name="form-token" value="([^"]+)"/.exec(browser.body)?.[1] ?? '',
      ...ongoing,
    };
    await browser.post(first, form);
    const head = await municipality.api.head();
    const { status } = await browser.post(first, form);
    expect(status).toBe(200);
    expect(title()).toBe('Aktivitet 2');
    expect(await municipality.api.head()).toBe(head);
  });

  it('rule 42: shows both reports, who and when, when another has been faster', async () => {
    await browser.open(first);
    const form = { ...hidden(), ...ongoing };
    const other = { activityId: activity(1), tertial: 'T1', status: 'ON_HOLD', comment: 'Väntar på beslut.' };
    await municipality.api.give('hugo', 'reportStatus', other);
    const { status } = await browser.send(first, form);
    expect(status).toBe(422);
    expect(text()).toContain('Någon annan har rapporterat medan du skrev.');
    expect(text()).toContain('Vänteläge Väntar på beslut. Rapporterat av hugo den 12 maj 2026 kl. 10.00.');
    expect(browser.body).toContain('Allt går som det ska.</textarea>');
    expect(await statusOf(1)).toMatchObject({ code: 'ON_HOLD' });
    await browser.send(first, { ...hidden(), ...ongoing });
    expect(await statusOf(1)).toMatchObject({ code: 'ONGOING_AS_PLANNED' });
  });

  it('rule 42: is no conflict with a report of another activity of the goal', async () => {
    await browser.open(first);
    const form = { ...hidden(), ...ongoing };
    const other = { activityId: activity(2), tertial: 'T1', status: 'ON_HOLD', comment: 'Väntar på beslut.' };
    await municipality.api.give('hugo', 'reportStatus', other);
    await browser.send(first, form);
    expect(title()).toBe('Aktivitet 3');
    expect(await statusOf(1)).toMatchObject({ code: 'ONGOING_AS_PLANNED' });
    await browser.send(first, form);
    expect(title()).toBe('Aktivitet 3');
  });
});

describe('a correction', () => {
  it('rule 8: needs a reason, and keeps what was reported', async () => {
    const { api } = municipality;
    await report(first, ongoing);
    await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1', acceptIncomplete: true });
    const { status } = await report(first, { ...ongoing, status: 'ON_HOLD', skal: '' });
    expect(status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#skal">Skäl saknas.');
    await browser.send(first, { ...hidden(), ...ongoing, status: 'ON_HOLD', skal: 'Fel rad i underlaget.' });
    expect(await statusOf(1)).toMatchObject({
      ...{ code: 'ON_HOLD', correctionReason: 'Fel rad i underlaget.' },
      earlier: [{ code: 'ONGOING_AS_PLANNED' }],
    });
  });

  it('can be chosen while the follow-up is open', async () => {
    await report(first, { ...ongoing, status: 'COMPLETED_AS_PLANNED' });
    await report(first, ongoing);
    expect(text()).toContain('Rätta den rapporten och ange skälet.');
    await report(`${first}?ratta`, { ...ongoing, skal: 'Den är inte klar.' });
    expect(await statusOf(1)).toMatchObject({ code: 'ONGOING_AS_PLANNED', correctionReason: 'Den är inte klar.' });
  });
});

describe('the assessment of a goal', () => {
  it('rule 3: says before it is sent what stands in the way of the highest', async () => {
    await browser.open(`/planer/${plan}/t1/g1`);
    expect(text()).toContain(
      'så länge dessa aktiviteter inte är avslutade enligt plan: Aktivitet 1, Aktivitet 2, Aktivitet 3.',
    );
    const { status } = await browser.send(`/planer/${plan}/t1/g1`, {
      ...hidden(),
      status: 'FULFILLED',
      kommentar: 'Klart.',
    });
    expect(status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#status">Målet kan inte bedömas som uppfyllt');
  });
});

describe('a measure', () => {
  it('is reported with its outcome, and whether it has reached its target', async () => {
    const decision = { date: '2026-03-04', paragraph: '31', dnr: 'KS 2026/99' };
    await municipality.api.give('cecilia', 'adoptMeasure', {
      ...{ goalId: `${plan}.g2`, name: 'Svarstid', target: 'Högst 2 dagar', decision },
    });
    const address = `/planer/${plan}/t1/g2.m1`;
    const { status } = await report(address, { utfall: '', natt: '', kommentar: '' });
    expect(status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#utfall">');
    await report(address, { utfall: '1,5 dagar', natt: 'ja', kommentar: '' });
    expect(title()).toBe('God service');
    const { goals } = await municipality.api.see('hanna', 'tertialView', { planId: plan, tertial: 'T1' });
    expect(goals[1]?.measures).toMatchObject([{ outcome: { value: '1,5 dagar', targetReached: true } }]);
  });
});

describe('whoever may not report', () => {
  it('rule 45: is told so by the API’s own sentence, and has no form', async () => {
    await browser.signIn('rut');
    await browser.open(first);
    expect(text()).toContain('Endast handläggare får göra detta.');
    expect(browser.body).not.toContain('<form method="post" class="report"');
  });

  it('rule 45: reads why when the follow-up is not open', async () => {
    await browser.open(`/planer/${plan}/t2/g1.a1`);
    expect(text()).toContain('Uppföljningen av tertial 2 är inte öppnad.');
  });
});

describe('what the board changes during the year', () => {
  const decision = { datum: '2026-03-02', paragraf: '12', dnr: 'KS 2026/44' };
  let controller: BrowserUnderTest;

  beforeEach(async () => {
    controller = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
  });

  it('rule 66: is a measure and an activity that a controller adds on the page of the goal', async () => {
    const at = `/planer/${plan}/t1/g2`;
    await controller.open(at);
    expect(controller.body).toContain(`<a class="ds-link" href="${at}/lagg-till-aktivitet">Lägg till en aktivitet`);
    await controller.fill(`${at}/lagg-till-matt`, { namn: 'Svarstid', malvarde: 'Högst 2 dagar', ...decision });
    expect(controller.text).toContain('Måttet är tillagt.');
    const typed = { namn: 'Öppna på lördagar', beskrivning: 'Tre timmar.', enhet: 'Kansli', ...decision };
    const days = { start: '2026-06-01', slut: '2026-05-01' };
    expect((await controller.fill(`${at}/lagg-till-aktivitet`, { ...typed, ...days })).status).toBe(422);
    expect(controller.body).toContain('<a class="ds-link" href="#slut">');
    await controller.sendChanged(`${at}/lagg-till-aktivitet`, { slut: '2026-11-30' });
    expect(controller.text).toContain('Aktiviteten är tillagd.');
    const { goals } = await municipality.api.see('rut', 'plan', { id: plan });
    expect(goals[1]?.measures).toMatchObject([{ name: 'Svarstid', target: 'Högst 2 dagar' }]);
    expect(goals[1]?.activities.at(-1)).toMatchObject({
      ...{ heading: 'Öppna på lördagar', description: 'Tre timmar.', startDate: '2026-06-01', endDate: '2026-11-30' },
      ...{ responsibleUnit: 'Kansli', added: { date: '2026-03-02', paragraph: '12', dnr: 'KS 2026/44' } },
    });
  });

  it('rules 6 and 66: is the dates and the words of an activity, by a decision', async () => {
    await controller.open(`${first}/andra-datum`);
    expect(controller.form).toMatchObject({ start: '2026-01-01', slut: '2026-11-30' });
    const next = { slut: '2027-01-31', ...decision };
    expect((await controller.sendChanged(`${first}/andra-datum`, next)).status).toBe(422);
    expect(controller.body).toContain('<a class="ds-link" href="#slut">');
    await controller.sendChanged(`${first}/andra-datum`, { slut: '2026-12-15' });
    expect(controller.text).toContain('Datumen är ändrade.');
    await controller.open(`${first}/andra-lydelse`);
    expect(controller.form).toMatchObject({ namn: 'Aktivitet 1' });
    await controller.sendChanged(`${first}/andra-lydelse`, { namn: 'Ny rubrik', ...decision });
    expect(controller.text).toContain('Lydelsen är ändrad.');
    const { goals } = await municipality.api.see('rut', 'plan', { id: plan });
    expect(goals[0]?.activities[0]).toMatchObject({ heading: 'Ny rubrik', endDate: '2026-12-15' });
  });

  it('rule 45: has no form for whoever reports', async () => {
    await browser.open(`/planer/${plan}/t1/g2`);
    expect(browser.body).not.toContain('lagg-till');
    await browser.open(`${first}/andra-datum`);
    expect(browser.body).not.toContain('class="report"');
  });
});

describe('what a controller recorded by mistake', () => {
  const reason = 'Fel rad lästes in.';

  beforeEach(async () => {
    const decision = { date: '2026-03-02', paragraph: '12', dnr: 'KS 2026/44' };
    const measure = { goalId: `${plan}.g1`, name: 'Svarstid', target: 'Högst 5 dagar', decision };
    await municipality.api.give('cecilia', 'adoptMeasure', measure);
  });

  it('rule 166: is a measure that is corrected on its page', async () => {
    const at = `/planer/${plan}/t1/g1.m1`;
    await browser.open(at);
    expect(text()).not.toContain('Rätta måttet');
    const controller = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
    await controller.open(at);
    expect(controller.body).toContain(`<a class="ds-link" href="${at}/ratta-matt">Rätta måttet`);
    await controller.open(`${at}/ratta-matt`);
    expect(controller.body).toMatch(/id="namn"[^>]*value="Svarstid"/);
    const right = { namn: 'Svarstid', malvarde: 'Högst 3 dagar' };
    expect((await controller.fill(`${at}/ratta-matt`, { ...right, skal: ' ' })).status).toBe(422);
    await controller.fill(`${at}/ratta-matt`, { ...right, skal: reason });
    expect(controller.body).toContain('Måttet är rättat.');
    const { goals, corrections } = await municipality.api.see('rut', 'plan', { id: plan });
    expect(goals[0]?.measures).toMatchObject([{ name: 'Svarstid', target: 'Högst 3 dagar' }]);
    expect(corrections).toMatchObject([{ kind: 'MEASURE_REDEFINED', by: 'cecilia', reason }]);
  });

  it('rule 173: is a decision whose reference is corrected on its page', async () => {
    const controller = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
    const right = { datum: '2026-03-09', paragraf: '14', dnr: 'KS 2026/31', skal: reason };
    await controller.fill(`/planer/${plan}/t1/g1.m1/ratta-beslut-matt`, right);
    expect(controller.body).toContain('Uppgiften om beslutet är rättad.');
    const { corrections } = await municipality.api.see('rut', 'plan', { id: plan });
    expect(corrections).toMatchObject([{ kind: 'DECISION_CORRECTED', after: '2026-03-09, 14, KS 2026/31' }]);
  });

  it('rule 173: is an older decision on an activity, which is chosen among all that changed it', async () => {
    const moved = (date: string, endDate: string, paragraph = '12') => ({
      ...{ activityId: activity(2), startDate: '2026-02-01', endDate },
      decision: { date, paragraph, dnr: 'KS 2026/44' },
    });
    await municipality.api.give('cecilia', 'changeActivityDates', moved('2026-03-02', '2026-10-31'));
    await municipality.api.give('cecilia', 'changeActivityDates', moved('2026-03-30', '2026-11-30', '§ 13'));
    const controller = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
    const at = `/planer/${plan}/t1/g1.a2/ratta-beslut-andring`;
    await controller.open(at);
    expect(controller.body).toContain('2 mars 2026, § 12, KS 2026/44: 1 februari 2026 – 31 oktober 2026</option>');
    expect(controller.body).toContain('30 mars 2026, § 13, KS 2026/44: 1 februari 2026 – 30 november 2026</option>');
    expect(controller.body).toMatch(/<option[^>]*value="2"[^>]*selected|<option[^>]*selected[^>]*value="2"/);
    const right = { andring: '1', datum: '2026-03-09', paragraf: '14', dnr: 'KS 2026/31', skal: reason };
    await controller.fill(at, right);
    expect(controller.body).toContain('Uppgiften om beslutet är rättad.');
    const { goals } = await municipality.api.see('rut', 'plan', { id: plan });
    const days = goals[0]?.activities[1]?.changes.map(({ decision }) => decision.date);
    expect(days).toEqual(['2026-03-09', '2026-03-30']);
    const words = { activityId: activity(2), heading: 'Nya samtal', description: '' };
    const decision = { date: '2026-03-31', paragraph: '14', dnr: 'KS 2026/44' };
    await municipality.api.give('cecilia', 'rewordActivity', { ...words, decision });
    await controller.open(at);
    expect(controller.body).toContain('31 mars 2026, § 14, KS 2026/44: ”Nya samtal”</option>');
    await controller.open(`/sprak/en?till=${encodeURIComponent(at)}`);
    await controller.open(at);
    expect(controller.body).toContain('§ 14, KS 2026/44: “Nya samtal”</option>');
  });

  it('rule 174: is the decision that added a goal, which is corrected on the page of the goal', async () => {
    const decision = { date: '2026-03-02', paragraph: '12', dnr: 'KS 2026/44' };
    await municipality.api.give('cecilia', 'addGoal', { planId: plan, goal: { title: 'Trygghet' }, decision });
    const controller = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
    const [at, slug] = [`/planer/${plan}/t1/g3`, 'ratta-beslut-mal'];
    await controller.open(`/planer/${plan}/t1/g1`);
    expect(controller.body).not.toContain(slug);
    await controller.open(at);
    expect(controller.body).toContain(`<a class="ds-link" href="${at}/${slug}">Rätta beslutet`);
    const right = { datum: '2026-03-09', paragraf: '14', dnr: 'KS 2026/31', skal: reason };
    expect((await controller.fill(`${at}/${slug}`, { ...right, datum: '2026-05-01' })).status).toBe(422);
    await controller.fill(`${at}/${slug}`, right);
    expect(controller.body).toContain('Uppgiften om beslutet är rättad.');
    const { goals } = await municipality.api.see('rut', 'plan', { id: plan });
    expect(goals[2]).toMatchObject({ added: { date: '2026-03-09', paragraph: '14', dnr: 'KS 2026/31' } });
  });

  it('rule 172: is a measure that is struck on its page', async () => {
    const controller = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
    const at = `/planer/${plan}/t1/g1.m1`;
    await controller.open(at);
    expect(controller.body).toContain(`<a class="ds-link" href="${at}/stryk-matt">Stryk måttet`);
    await controller.fill(`${at}/stryk-matt`, { skal: reason });
    const { goals, corrections } = await municipality.api.see('rut', 'plan', { id: plan });
    expect(goals[0]?.measures).toEqual([]);
    expect(corrections).toMatchObject([{ kind: 'MEASURE_STRUCK', by: 'cecilia', reason }]);
  });

  it('rules 105 and 106: is a title, and an activity that is struck', async () => {
    const controller = await BrowserUnderTest.signedIn(municipality.api.app, 'cecilia');
    await controller.fill(`/planer/${plan}/t1/g1/ratta-rubrik`, { namn: 'Digital service', skal: reason });
    await controller.fill(`${first}/stryk-aktivitet`, { skal: reason });
    const { goals } = await municipality.api.see('rut', 'plan', { id: plan });
    expect(goals[0]).toMatchObject({
      title: 'Digital service',
      activities: [{ id: activity(2) }, { id: activity(3) }],
    });
  });
});
