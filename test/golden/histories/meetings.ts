import { type Id, idOf } from '../../../src/kernel/identity.js';
import type { StatedCheckpoint } from '../../../src/kernel/stated-checkpoint.js';
import { matterFold } from '../../../src/matters/matter.js';
import { meetingHistory } from '../../../src/meetings/history/meeting-history.js';
import type { Attendance, MeetingDataOf, MeetingEvent, SummonedItem } from '../../../src/meetings/meeting-event.js';
import type { Motion, Vote, Remark } from '../../../src/meetings/deliberation.js';
import { untilReviewed } from '../../support/agenda-under-test.js';
import { type Happened, secretary, system } from '../../support/given.js';
import {
  addedIn,
  appealed,
  appealReceivedOn,
  attendance,
  attended,
  cancelled,
  carin,
  chair,
  closed,
  attendanceCorrected,
  conflictCorrected,
  conflicted,
  david,
  decided,
  decisionCorrected,
  dispatchedOn,
  electedAdjusters,
  eva,
  firstItem,
  downOn,
  inForce,
  meetingCorrected,
  meetingMoved,
  matterAdded,
  meetingId,
  noticeCorrected,
  opened,
  scheduled,
  secondItem,
  serving,
  settled,
  substitute,
  summoned,
  takenDown,
  takenDownEarly,
  untilAdjusted,
  untilClosed,
  untilNoticed,
  viceChair,
  wayToParagraph,
  withdrawnFrom,
} from '../../support/meeting-under-test.js';
import { matterId, otherMatterId } from '../../support/removal-under-test.js';
import { stream } from '../../support/streams-under-test.js';
import { streamsOf } from '../histories.js';

const untilOpen = [scheduled(), summoned, opened];
const [report, removal, other] = [pointOf(firstItem, 1), pointOf(firstItem, 2), pointOf(secondItem, 1)];
const checkpoint: StatedCheckpoint = { origin: 'tertial.example.se', size: 83, root: 'aGVq' };

function pointOf({ points }: SummonedItem, number: number) {
  const point = points.find((one) => one.number === number);
  if (point === undefined) throw new Error(`There is no point ${number}.`);
  return point;
}

function bySecretary(event: MeetingEvent): Happened<MeetingEvent> {
  return { actor: secretary, event };
}

function put(id: Id<'Matter'>): Happened<MeetingEvent> {
  return bySecretary({ type: 'MatterPutOnAgenda', data: { meetingId, matterId: id } });
}

function off(id: Id<'Matter'>): Happened<MeetingEvent> {
  return bySecretary({ type: 'MatterTakenOffAgenda', data: { meetingId, matterId: id } });
}

function sent(
  number: number,
  items: readonly SummonedItem[],
  stated: StatedCheckpoint | null = null,
): Happened<MeetingEvent> {
  const when = { sentOn: '2026-05-04', date: '2026-05-11', time: '13:00', place: 'Stora salen' };
  const hash = 'c'.repeat(64);
  return bySecretary({ type: 'SummonsSent', data: { meetingId, number, ...when, items, checkpoint: stated, hash } });
}

function voided(point: number | null): Happened<MeetingEvent> {
  return { actor: system, event: { type: 'AgendaItemVoided', data: { meetingId, matterId, point } } };
}

const compositionCorrected = bySecretary({
  type: 'CompositionCorrected',
  data: {
    meetingId,
    composition: { chair: chair.personId, viceChairs: [], members: [chair.personId, eva.personId], substitutes: [] },
    reason: 'Fel ledamöter.',
  },
});

const timesCorrected = bySecretary({
  type: 'TimesCorrected',
  data: {
    meetingId,
    openedAt: '2026-05-11T13:05',
    adjournments: [{ from: '2026-05-11T14:00', until: '2026-05-11T14:15' }],
    closedAt: null,
    reason: 'Fel tid.',
  },
});

const adjustmentCorrected = bySecretary({
  type: 'AdjustmentCorrected',
  data: {
    meetingId,
    adjustment: 1,
    paragraphs: ['45', '46'],
    adjusters: [chair.personId],
    date: '2026-05-14',
    overdue: false,
    reason: 'Fel dag.',
  },
});

