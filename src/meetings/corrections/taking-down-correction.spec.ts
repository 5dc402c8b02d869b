import { by, type Happened, refused, secretary } from '../../../test/support/given.js';
import {
  appealed,
  inForce,
  meetingAfter,
  meetingId,
  noticed,
  takenDown,
  takenDownEarly,
  untilNoticed,
} from '../../../test/support/meeting-under-test.js';
import type { MeetingEvent } from '../meeting-event.js';
import type { Meeting } from '../meeting.js';
import { paragraphStatus } from '../paragraph.js';
import { correctTakingDown, type CorrectTakingDownData } from './taking-down-correction.js';

const both = ['45', '46'];
const inTime = [...untilNoticed, takenDown('2026-06-08')];
const early = [...untilNoticed, takenDownEarly('2026-05-20')];
const posted = [...early, noticed(both, '2026-05-25', '2026-06-15', 2)];

function correct(given: Partial<CorrectTakingDownData> = {}, meeting: Meeting = meetingAfter(...inTime)) {
  const right = { notice: 1, date: '2026-06-05', earlyReason: '', reason: 'Fel dag.' };
  return correctTakingDown({ meetingId, ...right, ...given }, meeting, by(secretary, '2026-06-16'));
}

function after(way: readonly Happened<MeetingEvent>[], events: readonly MeetingEvent[]): Meeting {
  return meetingAfter(...way, ...events.map((event) => ({ actor: secretary, event })));
}

describe('rules 168 and 169: the day on which a notice came down', () => {
  it('is corrected to another day after the period to appeal', () => {
    const data = { notice: 1, date: '2026-06-05', earlyReason: null, legalForceLost: [], reason: 'Fel dag.' };
    expect(correct()).toEqual([{ type: 'TakingDownCorrected', data: { meetingId, ...data } }]);
    expect(after(inTime, correct()).notices).toMatchObject([{ takenDown: '2026-06-05', earlyReason: null }]);
    expect(after(inTime, correct()).correctedAt).not.toBeNull();
  });

  it('is judged like a new one', () => {
    refused(() => correct({ date: '2026-05-13' }), 'TOO_EARLY');
    refused(() => correct({ date: '2026-06-17' }), 'IN_FUTURE');
    refused(() => correct({ date: '2026-06-03' }), 'APPEAL_PERIOD_RUNS', { lastAppealDay: '2026-06-04' });
    expect(correct({ date: '2026-06-04' })).toMatchObject([{ data: { earlyReason: null } }]);
  });

  it('is none when the notice is still up', () => {
    const { notices } = after(inTime, correct({ date: null }));
    expect(notices).toMatchObject([{ takenDown: null, earlyReason: null }]);
    refused(() => correct({}, meetingAfter(...untilNoticed)), 'NOTICE_NOT_TAKEN_DOWN', { notice: 1 });
    refused(() => correct({ notice: 2 }), 'NOT_FOUND');
  });

  it('is refused without a reason, and when nothing differs', () => {
    refused(() => correct({ reason: ' ' }), 'REASON_MISSING');
    refused(() => correct({ date: '2026-06-08' }), 'NOTHING_CORRECTED');
    refused(() => correct({ date: '2026-05-20' }, meetingAfter(...early)), 'NOTHING_CORRECTED');
  });
});

describe('rule 168: legal force', () => {
  const day = { date: '2026-06-01', earlyReason: 'Stormen.' };

  it('rule 83: is lost when the notice came down early, and late appeals are then in time', () => {
    const way = [...untilNoticed, inForce(both, '2026-06-05'), takenDown('2026-06-08')];
    const late = appealed('45', '2026-06-09', 1, true);
    expect(correct(day, meetingAfter(...way))).toMatchObject([{ data: { ...day, legalForceLost: both } }]);
    const meeting = after([...way, late], correct(day, meetingAfter(...way, late)));
    expect(meeting.legalForce).toEqual([]);
    expect(meeting.appeals).toMatchObject([{ parts: [{ late: false }] }]);
    expect(both.map((one) => paragraphStatus(meeting, one))).toEqual(['ADJUSTED', 'ADJUSTED']);
  });

  it('comes again when the notice was up until the last day to appeal', () => {
    const meeting = after(early, correct({}, meetingAfter(...early)));
    expect(meeting.notices).toMatchObject([{ takenDown: '2026-06-05', earlyReason: null }]);
    expect(paragraphStatus(meeting, '45')).toBe('NOTICED');
  });

  it('keeps the reason of an early taking down when only its day was wrong', () => {
    expect(correct({ date: '2026-05-22' }, meetingAfter(...early))).toMatchObject([
      { data: { earlyReason: 'Anslagstavlan målades om.', legalForceLost: [] } },
    ]);
    expect(correct({ date: '2026-05-20', earlyReason: 'Stormen.' }, meetingAfter(...early))).toHaveLength(1);
  });

  it('stays when it rests on a later notice, because the notice that came down early gave none', () => {
    const meeting = meetingAfter(...posted, inForce(both, '2026-06-16'));
    expect(correct({ date: '2026-05-22' }, meeting)).toMatchObject([{ data: { legalForceLost: [] } }]);
  });

  it('is not judged anew when a new notice rests on the taking down', () => {
    const meeting = meetingAfter(...posted);
    const asked = (given: Partial<CorrectTakingDownData>) => () => correct(given, meeting);
    refused(asked({}), 'TAKING_DOWN_RELIED_ON', { notice: 1, later: 2 });
    refused(asked({ date: null }), 'TAKING_DOWN_RELIED_ON');
    refused(asked({ date: '2026-05-26' }), 'TAKING_DOWN_RELIED_ON');
    expect(asked({ date: '2026-05-25' })()).toHaveLength(1);
  });

  it('is not judged anew when an appeal after the last day counted as in time', () => {
    const timely = [...early, appealed('46', '2026-06-04')];
    expect(correct({}, meetingAfter(...timely))).toHaveLength(1);
    const late = meetingAfter(...timely, appealed('45', '2026-06-05', 2));
    refused(() => correct({}, late), 'TAKING_DOWN_APPEALED', { notice: 1, appeal: 2, paragraph: '45' });
    expect(correct({ date: '2026-05-22' }, late)).toHaveLength(1);
    expect(correct({}, meetingAfter(...inTime, appealed('45', '2026-06-05', 1, true)))).toHaveLength(1);
  });
});
