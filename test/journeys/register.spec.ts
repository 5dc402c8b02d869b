import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { DATABASE, type Database } from '../../src/platform/database/database.service.js';
import { EVENT_STORE, type EventStore } from '../../src/platform/event-store/event-store.js';
import { idOf } from '../../src/kernel/identity.js';
import { appointFirstAdministrator } from '../../src/people/first-administrator.service.js';
import type { PersonConnection } from '../../src/people/people.view.js';
import type { ViewTables } from '../../src/platform/database/state-tables.view.js';
import { Api, type Given } from '../support/api-under-test.js';
import { inMemory } from '../support/app-under-test.js';
import { type Issuer, newIssuer } from '../support/issuer-under-test.js';
import { activity, adoptSmallPlan, steeringModel } from '../support/municipality-under-test.js';
import { all } from '../stores/store-under-test.js';

// What people are stands in the register, and in no token. Each says of themselves in theirs that they are everything.

const BOARD = 'exempel.ks';
const boasts = { [BOARD]: ['ADMINISTRATOR', 'SECRETARY', 'REVIEWER:UNIT_MANAGER', 'CONTROLLER', 'AUDITOR', 'CLERK'] };

describe('people and their roles', () => {
  let api: Api;
  let issuer: Issuer;
  const clock = new SimulatedClock('2026-05-12T08:00:00.000Z');
  const on = (day: string) => {
    clock.set(`${day}T08:00:00.000Z`);
  };
  const revisionOf = async (id: string) => (await api.see('adam', 'person', { id })).revision;
  /** Of the newest role that was granted. */
  const grant = async (personId: string, role: string, rest: object = {}) => {
    const { roles } = await api.give('adam', 'grantRole', { personId, boardId: BOARD, role, ...rest });
    return roles.at(-1)?.id ?? '';
  };
  const codeFor = async (who: string, name: string, args: object) => {
    const { errors } = await api.ask(who, name, args);
    return errors[0]?.extensions.code ?? 'accepted';
  };

  beforeAll(async () => {
    issuer = await newIssuer('register');
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
        : { authorization: `Bearer ${await issuer.sign({ person: who, municipality: 'exempel', boards: boasts })}` },
    );
    await first('exempel', BOARD, 'adam');
    await first('annan', 'annan.ks', 'anna');
    for (const personId of [
      'cecilia',
      'hanna',
      'erik',
      'dora',
      'fatima',
      'sara',
      'rut',
      'lars',
      'moa',
      'nils',
      'bea',
    ]) {
      await api.give('adam', 'addPerson', { personId, name: `${personId} i registret` });
    }
    await api.give('adam', 'grantMunicipalityRole', { personId: 'cecilia', role: 'CONTROLLER' });
    await grant('hanna', 'CLERK');
    await grant('rut', 'AUDITOR');
    await grant('fatima', 'REVIEWER', { step: 'HEAD_OF_ADMINISTRATION' });
    await adoptSmallPlan(api, 4);
  });
  afterAll(() => api.app.close());

  async function first(municipality: string, board: string, person: string): Promise<void> {
    const { db } = api.app.get<Database<ViewTables>>(DATABASE);
    const [municipalityId, boardId] = [idOf('Municipality', municipality), idOf('Board', board)];
    const given = { municipalityName: `${municipality}s kommun`, boardId, personId: idOf('Person', person), name: 'A' };
    await appointFirstAdministrator(db, { municipalityId, issuer: 'issuer' }, given, clock);
  }

  describe('who signs in', () => {
    it('rule 56: is what the register says, whatever the token says', async () => {
      expect(await codeFor('hanna', 'plan', { id: 'exempel.ks.2026' })).toBe('accepted');
      expect(await codeFor('hanna', 'deadLetters', {})).toBe('FORBIDDEN');
      expect(await codeFor('adam', 'plan', { id: 'exempel.ks.2026' })).toBe('FORBIDDEN');
      expect(await codeFor('anna', 'plan', { id: 'exempel.ks.2026' })).toBe('NOT_FOUND');
    });

    it('rule 44: is nobody when the register does not know them', async () => {
      expect(await codeFor('gunnar', 'plan', { id: 'exempel.ks.2026' })).toBe('NOT_IN_REGISTER');
      expect(await codeFor('hanna\u0000', 'plan', { id: 'exempel.ks.2026' })).toBe('NOT_IN_REGISTER');
    });

    it('rule 43: finds nothing without a role', async () => {
      expect(await codeFor('nils', 'plan', { id: 'exempel.ks.2026' })).toBe('NOT_FOUND');
      expect(await codeFor('nils', 'names', { ids: ['hanna'] })).toBe('NOT_FOUND');
    });

    it('may be called something else by the sign-in than by the register', async () => {
      await api.give('adam', 'addPerson', { personId: 'p-1', name: 'Petra', subject: 'auth0|7f' });
      await api.give('adam', 'grantRole', { personId: 'p-1', boardId: BOARD, role: 'AUDITOR' });
      expect(await codeFor('auth0|7f', 'deadLetters', {})).toBe('accepted');
      expect(await codeFor('p-1', 'deadLetters', {})).toBe('NOT_IN_REGISTER');
    });
  });

  describe('a role', () => {
    it('rule 56: is held from its first day to its last, and asked about anew each time', async () => {
      const roleId = await grant('moa', 'AUDITOR', { from: '2026-05-13' });
      const onDay = async (day: string) => {
        on(day);
        return codeFor('moa', 'deadLetters', {});
      };
      expect(await onDay('2026-05-12')).toBe('NOT_FOUND');
      expect(await onDay('2026-05-13')).toBe('accepted');
      on('2026-05-12');
      await api.give('adam', 'endRole', { roleId, to: '2026-05-20' });
      expect(await onDay('2026-05-20')).toBe('accepted');
      expect(await onDay('2026-05-21')).toBe('NOT_FOUND');
      on('2026-05-12');
    });

    it('stays on record when it has ended: who held what is asked years later', async () => {
      const roleId = await grant('lars', 'BOARD_MEMBER', { step: 'CHAIR', from: '2026-01-01', to: '2026-04-30' });
      on('2028-02-01');
      expect((await api.see('rut', 'person', { id: 'lars' })).roles).toEqual([
        expect.objectContaining({ id: roleId, role: 'BOARD_MEMBER', step: 'CHAIR', to: '2026-04-30' }),
      ]);
      const asked = { boardId: BOARD, day: '2026-04-30' };
      expect(await api.see('rut', 'boardComposition', asked)).toMatchObject({ chair: 'lars', members: ['lars'] });
      on('2026-05-12');
    });
  });

  describe('rule 54: a deputy', () => {
    it('acts in their own name for the holder, and both are in the event', async () => {
      const roleId = await grant('sara', 'CLERK');
      const { roles } = await api.give('adam', 'appointDeputy', { roleId, personId: 'dora', to: '2026-05-31' });
      expect(roles.at(-1)?.deputies).toEqual([expect.objectContaining({ personId: 'dora', to: '2026-05-31' })]);
      expect((await api.see('adam', 'person', { id: 'dora' })).deputyFor).toMatchObject([{ of: { personId: 'sara' } }]);
      await api.give('dora', 'proposeRemoval', { activityId: activity(1), category: 'OTHER', motivation: 'Text' });
      const event = (await all(api.app.get<EventStore>(EVENT_STORE).readAll(0))).at(-1);
      expect(event).toMatchObject({ type: 'RemovalProposed', metadata: { actor: 'dora', actingFor: 'sara' } });
      on('2026-06-01');
      expect(await codeFor('dora', 'plan', { id: 'exempel.ks.2026' })).toBe('NOT_FOUND');
      on('2026-05-12');
    });

    it('at a step approves for the holder; the verdict shows both', async () => {
      const roleId = await grant('erik', 'REVIEWER', { step: 'UNIT_MANAGER' });
      await api.give('adam', 'appointDeputy', { roleId, personId: 'cecilia' });
      const { id, version } = await api.give('hanna', 'proposeRemoval', {
        activityId: activity(2),
        category: 'OTHER',
        motivation: 'Text',
      });
      const verdict = { proposalId: id, version, verdict: 'APPROVE' };
      const { approvals, verdicts } = await api.give('cecilia', 'reviewRemoval', verdict);
      expect(approvals).toMatchObject([{ by: 'cecilia', actingFor: 'erik', step: 'UNIT_MANAGER' }]);
      expect(verdicts).toMatchObject([{ by: 'cecilia', actingFor: 'erik' }]);
      expect((await api.refused('cecilia', 'reviewRemoval', verdict)).extensions.code).toBe('NOT_YOUR_STEP');
      const last = await api.give('fatima', 'reviewRemoval', verdict);
      expect(last.approvals[1]).toMatchObject({ by: 'fatima', actingFor: null });
    });

    it('rule 97: is told by name whose text it is, before the command and after', async () => {
      await grant('erik', 'CLERK');
      const { id } = await api.give('erik', 'proposeRemoval', {
        activityId: activity(4),
        category: 'OTHER',
        motivation: 'Text',
      });
      const { name } = await api.see('adam', 'person', { id: 'erik' });
      const sentence = `Du är ersättare för ${name ?? ''}, som har skrivit texten. Någon annan måste granska den.`;
      const { permitted } = await api.see('cecilia', 'removalProposal', { id });
      const review = permitted?.find(({ command }) => command === 'reviewRemoval');
      expect(review).toEqual({ command: 'reviewRemoval', allowed: false, code: 'DEPUTY_OF_AUTHOR', sentence });
      const verdict = { proposalId: id, version: 1, verdict: 'APPROVE' };
      expect(await api.refused('cecilia', 'reviewRemoval', verdict)).toMatchObject({ message: sentence });
    });

    it('acts only while the role is held', async () => {
      const roleId = await grant('sara', 'SECRETARY', { to: '2026-05-20' });
      await api.give('adam', 'appointDeputy', { roleId, personId: 'nils' });
      expect(await codeFor('nils', 'persons', {})).toBe('accepted');
      on('2026-05-21');
      expect(await codeFor('nils', 'persons', {})).toBe('NOT_FOUND');
      on('2026-05-12');
    });
  });

  describe('rules 17 and 55: an administrator', () => {
    it('acts as nobody else, and has no door for approving or deciding', async () => {
      const activityId = activity(3);
      const proposed = await api.give('hanna', 'proposeRemoval', { activityId, category: 'OTHER', motivation: 'Text' });
      const verdict = { proposalId: proposed.id, version: 1, verdict: 'APPROVE' };
      expect((await api.refused('adam', 'reviewRemoval', verdict)).extensions.code).toBe('FORBIDDEN');
      const roleId = (await api.see('adam', 'person', { id: 'hanna' })).roles[0]?.id;
      const own = await api.refused('adam', 'appointDeputy', { roleId, personId: 'adam' });
      expect(own.extensions.code).toBe('OWN_DEPUTYSHIP');
      const fields = Object.keys(api.schema.getMutationType()?.getFields() ?? {});
      expect(fields.filter((name) => /impersonat|actAs|switch|signInAs/i.test(name))).toEqual([]);
    });

    it('stays as long as nobody else is one', async () => {
      const roleId = (await api.see('adam', 'person', { id: 'adam' })).roles[0]?.id;
      const fault = await api.refused('adam', 'endRole', { roleId, to: '2026-12-31' });
      expect(fault.extensions.code).toBe('LAST_ADMINISTRATOR');
    });

    it('rule 43: finds nothing of another municipality', async () => {
      const elsewhere = (await api.see('anna', 'person', { id: 'anna' })).roles[0]?.id;
      expect(await codeFor('adam', 'endRole', { input: { roleId: elsewhere, to: '2026-12-31' } })).toBe('NOT_FOUND');
      expect(await codeFor('adam', 'person', { id: 'anna' })).toBe('NOT_FOUND');
      expect(await codeFor('adam', 'grantRole', { input: { personId: 'anna', boardId: BOARD, role: 'CLERK' } })).toBe(
        'NOT_FOUND',
      );
      const taken = await api.refused('adam', 'addPerson', { personId: 'x', name: 'X', subject: 'anna' });
      expect(taken.extensions.code).toBe('SIGN_IN_TAKEN');
      const { edges } = await api.see('anna', 'persons');
      expect(edges.map(({ node }) => node.id)).toEqual(['anna']);
    });
  });

  describe('an administrator of a board', () => {
    const OTHER = 'exempel.bun';
    const english = { 'accept-language': 'en' };
    const refusedTo = async (who: string, name: keyof Given, input: object) => {
      const [sv, en] = [await api.refused(who, name, input), await api.refused(who, name, input, english)];
      return { code: sv.extensions.code, sv: sv.message, en: en.message };
    };
    const forMunicipality = {
      code: 'FORBIDDEN',
      sv: 'Endast administratör för hela kommunen får göra detta. Kontakta någon som har den rollen.',
      en: 'Only administrator of the whole municipality may do this. Ask somebody with that role.',
    };

    beforeAll(async () => {
      await grant('bea', 'ADMINISTRATOR');
      await api.give('adam', 'addBoard', { boardId: OTHER, name: 'Barn- och utbildningsnämnden' });
      await api.give('adam', 'grantRole', { personId: 'nils', boardId: OTHER, role: 'CLERK', from: '2027-01-01' });
    });

    it('rule 96: manages the roles, the deputies, the units and the name of the board', async () => {
      await api.give('bea', 'renameBoard', { boardId: BOARD, name: 'Styrelsen' });
      await api.give('bea', 'addUnit', { unitId: 'exempel.ks.unit-it', name: 'It' });
      const unitId = 'exempel.ks.unit-it';
      await api.give('bea', 'renameUnit', { unitId, name: 'It-enheten' });
      const { members } = await api.give('bea', 'addUnitMember', { unitId, personId: 'moa' });
      expect(members).toMatchObject([{ id: `${unitId}.p1`, personId: 'moa', from: '2026-05-12', to: null }]);
      await api.give('bea', 'endUnitMember', { memberId: `${unitId}.p1`, to: '2026-05-12' });
      const { roles } = await api.give('bea', 'grantRole', { personId: 'lars', boardId: BOARD, role: 'AUDITOR' });
      const role = roles.at(-1);
      expect(role).toMatchObject({ role: 'AUDITOR', boardId: BOARD });
      const appointed = await api.give('bea', 'appointDeputy', { roleId: role?.id, personId: 'moa' });
      const deputyId = appointed.roles.at(-1)?.deputies[0]?.id;
      await api.give('bea', 'endDeputy', { deputyId, to: '2026-05-12' });
      await api.give('bea', 'endRole', { roleId: role?.id, to: '2026-05-12' });
      const own = (await api.see('adam', 'person', { id: 'bea' })).roles[0]?.id;
      await api.give('adam', 'endRole', { roleId: own, to: '2026-12-31' });
    });

    it('rule 96: finds nothing of another board', async () => {
      const roleId = `${OTHER}.role-1`;
      const missing = (id: string) => ({
        code: 'NOT_FOUND',
        sv: `${id} finns inte. Kontrollera beteckningen.`,
        en: `${id} does not exist. Check the id.`,
      });
      const inputs = [
        ['renameBoard', { boardId: OTHER, name: 'Ny' }, OTHER],
        ['addUnit', { unitId: `${OTHER}.unit-it`, name: 'It' }, `${OTHER}.unit-it`],
        ['renameUnit', { unitId: `${OTHER}.unit-it`, name: 'It' }, `${OTHER}.unit-it`],
        ['addUnitMember', { unitId: `${OTHER}.unit-it`, personId: 'moa' }, `${OTHER}.unit-it`],
        ['endUnitMember', { memberId: `${OTHER}.unit-it.p1`, to: '2027-12-31' }, `${OTHER}.unit-it.p1`],
        ['grantRole', { personId: 'bea', boardId: OTHER, role: 'AUDITOR' }, OTHER],
        ['endRole', { roleId, to: '2027-12-31' }, roleId],
        ['appointDeputy', { roleId, personId: 'moa' }, roleId],
        ['endDeputy', { deputyId: `${roleId}.d1`, to: '2027-12-31' }, `${roleId}.d1`],
      ] as const;
      for (const [name, input, id] of inputs) {
        expect({ [name]: await refusedTo('bea', name, input) }).toEqual({ [name]: missing(id) });
      }
    });

    it('rule 97: reads the boards, units, persons and roles that the role reaches, and their names', async () => {
      const ids = ['bo', 'lars', 'adam', 'ny', OTHER, BOARD, `${OTHER}.unit-skola`];
      for (const personId of ['bo', 'ny']) await api.give('adam', 'addPerson', { personId, name: personId });
      await api.give('adam', 'addUnit', { unitId: `${OTHER}.unit-skola`, name: 'Skola', managerId: 'bo' });
      await api.give('adam', 'grantRole', { personId: 'lars', boardId: OTHER, role: 'CLERK' });
      const names = async (who: string) =>
        (await api.see(who, 'names', { ids })).flatMap(({ id, name }) => (name === null ? [] : id));
      expect(await names('bea')).toEqual(['lars', 'adam', 'ny', BOARD]);
      expect(await names('hanna')).toEqual(['lars', 'adam', 'ny', BOARD]);
      expect(await names('adam')).toEqual(ids);
      const persons = async (who: string) =>
        (await api.see(who, 'persons', { first: 100 })).edges.map(({ node }) => node.id);
      expect(await persons('adam')).toContain('bo');
      expect(await persons('bea')).not.toContain('bo');
      expect(await persons('bea')).toEqual(expect.arrayContaining(['adam', 'lars', 'ny', 'hanna']));
      expect((await api.see('bea', 'boards')).edges.map(({ node }) => node.id)).toEqual([BOARD]);
      for (const name of ['units', 'boardComposition']) {
        const day = name === 'units' ? {} : { day: '2026-05-12' };
        expect(await codeFor('bea', name, { boardId: OTHER, ...day })).toBe('NOT_FOUND');
        expect(await codeFor('adam', name, { boardId: OTHER, ...day })).toBe('accepted');
      }
      expect(await codeFor('bea', 'person', { id: 'bo' })).toBe('NOT_FOUND');
      const boardsOf = async (who: string) =>
        new Set((await api.see(who, 'person', { id: 'lars' })).roles.map(({ boardId }) => boardId));
      expect(await boardsOf('bea')).toEqual(new Set([BOARD]));
      expect(await boardsOf('adam')).toEqual(new Set([BOARD, OTHER]));
      // A person who serves the board is within reach, also before the first day.
      const given = { personId: 'bo', boardId: BOARD, role: 'CLERK', from: '2027-01-01' };
      const { roles } = await api.give('bea', 'grantRole', given);
      expect(roles).toEqual([expect.objectContaining({ boardId: BOARD, from: '2027-01-01' })]);
      expect(await names('bea')).toEqual(['bo', 'lars', 'adam', 'ny', BOARD]);
    });

    it('rule 95: manages nothing of the municipality: its boards, persons, name and roles', async () => {
      const roleId = (await api.see('adam', 'person', { id: 'adam' })).roles[0]?.id;
      const inputs = [
        ['addBoard', { boardId: 'exempel.kf', name: 'Fullmäktige' }],
        ['renameMunicipality', { name: 'Annan' }],
        ['addPerson', { personId: 'ny', name: 'Ny' }],
        ['renamePerson', { personId: 'lars', name: 'Lars' }],
        ['erasePersonName', { personId: 'lars' }],
        ['grantMunicipalityRole', { personId: 'bea', role: 'ADMINISTRATOR' }],
        ['endRole', { roleId, to: '2026-12-31' }],
        ['appointDeputy', { roleId, personId: 'bea' }],
        ['endDeputy', { deputyId: `${roleId}.d1`, to: '2026-12-31' }],
      ] as const;
      for (const [name, input] of inputs) {
        expect({ [name]: await refusedTo('bea', name, input) }).toEqual({ [name]: forMunicipality });
      }
    });
  });

  describe('rule 94: a role of the municipality', () => {
    it('counts for each board, also for one that is added later, and its deputy acts for the holder there', async () => {
      const granted = await api.give('adam', 'grantMunicipalityRole', { personId: 'moa', role: 'AUDITOR' });
      const role = granted.roles.at(-1);
      expect(role).toMatchObject({ id: expect.stringMatching(/^exempel\.role-[0-9]+$/), boardId: null, to: null });
      expect(await codeFor('moa', 'plan', { id: 'exempel.ks.2026' })).toBe('accepted');
      await api.give('adam', 'addBoard', { boardId: 'exempel.mn', name: 'Miljönämnden' });
      expect(await codeFor('moa', 'plans', { boardId: 'exempel.mn' })).toBe('accepted');
      expect(await codeFor('moa', 'plans', { boardId: 'annan.ks' })).toBe('NOT_FOUND');
      await api.give('adam', 'appointDeputy', { roleId: role?.id, personId: 'bea' });
      expect(await codeFor('bea', 'plans', { boardId: 'exempel.mn' })).toBe('accepted');
      await api.give('adam', 'endDeputy', { deputyId: `${role?.id}.d1`, to: '2026-05-12' });
      await api.give('adam', 'endRole', { roleId: role?.id, to: '2026-05-12' });
    });

    it('is no clerk’s, reviewer’s, secretary’s or board member’s', async () => {
      const fault = await api.refused('adam', 'grantMunicipalityRole', { personId: 'moa', role: 'CLERK' });
      expect(fault).toMatchObject({
        message:
          'Rollen handläggare gäller en nämnd. Ange nämnden. För hela kommunen kan någon vara controller, revisor eller administratör.',
        extensions: { code: 'ROLE_NEEDS_BOARD' },
      });
    });

    it('rule 95: alone adopts a steering model', async () => {
      await grant('sara', 'CONTROLLER', { to: '2026-05-12' });
      const model = { ...steeringModel, steeringModelId: 'exempel.model-ny' };
      const fault = await api.refused('sara', 'adoptSteeringModel', model);
      expect(fault).toMatchObject({
        message: 'Endast controller för hela kommunen får göra detta. Kontakta någon som har den rollen.',
        extensions: { code: 'FORBIDDEN', details: { scope: 'MUNICIPALITY' } },
      });
      expect(await codeFor('sara', 'steeringModel', { id: steeringModel.steeringModelId })).toBe('accepted');
    });
  });

  describe('a change of the register', () => {
    const commandId = '0b9e2c1e-6f1e-4f0a-9a36-0d8f1c2b7a11';

    it('rule 41: given again with its id has one effect and the same answer; with another content it is refused', async () => {
      const input = { commandId, boardId: 'exempel.sn', name: 'Socialnämnden' };
      const once = await api.give('adam', 'addBoard', input);
      expect(await api.give('adam', 'addBoard', { ...input, commandId: commandId.toUpperCase() })).toEqual(once);
      const other = await api.refused('adam', 'addBoard', { ...input, name: 'Annan' });
      expect(other.extensions.code).toBe('COMMAND_ID_REUSED');
      const another = await api.refused('adam', 'renameBoard', input);
      expect(another.extensions.code).toBe('COMMAND_ID_REUSED');
    });

    it('rule 42: on what has been changed since is refused, saying what changed, by whom and when', async () => {
      const expectedRevision = await revisionOf('moa');
      await api.give('adam', 'renamePerson', { personId: 'moa', name: 'Moa Ny', expectedRevision });
      const fault = await api.refused('adam', 'renamePerson', { personId: 'moa', name: 'Moa', expectedRevision });
      expect(fault.extensions).toMatchObject({
        code: 'REVISION_CONFLICT',
        details: {
          expected: expectedRevision,
          actual: expectedRevision + 1,
          changes: [{ event: 'PersonRenamed', actor: 'adam', role: 'ADMINISTRATOR', at: '2026-05-12T08:00:00.000Z' }],
        },
      });
    });

    it('rule 45: that is refused changes nothing', async () => {
      const before = await api.see('adam', 'person', { id: 'hanna' });
      const fault = await api.refused('adam', 'grantRole', { personId: 'hanna', boardId: BOARD, role: 'CLERK' });
      expect(fault.extensions.code).toBe('ROLE_OVERLAPS');
      expect(await api.see('adam', 'person', { id: 'hanna' })).toEqual(before);
    });

    it('is made by two at the same instant one after the other', async () => {
      const names = Array.from({ length: 8 }, (_, index) => `exempel.n${index}`);
      await Promise.all(names.map((boardId) => api.give('adam', 'addBoard', { boardId, name: boardId })));
      const { edges } = await api.see('adam', 'boards', { first: 100 });
      expect(edges.map(({ node }) => node.id)).toEqual(expect.arrayContaining(names));
    });
  });

  describe('rule 134: a unit', () => {
    it('has members from day to day, whom a controller of its board reads too', async () => {
      const unitId = 'exempel.ks.unit-kultur';
      await api.give('adam', 'addUnit', { unitId, name: 'Kultur', managerId: 'erik' });
      await api.give('adam', 'addUnitMember', { unitId, personId: 'hanna', to: '2026-05-31' });
      const again = await api.refused('adam', 'addUnitMember', { unitId, personId: 'hanna' });
      expect(again.extensions.code).toBe('UNIT_MEMBER_ALREADY');
      await api.give('adam', 'addUnitMember', { unitId, personId: 'hanna', from: '2026-06-02' });
      const { edges } = await api.see('cecilia', 'units', { boardId: BOARD });
      expect(edges.at(-1)?.node).toMatchObject({
        ...{ id: unitId, managerId: 'erik' },
        members: [
          { personId: 'hanna', from: '2026-05-12', to: '2026-05-31' },
          { personId: 'hanna', from: '2026-06-02', to: null },
        ],
      });
      expect(await codeFor('hanna', 'units', { boardId: BOARD })).toBe('FORBIDDEN');
      const unitsOn = async (day: string, who: string) => {
        on(day);
        return (await api.see(who, 'me')).units;
      };
      const kultur = { id: unitId, name: 'Kultur', title: null };
      expect(await unitsOn('2026-05-31', 'hanna')).toEqual([kultur]);
      expect(await unitsOn('2026-06-01', 'hanna')).toEqual([]);
      expect(await unitsOn('2026-06-02', 'hanna')).toEqual([kultur]);
      expect(await unitsOn('2026-06-02', 'erik')).toContainEqual(kultur);
      on('2026-05-12');
    });

    it('rule 97: brings its members within the reach of its board', async () => {
      await api.give('adam', 'addUnit', { unitId: 'exempel.bun.unit-bad', name: 'Bad' });
      await api.give('adam', 'addUnitMember', { unitId: 'exempel.bun.unit-bad', personId: 'nils' });
      await api.give('adam', 'addPerson', { personId: 'bad', name: 'Bad' });
      await api.give('adam', 'addUnitMember', { unitId: 'exempel.bun.unit-bad', personId: 'bad' });
      expect(await api.see('hanna', 'names', { ids: ['bad'] })).toEqual([{ id: 'bad', name: null, title: null }]);
      await api.give('adam', 'addUnitMember', { unitId: 'exempel.ks.unit-kultur', personId: 'bad' });
      expect(await api.see('hanna', 'names', { ids: ['bad'] })).toEqual([{ id: 'bad', name: 'Bad', title: null }]);
    });
  });

  describe('names', () => {
    it('rule 46: are told to everybody with a role there, since the log holds ids only', async () => {
      await api.give('adam', 'renameMunicipality', { name: 'Exempels kommun' });
      await api.give('adam', 'addUnit', { unitId: 'exempel.ks.unit-hr', name: 'HR', managerId: 'erik' });
      await api.give('adam', 'renameUnit', { unitId: 'exempel.ks.unit-hr', name: 'Personal' });
      await api.give('adam', 'renameBoard', { boardId: BOARD, name: 'Kommunstyrelsen' });
      const ids = ['erik', 'anna', BOARD, 'exempel.ks.unit-hr', 'nobody'];
      expect(await api.see('hanna', 'names', { ids })).toEqual([
        { id: 'erik', name: 'erik i registret', title: null },
        { id: 'anna', name: null, title: null },
        { id: BOARD, name: 'Kommunstyrelsen', title: null },
        { id: 'exempel.ks.unit-hr', name: 'Personal', title: null },
        { id: 'nobody', name: null, title: null },
      ]);
      expect(await api.see('adam', 'municipality')).toMatchObject({ id: 'exempel', name: 'Exempels kommun' });
      const { edges } = await api.see('adam', 'units', { boardId: BOARD });
      expect(edges.at(-1)).toMatchObject({ node: { id: 'exempel.ks.unit-hr', name: 'Personal', managerId: null } });
    });

    it('rule 46: are erased, and the id and what was done stay', async () => {
      const personId = 'olle';
      const commandId = '5d0c7b0e-2f54-4b0c-8f35-3a4dd0e2b001';
      await api.give('adam', 'addPerson', { commandId, personId, name: 'Olle', title: 'jurist' });
      await api.give('adam', 'grantRole', {
        personId,
        boardId: BOARD,
        role: 'CLERK',
        from: '2026-01-01',
        to: '2026-05-11',
      });
      expect(await api.give('adam', 'erasePersonName', { personId })).toMatchObject({
        id: personId,
        name: null,
        title: null,
        subject: null,
        roles: [{ role: 'CLERK', to: '2026-05-11' }],
      });
      expect(await api.see('rut', 'names', { ids: [personId] })).toEqual([{ id: personId, name: null, title: null }]);
      expect(await codeFor(personId, 'plan', { id: 'exempel.ks.2026' })).toBe('NOT_IN_REGISTER');
      const again = await api.refused('adam', 'addPerson', { commandId, personId, name: 'Olle' });
      expect(again.extensions.code).toBe('COMMAND_ID_REUSED');
    });

    it('are listed page by page', async () => {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { edges, pageInfo }: PersonConnection = await api.see('adam', 'persons', { first: 3, after });
        seen.push(...edges.map(({ node }) => node.id));
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      expect(seen).toEqual((await api.see('adam', 'persons', { first: 100 })).edges.map(({ node }) => node.id));
      expect(seen.slice(0, 3)).toEqual(['adam', 'cecilia', 'hanna']);
    });

    it('are not told of what no database can be asked for', async () => {
      expect(await codeFor('hanna', 'names', { ids: ['erik', 'x\u0000'] })).toBe('INVALID_INPUT');
    });

    it('are one line', async () => {
      const fault = await api.refused('adam', 'addPerson', { personId: 'y', name: 'Y\u0000' });
      expect(fault.extensions.code).toBe('INVALID_INPUT');
    });
  });
});
