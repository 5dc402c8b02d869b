import { matterOf, untilBeforeBoard, untilReviewed, untilSubmitted } from '../../test/support/agenda-under-test.js';
import { by, type Happened, secretary } from '../../test/support/given.js';
import {
  adjusted,
  appealed,
  approving,
  attendance,
  cancelled,
  carin,
  closed,
  conflicted,
  dispatchedOn,
  chair,
  eva,
  firstItem,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingId,
  noticed,
  opened,
  scheduled,
  summoned,
  takenDown,
  untilClosed,
  untilDecided,
  untilNoticed,
  wayToParagraph,
} from '../../test/support/meeting-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { isRefusal } from '../kernel/refusal.js';
import { correctAddedMatter, withdrawAddedMatter } from './corrections/added-matter-correction.js';
import { correctAttendance } from './corrections/attendance-correction.js';
import { correctConflict } from './corrections/conflict-correction.js';
import { correctDecision } from './corrections/decision-correction.js';
import { correctMeeting, moveMeeting } from './corrections/meeting-correction.js';
import { correctAppeal } from './corrections/appeal-correction.js';
import { correctComposition } from './corrections/composition-correction.js';
import { correctAdjustment, correctDispatch } from './corrections/minutes-correction.js';
import { correctNotice } from './corrections/notice-correction.js';
import { correctTakingDown } from './corrections/taking-down-correction.js';
import { correctTimes } from './corrections/times-correction.js';
import { decidePoint } from './decision.js';
import { noReports } from '../matters/report-acceptance.js';
import type { MeetingEvent } from './meeting-event.js';
import { meetingProcess, meetingStatuses, meetingActions } from './meeting-process.js';
import type { MeetingStatus, MeetingAction } from './meeting-process.js';
import type { Meeting } from './meeting.js';
import { recordAppeal, settleAppeal } from './appeal.js';
import { adjustMinutes, postNotice, takeDownNotice } from './minutes.js';
import { adjournMeeting, dispatchParagraph, electAdjusters } from './record/facts.js';
import { openMeeting, recordAttendance, recordConflict, addMatterAtMeeting, closeMeeting } from './proceedings.js';
import { cancelMeeting, putOnAgenda, sendSummons, takeOffAgenda } from './scheduling.js';

const { matterId } = firstItem;
const listed = {
  actor: secretary,
  event: { type: 'MatterPutOnAgenda', data: { meetingId, matterId: lateItem.matterId } },
} as const;
const act = by(secretary, '2026-05-11');
/** The secretary acts on a day after the appeal period. */
const later = by(secretary, '2026-06-05');
const about = { meetingId, matterId: lateItem.matterId };
const adjusting = { meetingId, paragraphs: ['45'], adjusters: [eva.personId], date: '2026-05-11' };

