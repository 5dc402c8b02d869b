import { by, clerk, refused, secretary, system } from '../../../test/support/given.js';
import {
  cancelled,
  composition,
  firstItem,
  lateItem,
  meetingAfter,
  meetingCorrected,
  meetingId,
  meetingMoved,
  movedTo,
  opened,
  scheduled,
  secondItem,
  summoned,
} from '../../../test/support/meeting-under-test.js';
import { type Happened, recorded } from '../../../test/support/given.js';
import type { MeetingEvent } from '../meeting-event.js';
import { releaseMatters } from '../meeting-reactions.js';
import type { Meeting } from '../meeting.js';
import {
  correctMeeting,
  moveMeeting,
  type MoveMeetingData,
  requireMayMoveMeeting,
  scheduleMoved,
  scheduleMovedMeeting,
} from './meeting-correction.js';

const act = by(secretary, '2026-05-04');
const right = { meetingId, time: '14:00', place: 'Lilla salen', reason: 'Salen är upptagen.' };
const planned = meetingAfter(scheduled(), summoned);

describe('rule 150: the time and the place of a meeting', () => {
  it('are corrected before it is opened, and a summons stays as it was sent', () => {
    const events = correctMeeting(right, planned, act);
    expect(events).toEqual([{ type: 'MeetingCorrected', data: right }]);
    const { status, time, place, summonses } = meetingAfter(scheduled(), summoned, meetingCorrected);
    expect({ status, time, place }).toEqual({ status: 'SUMMONED', time: '14:00', place: 'Lilla salen' });
    expect(summonses).toEqual(planned.summonses);
    expect(summonses).toMatchObject([{ time: '13:00', place: 'Stora salen' }]);
  });

  it('are refused without a reason or a place, when nothing differs, and when it has begun', () => {
    refused(() => correctMeeting({ ...right, reason: ' ' }, planned, act), 'REASON_MISSING');
    refused(() => correctMeeting({ ...right, place: '' }, planned, act), 'TEXT_MISSING', { field: 'place' });
    const same = { ...right, time: planned.time, place: planned.place };
    refused(() => correctMeeting(same, planned, act), 'NOTHING_CORRECTED');
    refused(() => correctMeeting(right, meetingAfter(scheduled(), summoned, opened), act), 'MEETING_STATUS');
    refused(() => correctMeeting(right, planned, by(clerk)), 'FORBIDDEN');
  });
});

describe('rule 150: a meeting that is moved to another day', () => {
  const move = (given: Partial<MoveMeetingData> = {}, there: Meeting | null = null, meeting = planned) =>
    moveMeeting({ ...right, date: '2026-05-18', number: 1, ...given }, meeting, there, act);

  it('is not held, and names the meeting that is held instead', () => {
    expect(move()).toEqual([meetingMoved.event]);
    const { status, cancelReason, movedTo: to } = meetingAfter(scheduled(), summoned, meetingMoved);
    expect({ status, cancelReason, to }).toEqual({ status: 'CANCELLED', cancelReason: right.reason, to: movedTo });
    expect(meetingAfter(scheduled(), cancelled).movedTo).toBeNull();
  });

  it('can be on a day before the old one, and on one that has a meeting already with another number', () => {
    expect(move({ date: '2026-05-04' })).toHaveLength(1);
    expect(move({ number: 2 })).toMatchObject([{ data: { to: `${movedTo}-2` } }]);
  });

  it('is refused on its own day, a day that has passed, of another year, or with a meeting of that number', () => {
    refused(() => move({ date: planned.date }), 'MEETING_ON_THAT_DAY', { date: planned.date });
    refused(() => move({ date: '2026-05-03' }), 'MEETING_DAY_PASSED');
    refused(() => move({ date: '2027-01-11' }), 'MEETING_OF_ANOTHER_YEAR', { date: '2027-01-11' });
    refused(() => move({}, meetingAfter(scheduled())), 'MEETING_EXISTS', { meetingId: movedTo });
    const nextYear = by(secretary, '2027-01-04');
    refused(() => requireMayMoveMeeting(meetingId, planned, nextYear), 'MEETING_OF_ANOTHER_YEAR');
  });

  it('is refused without a reason or a place, and when it has begun', () => {
    refused(() => move({ reason: '' }), 'REASON_MISSING');
    refused(() => move({ place: ' ' }), 'TEXT_MISSING', { field: 'place' });
    refused(() => move({}, null, meetingAfter(scheduled(), summoned, opened)), 'MEETING_STATUS');
  });
});

describe('rule 150: the meeting of the new day', () => {
  const matterIds = [firstItem.matterId, secondItem.matterId];
  const moved = { meetingId: movedTo, date: '2026-05-18', time: '14:00', place: 'Lilla salen', composition, matterIds };
  const bySystem = by(system, '2026-05-04');
  const listed = matterIds.map((matterId) => ({ type: 'MatterPutOnAgenda', data: { meetingId: movedTo, matterId } }));
  const onAgenda = (matterId: (typeof matterIds)[number]): Happened<MeetingEvent> => ({
    actor: secretary,
    event: { type: 'MatterPutOnAgenda', data: { meetingId, matterId } },
  });

  it('gets the composition and each matter that the agenda still had', () => {
    const voided: Happened<MeetingEvent> = {
      actor: system,
      event: { type: 'AgendaItemVoided', data: { meetingId, matterId: secondItem.matterId, point: null } },
    };
    const before = meetingAfter(scheduled(), summoned, onAgenda(lateItem.matterId), voided);
    const [event] = moveMeeting({ ...right, date: '2026-05-18', number: 1 }, before, null, act);
    expect(event).toMatchObject({ data: { matterIds: [firstItem.matterId, lateItem.matterId] } });
    const meeting = meetingAfter(scheduled(), summoned, meetingMoved);
    const reacted = scheduleMoved.react(recorded(meetingMoved.event, 9, secretary), meeting);
    expect(reacted).toEqual([{ command: 'scheduleMovedMeeting', data: moved }]);
    // A later change of the agenda changes nothing: the command has its content from the event.
    const later = meetingAfter(scheduled(), summoned, meetingMoved, voided);
    expect(scheduleMoved.react(recorded(meetingMoved.event, 9, secretary), later)).toEqual(reacted);
    expect(scheduleMoved.inNameOfAuthor).toBe(true);
    expect(releaseMatters.types).toContain('MeetingMoved');
  });

  it('is scheduled by Tertial alone', () => {
    const { matterIds: _, ...data } = moved;
    const events = scheduleMovedMeeting(moved, null, bySystem);
    expect(events).toEqual([{ type: 'MeetingScheduled', data: { ...data, boardId: planned.boardId } }, ...listed]);
    refused(() => scheduleMovedMeeting(moved, null, act), 'FORBIDDEN');
  });

  it('is the one that somebody scheduled there at the same instant, unless it has begun', () => {
    const there = meetingAfter(scheduled(), onAgenda(firstItem.matterId));
    expect(scheduleMovedMeeting(moved, there, bySystem)).toEqual(listed.slice(1));
    expect(scheduleMovedMeeting(moved, meetingAfter(scheduled(), summoned, opened), bySystem)).toEqual([]);
  });
});
