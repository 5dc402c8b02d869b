import { defaultModel } from '../../src/steering-models/default-model.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';

// An administrator keeps the register on the pages, as a browser gets them.

const BOARD = '/namnder/exempel.ks';

let municipality: MunicipalityUnderTest;
const browsers = new Map<string, BrowserUnderTest>();

async function as(person: string): Promise<BrowserUnderTest> {
  const known = browsers.get(person);
  if (known !== undefined) return known;
  const browser = await BrowserUnderTest.signedIn(municipality.api.app, person);
  browsers.set(person, browser);
  return browser;
}

async function personNow(id: string) {
  return municipality.api.see('adam', 'person', { id });
}

/** The address of the first link whose text begins with the words. */
function linkTo(browser: BrowserUnderTest, words: string): string {
  const link = new RegExp(`<a class="ds-link" href="([^"]+)">${words}`).exec(browser.body)?.[1];
  if (link === undefined) throw new Error(`There is no link “${words}” on ${browser.title}.`);
  return link.replaceAll('&amp;', '&');
}

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
});
afterAll(() => municipality.close());

describe('the register', () => {
  it('rule 95: gets its name and its boards from an administrator of the municipality', async () => {
    const adam = await as('adam');
    await adam.open('/register');
    await adam.fill(linkTo(adam, 'Ändra kommunens namn'), { namn: 'Exempels kommun' });
    expect(adam.title).toBe('Register: Exempels kommun');
    const { status } = await adam.fill(linkTo(adam, 'Lägg till en nämnd'), { namn: 'Kommunstyrelsen', kort: 'K S' });
    expect(status).toBe(422);
    expect(adam.form).toMatchObject({ namn: 'Kommunstyrelsen', kort: 'K S' });
    await adam.sendChanged('/register/ny-namnd', { kort: 'ks' });
    expect(adam.title).toBe('Kommunstyrelsen');
    await adam.fill('/register/ny-namnd', { namn: 'En till', kort: 'ks' });
    expect(adam.body).toContain('<a class="ds-link" href="#kort">');
    await adam.open(BOARD);
    await adam.fill(linkTo(adam, 'Ändra nämndens namn'), { namn: 'Kommunstyrelsen i Exempel' });
    expect(adam.title).toBe('Kommunstyrelsen i Exempel');
    expect(adam.text).toContain('Namnet är ändrat.');
  });

  it('has no form for whoever only reads it', async () => {
    const sara = await as('sara');
    await sara.open('/register/ny-person');
    expect(sara.body).not.toContain('class="report"');
    await sara.open(BOARD);
    expect(sara.title).toBe('Kommunstyrelsen i Exempel');
    expect(sara.body).not.toContain(`href="${BOARD}/namn"`);
    await sara.post('/register/ny-person', { namn: 'Ingen' });
    expect(sara.body).not.toContain('Personen finns nu');
  });
});