/** Maps each action to a function that runs the action's command on a meeting. */
const commands: Record<MeetingAction, (meeting: Meeting) => readonly MeetingEvent[]> = {
  'put on agenda': (meeting) => putOnAgenda(about, meeting, matterOf(...untilReviewed(lateItem)), act),
  'take off agenda': (meeting) => takeOffAgenda(about, meeting, act),
  summon: (meeting) =>
    sendSummons(
      { meetingId },
      meeting,
      [{ matter: matterOf(...untilReviewed(lateItem)), reports: noReports }],
      { checkpoint: null, hash: () => 'hash' },
      act,
    ),
  cancel: (meeting) => cancelMeeting({ meetingId, reason: 'Strömavbrott' }, meeting, act),
  open: (meeting) => openMeeting({ meetingId, attendance, adjusters: [], ...untimed }, meeting, act),
  'record attendance': (meeting) => recordAttendance({ meetingId, attendance }, meeting, act),
  'record conflict': (meeting) =>
    recordConflict({ meetingId, matterId, personId: carin.personId, substitute: null, chair: null }, meeting, act),
  'add matter': (meeting) =>
    addMatterAtMeeting(
      { ...about, paragraph: '44' },
      meeting,
      { matter: matterOf(...untilSubmitted(lateItem)), others: [] },
      act,
    ),
  decide: (meeting) =>
    decidePoint(
      approving,
      meeting,
      { matter: matterOf(...untilBeforeBoard(firstItem)), proposals: [], others: [] },
      act,
    ),
  close: (meeting) => closeMeeting({ meetingId, closedAt: null }, meeting, act),
  adjust: (meeting) => adjustMinutes({ ...adjusting, atOnce: false }, meeting, null, act),
  'adjust at once': (meeting) => adjustMinutes({ ...adjusting, atOnce: true }, meeting, null, act),
  'post notice': (meeting) =>
    postNotice({ meetingId, paragraphs: ['45'], date: '2026-05-13', keptAt: '' }, meeting, () => false, later),
  'take down notice': (meeting) =>
    takeDownNotice({ meetingId, notice: 1, date: '2026-06-05', reason: '' }, meeting, later),
  appeal: (meeting) =>
    recordAppeal(
      { meetingId, parts: [{ paragraph: '45', point: null }], appellant: null, courtDnr: '', receivedOn: '2026-06-04' },
      meeting,
      later,
    ),
  'settle appeal': (meeting) =>
    settleAppeal(
      { meetingId, appeal: 1, ruling: 'DISMISSED', annulled: [], date: '2026-06-05', caseNumber: 'Mål 1-26' },
      meeting,
      later,
    ),
  adjourn: (meeting) =>
    adjournMeeting({ meetingId, from: '2026-05-11T14:00', until: '2026-05-11T14:15' }, meeting, act),
  'elect adjusters': (meeting) =>
    electAdjusters(
      { meetingId, adjusters: [eva.personId], adjustOn: null, adjustAt: '', reason: 'Sjukdom.' },
      meeting,
      act,
    ),
  'correct decision': (meeting) => {
    const { matterId } = firstItem;
    const entry = { ...approving, paragraph: '45', reason: 'Enligt förslaget.' };
    return correctDecision({ meetingId, matterId, point: 1, entry, reason: 'Skrivfel.' }, meeting, [], later);
  },
  move: (meeting) => {
    const right = { date: '2026-05-18', time: '14:00', place: 'Lilla salen', number: 1, reason: 'Salen är upptagen.' };
    return moveMeeting({ meetingId, ...right }, meeting, null, act);
  },
  'correct meeting': (meeting) =>
    correctMeeting({ meetingId, time: '14:00', place: 'Lilla salen', reason: 'Salen är upptagen.' }, meeting, act),
  'correct attendance': (meeting) => {
    const right = { ...attendance, notServing: [] };
    return correctAttendance({ meetingId, attendance: right, reason: 'Filip var inte där.' }, meeting, act);
  },
  'correct conflict': (meeting) =>
    correctConflict({ meetingId, matterId, personId: carin.personId, reason: 'Fel person.' }, meeting, act),
  'correct composition': (meeting) => {
    const composition = { ...meeting.composition, substitutes: [] };
    return correctComposition({ meetingId, composition, reason: 'Filip är ingen ersättare.' }, meeting, act);
  },
  'correct times': (meeting) => {
    const times = { openedAt: '2026-05-11T13:05', adjournments: [], closedAt: null };
    return correctTimes({ meetingId, ...times, reason: 'Fel tid.' }, meeting, later);
  },
  'correct adjustment': (meeting) => {
    const right = { adjustment: 1, adjusters: [chair.personId], date: '2026-05-14', reason: 'Fel dag.' };
    return correctAdjustment({ meetingId, ...right }, meeting, later);
  },
  'correct dispatch': (meeting) => {
    const right = { dispatch: 1, recipients: ['Revisorerna'], date: '2026-06-05', reason: 'Fel mottagare.' };
    return correctDispatch({ meetingId, ...right }, meeting, later);
  },
  'correct appeal': (meeting) => {
    const right = {
      appeal: 1,
      appellant: null,
      courtDnr: 'FR 7-26',
      receivedOn: '2026-05-29',
      reason: 'Dnr saknades.',
    };
    return correctAppeal({ meetingId, ...right }, meeting, later);
  },
  'correct added matter': (meeting) =>
    correctAddedMatter({ ...about, paragraph: '43', reason: 'Fel paragraf.' }, meeting, [], act),
  'withdraw added matter': (meeting) => withdrawAddedMatter({ ...about, reason: 'Fel ärende.' }, meeting, act),
  'correct taking down': (meeting) => {
    const right = { notice: 1, date: '2026-06-04', earlyReason: '', reason: 'Fel dag.' };
    return correctTakingDown({ meetingId, ...right }, meeting, later);
  },
  'correct notice': (meeting) => {
    const right = { notice: 1, date: '2026-05-14', keptAt: 'Kansliet', reason: 'Fel plats.' };
    return correctNotice({ meetingId, ...right }, meeting, () => false, later);
  },
  dispatch: (meeting) =>
    dispatchParagraph({ meetingId, paragraph: '45', recipients: ['Kansliet'], date: '2026-06-05' }, meeting, later),
};

