import { matterOf, untilBeforeBoard, untilReviewed, untilSubmitted } from '../../../test/support/agenda-under-test.js';
import { type Happened, secretary } from '../../../test/support/given.js';
import {
  adjusted,
  appealed,
  approving,
  attendance,
  cancelled,
  carin,
  chair,
  conflicted,
  dispatchedOn,
  eva,
  firstItem,
  lateItem,
  matterAdded,
  meetingAfter,
  meetingId,
  noticed,
  opened,
  scheduled,
  serving,
  summoned,
  takenDown,
  takenDownEarly,
  untilClosed,
  untilDecided,
  untilNoticed,
  wayToParagraph,
} from '../../../test/support/meeting-under-test.js';
import { actOf, answerOf, codeIn, readers, toldBy } from '../../../test/support/permitted-under-test.js';
import { correctAddedMatter, withdrawAddedMatter } from '../corrections/added-matter-correction.js';
import { correctAttendance } from '../corrections/attendance-correction.js';
import { correctConflict } from '../corrections/conflict-correction.js';
import { correctMeeting, moveMeeting } from '../corrections/meeting-correction.js';
import { correctAppeal } from '../corrections/appeal-correction.js';
import { correctComposition } from '../corrections/composition-correction.js';
import { correctAdjustment, correctDispatch } from '../corrections/minutes-correction.js';
import { correctNotice } from '../corrections/notice-correction.js';
import { correctTakingDown } from '../corrections/taking-down-correction.js';
import { correctTimes } from '../corrections/times-correction.js';
import { correctDecision } from '../corrections/decision-correction.js';
import { adjournMeeting, dispatchParagraph, electAdjusters } from '../record/facts.js';
import { noReports } from '../../matters/report-acceptance.js';
import { wrongRows } from '../../../test/support/wrong-rows.js';
import type { Act } from '../../kernel/permissions.js';
import { decidePoint, requireMayDecidePoint } from '../decision.js';
import type { MeetingEvent } from '../meeting-event.js';
import { guardsOfMeeting, guardsOfParagraph, readGuardsOfPoint } from './meeting-permitted.js';
import type { MeetingCommand } from '../meeting-process.js';
import type { Meeting } from '../meeting.js';
import { recordAppeal, settleAppeal } from '../appeal.js';
import { adjustMinutes, postNotice, takeDownNotice } from '../minutes.js';
import { adjustmentOf, appealsOf, noticeOf } from '../paragraph.js';
import { addMatterAtMeeting, closeMeeting, openMeeting, recordAttendance, recordConflict } from '../proceedings.js';
import { cancelMeeting, putOnAgenda, sendSummons, takeOffAgenda } from '../scheduling.js';

type Way = readonly Happened<MeetingEvent>[];

const { matterId } = firstItem;
const late = matterOf(...untilReviewed(lateItem));
const about = { meetingId, matterId: lateItem.matterId };
const seal = { checkpoint: null, hash: () => 'hash' };
const beforeBoard = matterOf(...untilBeforeBoard(firstItem));

const unrecorded = { adjusters: [], openedAt: null, adjustOn: null, adjustAt: '' };

