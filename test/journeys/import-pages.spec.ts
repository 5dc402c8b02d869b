import { readFileSync } from 'node:fs';
import { readSpreadsheet } from '../../src/platform/spreadsheets/spreadsheet-file.service.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { type MunicipalityUnderTest, startMunicipality, steeringModel } from '../support/municipality-under-test.js';

// The page on which a controller imports a plan, as a browser without script sends its form with a file.

const address = '/planer/namnd/exempel.ks/importera';
const headings = 'Mål;Aktivitet;Beskrivning;Startdatum;Slutdatum;Ansvarig enhet';
const sound = Buffer.from(`${headings}\nTrygghet;Lysa upp gångvägar;;2026-01-01;2026-06-30;Gatukontoret\n`);
const wrong = Buffer.from(`${headings}\nTrygghet;Lysa upp;;i våras;2026-06-30;Gatukontoret\n;;<b>x</b>;;;\n`);
const decision = { datum: '2026-01-14', paragraf: '12', dnr: 'KS 2025/300' };

let municipality: MunicipalityUnderTest;
let browser: BrowserUnderTest;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await api.give('adam', 'addBoard', { boardId: 'exempel.ks', name: 'Kommunstyrelsen' });
  await api.give('cecilia', 'adoptSteeringModel', steeringModel);
  browser = new BrowserUnderTest(municipality.api.app);
  await browser.signIn('cecilia');
});
afterAll(() => municipality.close());

async function upload(content: Uint8Array, changes: Readonly<Record<string, string>> = {}) {
  await browser.open(address);
  return browser.upload(address, { ...decision, steg: 'kontrollera', ...changes }, { field: 'fil', content });
}

function plans() {
  return municipality.api.see('cecilia', 'plans', { boardId: 'exempel.ks' });
}

describe('the import of a plan', () => {
  it('is linked to for a controller, and refused to others', async () => {
    await browser.open('/planer');
    expect(browser.body).toContain(`href="${address}"`);
    const hanna = new BrowserUnderTest(municipality.api.app);
    await hanna.signIn('hanna');
    await hanna.open('/planer');
    expect(hanna.body).not.toContain(address);
    await hanna.open(address);
    expect(hanna.text).toContain('Endast nämndens controller kan importera');
    expect(hanna.body).not.toContain('type="file"');
  });

  it('rule 124: is checked first: each fault has its row and column, what was typed stays, and nothing is imported', async () => {
    const { status, body } = await upload(wrong, { steg: 'importera' });
    expect(status).toBe(422);
    expect(browser.text).toMatch(/Filen har \d+ fel\. Inget är importerat\./);
    expect(browser.text).toContain('2 Startdatum i våras är inget datum');
    expect(body).not.toContain('<b>x');
    const file = /href="(data:[^"]+)" download="rader-med-fel\.xlsx"/.exec(body)?.[1] ?? '';
    const { table } = await readSpreadsheet(file, { needed: ['Mål'], optional: [] });
    expect(table.rows.map((row) => row?.slice(0, 3))).toEqual([
      ['2', 'Trygghet', 'Lysa upp'],
      ['3', '', ''],
    ]);
    expect(browser.form).toMatchObject({ ar: '2026', ...decision, samma: '' });
    expect((await plans()).edges).toEqual([]);
  });

  it('of a sound file needs no second choice of the file, and leads to the plan', async () => {
    const { status } = await upload(sound);
    expect(status).toBe(200);
    expect(browser.text).toContain('Filen är rätt: 1 mål och 1 aktivitet. Inget är importerat än.');
    expect(browser.text).toContain('Gatukontoret (1)');
    expect((await plans()).edges).toEqual([]);
    const none = { field: 'fil', content: new Uint8Array() };
    const form = { ...browser.form, steg: 'importera' };
    const imported = await browser.upload(address, form, none);
    expect(imported.status).toBe(200);
    expect(browser.text).toContain('Lysa upp gångvägar');
    // Rule 41: a form that is sent twice imports once, and leads to the plan both times.
    expect(await browser.upload(address, form, none)).toMatchObject({ status: 200 });
    expect(browser.text).toContain('Lysa upp gångvägar');
    expect((await plans()).edges).toHaveLength(1);
  });

  it('of a year that has a plan is refused at its field', async () => {
    const { status } = await upload(sound, { steg: 'importera' });
    expect(status).toBe(422);
    expect(browser.body).toContain('href="#ar"');
  });

  it('rule 126: reads a file as its spreadsheet program wrote it', async () => {
    const libreoffice = readFileSync(new URL('../inputs/libreoffice.xlsx', import.meta.url));
    await upload(libreoffice, { ar: '2027' });
    expect(browser.text).toMatch(/Filen är rätt: \d+ mål och \d+ aktiviteter/);
    expect(browser.text).toContain('Kolumner som inte läses: Anteckning.');
  });

  it('without a file, with one that is none, and with a form that is none is refused, and nothing happens', async () => {
    expect((await upload(new Uint8Array())).status).toBe(422);
    expect(browser.body).toContain('href="#fil"');
    await upload(Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]));
    expect(browser.body).toContain('href="#fil"');
    await browser.open(address);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await browser.send(address, {}, headers)).status).toBe(400);
    expect((await plans()).edges).toHaveLength(1);
  });

  it('is refused a file that is too large, and a stranger’s before it is read', async () => {
    expect((await upload(Buffer.alloc(6 * 1024 * 1024, 'x'))).status).toBe(413);
    const stranger = new BrowserUnderTest(municipality.api.app);
    const answer = await stranger.upload(address, {}, { field: 'fil', content: Buffer.alloc(4 * 1024 * 1024, 'x') });
    expect([401, 403]).toContain(answer.status);
  });
});