const untimed = { openedAt: null, adjustOn: null, adjustAt: '' };

const posted = noticed(['45'], '2026-05-11', '2026-06-01');

/** Lists for each status the event histories that the test needs to try every action. */
const ways: Record<MeetingStatus, readonly (readonly Happened<MeetingEvent>[])[]> = {
  SCHEDULED: [[scheduled()], [scheduled(), listed]],
  SUMMONED: [
    [scheduled(), summoned],
    [scheduled(), summoned, listed],
  ],
  OPEN: [
    [scheduled(), summoned, opened],
    [scheduled(), summoned, opened, conflicted()],
    untilDecided,
    [...untilDecided, adjusted(['45'], '2026-05-11'), posted],
    [...untilDecided, adjusted(['45'], '2026-05-11'), posted, takenDown('2026-06-05')],
    [...untilDecided, matterAdded()],
    [...untilDecided, adjusted(['45'], '2026-05-11')],
    [...untilDecided, adjusted(['45'], '2026-05-11'), dispatchedOn('2026-05-12')],
    // This meeting is still open weeks after the adjusters confirmed a paragraph at once.
    [...untilDecided, adjusted(['45'], '2026-05-11'), posted, appealed('45', '2026-05-29')],
  ],
  CLOSED: [
    untilClosed,
    [...untilDecided, matterAdded(), closed],
    ...Object.values(wayToParagraph),
    [...untilNoticed, takenDown('2026-06-05')],
    [...untilNoticed, dispatchedOn('2026-05-20')],
  ],
  CANCELLED: [[scheduled(), cancelled]],
};

function outcomes(action: MeetingAction, meetings: readonly Meeting[]) {
  return meetings.map((meeting) => {
    try {
      const events = commands[action](meeting);
      return events.map((event) => ({ event, meeting }));
    } catch (error) {
      if (isRefusal(error)) return error.code;
      throw error;
    }
  });
}

describe('a meeting', () => {
  const cells = meetingStatuses.flatMap((status) => meetingActions.map((action) => ({ status, action })));
  const meetingsIn = (status: MeetingStatus) => ways[status].map((way) => meetingAfter(...way));

  it('has the status that each way leads to', () => {
    const reached = meetingStatuses.map((status) => [...new Set(meetingsIn(status).map((meeting) => meeting.status))]);
    expect(reached).toEqual(meetingStatuses.map((status) => [status]));
  });

  it('rule 45: refuses each action or reaches the status in the table', () => {
    const wrong = wrongRows(cells, ({ status, action }) => {
      const meetings = meetingsIn(status);
      const given = outcomes(action, meetings);
      const next = meetingProcess[status][action];
      if (next === undefined) {
        expect(given).toEqual(meetings.map(() => 'MEETING_STATUS'));
        return;
      }
      const accepted = ways[status].flatMap((way, index) => {
        const events = given[index];
        return Array.isArray(events)
          ? [meetingAfter(...way, ...events.map(({ event }) => ({ actor: chair, event })))]
          : [];
      });
      expect(accepted.length).toBeGreaterThan(0);
      expect(new Set(accepted.map((meeting) => meeting.status))).toEqual(new Set([next]));
      expect(given).not.toContain('MEETING_STATUS');
    });
    expect(wrong).toEqual([]);
  });
});