describe('a person', () => {
  let erika = '';

  it('rule 55: is added with a sign-in of their own, and gets an id that says nothing', async () => {
    const adam = await as('adam');
    await adam.open('/register');
    await adam.fill(linkTo(adam, 'Lägg till en person'), {
      ...{ namn: 'Erika <Ek>', titel: 'enhetschef', epost: 'erika@exempel.se', inloggning: 'erika.ek' },
    });
    expect(adam.title).toBe('Erika <Ek>');
    expect(adam.text).toContain('erika.ek');
    erika = /href="\/register\/personer\/([0-9a-f-]{36})\/namn"/.exec(adam.body)?.[1] ?? '';
    expect(await personNow(erika)).toMatchObject({ title: 'enhetschef', email: 'erika@exempel.se' });
    await adam.fill('/register/ny-person', { namn: 'Erik', inloggning: 'erika.ek' });
    expect(adam.body).toContain('<a class="ds-link" href="#inloggning">');
    await adam.open('/register');
    expect(adam.body).toContain('Erika &lt;Ek>');
  });

  it('changes name and title, and loses an address that is left blank', async () => {
    const adam = await as('adam');
    await adam.open(`/register/personer/${erika}`);
    await adam.fill(linkTo(adam, 'Ändra namn, titel'), { namn: 'Erika Ek', titel: 'chef', epost: '' });
    expect(adam.text).toContain('Uppgifterna är ändrade.');
    expect(await personNow(erika)).toMatchObject({ name: 'Erika Ek', title: 'chef', email: null });
  });

  it('rule 42: keeps what was typed when somebody else was faster', async () => {
    const adam = await as('adam');
    await adam.open(`/register/personer/${erika}/namn`);
    await municipality.api.give('adam', 'renamePerson', { personId: erika, name: 'Erika Ek-Alm' });
    const { status } = await adam.sendChanged(`/register/personer/${erika}/namn`, { namn: 'Erika Alm' });
    expect(status).toBe(422);
    expect(adam.form.namn).toBe('Erika Alm');
    await adam.sendChanged(`/register/personer/${erika}/namn`);
    expect(await personNow(erika)).toMatchObject({ name: 'Erika Alm' });
  });

  it('gets a role with a step of the chain by its name, and a deputy', async () => {
    const adam = await as('adam');
    const give = linkTo(adam, 'Ge en roll i Kommunstyrelsen i Exempel');
    await adam.open(give);
    expect(adam.body).toContain('>Enhetschef</option>');
    await adam.sendChanged(give, { roll: 'REVIEWER', steg: 'HEAD_OF_ADMINISTRATION', fran: '2026-05-12' });
    expect(adam.text).toContain('granskare (Förvaltningschef), Kommunstyrelsen i Exempel, från den 12 maj 2026');
    const page = `/register/personer/${erika}`;
    await adam.open('/register');
    expect(adam.text).toContain('granskare (Förvaltningschef), Kommunstyrelsen i Exempel');
    await adam.open(page);
    await municipality.api.give('adam', 'addPerson', { personId: 'dag', name: 'Dag Dahl' });
    const deputy = linkTo(adam, 'Utse en ersättare');
    await adam.fill(deputy, { person: 'dag', till: '2026-06-30' });
    expect(adam.text).toContain('Ersättare: Dag Dahl, från den 12 maj 2026 till och med den 30 juni 2026');
    await adam.fill(linkTo(adam, 'Avsluta ersättaren'), { till: '2026-05-31' });
    expect(adam.text).toContain('till och med den 31 maj 2026');
  });

  it('rule 114: gets a step that no chain has yet, so that the controller can add it to one', async () => {
    const adam = await as('adam');
    await adam.open('/register/personer/dag');
    const give = linkTo(adam, 'Ge en roll i Kommunstyrelsen i Exempel');
    const wrong = await adam.fill(give, { roll: 'REVIEWER', nyttsteg: 'jurist' });
    expect(wrong.status).toBe(422);
    expect(adam.form).toMatchObject({ nyttsteg: 'jurist' });
    await adam.sendChanged(give, { nyttsteg: ' JURIST ' });
    expect((await personNow('dag')).roles).toMatchObject([{ role: 'REVIEWER', step: 'JURIST' }]);
  });

  it('rule 56: keeps the name while there is a role, and loses it afterwards', async () => {
    const adam = await as('adam');
    const { status } = await adam.fill(`/register/personer/${erika}/radera`);
    expect(status).toBe(422);
    await adam.open(`/register/personer/${erika}`);
    const ending = linkTo(adam, 'Avsluta rollen');
    await adam.fill(ending, { till: '2026-05-01' });
    expect(adam.body).toContain('<a class="ds-link" href="#till">');
    await adam.sendChanged(ending, { till: '2026-05-12' });
    municipality.on('2026-05-13');
    await adam.open(`/register/personer/${erika}`);
    expect(adam.text).toContain('Personen har ingen roll.');
    expect(adam.text).toContain('Tidigare roller');
    await adam.fill(`/register/personer/${erika}/radera`);
    expect(adam.title).toBe('Namnet är raderat');
    expect(await personNow(erika)).toMatchObject({ name: null, subject: null });
    expect(adam.body).not.toContain(`/register/personer/${erika}/namn`);
  });

  it('rule 94: gets a role for the whole municipality', async () => {
    const adam = await as('adam');
    await adam.fill('/register/personer/dag/roll-i-kommunen', { roll: 'CONTROLLER' });
    expect(adam.text).toContain('controller, hela kommunen');
  });
});

describe('a unit', () => {
  it('is added, renamed and gets members', async () => {
    const adam = await as('adam');
    await adam.open(BOARD);
    await adam.fill(linkTo(adam, 'Lägg till en enhet'), { namn: 'Kansliet', kort: 'kansli', chef: 'dag' });
    expect(adam.text).toContain('Kansliet Chef: Dag Dahl.');
    await adam.fill(linkTo(adam, 'Ändra namn och chef'), { namn: 'Kansliavdelningen', chef: '' });
    expect(adam.text).toContain('Kansliavdelningen Chef: Ingen.');
    await adam.fill(linkTo(adam, 'Lägg till en medarbetare'), { person: 'dag' });
    expect(adam.text).toContain('Dag Dahl, från den 13 maj 2026');
    await adam.fill(linkTo(adam, 'Avsluta'), { till: '2026-05-13' });
    municipality.on('2026-05-14');
    await adam.open(BOARD);
    expect(adam.text).toContain('Tidigare medarbetare Dag Dahl');
  });

  it('is read by the controller, who does not change it', async () => {
    const cecilia = await as('cecilia');
    await cecilia.open(BOARD);
    expect(cecilia.text).toContain('Kansliavdelningen');
    expect(cecilia.body).not.toContain('ny-enhet');
  });
});

