import { by, clerk, refused, secretary } from '../../../test/support/given.js';
import {
  adjusted,
  attendance,
  attendanceCorrected,
  attended,
  carin,
  chair,
  closed,
  david,
  decided,
  eva,
  firstItem,
  matterAdded,
  meetingAfter,
  meetingId,
  opened,
  scheduled,
  serving,
  substitute,
  summoned,
  untilClosed,
  untilDecided,
  viceChair,
} from '../../../test/support/meeting-under-test.js';
import type { Attendance } from '../meeting-event.js';
import type { Meeting } from '../meeting.js';
import { correctAttendance } from './attendance-correction.js';

const act = by(secretary, '2026-05-11');
const open = meetingAfter(scheduled(), summoned, opened);
const official = { personId: david.personId, title: 'ekonomichef' };
const withoutFilip: Attendance = { ...attendance, notServing: [] };
/** The substitute serves for a member who was not there. */
const carinAway: Attendance = {
  ...withoutFilip,
  serving: serving.map((one) =>
    one.personId === carin.personId ? { personId: substitute.personId, inPlaceOf: carin.personId } : one,
  ),
};

function correct(right: Attendance, meeting: Meeting = open, reason = 'Fel antecknat.') {
  return correctAttendance({ meetingId, attendance: right, reason }, meeting, act);
}

describe('rule 151: an attendance that was recorded by mistake', () => {
  it('is replaced, and whoever was present by it alone was not there', () => {
    expect(correct(withoutFilip)).toEqual([attendanceCorrected(withoutFilip).event]);
    expect(open.present).toContain(substitute.personId);
    const after = meetingAfter(scheduled(), summoned, opened, attendanceCorrected(withoutFilip));
    expect(after.present).not.toContain(substitute.personId);
    expect([after.attendance, after.attendances]).toEqual([withoutFilip, [withoutFilip]]);
  });

  it('is the newest one; those before it stay', () => {
    const after = meetingAfter(scheduled(), summoned, opened, attended(carinAway), attendanceCorrected(withoutFilip));
    expect(after.attendances).toEqual([attendance, withoutFilip]);
  });

  it('is judged like a new one (rules 28 and 115)', () => {
    refused(() => correct({ ...attendance, others: [official] }), 'ATTENDANCE_UNSOUND', {
      personId: david.personId,
      problem: 'OF_THE_BOARD',
    });
    refused(() => correct({ ...attendance, chair: substitute.personId }), 'NOT_SERVING');
  });

  it('is refused without a reason, and when nothing but the order differs', () => {
    refused(() => correct(withoutFilip, open, ' '), 'REASON_MISSING');
    refused(() => correct({ ...attendance, serving: serving.toReversed() }), 'NOTHING_CORRECTED');
    refused(
      () => correctAttendance({ meetingId, attendance: withoutFilip, reason: 'Fel.' }, open, by(clerk)),
      'FORBIDDEN',
    );
  });

  it('is refused before the meeting has one, and when a § is adjusted', () => {
    refused(() => correct(withoutFilip, meetingAfter(scheduled(), summoned)), 'MEETING_STATUS');
    const confirmed = meetingAfter(...untilClosed, adjusted(['45'], '2026-05-13'));
    refused(() => correct(withoutFilip, confirmed), 'ATTENDANCE_ADJUSTED', { date: '2026-05-13' });
  });

  it('rule 36: keeps whoever is elected to adjust the minutes', () => {
    const withoutEva = { ...withoutFilip, serving: serving.filter(({ personId }) => personId !== eva.personId) };
    refused(() => correct(withoutEva), 'ADJUSTER_ABSENT', { personId: eva.personId });
  });
});

describe('rule 151: those with a vote and the chair', () => {
  it('are corrected while the board has not acted with them', () => {
    expect(correct(carinAway)).toHaveLength(1);
    expect(correct({ ...attendance, chair: viceChair.personId })).toHaveLength(1);
    const attendedAnew = meetingAfter(...untilDecided, attended(attendance));
    expect(correct(carinAway, attendedAnew)).toHaveLength(1);
  });

  it('stay when the board has decided a point or taken up a matter, and the others can be corrected', () => {
    for (const acted of [meetingAfter(...untilClosed), meetingAfter(scheduled(), summoned, opened, matterAdded())]) {
      refused(() => correct(carinAway, acted), 'ATTENDANCE_ACTED_ON');
      refused(() => correct({ ...attendance, chair: viceChair.personId }, acted), 'ATTENDANCE_ACTED_ON');
      expect(correct({ ...withoutFilip, parties: [{ personId: chair.personId, party: 'S' }] }, acted)).toHaveLength(1);
    }
  });
});

describe('rule 151: what followed from an attendance', () => {
  const remark = { kind: 'NOTE', by: substitute.personId, text: 'Frågan behöver följas upp.' } as const;
  const [report] = firstItem.points;
  if (report === undefined) throw new Error('The first matter has points.');
  const remarked = decided(firstItem, report, '45', { remarks: [remark] });

  it('rule 131: keeps whoever made a note or a statement, also when nothing but those without a vote differs', () => {
    const acted = meetingAfter(scheduled(), summoned, opened, remarked);
    refused(() => correct(withoutFilip, acted), 'REMARK_NOT_ALLOWED', { personId: substitute.personId });
    expect(correct({ ...attendance, parties: [{ personId: chair.personId, party: 'S' }] }, acted)).toHaveLength(1);
  });

  it('rule 28: gives a board no quorum afterwards that it lacked when the meeting was closed', () => {
    const few = { ...attendance, serving: serving.slice(0, 2) };
    const closedByFew = meetingAfter(scheduled(), summoned, opened, attended(few), closed);
    refused(() => correct(attendance, closedByFew), 'ATTENDANCE_GIVES_QUORUM', {
      points: ['KS 2026/7: 1', 'KS 2026/7: 2', 'KS 2026/8: 1'],
    });
    const others = { ...few, serving: [...serving.slice(0, 1), ...serving.slice(2, 3)] };
    expect(correct(others, closedByFew)).toHaveLength(1);
  });
});
