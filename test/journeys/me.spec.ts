import { getNamedType, isInputObjectType, isObjectType } from 'graphql';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import { idOf } from '../../src/kernel/identity.js';
import { task, waitingKinds } from '../../src/kernel/waiting.js';
import { appointFirstAdministrator } from '../../src/people/first-administrator.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { newIssuer } from '../support/issuer-under-test.js';
import { activity, adoptSmallPlan, plan } from '../support/municipality-under-test.js';
import { wrongRows } from '../support/wrong-rows.js';

// Who is signed in, and the names beside ids, by the register.

const BOARD = 'exempel.ks';
const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
let api: Api;

beforeAll(async () => {
  const issuer = await newIssuer('register');
  const app = await createApplication({
    places: inMemory,
    tokens: issuer.tokens,
    clock,
    isSimulated: true,
    demo: null,
    followsLog: true,
    logger: ['fatal'],
  });
  api = new Api(app, async (who) => ({
    authorization: `Bearer ${await issuer.sign({ person: who, municipality: 'exempel', boards: {} })}`,
  }));
  await first('exempel', 'Exempels kommun', 'adam', 'Adam Administratör');
  await first('annan', 'Annan kommun', 'anna', 'Anna Annan');
  await api.give('adam', 'renameBoard', { boardId: BOARD, name: 'Kommunstyrelsen' });
  await api.give('adam', 'addBoard', { boardId: 'exempel.bun', name: 'Barn- och utbildningsnämnden' });
  for (const [personId, name] of Object.entries(called)) await api.give('adam', 'addPerson', { personId, name });
  await api.give('adam', 'renamePerson', { personId: 'erik', name: called.erik, title: 'enhetschef' });
  await api.give('adam', 'addUnit', { unitId: `${BOARD}.unit-kansli`, name: 'Kansliet', managerId: 'erik' });
  await grant('cecilia', 'CONTROLLER');
  await api.give('adam', 'grantMunicipalityRole', { personId: 'cecilia', role: 'CONTROLLER' });
  await grant('hanna', 'CLERK');
  await grant('rut', 'AUDITOR');
  await grant('erik', 'REVIEWER', { step: 'UNIT_MANAGER' });
  await grant('lars', 'BOARD_MEMBER', { step: 'CHAIR' });
  await grant('erik', 'CLERK', { boardId: 'exempel.bun' });
  const roleId = await grant('fatima', 'REVIEWER', { step: 'HEAD_OF_ADMINISTRATION' });
  await api.give('adam', 'appointDeputy', { roleId, personId: 'erik' });
  await adoptSmallPlan(api, 3);
});
afterAll(() => api.app.close());

const called = {
  cecilia: 'Cecilia Controller',
  hanna: 'Hanna Handläggare',
  erik: 'Erik Enhetschef',
  fatima: 'Fatima Förvaltningschef',
  lars: 'Lars Ledamot',
  rut: 'Rut Revisor',
  nils: 'Nils Ny',
};

async function first(municipality: string, municipalityName: string, person: string, name: string): Promise<void> {
  const { db } = api.app.get<Database<ViewTables>>(DATABASE);
  const boardId = idOf('Board', `${municipality}.ks`);
  const place = { municipalityId: idOf('Municipality', municipality), issuer: 'issuer' };
  await appointFirstAdministrator(
    db,
    place,
    { municipalityName, boardId, personId: idOf('Person', person), name },
    clock,
  );
}

async function grant(personId: string, role: string, rest: object = {}): Promise<string> {
  const { roles } = await api.give('adam', 'grantRole', { personId, boardId: BOARD, role, ...rest });
  return roles.at(-1)?.id ?? '';
}

const title = null;
const board = { id: BOARD, name: 'Kommunstyrelsen' };
const ks = { ...board, title };
const bun = { id: 'exempel.bun', name: 'Barn- och utbildningsnämnden', title };
const exempel = { id: 'exempel', name: 'Exempels kommun', title };