describe('the review of a board', () => {
  it('has a chain for each kind of text, which the controller changes', async () => {
    const cecilia = await as('cecilia');
    await cecilia.open(`${BOARD}/granskning`);
    expect(cecilia.text).toContain('Enhetschef granskare');
    expect(cecilia.text).toContain('Rollerna står i inloggningen');
    const change = linkTo(cecilia, 'Ändra granskningskedjan: Uppföljningar');
    await cecilia.open(change);
    const { status } = await cecilia.sendChanged(change, { 'steg.0.sv': 'Avdelningschef', 'steg.0.kod': 'chef' });
    expect(status).toBe(422);
    expect(cecilia.form['steg.0.sv']).toBe('Avdelningschef');
    const removed = { 'steg.1.kod': '', 'steg.1.sv': '', 'steg.1.en': '' };
    await cecilia.sendChanged(change, { 'steg.0.kod': 'DEPARTMENT', 'steg.0.dagar': '7', ...removed });
    expect(cecilia.text).toContain('Granskningskedjan är ändrad.');
    const { steps } = await municipality.api.see('adam', 'reviewChain', { boardId: 'exempel.ks', kind: 'FOLLOW_UP' });
    expect(steps).toMatchObject([{ code: 'DEPARTMENT', name: { sv: 'Avdelningschef' }, days: 7 }]);
    const others = await municipality.api.see('adam', 'reviewChain', { boardId: 'exempel.ks', kind: 'OTHER' });
    expect(others.steps).toHaveLength(2);
  });

  it('is read by an administrator, who does not change it', async () => {
    const adam = await as('adam');
    await adam.open(`${BOARD}/granskning`);
    expect(adam.text).toContain('Avdelningschef');
    expect(adam.text).not.toContain('Det som ingen kan göra');
    expect(adam.body).not.toContain('granskning/andra');
  });
});

describe('a steering model', () => {
  const page = '/styrmodeller/exempel.model-styrmodell';
  const decision = { datum: '2025-11-24', paragraf: '143', dnr: 'KF 2025/88' };

  function versionsNow() {
    return municipality.api.see('cecilia', 'steeringModel', { id: 'exempel.model-styrmodell' });
  }

  it('rule 59: is adopted with the words and rules that the form begins with', async () => {
    const cecilia = await as('cecilia');
    await cecilia.open('/styrmodeller');
    expect(cecilia.text).toContain('Kommunen har ingen styrmodell än.');
    await cecilia.fill(linkTo(cecilia, 'Anta en styrmodell'), {
      ...{ namn: 'Styrmodell', kort: 'styrmodell', fran: '2026-01-01', ...decision },
    });
    expect(cecilia.title).toBe('Styrmodell');
    expect(cecilia.text).toContain('Pågående med avvikelse Aktiviteten pågår, med avvikelse från planen.');
    expect(cecilia.text).toContain('Ej bedömd Målet är inte bedömt.');
    expect((await versionsNow()).versions).toMatchObject([{ version: 1, ...defaultModel }]);
  });

  it('rule 9: gets a later version with other words, and none of the past', async () => {
    const cecilia = await as('cecilia');
    const change = { 'status.1.kod': '', 'status.1.sv': '', 'status.1.en': '', 'bedomning.0.sv': 'Inte nått' };
    const { status } = await cecilia.fill(`${page}/ny-version`, { ...decision, ...change, fran: '2026-01-01' });
    expect(status).toBe(422);
    expect(cecilia.body).toContain('<a class="ds-link" href="#fran">');
    expect(cecilia.form).toMatchObject({ 'bedomning.0.sv': 'Inte nått', 'status.1.kod': '' });
    await cecilia.sendChanged(`${page}/ny-version`, { fran: '2026-09-01' });
    expect(cecilia.text).toContain('Version 2 Gäller från den 1 september 2026.');
    const [first, second] = (await versionsNow()).versions;
    expect(first?.activityStatuses).toHaveLength(6);
    expect(second?.activityStatuses.map(({ code }) => code)).not.toContain('ON_HOLD');
    expect(second?.goalStatuses[0]?.label.sv).toBe('Inte nått');
  });

  it('is read by all, and has no form for a clerk', async () => {
    const hanna = await as('hanna');
    await hanna.open(page);
    expect(hanna.text).toContain('Inte nått');
    expect(hanna.body).not.toContain('ny-version');
    await hanna.open(`${page}/ny-version`);
    expect(hanna.text).toContain('Endast en controller för hela kommunen');
    expect(hanna.body).not.toContain('class="report"');
  });
});

