import type { PermittedRow } from '../../src/platform/graphql-types/permitted.view.js';
import type { Api } from '../support/api-under-test.js';
import type { ShownPlan } from '../support/api-under-test.js';
import { approveMatter, everybody, summon } from '../support/board-under-test.js';
import {
  activity,
  adoptSmallPlan,
  type MunicipalityUnderTest,
  plan,
  startMunicipality,
} from '../support/municipality-under-test.js';

// What each reader of a thing is told that they may do about it, over the API, and what they are then answered.

const proposal = `${activity(1)}.r1`;
const boardId = 'exempel.ks';
const matterId = 'exempel.ks.dnr-ks-2026-142';

const meetingId = 'exempel.ks.meeting-2026-05-27';

let municipality: MunicipalityUnderTest;
let api: Api;

beforeAll(async () => {
  municipality = await startMunicipality('2026-05-12');
  ({ api } = municipality);
  await adoptSmallPlan(api, 3);
  await api.give('hanna', 'proposeRemoval', {
    activityId: activity(1),
    category: 'LACKS_RESOURCES',
    motivation: 'Tjänsten är vakant.',
  });
});
afterAll(() => municipality.close());

/** The code of each command in a list; `allowed` when the reader may give it. */
function codesIn(permitted: readonly PermittedRow[] | null | undefined): Record<string, string> | null {
  if (permitted === null || permitted === undefined) return null;
  return Object.fromEntries(permitted.map(({ command, allowed, code }) => [command, allowed ? 'allowed' : `${code}`]));
}

async function toldOfProposal(who: string, args: object = {}) {
  return codesIn((await api.see(who, 'removalProposal', { id: proposal, ...args })).permitted);
}

describe('the commands about a removal proposal', () => {
  it('rule 45: are told to each reader', async () => {
    const asReviewer = { reviseRemoval: 'allowed', withdrawRemoval: 'FORBIDDEN', reviewRemoval: 'allowed' };
    const told = await Promise.all(['hanna', 'hugo', 'erik', 'fatima', 'rut'].map((who) => toldOfProposal(who)));
    expect(told).toEqual([
      { reviseRemoval: 'allowed', withdrawRemoval: 'allowed', reviewRemoval: 'FORBIDDEN' },
      { reviseRemoval: 'allowed', withdrawRemoval: 'NOT_THE_AUTHOR', reviewRemoval: 'FORBIDDEN' },
      asReviewer,
      { ...asReviewer, reviewRemoval: 'NOT_YOUR_STEP' },
      { reviseRemoval: 'FORBIDDEN', withdrawRemoval: 'FORBIDDEN', reviewRemoval: 'FORBIDDEN' },
    ]);
  });

  it('rule 45: have the sentence that the command would get, in the language of the reader', async () => {
    const input = { proposalId: proposal, version: 1, verdict: 'APPROVE' };
    for (const language of ['sv', 'en']) {
      const headers = { 'accept-language': language };
      const { permitted } = await api.see('fatima', 'removalProposal', { id: proposal }, headers);
      const { message } = await api.refused('fatima', 'reviewRemoval', input, headers);
      expect(permitted).toContainEqual({
        command: 'reviewRemoval',
        allowed: false,
        code: 'NOT_YOUR_STEP',
        sentence: message,
      });
    }
  });

  it('rule 45: are told in a list, and in the answer of a command', async () => {
    const { edges } = await api.see('erik', 'removalProposals', { boardId });
    expect(codesIn(edges[0]?.node.permitted)).toMatchObject({ reviewRemoval: 'allowed' });
    const input = { proposalId: proposal, version: 1, verdict: 'APPROVE' };
    const { permitted } = await api.give('erik', 'reviewRemoval', input);
    expect(codesIn(permitted)).toMatchObject({ reviewRemoval: 'NOT_YOUR_STEP' });
    expect(await toldOfProposal('fatima')).toMatchObject({ reviewRemoval: 'allowed' });
  });

  it('rule 45: are not told as of a moment, when nobody can do anything', async () => {
    const asOf = { position: await api.head() };
    expect(await toldOfProposal('erik', { asOf })).toBeNull();
    const { edges } = await api.see('erik', 'removalProposals', { boardId, asOf });
    expect(edges.map(({ node }) => node.permitted)).toEqual([null]);
  });
});