const dispatchCorrected = bySecretary({
  type: 'DispatchCorrected',
  data: {
    meetingId,
    dispatch: 1,
    paragraph: '45',
    recipients: ['Revisorerna'],
    date: '2026-05-15',
    reason: 'Fel mottagare.',
  },
});

const untimed = { openedAt: null, date: null, place: '' };

function openedBy(recorded: Attendance, adjusters: readonly Id<'Person'>[]): Happened<MeetingEvent> {
  return bySecretary({ type: 'MeetingOpened', data: { meetingId, attendance: recorded, adjusters, ...untimed } });
}

const noOthers = { others: [], parties: [] };
const twoLeft: Attendance = { serving: serving.slice(0, 2), notServing: [], chair: chair.personId, ...noOthers };
const withOthers: Attendance = {
  ...attendance,
  others: [{ personId: idOf('Person', 'nora'), title: 'ekonomichef' }],
  parties: [{ personId: chair.personId, party: 'S' }],
};
const openedInTime = bySecretary({
  type: 'MeetingOpened',
  data: {
    meetingId,
    attendance,
    openedAt: '2026-05-11T13:05',
    adjusters: [eva.personId],
    date: '2026-05-18',
    place: 'Rådhuset',
  },
});
const adjourned = bySecretary({
  type: 'MeetingAdjourned',
  data: { meetingId, from: '2026-05-11T14:10', until: '2026-05-11T14:30' },
});
const closedInTime = bySecretary({ type: 'MeetingClosed', data: { meetingId, closedAt: '2026-05-11T16:00' } });
const evaAway: Attendance = {
  serving: [...serving.slice(0, 4), { personId: substitute.personId, inPlaceOf: eva.personId }],
  notServing: [],
  chair: viceChair.personId,
  ...noOthers,
};

const chairInConflict = bySecretary({
  type: 'ConflictOfInterestRecorded',
  data: { meetingId, matterId, personId: chair.personId, substitute: null, chair: viceChair.personId },
});

const firstVote: Vote = {
  calledBy: carin.personId,
  yesMeans: 'Återremiss',
  noMeans: 'Avgörande i dag',
  yesOutcome: 'REFERRED_BACK',
  noOutcome: null,
  yes: [carin.personId],
  no: [chair.personId, viceChair.personId, david.personId, eva.personId],
  abstained: [],
  result: 'NO',
  decidedBy: 'MAJORITY',
};
const secondVote: Vote = {
  calledBy: null,
  yesMeans: 'Bifall',
  noMeans: 'Avslag',
  yesOutcome: 'APPROVED',
  noOutcome: 'REJECTED',
  yes: [chair.personId, viceChair.personId],
  no: [carin.personId, david.personId],
  abstained: [eva.personId],
  result: 'YES',
  decidedBy: 'CHAIR',
};
const motions: readonly Motion[] = [
  { by: carin.personId, outcome: 'REFERRED_BACK', wording: 'Utred kostnaden', withdrawn: false },
  { by: david.personId, outcome: 'REJECTED', wording: 'Avslag', withdrawn: true },
];
const reservations = [
  { by: carin.personId, text: 'Kostnaden är inte utredd.' },
  { by: david.personId, text: '' },
];

const remarks: readonly Remark[] = [
  { kind: 'NOTE', by: substitute.personId, text: 'Underlaget kom sent.' },
  { kind: 'STATEMENT', by: carin.personId, text: 'Frågan behöver följas upp.' },
];

function adjusted(data: Partial<MeetingDataOf<'MinutesAdjusted'>>): Happened<MeetingEvent> {
  const adjusters = [chair.personId, eva.personId];
  const about = { meetingId, number: 1, paragraphs: ['45'], adjusters, date: '2026-05-12', atOnce: false };
  return bySecretary({ type: 'MinutesAdjusted', data: { ...about, overdue: false, checkpoint: null, ...data } });
}

const lateNotice = bySecretary({
  type: 'NoticePosted',
  data: {
    meetingId,
    number: 1,
    paragraphs: ['46'],
    date: '2026-05-18',
    lastAppealDay: '2026-06-08',
    overdue: true,
    keptAt: 'Kommunkansliet',
  },
});

const appealWithdrawn = bySecretary({
  type: 'AppealSettled',
  data: {
    meetingId,
    appeal: 1,
    parts: [{ paragraph: '45', point: null }],
    annulled: [],
    ruling: 'WITHDRAWN',
    date: '2026-06-10',
    caseNumber: '',
  },
});

