import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import { existing } from '../../kernel/fold.js';
import type { Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { Refusal } from '../../kernel/refusal.js';
import type { Attendance, MeetingEvent } from '../meeting-event.js';
import { type Meeting, withRightAttendance } from '../meeting.js';
import { requireMayAct } from '../paragraph.js';
import { attendanceOf, decidablePoints, requireSoundAttendance } from '../proceedings.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';
import { requireStillPresent } from './still-present.js';

export interface CorrectAttendanceData {
  readonly meetingId: Id<'Meeting'>;
  /** The whole attendance as it should have been recorded. */
  readonly attendance: Attendance;
  readonly reason: string;
}

/**
 * Corrects the newest attendance before a paragraph of the minutes is adjusted (rule 151). Those with a vote and the
 * person who presided stay once the board has decided with them.
 */
export function correctAttendance(
  { meetingId, attendance: given, reason }: CorrectAttendanceData,
  state: Meeting | null,
  act: Act,
): MeetingEvent[] {
  const { meeting, recorded } = requireMayCorrectAttendance(meetingId, state, act);
  requireReason(reason);
  requireSoundAttendance(given, meeting.composition);
  const attendance = attendanceOf(given);
  if (asText(attendance) === asText(recorded)) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  if (meeting.hasActed && votingIn(attendance) !== votingIn(recorded))
    throw new Refusal(meetingCorrectionRefusals.ATTENDANCE_ACTED_ON, {});
  const right = withRightAttendance(meeting, attendance);
  requireStillPresent(meeting, right);
  const decidable = meeting.status === 'CLOSED' ? decidablePoints(right) : [];
  // Rule 28: the meeting was closed with these points undecided, which only a board without a quorum can do (rule 25).
  if (decidable.length > 0)
    throw new Refusal(meetingCorrectionRefusals.ATTENDANCE_GIVES_QUORUM, { points: decidable.map(({ name }) => name) });
  return [{ type: 'AttendanceCorrected', data: { meetingId, attendance, reason } }];
}

/** Returns the meeting and its newest attendance. @throws Refusal when the actor may not correct it now */
export function requireMayCorrectAttendance(meetingId: Id<'Meeting'>, state: Meeting | null, act: Act) {
  const meeting = requireMayAct('correctAttendance', meetingId, state, act);
  const [adjustment] = meeting.adjustments;
  // Rule 151: the attendance is in the minutes that the adjusters have confirmed, whichever paragraph they began with.
  if (adjustment !== undefined)
    throw new Refusal(meetingCorrectionRefusals.ATTENDANCE_ADJUSTED, { date: adjustment.date });
  return { meeting, recorded: existing(meeting.attendance, meetingId) };
}

/** Writes those with a vote and the person who presides, in an order that the order of the entry does not change. */
function votingIn({ serving, chair }: Attendance): string {
  const seats = serving.map(({ personId, inPlaceOf }) => JSON.stringify([personId, inPlaceOf]));
  return JSON.stringify([chair, seats.toSorted()]);
}

/** Writes every field in one order, which the fields of a stored event need not have. */
function asText(attendance: Attendance): string {
  const { notServing, others, parties } = attendance;
  return JSON.stringify([
    votingIn(attendance),
    notServing.toSorted(),
    others.map(({ personId, title }) => [personId, title]),
    parties.map(({ personId, party }) => [personId, party]),
  ]);
}
