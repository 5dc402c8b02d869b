import { followUp, matterIdFor } from '../support/board-day-under-test.js';
import { meetingOn } from '../support/board-under-test.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { activity, type MunicipalityUnderTest, plan, startMunicipality } from '../support/municipality-under-test.js';

// A clerk proposes a removal and writes a matter on the pages, and reviewers give their verdicts, as a browser gets them.

const proposal = `/forslag/${activity(1)}.r1`;
const matter = `/arenden/${matterIdFor(7)}`;

let municipality: MunicipalityUnderTest;
const browsers = new Map<string, BrowserUnderTest>();

async function as(person: string): Promise<BrowserUnderTest> {
  const known = browsers.get(person);
  if (known !== undefined) return known;
  const browser = await BrowserUnderTest.signedIn(municipality.api.app, person);
  browsers.set(person, browser);
  return browser;
}

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-19');
  await followUp(municipality.api, 2);
});
afterAll(() => municipality.close());

async function proposalNow() {
  return municipality.api.see('hanna', 'removalProposal', { id: `${activity(1)}.r1` });
}

async function matterNow() {
  return municipality.api.see('hanna', 'matter', { id: matterIdFor(7) });
}

describe('a proposal', () => {
  it('rule 10: needs a motivation, keeps what was typed, and is then in review', async () => {
    const hanna = await as('hanna');
    await hanna.open(`/planer/${plan}`);
    const address = `/forslag/aktivitet/${activity(1)}/nytt`;
    expect(hanna.body).toContain(`href="${address}"`);
    const { status } = await hanna.fill(address, { kategori: 'LACKS_RESOURCES' });
    expect(status).toBe(422);
    expect(hanna.body).toContain('<a class="ds-link" href="#motivering">');
    expect(hanna.form.kategori).toBe('LACKS_RESOURCES');
    await hanna.sendChanged(address, { motivering: 'Det saknas resurser i år.' });
    expect(hanna.title).toBe('Förslag att ta ur planen: Aktivitet 1');
    expect(await proposalNow()).toMatchObject({ status: 'IN_REVIEW', category: 'LACKS_RESOURCES' });
  });

  it('rules 17 and 45: is reviewed by the one whose turn it is, and others are told why they cannot', async () => {
    const fatima = await as('fatima');
    await fatima.open(`${proposal}/granska`);
    expect(fatima.body).not.toContain('class="report"');
    const hanna = await as('hanna');
    await hanna.open(`${proposal}/granska`);
    expect(hanna.body).not.toContain('class="report"');
  });

  it('rule 19: is returned with a reason alone', async () => {
    const erik = await as('erik');
    expect(erik.body).toContain(`href="${proposal}/granska"`);
    const { status } = await erik.fill(`${proposal}/granska`, { utlatande: 'RETURN' });
    expect(status).toBe(422);
    expect(erik.body).toContain('<a class="ds-link" href="#skal">');
    expect(erik.text).toContain('Det saknas resurser i år.');
    await erik.sendChanged(`${proposal}/granska`, { skal: 'Skriv vad det betyder för målet.' });
    expect(erik.text).toContain('Utlåtandet är lämnat.');
    expect(await proposalNow()).toMatchObject({ status: 'RETURNED' });
  });

  it('rule 20: shows the next reviewer word by word what has changed', async () => {
    const hanna = await as('hanna');
    await hanna.fill(`${proposal}/andra`, { motivering: 'Det saknas pengar i år.' });
    const erik = await as('erik');
    await erik.open(`${proposal}/granska`);
    expect(erik.body).toMatch(/Det saknas <del><span class="said">\[borttaget: <\/span>resurser <span/);
    expect(erik.body).toMatch(/<ins><span class="said">\[tillagt: <\/span>pengar <span/);
    await erik.sendChanged(`${proposal}/granska`, { utlatande: 'APPROVE' });
    const fatima = await as('fatima');
    await fatima.fill(`${proposal}/granska`, { utlatande: 'APPROVE' });
    expect(await proposalNow()).toMatchObject({ status: 'REVIEWED' });
  });
});

describe('a matter', () => {
  it('is opened with a registry number of the right form', async () => {
    const hanna = await as('hanna');
    const address = '/arenden/namnd/exempel.ks/nytt';
    await hanna.open('/arenden');
    expect(hanna.body).toContain(`href="${address}"`);
    const { status } = await hanna.fill(address, { dnr: 'utan siffror', rubrik: 'Uppföljning' });
    expect(status).toBe(422);
    expect(hanna.text).toContain('Diarienumret har fel form.');
    await hanna.sendChanged(address, { dnr: 'KS 2026/7' });
    expect(hanna.title).toBe('Uppföljning');
    expect(await matterNow()).toMatchObject({ status: 'DRAFT', kind: 'FOLLOW_UP' });
  });

  it('gets its points from the follow-up, the reviewed proposal and an own wording', async () => {
    const hanna = await as('hanna');
    await hanna.fill(`${matter}/uppfoljning`);
    await hanna.open('/');
    expect(hanna.body).toContain(`href="${proposal}/till-arende"`);
    await hanna.fill(`${proposal}/till-arende`);
    expect(hanna.title).toBe('Uppföljning');
    await hanna.fill(`${matter}/punkt`, { lydelse: 'Ge förvaltningen i uppdrag att återkomma' });
    await hanna.fill(`${matter}/punkt`, { lydelse: 'Tacka för rapporten' });
    await hanna.fill(`${matter}/stryk?punkt=4`);
    const { points } = await matterNow();
    expect(points.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      ...['APPROVE_REPORT DRAFT', 'REMOVE_ACTIVITY DRAFT', 'OTHER DRAFT', 'OTHER STRUCK'],
    ]);
  });

  it('rule 42: has a draft that nobody overwrites unseen: both are shown, with who and when', async () => {
    const hanna = await as('hanna');
    await hanna.open(`${matter}/skriv`);
    const other = { matterId: matterIdFor(7), expectedDraftRevision: 0, brief: 'Hugos text.', considerations: '' };
    await municipality.api.give('hugo', 'saveMatterDraft', other);
    const typed = { brief: 'Planen har {{plan.activities}} aktiviteter.', considerations: 'Allt är väl.' };
    const { status } = await hanna.sendChanged(`${matter}/skriv`, { ...typed, recipients: 'Revisorerna\nFullmäktige' });
    expect(status).toBe(422);
    expect(hanna.text).toContain('Utkastet som det är nu');
    expect(hanna.text).toContain('Hugos text.');
    expect(hanna.text).toContain('hugo den 19 maj 2026 kl. 10.00.');
    expect(hanna.form).toMatchObject(typed);
    await hanna.sendChanged(`${matter}/skriv`);
    expect(hanna.text).toContain('Utkastet är sparat.');
    const draft = await municipality.api.see('hanna', 'matterDraft', { matterId: matterIdFor(7) });
    expect(draft).toMatchObject({ texts: typed, recipients: ['Revisorerna', 'Fullmäktige'] });
  });

  it('is submitted, read with its figures, and returned', async () => {
    const hanna = await as('hanna');
    await hanna.fill(`${matter}/lamna`);
    expect(hanna.text).toContain('Planen har 3 aktiviteter.');
    expect(await matterNow()).toMatchObject({ status: 'IN_REVIEW' });
    const erik = await as('erik');
    await erik.open('/');
    expect(erik.body).toContain(`href="${matter}/granska"`);
    await erik.open(`${matter}/granska`);
    expect(erik.text).toContain('Planen har 3 aktiviteter.');
    await erik.sendChanged(`${matter}/granska`, { utlatande: 'RETURN', skal: 'Skriv om övervägandet.' });
    expect(await matterNow()).toMatchObject({ status: 'RETURNED' });
  });

  it('rule 20: shows the reviewer word by word what has changed since the last review', async () => {
    const hanna = await as('hanna');
    await hanna.fill(`${matter}/skriv`, { considerations: 'Allt är inte väl.' });
    await hanna.fill(`${matter}/lamna`);
    const erik = await as('erik');
    await erik.open(`${matter}/granska`);
    expect(erik.text).toContain('Ändrat sedan du granskade senast (version 1 – 2)');
    expect(erik.body).toMatch(
      /Allt är <ins><span class="said">\[tillagt: <\/span>inte <span class="said">\]<\/span><\/ins>väl\./,
    );
    await erik.sendChanged(`${matter}/granska`, { utlatande: 'APPROVE' });
    const fatima = await as('fatima');
    await fatima.fill(`${matter}/granska`, { utlatande: 'APPROVE' });
    expect(await matterNow()).toMatchObject({ status: 'REVIEWED' });
  });

  it('is put on the agenda of a coming meeting, and the members read the version of the summons', async () => {
    const { api } = municipality;
    const { id: meetingId } = await api.give('sara', 'scheduleMeeting', meetingOn('2026-05-27'));
    const sara = await as('sara');
    await sara.open('/');
    expect(sara.body).toContain(`href="${matter}/satt-upp"`);
    await sara.fill(`${matter}/satt-upp`);
    expect(sara.title).toMatch(/, sammanträde den 27 maj 2026$/);
    await sara.fill(`/sammantraden/${meetingId}/kalla`);
    const lars = await as('lars');
    await lars.open(`/sammantraden/${meetingId}`);
    expect(lars.body).toContain(`href="${matter}?version=2"`);
    await lars.open(`${matter}?version=2`);
    expect(lars.text).toContain('Allt är inte väl.');
    expect(lars.text).not.toContain('Att göra');
  });

  it('has its documents as they were sent, for whoever may read them', async () => {
    const lars = await as('lars');
    expect(lars.body).toContain(`href="${matter}/handlingar/kallelse.html"`);
    const summons = await lars.open(`${matter}/handlingar/kallelse.html`);
    expect(summons.headers['content-type']).toContain('text/html');
    expect(summons.headers['content-disposition']).toMatch(/^attachment; filename="[^"]+\.html"$/);
    expect(summons.headers['cache-control']).toBe('no-store');
    expect(summons.body).toContain('Kallelse');
    const word = await lars.open(`${matter}/handlingar/kallad-tjansteskrivelse.docx`);
    expect(word.headers['content-type']).toContain('officedocument');
    for (const file of ['kallelse.odt', 'brev.pdf', 'kallelse', 'protokoll.html']) {
      const { status } = await lars.open(`${matter}/handlingar/${file}`);
      expect({ file, isRefused: status >= 400 }).toEqual({ file, isRefused: true });
    }
    const adam = await as('adam');
    const { status } = await adam.open(`${matter}/handlingar/kallelse.html`);
    expect(status).toBe(403);
  });

  it('rule 43: gives a link of the API to the browser of its holder alone', async () => {
    const asked = { matterId: matterIdFor(7), kind: 'SUMMONS', format: 'HTML', moment: 'SUMMONED' };
    const { data } = await municipality.api.ask('lars', 'document', asked);
    const { document }: { document: { url: string } } = JSON.parse(JSON.stringify(data));
    const statuses: number[] = [];
    for (const browser of [await as('lars'), await as('rut'), new BrowserUnderTest(municipality.api.app)]) {
      statuses.push((await browser.open(document.url)).status);
    }
    expect(statuses).toEqual([200, 404, 401]);
    expect((await as('lars')).body).toContain('Kallelse');
  });
});
