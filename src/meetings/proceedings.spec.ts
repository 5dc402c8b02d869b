import { idOf } from '../kernel/identity.js';
import { by, clerk, otherClerk, refused, secretary } from '../../test/support/given.js';
import {
  absent,
  attendance,
  attended,
  carin,
  chair,
  composition,
  david,
  decided,
  eva,
  firstItem,
  meetingAfter,
  meetingDay,
  meetingId,
  opened,
  scheduled,
  serving,
  substitute,
  summoned,
  untilClosed,
  viceChair,
} from '../../test/support/meeting-under-test.js';
import { matterId, otherMatterId } from '../../test/support/removal-under-test.js';
import { minutesView } from './meeting-view.js';
import { openMeeting, recordAttendance, recordConflict, requireQuorum, takingPart } from './proceedings.js';

const today = by(secretary, meetingDay);
const election = { adjusters: [eva.personId], openedAt: '2026-05-11T13:05' };
const opening = { meetingId, attendance, ...election, adjustOn: '2026-05-18', adjustAt: 'Rådhuset' };
const sent = () => meetingAfter(scheduled(), summoned);
const open = () => meetingAfter(scheduled(), summoned, opened);

describe('opening a meeting', () => {
  it('rules 79 and 117: records the attendance, the time, and the adjusters with day and place', () => {
    const [event] = openMeeting(opening, sent(), today);
    const data = { meetingId, attendance, ...election, date: '2026-05-18', place: 'Rådhuset' };
    expect(event).toEqual({ type: 'MeetingOpened', data });
    const early = { ...opening, adjustOn: '2026-05-10' };
    refused(() => openMeeting(early, sent(), today), 'TOO_EARLY', { earliest: meetingDay });
  });

  it('rule 116: refuses a time that is no time, before the meeting or to come', () => {
    const at = (openedAt: string) => () => openMeeting({ ...opening, openedAt }, sent(), today);
    for (const time of ['13:05', '2026-05-11T24:00', '2026-02-30T13:05', '2026-05-11 13:05']) {
      refused(at(time), 'TIME_MALFORMED', { time });
    }
    refused(at('2026-05-10T23:59'), 'TOO_EARLY', { earliest: meetingDay });
    refused(at('2026-05-12T00:00'), 'IN_FUTURE', { date: '2026-05-12' });
  });

  it('is done on its day or later, by the secretary, once', () => {
    refused(() => openMeeting(opening, sent(), by(secretary, '2026-05-10')), 'MEETING_NOT_YET', { date: meetingDay });
    refused(() => openMeeting(opening, sent(), by(clerk, meetingDay)), 'FORBIDDEN');
    refused(() => openMeeting(opening, open(), today), 'MEETING_STATUS', { status: 'OPEN' });
    refused(() => openMeeting(opening, meetingAfter(scheduled()), today), 'MEETING_STATUS', { status: 'SCHEDULED' });
  });

  it('rule 36: refuses an adjuster who is absent', () => {
    const command = { ...opening, adjusters: [absent.personId] };
    refused(() => openMeeting(command, sent(), today), 'NOT_SERVING', { personId: 'gun' });
  });
});