/** Each command that is given about a meeting, with data that no rule can refuse if the meeting has such a part. */
const commands: Readonly<Record<MeetingCommand, (meeting: Meeting | null, act: Act) => unknown>> = {
  putOnAgenda: (meeting, act) => putOnAgenda(about, meeting, late, act),
  takeOffAgenda: (meeting, act) => takeOffAgenda(about, meeting, act),
  sendSummons: (meeting, act) => sendSummons({ meetingId }, meeting, [{ matter: late, reports: noReports }], seal, act),
  cancelMeeting: (meeting, act) => cancelMeeting({ meetingId, reason: 'Strömavbrott' }, meeting, act),
  openMeeting: (meeting, act) => openMeeting({ meetingId, attendance, ...unrecorded }, meeting, act),
  recordAttendance: (meeting, act) => recordAttendance({ meetingId, attendance }, meeting, act),
  recordConflict: (meeting, act) =>
    recordConflict({ meetingId, matterId, personId: carin.personId, substitute: null, chair: null }, meeting, act),
  addMatterAtMeeting: (meeting, act) =>
    addMatterAtMeeting(
      { ...about, paragraph: '44' },
      meeting,
      { matter: matterOf(...untilSubmitted(lateItem)), others: [] },
      act,
    ),
  decidePoint: (meeting, act) =>
    decidePoint(approving, meeting, { matter: beforeBoard, proposals: [], others: [] }, act),
  closeMeeting: (meeting, act) => closeMeeting({ meetingId, closedAt: null }, meeting, act),
  adjustMinutes: (meeting, act) => adjust(meeting, act),
  postNotice: (meeting, act) =>
    postNotice({ meetingId, paragraphs: ['45'], date: act.today, keptAt: '' }, meeting, () => false, act),
  takeDownNotice: (meeting, act) => takeDown(meeting, act),
  recordAppeal: (meeting, act) => {
    const appeal = { parts: [{ paragraph: '45', point: null }], appellant: null, courtDnr: '', receivedOn: act.today };
    return recordAppeal({ meetingId, ...appeal }, meeting, act);
  },
  settleAppeal: (meeting, act) => settle(meeting, act),
  adjournMeeting: (meeting, act) =>
    adjournMeeting({ meetingId, from: '2026-05-11T14:10', until: '2026-05-11T14:20' }, meeting, act),
  electAdjusters: (meeting, act) => {
    const elected = { adjusters: meeting?.present.slice(0, 1) ?? [], adjustOn: null, adjustAt: '' };
    return electAdjusters({ meetingId, ...elected, reason: 'Sjukdom.' }, meeting, act);
  },
  dispatchParagraph: (meeting, act) => dispatch(meeting, act),
  correctDecision: (meeting, act) => {
    const entry = { ...approving, paragraph: '45', reason: 'Enligt förslaget.' };
    return correctDecision({ meetingId, matterId, point: 1, entry, reason: 'Skrivfel.' }, meeting, [], act);
  },
  moveMeeting: (meeting, act) => {
    const right = { date: '2026-12-07', time: '14:00', place: 'Lilla salen', number: 1, reason: 'Salen är upptagen.' };
    return moveMeeting({ meetingId, ...right }, meeting, null, act);
  },
  correctMeeting: (meeting, act) =>
    correctMeeting({ meetingId, time: '14:00', place: 'Lilla salen', reason: 'Salen är upptagen.' }, meeting, act),
  correctAttendance: (meeting, act) => {
    const right = { ...(meeting?.attendance ?? attendance), notServing: [] };
    return correctAttendance({ meetingId, attendance: right, reason: 'Filip var inte där.' }, meeting, act);
  },
  correctConflict: (meeting, act) => {
    const wrong = { matterId, personId: carin.personId, reason: 'Fel person.' };
    return correctConflict({ meetingId, ...wrong }, meeting, act);
  },
  correctComposition: (meeting, act) => {
    const composition = { ...(meeting ?? meetingAfter(scheduled())).composition, substitutes: [] };
    return correctComposition({ meetingId, composition, reason: 'Filip är ingen ersättare.' }, meeting, act);
  },
  correctTimes: (meeting, act) => {
    const times = { openedAt: '2026-05-11T13:05', adjournments: [], closedAt: null };
    return correctTimes({ meetingId, ...times, reason: 'Fel tid.' }, meeting, act);
  },
  correctAdjustment: (meeting, act) => {
    const adjustment = (meeting === null ? undefined : adjustmentOf(meeting, '45'))?.number ?? 1;
    const right = { adjusters: [chair.personId], date: act.today, reason: 'Fel dag.' };
    return correctAdjustment({ meetingId, adjustment, ...right }, meeting, act);
  },
  correctDispatch: (meeting, act) => {
    const right = { dispatch: 1, recipients: ['Kommunens revisorer'], date: act.today, reason: 'Fel mottagare.' };
    return correctDispatch({ meetingId, ...right }, meeting, act);
  },
  correctAppeal: (meeting, act) => {
    const open = meeting === null ? [] : appealsOf(meeting, '45').filter(({ settled }) => settled === null);
    const { number: appeal, receivedOn } = open[0] ?? { number: 1, receivedOn: act.today };
    const right = { appellant: null, courtDnr: 'FR 7-26', receivedOn, reason: 'Dnr saknades.' };
    return correctAppeal({ meetingId, appeal, ...right }, meeting, act);
  },
  correctAddedMatter: (meeting, act) =>
    correctAddedMatter({ ...about, paragraph: '43', reason: 'Fel paragraf.' }, meeting, [], act),
  withdrawAddedMatter: (meeting, act) => withdrawAddedMatter({ ...about, reason: 'Fel ärende.' }, meeting, act),
  correctTakingDown: (meeting, act) => {
    const down = meeting?.notices.findLast(({ takenDown: day }) => day !== null);
    const right = { notice: down?.number ?? 1, date: act.today, earlyReason: 'Stormen.', reason: 'Fel dag.' };
    return correctTakingDown({ meetingId, ...right }, meeting, act);
  },
  correctNotice: (meeting, act) => {
    const notice = (meeting === null ? undefined : noticeOf(meeting, '45'))?.number ?? 1;
    const right = { notice, date: act.today, keptAt: 'Kansliet', reason: 'Fel dag.' };
    return correctNotice({ meetingId, ...right }, meeting, () => false, act);
  },
};