describe('the commands about a matter', () => {
  beforeAll(async () => {
    await api.give('hanna', 'openMatter', { boardId, dnr: 'KS 2026/142', title: 'Uppföljning' });
    await api.give('hanna', 'addOtherPoint', { matterId, wording: 'Nämnden beslutar att se över mallarna.' });
  });

  async function toldOfMatter(who: string, args: object = {}) {
    const { permitted, points } = await api.see(who, 'matter', { id: matterId, ...args });
    return { matter: codesIn(permitted), points: points.map((point) => codesIn(point.permitted)) };
  }

  it('rule 45: are told of the matter and of each of its points', async () => {
    const grows = { addReportPoint: 'allowed', addRemovalPoint: 'allowed', addOtherPoint: 'allowed' };
    const drafts = { saveMatterDraft: 'allowed', clearMatterDraft: 'allowed' };
    expect(await toldOfMatter('hugo')).toEqual({
      matter: {
        ...grows,
        ...drafts,
        acceptReportChange: 'FORBIDDEN',
        withdrawMatter: 'allowed',
        submitMatter: 'allowed',
        reviewMatter: 'FORBIDDEN',
      },
      points: [{ strikePoint: 'allowed' }],
    });
    const byNobody = { addReportPoint: 'FORBIDDEN', addRemovalPoint: 'FORBIDDEN', addOtherPoint: 'FORBIDDEN' };
    expect(await toldOfMatter('erik')).toEqual({
      matter: {
        ...{ ...byNobody, ...drafts, acceptReportChange: 'MATTER_STATUS', withdrawMatter: 'FORBIDDEN' },
        ...{ submitMatter: 'FORBIDDEN', reviewMatter: 'MATTER_STATUS' },
      },
      points: [{ strikePoint: 'FORBIDDEN' }],
    });
  });

  it('rule 45: change with what happens to the matter, in a list too', async () => {
    const texts = { brief: 'Kort.', considerations: 'Skäl.' };
    await api.give('hanna', 'saveMatterDraft', { matterId, expectedDraftRevision: 0, ...texts });
    await api.give('hanna', 'submitMatter', { matterId, draftRevision: 1 });
    const { edges } = await api.see('erik', 'matters', { boardId });
    expect(edges.map(({ node }) => codesIn(node.permitted))).toMatchObject([{ reviewMatter: 'allowed' }]);
    expect(await toldOfMatter('fatima')).toMatchObject({ matter: { reviewMatter: 'NOT_YOUR_STEP' } });
  });

  it('rule 45: are not told as of a moment', async () => {
    const asOf = { position: await api.head() };
    expect(await toldOfMatter('erik', { asOf })).toEqual({ matter: null, points: [null] });
    const { edges } = await api.see('erik', 'matters', { boardId, asOf });
    expect(edges.map(({ node }) => [node.permitted, node.points[0]?.permitted])).toEqual([[null, null]]);
  });
});