describe('me', () => {
  it('tells the name, the boards, the roles with steps, the deputyships and the units', async () => {
    expect(await api.see('erik', 'me')).toEqual({
      id: 'erik',
      name: 'Erik Enhetschef',
      title: 'enhetschef',
      municipality: exempel,
      boards: [ks, bun],
      roles: [
        { role: 'REVIEWER', board: ks, step: 'UNIT_MANAGER', actingFor: null },
        { role: 'CLERK', board: bun, step: null, actingFor: null },
        {
          role: 'REVIEWER',
          board: ks,
          step: 'HEAD_OF_ADMINISTRATION',
          actingFor: { id: 'fatima', name: 'Fatima Förvaltningschef', title },
        },
      ],
      units: [{ id: `${BOARD}.unit-kansli`, name: 'Kansliet', title }],
      language: 'sv',
    });
  });

  it('tells a seat, and the language of the request', async () => {
    const me = await api.see('lars', 'me', {}, { 'accept-language': 'en-GB' });
    expect(me.roles).toEqual([{ role: 'BOARD_MEMBER', board: ks, step: 'CHAIR', actingFor: null }]);
    expect(me.language).toBe('en');
  });

  it('rule 44: answers everyone who is signed in, also without a role, and nobody else', async () => {
    const nothing = { boards: [], roles: [], units: [] };
    expect(await api.see('nils', 'me')).toEqual({
      ...{ id: 'nils', name: 'Nils Ny', title, municipality: exempel, language: 'sv' },
      ...nothing,
    });
    const { errors } = await api.ask('gunnar', 'me', {});
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_IN_REGISTER']);
  });

  it('rule 43: has the names of one’s own municipality', async () => {
    await api.give('anna', 'addPerson', { personId: 'hanna', name: 'Hanna Annan', subject: 'hanna@annan' });
    expect((await api.see('hanna', 'me')).name).toBe('Hanna Handläggare');
    expect(await api.see('hanna@annan', 'me')).toMatchObject({
      name: 'Hanna Annan',
      municipality: { id: 'annan', name: 'Annan kommun' },
    });
  });
});

describe('waitingForMe', () => {
  const kind = `{ waitingForMe { removals { kind title since deadline board { name } next { command idField } } } }`;

  it('has each report with its tertial, its age, its deadline, its board and its next command', async () => {
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-20' });
    const { followUps } = await api.see('hanna', 'waitingForMe');
    expect(followUps).toHaveLength(6);
    expect(followUps[0]).toEqual({
      kind: 'REPORT_STATUS',
      boardId: BOARD,
      id: activity(1),
      title: 'Aktivitet 1',
      tertial: 'T1',
      since: '2026-05-12',
      deadline: '2026-05-20',
      next: { command: 'reportStatus', idField: 'activityId' },
    });
  });

  it('rule 76: has the deadline of a review by the chain, the nearest first, and the goal where it is needed', async () => {
    const step = { code: 'UNIT_MANAGER', name: { sv: 'Enhetschef', en: 'Unit manager' } };
    const decision = { date: '2026-05-11', paragraph: '50', dnr: 'KS 2026/50' };
    await api.give('cecilia', 'rewordActivity', { activityId: activity(2), heading: 'Mäta svarstider', decision });
    const propose = (activityId: string, days: number | null) => async () => {
      await api.give('cecilia', 'adoptReviewChain', { boardId: BOARD, steps: [{ ...step, days }] });
      await api.give('hanna', 'proposeRemoval', { activityId, category: 'OTHER', motivation: 'Ryms inte.' });
    };
    await propose(activity(1), null)();
    await propose(activity(2), 10)();
    await propose(activity(1, 2), 3)();
    const next = { command: 'reviewRemoval', idField: 'proposalId' };
    const waiting = { kind: 'REVIEW_REMOVAL', since: '2026-05-12', board: { name: ks.name }, next };
    expect(await api.send('erik', kind)).toMatchObject({
      data: {
        waitingForMe: {
          removals: [
            { ...waiting, title: 'Mäta svarstider (God service)', deadline: '2026-05-15' },
            { ...waiting, title: 'Mäta svarstider (Digital förvaltning)', deadline: '2026-05-22' },
            { ...waiting, title: 'Aktivitet 1', deadline: null },
          ],
        },
      },
      errors: [],
    });
  });

  it('names commands of the API, and the field of the input that takes the id', () => {
    const mutations = api.schema.getMutationType()?.getFields() ?? {};
    const wrong = waitingKinds.filter((one) => {
      const { next } = task(one, { boardId: idOf('Board', BOARD), id: 'x', title: 'x' });
      if (next === null) return false;
      const input = getNamedType(mutations[next.command]?.args.find(({ name }) => name === 'input')?.type);
      return !isInputObjectType(input) || input.getFields()[next.idField] === undefined;
    });
    expect(wrong).toEqual([]);
  });
});

describe('the activity of a proposal', () => {
  it('has its heading and its goal, as of the moment of the answer', async () => {
    const query = `query ($id: ID!, $asOf: AsOfInput) { removalProposal(id: $id, asOf: $asOf) {
      activity { id heading goal { id title } } } }`;
    const headingAt = async (asOf: object | null) => api.send('rut', query, { id: `${activity(1)}.r1`, asOf });
    const position = await api.head();
    const decision = { date: '2026-05-11', paragraph: '51', dnr: 'KS 2026/51' };
    await api.give('cecilia', 'rewordActivity', { activityId: activity(1), heading: 'Ny rubrik', decision });
    const goal = { id: `${plan}.g1`, title: 'Digital förvaltning' };
    const shown = (heading: string) => ({
      data: { removalProposal: { activity: { id: activity(1), heading, goal } } },
    });
    expect(await headingAt(null)).toMatchObject(shown('Ny rubrik'));
    expect(await headingAt({ position })).toMatchObject(shown('Aktivitet 1'));
  });
});

