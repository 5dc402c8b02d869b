import { type Id, idOf, meetingIdOf } from '../../src/kernel/identity.js';
import type { SubmittedPoint } from '../../src/matters/decision-point.js';
import type { Attendance, Composition, MeetingEvent, SummonedItem } from '../../src/meetings/meeting-event.js';
import type { ConflictOfInterest } from '../../src/meetings/correction.js';
import type { DecisionData, DecisionEntry } from '../../src/meetings/deliberation.js';
import type { ParagraphStatus } from '../../src/meetings/meeting-process.js';
import { type Meeting, meetingFold } from '../../src/meetings/meeting.js';
import { after, board, type Happened, person, secretary, system } from './given.js';
import { activityId, matterId, otherMatterId, planId, proposalId } from './removal-under-test.js';

// A meeting of five members on 11 May 2026, a Monday. Of the first matter the report is approved and an activity is
// taken out of the plan, in § 45; of the second a proposal is rejected, in § 46.

export const meetingDay = '2026-05-11';
export const meetingId = meetingIdOf(board, meetingDay);

export const chair = person('anna', 'BOARD_MEMBER');
export const viceChair = person('bo', 'BOARD_MEMBER');
export const carin = person('carin', 'BOARD_MEMBER');
export const david = person('david', 'BOARD_MEMBER');
export const eva = person('eva', 'BOARD_MEMBER');
export const substitute = person('filip', 'BOARD_MEMBER');
/** A substitute who stayed at home. */
export const absent = person('gun', 'BOARD_MEMBER');

const members = [chair, viceChair, carin, david, eva].map(({ personId }) => personId);

export const composition: Composition = {
  chair: chair.personId,
  viceChairs: [viceChair.personId],
  members,
  substitutes: [substitute.personId, absent.personId],
};

export const serving = members.map((personId) => ({ personId, inPlaceOf: null }));

export const attendance: Attendance = {
  serving,
  notServing: [substitute.personId],
  chair: chair.personId,
  others: [],
  parties: [],
};

const report: SubmittedPoint = {
  number: 1,
  subject: { kind: 'APPROVE_REPORT', planId, tertial: 'T1' },
  proposedWording: 'Godkänna redovisningen av tertial 1 2026',
};
const removal: SubmittedPoint = {
  number: 2,
  subject: { kind: 'REMOVE_ACTIVITY', activityId, proposalId, version: 1 },
  proposedWording: 'Aktiviteten Införa e-arkiv tas ur verksamhetsplan för 2026',
};
const other: SubmittedPoint = {
  number: 1,
  subject: { kind: 'OTHER' },
  proposedWording: 'Anta taxan för 2027',
};

export const firstItem: SummonedItem = {
  matterId,
  dnr: 'KS 2026/7',
  title: 'Uppföljning tertial 1 2026',
  version: 1,
  hash: 'a'.repeat(64),
  points: [report, removal],
};
export const secondItem: SummonedItem = {
  matterId: otherMatterId,
  dnr: 'KS 2026/8',
  title: 'Taxa för 2027',
  version: 2,
  hash: 'b'.repeat(64),
  points: [other],
};
/** A matter that was not on the summons. */
export const lateItem: SummonedItem = {
  ...secondItem,
  matterId: idOf('Matter', 'exempel.ks.dnr-ks-2026-9'),
  dnr: 'KS 2026/9',
  title: 'Yttrande till länsstyrelsen',
};

function bySecretary(event: MeetingEvent): Happened<MeetingEvent> {
  return { actor: secretary, event };
}

export function scheduled(date = meetingDay): Happened<MeetingEvent> {
  const data = { meetingId, boardId: board, date, time: '13:00', place: 'Stora salen', composition };
  return bySecretary({ type: 'MeetingScheduled', data });
}

export const summoned = bySecretary({
  type: 'SummonsSent',
  data: {
    meetingId,
    number: 1,
    sentOn: '2026-05-04',
    date: meetingDay,
    time: '13:00',
    place: 'Stora salen',
    items: [firstItem, secondItem],
    checkpoint: null,
    hash: 'c'.repeat(64),
  },
});

export const cancelled = bySecretary({ type: 'MeetingCancelled', data: { meetingId, reason: 'Strömavbrott.' } });

export const opened = bySecretary({
  type: 'MeetingOpened',
  data: { meetingId, attendance, adjusters: [eva.personId], openedAt: null, date: null, place: '' },
});

export function matterAdded(paragraph = '44', item = lateItem): Happened<MeetingEvent> {
  return bySecretary({
    type: 'MatterAddedAtMeeting',
    data: { meetingId, paragraph, item, serving, chair: chair.personId },
  });
}

