import { buildSchema } from 'graphql';
import type { Kysely } from 'kysely';
import {
  type CommandName,
  may,
  municipalityCommands,
  municipalityRoles,
  type PersonRole,
  personRoles,
} from '../../src/kernel/permissions.js';
import { permissions } from '../../src/kernel/permission-table.js';
import { createApplication } from '../../src/application.service.js';
import { SimulatedClock } from '../../src/platform/runtime/clock.service.js';
import { VIEWS_DB } from '../../src/platform/database/state-tables.view.js';
import { Api } from '../support/api-under-test.js';
import type { Answer } from '../support/app-under-test.js';
import { approveMatter, submittedMatter } from '../support/board-under-test.js';
import {
  everyRole,
  holder,
  idsAt,
  idsAtMeeting,
  keeping,
  missingAt,
  reviewing,
  settle,
} from '../support/board-things-under-test.js';
import { argsOf, fieldsOf, filterNames, idNames, type Ids, type RootField } from '../support/inputs-under-test.js';
import { type Claims, newIssuer, type Issuer } from '../support/issuer-under-test.js';
import { Socket } from '../support/socket-under-test.js';

// Generated from the schema: a field that is added later is asked about here without anybody's having thought of it.

const OWN = 'exempel.ks';
const OTHER_BOARD = 'exempel.bun';
const OTHER_MUNICIPALITY = 'annan.ks';
const UNKNOWN = 'okand.okand';

const people: Readonly<Record<string, Claims>> = {
  alva: holder('alva', OWN, everyRole),
  neighbour: holder('neighbour', OTHER_BOARD, everyRole),
  stranger: {
    person: 'stranger',
    municipality: 'annan',
    boards: { [OTHER_MUNICIPALITY]: everyRole, annan: municipalityRoles },
  },
  ...Object.fromEntries(
    [OWN, OTHER_BOARD, OTHER_MUNICIPALITY].flatMap((board) => [
      [`unit manager of ${board}`, holder('uno', board, reviewing)],
      [`head of ${board}`, holder('hedda', board, reviewing)],
    ]),
  ),
  // Each with one role and no other.
  ...Object.fromEntries(
    personRoles.map((role) => [role, holder(role.toLowerCase(), OWN, role === 'REVIEWER' ? reviewing : [role])]),
  ),
  ...Object.fromEntries(
    municipalityRoles.map((role) => [
      `${role} of the municipality`,
      holder(`${role.toLowerCase()}-all`, 'exempel', [role]),
    ]),
  ),
  'keeper of exempel': holder('kim', 'exempel', keeping),
  'keeper of annan': holder('kaj', 'annan', keeping),
  everything: {
    person: 'alva',
    municipality: 'exempel',
    boards: { [OWN]: everyRole, exempel: municipalityRoles },
  },
  nobody: { person: 'nobody', municipality: 'exempel', boards: {} },
  // A token cannot reach over the border of its municipality.
  'alva elsewhere': { person: 'alva', municipality: 'annan', boards: { [OWN]: everyRole } },
};

/** The commands of mutations that are not called as their command is. */
const commandOf: Readonly<Record<string, CommandName>> = {
  saveMatterDraft: 'draftMatter',
  clearMatterDraft: 'draftMatter',
  saveRemovalDraft: 'proposeRemoval',
  renameMunicipality: 'manageMunicipality',
  addBoard: 'manageMunicipality',
  renameBoard: 'manageRegister',
  addUnit: 'manageRegister',
  renameUnit: 'manageRegister',
  addUnitMember: 'manageRegister',
  endUnitMember: 'manageRegister',
  addPerson: 'manageMunicipality',
  importPeople: 'manageMunicipality',
  renamePerson: 'manageMunicipality',
  erasePersonName: 'manageMunicipality',
  grantMunicipalityRole: 'manageMunicipality',
  grantRole: 'manageRegister',
  endRole: 'manageRegister',
  appointDeputy: 'manageRegister',
  endDeputy: 'manageRegister',
};

