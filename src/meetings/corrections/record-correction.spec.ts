import { by, type Happened, refused, secretary } from '../../../test/support/given.js';
import {
  adjusted,
  appealed,
  chair,
  dispatchedOn,
  eva,
  meetingAfter,
  meetingId,
  noticed,
  opened,
  scheduled,
  substitute,
  summoned,
  untilClosed,
  untilDecided,
  untilNoticed,
} from '../../../test/support/meeting-under-test.js';
import type { Composition, MeetingEvent } from '../meeting-event.js';
import type { Meeting } from '../meeting.js';
import { correctAppeal, type CorrectAppealData } from './appeal-correction.js';
import { correctComposition } from './composition-correction.js';
import { correctAdjustment, type CorrectAdjustmentData } from './minutes-correction.js';
import { correctDispatch, type CorrectDispatchData } from './minutes-correction.js';
import { correctTimes, type CorrectTimesData } from './times-correction.js';

const later = by(secretary, '2026-06-05');

function after(way: readonly Happened<MeetingEvent>[], events: readonly MeetingEvent[]): Meeting {
  return meetingAfter(...way, ...events.map((event) => ({ actor: secretary, event })));
}

describe('rule 156: the times of a meeting', () => {
  const times = {
    openedAt: '2026-05-11T13:05',
    adjournments: [{ from: '2026-05-11T14:00', until: '2026-05-11T14:15' }],
    closedAt: '2026-05-11T15:40',
  };
  const correct = (given: Partial<CorrectTimesData> = {}, meeting: Meeting = meetingAfter(...untilClosed)) =>
    correctTimes({ meetingId, ...times, reason: 'Fel tid.', ...given }, meeting, later);

  it('are corrected all at once', () => {
    expect(correct()).toEqual([{ type: 'TimesCorrected', data: { meetingId, ...times, reason: 'Fel tid.' } }]);
    expect(after(untilClosed, correct())).toMatchObject(times);
  });

  it('rule 116: are in order, and not before the day of the meeting', () => {
    refused(() => correct({ openedAt: '2026-05-11T14:05' }), 'TIMES_OUT_OF_ORDER');
    refused(() => correct({ openedAt: '2026-05-10T13:05' }), 'TOO_EARLY');
  });

  it('are refused without a reason, and when nothing differs', () => {
    refused(() => correct({ reason: ' ' }), 'REASON_MISSING');
    refused(() => correct({}, after(untilClosed, correct())), 'NOTHING_CORRECTED');
  });

  it('have no closing while the meeting goes on', () => {
    const open = meetingAfter(...untilDecided);
    refused(() => correct({}, open), 'MEETING_NOT_CLOSED');
    expect(correct({ closedAt: null }, open)).toHaveLength(1);
  });

  it('stay when a § is adjusted', () => {
    refused(() => correct({}, meetingAfter(...untilClosed, adjusted(['45'], '2026-05-13'))), 'TIMES_ADJUSTED', {
      date: '2026-05-13',
    });
  });
});

describe('rule 157: the members and substitutes of a meeting', () => {
  const coming = [scheduled(), summoned] as const;
  const { composition } = meetingAfter(...coming);
  const correct = (right: Composition, meeting: Meeting = meetingAfter(...coming), reason = 'Fel ersättare.') =>
    correctComposition({ meetingId, composition: right, reason }, meeting, later);
  const without = { ...composition, substitutes: [] };

  it('are corrected before the meeting is opened', () => {
    expect(correct(without)).toMatchObject([{ type: 'CompositionCorrected', data: { composition: without } }]);
    expect(after([...coming], correct(without)).composition).toEqual(without);
    refused(() => correct(without, meetingAfter(...coming, opened)), 'MEETING_STATUS');
  });

  it('rule 28: are judged like new ones', () => {
    const twice = { ...composition, substitutes: [chair.personId] };
    refused(() => correct(twice), 'ATTENDANCE_UNSOUND', { personId: chair.personId, problem: 'TWICE' });
    refused(() => correct({ ...composition, chair: substitute.personId }), 'ATTENDANCE_UNSOUND', {
      problem: 'NOT_OF_THE_BOARD',
    });
  });

  it('are refused without a reason, and when nothing differs', () => {
    refused(() => correct(without, undefined, ' '), 'REASON_MISSING');
    refused(() => correct(composition), 'NOTHING_CORRECTED');
  });
});

