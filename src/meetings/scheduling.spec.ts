import { board, by, clerk, refused, secretary } from '../../test/support/given.js';
import {
  absent,
  attendance,
  carin,
  composition,
  david,
  decisions,
  eva,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  serving,
  substitute,
  summoned,
  untilClosed,
  untilDecided,
} from '../../test/support/meeting-under-test.js';
import { matterId } from '../../test/support/removal-under-test.js';
import { cancelMeeting, scheduleMeeting } from './scheduling.js';
import { closeMeeting } from './proceedings.js';

const act = by(secretary, '2026-05-04');
const command = { boardId: board, date: meetingDay, time: '13:00', place: 'Stora salen', composition, number: 1 };

const closing = { meetingId, closedAt: null };

describe('scheduling a meeting', () => {
  it('records the date, the time, the place and the composition', () => {
    const { number: _, ...data } = command;
    expect(scheduleMeeting(command, null, act)).toEqual([{ type: 'MeetingScheduled', data: { meetingId, ...data } }]);
  });

  it('numbers the second meeting of a day', () => {
    const [event] = scheduleMeeting({ ...command, number: 2 }, null, act);
    expect(event).toMatchObject({ data: { meetingId: `${meetingId}-2` } });
  });

  it('is done once, for today or later, by the secretary', () => {
    refused(() => scheduleMeeting(command, meetingAfter(scheduled()), act), 'MEETING_EXISTS', { meetingId });
    refused(() => scheduleMeeting(command, null, by(secretary, '2026-05-12')), 'MEETING_DAY_PASSED');
    refused(() => scheduleMeeting(command, null, by(clerk)), 'FORBIDDEN');
    refused(() => scheduleMeeting({ ...command, place: ' ' }, null, act), 'TEXT_MISSING', { field: 'place' });
  });

  it('rule 28: counts each member once, the chairs among them', () => {
    const twice = { ...composition, substitutes: [...composition.substitutes, composition.chair] };
    refused(() => scheduleMeeting({ ...command, composition: twice }, null, act), 'ATTENDANCE_UNSOUND', {
      personId: 'anna',
      problem: 'TWICE',
    });
    const outside = { ...composition, chair: absent.personId };
    refused(() => scheduleMeeting({ ...command, composition: outside }, null, act), 'ATTENDANCE_UNSOUND', {
      personId: 'gun',
      problem: 'NOT_OF_THE_BOARD',
    });
    const vice = { ...composition, viceChairs: [substitute.personId] };
    refused(() => scheduleMeeting({ ...command, composition: vice }, null, act), 'ATTENDANCE_UNSOUND');
  });
});

describe('cancelling a meeting', () => {
  const cancelling = { meetingId, reason: 'Strömavbrott' };

  it('is done with a reason, before it is opened', () => {
    expect(cancelMeeting(cancelling, meetingAfter(scheduled(), summoned), act)).toHaveLength(1);
    refused(() => cancelMeeting({ meetingId, reason: ' ' }, meetingAfter(scheduled()), act), 'REASON_MISSING');
    refused(() => cancelMeeting(cancelling, meetingAfter(scheduled(), summoned, opened), act), 'MEETING_STATUS');
    refused(() => cancelMeeting(cancelling, meetingAfter(scheduled()), by(clerk)), 'FORBIDDEN');
  });
});

describe('rule 25: a meeting is over when each point has been decided or postponed', () => {
  it('names the undecided points', () => {
    const open = meetingAfter(scheduled(), summoned, opened, ...decisions.slice(0, 1));
    refused(() => closeMeeting(closing, open, act), 'POINTS_UNDECIDED', {
      points: ['KS 2026/7: 2', 'KS 2026/8: 1'],
    });
    expect(closeMeeting(closing, meetingAfter(...untilDecided), act)).toHaveLength(1);
  });

  it('is closed by the secretary, once', () => {
    refused(() => closeMeeting(closing, meetingAfter(...untilDecided), by(clerk)), 'FORBIDDEN');
    refused(() => closeMeeting(closing, meetingAfter(...untilClosed), act), 'MEETING_STATUS');
  });
});

describe('rule 28: a meeting that has lost its quorum can be closed', () => {
  const leaving = (...left: readonly string[]) => {
    const there = serving.filter(({ personId }) => !left.includes(personId));
    const data = { meetingId, attendance: { ...attendance, serving: there, notServing: [] } };
    return { actor: secretary, event: { type: 'AttendanceRecorded', data } } as const;
  };

  it('when too few serve to decide or postpone a point', () => {
    const lost = meetingAfter(
      scheduled(),
      summoned,
      opened,
      ...decisions.slice(0, 1),
      leaving('carin', 'david', 'eva'),
    );
    expect(closeMeeting(closing, lost, act)).toEqual([{ type: 'MeetingClosed', data: closing }]);
  });

  it('when too few are free of conflict in the only matter left, and not before', () => {
    const conflicts = [carin, david, eva].map(({ personId }) => {
      const data = { meetingId, matterId, personId, substitute: null, chair: null };
      return { actor: secretary, event: { type: 'ConflictOfInterestRecorded', data } } as const;
    });
    const open = meetingAfter(scheduled(), summoned, opened, ...conflicts);
    refused(() => closeMeeting(closing, open, act), 'POINTS_UNDECIDED', { points: ['KS 2026/8: 1'] });
    const left = meetingAfter(scheduled(), summoned, opened, ...conflicts, ...decisions.slice(2));
    expect(closeMeeting(closing, left, act)).toHaveLength(1);
  });
});