/** The rights that a query or a subscription takes; none where everybody sees what is their own. */
const readingOf: Readonly<Record<string, readonly CommandName[]>> = {
  alarms: ['readAlarms'],
  boardComposition: ['readRegister'],
  boards: ['readRegister'],
  comparePlan: ['readPlans'],
  document: ['readMatters', 'readSubmittedMatters'],
  documentTemplate: ['readNames'],
  eventsBehind: ['readHistory'],
  history: ['readHistory'],
  keptDocuments: ['readMeetings'],
  checkpoint: ['readEvidence'],
  consistencyProof: ['readEvidence'],
  inclusionProof: ['readEvidence'],
  matter: ['readMatters', 'readSubmittedMatters'],
  matterDraft: ['draftMatter'],
  matterMoments: ['readMatters', 'readSubmittedMatters'],
  matters: ['readMatters', 'readSubmittedMatters'],
  me: [],
  meeting: ['readMeetings'],
  meetings: ['readMeetings'],
  minutes: ['readMeetings'],
  municipality: ['readRegister'],
  names: ['readNames'],
  deadLetters: ['readDeadLetters'],
  person: ['readRegister'],
  personHistory: ['readHistory'],
  persons: ['readRegister'],
  plan: ['readPlans'],
  stuck: ['readStuck'],
  plans: ['readPlans'],
  publicationPreview: ['publishDocument'],
  publications: ['readMeetings'],
  removalProposal: ['readRemovals'],
  removalDraft: ['proposeRemoval'],
  reporting: ['readReporting'],
  reportsFile: ['readPlans'],
  removalProposals: ['readRemovals'],
  replay: ['readHistory'],
  reviewChain: ['readReviewChains'],
  steeringModel: ['readSteeringModels'],
  steeringModels: ['readSteeringModels'],
  timeline: ['readHistory'],
  tertialView: ['readPlans'],
  tertialViewChanged: ['readPlans'],
  units: ['readUnits'],
  unprintableTexts: ['draftMatter'],
  waitingForMe: [],
};

/** A command whose giver chooses the id, and a query that returns no names where there are none. */
const takesAnyId: readonly string[] = ['addPerson', 'names'];

function commandFor({ name }: RootField): CommandName {
  const command = commandOf[name] ?? name;
  if (isCommand(command)) return command;
  throw new Error(
    `The table of src/kernel/permission-table.ts has no command ${name}. Add it there, or say in commandOf which it is.`,
  );
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(permissions, name);
}

function readingsFor({ name }: RootField): readonly CommandName[] {
  const readings = readingOf[name];
  if (readings === undefined) throw new Error(`Add to readingOf what lets somebody read ${name}.`);
  return readings;
}

/** A command that a role for a board does not allow, whatever role it is (rule 95). */
function isForMunicipality({ name }: RootField): boolean {
  return municipalityCommands.some((command) => command === (commandOf[name] ?? name));
}

/** Everybody with a role on any board of a municipality reads what its boards have in common. */
const isCommon: readonly string[] = ['municipality', 'names'];

/** A thing of the municipality belongs to no other board. */
function isMunicipalitys(field: RootField, names: readonly string[]): boolean {
  if (isCommon.includes(field.name) || isForMunicipality(field)) return true;
  // A role is given to anybody of the municipality.
  const common = commandOf[field.name] === 'manageRegister' ? ['steeringModelId', 'personId'] : ['steeringModelId'];
  return names.length > 0 && names.every((name) => common.includes(name));
}

/** Whether the role for a board allows a mutation. */
function mayAtBoard(role: PersonRole, field: RootField): boolean {
  return may(role, commandFor(field)) && !isForMunicipality(field);
}

describe('a field for which nothing is known to give', () => {
  function fieldIn(schema: string): RootField {
    const [field] = fieldsOf(buildSchema(schema).getQueryType());
    if (field === undefined) throw new Error('The schema has a field.');
    return field;
  }

  it.each([
    ['type Query { archive(archiveId: ID!): Int }', /the id archiveId of archive\. Make such a thing .* idsAt/],
    ['type Query { archive(id: ID!): Int }', /the id archive\.id of archive\..* idOfField/],
    ['scalar Colour type Query { archive(colour: Colour!): Int }', /colour: Colour of archive\. Add it to words/],
  ])('says what to add: %s', (schema, words) => {
    expect(() => argsOf(fieldIn(schema), idsAt(OWN))).toThrow(words);
  });

  it('says which command or reading to name', () => {
    const field = fieldIn('type Query { archive: Int }');
    expect(() => commandFor(field)).toThrow(/no command archive\. Add it there, or say in commandOf/);
    expect(() => readingsFor(field)).toThrow('Add to readingOf what lets somebody read archive.');
  });
});