describe('rule 158: an appeal that was recorded wrong', () => {
  const appealedTo = [...untilNoticed, appealed('45', '2026-05-20')];
  const correct = (given: Partial<CorrectAppealData> = {}, meeting: Meeting = meetingAfter(...appealedTo)) => {
    const right = { appellant: eva.personId, courtDnr: 'FR 7-26', receivedOn: '2026-05-21', reason: 'Fel dag.' };
    return correctAppeal({ meetingId, appeal: 1, ...right, ...given }, meeting, later);
  };

  it('has the right appellant, number at the court and day', () => {
    const right = { appellant: eva.personId, courtDnr: 'FR 7-26', receivedOn: '2026-05-21' };
    expect(correct()).toMatchObject([{ type: 'AppealCorrected', data: { appeal: 1, ...right } }]);
    expect(after(appealedTo, correct()).appeals).toMatchObject([{ number: 1, ...right, settled: null }]);
  });

  it('is refused a day that makes it late, and one that makes a late one timely', () => {
    const [notice] = meetingAfter(...untilNoticed).notices;
    const last = notice?.lastAppealDay ?? '';
    expect(correct({ receivedOn: last })).toHaveLength(1);
    refused(() => correct({ receivedOn: '2026-06-05' }), 'APPEAL_TIMELINESS', { appeal: 1, paragraph: '45' });
    const late = meetingAfter(...untilNoticed, appealed('45', '2026-06-05', 1, true));
    refused(() => correct({ receivedOn: last }, late), 'APPEAL_TIMELINESS');
  });

  it('is refused without a reason, when nothing differs, and when there is no such appeal', () => {
    refused(() => correct({ reason: ' ' }), 'REASON_MISSING');
    refused(() => correct({}, after(appealedTo, correct())), 'NOTHING_CORRECTED');
    refused(() => correct({ appeal: 2 }), 'NOT_FOUND');
    refused(() => correct({ receivedOn: '2026-06-06' }), 'IN_FUTURE');
  });
});

describe('rule 159: an adjustment that was recorded wrong', () => {
  const way = [...untilClosed, adjusted(['45'], '2026-05-13')];
  const correct = (given: Partial<CorrectAdjustmentData> = {}, meeting: Meeting = meetingAfter(...way)) => {
    const right = { adjustment: 1, adjusters: [chair.personId], date: '2026-05-14', reason: 'Fel dag.' };
    return correctAdjustment({ meetingId, ...right, ...given }, meeting, later);
  };

  it('has the right adjusters and the right day, and tells whether it was late', () => {
    const data = { adjustment: 1, paragraphs: ['45'], adjusters: [chair.personId], date: '2026-05-14', overdue: false };
    expect(correct()).toMatchObject([{ type: 'AdjustmentCorrected', data }]);
    const { adjustments } = after(way, correct());
    expect(adjustments).toMatchObject([{ number: 1, adjusters: [chair.personId], date: '2026-05-14' }]);
    expect(correct({ date: '2026-05-26' })).toMatchObject([{ data: { overdue: true } }]);
  });

  it('rules 36 and 117: is judged like a new one', () => {
    refused(() => correct({ adjusters: [] }), 'ADJUSTERS_MISSING');
    refused(() => correct({ adjusters: [substitute.personId] }), 'ADJUSTER_NOT_ELECTED');
    refused(() => correct({ date: '2026-05-10' }), 'TOO_EARLY');
  });

  it('is refused without a reason, when nothing differs, and when there is none', () => {
    refused(() => correct({ reason: ' ' }), 'REASON_MISSING');
    refused(() => correct({}, after(way, correct())), 'NOTHING_CORRECTED');
    refused(() => correct({ adjustment: 2 }), 'NOT_FOUND');
  });

  it('stays when a notice or an extract has told of it', () => {
    const announced = meetingAfter(...way, noticed(['45'], '2026-05-14', '2026-06-04'));
    refused(() => correct({}, announced), 'ADJUSTMENT_RELIED_ON', { paragraph: '45' });
    refused(() => correct({}, meetingAfter(...way, dispatchedOn('2026-05-14'))), 'ADJUSTMENT_RELIED_ON');
  });
});

describe('rule 160: a dispatch that was recorded wrong', () => {
  const way = [...untilClosed, adjusted(['45'], '2026-05-13'), dispatchedOn('2026-05-14'), dispatchedOn('2026-05-15')];
  const correct = (given: Partial<CorrectDispatchData> = {}, meeting: Meeting = meetingAfter(...way)) => {
    const right = { dispatch: 2, recipients: ['Revisorerna'], date: '2026-05-16', reason: 'Fel mottagare.' };
    return correctDispatch({ meetingId, ...right, ...given }, meeting, later);
  };

  it('has the right recipients and the right day, and the others stay', () => {
    const right = { paragraph: '45', recipients: ['Revisorerna'], date: '2026-05-16' };
    expect(correct()).toMatchObject([{ type: 'DispatchCorrected', data: { dispatch: 2, ...right } }]);
    expect(after(way, correct()).dispatches).toEqual([
      { paragraph: '45', recipients: ['Kansliet'], date: '2026-05-14' },
      right,
    ]);
  });

  it('rule 119: is judged like a new one', () => {
    refused(() => correct({ recipients: [] }), 'RECIPIENTS_MISSING');
    refused(() => correct({ date: '2026-05-12' }), 'TOO_EARLY');
  });

  it('is refused without a reason, when nothing differs, and when there is none', () => {
    refused(() => correct({ reason: ' ' }), 'REASON_MISSING');
    refused(() => correct({}, after(way, correct())), 'NOTHING_CORRECTED');
    refused(() => correct({ dispatch: 3 }), 'NOT_FOUND');
  });
});
