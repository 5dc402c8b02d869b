import { idOf } from '../../src/kernel/identity.js';
import { appointFirstAdministrator } from '../../src/people/first-administrator.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { type Tokens, TOKENS } from '../../src/platform/sign-in/tokens.service.js';
import { BrowserUnderTest } from '../support/browser-under-test.js';
import { type MunicipalityUnderTest, startMunicipality } from '../support/municipality-under-test.js';

// An administrator imports people with their roles and units, over the API and on the page.

const address = '/register/importera';
const top = 'Namn;Titel;Inloggning;Nämnd;Roll;Granskningssteg;Plats;Enhet';
const sound = [
  top,
  'Erika Ek;jurist;erika.ek;Kommunstyrelsen;handläggare;;;Kansli',
  ';;;Kommunstyrelsen;granskare;enhetschef;;',
  'Bo Berg;;;Kommunstyrelsen;ledamot;;ordförande;',
  'Rune Rask;;rune;hela kommunen;revisor;;;',
].join('\n');
const wrong = [top, 'Erika Ek;;erika.ek;Kulturnämnden;handläggare;;;', 'Bo Berg;;pia;;kung;;;'].join('\n');
const faults = [
  { row: 2, column: 'Nämnd', problem: 'NOT_IN_REGISTER', value: 'Kulturnämnden' },
  { row: 3, column: 'Inloggning', problem: 'SIGN_IN_TAKEN', value: 'pia' },
  { row: 3, column: 'Roll', problem: 'UNKNOWN_ROLE', value: 'kung' },
  { row: 3, column: 'Nämnd', problem: 'MISSING', value: '' },
];
const commandId = '5d0c7b0e-2f54-4b0c-8f35-3a4dd0e2b174';
const counts = { people: 3, roles: 4, memberships: 1 };

let municipality: MunicipalityUnderTest;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  const { api } = municipality;
  await api.give('adam', 'addBoard', { boardId: 'exempel.ks', name: 'Kommunstyrelsen' });
  await api.give('adam', 'addPerson', { personId: 'p-1', name: 'Pia Palm', subject: 'pia' });
  await api.give('adam', 'addUnit', { unitId: 'exempel.ks.unit-kansli', name: 'Kansli' });
});
afterAll(() => municipality.close());

async function named(name: string) {
  const { edges } = await municipality.api.see('adam', 'persons', { first: 100 });
  return edges.map(({ node }) => node).find((person) => person.name === name);
}

async function municipalityNow() {
  return municipality.api.see('adam', 'municipality');
}

