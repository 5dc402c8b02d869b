import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  getNamedType,
  GraphQLID,
} from 'graphql';
import type { Kysely } from 'kysely';
import { boot } from '../../src/platform/boot.service.js';
import { SimulatedClock } from '../../src/platform/clock.service.js';
import { VIEWS_DB } from '../../src/platform/states.view.js';
import { personRoles } from '../../src/kernel/act.js';
import { Api } from '../support/api-under-test.js';
import { type Claims, newIssuer, type Issuer } from '../support/issuer-under-test.js';
import { adoption, plannedActivity } from '../support/municipality-under-test.js';
import { Socket } from '../support/socket-under-test.js';

// Generated from the schema: a field that is added later is asked about here without anybody's having thought of it.

const OWN = 'exempel.ks';
const OTHER_BOARD = 'exempel.bun';
const OTHER_MUNICIPALITY = 'annan.ks';
const UNKNOWN = 'okand.okand';

const everyRole = personRoles.flatMap((role) =>
  role === 'REVIEWER' ? ['REVIEWER:UNIT_MANAGER', 'REVIEWER:HEAD_OF_ADMINISTRATION'] : [role],
);

function holder(person: string, board: string, roles: readonly string[]): Claims {
  return { person, municipality: board.split('.')[0] ?? '', boards: { [board]: roles } };
}

const people: Readonly<Record<string, Claims>> = {
  alva: holder('alva', OWN, everyRole),
  neighbour: holder('neighbour', OTHER_BOARD, everyRole),
  stranger: holder('stranger', OTHER_MUNICIPALITY, everyRole),
  auditor: holder('auditor', OWN, ['AUDITOR']),
  member: holder('member', OWN, ['BOARD_MEMBER']),
  administrator: holder('administrator', OWN, ['ADMINISTRATOR']),
  nobody: { person: 'nobody', municipality: 'exempel', boards: {} },
  // A token cannot reach over the border of its municipality.
  'alva elsewhere': { person: 'alva', municipality: 'annan', boards: { [OWN]: everyRole } },
};

/** The id of each kind of thing at a board, by the name that the API has for it. */
function idsAt(board: string): Record<string, string> {
  const [municipality = ''] = board.split('.');
  const plan = `${board}.2026`;
  const ids = {
    boardId: board,
    steeringModelId: `${municipality}.model-styrmodell`,
    planId: plan,
    goalId: `${plan}.g1`,
    measureId: `${plan}.g1.m1`,
    activityId: `${plan}.g1.a1`,
    proposalId: `${plan}.g1.a1.r1`,
    matterId: `${board}.dnr-ks-2026-1`,
    unitId: `${board}.unit-kansli`,
    roleId: `${board}.role-1`,
    deputyId: `${board}.role-1.d1`,
    personId: `person-of-${municipality}`,
  };
  return ids;
}

/** What `id` alone is the id of. */
const idOfField: Readonly<Record<string, string>> = {
  plan: 'planId',
  matter: 'matterId',
  removalProposal: 'proposalId',
  steeringModel: 'steeringModelId',
  person: 'personId',
};

/** What changes the register, which is the whole municipality's. */
const ofRegister: readonly string[] = [
  'renameMunicipality',
  'addBoard',
  'renameBoard',
  'addUnit',
  'renameUnit',
  'addPerson',
  'renamePerson',
  'erasePersonName',
  'grantRole',
  'endRole',
  'appointDeputy',
  'endDeputy',
];

const readsRegister: readonly string[] = ['units', 'boardComposition', 'person'];

/** What is made under an id of its maker's choice, and what tells no names rather than that there are none. */
const takesAnyId: readonly string[] = ['addPerson personId', 'names ids'];

/** An id that is no board's but the municipality's. */
function isWhole(field: string, name: string): boolean {
  return name === 'steeringModelId' || ofRegister.includes(field) || readsRegister.includes(field);
}

/** Words that a rule looks at before it looks for what an id names. */
const words: Readonly<Record<string, unknown>> = {
  year: 2027,
  dnr: 'KS 2026/2',
  csv: 'Mål;Aktivitet;Beskrivning;Startdatum;Slutdatum;Ansvarig enhet\nMål;Aktivitet;;2027-01-01;2027-12-31;HR',
};

type Ids = Readonly<Record<string, string>>;

