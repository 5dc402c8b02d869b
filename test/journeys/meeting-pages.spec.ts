import { matterIdFor, meetingIdOn, reviewedMatter, writtenMatter } from '../support/board-day-under-test.js';
import { meetingOn } from '../support/board-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { adoptSmallPlan, type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';

// A secretary holds a meeting on its pages, as a browser gets them, from the agenda to legal force.

const meetingId = meetingIdOn('2026-05-27');
const home = `/sammantraden/${meetingId}`;
const matterId = matterIdFor(1);

let municipality: MunicipalityUnderTest;
let browser: BrowserUnderTest;

async function as(person: string): Promise<BrowserUnderTest> {
  const one = new BrowserUnderTest(municipality.api.app);
  await one.signIn(person);
  return one;
}

async function meeting() {
  return municipality.api.see('sara', 'meeting', { id: meetingId });
}

function pointForm(slug: string, point: number): string {
  return `${home}/${slug}?${new URLSearchParams({ arende: matterId, punkt: String(point) }).toString()}`;
}

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-19');
  const { api } = municipality;
  await adoptSmallPlan(api, 1);
  const wordings = ['Anta taxan för 2027', 'Ge förvaltningen i uppdrag att återkomma'];
  await writtenMatter(api, 1, { title: 'Taxa för 2027', wordings });
  await reviewedMatter(api, matterId);
  await api.give('sara', 'scheduleMeeting', meetingOn('2026-05-27'));
  browser = await as('sara');
});
afterAll(() => municipality.close());

