import type { MinutesRow } from '../../src/meetings/minutes.resolver.js';
import type { Api } from './api-under-test.js';
import { approveMatter, everybody, meetingOn, summon, verdictOn } from './board-under-test.js';
import { activity, adoptSmallPlan, plan } from './municipality-under-test.js';

// What the administration writes for the demo's board, and what everybody is waited for with.

export const boardId = 'exempel.ks';
/** Everyone in their own right. */
export function serving(...personIds: readonly string[]) {
  return personIds.map((personId) => ({ personId }));
}

export const everyone = everybody.attendance;
export const members = everyone.serving.map(({ personId }) => personId);

/** A decision with as little said as there can be. */
export function decision(meetingId: string, matterId: string, point: number, outcome: string, paragraph: string) {
  return { meetingId, matterId, point, outcome, paragraph };
}

export function matterIdFor(number: number): string {
  return `${boardId}.dnr-ks-2026-${number}`;
}

export function meetingIdOn(date: string): string {
  return `${boardId}.meeting-${date}`;
}

/** A plan whose first tertial is followed up. */
export async function followUp(api: Api, activities: number): Promise<void> {
  await adoptSmallPlan(api, activities);
  await api.give('cecilia', 'openFollowUp', { planId: plan, tertial: 'T1', cutOff: '2026-05-08' });
  await api.give('cecilia', 'closeFollowUp', { planId: plan, tertial: 'T1', acceptIncomplete: true });
}

/** A proposal that has passed its review. */
export async function reviewedProposal(api: Api, number: number): Promise<string> {
  const proposed = { activityId: activity(number), category: 'LACKS_RESOURCES', motivation: 'Resurser saknas.' };
  const { id: proposalId, version } = await api.give('hanna', 'proposeRemoval', proposed);
  await approveProposal(api, proposalId, version);
  return proposalId;
}

export async function approveProposal(api: Api, proposalId: string, version: number): Promise<void> {
  for (const who of ['erik', 'fatima']) {
    await api.give(who, 'reviewRemoval', { proposalId, version, verdict: 'APPROVE' });
  }
}

/** A matter with its points and texts, not yet submitted. */
export async function writtenMatter(
  api: Api,
  number: number,
  { title, wordings = [], proposalIds = [], report = false }: Written,
): Promise<string> {
  const dnr = `KS 2026/${number}`;
  const kind = report || proposalIds.length > 0 ? 'FOLLOW_UP' : 'OTHER';
  const { id: matterId } = await api.give('hanna', 'openMatter', { boardId, kind, dnr, title });
  if (report) await api.give('hanna', 'addReportPoint', { matterId, planId: plan, tertial: 'T1' });
  for (const proposalId of proposalIds) await api.give('hanna', 'addRemovalPoint', { matterId, proposalId });
  for (const wording of wordings) await api.give('hanna', 'addOtherPoint', { matterId, wording });
  const texts = { brief: 'Ärendet i korthet.', considerations: 'Förvaltningens överväganden.' };
  await api.give('hanna', 'saveMatterDraft', { matterId, expectedDraftRevision: 0, ...texts });
  return matterId;
}

export interface Written {
  readonly title: string;
  readonly wordings?: readonly string[];
  readonly proposalIds?: readonly string[];
  readonly report?: boolean;
}

/** The version that a reviewer gives a verdict on: exactly the one that can be read now. */
export async function asRead(api: Api, matterId: string) {
  const { version, hash } = await verdictOn(api, 'hanna', matterId);
  return { matterId, version, hash };
}

/** A version of the matter that has passed its review. */
export async function reviewedMatter(api: Api, matterId: string): Promise<void> {
  const { revision: draftRevision } = await api.see('hanna', 'matterDraft', { matterId });
  await api.give('hanna', 'submitMatter', { matterId, draftRevision });
  await approveMatter(api, matterId);
}

/** A meeting to come, of the whole board. */
export async function scheduledMeeting(api: Api, date: string): Promise<string> {
  const { id } = await api.give('sara', 'scheduleMeeting', meetingOn(date));
  return id;
}

/** A meeting with these matters on its summons. */
export async function summonedMeeting(api: Api, date: string, matterIds: readonly string[]): Promise<string> {
  const { id } = await summon(api, date, matterIds);
  return id;
}

/** The minutes, as they are shown to the auditor. */
export async function minutesOf(api: Api, meetingId: string): Promise<MinutesRow> {
  const { data, errors } = await api.ask('rut', 'minutes', { meetingId });
  if (errors.length > 0) throw new Error(`The minutes were refused: ${JSON.stringify(errors)}`);
  const { minutes }: { minutes: MinutesRow } = JSON.parse(JSON.stringify(data));
  return minutes;
}

const roles = ['cecilia', 'hanna', 'erik', 'fatima', 'sara', 'lars', 'rut', 'adam'];

/** The tasks that wait for each person, in every feature, by kind; people without tasks are left out. */
export async function waitingForEach(api: Api): Promise<Record<string, Record<string, number>>> {
  const found: Record<string, Record<string, number>> = {};
  for (const who of roles) {
    const { data } = await api.ask(who, 'waitingForMe', {});
    const kinds = [...JSON.stringify(data).matchAll(/"kind":"(\w+)"/g)].map(([, kind = '']) => kind);
    if (kinds.length > 0) found[who] = {};
    for (const kind of kinds) found[who] = { ...found[who], [kind]: (found[who]?.[kind] ?? 0) + 1 };
  }
  return found;
}