/** The least that a field's type takes. */
function leastOf(type: GraphQLInputType, name: string, ids: Ids): unknown {
  if (isNonNullType(type)) return leastOf(type.ofType, name, ids);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(needed.map((field) => [field.name, leastOf(field.type, field.name, ids)]));
  }
  if (name in words) return words[name];
  const scalars: Readonly<Record<string, unknown>> = {
    ID: ids[name],
    String: 'Text',
    Int: 1,
    Boolean: true,
    LocalDate: '2026-05-04',
  };
  const value = scalars[type.name];
  if (value === undefined) throw new Error(`Nothing is known to give for ${name}: ${type.name}.`);
  return value;
}

type RootField = GraphQLField<unknown, unknown>;

function argsOf(field: RootField, ids: Ids): Record<string, unknown> {
  const known = { ...ids, id: ids[idOfField[field.name] ?? ''] ?? '' };
  const needed = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  return Object.fromEntries(needed.map((arg) => [arg.name, leastOf(arg.type, arg.name, known)]));
}

/** The names of the ids that a field takes. */
function idNames(field: RootField): string[] {
  return field.args.flatMap((arg) => {
    const type = getNamedType(arg.type);
    if (type === GraphQLID && isNonNullType(arg.type))
      return [arg.name === 'id' ? (idOfField[field.name] ?? '') : arg.name];
    if (!isInputObjectType(type)) return [];
    const needed = Object.values(type.getFields()).filter(isRequiredInputField);
    return needed.filter((one) => getNamedType(one.type) === GraphQLID).map(({ name }) => name);
  });
}

function fieldsOf(type: GraphQLObjectType | null | undefined): RootField[] {
  return Object.values(type?.getFields() ?? {});
}