describe('a file of people', () => {
  it('rule 177: with a fault is refused whole, and a dry run lists each fault', async () => {
    const { api } = municipality;
    const dry = await api.give('adam', 'importPeople', { file: wrong, dryRun: true });
    expect(dry).toMatchObject({ people: 0, roles: 0, rows: { read: 2, used: 0, blank: 0, refused: 2 } });
    expect(dry.faults).toMatchObject(faults);
    const { message, extensions } = await api.refused('adam', 'importPeople', { file: wrong });
    expect(extensions).toMatchObject({ code: 'IMPORT_FAULTS', details: { faults } });
    expect(message).toContain('Rad 3: Inloggning pia används redan av någon');
    expect(await named('Bo Berg')).toBeUndefined();
  });

  it('rule 95: is for an administrator of the municipality', async () => {
    for (const dryRun of [true, false]) {
      const { extensions } = await municipality.api.refused('sara', 'importPeople', { file: sound, dryRun });
      expect(extensions.code).toBe('FORBIDDEN');
    }
  });

  it('rule 177: is checked by a dry run, which changes nothing', async () => {
    const before = await municipalityNow();
    const dry = await municipality.api.give('adam', 'importPeople', { file: sound, dryRun: true });
    expect(dry).toMatchObject({ ...counts, faults: [], rows: { read: 4, used: 4, blank: 0, refused: 0 } });
    expect(await named('Bo Berg')).toBeUndefined();
    expect(await municipalityNow()).toEqual(before);
  });

  it('rule 176: adds its people with their roles and units', async () => {
    const { api } = municipality;
    expect(await api.give('adam', 'importPeople', { file: sound, commandId })).toMatchObject(counts);
    const erika = await named('Erika Ek');
    expect(erika).toMatchObject({ title: 'jurist', subject: 'erika.ek' });
    expect(erika?.roles).toMatchObject([
      { role: 'CLERK', boardId: 'exempel.ks', from: '2026-05-12' },
      { role: 'REVIEWER', step: 'UNIT_MANAGER' },
    ]);
    const bo = await named('Bo Berg');
    expect(bo?.roles).toMatchObject([{ role: 'BOARD_MEMBER', step: 'CHAIR' }]);
    expect(bo?.subject).toBe(bo?.id);
    expect((await named('Rune Rask'))?.roles).toMatchObject([{ role: 'AUDITOR', boardId: null }]);
    const { edges } = await api.see('adam', 'units', { boardId: 'exempel.ks' });
    expect(edges).toMatchObject([{ node: { members: [{ personId: erika?.id }] } }]);
  });

  it('rule 41: that is sent twice has one effect and gets the same answer', async () => {
    const { api } = municipality;
    const again = await api.give('adam', 'importPeople', { file: sound, commandId });
    expect(again).toMatchObject({ ...counts, faults: [], rows: { read: 4, used: 4 } });
    const { extensions } = await api.refused('adam', 'importPeople', { file: wrong, commandId });
    expect(extensions.code).toBe('COMMAND_ID_REUSED');
    expect((await api.refused('adam', 'importPeople', { file: sound })).extensions.code).toBe('IMPORT_FAULTS');
  });

  it('rule 42: is told of to whoever changes what it changed', async () => {
    const { api } = municipality;
    const { revision, id } = (await named('Erika Ek')) ?? { revision: 0, id: '' };
    expect(revision).toBe(2);
    const stale = { personId: id, name: 'Erika Al', expectedRevision: 0 };
    const { extensions } = await api.refused('adam', 'renamePerson', stale);
    const change = { event: 'RoleGranted', actor: 'adam', role: 'ADMINISTRATOR' };
    expect(extensions).toMatchObject({ code: 'REVISION_CONFLICT', details: { changes: [change, change] } });
    const { revision: newest } = await municipalityNow();
    const conflict = await api.refused('adam', 'importPeople', { file: wrong, expectedRevision: newest + 1 });
    expect([newest, conflict.extensions.code]).toEqual([0, 'REVISION_CONFLICT']);
  });

  it('rule 46: leaves nothing by which an erased name could be guessed', async () => {
    const { api } = municipality;
    const { id = '', roles = [] } = (await named('Rune Rask')) ?? {};
    await api.give('adam', 'endRole', { roleId: roles[0]?.id, to: '2026-05-12' });
    municipality.on('2026-05-13');
    await api.give('adam', 'erasePersonName', { personId: id });
    const { extensions } = await api.refused('adam', 'importPeople', { file: sound, commandId });
    expect(extensions.code).toBe('COMMAND_ID_REUSED');
  });

  it('rule 46: nor the name of somebody whom the file found in the register', async () => {
    const { api } = municipality;
    await api.give('adam', 'addPerson', { personId: 'p-2', name: 'Vera Vik' });
    const file = 'Beteckning;Namn;Nämnd;Enhet\np-2;Vera Vik;Kommunstyrelsen;Kansli\n';
    const given = { file, commandId: '0b1f3c9e-6a64-4b8f-9d0c-5c1f0a7d2e11' };
    expect(await api.give('adam', 'importPeople', given)).toMatchObject({ people: 0, memberships: 1 });
    expect(await api.give('adam', 'importPeople', given)).toMatchObject({ memberships: 1 });
    await api.give('adam', 'erasePersonName', { personId: 'p-2' });
    expect((await api.refused('adam', 'importPeople', given)).extensions.code).toBe('COMMAND_ID_REUSED');
  });
});

/** A file of somebody whose sign-in an administrator of another municipality has. */
const elsewhere = `${top}\nAnna Ny;;anna;;;;;`;

async function appointAnnaElsewhere(): Promise<void> {
  const { app } = municipality.api;
  const { db } = app.get<Database<ViewTables>>(DATABASE);
  const { issuer } = app.get<Tokens>(TOKENS);
  const given = { municipalityName: 'Annan kommun', boardId: idOf('Board', 'annan.ks'), name: 'Anna' };
  const place = { municipalityId: idOf('Municipality', 'annan'), issuer };
  await appointFirstAdministrator(db, place, { ...given, personId: idOf('Person', 'anna') }, municipality.clock);
}

describe('a file with a sign-in of another municipality', () => {
  it('rules 55 and 177: is refused, which no dry run tells', async () => {
    const { api } = municipality;
    await appointAnnaElsewhere();
    expect(await api.give('adam', 'importPeople', { file: elsewhere, dryRun: true })).toMatchObject({ faults: [] });
    const { message, extensions } = await api.refused('adam', 'importPeople', { file: elsewhere });
    const fault = { row: 2, column: 'Inloggning', problem: 'SIGN_IN_OF_ANOTHER', value: 'anna' };
    expect(extensions).toMatchObject({ code: 'IMPORT_FAULTS', details: { faults: [fault] } });
    expect(message).toContain('Inloggning anna tillhör redan en annan person, kontakta den som ansvarar');
  });
});