describe('rule 115: the others present, and the parties', () => {
  const nora = { personId: idOf('Person', 'nora'), title: 'ekonomichef' };
  const anna = { personId: chair.personId, party: 'S' };
  const given = (changes: Partial<typeof attendance>) =>
    recordAttendance({ meetingId, attendance: { ...attendance, ...changes } }, open(), today);

  it('are recorded with the attendance, and the meeting keeps them as they were', () => {
    const [event] = given({ others: [nora], parties: [anna, { personId: substitute.personId, party: 'V' }] });
    expect(event).toMatchObject({ data: { attendance: { others: [nora], parties: [anna, { party: 'V' }] } } });
    if (event === undefined) throw new Error('Nothing was recorded.');
    const left = attended({ ...attendance, parties: [{ ...anna, party: 'M' }] });
    const meeting = meetingAfter(scheduled(), summoned, opened, { actor: secretary, event }, left);
    expect(minutesView(meeting)).toMatchObject({
      others: [nora],
      parties: [{ ...anna, party: 'M' }, { party: 'V' }],
    });
  });

  it('are refused of a person twice, on the wrong list, and without a text', () => {
    const unsound = (changes: Partial<typeof attendance>, problem: 'TWICE' | 'OF_THE_BOARD' | 'NOT_OF_THE_BOARD') =>
      refused(() => given(changes), 'ATTENDANCE_UNSOUND', { problem });
    unsound({ others: [nora, nora] }, 'TWICE');
    unsound({ parties: [anna, anna] }, 'TWICE');
    unsound({ others: [{ ...nora, personId: absent.personId }] }, 'OF_THE_BOARD');
    unsound({ parties: [{ ...nora, party: 'S' }] }, 'NOT_OF_THE_BOARD');
    refused(() => given({ others: [{ ...nora, title: ' ' }] }), 'TEXT_MISSING', { field: 'personTitle' });
    refused(() => given({ parties: [{ ...anna, party: '' }] }), 'TEXT_MISSING', { field: 'party' });
  });
});

describe('rule 28: attendance is counted by seats', () => {
  const given = (changes: Partial<typeof attendance>) => () =>
    recordAttendance({ meetingId, attendance: { ...attendance, ...changes } }, open(), today);

  it('accepts a substitute in the seat of an absent member', () => {
    const inPlace = { personId: substitute.personId, inPlaceOf: carin.personId };
    const others = serving.filter(({ personId }) => personId !== carin.personId);
    const [event] = given({ serving: [...others, inPlace], notServing: [] })();
    expect(event).toMatchObject({ type: 'AttendanceRecorded', data: { attendance: { notServing: [] } } });
  });

  it('refuses somebody named twice', () => {
    refused(given({ serving: [...serving, ...serving.slice(0, 1)] }), 'ATTENDANCE_UNSOUND', { problem: 'TWICE' });
    refused(given({ notServing: [chair.personId] }), 'ATTENDANCE_UNSOUND', { personId: 'anna', problem: 'TWICE' });
  });

  it('refuses a person who is not of the board, or who serves in the wrong capacity', () => {
    const stranger = otherClerk.personId;
    const asMember = [...serving, { personId: stranger, inPlaceOf: null }];
    refused(given({ serving: asMember }), 'ATTENDANCE_UNSOUND', { personId: 'hedda', problem: 'NOT_OF_THE_BOARD' });
    const substituteAsMember = [...serving, { personId: substitute.personId, inPlaceOf: null }];
    refused(given({ serving: substituteAsMember, notServing: [] }), 'ATTENDANCE_UNSOUND', { personId: 'filip' });
    refused(given({ notServing: [stranger] }), 'ATTENDANCE_UNSOUND', { personId: 'hedda' });
  });

  it('refuses a seat that is filled already, or that does not exist', () => {
    const second = [...serving, { personId: substitute.personId, inPlaceOf: carin.personId }];
    refused(given({ serving: second, notServing: [] }), 'ATTENDANCE_UNSOUND', {
      personId: 'carin',
      problem: 'SEAT_TAKEN',
    });
    const noSeat = [...serving, { personId: substitute.personId, inPlaceOf: absent.personId }];
    refused(given({ serving: noSeat, notServing: [] }), 'ATTENDANCE_UNSOUND', { personId: 'gun' });
  });

  it('lets only a serving person preside', () => {
    refused(given({ chair: substitute.personId }), 'NOT_SERVING', { personId: 'filip' });
  });

  it('is recorded by the secretary while the meeting is open', () => {
    const command = { meetingId, attendance };
    refused(() => recordAttendance(command, open(), by(clerk, meetingDay)), 'FORBIDDEN');
    refused(() => recordAttendance(command, meetingAfter(...untilClosed), today), 'MEETING_STATUS');
  });

  it('needs more than half of the members', () => {
    expect(() => requireQuorum(open(), serving.slice(0, 3))).not.toThrow();
    refused(() => requireQuorum(open(), serving.slice(0, 2)), 'NO_QUORUM', { serving: 2, members: 5 });
    const six = { ...open(), composition: { ...composition, members: [...composition.members, absent.personId] } };
    refused(() => requireQuorum(six, serving.slice(0, 3)), 'NO_QUORUM', { serving: 3, members: 6 });
  });
});