describe('who gets in', () => {
  let api: Api;
  let issuer: Issuer;
  let mutations: RootField[];
  let queries: RootField[];

  beforeAll(async () => {
    issuer = await newIssuer();
    const app = await boot({
      places: { folder: 'memory', eventsUrl: null, viewsUrl: null },
      tokens: issuer.tokens,
      clock: new SimulatedClock('2026-05-12T08:00:00.000Z'),
      isSimulated: true,
      demo: null,
      followsLog: true,
      logger: ['fatal'],
    });
    const signIn = async (who: string): Promise<Record<string, string>> => {
      const claims = people[who];
      return claims === undefined ? {} : { authorization: `Bearer ${await issuer.sign(claims)}` };
    };
    api = new Api(app, signIn);
    mutations = fieldsOf(api.schema.getMutationType());
    queries = fieldsOf(api.schema.getQueryType());
    await settle('alva', OWN);
    await settle('neighbour', OTHER_BOARD);
    await settle('stranger', OTHER_MUNICIPALITY);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => api.app.close());

  /** The same things at each board. */
  async function settle(who: string, board: string): Promise<void> {
    const { boardId, steeringModelId, planId, goalId, activityId, matterId } = idsAt(board);
    if (board !== OTHER_BOARD) {
      const decision = { ...adoption, date: '2025-11-24' };
      await api.give(who, 'adoptSteeringModel', { steeringModelId, name: 'Modell', holdsFrom: '2026-01-01', decision });
    }
    const measures = [{ name: 'Mått', target: '80 %' }];
    const goals = [{ title: 'Mål', measures, activities: [plannedActivity('Aktivitet')] }];
    await api.give(who, 'adoptPlan', { boardId, year: 2026, steeringModelId, decision: adoption, goals });
    await api.give(who, 'openFollowUp', { planId, tertial: 'T1', cutOff: '2026-05-15' });
    const entry = { tertial: 'T1', comment: 'Text' };
    await api.give(who, 'reportStatus', { ...entry, activityId, status: 'ONGOING_AS_PLANNED' });
    await api.give(who, 'assessGoal', { ...entry, goalId, status: 'PARTLY_FULFILLED' });
    await api.give(who, 'closeFollowUp', { planId, tertial: 'T1' });
    await api.give(who, 'proposeRemoval', { activityId, category: 'OTHER', motivation: 'Text' });
    await api.give(who, 'openMatter', { boardId, dnr: 'KS 2026/1', title: 'Ärende' });
    await api.give(who, 'addReportPoint', { matterId, planId, tertial: 'T1' });
    await register(who, board);
  }

  /** A person of the municipality, who holds a role at the board, and has a deputy there. */
  async function register(who: string, board: string): Promise<void> {
    const { boardId, unitId, roleId, personId } = idsAt(board);
    const deputy = { personId: `deputy-${board}`, name: 'Ersättare' };
    await api.give(who, 'addBoard', { boardId, name: 'Nämnd' });
    await api.give(who, 'addUnit', { unitId, name: 'Kansli' });
    if (board !== OTHER_BOARD) await api.give(who, 'addPerson', { personId, name: 'Person' });
    await api.give(who, 'addPerson', deputy);
    await api.give(who, 'grantRole', { personId, boardId, role: 'CLERK' });
    await api.give(who, 'appointDeputy', { roleId, personId: deputy.personId });
  }

  describe('rule 44: without credentials that hold', () => {
    const alva = holder('alva', OWN, everyRole);

    const credentials: Readonly<Record<string, () => Promise<string>>> = {
      none: async () => '',
      'an expired token': async () => `Bearer ${await issuer.sign(alva, { expires: Date.now() / 1000 - 60 })}`,
      'a token signed by somebody else': async () => `Bearer ${await (await newIssuer()).sign(alva)}`,
      'a token for another service': async () => `Bearer ${await issuer.sign(alva, { audience: 'other' })}`,
      'a token of another issuer': async () => `Bearer ${await issuer.sign(alva, { issuer: 'other' })}`,
      'a token that is not signed': async () => {
        const [, payload = ''] = (await issuer.sign(alva)).split('.');
        return `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
      },
      'a token that was changed': async () => {
        const [head = '', , signature = ''] = (await issuer.sign(alva)).split('.');
        const [, payload = ''] = (await issuer.sign({ ...alva, person: 'other' })).split('.');
        return `Bearer ${head}.${payload}.${signature}`;
      },
    };

    /** Nobody can read from the database meanwhile: it has one connection, and this holds it. */
    async function withoutDatabase(work: () => Promise<void>): Promise<void> {
      const db = api.app.get<Kysely<object>>(VIEWS_DB);
      await db.connection().execute(work);
    }

    it('with credentials that do, a read waits for the database that is held', async () => {
      let waited = false;
      let reading: Promise<unknown> = Promise.resolve();
      await withoutDatabase(async () => {
        reading = api.ask('alva', 'plan', { id: idsAt(OWN).planId }).then(() => (waited = true));
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(waited).toBe(false);
      });
      await reading;
      expect(waited).toBe(true);
    });

    it.each(Object.keys(credentials))(
      '%s: every query and mutation is refused before anything is read',
      async (name) => {
        const authorization = await credentials[name]?.();
        const headers: Record<string, string> = authorization ? { authorization } : {};
        const before = await api.head();
        await withoutDatabase(async () => {
          for (const field of [...queries, ...mutations]) {
            const answer = await api.ask('', field.name, argsOf(field, idsAt(OWN)), headers);
            expect({ [field.name]: answer }).toMatchObject({
              [field.name]: { data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
            });
          }
        });
        expect(await api.head()).toBe(before);
      },
    );

    it.each(Object.keys(credentials))('%s: no subscription is opened', async (name) => {
      const authorization = await credentials[name]?.();
      const subscriptions = fieldsOf(api.schema.getSubscriptionType());
      expect(subscriptions.length).toBeGreaterThan(0);
      for (const field of subscriptions) {
        const socket = new Socket((await api.app.getUrl()).replace('http', 'ws') + '/graphql');
        expect(await socket.open({ authorization })).toMatchObject({ type: 'connection_error' });
        const args = argsOf(field, idsAt(OWN));
        socket.subscribe('1', api.documentFor(field.name, Object.keys(args)), args);
        expect(await socket.next()).toEqual({ type: 'closed' });
      }
    });
  });

  describe('section 2: those who only read', () => {
    it.each(['auditor', 'member', 'administrator'])('the %s gives no command about a plan', async (who) => {
      expect(mutations.length).toBeGreaterThan(20);
      const before = await api.head();
      for (const field of mutations) {
        // Section 2: an administrator looks after people, roles and units.
        if (who === 'administrator' && ofRegister.includes(field.name)) continue;
        const answer = await api.ask(who, field.name, argsOf(field, idsAt(OWN)));
        expect({ [field.name]: answer }).toMatchObject({
          [field.name]: { data: null, errors: [{ extensions: { code: 'FORBIDDEN' } }] },
        });
      }
      expect(await api.head()).toBe(before);
    });

    it('an administrator reads no plans, proposals or matters', async () => {
      const refused: string[] = [];
      for (const field of queries) {
        const { errors } = await api.ask('administrator', field.name, argsOf(field, idsAt(OWN)));
        refused.push(...errors.map(({ extensions }) => `${field.name} ${extensions.code}`));
      }
      expect(refused.sort()).toEqual(
        [
          'matter',
          'matters',
          'parkedReactions',
          'plan',
          'plans',
          'removalProposal',
          'removalProposals',
          'reviewChain',
          'tertialView',
        ].map((name) => `${name} FORBIDDEN`),
      );
    });

    it('the auditor reads everything', async () => {
      for (const field of queries) {
        expect({ [field.name]: (await api.ask('auditor', field.name, argsOf(field, idsAt(OWN)))).errors }).toEqual({
          [field.name]: [],
        });
      }
    });
  });

  describe('rule 43: what is another board’s or municipality’s', () => {
    const elsewhere = [OTHER_BOARD, OTHER_MUNICIPALITY, UNKNOWN];

    it('does not exist, by any id of any field, and answers as what has never been', async () => {
      let asked = 0;
      const before = await api.head();
      for (const field of [...queries, ...mutations]) {
        for (const name of idNames(field)) {
          const answers: string[] = [];
          if (takesAnyId.includes(`${field.name} ${name}`)) continue;
          for (const place of elsewhere) {
            if (place === OTHER_BOARD && isWhole(field.name, name)) continue;
            const id = idsAt(place)[name] ?? '';
            const args = argsOf(field, { ...idsAt(OWN), [name]: id });
            const { data, errors } = await api.ask('alva', field.name, args);
            expect({ [`${field.name} ${name}`]: { data, errors } }).toMatchObject({
              [`${field.name} ${name}`]: { data: null, errors: [{ extensions: { code: 'NOT_FOUND' } }] },
            });
            answers.push(JSON.stringify(errors).replaceAll(id, 'ID'));
            asked += 1;
          }
          expect(new Set(answers).size).toBe(1);
        }
      }
      expect(await api.head()).toBe(before);
      expect(asked).toBeGreaterThan(80);
    });

    it('is not found by a filter either', async () => {
      for (const place of elsewhere) {
        const { edges } = await api.see('alva', 'removalProposals', { boardId: OWN, planId: `${place}.2026` });
        expect(edges).toEqual([]);
      }
    });

    it.each(['nobody', 'alva elsewhere'])('is everything there is, to %s', async (who) => {
      for (const field of [...queries, ...mutations].filter((one) => idNames(one).length > 0)) {
        const { errors } = await api.ask(who, field.name, argsOf(field, idsAt(OWN)));
        expect({ [field.name]: errors }).toMatchObject({ [field.name]: [{ extensions: { code: 'NOT_FOUND' } }] });
      }
      expect(await api.waitingFor(who)).toEqual({});
    });

    it('waits for nobody here', async () => {
      const { followUps, removals, matters } = await api.see('alva', 'waitingForMe');
      const boards = [...followUps, ...removals, ...matters].map(({ boardId }) => boardId);
      expect(new Set(boards)).toEqual(new Set([OWN]));
    });
  });

  it('section 2: a board member sees a matter when it is submitted, not before', async () => {
    const { matterId } = idsAt(OWN);
    expect(await api.ask('member', 'matter', { id: matterId })).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'NOT_FOUND', details: { id: matterId } } }],
    });
    expect((await api.see('member', 'matters', { boardId: OWN })).edges).toEqual([]);
    expect((await api.see('member', 'matters', { boardId: OWN, status: 'DRAFT' })).edges).toEqual([]);
    await api.give('alva', 'submitMatter', { matterId });
    expect(await api.see('member', 'matter', { id: matterId })).toMatchObject({ status: 'SUBMITTED' });
    expect((await api.see('member', 'matters', { boardId: OWN })).edges).toHaveLength(1);
  });

  it('on their own board, somebody with every role is let in by every field', async () => {
    for (const field of [...queries, ...mutations]) {
      const { errors } = await api.ask('alva', field.name, argsOf(field, idsAt(OWN)));
      const codes = errors.map(({ extensions }) => `${field.name} ${extensions.code}`);
      expect(codes).not.toContainEqual(
        expect.stringMatching(/ (?:UNAUTHENTICATED|FORBIDDEN|NOT_FOUND|INVALID_QUERY|INVALID_INPUT|INTERNAL)$/),
      );
    }
  });
});