describe('who gets in', () => {
  let api: Api;
  let issuer: Issuer;
  let mutations: RootField[];
  let queries: RootField[];
  let subscriptions: RootField[];

  const signIn = async (who: string): Promise<Record<string, string>> => {
    const claims = people[who];
    return claims === undefined ? {} : { authorization: `Bearer ${await issuer.sign(claims)}` };
  };

  beforeAll(async () => {
    issuer = await newIssuer();
    const app = await createApplication({
      places: { folder: 'memory', eventsUrl: null, viewsUrl: null },
      tokens: issuer.tokens,
      clock: new SimulatedClock('2026-05-12T08:00:00.000Z'),
      isSimulated: true,
      demo: null,
      followsLog: true,
      logger: ['fatal'],
    });
    api = new Api(app, signIn);
    mutations = fieldsOf(api.schema.getMutationType());
    queries = fieldsOf(api.schema.getQueryType());
    subscriptions = fieldsOf(api.schema.getSubscriptionType());
    const authors = { [OWN]: 'alva', [OTHER_BOARD]: 'neighbour', [OTHER_MUNICIPALITY]: 'stranger' };
    for (const [board, author] of Object.entries(authors)) {
      const keeper = `keeper of ${board.split('.')[0]}`;
      const reviewers = { unitManager: `unit manager of ${board}`, head: `head of ${board}` };
      await settle(api, { keeper, author, ...reviewers }, board);
    }
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => api.app.close());

  /** Runs a piece of work that must append nothing and change no draft and no register. */
  async function changingNothing(work: () => Promise<void>): Promise<void> {
    const drafts = () => Promise.all([idsAt(OWN), idsAtMeeting(OWN)].map(({ matterId }) => draftOf(matterId)));
    const before = { head: await api.head(), drafts: await drafts(), registers: await registers() };
    await work();
    expect({ head: await api.head(), drafts: await drafts(), registers: await registers() }).toEqual(before);
  }

  /** The content of the registers, with revisions that count every change. */
  function registers() {
    return Promise.all(
      ['keeper of exempel', 'keeper of annan'].flatMap((who) =>
        ['municipality', 'boards', 'persons'].map((name) => api.ask(who, name, {}).then(({ data }) => data)),
      ),
    );
  }

  function draftOf(matterId: string | undefined) {
    return api.see('alva', 'matterDraft', { matterId });
  }

  /** All that a subscription answers with at once. */
  async function firstOf(who: string, field: RootField, ids: Ids): Promise<string> {
    const socket = new Socket((await api.app.getUrl()).replace('http', 'ws') + '/graphql');
    const args = argsOf(field, ids);
    await socket.open(await signIn(who));
    socket.subscribe('1', api.documentFor(field.name, Object.keys(args)), args);
    const message = await socket.next();
    socket.close();
    return JSON.stringify(message);
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
      expect(subscriptions.length).toBeGreaterThan(0);
      for (const field of subscriptions) {
        const socket = new Socket((await api.app.getUrl()).replace('http', 'ws') + '/graphql');
        expect(await socket.open({ authorization })).toEqual({ type: 'closed' });
        const args = argsOf(field, idsAt(OWN));
        socket.subscribe('1', api.documentFor(field.name, Object.keys(args)), args);
        expect(await socket.next()).toEqual({ type: 'closed' });
      }
    });
  });

  describe.each(personRoles)('rule 51: the role %s, alone', (role) => {
    it('is refused every command that the table does not give it, and told whose it is', async () => {
      await changingNothing(async () => {
        for (const field of mutations) {
          const command = commandFor(field);
          if (mayAtBoard(role, field)) continue;
          for (const ids of [idsAt(OWN), idsAtMeeting(OWN), missingAt(OWN)]) {
            expect({ [field.name]: await api.ask(role, field.name, argsOf(field, ids)) }).toMatchObject({
              [field.name]: {
                data: null,
                errors: [{ extensions: { code: 'FORBIDDEN', details: { command, allowed: permissions[command] } } }],
              },
            });
          }
        }
      });
    });

    it('reads what the table gives it, and nothing else', async () => {
      for (const field of queries) {
        const readings = readingsFor(field);
        const isGiven = readings.length === 0 || readings.some((reading) => may(role, reading));
        const { data, errors } = await api.ask(role, field.name, argsOf(field, idsAtMeeting(OWN)));
        const codes = errors.map(({ extensions }) => extensions.code);
        expect({ [field.name]: codes }).toEqual({ [field.name]: isGiven ? [] : ['FORBIDDEN'] });
        expect(data === null).toBe(!isGiven);
      }
    });

    it('rule 52: is told what it may not read before anything is looked for', async () => {
      for (const field of queries) {
        const readings = readingsFor(field);
        if (readings.length === 0 || readings.some((reading) => may(role, reading))) continue;
        const { data, errors } = await api.ask(role, field.name, argsOf(field, missingAt(OWN)));
        const codes = errors.map(({ extensions }) => extensions.code);
        expect({ [field.name]: data, codes }).toEqual({ [field.name]: null, codes: ['FORBIDDEN'] });
      }
    });

    it('follows what the table gives it, and nothing else', async () => {
      for (const field of subscriptions) {
        const isGiven = readingsFor(field).some((reading) => may(role, reading));
        const answer = await firstOf(role, field, idsAt(OWN));
        expect({ [field.name]: answer }).toEqual({
          [field.name]: expect.stringContaining(isGiven ? '"data"' : '"FORBIDDEN"'),
        });
      }
    });
  });

  describe.each(municipalityRoles)('rule 94: the role %s, for the whole municipality', (role) => {
    const who = `${role} of the municipality`;
    const isOfBoard = (field: RootField) => idNames(field).length > 0 && !isMunicipalitys(field, idNames(field));

    it('reads at each board what the role of that board reads, and nothing of another municipality', async () => {
      let read = 0;
      for (const field of queries.filter(isOfBoard)) {
        const isGiven = readingsFor(field).some((reading) => may(role, reading));
        for (const board of [OWN, OTHER_BOARD]) {
          const { errors } = await api.ask(who, field.name, argsOf(field, idsAtMeeting(board)));
          const codes = errors.map(({ extensions }) => extensions.code);
          expect({ [field.name]: codes }).toEqual({ [field.name]: isGiven ? [] : ['FORBIDDEN'] });
          if (isGiven) read += 1;
        }
        const { errors } = await api.ask(who, field.name, argsOf(field, idsAtMeeting(OTHER_MUNICIPALITY)));
        // The id of a person tells no place.
        const code = isGiven || field.name !== 'person' ? 'NOT_FOUND' : 'FORBIDDEN';
        expect({ [field.name]: errors }).toMatchObject({ [field.name]: [{ extensions: { code } }] });
      }
      expect(read).toBeGreaterThan(0);
    });

    it('gives at each board the commands of the role, and no others', async () => {
      await changingNothing(async () => {
        for (const field of mutations.filter(isOfBoard)) {
          const isGiven = may(role, commandFor(field));
          // An administrator would rename the board.
          if (isGiven && commandFor(field) === 'manageRegister') continue;
          for (const board of [OWN, OTHER_BOARD]) {
            const { errors } = await api.ask(who, field.name, argsOf(field, missingAt(board)));
            const isRefused = errors.some(({ extensions }) => extensions.code === 'FORBIDDEN');
            expect({ [field.name]: isRefused }).toEqual({ [field.name]: !isGiven });
          }
        }
      });
    });
  });

  it('rule 94: the history of a person has what happened at each board, for an auditor of the municipality', async () => {
    const boardsTo = async (who: string, boardId?: string) => {
      const args = { personId: 'alva', first: 100, ...(boardId !== undefined && { boardId }) };
      const { edges } = await api.see(who, 'personHistory', args);
      return new Set(
        edges.map(({ node }) =>
          node.stream
            .replace(/^[^-]+-/, '')
            .split('.', 2)
            .join('.'),
        ),
      );
    };
    expect(await boardsTo('AUDITOR of the municipality')).toEqual(await boardsTo('AUDITOR'));
    expect(await boardsTo('AUDITOR of the municipality')).toContain(OWN);
    expect(await boardsTo('AUDITOR of the municipality', OWN)).toEqual(new Set([OWN]));
    expect(await boardsTo('AUDITOR of the municipality', OTHER_MUNICIPALITY)).toEqual(new Set());
  });

  describe.each([
    ['another board', 'neighbour', 'exempel.okand'],
    ['another municipality', 'stranger', UNKNOWN],
  ])('rule 43: to somebody with every role at %s', (_, who, unknown) => {
    const isOwn = (field: RootField) => who === 'neighbour' && isMunicipalitys(field, idNames(field));
    const isAsked = (field: RootField) =>
      idNames(field).length > 0 && !takesAnyId.includes(field.name) && !isOwn(field);

    /** The answer without the names of what was asked about. */
    async function answerOf(field: RootField, ids: Ids, board: string): Promise<string> {
      const { data, errors } = await api.ask(who, field.name, argsOf(field, ids));
      return withoutNames({ data, errors }, board);
    }

    function withoutNames(answer: Pick<Answer, 'data' | 'errors'>, board: string): string {
      const [municipality = ''] = board.split('.');
      return JSON.stringify(answer).replaceAll(board, 'BOARD').replaceAll(`${municipality}.model-`, 'MODEL');
    }

    it.each([
      ['what is being written', idsAt],
      ['what is before the board', idsAtMeeting],
    ])('%s is as what has never been, in every query and mutation', async (__, idsIn) => {
      let asked = 0;
      await changingNothing(async () => {
        for (const field of [...queries, ...mutations].filter(isAsked)) {
          const existing = await answerOf(field, idsIn(OWN), OWN);
          expect({ [field.name]: existing }).toEqual({
            [field.name]: expect.stringMatching(/^\{"data":null,"errors":\[\{.*"code":"NOT_FOUND"/),
          });
          expect({ [field.name]: existing }).toEqual({ [field.name]: await answerOf(field, idsIn(unknown), unknown) });
          expect(existing).not.toContain('latest');
          asked += 1;
        }
      });
      expect(asked).toBeGreaterThan(50);
    });

    it('is as what has never been, in every subscription', async () => {
      for (const field of subscriptions) {
        const told = [];
        for (const board of [OWN, unknown]) {
          told.push((await firstOf(who, field, idsAt(board))).replaceAll(board, 'BOARD'));
        }
        expect({ [field.name]: told[0] }).toEqual({ [field.name]: expect.stringContaining('"code":"NOT_FOUND"') });
        expect(told[0]).toBe(told[1]);
      }
    });

    it('is in no list that needs no id', async () => {
      for (const field of queries.filter((one) => idNames(one).length === 0 && !isOwn(one))) {
        const { data, errors } = await api.ask(who, field.name, argsOf(field, {}));
        expect({ [field.name]: errors }).toEqual({ [field.name]: [] });
        expect(JSON.stringify(data)).not.toContain(`"${OWN}`);
        if (who === 'stranger') expect(JSON.stringify(data)).not.toContain('exempel');
      }
    });

    it('is chosen by no filter', async () => {
      const own = people[who];
      const [board = ''] = Object.keys(own?.boards ?? {});
      for (const field of queries) {
        for (const name of filterNames(field)) {
          const args = { ...argsOf(field, idsAt(board)), [name]: idsAt(OWN)[name] };
          expect(await api.ask(who, field.name, args)).toMatchObject({ data: { [field.name]: { edges: [] } } });
        }
      }
    });
  });

  it('rule 97: a name is told to whom a role reaches it, and is as what has never been to others', async () => {
    const { boardId, unitId, personId } = idsAt(OWN);
    const ids = [boardId, unitId, personId, `deputy-of-${OWN}`];
    const namesFor = async (who: string) => (await api.ask(who, 'names', { ids })).data;
    const named = (names: readonly (string | null)[]) => ({
      names: ids.map((id, at) => ({ id, name: names[at], title: null })),
    });
    for (const who of ['alva', 'BOARD_MEMBER', 'AUDITOR of the municipality']) {
      expect(await namesFor(who)).toEqual(named(['Nämnd', 'Kansli', 'Person', 'Ersättare']));
    }
    for (const who of ['neighbour', 'stranger']) expect(await namesFor(who)).toEqual(named([null, null, null, null]));
  });

  it('rule 97: the register is read as far as a role reaches', async () => {
    const of = (board: string) => [`person-of-${board}`, `deputy-of-${board}`];
    const readBy = async (who: string) => {
      const [boards, persons] = [await api.see(who, 'boards'), await api.see(who, 'persons')];
      return [boards, persons].map(({ edges }) => edges.map(({ node }) => node.id));
    };
    expect(await readBy('alva')).toEqual([[OWN], of(OWN)]);
    expect(await readBy('neighbour')).toEqual([[OTHER_BOARD], of(OTHER_BOARD)]);
    expect(await readBy('AUDITOR of the municipality')).toEqual([
      [OWN, OTHER_BOARD],
      [...of(OWN), ...of(OTHER_BOARD)],
    ]);
  });

  it('rule 95: what is the municipality’s is managed with a role of the municipality', async () => {
    const { revision } = await api.see('neighbour', 'municipality', {});
    const fault = await api.refused('alva', 'renameMunicipality', { name: 'Exempel' }, { 'accept-language': 'en' });
    expect(fault).toMatchObject({
      message: 'Only administrator of the whole municipality may do this. Ask somebody with that role.',
      extensions: { code: 'FORBIDDEN', details: { allowed: ['ADMINISTRATOR'], scope: 'MUNICIPALITY' } },
    });
    await api.give('keeper of exempel', 'renameMunicipality', { name: 'Exempel' });
    expect(await api.see('alva', 'municipality', {})).toMatchObject({ name: 'Exempel', revision: revision + 1 });
  });

  it('rule 96: a board’s own is managed with a role of the board or of the municipality', async () => {
    const { boardId, unitId, personId, roleId, deputyId } = idsAt(OWN);
    const to = '2026-12-31';
    const given = [
      ['renameBoard', { boardId, name: 'Nämnd' }],
      ['renameUnit', { unitId, name: 'Kansli' }],
      ['endDeputy', { deputyId, to }],
      ['endRole', { roleId, to }],
    ] as const;
    for (const [name, input] of given) {
      expect((await api.refused('neighbour', name, input)).extensions.code).toBe('NOT_FOUND');
      await api.give('alva', name, input);
      await api.give('keeper of exempel', name, input);
    }
    const elsewhere = { personId, boardId: OTHER_BOARD, role: 'AUDITOR', from: to };
    expect((await api.refused('alva', 'grantRole', elsewhere)).extensions.code).toBe('NOT_FOUND');
    await api.give('keeper of exempel', 'grantRole', elsewhere);
  });

  it('the steering models are the whole municipality’s', async () => {
    const { id } = await api.see('neighbour', 'steeringModel', { id: idsAt(OWN).steeringModelId });
    expect(id).toBe(idsAt(OTHER_BOARD).steeringModelId);
  });

  describe('rule 43: what is another board’s or municipality’s, beside one’s own', () => {
    const elsewhere = [OTHER_BOARD, OTHER_MUNICIPALITY];

    it.each([
      ['what is being written', idsAt],
      ['what is before the board', idsAtMeeting],
    ])('%s answers, by any id of any field, as what has never been', async (_, idsIn) => {
      let asked = 0;
      await changingNothing(async () => {
        for (const field of [...queries, ...mutations].filter((one) => !takesAnyId.includes(one.name))) {
          for (const name of idNames(field)) {
            const never = await foreign(field, name, idsIn, UNKNOWN);
            for (const place of elsewhere) {
              if (place === OTHER_BOARD && isMunicipalitys(field, [name])) continue;
              const answer = await foreign(field, name, idsIn, place);
              expect({ [`${field.name} ${name}`]: answer }).toEqual({ [`${field.name} ${name}`]: never });
              asked += 1;
            }
          }
        }
      });
      expect(asked).toBeGreaterThan(100);
    });

    async function foreign(field: RootField, name: string, idsIn: typeof idsAt, place: string): Promise<object> {
      const id = idsIn(place)[name] ?? '';
      const { data, errors } = await api.ask('alva', field.name, argsOf(field, { ...idsIn(OWN), [name]: id }));
      expect({ [`${field.name} ${name}`]: data }).toEqual({ [`${field.name} ${name}`]: null });
      return { errors: JSON.stringify(errors).replaceAll(id, 'ID') };
    }

    it('is not found by a filter either', async () => {
      for (const place of [...elsewhere, UNKNOWN]) {
        const { edges } = await api.see('alva', 'removalProposals', { boardId: OWN, planId: `${place}.2026` });
        expect(edges).toEqual([]);
      }
    });

    it.each(['nobody', 'alva elsewhere'])('is everything there is, to %s', async (who) => {
      await changingNothing(async () => {
        for (const field of [...queries, ...mutations].filter((one) => idNames(one).length > 0)) {
          const { errors } = await api.ask(who, field.name, argsOf(field, idsAt(OWN)));
          expect({ [field.name]: errors }).toMatchObject({ [field.name]: [{ extensions: { code: 'NOT_FOUND' } }] });
        }
      });
      expect(await api.waitingFor(who)).toEqual({});
    });

    it('waits for nobody here', async () => {
      const { data } = await api.ask('alva', 'waitingForMe', {});
      const boards = [...JSON.stringify(data).matchAll(/"boardId":"([^"]+)"/g)].map(([, board]) => board);
      expect(new Set(boards)).toEqual(new Set([OWN]));
    });
  });

  it('rule 53: a board member sees a matter when it is summoned, not before', async () => {
    const { matterId = '', meetingId } = idsAt(OWN);
    const dnrs = async (status: object = {}) => {
      const { edges } = await api.see('BOARD_MEMBER', 'matters', { boardId: OWN, ...status });
      return edges.map(({ node }) => node.dnr);
    };
    const expectHidden = async () => {
      expect(await api.ask('BOARD_MEMBER', 'matter', { id: matterId })).toMatchObject({
        data: null,
        errors: [{ extensions: { code: 'NOT_FOUND', details: { id: matterId } } }],
      });
      expect(await dnrs()).toEqual(['KS 2026/2']);
    };
    await expectHidden();
    expect(await dnrs({ status: 'DRAFT' })).toEqual([]);
    await submittedMatter(api, matterId, 'alva');
    await approveMatter(api, matterId, [`unit manager of ${OWN}`, `head of ${OWN}`]);
    await expectHidden();
    await api.give('alva', 'putOnAgenda', { meetingId, matterId });
    await expectHidden();
    await api.give('alva', 'sendSummons', { meetingId });
    expect(await api.see('BOARD_MEMBER', 'matter', { id: matterId })).toMatchObject({ status: 'BEFORE_BOARD' });
    expect(await dnrs()).toEqual(['KS 2026/1', 'KS 2026/2']);
  });

  // Last, since it changes what is there.
  it.each([
    ['what is being written', idsAt],
    ['what is before the board', idsAtMeeting],
  ])(
    'on their own board, somebody with every role there and in the municipality is let in by every field: %s',
    async (_, idsIn) => {
      for (const field of [...queries, ...mutations]) {
        const { errors } = await api.ask('everything', field.name, argsOf(field, idsIn(OWN)));
        const codes = errors.map(({ extensions }) => `${field.name} ${extensions.code}`);
        expect(codes).not.toContainEqual(
          expect.stringMatching(/ (?:UNAUTHENTICATED|FORBIDDEN|NOT_FOUND|INVALID_QUERY|INVALID_INPUT|INTERNAL)$/),
        );
      }
    },
  );
});
