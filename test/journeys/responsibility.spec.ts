import { createApplication } from '../../src/application.service.js';
import { Letters } from '../../src/mail/letters.service.js';
import { MAIL_NOT_SENT, Mailing } from '../../src/mail/mailing.service.js';
import { SmtpPost } from '../../src/mail/smtp-post.service.js';
import { idOf } from '../../src/kernel/identity.js';
import { appointFirstAdministrator } from '../../src/people/first-administrator.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { Leader } from '../../src/platform/processes/leader.service.js';
import { Alarms } from '../../src/platform/telemetry/alarms.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { SmtpUnderTest } from '../support/smtp-under-test.js';
import { newIssuer } from '../support/issuer-under-test.js';
import { activity, adoption, plan, steeringModel } from '../support/municipality-under-test.js';

// A plan is imported with the units that answer for its activities. Each clerk has their own, and the controller
// reminds those who have not reported.

const BOARD = 'exempel.ks';
const KANSLI = `${BOARD}.unit-kansli`;
const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
let api: Api;

const file = [
  'Mål;Aktivitet;Beskrivning;Startdatum;Slutdatum;Ansvarig enhet',
  'Digital förvaltning;Införa e-arkiv;;2026-01-01;2026-11-30;KANSLIET',
  ';Se över taxorna;;2026-01-01;2026-11-30;Hedda Handläggare',
  ';Mäta svarstider;;2026-01-01;2026-11-30;Tekniska',
].join('\n');

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
  const { db } = api.app.get<Database<ViewTables>>(DATABASE);
  const administrator = { boardId: idOf('Board', BOARD), personId: idOf('Person', 'adam'), name: 'Adam' };
  const place = { municipalityId: idOf('Municipality', 'exempel'), issuer: 'issuer' };
  await appointFirstAdministrator(db, place, { municipalityName: 'Exempel', ...administrator }, clock);
  for (const [personId, name, role] of people) {
    await api.give('adam', 'addPerson', { personId, name });
    await api.give('adam', 'grantRole', { personId, boardId: BOARD, role });
  }
  await api.give('adam', 'grantMunicipalityRole', { personId: 'cecilia', role: 'CONTROLLER' });
  await api.give('adam', 'addUnit', { unitId: KANSLI, name: 'Kansliet' });
  await api.give('adam', 'addUnitMember', { unitId: KANSLI, personId: 'hanna' });
  await api.give('cecilia', 'adoptSteeringModel', steeringModel);
});
afterAll(() => api.app.close());

const people = [
  ['cecilia', 'Cecilia Controller', 'CONTROLLER'],
  ['hanna', 'Hanna Handläggare', 'CLERK'],
  ['hedda', 'Hedda Handläggare', 'CLERK'],
  ['rut', 'Rut Revisor', 'AUDITOR'],
] as const;

const waitingFor = async (who: string) => {
  const { followUps } = await api.see(who, 'waitingForMe');
  return followUps.filter(({ kind }) => kind === 'REPORT_STATUS').map(({ id }) => id);
};

const reporting = `query ($planId: ID!) { reporting(planId: $planId, tertial: T1) {
  responsible { unitId unit { name } personId person { name } } activities notReported { heading }
  persons personsNamed { name } remindedOn } }`;