describe('a document that asks for more than its reader may read', () => {
  it('rule 52: is answered with what they may read, and an error at the path of the rest', async () => {
    const query = `{ me { id } plan(id: "${plan}") { id } removalProposal(id: "${activity(1)}.r1") { id }
      person(id: "hanna") { name } other: plan(id: "annan.ks.2026") { id } }`;
    const { data, errors } = await api.send('lars', query);
    const nothing = { removalProposal: null, person: null, other: null };
    expect(data).toEqual({ me: { id: 'lars' }, plan: { id: plan }, ...nothing });
    expect(Object.fromEntries(errors.map(({ path = [], extensions }) => [path.join('.'), extensions.code]))).toEqual({
      removalProposal: 'FORBIDDEN',
      person: 'FORBIDDEN',
      other: 'NOT_FOUND',
    });
  });

  it('rule 45: carries out no command after one that is refused', async () => {
    const refused = `first: proposeRemoval(input: { activityId: "${activity(1)}", category: OTHER, motivation: "Igen." }) { id }`;
    const accepted = `then: reportStatus(input: { activityId: "${activity(3)}", tertial: T1, status: "ON_HOLD", comment: "Väntar." }) { year }`;
    const before = await api.head();
    const { data, errors } = await api.send('hanna', `mutation { ${refused} ${accepted} }`);
    expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([null, ['REMOVAL_ALREADY_OPEN']]);
    expect(await api.head()).toBe(before);
  });
});

describe('names beside ids', () => {
  const query = `query ($id: ID!) { removalProposal(id: $id) { author authorNamed { id name }
    authorsNamed { name } board { id name } approvals { by byNamed { name } actingForNamed { name } } } }`;

  it('stand beside who acted and beside boards, for whoever reads the thing', async () => {
    const input = { activityId: activity(3), category: 'OTHER', motivation: 'Ryms inte i budgeten.' };
    const { id } = await api.give('hanna', 'proposeRemoval', input);
    await api.give('erik', 'reviewRemoval', { proposalId: id, version: 1, verdict: 'APPROVE' });
    const shown = {
      removalProposal: {
        author: 'hanna',
        authorNamed: { id: 'hanna', name: 'Hanna Handläggare' },
        authorsNamed: [{ name: 'Hanna Handläggare' }],
        board,
        approvals: [{ by: 'erik', byNamed: { name: 'Erik Enhetschef' }, actingForNamed: null }],
      },
    };
    for (const who of ['hanna', 'rut']) {
      expect(await api.send(who, query, { id })).toMatchObject({ data: shown, errors: [] });
    }
  });

  it('stand beside the persons of meetings, minutes, corrections and texts that stand still', () => {
    const wrong = wrongRows(
      [
        ['Attendance', 'chairNamed', 'notServingNamed'],
        ['OtherPresent', 'person'],
        ['PartyOf', 'person'],
        ['AdjusterElection', 'adjustersNamed'],
        ['Appeal', 'appellantNamed'],
        ['TakenUp', 'chairNamed'],
        ['MinutedDecision', 'chairNamed'],
        ['Minutes', 'othersPresentNamed', 'adjustersNamed'],
        ['Correction', 'byNamed'],
        ['StuckText', 'personsNamed'],
      ],
      ([type = '', ...names]) => {
        const shown = api.schema.getType(type);
        expect(isObjectType(shown) ? Object.keys(shown.getFields()) : []).toEqual(expect.arrayContaining(names));
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 43: are told to nobody who may not read the thing', async () => {
    for (const who of ['anna', 'nils', 'lars']) {
      const { data } = await api.send(who, query, { id: `${activity(3)}.r1` });
      expect(JSON.stringify(data)).not.toContain('Hanna');
    }
  });

  it('rule 46: are of now, also in an answer as of a moment, and null when they are erased', async () => {
    const asOf = `{ plan(id: "${BOARD}.2026", asOf: { position: ${String(await api.head())} }) { board { name } } }`;
    await api.give('adam', 'renameBoard', { boardId: BOARD, name: 'Kommunens styrelse' });
    expect(await api.send('hanna', asOf)).toMatchObject({ data: { plan: { board: { name: 'Kommunens styrelse' } } } });
    await api.give('adam', 'renameBoard', { boardId: BOARD, name: ks.name });
    const { roles } = await api.see('adam', 'person', { id: 'hanna' });
    await api.give('adam', 'endRole', { roleId: roles[0]?.id, to: '2026-05-12' });
    clock.set('2026-05-13T08:00:00.000Z');
    await api.give('adam', 'erasePersonName', { personId: 'hanna' });
    const { data } = await api.send('rut', query, { id: `${activity(3)}.r1` });
    expect(data).toMatchObject({
      removalProposal: { author: 'hanna', authorNamed: { id: 'hanna', name: null } },
    });
  });
});
