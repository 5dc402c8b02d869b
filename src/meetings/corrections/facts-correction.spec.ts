import { by, refused, secretary } from '../../../test/support/given.js';
import {
  absent,
  adjusted,
  appealed,
  carin,
  conflicted,
  decided,
  electedAdjusters,
  eva,
  firstItem,
  meetingAfter,
  meetingId,
  noticed,
  opened,
  scheduled,
  secondItem,
  substitute,
  summoned,
  takenDown,
  untilDecided,
  untilNoticed,
} from '../../../test/support/meeting-under-test.js';
import type { Meeting } from '../meeting.js';
import { correctConflict, type CorrectConflictData } from './conflict-correction.js';
import { correctNotice, type CorrectNoticeData } from './notice-correction.js';

const { matterId } = firstItem;
const [wrong, right] = [carin.personId, eva.personId];
const open = [scheduled(), summoned, opened];
const secretaryLater = by(secretary, '2026-06-05');

describe('rules 149 and 169: a conflict of interest that was recorded by mistake', () => {
  const correct = (given: Partial<CorrectConflictData> = {}, meeting: Meeting = meetingAfter(...open, conflicted())) =>
    correctConflict({ meetingId, matterId, personId: wrong, reason: 'Fel person.', ...given }, meeting, secretaryLater);
  const after = (given: Partial<CorrectConflictData>) =>
    meetingAfter(...open, conflicted(), ...correct(given).map((event) => ({ actor: secretary, event })));
  const conflict = { personId: right, substitute: null, chair: null };

  it('is taken away, and whoever was present by it alone may not adjust the minutes', () => {
    expect(correct()).toMatchObject([{ type: 'ConflictCorrected', data: { personId: wrong, conflict: null } }]);
    const there = meetingAfter(...open, conflicted());
    expect(there.present).toContain(substitute.personId);
    expect(after({}).conflicts).toEqual([]);
    expect(there.correctedAt).toBeNull();
    expect(after({}).correctedAt).not.toBeNull();
    expect(after({}).present).toEqual(meetingAfter(...open).present);
  });

  it('rules 36 and 131: stays while somebody who was there by it alone adjusts the minutes or made a note', () => {
    const [chosen, noted] = [absent.personId, { kind: 'NOTE', by: absent.personId, text: 'Gun var här.' } as const];
    const data = { meetingId, matterId, personId: wrong, substitute: chosen, chair: null };
    const gunThere = { actor: secretary, event: { type: 'ConflictOfInterestRecorded', data } } as const;
    const [other] = secondItem.points;
    if (other === undefined) throw new Error('The second matter has a point.');
    refused(() => correct({}, meetingAfter(...open, gunThere, electedAdjusters(absent))), 'ADJUSTER_ABSENT', {
      personId: chosen,
    });
    const remarked = decided(secondItem, other, '46', { remarks: [noted] });
    refused(() => correct({}, meetingAfter(...open, gunThere, remarked)), 'REMARK_NOT_ALLOWED', { personId: chosen });
    expect(correct({}, meetingAfter(...open, gunThere))).toHaveLength(1);
  });

  it('rule 29: gets another person, judged anew', () => {
    expect(after({ conflict }).conflicts).toEqual([{ matterId, ...conflict }]);
    const stranger = { ...conflict, substitute: wrong };
    refused(() => correct({ conflict: stranger }), 'ATTENDANCE_UNSOUND', { problem: 'NOT_OF_THE_BOARD' });
  });

  it('is refused without a reason, when nothing differs, and of a conflict that is not recorded', () => {
    refused(() => correct({ reason: ' ' }), 'REASON_MISSING');
    const same = { personId: wrong, substitute: substitute.personId, chair: null };
    refused(() => correct({ conflict: same }), 'NOTHING_CORRECTED');
    refused(() => correct({ personId: right }), 'CONFLICT_UNRECORDED', { personId: right });
  });

  it('is refused when the board has decided a point of the matter', () => {
    const acted = meetingAfter(...open, conflicted(), ...untilDecided.slice(open.length));
    refused(() => correct({}, acted), 'POINT_DECIDED');
  });
});

describe('rule 149: the day of a notice and the place of the minutes', () => {
  const correct = (given: Partial<CorrectNoticeData> = {}, meeting: Meeting = meetingAfter(...untilNoticed)) => {
    const command = { meetingId, notice: 1, date: '2026-05-15', reason: 'Fel dag.', ...given };
    return correctNotice(command, meeting, () => false, secretaryLater);
  };

  it('moves the last day to appeal with it, and tells whether the notice was late', () => {
    const data = { notice: 1, date: '2026-05-15', lastAppealDay: '2026-06-05', reason: 'Fel dag.' };
    expect(correct()).toMatchObject([{ type: 'NoticeCorrected', data }]);
    expect(meetingAfter(...untilNoticed).correctedAt).toBeNull();
    const meeting = meetingAfter(...untilNoticed, ...correct().map((event) => ({ actor: secretary, event })));
    expect(meeting.notices).toMatchObject([{ number: 1, date: '2026-05-15', lastAppealDay: '2026-06-05' }]);
    expect(correct({ date: '2026-06-01' })).toMatchObject([{ data: { overdue: true } }]);
  });

  it('are each corrected alone', () => {
    const date = meetingAfter(...untilNoticed).notices[0]?.date ?? '';
    const moved = correct({ date, keptAt: 'Kommunhuset' });
    expect(moved).toMatchObject([{ data: { date, keptAt: 'Kommunhuset' } }]);
    const meeting = meetingAfter(...untilNoticed, ...moved.map((event) => ({ actor: secretary, event })));
    expect(correct({}, meeting)).toMatchObject([{ data: { date: '2026-05-15', keptAt: 'Kommunhuset' } }]);
    expect(correct({ keptAt: null }, meeting)).toMatchObject([{ data: { keptAt: 'Kommunhuset' } }]);
    expect(correct({ keptAt: '' }, meeting)).toMatchObject([{ data: { keptAt: '' } }]);
  });

  it('is judged like the day of a new notice', () => {
    refused(() => correct({ date: '2026-06-06' }), 'IN_FUTURE');
    refused(() => correct({ date: '2026-05-01' }), 'TOO_EARLY');
  });

  it('is refused without a reason, when nothing differs, and of a notice that is not there', () => {
    refused(() => correct({ reason: '' }), 'REASON_MISSING');
    const [notice] = meetingAfter(...untilNoticed).notices;
    refused(() => correct({ date: notice?.date ?? '' }), 'NOTHING_CORRECTED');
    refused(() => correct({ notice: 7 }), 'NOT_FOUND');
  });

  it('is refused after an appeal, after legal force, and when the notice is down', () => {
    const appealedTo = meetingAfter(...untilNoticed, appealed('45', '2026-05-20'));
    refused(() => correct({}, appealedTo), 'NOTICE_RELIED_ON', { notice: 1 });
    refused(() => correct({}, meetingAfter(...untilNoticed, takenDown('2026-06-05'))), 'NOTICE_TAKEN_DOWN');
    const atOnce = [...untilDecided, adjusted(['45'], '2026-05-11'), noticed(['45'], '2026-05-11', '2026-06-01')];
    expect(correct({}, meetingAfter(...atOnce))).toHaveLength(1);
  });
});