describe('rule 29: a member with a conflict of interest counts as absent for that §', () => {
  const conflict = { meetingId, matterId, personId: carin.personId, substitute: null, chair: null };
  const recorded = (...commands: readonly (typeof conflict | Parameters<typeof recordConflict>[0])[]) =>
    commands.reduce((meeting, command) => {
      const [event] = recordConflict(command, meeting, today);
      if (event === undefined) throw new Error('Nothing was recorded.');
      return meetingAfter(scheduled(), summoned, opened, ...conflictsSoFar(meeting), { actor: secretary, event });
    }, open());
  const conflictsSoFar = (meeting: ReturnType<typeof open>) =>
    meeting.conflicts.map((one) => ({
      actor: secretary,
      event: { type: 'ConflictOfInterestRecorded', data: { meetingId, ...one } } as const,
    }));

  it('leaves the seat empty, in that matter only', () => {
    const meeting = recorded(conflict);
    expect(takingPart(meeting, matterId).serving.map(({ personId }) => personId)).toEqual([
      'anna',
      'bo',
      'david',
      'eva',
    ]);
    expect(takingPart(meeting, otherMatterId).serving).toHaveLength(5);
  });

  it('lets a substitute serve for that matter only', () => {
    const meeting = recorded({ ...conflict, substitute: substitute.personId });
    expect(takingPart(meeting, matterId).serving).toContainEqual({ personId: 'filip', inPlaceOf: 'carin' });
    expect(takingPart(meeting, otherMatterId).serving).not.toContainEqual(
      expect.objectContaining({ personId: 'filip' }),
    );
  });

  it('remains when the attendance changes later', () => {
    const anew = { actor: secretary, event: { type: 'AttendanceRecorded', data: { meetingId, attendance } } } as const;
    const before = recorded(conflict);
    const meeting = meetingAfter(scheduled(), summoned, opened, ...conflictsSoFar(before), anew);
    expect(takingPart(meeting, matterId).serving.map(({ personId }) => personId)).not.toContain('carin');
  });

  it('lets the substitute serve who is called in for the rest of the meeting', () => {
    const before = recorded({ ...conflict, substitute: substitute.personId });
    const others = serving.filter(({ personId }) => personId !== carin.personId);
    const called = { personId: substitute.personId, inPlaceOf: carin.personId };
    const data = { meetingId, attendance: { ...attendance, serving: [...others, called], notServing: [] } };
    const anew = { actor: secretary, event: { type: 'AttendanceRecorded', data } } as const;
    const meeting = meetingAfter(scheduled(), summoned, opened, ...conflictsSoFar(before), anew);
    expect(takingPart(meeting, matterId).serving).toEqual([...others, called]);
  });

  const recordedAnew = (before: ReturnType<typeof open>, changes: Partial<typeof attendance>) => {
    const data = { meetingId, attendance: { ...attendance, notServing: [], ...changes } };
    const anew = { actor: secretary, event: { type: 'AttendanceRecorded', data } } as const;
    return meetingAfter(scheduled(), summoned, opened, ...conflictsSoFar(before), anew);
  };
  const without = (...gone: readonly string[]) => serving.filter(({ personId }) => !gone.includes(personId));

  it('lets the substitute serve on when the member in conflict has gone home', () => {
    const before = recorded({ ...conflict, substitute: substitute.personId });
    const inPlace = { personId: substitute.personId, inPlaceOf: carin.personId };
    const meeting = recordedAnew(before, { serving: [...without('carin'), inPlace] });
    expect(takingPart(meeting, matterId).serving).toContainEqual(inPlace);
    expect(takingPart(meeting, otherMatterId).serving).toContainEqual(inPlace);
  });

  it('leaves the seat empty when the substitute now serves for another member', () => {
    const before = recorded({ ...conflict, substitute: substitute.personId });
    const inPlace = { personId: substitute.personId, inPlaceOf: david.personId };
    const meeting = recordedAnew(before, { serving: [...without('david'), inPlace] });
    expect(takingPart(meeting, matterId).serving).toEqual([...without('david', 'carin'), inPlace]);
  });

  it('falls back on the chair of the meeting when the substitute chair has gone home', () => {
    const before = recorded({ ...conflict, personId: chair.personId, chair: viceChair.personId });
    const there = { serving: without('bo'), chair: chair.personId };
    expect(takingPart(recordedAnew(before, there), matterId).chair).toBeNull();
    const meeting = recordedAnew(before, { ...there, chair: david.personId });
    expect(takingPart(meeting, matterId).chair).toBe('david');
  });

  it('names the person who presides when the chair is in conflict', () => {
    const ofChair = { ...conflict, personId: chair.personId };
    refused(() => recordConflict(ofChair, open(), today), 'CHAIR_IN_CONFLICT', { personId: 'anna' });
    const meeting = recorded({ ...ofChair, chair: viceChair.personId });
    expect(takingPart(meeting, matterId).chair).toBe('bo');
    expect(takingPart(meeting, otherMatterId).chair).toBe('anna');
    refused(() => recordConflict({ ...ofChair, chair: absent.personId }, open(), today), 'NOT_SERVING');
    refused(() => recordConflict({ ...ofChair, chair: chair.personId }, open(), today), 'NOT_SERVING');
  });

  it('leaves no chair when the substitute chair is in conflict too, until another one is recorded', () => {
    const first = { ...conflict, personId: chair.personId, chair: viceChair.personId };
    const meeting = recorded(first, { ...conflict, personId: viceChair.personId, chair: david.personId });
    expect(takingPart(meeting, matterId).chair).toBe('david');
  });

  it('is refused for a person who does not serve, for the same person twice, and in a matter not on the agenda', () => {
    refused(() => recordConflict({ ...conflict, personId: absent.personId }, open(), today), 'NOT_SERVING');
    refused(() => recordConflict(conflict, recorded(conflict), today), 'NOT_SERVING', { personId: 'carin' });
    const meeting = { ...open(), agenda: [] };
    refused(() => recordConflict(conflict, meeting, today), 'NOT_ON_AGENDA', { matterId });
  });

  it('is recorded while a point of the matter is undecided, and not afterwards', () => {
    const [first, second] = firstItem.points;
    if (first === undefined || second === undefined) throw new Error('The matter has two points.');
    const half = [scheduled(), summoned, opened, decided(firstItem, first, '45')];
    expect(recordConflict(conflict, meetingAfter(...half), today)).toHaveLength(1);
    const whole = meetingAfter(...half, decided(firstItem, second, '45', { outcome: 'REJECTED' }));
    refused(() => recordConflict(conflict, whole, today), 'POINT_DECIDED', { point: 2, outcome: 'REJECTED' });
  });

  it('refuses a person who is no substitute, who serves already, or is in conflict too', () => {
    const as = (personId: typeof carin.personId) => ({ ...conflict, substitute: personId });
    refused(() => recordConflict(as(otherClerk.personId), open(), today), 'ATTENDANCE_UNSOUND', {
      problem: 'NOT_OF_THE_BOARD',
    });
    const filled = recorded(as(substitute.personId));
    const second = { ...as(substitute.personId), personId: david.personId };
    refused(() => recordConflict(second, filled, today), 'ATTENDANCE_UNSOUND', { problem: 'SEAT_TAKEN' });
    const alsoInConflict = recorded(as(substitute.personId), { ...conflict, personId: substitute.personId });
    refused(() => recordConflict(second, alsoInConflict, today), 'ATTENDANCE_UNSOUND', { problem: 'SEAT_TAKEN' });
  });

  it('is recorded by the secretary while the meeting is open', () => {
    refused(() => recordConflict(conflict, open(), by(clerk, meetingDay)), 'FORBIDDEN');
    refused(() => recordConflict(conflict, meetingAfter(...untilClosed), today), 'MEETING_STATUS');
  });
});