describe('the template of a board', () => {
  const at = `${BOARD}/mall`;
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );

  it('rule 155: is read by everybody, and changed by an administrator alone', async () => {
    const sara = await as('sara');
    await sara.open(BOARD);
    await sara.open(linkTo(sara, 'Dokumentmall'));
    expect(sara.text).toContain('Nämnden har ingen egen mall än.');
    expect(sara.text).toContain('Förslag till beslut');
    expect(sara.body).not.toContain(`href="${at}/andra"`);
    await sara.open(`${at}/andra`);
    expect(sara.text).toContain('Endast administratörer kan ändra mallen.');
    expect(sara.body).not.toContain('id="formular"');
  });

  it('rule 155: gets a name, a logo and sections of its own, and keeps what was typed when it is refused', async () => {
    const adam = await as('adam');
    await adam.open(at);
    await adam.open(linkTo(adam, 'Ändra mallen'));
    const own = { 'avsnitt.8.slag': 'EGET', 'avsnitt.8.rubrik.sv': 'Barnets bästa', 'avsnitt.8.text.sv': 'Prövat.' };
    const typed = { 'forvaltning.sv': 'Kommunkansliet', punkter: 'SENTENCES', ...own, bildtext: 'Exempels vapen' };
    const { status } = await adam.upload(`${at}/andra`, typed, { field: 'bild', content: svg });
    expect(status).toBe(422);
    expect(adam.text).toContain('rubrik och text på båda språken i varje eget avsnitt');
    expect(adam.form).toMatchObject({ 'forvaltning.sv': 'Kommunkansliet', 'avsnitt.8.rubrik.sv': 'Barnets bästa' });
    const english = { 'avsnitt.8.rubrik.en': 'The best of the child', 'avsnitt.8.text.en': 'Considered.' };
    await adam.upload(`${at}/andra`, english, { field: 'bild', content: svg });
    expect(adam.text).toContain('Mallen är ändrad.');
    expect(adam.text).toContain('Version 1. Förvaltningens namn Kommunkansliet');
    expect(adam.text).toContain('Barnets bästa Prövat.');
    expect(adam.body).toMatch(/<img [^>]*src="data:image\/svg\+xml;base64,[^"]+"[^>]* alt="Exempels vapen"/);
  });

  it('rule 155: keeps its logo until it is taken away, and refuses one with a script', async () => {
    const adam = await as('adam');
    await adam.fill(`${at}/andra`, { 'avsnitt.7.slag': '' });
    expect(adam.text).toContain('Version 2.');
    expect(adam.body).toContain('alt="Exempels vapen"');
    expect(adam.text).not.toContain('Beslutet skickas till');
    await adam.open(`${at}/andra`);
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
    const { status } = await adam.upload(`${at}/andra`, {}, { field: 'bild', content: script });
    expect(status).toBe(422);
    expect(adam.body).toContain('href="#bild"');
    await adam.fill(`${at}/andra`, { behall: 'nej' });
    expect(adam.text).toContain('Ingen logotyp');
  });

  it('rule 42: is not overwritten by whoever had read an older version, and keeps what they typed', async () => {
    const [first, second] = [await as('adam'), await BrowserUnderTest.signedIn(municipality.api.app, 'adam')];
    await first.fill('/register/ny-namnd', { namn: 'Barn- och utbildningsnämnden', kort: 'bun' });
    const board = '/namnder/exempel.bun/mall';
    const own = { 'avsnitt.9.slag': 'EGET', 'avsnitt.9.rubrik.sv': 'Barnets bästa' };
    for (const version of [1, 2]) {
      await second.open(`${board}/andra`);
      const fewer: Record<string, string> = version === 1 ? {} : { 'avsnitt.7.slag': '', 'avsnitt.6.slag': '' };
      await first.fill(`${board}/andra`, { 'forvaltning.sv': `Kansli ${version}`, ...fewer });
      expect(first.text).toContain(`Version ${version}.`);
      const late = { ...second.form, ...own, 'avsnitt.8.slag': '', 'forvaltning.sv': 'Utbildningskontoret' };
      const { status } = await second.sendChanged(`${board}/andra`, late);
      expect(status).toBe(422);
      expect(second.text).toContain('Det du läste har ändrats');
      expect(second.form).toMatchObject({ 'forvaltning.sv': 'Utbildningskontoret', ...own });
      await first.open(board);
      expect(first.text).toContain(`Version ${version}.`);
    }
    const english = { 'avsnitt.9.rubrik.en': 'The child', 'avsnitt.9.text.sv': 'A.', 'avsnitt.9.text.en': 'A.' };
    await second.sendChanged(`${board}/andra`, english);
    expect(second.text).toContain('Version 3. Förvaltningens namn Utbildningskontoret');
    expect(second.text).toContain('Barnets bästa A.');
  });
});