describe('the import of reports', () => {
  const page = '/planer/exempel.ks.2026/t1/fil';
  let hanna: BrowserUnderTest;

  beforeAll(async () => {
    hanna = new BrowserUnderTest(municipality.api.app);
    await hanna.signIn('hanna');
  });

  const filledIn = (status: string) =>
    Buffer.from(`Mål;Aktivitet;Status;Kommentar\nTrygghet;Lysa upp gångvägar;${status};På väg.\n`);

  async function uploadReports(content: Uint8Array, steg: string) {
    await hanna.open(page);
    return hanna.upload(page, { steg }, { field: 'fil', content });
  }

  function statusNow() {
    return municipality.api.see('hanna', 'tertialView', { planId: 'exempel.ks.2026', tertial: 'T1' });
  }

  it('waits until the follow-up is opened, and is linked to then', async () => {
    await hanna.open(page);
    expect(hanna.text).toContain('Uppföljningen är inte öppnad');
    expect(hanna.body).not.toContain('type="file"');
    const about = { planId: 'exempel.ks.2026', tertial: 'T1', cutOff: '2026-05-20' };
    await municipality.api.give('cecilia', 'openFollowUp', about);
    await hanna.open('/planer/exempel.ks.2026/t1');
    expect(hanna.body).toContain(`href="${page}"`);
    await browser.open(page);
    expect(browser.body).not.toContain('type="file"');
    expect(browser.text).toContain('Endast handläggare');
  });

  it('rule 127: shows each fault by row and column, and reports nothing', async () => {
    const { status } = await uploadReports(filledIn('Nästan klar'), 'importera');
    expect(status).toBe(422);
    expect(hanna.text).toContain('2 Status Nästan klar');
    expect(await statusNow()).toMatchObject({ notReported: 1 });
  });

  it('rule 126: checks a sound file, and then reports all of it', async () => {
    const { status } = await uploadReports(filledIn('Pågående enligt plan'), 'kontrollera');
    expect(status).toBe(200);
    expect(hanna.text).toContain('status på 1 aktivitet,');
    expect(await statusNow()).toMatchObject({ notReported: 1 });
    const form = { ...hanna.form, steg: 'importera' };
    for (let time = 1; time <= 2; time += 1) {
      await hanna.upload(page, form, { field: 'fil', content: new Uint8Array() });
      expect(hanna.text).toContain('På väg.');
    }
    expect(await statusNow()).toMatchObject({ notReported: 0 });
  });
});