export function conflicted(by = carin, matter = matterId): Happened<MeetingEvent> {
  const data = { meetingId, matterId: matter, personId: by.personId, substitute: substitute.personId, chair: null };
  return bySecretary({ type: 'ConflictOfInterestRecorded', data });
}

export function attended(changed: Attendance): Happened<MeetingEvent> {
  return bySecretary({ type: 'AttendanceRecorded', data: { meetingId, attendance: changed } });
}

export function electedAdjusters(...adjusters: readonly { personId: Id<'Person'> }[]): Happened<MeetingEvent> {
  const elected = adjusters.map(({ personId }) => personId);
  const data = { meetingId, adjusters: elected, date: null, place: '', reason: 'Eva är sjuk.' };
  return bySecretary({ type: 'AdjustersElected', data });
}

/** A decision as proposed, unless something else is said of it. */
export function decided(
  { matterId: matter, dnr, version, hash }: SummonedItem,
  { number, subject, proposedWording }: SubmittedPoint,
  paragraph: string,
  changes: Partial<DecisionData> = {},
): Happened<MeetingEvent> {
  return bySecretary({
    type: 'DecisionRecorded',
    data: {
      meetingId,
      date: meetingDay,
      matterId: matter,
      dnr,
      version,
      hash,
      number,
      subject,
      outcome: 'APPROVED',
      paragraph,
      wording: proposedWording,
      proposedWording,
      reason: '',
      motions: [],
      proposalsPut: [],
      votes: [],
      reservations: [],
      remarks: [],
      serving,
      chair: chair.personId,
      ...changes,
    },
  });
}

/** The corrected entry of a decision: as proposed, in its §, unless the caller says otherwise. */
export function decisionCorrected(
  { matterId: matter }: SummonedItem,
  { number, proposedWording: wording }: SubmittedPoint,
  paragraph: string,
  changes: Partial<DecisionEntry> = {},
): Happened<MeetingEvent> {
  const nothing = { reason: '', motions: [], proposalsPut: [], votes: [], reservations: [], remarks: [] };
  const entry = { paragraph, wording, ...nothing, ...changes };
  const data = { meetingId, matterId: matter, number, entry, reason: 'Skrivfel.' };
  return bySecretary({ type: 'DecisionCorrected', data });
}

/** The corrected conflict of `conflicted`; null when there was none. */
export function conflictCorrected(
  conflict: ConflictOfInterest | null,
  matter: Id<'Matter'> = matterId,
): Happened<MeetingEvent> {
  const data = { meetingId, matterId: matter, personId: carin.personId, conflict, reason: 'Fel person.' };
  return bySecretary({ type: 'ConflictCorrected', data });
}

export function attendanceCorrected(right: Attendance): Happened<MeetingEvent> {
  return bySecretary({ type: 'AttendanceCorrected', data: { meetingId, attendance: right, reason: 'Fel antecknat.' } });
}

const moved = { time: '14:00', place: 'Lilla salen', reason: 'Salen är upptagen.' };

export const meetingCorrected = bySecretary({ type: 'MeetingCorrected', data: { meetingId, ...moved } });

export const movedTo = meetingIdOf(board, '2026-05-18');

export const meetingMoved = bySecretary({
  type: 'MeetingMoved',
  data: { meetingId, to: movedTo, date: '2026-05-18', matterIds: [firstItem.matterId, secondItem.matterId], ...moved },
});

export function noticeCorrected(date: string, lastAppealDay: string): Happened<MeetingEvent> {
  const data = { meetingId, notice: 1, date, lastAppealDay, overdue: false, keptAt: 'Kansliet', reason: 'Fel dag.' };
  return bySecretary({ type: 'NoticeCorrected', data });
}

export const decisions = [
  decided(firstItem, report, '45'),
  decided(firstItem, removal, '45'),
  decided(secondItem, other, '46', { outcome: 'REJECTED' }),
];

export const closed = bySecretary({ type: 'MeetingClosed', data: { meetingId, closedAt: null } });

/** To a meeting that is open and has decided of both matters. */
export const untilDecided = [scheduled(), summoned, opened, ...decisions];
/** To a meeting that is over. */
export const untilClosed = [...untilDecided, closed];

export function adjusted(paragraphs: readonly string[], date: string, number = 1): Happened<MeetingEvent> {
  const adjusters = [chair.personId, eva.personId];
  const data = { meetingId, number, paragraphs, adjusters, date, atOnce: false, overdue: false, checkpoint: null };
  return bySecretary({ type: 'MinutesAdjusted', data });
}

export function noticed(
  paragraphs: readonly string[],
  date: string,
  lastAppealDay: string,
  number = 1,
): Happened<MeetingEvent> {
  const data = { meetingId, number, paragraphs, date, lastAppealDay, overdue: false, keptAt: '' };
  return bySecretary({ type: 'NoticePosted', data });
}