function dispatch(meeting: Meeting | null, act: Act) {
  return dispatchParagraph({ meetingId, paragraph: '45', recipients: ['Revisorerna'], date: act.today }, meeting, act);
}

function adjust(meeting: Meeting | null, act: Act) {
  const adjusting = {
    meetingId,
    paragraphs: ['45'],
    adjusters: [meeting?.attendance?.chair ?? eva.personId],
    date: act.today,
    atOnce: true,
  };
  return adjustMinutes(adjusting, meeting, null, act);
}

function takeDown(meeting: Meeting | null, act: Act) {
  const notice = (meeting === null ? undefined : noticeOf(meeting, '45'))?.number ?? 1;
  return takeDownNotice({ meetingId, notice, date: act.today, reason: 'Tavlan målades om.' }, meeting, act);
}

function settle(meeting: Meeting | null, act: Act) {
  const open = meeting === null ? [] : appealsOf(meeting, '45').filter(({ settled }) => settled === null);
  const appeal = open[0]?.number ?? 1;
  const settling = { meetingId, appeal, ruling: 'DISMISSED', annulled: [], date: act.today } as const;
  return settleAppeal({ ...settling, caseNumber: 'Mål 1-26' }, meeting, act);
}

const listed: Happened<MeetingEvent> = {
  actor: secretary,
  event: { type: 'MatterPutOnAgenda', data: { meetingId, matterId: lateItem.matterId } },
};
const openedByFew: Happened<MeetingEvent> = {
  actor: secretary,
  event: {
    type: 'MeetingOpened',
    data: {
      meetingId,
      attendance: { ...attendance, serving: serving.slice(0, 2) },
      adjusters: [],
      openedAt: null,
      date: null,
      place: '',
    },
  },
};
const atOnce = adjusted(['45'], '2026-05-11');