describe('the page of a file of people', () => {
  let adam: BrowserUnderTest;

  beforeAll(async () => {
    adam = await BrowserUnderTest.signedIn(municipality.api.app, 'adam');
  });

  async function upload(content: string, steg: string) {
    await adam.open(address);
    return adam.upload(address, { steg }, { field: 'fil', content: Buffer.from(content) });
  }

  it('is linked to for an administrator, and has no form for others', async () => {
    await adam.open('/register');
    const [acts, people = ''] = adam.body.split('Personer</h2>');
    expect(acts).toContain('Att göra');
    expect(acts).not.toContain(address);
    expect(people.indexOf(`href="${address}"`)).toBeLessThan(people.indexOf('href="/register/personer/'));
    expect(people).toContain(`href="${address}"`);
    await adam.open('/');
    expect(adam.body).not.toContain(address);
    const sara = await BrowserUnderTest.signedIn(municipality.api.app, 'sara');
    await sara.open('/register');
    expect(sara.body).not.toContain(address);
    await sara.open(address);
    expect(sara.text).toContain('Endast kommunens administratör kan importera personer.');
    expect(sara.body).not.toContain('type="file"');
  });

  it('tells the names of the review steps, in its hint and for a step that there is not', async () => {
    await adam.open(address);
    expect(adam.text).toContain('steg i nämndens granskningskedja: Enhetschef eller Förvaltningschef.');
    await upload(`${top}\nSiv Sand;;siv;Kommunstyrelsen;granskare;Borgmästare;;\n`, 'kontrollera');
    expect(adam.text).toContain(
      'Borgmästare är inget steg i nämndens granskningskedjor, skriv Enhetschef eller Förvaltningschef',
    );
  });

  it('takes the name of a step of a chain that the board has adopted', async () => {
    const { api } = municipality;
    await api.give('adam', 'grantRole', { personId: 'p-1', boardId: 'exempel.ks', role: 'REVIEWER', step: 'LAWYER' });
    const lawyer = { code: 'LAWYER', name: { sv: 'Stadsjurist', en: 'Town lawyer' }, role: 'REVIEWER' };
    const steps = [{ ...lawyer, onReturn: 'AUTHOR', deputiesMayAct: true }];
    await api.give('cecilia', 'adoptReviewChain', { boardId: 'exempel.ks', kind: 'FOLLOW_UP', steps });
    const file = `${top}\nJon Jansson;;jon;Kommunstyrelsen;granskare;stadsjurist;;\n`;
    await api.give('adam', 'importPeople', { file });
    expect(await named('Jon Jansson')).toMatchObject({ roles: [{ role: 'REVIEWER', step: 'LAWYER' }] });
  });

  it('shows each fault by row and column, and imports nothing', async () => {
    const { status } = await upload(wrong, 'importera');
    expect(status).toBe(422);
    expect(adam.text).toContain('2 Nämnd Kulturnämnden finns inte i registret');
    expect(adam.body).toMatch(/href="data:application\/vnd[^"]+;base64,[^"]+" download="rader-med-fel\.xlsx"/);
    expect(await named('Bo Berg')).toBeDefined();
  });

  it('checks a sound file, and then imports it without another choice of the file', async () => {
    const { status } = await upload(`${top}\nDisa Dal;;disa;Kommunstyrelsen;nämndsekreterare;;;\n`, 'kontrollera');
    expect(status).toBe(200);
    expect(adam.text).toContain('Att lägga till: 1 person, 1 roll och 0 medarbetare i enheter.');
    expect(await named('Disa Dal')).toBeUndefined();
    await adam.upload(address, { steg: 'importera' }, { field: 'fil', content: new Uint8Array() });
    expect(adam.text).toContain('Disa Dal');
    expect(await named('Disa Dal')).toMatchObject({ subject: 'disa', roles: [{ role: 'SECRETARY' }] });
  });

  it('rule 41: that is sent twice imports once, and says so both times', async () => {
    await upload(`${top}\nEva Ek;;eva;;;;;\n`, 'kontrollera');
    const form = { ...adam.form, steg: 'importera' };
    const none = { field: 'fil', content: new Uint8Array() };
    for (let time = 1; time <= 2; time += 1) {
      expect(await adam.upload(address, form, none)).toMatchObject({ status: 200 });
      expect([adam.title, adam.text.includes('Eva Ek')]).toEqual(['Register: exempel', true]);
    }
    const other = { field: 'fil', content: Buffer.from(`${top}\nUno Ek;;uno;;;;;\n`) };
    expect(await adam.upload(address, form, other)).toMatchObject({ status: 422 });
    expect(await named('Uno Ek')).toBeUndefined();
    await adam.upload(address, { steg: 'importera' }, other);
    expect(await named('Uno Ek')).toBeDefined();
  });

  it('rule 177: says why a file that was checked is refused after all', async () => {
    expect(await upload(elsewhere, 'kontrollera')).toMatchObject({ status: 200 });
    const none = { field: 'fil', content: new Uint8Array() };
    expect(await adam.upload(address, { steg: 'importera' }, none)).toMatchObject({ status: 422 });
    expect(adam.text).toContain('Inloggning anna tillhör redan en annan person');
  });
});