describe('before the meeting', () => {
  it('the list has the meetings of the board with a link to each', async () => {
    await browser.open('/sammantraden');
    expect(browser.text).toContain('Sammanträde den 27 maj 2026');
    expect(browser.text).toContain('kl. 13.00, Kommunhuset, Stora salen. Sammanträdet är planerat.');
    expect(browser.body).toContain(`href="${home}"`);
  });

  it('rule 45: the page leads to what can be done, and says why the rest cannot', async () => {
    await browser.open(home);
    expect(browser.title).toMatch(/, sammanträde den 27 maj 2026$/);
    expect(browser.body).toContain(`href="${home}/satt-upp"`);
    expect(browser.body).not.toContain(`href="${home}/avsluta"`);
    expect(browser.text).toContain('Avsluta sammanträdet : ');
  });

  it('rule 45: whoever may not do it reads the meeting, and is told so at the address of the form', async () => {
    const lars = await as('lars');
    await lars.open(home);
    expect(lars.text).not.toContain('Att göra');
    expect(lars.text).not.toContain('Det som inte går nu');
    const { status } = await lars.open(`${home}/kalla`);
    expect(status).toBe(200);
    expect(lars.body).not.toContain('class="report"');
    expect(lars.text).toContain('Endast nämndsekreterare får göra detta.');
  });

  it('a matter is put on the agenda, and a required field that is blank is told', async () => {
    const { status } = await browser.fill(`${home}/satt-upp`);
    expect(status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#arende">Fyll i ”Ärende”.</a>');
    await browser.sendChanged(`${home}/satt-upp`, { arende: matterId });
    expect(browser.text).toContain('Ärendet står på föredragningslistan.');
    expect(await meeting()).toMatchObject({ agenda: [{ matterId, state: 'LISTED' }] });
  });

  it('the summons says beforehand which matters it holds', async () => {
    await browser.open(`${home}/kalla`);
    expect(browser.text).toContain('Taxa för 2027 (KS 2026/1)');
    await browser.sendChanged(`${home}/kalla`);
    expect(browser.text).toContain('Kallelsen är skickad.');
    expect(await meeting()).toMatchObject({ status: 'SUMMONED' });
  });

  it('rule 42: a form that was filled on an older meeting is refused, kept, and sent anew', async () => {
    await browser.open(`${home}/ratta-tid`);
    const { api } = municipality;
    const change = { meetingId, time: '14:00', place: 'Lilla salen', reason: 'Salen är upptagen.' };
    await api.give('sara', 'correctMeeting', change);
    const typed = { kl: '15:00', plats: 'Kommunhuset', skal: 'Krock.' };
    const { status } = await browser.sendChanged(`${home}/ratta-tid`, typed);
    expect(status).toBe(422);
    expect(browser.form).toMatchObject(typed);
    await browser.sendChanged(`${home}/ratta-tid`);
    expect(await meeting()).toMatchObject({ time: '15:00', place: 'Kommunhuset' });
  });
});

describe('the composition of the meeting', () => {
  it('rule 157: is corrected, with its orders as they were', async () => {
    const before = (await meeting()).composition;
    await browser.fill(`${home}/ratta-sammansattning`, { 'plats.rolf': 'ledamot', skal: 'Rolf är ordinarie.' });
    expect(browser.text).toContain('Sammansättningen är rättad.');
    expect(await meeting()).toMatchObject({
      composition: { members: [...before.members, 'rolf'], substitutes: ['petra'], chair: before.chair },
    });
    const wrong = await browser.fill(`${home}/ratta-sammansattning`, { 'plats.karin': '', skal: 'Fel.' });
    expect(wrong.status).toBe(422);
    expect(browser.body).toContain('href="#ordforande"');
    await browser.fill(`${home}/ratta-sammansattning`, { 'plats.rolf': 'ersattare', skal: 'Rolf är ersättare.' });
    expect((await meeting()).composition).toMatchObject({ members: before.members, substitutes: ['petra', 'rolf'] });
  });
});

describe('at the meeting', () => {
  beforeAll(() => {
    municipality.on('2026-05-27');
  });

  it('the attendance is recorded for each member and substitute', async () => {
    await browser.fill(`${home}/oppna`, {
      'plats.olle': '',
      'plats.petra': 'tjanstgor:olle',
      'parti.karin': 'S',
      'annan.0': '',
      'justerare.karin': 'ja',
      'justerare.lars': 'ja',
      justeras: '2026-06-01',
      justeringsplats: 'Kommunkansliet',
    });
    expect(browser.text).toContain('Sammanträdet är öppnat.');
    const { attendance, openedAt, adjusters } = await meeting();
    expect(openedAt).toBe('2026-05-27T15:00');
    expect(adjusters).toEqual(['karin', 'lars']);
    expect(attendance).toMatchObject({ chair: 'karin', parties: [{ personId: 'karin', party: 'S' }] });
    expect(attendance?.serving).toContainEqual({ personId: 'petra', inPlaceOf: 'olle' });
    expect(attendance?.serving).toHaveLength(5);
  });

  it('rule 29: a conflict of interest takes the person out of the matter', async () => {
    await browser.fill(`${home}/jav`, { arende: matterId, person: 'nils', ersattare: 'rolf' });
    expect(await meeting()).toMatchObject({ conflicts: [{ personId: 'nils', substitute: 'rolf' }] });
  });

  it('rule 171: a matter that was taken up by mistake is taken back with a reason, and its § is withdrawn', async () => {
    const { api } = municipality;
    const other = matterIdFor(2);
    await writtenMatter(api, 2, { title: 'Yttrande till länsstyrelsen', wordings: ['Lämna yttrandet'] });
    await reviewedMatter(api, other);
    await browser.fill(`${home}/ta-upp`, { arende: other, paragraf: '81' });
    const address = `${home}/ta-tillbaka-upptaget`;
    expect((await browser.fill(address, { arende: other, skal: ' ' })).status).toBe(422);
    await browser.fill(address, { arende: other, skal: 'Fel ärende.' });
    expect(browser.text).toContain('Ärendet är tillbakataget.');
    expect(browser.text).toContain('Togs inte upp, paragrafen utgår');
    expect((await meeting()).agenda).toMatchObject([{ matterId }, { matterId: other, state: 'WITHDRAWN' }]);
  });

  it('rule 23: a referral back needs a reason, and the form keeps what was typed', async () => {
    const address = pointForm('besluta', 1);
    await browser.open(address);
    expect(browser.form.lydelse).toBe('Anta taxan för 2027');
    const typed = { utfall: 'REFERRED_BACK', paragraf: '87', propositioner: 'Bifall\nAvslag' };
    const { status } = await browser.sendChanged(address, typed);
    expect(status).toBe(422);
    expect(browser.body).toContain('<a class="ds-link" href="#skal">');
    expect(browser.form).toMatchObject(typed);
  });

  it('a decision has its motions, its vote and its reservations', async () => {
    const address = pointForm('besluta', 1);
    const ballots = Object.fromEntries(['karin', 'maria', 'petra'].map((id) => [`rost.0.av.${id}`, 'ja']));
    await browser.fill(address, {
      ...{ utfall: 'APPROVED', paragraf: '87', propositioner: 'Bifall\n\nAvslag' },
      ...{ 'yrkande.0.av': 'lars', 'yrkande.0.utfall': 'REJECTED', 'yrkande.0.lydelse': 'Avslå' },
      ...{ 'rost.0.begard': 'lars', 'rost.0.ja': 'Bifall', 'rost.0.nej': 'Avslag' },
      ...{ 'rost.0.ja-utfall': 'APPROVED', 'rost.0.nej-utfall': 'REJECTED' },
      ...{ ...ballots, 'rost.0.av.lars': 'nej', 'rost.0.av.rolf': 'avstar' },
      ...{ 'reservation.0.av': 'lars', 'reservation.0.text': 'Taxan är för hög.' },
      ...{ 'anteckning.0.av': 'maria', 'anteckning.0.slag': 'STATEMENT', 'anteckning.0.text': 'Bra.' },
    });
    expect(browser.text).toContain('Beslutet är antecknat.');
    const { decisions } = await meeting();
    expect(decisions).toMatchObject([
      {
        ...{ number: 1, paragraph: '87', outcome: 'APPROVED', proposalsPut: ['Bifall', 'Avslag'] },
        motions: [{ by: 'lars', outcome: 'REJECTED', withdrawn: false }],
        votes: [{ calledBy: 'lars', no: ['lars'], abstained: ['rolf'], result: 'YES' }],
        reservations: [{ by: 'lars', text: 'Taxan är för hög.' }],
        remarks: [{ by: 'maria', kind: 'STATEMENT' }],
      },
    ]);
    expect(browser.text).toContain('Ja (Bifall) 3:');
    expect(browser.text).toContain('Avstår 1:');
  });

  it('the next point of the matter has its § already, and more rows come without a fault', async () => {
    const address = pointForm('besluta', 2);
    await browser.open(address);
    expect(browser.form.paragraf).toBe('87');
    expect(browser.form).not.toHaveProperty(['yrkande.1.av']);
    const { status } = await browser.sendChanged(address, { mera: 'ja', utfall: 'APPROVED' });
    expect(status).toBe(200);
    expect(browser.form).toHaveProperty(['yrkande.2.av']);
    expect(browser.form.utfall).toBe('APPROVED');
    await browser.sendChanged(address);
    expect((await meeting()).decisions).toHaveLength(2);
  });

  it('rule 133: a decision that was entered wrong is corrected with a reason', async () => {
    const address = pointForm('ratta-beslut', 2);
    await browser.open(address);
    expect(browser.form).not.toHaveProperty('utfall');
    const wording = 'Ge förvaltningen i uppdrag att återkomma i höst';
    await browser.sendChanged(address, { lydelse: wording, rattas: 'Skrivfel.' });
    expect((await meeting()).decisions[1]).toMatchObject({ wording, outcome: 'APPROVED' });
    expect(browser.text).toContain('Skrivfel.');
    expect(browser.text).toContain('Förslaget löd: Ge förvaltningen i uppdrag att återkomma');
  });

  it('rule 41: closing it twice has one effect', async () => {
    await browser.fill(`${home}/ajournera`, { fran: '15:10', till: '15:20' });
    await browser.open(`${home}/avsluta`);
    const form = { ...browser.form, kl: '16:05' };
    await browser.post(`${home}/avsluta`, form);
    const head = await municipality.api.head();
    const { status } = await browser.post(`${home}/avsluta`, form);
    expect(status).toBe(200);
    expect(await municipality.api.head()).toBe(head);
    expect(await meeting()).toMatchObject({ status: 'CLOSED', closedAt: '2026-05-27T16:05' });
  });
});

describe('after the meeting', () => {
  it('rule 156: its times are corrected, with an adjournment that was left out', async () => {
    await browser.fill(`${home}/ratta-tider`, { 'fran.1': '15:30', 'till.1': '15:40', skal: 'En glömdes.' });
    expect(await meeting()).toMatchObject({
      closedAt: '2026-05-27T16:05',
      adjournments: [{ from: '2026-05-27T15:10' }, { from: '2026-05-27T15:30', until: '2026-05-27T15:40' }],
    });
  });

  it('rules 36 and 83: the dates say what is due', async () => {
    await browser.open(home);
    expect(browser.text).toContain('10 juni 2026 Ska vara justerat senast (§ 87)');
  });

  it('the elected adjust the minutes, and the notice is posted', async () => {
    municipality.on('2026-06-01');
    await browser.fill(`${home}/justera`);
    await browser.fill(`${home}/ratta-justering`, { datum: '2026-05-31', skal: 'Fel dag.' });
    expect(await meeting()).toMatchObject({ adjustments: [{ date: '2026-05-31' }] });
    await browser.fill(`${home}/ratta-justering`, { datum: '2026-06-01', skal: 'Rätt från början.' });
    expect(browser.text).toContain('3 juni 2026 Ska vara anslaget senast (§ 87)');
    municipality.on('2026-06-02');
    await browser.fill(`${home}/anslag`, { forvaras: 'Kommunkansliet' });
    expect(browser.text).toContain('23 juni 2026 Sista dag att överklaga (§ 87)');
    await browser.fill(`${home}/expediera`, { paragraf: '87', mottagare: 'Kommunfullmäktige' });
    const mottagare = 'Kommunfullmäktige\nRevisorerna';
    await browser.fill(`${home}/ratta-expediering`, { mottagare, skal: 'En mottagare glömdes.' });
    expect(await meeting()).toMatchObject({
      adjustments: [{ adjusters: ['karin', 'lars'], paragraphs: ['87'] }],
      notices: [{ date: '2026-06-02', keptAt: 'Kommunkansliet' }],
      dispatches: [{ recipients: ['Kommunfullmäktige', 'Revisorerna'] }],
    });
  });

  it('an appeal is recorded against one point and settled', async () => {
    municipality.on('2026-06-10');
    await browser.fill(`${home}/overklagande`, { 'delar.87:1': 'ja', mal: 'Mål 1-26' });
    expect(await meeting()).toMatchObject({ appeals: [{ parts: [{ paragraph: '87', point: 1 }] }] });
    await browser.fill(`${home}/ratta-overklagande`, { mal: 'Mål 2-26', skal: 'Fel mål.' });
    expect(await meeting()).toMatchObject({ appeals: [{ courtDnr: 'Mål 2-26', receivedOn: '2026-06-10' }] });
    municipality.on('2026-06-20');
    await browser.fill(`${home}/avgor-overklagande`, { avgorande: 'DISMISSED', mal: 'Mål 1-26' });
    expect(await meeting()).toMatchObject({ appeals: [{ settled: { ruling: 'DISMISSED' } }] });
  });

  it('rule 40: the page tells the legal force, and the notice is taken down', async () => {
    municipality.on('2026-06-24');
    await municipality.tick();
    await browser.fill(`${home}/ta-ned-anslag`);
    expect(browser.text).toContain('Vann laga kraft (§ 87)');
    expect(browser.text).toContain('24 juni 2026 Anslaget togs ned');
    const wrong = await browser.fill(`${home}/ratta-nedtagning`, { datum: '2026-06-22', skal: 'Fel dag.' });
    expect(wrong.status).toBe(422);
    expect(browser.body).toContain('href="#fortid"');
    await browser.sendChanged(`${home}/ratta-nedtagning`, { datum: '2026-06-23' });
    expect(browser.text).toContain('23 juni 2026 Anslaget togs ned');
  });

  it('rule 45: what has nothing left to be done about is not offered', async () => {
    await browser.open(home);
    const offered = [...browser.body.matchAll(/href="[^"]*\/([a-z-]+)"/g)].map(([, slug]) => slug);
    for (const slug of ['justera', 'anslag', 'ta-ned-anslag', 'avgor-overklagande', 'ratta-overklagande', 'ta-bort'])
      expect(offered).not.toContain(slug);
    expect(browser.body).not.toContain('/ratta-beslut?');
    expect(offered).toContain('expediera');
  });
});

describe('a new meeting', () => {
  it('is scheduled with the members of the newest meeting where the register knows none', async () => {
    await browser.open('/sammantraden');
    const address = '/sammantraden/namnd/exempel.ks/nytt';
    expect(browser.body).toContain(`href="${address}"`);
    await browser.fill(address, { datum: '2026-08-26', kl: '13:00', plats: 'Stora salen' });
    expect(browser.title).toMatch(/, sammanträde den 26 augusti 2026$/);
    const made = await municipality.api.see('sara', 'meeting', { id: meetingIdOn('2026-08-26') });
    expect(made).toMatchObject({ composition: { chair: 'karin', members: { length: 5 } } });
  });

  it('rule 51: is offered to nobody but a secretary', async () => {
    const lars = await as('lars');
    await lars.open('/sammantraden');
    expect(lars.body).not.toContain('/nytt"');
    await lars.open('/sammantraden/namnd/exempel.ks/nytt');
    expect(lars.body).not.toContain('class="report"');
  });
});
