import { personRoles } from '../../src/kernel/permissions.js';
import type { Api } from './api-under-test.js';
import type { Ids } from './inputs-under-test.js';
import type { Claims } from './issuer-under-test.js';
import { adoption, plannedActivity } from './municipality-under-test.js';

// One thing of each kind at a board, for asking about from elsewhere.

/** A reviewer holds a step. */
export const reviewing = ['REVIEWER:UNIT_MANAGER', 'REVIEWER:HEAD_OF_ADMINISTRATION'];

export const everyRole = personRoles.flatMap((role) => (role === 'REVIEWER' ? reviewing : [role]));

export function holder(person: string, board: string, roles: readonly string[]): Claims {
  return { person, municipality: board.split('.')[0] ?? '', boards: { [board]: roles } };
}

/** The ids while the matter is being written and its meeting is to come. */
export function idsAt(board: string): Ids {
  const [municipality = ''] = board.split('.');
  const plan = `${board}.2026`;
  return {
    boardId: board,
    steeringModelId: `${municipality}.model-styrmodell`,
    planId: plan,
    stream: `plan-${plan}`,
    goalId: `${plan}.g1`,
    measureId: `${plan}.g1.m1`,
    activityId: `${plan}.g1.a1`,
    proposalId: `${plan}.g1.a1.r1`,
    matterId: `${board}.dnr-ks-2026-1`,
    meetingId: `${board}.meeting-2026-06-10`,
    unitId: `${board}.unit-kansli`,
    memberId: `${board}.unit-kansli.p1`,
    personId: `person-of-${board}`,
    roleId: `${board}.role-1`,
    deputyId: `${board}.role-1.d1`,
  };
}

/** Ids of the board, and of its municipality, that nothing has. */
export function missingAt(board: string): Ids {
  const [municipality = ''] = board.split('.');
  const plan = `${board}.2031`;
  return {
    boardId: board,
    steeringModelId: `${municipality}.model-ingen`,
    planId: plan,
    stream: `plan-${plan}`,
    goalId: `${plan}.g7`,
    measureId: `${plan}.g7.m7`,
    activityId: `${plan}.g7.a7`,
    proposalId: `${plan}.g7.a7.r7`,
    matterId: `${board}.dnr-ks-2031-7`,
    meetingId: `${board}.meeting-2031-07-07`,
    unitId: `${board}.unit-ingen`,
    memberId: `${board}.unit-ingen.p7`,
    personId: `nobody-of-${board}`,
    roleId: `${board}.role-777`,
    deputyId: `${board}.role-777.d7`,
  };
}

/** The ids while the matter is before the board, at the meeting. */
export function idsAtMeeting(board: string): Ids {
  return { ...idsAt(board), matterId: `${board}.dnr-ks-2026-2`, meetingId: `${board}.meeting-2026-05-12` };
}

/** Roles of the whole municipality, which the keeper needs. */
export const keeping = ['CONTROLLER', 'ADMINISTRATOR'];

/** The people who look after the municipality's things, who write and look after the board's, and who review. */
export interface Settlers {
  readonly keeper: string;
  readonly author: string;
  readonly unitManager: string;
  readonly head: string;
}

/** Makes the things of {@link idsAt} and {@link idsAtMeeting}, on 12 May 2026. */
export async function settle(api: Api, settlers: Settlers, board: string): Promise<void> {
  const { keeper, author, unitManager, head } = settlers;
  await settleModel(api, keeper, idsAt(board));
  await settlePlan(api, author, idsAt(board));
  const { boardId, planId, matterId } = idsAt(board);
  await api.give(author, 'openMatter', { boardId, dnr: 'KS 2026/1', title: 'Uppföljning' });
  await api.give(author, 'addReportPoint', { matterId, planId, tertial: 'T1' });
  const about = idsAtMeeting(board);
  const begun = { matterId: about.matterId, brief: 'Kort.', considerations: 'Överväganden.' };
  await api.give(author, 'openMatter', { boardId, kind: 'OTHER', dnr: 'KS 2026/2', title: 'Mallar' });
  for (const wording of ['Se över mallarna', 'Införa nya mallar']) {
    await api.give(author, 'addOtherPoint', { matterId: about.matterId, wording });
  }
  await api.give(author, 'saveMatterDraft', { ...begun, expectedDraftRevision: 0 });
  const { versions } = await api.give(author, 'submitMatter', { matterId: about.matterId, draftRevision: 1 });
  const read = { matterId: about.matterId, version: 1, hash: versions[0]?.hash, verdict: 'APPROVE' };
  for (const reviewer of [unitManager, head]) await api.give(reviewer, 'reviewMatter', read);
  await settleMeetings(api, author, board);
  await settleRegister(api, settlers, board);
}