export function dispatchedOn(date: string, paragraph = '45'): Happened<MeetingEvent> {
  return bySecretary({ type: 'ParagraphDispatched', data: { meetingId, paragraph, recipients: ['Kansliet'], date } });
}

export function takenDown(date: string, notice = 1): Happened<MeetingEvent> {
  return bySecretary({ type: 'NoticeTakenDown', data: { meetingId, notice, date } });
}

export function takenDownEarly(
  date: string,
  legalForceLost: readonly string[] = [],
  notice = 1,
): Happened<MeetingEvent> {
  const data = { meetingId, notice, date, reason: 'Anslagstavlan målades om.', legalForceLost };
  return bySecretary({ type: 'NoticeTakenDownEarly', data });
}

/** The first notice came down on this day, before its last day to appeal when a reason is given; null: it is still up. */
export function downOn(
  date: string | null,
  earlyReason: string | null = null,
  legalForceLost: readonly string[] = [],
): Happened<MeetingEvent> {
  const data = { meetingId, notice: 1, date, earlyReason, legalForceLost, reason: 'Fel dag.' };
  return bySecretary({ type: 'TakingDownCorrected', data });
}

export function addedIn(paragraph: string): Happened<MeetingEvent> {
  const data = { meetingId, matterId: lateItem.matterId, paragraph, reason: 'Fel paragraf.' };
  return bySecretary({ type: 'AddedMatterCorrected', data });
}

export function withdrawnFrom(paragraph: string): Happened<MeetingEvent> {
  const data = { meetingId, matterId: lateItem.matterId, paragraph, reason: 'Fel ärende.' };
  return bySecretary({ type: 'AddedMatterWithdrawn', data });
}

export function appealReceivedOn(receivedOn: string, appeal = 1): Happened<MeetingEvent> {
  const right = { appellant: null, courtDnr: 'FR 7-26', receivedOn, reason: 'Fel dag.' };
  return bySecretary({ type: 'AppealCorrected', data: { meetingId, appeal, ...right } });
}

export function appealed(paragraph: string, receivedOn: string, number = 1, late = false): Happened<MeetingEvent> {
  const parts = [{ paragraph, point: null, late }];
  const data = { meetingId, number, parts, appellant: null, courtDnr: '', receivedOn };
  return bySecretary({ type: 'AppealRecorded', data });
}

export function settled(
  ruling: 'DISMISSED' | 'ANNULLED' | 'WITHDRAWN',
  date: string,
  { appeal = 1, paragraph = '45' } = {},
): Happened<MeetingEvent> {
  const parts = [{ paragraph, point: null }];
  const annulled = ruling === 'ANNULLED' ? parts : [];
  const data = { meetingId, appeal, parts, annulled, ruling, date, caseNumber: 'Mål 1234-26' };
  return bySecretary({ type: 'AppealSettled', data });
}

export function inForce(paragraphs: readonly string[], on: string): Happened<MeetingEvent> {
  const parts = paragraphs.map((paragraph) => ({ paragraph, point: null }));
  return { actor: system, event: { type: 'LegalForceGained', data: { meetingId, parts, on } } };
}

const both = ['45', '46'];
/** Adjusted on Wednesday 13 May; notice on the day after, Ascension Day; last day to appeal Thursday 4 June. */
export const untilAdjusted = [...untilClosed, adjusted(both, '2026-05-13')];
export const untilNoticed = [...untilAdjusted, noticed(both, '2026-05-14', '2026-06-04')];

/** A way to each status that § 45 can have. */
export const wayToParagraph: Readonly<Record<ParagraphStatus, readonly Happened<MeetingEvent>[]>> = {
  DECIDED: untilClosed,
  ADJUSTED: untilAdjusted,
  NOTICED: untilNoticed,
  APPEALED: [...untilNoticed, appealed('45', '2026-06-04')],
  IN_FORCE: [...untilNoticed, inForce(both, '2026-06-05')],
  ANNULLED: [...untilNoticed, appealed('45', '2026-06-04'), settled('ANNULLED', '2026-11-02')],
};

export function meetingAfter(...events: readonly Happened<MeetingEvent>[]): Meeting {
  const meeting = after(meetingFold, ...events);
  if (meeting === null) throw new Error('No meeting was scheduled.');
  return meeting;
}

/** The data by which the board approves the first point of the first matter, with nothing else recorded. */
export const approving = {
  meetingId,
  matterId: firstItem.matterId,
  point: 1,
  outcome: 'APPROVED',
  paragraph: '50',
  wording: null,
  reason: '',
  motions: [],
  proposalsPut: [],
  votes: [],
  reservations: [],
  remarks: [],
} as const;