const secondPoint = { paragraph: '45', point: 2 };
const pointAppealed = bySecretary({
  type: 'AppealRecorded',
  data: {
    meetingId,
    number: 1,
    parts: [{ ...secondPoint, late: false }],
    appellant: idOf('Person', 'kajsa'),
    courtDnr: '2210-26',
    receivedOn: '2026-06-04',
  },
});
const pointAnnulled = bySecretary({
  type: 'AppealSettled',
  data: {
    meetingId,
    appeal: 1,
    parts: [secondPoint],
    annulled: [secondPoint],
    ruling: 'ANNULLED',
    date: '2026-11-02',
    caseNumber: '2210-26',
  },
});
const restInForce = {
  actor: system,
  event: {
    type: 'LegalForceGained',
    data: { meetingId, parts: [{ paragraph: '45', point: 1 }], on: '2026-06-05' },
  },
} as const;

const matters = [
  stream(matterFold, matterId, ...untilReviewed(firstItem)),
  stream(matterFold, otherMatterId, ...untilReviewed(secondItem)),
];

export const meetingHistories = [
  streamsOf(meetingHistory, meetingId, matters, {
    'a matter that was put on the agenda and taken off': [scheduled(), put(matterId), off(matterId)],
    'the summons': [scheduled(), put(matterId), sent(1, [firstItem, secondItem])],
    'a supplementary summons': [
      scheduled(),
      sent(1, [firstItem]),
      put(otherMatterId),
      sent(2, [secondItem], checkpoint),
    ],
  }),
  streamsOf(meetingHistory, meetingId, [], { 'a matter that is unknown': [scheduled(), put(otherMatterId)] }),
  streamsOf(meetingHistory, meetingId, [], {
    'a meeting that was cancelled': [scheduled(), summoned, cancelled],
    'rule 26: a matter that was struck from the summons': [scheduled(), summoned, voided(null)],
    'rule 14: a point that was struck from the summons': [scheduled(), summoned, voided(2)],
    'rule 26: a matter that the board took up at the meeting': [...untilOpen, matterAdded()],
    'a roll call with a substitute serving, and no adjusters': [scheduled(), summoned, openedBy(evaAway, [])],
    'a roll call with two adjusters': [scheduled(), summoned, openedBy(attendance, [viceChair.personId, eva.personId])],
    'an attendance that changed during the meeting': [...untilOpen, attended(evaAway)],
    'rule 150: a meeting that was moved': [scheduled(), summoned, meetingMoved],
    'rule 150: a meeting whose time and place were corrected': [scheduled(), meetingCorrected],
    'rule 157: a meeting whose members and substitutes were corrected': [scheduled(), compositionCorrected],
    'rule 156: a meeting whose times were corrected': [...untilOpen, timesCorrected],
    'rule 159: an adjustment that was corrected': [...untilAdjusted, adjustmentCorrected],
    'rule 160: a dispatch that was corrected': [...untilAdjusted, dispatchedOn('2026-05-14'), dispatchCorrected],
    'rule 158: an appeal that was corrected': [
      ...untilNoticed,
      appealed('45', '2026-05-20'),
      appealReceivedOn('2026-05-22'),
    ],
    'rule 151: an attendance that was corrected': [...untilOpen, attendanceCorrected(evaAway)],
    'rule 167: a matter that was taken up in another §': [...untilOpen, matterAdded(), addedIn('47')],
    'rule 171: a matter that was not taken up': [...untilOpen, matterAdded(), withdrawnFrom('44')],
    'rule 29: a conflict of interest': [...untilOpen, conflicted()],
    'rule 29: a chair in conflict, replaced by nobody': [...untilOpen, chairInConflict],
    'rule 149: a conflict of interest that was taken away': [...untilOpen, conflicted(), conflictCorrected(null)],
    'rule 149: a conflict of interest that was of another person': [
      ...untilOpen,
      conflicted(),
      conflictCorrected({ matterId, personId: eva.personId, substitute: substitute.personId, chair: null }),
    ],
    'rule 149: a conflict of interest whose substitute was wrong': [
      ...untilOpen,
      conflicted(),
      conflictCorrected({ matterId, personId: carin.personId, substitute: null, chair: null }),
    ],
    'rule 27: a point that was approved in other words': [
      ...untilOpen,
      decided(firstItem, removal, '45', { wording: 'Aktiviteten Införa e-arkiv skjuts till 2027' }),
    ],
    'rule 31: a point with votes and reservations': [
      ...untilOpen,
      decided(firstItem, removal, '45', {
        motions,
        proposalsPut: ['Återremiss', 'Bifall'],
        votes: [firstVote, secondVote],
        reservations,
      }),
    ],
    'rule 131: a point with a note and a separate statement': [
      ...untilOpen,
      decided(firstItem, removal, '45', { remarks }),
    ],
    'rule 133: a decision whose § and votes were corrected': [
      ...untilOpen,
      decided(firstItem, report, '44', { votes: [firstVote] }),
      decisionCorrected(firstItem, report, '45', { votes: [secondVote], reason: 'Enligt förslaget.' }),
    ],
    'rule 23: a point that was referred back': [
      ...untilOpen,
      decided(firstItem, removal, '45', { outcome: 'REFERRED_BACK', reason: 'Utred kostnaden.' }),
    ],
    'rule 25: a point that was postponed': [...untilOpen, decided(secondItem, other, '46', { outcome: 'POSTPONED' })],
    'rule 28: a meeting that ended without a quorum': [
      ...untilOpen,
      decided(firstItem, report, '45'),
      attended(twoLeft),
      closed,
    ],
    'rule 39: a § that was adjusted at once': [
      ...untilOpen,
      decided(firstItem, report, '45'),
      adjusted({ atOnce: true, date: '2026-05-11', checkpoint }),
    ],
    'rule 36: minutes that were adjusted too late': [
      ...untilClosed,
      adjusted({ overdue: true, date: '2026-05-26', adjusters: [eva.personId] }),
    ],
    'a notice that was posted too late': [...untilAdjusted, lateNotice],
    'rule 149: a notice whose day was corrected': [...untilNoticed, noticeCorrected('2026-05-15', '2026-06-05')],
    'a notice that was taken down': [...untilNoticed, takenDown('2026-06-05')],
    'rule 168: a notice that came down on another day, and one that is still up': [
      ...untilNoticed,
      takenDown('2026-06-08'),
      downOn('2026-06-05'),
      downOn(null),
    ],
    'rule 168: a notice that had come down early': [
      ...untilNoticed,
      inForce(['45', '46'], '2026-06-05'),
      takenDown('2026-06-08'),
      downOn('2026-06-01', 'Anslagstavlan målades om.', ['45', '46']),
    ],
    'rule 83: a notice that was taken down early': [...untilNoticed, takenDownEarly('2026-05-20')],
    'rule 83: legal force that an early taking down undid': [
      ...untilNoticed,
      inForce(['45', '46'], '2026-06-05'),
      takenDownEarly('2026-05-20', ['45', '46']),
    ],
    'rule 40: an appeal in time that was recorded after legal force': [
      ...untilNoticed,
      inForce(['45', '46'], '2026-06-05'),
      appealed('45', '2026-06-04'),
    ],
    'rule 40: an appeal that came too late': [...untilNoticed, appealed('45', '2026-06-08', 1, true)],
    'an appeal that was dismissed': [...untilNoticed, appealed('45', '2026-06-04'), settled('DISMISSED', '2026-09-01')],
    'an appeal that was withdrawn': [...untilNoticed, appealed('45', '2026-06-04'), appealWithdrawn],
    'rule 35: a decision that the court annulled': wayToParagraph.ANNULLED,
    'rule 115: an official and a member with a party': [...untilOpen, attended(withOthers)],
    'rule 116: a meeting with its times': [scheduled(), summoned, openedInTime, adjourned, closedInTime],
    'rule 117: others who were elected to adjust the minutes': [...untilClosed, electedAdjusters(carin, david)],
    'rule 119: an extract that was sent': [...untilAdjusted, dispatchedOn('2026-05-14')],
    'rule 120: an appeal of one point, which the court annulled': [
      ...untilNoticed,
      pointAppealed,
      pointAnnulled,
      restInForce,
    ],
    'legal force': wayToParagraph.IN_FORCE,
    'legal force of one §': [...untilNoticed, inForce(['46'], '2026-06-05')],
  }),
];