const ways: readonly Way[] = [
  [],
  [scheduled()],
  [scheduled(), listed],
  [scheduled(), summoned],
  [scheduled(), summoned, listed],
  [scheduled(), summoned, opened],
  [scheduled(), summoned, opened, conflicted()],
  [scheduled(), summoned, openedByFew],
  untilDecided,
  [...untilDecided, matterAdded()],
  [...untilDecided, atOnce],
  [...untilDecided, atOnce, noticed(['45'], '2026-05-11', '2026-06-01'), appealed('45', '2026-05-29')],
  untilClosed,
  ...Object.values(wayToParagraph),
  [...untilNoticed, takenDown('2026-06-05')],
  [...untilNoticed, takenDownEarly('2026-05-20')],
  [...untilNoticed, dispatchedOn('2026-05-20')],
  [scheduled(), cancelled],
];
const days = ['2026-05-04', '2026-05-11', '2026-11-03'];
const rows = ways.flatMap((way, index) =>
  Object.keys(readers).flatMap((reader) => days.map((today) => ({ index, today, reader, way }))),
);

function meetingOf(way: Way): Meeting | null {
  return way.length === 0 ? null : meetingAfter(...way);
}

/** The codes of refusals that a command gets when the meeting allows it, and the part that it names does not. */
const ofPart = [
  ...['NOT_ON_AGENDA', 'ON_AGENDA_ALREADY', 'POINT_DECIDED', 'POINT_NOT_BEFORE_BOARD', 'POINT_UNDECIDED', 'NOT_FOUND'],
  ...['PARAGRAPH_STATUS', 'NOTICE_TAKEN_DOWN', 'APPEAL_SETTLED', 'TOO_EARLY', 'NO_QUORUM', 'NOT_SERVING'],
  ...['PARAGRAPH_ADJUSTED', 'TIMES_OUT_OF_ORDER', 'IN_FUTURE', 'ADJUSTERS_MISSING', 'ADJUSTER_ABSENT'],
  ...['CONFLICT_UNRECORDED', 'NOTICE_RELIED_ON', 'ADJUSTMENT_RELIED_ON', 'MATTER_NOT_ADDED', 'NOTICE_NOT_TAKEN_DOWN'],
];

function allCommands(): MeetingCommand[] {
  const names: readonly string[] = Object.keys(commands);
  return names.filter((name): name is MeetingCommand => name in commands);
}

describe('the commands about a meeting that a reader is told of', () => {
  it('rule 45: are refused just as the command is, and allowed when it is accepted or only its part is wrong', () => {
    const [refusals, accepted] = [new Set<string>(), new Set<string>()];
    const wrong = wrongRows(rows, ({ way, reader, today }) => {
      const [meeting, act] = [meetingOf(way), actOf(reader, today)];
      const told = guardsOfMeeting(meetingId, meeting, [{ matter: late, reports: noReports }], act);
      for (const command of allCommands()) {
        const answer = answerOf(() => commands[command](meeting, act));
        const beforehand = toldBy(told, command);
        if (answer === 'accepted') accepted.add(command);
        if (beforehand === 'accepted') expect(['accepted', ...ofPart]).toContain(codeIn(answer));
        else expect(`${command} ${beforehand}`).toBe(`${command} ${answer}`);
        refusals.add(codeIn(beforehand));
      }
    });
    expect(wrong).toEqual([]);
    expect([...accepted].sort()).toEqual(allCommands().sort());
    expect([...refusals].sort()).toEqual([
      ...[
        'AGENDA_EMPTY',
        'ATTENDANCE_ADJUSTED',
        'FORBIDDEN',
        'MEETING_DAY_PASSED',
        'MEETING_NOT_YET',
        'MEETING_STATUS',
        'NOT_FOUND',
      ],
      ...['NO_QUORUM', 'POINTS_UNDECIDED', 'TIMES_ADJUSTED', 'accepted'],
    ]);
  });

  it('rule 45: tell that a summons is refused while a matter of the agenda is not reviewed', () => {
    const [meeting, act] = [meetingAfter(scheduled(), listed), actOf('a secretary', '2026-05-04')];
    const inReview = [{ matter: matterOf(...untilSubmitted(lateItem)), reports: noReports }];
    const answer = answerOf(() => sendSummons({ meetingId }, meeting, inReview, seal, act));
    expect(codeIn(answer)).toBe('MATTER_NOT_REVIEWED');
    expect(toldBy(guardsOfMeeting(meetingId, meeting, inReview, act), 'sendSummons')).toBe(answer);
  });
});

