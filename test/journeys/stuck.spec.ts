import { createApplication } from '../../src/application.service.js';
import { idOf } from '../../src/kernel/identity.js';
import { appointFirstAdministrator } from '../../src/people/first-administrator.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { Api } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { newIssuer } from '../support/issuer-under-test.js';
import { activity, adoptSmallPlan } from '../support/municipality-under-test.js';

// A review that nobody can go on with, and how the controller gets it going, with the roles in the register.

const boardId = idOf('Board', 'exempel.ks');

describe('a review that nobody can go on with', () => {
  let api: Api;
  const proposalId = `${activity(1)}.r1`;
  const grant = (personId: string, role: string, step?: string) =>
    api.give('adam', 'grantRole', { personId, boardId, role, step });
  const stuck = () => api.see('cecilia', 'stuck', { boardId });

  beforeAll(async () => {
    const issuer = await newIssuer('register');
    const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
    const app = await createApplication({
      places: inMemory,
      tokens: issuer.tokens,
      clock,
      isSimulated: true,
      demo: null,
      followsLog: true,
      logger: ['fatal'],
    });
    api = new Api(app, async (who): Promise<Record<string, string>> =>
      who === ''
        ? {}
        : { authorization: `Bearer ${await issuer.sign({ person: who, municipality: 'exempel', boards: {} })}` },
    );
    const { db } = app.get<Database<ViewTables>>(DATABASE);
    const municipalityId = idOf('Municipality', 'exempel');
    const adam = { municipalityName: 'Exempels kommun', boardId, personId: idOf('Person', 'adam'), name: 'Adam' };
    await appointFirstAdministrator(db, { municipalityId, issuer: 'issuer' }, adam, clock);
    for (const personId of ['cecilia', 'hanna', 'erik', 'fatima']) {
      await api.give('adam', 'addPerson', { personId, name: `${personId} i registret` });
    }
    await grant('cecilia', 'CONTROLLER');
    await api.give('adam', 'grantMunicipalityRole', { personId: 'cecilia', role: 'CONTROLLER' });
    await grant('hanna', 'CLERK');
    await grant('erik', 'REVIEWER', 'UNIT_MANAGER');
    await adoptSmallPlan(api, 3);
  });
  afterAll(() => api.app.close());

  it('rule 114: cannot come of a chain with a step that nobody has', async () => {
    expect(await stuck()).toMatchObject({ rolesKnown: true, unheldSteps: [{ code: 'HEAD_OF_ADMINISTRATION' }] });
    const chain = (code: string) => ({ boardId, steps: [{ code, name: { sv: 'Steg', en: 'Step' } }] });
    const { extensions } = await api.refused('cecilia', 'adoptReviewChain', chain('HEAD_OF_ADMINISTRATION'));
    expect(extensions).toMatchObject({
      code: 'REVIEW_STEP_UNHELD',
      details: { steps: [{ code: 'HEAD_OF_ADMINISTRATION' }] },
    });
  });

  it('rules 18 and 113: is told to the controller when its only reviewer has written the text', async () => {
    const text = { category: 'LACKS_RESOURCES', motivation: 'Tjänsten är vakant.' };
    await api.give('hanna', 'proposeRemoval', { activityId: activity(1), ...text });
    expect((await stuck()).removals).toEqual([]);
    await api.give('erik', 'reviseRemoval', { proposalId, ...text, motivation: 'Tjänsten är fortsatt vakant.' });
    const verdict = { proposalId, version: 2, verdict: 'APPROVE' };
    expect((await api.refused('erik', 'reviewRemoval', verdict)).extensions.code).toBe('OWN_TEXT');
    // Rule 97: a refusal calls people by their names, and its details have their ids.
    const late = await api.refused('hanna', 'reviseRemoval', { proposalId, ...text, expectedRevision: 0 });
    expect(late.message).toContain('av erik i registret (granskare)');
    expect(late.extensions).toMatchObject({ code: 'REVISION_CONFLICT', details: { changes: [{ actor: 'erik' }] } });
    expect((await stuck()).removals).toMatchObject([
      { id: proposalId, cause: 'HOLDERS_BARRED', step: { code: 'UNIT_MANAGER' }, persons: ['erik'] },
    ]);
    expect((await stuck()).removals[0]?.waysOut).toHaveLength(2);
    expect(await api.waitingFor('cecilia')).toMatchObject({ RESOLVE_STUCK: 1 });
    expect(await api.waitingFor('hanna')).toEqual({});
    expect((await api.ask('hanna', 'stuck', { boardId })).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('rule 113: goes on by the way out, to the step that nobody has', async () => {
    await grant('fatima', 'REVIEWER', 'UNIT_MANAGER');
    expect((await stuck()).removals).toEqual([]);
    expect(await api.waitingFor('cecilia')).not.toHaveProperty('RESOLVE_STUCK');
    await api.give('fatima', 'reviewRemoval', { proposalId, version: 2, verdict: 'APPROVE' });
    expect((await stuck()).removals).toMatchObject([{ cause: 'STEP_UNHELD', persons: [] }]);
  });

  it('rule 148: is warned of when the last holder of its step loses the role, to whom ends it and to the controller', async () => {
    const { roles } = await api.see('adam', 'person', { id: 'hanna' });
    const [role] = roles;
    const ended = await api.give('adam', 'endRole', { roleId: role?.id, to: '2026-06-30' });
    expect(ended.vacancies).toMatchObject([{ boardId, role: 'CLERK', step: null, from: '2026-07-01' }]);
    for (const who of ['cecilia', 'adam']) expect(await api.waitingFor(who)).toMatchObject({ FILL_ROLE: 1 });
    expect(await api.waitingFor('erik')).not.toHaveProperty('FILL_ROLE');
    await grant('fatima', 'CLERK');
    expect((await api.see('adam', 'person', { id: 'hanna' })).vacancies).toEqual([]);
    expect(await api.waitingFor('adam')).not.toHaveProperty('FILL_ROLE');
  });
});
