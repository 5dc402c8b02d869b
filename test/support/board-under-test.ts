import type { MeetingRow } from '../../src/meetings/meeting-row.view.js';
import type { Api, ShownMatter } from './api-under-test.js';

// Steps of several journeys with the board: a matter through its review, and a meeting from its schedule to its end.

const members = ['karin', 'maria', 'lars', 'nils', 'olle'];

/** The members of the demo's board: ids alone, for they give no commands. */
const composition = { chair: 'karin', viceChairs: ['maria'], members, substitutes: ['petra', 'rolf'] };

/** Every member serves, and a substitute listens. */
export const everybody = {
  attendance: {
    serving: members.map((personId) => ({ personId, inPlaceOf: null })),
    notServing: ['petra'],
    chair: 'karin',
  },
  adjusters: ['karin', 'lars'],
};

const texts = { brief: 'I korthet.', considerations: 'Överväganden.' };

/** Saves texts beside what the draft holds already, and makes a version of the draft. */
export async function submittedMatter(api: Api, matterId: string, who = 'hanna', more: object = texts) {
  const { revision: expectedDraftRevision } = await api.see(who, 'matterDraft', { matterId });
  const draft = await api.give(who, 'saveMatterDraft', { matterId, expectedDraftRevision, ...more });
  return api.give(who, 'submitMatter', { matterId, draftRevision: draft.revision });
}

/** A verdict on the version that a reviewer reads now. */
export async function verdictOn(api: Api, who: string, matterId: string) {
  const { versions } = await api.see(who, 'matter', { id: matterId });
  const [version] = versions.slice(-1);
  if (version === undefined) throw new Error(`${matterId} has no version.`);
  return { matterId, version: version.number, hash: version.hash, verdict: 'APPROVE', reason: '' };
}

/** Each of them approves what they read, in the order in which they are named. */
export async function approveMatter(api: Api, matterId: string, reviewers: readonly string[] = ['erik', 'fatima']) {
  for (const who of reviewers) await api.give(who, 'reviewMatter', await verdictOn(api, who, matterId));
}

/** Submits the matter with its points and lets both steps of the default chain approve it. */
export async function reviewedMatter(api: Api, matterId: string): Promise<ShownMatter> {
  await submittedMatter(api, matterId);
  await approveMatter(api, matterId);
  return api.see('hanna', 'matter', { id: matterId });
}

export function meetingOn(date: string, boardId = 'exempel.ks') {
  return { boardId, date, time: '13:00', place: 'Kommunhuset, Stora salen', composition };
}

/** Calls the board to a meeting on a day, with the summons of these matters. */
export async function summon(
  api: Api,
  date: string,
  matterIds: readonly string[],
  { who = 'sara', boardId = 'exempel.ks' } = {},
): Promise<MeetingRow> {
  const { id: meetingId } = await api.give(who, 'scheduleMeeting', meetingOn(date, boardId));
  for (const matterId of matterIds) await api.give(who, 'putOnAgenda', { meetingId, matterId });
  return api.give(who, 'sendSummons', { meetingId });
}

/** Opens the meeting, decides each point that was summoned, as proposed where nothing else is said, and closes it. */
export async function decideAll(
  api: Api,
  meetingId: string,
  paragraph: string,
  otherwise: Readonly<Record<number, object>> = {},
): Promise<MeetingRow> {
  const { agenda } = await api.give('sara', 'openMeeting', { meetingId, ...everybody });
  for (const { matterId, item } of agenda) {
    for (const { number: point } of item?.points ?? []) {
      const decision = { outcome: 'APPROVED', ...otherwise[point] };
      await api.give('sara', 'decidePoint', { meetingId, matterId, point, paragraph, ...decision });
    }
  }
  return api.give('sara', 'closeMeeting', { meetingId });
}

/** Adjusts one § of a meeting and posts the notice of it, both on the day. */
export async function postAdjusted(api: Api, meetingId: string, paragraph: string, date: string): Promise<MeetingRow> {
  const paragraphs = [paragraph];
  const { adjusters } = everybody;
  await api.give('sara', 'adjustMinutes', { meetingId, paragraphs, adjusters, date, atOnce: false });
  return api.give('sara', 'postNotice', { meetingId, paragraphs, date });
}