describe('the command about a point that a reader is told of', () => {
  it('rule 45: is refused just as the command is, and allowed when it is accepted or only its paragraph is wrong', () => {
    const codes = new Set<string>();
    const wrong = wrongRows(rows, ({ way, reader, today }) => {
      const [meeting, act] = [meetingOf(way), actOf(reader, today)];
      const inputs = { matter: beforeBoard, proposals: [] };
      const told = { decidePoint: () => requireMayDecidePoint(approving, meeting, inputs, act) };
      const [answer, beforehand] = [answerOf(() => commands.decidePoint(meeting, act)), toldBy(told, 'decidePoint')];
      if (beforehand === 'accepted')
        expect(['accepted', 'PARAGRAPH_STATUS', 'PARAGRAPH_TAKEN']).toContain(codeIn(answer));
      else expect(beforehand).toBe(answer);
      codes.add(codeIn(beforehand));
    });
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual([
      ...['FORBIDDEN', 'MEETING_STATUS', 'NOT_FOUND', 'NO_QUORUM', 'POINT_DECIDED', 'accepted'],
    ]);
  });

  it('rule 45: is read with the states that the command itself reads', async () => {
    const states: readonly unknown[] = [meetingAfter(scheduled(), summoned, opened), beforeBoard];
    const asked: string[] = [];
    const told = await readGuardsOfPoint(
      approving,
      (fold) => {
        asked.push(fold.kind);
        return Promise.resolve(Object(states[asked.length - 1]));
      },
      actOf('a secretary', '2026-05-11'),
    );
    expect(toldBy(told, 'decidePoint')).toBe('accepted');
    expect(asked).toEqual(['meeting', 'matter']);
  });
});

describe('the commands about a paragraph that a reader is told of', () => {
  const ofParagraph = [
    'adjustMinutes',
    'postNotice',
    'dispatchParagraph',
    'correctDecision',
    'correctNotice',
    'correctAdjustment',
    'correctDispatch',
    'correctAppeal',
    'correctTakingDown',
    'takeDownNotice',
    'recordAppeal',
    'settleAppeal',
  ] as const;
  const withParagraph = rows.filter(({ way, today }) => way.length > 2 && today === '2026-11-03');

  it('rule 45: are allowed or refused just as the command is, in every status and for everybody', () => {
    const codes = new Set<string>();
    const wrong = wrongRows(withParagraph, ({ way, reader, today }) => {
      const [meeting, act] = [meetingAfter(...way), actOf(reader, today)];
      const told = guardsOfParagraph({ meetingId, paragraph: '45' }, meeting, act);
      for (const command of ofParagraph) {
        const answer = answerOf(() => commands[command](meeting, act));
        const beforehand = toldBy(told, command);
        // A notice or an appeal that is not there has no command.
        if (beforehand === 'not told') expect(answer).not.toBe('accepted');
        else expect(`${command} ${beforehand}`).toBe(`${command} ${answer}`);
        codes.add(codeIn(beforehand));
      }
    });
    expect(wrong).toEqual([]);
    expect([...codes].sort()).toEqual([
      ...['ADJUSTMENT_RELIED_ON', 'FORBIDDEN', 'MEETING_STATUS', 'NOTICE_RELIED_ON', 'NOTICE_TAKEN_DOWN', 'NOT_FOUND'],
      ...['PARAGRAPH_ADJUSTED', 'PARAGRAPH_STATUS', 'accepted', 'not told'],
    ]);
  });
});