/** A person who holds a role at the board, and has a deputy there. */
async function settleRegister(api: Api, { keeper, author: who }: Settlers, board: string): Promise<void> {
  const { boardId, unitId, personId, roleId } = idsAt(board);
  const deputy = { personId: `deputy-of-${board}`, name: 'Ersättare' };
  await api.give(keeper, 'addBoard', { boardId, name: 'Nämnd' });
  await api.give(who, 'addUnit', { unitId, name: 'Kansli' });
  await api.give(keeper, 'addPerson', { personId, name: 'Person' });
  await api.give(keeper, 'addPerson', deputy);
  await api.give(who, 'addUnitMember', { unitId, personId });
  await api.give(who, 'grantRole', { personId, boardId, role: 'CLERK' });
  await api.give(who, 'appointDeputy', { roleId, personId: deputy.personId });
}

async function settleModel(api: Api, who: string, { steeringModelId }: Ids): Promise<void> {
  const { errors } = await api.ask(who, 'steeringModel', { id: steeringModelId });
  if (errors.length > 0) {
    const decision = { ...adoption, date: '2025-11-24' };
    await api.give(who, 'adoptSteeringModel', { steeringModelId, name: 'Modell', holdsFrom: '2026-01-01', decision });
  }
}

async function settlePlan(api: Api, who: string, ids: Ids): Promise<void> {
  const { boardId, steeringModelId, planId, goalId, activityId } = ids;
  const measures = [{ name: 'Mått', target: '80 %' }];
  const goals = [{ title: 'Mål', measures, activities: [plannedActivity('Aktivitet')] }];
  await api.give(who, 'adoptPlan', { boardId, year: 2026, steeringModelId, decision: adoption, goals });
  await api.give(who, 'openFollowUp', { planId, tertial: 'T1', cutOff: '2026-05-15' });
  const entry = { tertial: 'T1', comment: 'Text' };
  await api.give(who, 'reportStatus', { ...entry, activityId, status: 'ONGOING_AS_PLANNED' });
  await api.give(who, 'assessGoal', { ...entry, goalId, status: 'PARTLY_FULFILLED' });
  await api.give(who, 'closeFollowUp', { planId, tertial: 'T1', acceptIncomplete: true });
  await api.give(who, 'proposeRemoval', { activityId, category: 'OTHER', motivation: 'Text' });
}

async function settleMeetings(api: Api, who: string, board: string): Promise<void> {
  const members = ['karin', 'maria', 'lars'];
  const composition = { chair: 'karin', viceChairs: ['maria'], members, substitutes: ['petra'] };
  const scheduled = { boardId: board, time: '13:00', place: 'Kommunhuset', composition };
  await api.give(who, 'scheduleMeeting', { ...scheduled, date: '2026-06-10' });
  await api.give(who, 'scheduleMeeting', { ...scheduled, date: '2026-05-12' });
  const { meetingId, matterId } = idsAtMeeting(board);
  await api.give(who, 'putOnAgenda', { meetingId, matterId });
  await api.give(who, 'sendSummons', { meetingId });
  const serving = members.map((personId) => ({ personId }));
  const attendance = { serving, notServing: [], chair: 'karin' };
  await api.give(who, 'openMeeting', { meetingId, attendance, adjusters: ['maria'] });
  const paragraphs = ['87'];
  const date = '2026-05-12';
  await api.give(who, 'decidePoint', { meetingId, matterId, point: 2, outcome: 'APPROVED', paragraph: '87' });
  await api.give(who, 'adjustMinutes', { meetingId, paragraphs, adjusters: ['maria'], date, atOnce: true });
  await api.give(who, 'postNotice', { meetingId, paragraphs, date });
  await api.give(who, 'dispatchParagraph', { meetingId, paragraph: '87', recipients: ['Kansliet'], date });
  await api.give(who, 'recordAppeal', { meetingId, parts: [{ paragraph: '87' }], receivedOn: date });
}