describe('who answers for activities', () => {
  it('rule 136: is matched by the import, and who is not is listed', async () => {
    const { steeringModelId } = steeringModel;
    const given = { boardId: BOARD, year: 2026, steeringModelId, decision: adoption, csv: file };
    const unmatched = [{ name: 'Tekniska', problem: 'UNKNOWN', activities: 1 }];
    expect(await api.give('cecilia', 'importPlan', { ...given, dryRun: true })).toMatchObject({ unmatched });
    const imported = await api.give('cecilia', 'importPlan', given);
    expect(imported).toMatchObject({ unmatched, faults: [] });
    expect(imported.plan?.goals[0]?.activities).toMatchObject([
      { responsibleUnit: 'KANSLIET', responsible: { unitId: KANSLI, personId: null } },
      { responsibleUnit: 'Hedda Handläggare', responsible: { unitId: null, personId: 'hedda' } },
      { responsibleUnit: 'Tekniska', responsible: null },
    ]);
  });

  it('rule 137: has the activities waiting, and those of nobody wait for all clerks', async () => {
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-20' });
    expect(await waitingFor('hanna')).toEqual([activity(1), activity(3)]);
    expect(await waitingFor('hedda')).toEqual([activity(2), activity(3)]);
  });

  it('rule 135: is changed by the controller, to a unit or a person of the register', async () => {
    const responsible = { unitId: KANSLI };
    await api.give('cecilia', 'assignActivity', { activityId: activity(3), responsible });
    expect(await waitingFor('hedda')).toEqual([activity(2)]);
    const unknown = { activityId: activity(3), responsible: { unitId: `${BOARD}.unit-ingen` } };
    expect((await api.refused('cecilia', 'assignActivity', unknown)).extensions.code).toBe('NOT_FOUND');
    const given = { activityId: activity(3), responsible };
    expect((await api.refused('hanna', 'assignActivity', given)).extensions.code).toBe('FORBIDDEN');
    expect((await api.refused('cecilia', 'assignActivity', given)).extensions.code).toBe('RESPONSIBLE_ALREADY');
  });

  it('rules 138 to 140: is shown what is missing, and is reminded once a day', async () => {
    const status = { activityId: activity(1), tertial: 'T1', status: 'ON_HOLD', comment: 'Väntar.' };
    await api.give('hanna', 'reportStatus', status);
    const shown = async (who: string) => (await api.send(who, reporting, { planId: plan })).data;
    const kansli = { unitId: KANSLI, unit: { name: 'Kansliet' }, personId: null, person: null };
    const hedda = { unitId: null, unit: null, personId: 'hedda', person: { name: 'Hedda Handläggare' } };
    const before = [
      {
        ...{ responsible: kansli, activities: 2, notReported: [{ heading: 'Mäta svarstider' }] },
        ...{ persons: ['hanna'], personsNamed: [{ name: 'Hanna Handläggare' }], remindedOn: null },
      },
      {
        ...{ responsible: hedda, activities: 1, notReported: [{ heading: 'Se över taxorna' }] },
        ...{ persons: ['hedda'], personsNamed: [{ name: 'Hedda Handläggare' }], remindedOn: null },
      },
    ];
    for (const who of ['cecilia', 'rut']) expect(await shown(who)).toEqual({ reporting: before });
    expect(await shown('hanna')).toEqual({ reporting: null });
    const all = { planId: plan, tertial: 'T1' };
    expect(await api.give('cecilia', 'remindReporters', { ...all, personIds: ['hedda'] })).toMatchObject([
      { remindedOn: null },
      { remindedOn: '2026-05-12' },
    ]);
    await api.give('cecilia', 'remindReporters', all);
    expect((await api.refused('cecilia', 'remindReporters', all)).extensions.code).toBe('REMINDED_TODAY');
    expect((await api.refused('hanna', 'remindReporters', all)).extensions.code).toBe('FORBIDDEN');
    const { edges } = await api.see('rut', 'personHistory', { personId: 'hedda' });
    expect(JSON.stringify(edges)).toContain('påminde Hedda Handläggare om att rapportera 1 aktivitet');
  });
});

describe('rule 142: reminders by mail', () => {
  const server = new SmtpUnderTest();
  afterAll(() => server.stop());
  const sent = () => server.received.map(({ to }) => to);
  const sendDue = () => api.app.get(Mailing).sendDue(new SmtpPost({ server: server.url, from: 'tertial@exempel.se' }));
  const alarms = () => api.app.get(Alarms).raised;

  it('wait while no process leads, while the server is away, and for whoever has no address', async () => {
    await server.start();
    await api.give('adam', 'renamePerson', { personId: 'hedda', name: 'Hedda Handläggare', email: 'hedda@exempel.se' });
    const leader = api.app.get(Leader);
    Object.defineProperty(leader, 'isLeading', { configurable: true, value: false });
    await sendDue();
    Reflect.deleteProperty(leader, 'isLeading');
    await server.stop();
    await expect(sendDue()).rejects.toThrow(/^The mail server is away: ESOCKET/);
    expect(alarms()).toContain(MAIL_NOT_SENT);
    expect(sent()).toEqual([]);
  });

  it('are sent once when the server is back, and by one of two processes', async () => {
    await server.start();
    await Promise.all([sendDue(), sendDue()]);
    await sendDue();
    expect(sent()).toEqual([['hedda@exempel.se']]);
    expect(alarms()).not.toContain(MAIL_NOT_SENT);
  });

  it('are one mail a day at most, also when the answer of the server is lost', async () => {
    await api.give('adam', 'renamePerson', { personId: 'hanna', name: 'Hanna Handläggare', email: 'hanna@exempel.se' });
    await server.stop();
    await server.start({ onData: (stream) => void stream.resume().on('end', () => server.cut()) });
    await sendDue();
    await server.stop();
    await server.start();
    await sendDue();
    expect(sent()).toEqual([['hedda@exempel.se']]);
    clock.set('2026-05-13T04:59:00.000Z');
    await sendDue();
    expect(sent()).toHaveLength(1);
    clock.set('2026-05-13T05:00:00.000Z');
    await sendDue();
    expect(sent()).toEqual([['hedda@exempel.se'], ['hanna@exempel.se']]);
  });

  it('are remembered beside the log', async () => {
    const letters = new Letters(api.app.get<Database<ViewTables>>(DATABASE).db);
    const mailed = await letters.mailed(idOf('Municipality', 'exempel'), '2026-05-12');
    expect([...mailed.keys()].toSorted()).toEqual(['hanna', 'hedda']);
  });
});