describe('the commands about a meeting', () => {
  beforeAll(async () => {
    await approveMatter(api, matterId);
    await summon(api, '2026-05-27', [matterId]);
  });

  async function toldOfMeeting(who: string, args: object = {}) {
    const { permitted, paragraphs } = await api.see(who, 'meeting', { id: meetingId, ...args });
    return { meeting: codesIn(permitted), paragraphs: paragraphs.map((one) => codesIn(one.permitted)) };
  }

  it('rule 45: are told of the meeting, as it is and to whom', async () => {
    const { meeting } = await toldOfMeeting('sara');
    expect(meeting).toMatchObject({
      ...{ putOnAgenda: 'allowed', sendSummons: 'AGENDA_EMPTY', cancelMeeting: 'allowed' },
      ...{ openMeeting: 'MEETING_NOT_YET', closeMeeting: 'MEETING_STATUS', postNotice: 'MEETING_STATUS' },
    });
    const { meeting: toMember } = await toldOfMeeting('lars');
    expect(new Set(Object.values(toMember ?? {}))).toEqual(new Set(['FORBIDDEN']));
  });

  it('rule 45: are told of each paragraph', async () => {
    municipality.on('2026-05-27');
    await api.give('sara', 'openMeeting', { meetingId, ...everybody });
    const decision = { meetingId, matterId, point: 1, outcome: 'APPROVED', paragraph: '90' };
    await api.give('sara', 'decidePoint', decision);
    const paragraph = {
      correctDecision: 'allowed',
      adjustMinutes: 'allowed',
      postNotice: 'PARAGRAPH_STATUS',
      recordAppeal: 'PARAGRAPH_STATUS',
    };
    const dispatch = { dispatchParagraph: 'PARAGRAPH_STATUS' };
    expect(await toldOfMeeting('sara')).toMatchObject({
      meeting: { closeMeeting: 'allowed', openMeeting: 'MEETING_STATUS' },
      paragraphs: [paragraph],
    });
    const { paragraphs } = await api.see('sara', 'minutes', { meetingId });
    expect(paragraphs.map(({ permitted }) => codesIn(permitted))).toEqual([{ ...paragraph, ...dispatch }]);
    const { edges } = await api.see('sara', 'meetings', { boardId });
    expect(edges.map(({ node }) => codesIn(node.permitted))).toMatchObject([{ closeMeeting: 'allowed' }]);
  });

  it('rule 45: are not told as of a moment', async () => {
    const asOf = { position: await api.head() };
    expect(await toldOfMeeting('sara', { asOf })).toEqual({ meeting: null, paragraphs: [null] });
    const { edges } = await api.see('sara', 'meetings', { boardId, asOf });
    expect(edges.map(({ node }) => [node.permitted, node.paragraphs[0]?.permitted])).toEqual([[null, null]]);
    const { paragraphs } = await api.see('sara', 'minutes', { meetingId, asOf });
    expect(paragraphs.map(({ permitted }) => permitted)).toEqual([null]);
  });
});

describe('the commands about a plan', () => {
  function toldIn({ permitted, followUps, goals }: ShownPlan) {
    const [goal] = goals;
    return {
      plan: codesIn(permitted),
      followUps: followUps.map((one) => codesIn(one.permitted)),
      goal: codesIn(goal?.permitted),
      activity: codesIn(goal?.activities[0]?.permitted),
    };
  }

  it('rule 45: are told of the plan, its follow-ups, goals and activities', async () => {
    await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-06-05' });
    const changes = { adoptMeasure: 'allowed', addActivity: 'allowed' };
    const { goal, ...toController } = toldIn(await api.see('cecilia', 'plan', { id: plan }));
    expect(toController).toMatchObject({
      plan: { addGoal: 'allowed', openFollowUp: 'allowed', replacePlan: 'PLAN_FOLLOWED_UP' },
      followUps: [{ closeFollowUp: 'allowed', moveCutOff: 'allowed', reopenFollowUp: 'FOLLOW_UP_NOT_CLOSED_YET' }],
      activity: { rewordActivity: 'allowed', reportStatus: 'FORBIDDEN', strikeActivity: 'REMOVAL_PROPOSED_ALREADY' },
    });
    expect(goal).toMatchObject({ ...changes, assessGoal: 'FORBIDDEN', renameGoal: 'allowed' });
    expect(goal).toMatchObject({ strikeGoal: 'REMOVAL_PROPOSED_ALREADY' });
    expect(toldIn(await api.see('hanna', 'plan', { id: plan }))).toMatchObject({
      followUps: [{ closeFollowUp: 'FORBIDDEN', importReports: 'allowed' }],
      goal: { assessGoal: 'allowed', correctAssessment: 'NOTHING_TO_CORRECT' },
      activity: { reportStatus: 'allowed', proposeRemoval: 'REMOVAL_ALREADY_OPEN' },
    });
  });

  it('rule 45: are told of the tertial that is asked about', async () => {
    const { data, errors } = await api.send(
      'hanna',
      `{ plan(id: "${plan}") { goals { permitted(tertial: T3) { command code } } } }`,
    );
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toContain('{"command":"assessGoal","code":"FOLLOW_UP_NOT_OPEN"}');
  });

  it('rule 45: are asked about by at most 50 names', async () => {
    const asking = (names: number) => {
      const only = JSON.stringify(['strikeActivity', ...Array<string>(names - 1).fill('')]);
      return api.send(
        'hanna',
        `{ plan(id: "${plan}") { goals { activities { permitted(only: ${only}) { command } } } } }`,
      );
    };
    const { data, errors } = await asking(50);
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toContain('"permitted":[{"command":"strikeActivity"}]');
    const fields = [{ field: 'only', problem: 'arrayMaxSize' }];
    expect((await asking(51)).errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', details: { fields } });
  });

  it('rule 45: are told of a measure', async () => {
    const decision = { date: '2026-03-04', paragraph: '31', dnr: 'KS 2026/99' };
    await api.give('cecilia', 'adoptMeasure', { goalId: `${plan}.g2`, name: 'Svarstid', target: '2 dagar', decision });
    const measureId = `${plan}.g2.m1`;
    const told = async (who: string) => {
      const { goals } = await api.see(who, 'plan', { id: plan });
      return codesIn(goals[1]?.measures[0]?.permitted);
    };
    const asClerk = { reportMeasure: 'allowed', redefineMeasure: 'FORBIDDEN' };
    const forbidden = { correctMeasureDecision: 'FORBIDDEN', strikeMeasure: 'FORBIDDEN' };
    expect(await told('hanna')).toEqual({ ...asClerk, ...forbidden, correctMeasure: 'NOTHING_TO_CORRECT' });
    expect(await told('cecilia')).toMatchObject({ redefineMeasure: 'allowed', strikeMeasure: 'allowed' });
    await api.give('hanna', 'reportMeasure', { measureId, tertial: 'T1', value: '3 dagar' });
    expect(await told('hanna')).toEqual({ ...asClerk, ...forbidden, correctMeasure: 'allowed' });
    expect(await told('cecilia')).toMatchObject({ reportMeasure: 'FORBIDDEN', strikeMeasure: 'allowed' });
  });

  it('rule 3: say what stands in the way of an assessment as fulfilled, before anybody gives it', async () => {
    const obstacles = async (goal: number) => {
      const { goals } = await api.see('hanna', 'plan', { id: plan });
      const { allowed, code, sentence } = goals[goal - 1]?.fulfilment ?? {};
      return { allowed, code, sentence };
    };
    const fulfilled = { goalId: `${plan}.g1`, tertial: 'T1', status: 'FULFILLED', comment: 'Klart.' };
    const { message: sentence } = await api.refused('hanna', 'assessGoal', fulfilled);
    expect(await obstacles(1)).toEqual({ allowed: false, code: 'NOT_FULFILLED_BY_ACTIVITIES', sentence });
    expect(await obstacles(2)).toEqual({ allowed: true, code: null, sentence: null });
  });

  it('rule 45: are not told as of a moment', async () => {
    const asOf = { position: await api.head() };
    const nothing = { plan: null, followUps: [null], goal: null, activity: null };
    expect(toldIn(await api.see('hanna', 'plan', { id: plan, asOf }))).toEqual(nothing);
    const { edges } = await api.see('hanna', 'plans', { boardId, asOf });
    expect(edges.map(({ node }) => toldIn(node))).toEqual([nothing]);
  });
});

describe('all commands', () => {
  /** Commands that make a thing, or that are about a thing that tells of none. */
  const toldNowhere = [
    ...['adoptPlan', 'importPlan', 'openMatter', 'scheduleMeeting', 'adoptSteeringModel', 'adoptReviewChain'],
    ...['renameMunicipality', 'addBoard', 'renameBoard', 'addUnit', 'renameUnit', 'addPerson', 'renamePerson'],
    ...['addUnitMember', 'endUnitMember', 'importPeople', 'saveRemovalDraft'],
    ...['erasePersonName', 'grantRole', 'grantMunicipalityRole', 'endRole', 'appointDeputy', 'endDeputy'],
    ...['adoptDocumentTemplate', 'eraseDocument'],
  ];

  it('rule 45: are told of somewhere, apart from those named here', async () => {
    const things = [
      await api.see('hanna', 'plan', { id: plan }),
      await api.see('hanna', 'removalProposal', { id: proposal }),
      await api.see('hanna', 'matter', { id: matterId }),
      await api.see('hanna', 'meeting', { id: meetingId }),
      await api.see('hanna', 'publications', { meetingId }),
    ];
    const told = [...JSON.stringify(things).matchAll(/"command":"(\w+)"/g)].map(([, command]) => command);
    const mutations = Object.keys(api.schema.getMutationType()?.getFields() ?? {});
    expect([...new Set([...told, ...toldNowhere])].toSorted()).toEqual(mutations.toSorted());
  });
});
