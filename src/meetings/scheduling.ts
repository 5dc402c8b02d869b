import { type Act, permit } from '../kernel/permissions.js';
import { existing } from '../kernel/fold.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import { boardOf, type Id, meetingIdOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { isBlank, requireText } from '../kernel/text.js';
import type { Matter } from '../matters/matter.js';
import { type AgendaData, requireOfBoard, requireReady, summoned, undecidedPoints } from './agenda.js';
import { hasQuorum, requireQuorum, takingPart } from './attendance.js';
import type { Composition, MeetingEvent } from './meeting-event.js';
import { meetingRefusals } from './meeting-refusals.js';
import type { Meeting } from './meeting.js';
import { requireMeetingVerdict } from './paragraph.js';

export interface ScheduleMeetingData {
  readonly boardId: Id<'Board'>;
  readonly date: IsoDate;
  /** Of the day in Europe/Stockholm, `13:00`. */
  readonly time: string;
  readonly place: string;
  readonly composition: Composition;
  /** 1, or more for another meeting on the same day. */
  readonly number: number;
}

export function scheduleMeeting(command: ScheduleMeetingData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  const { boardId, date, time, place, composition, number } = command;
  permit(act.actor, 'scheduleMeeting', boardId, boardId);
  const meetingId = meetingIdOf(boardId, date, number);
  if (meeting !== null) throw new Refusal(meetingRefusals.MEETING_EXISTS, { meetingId });
  if (date < act.today) throw new Refusal(meetingRefusals.MEETING_DAY_PASSED, { date });
  requireText('place', place);
  const { chair, viceChairs, members, substitutes } = requireSoundComposition(composition);
  const board = { chair, viceChairs, members, substitutes };
  return [{ type: 'MeetingScheduled', data: { meetingId, boardId, date, time, place, composition: board } }];
}

function requireSoundComposition(composition: Composition): Composition {
  const { chair, viceChairs, members, substitutes } = composition;
  const all = [...members, ...substitutes];
  const twice = all.find((one, index) => all.indexOf(one) !== index);
  // Rule 28: the members are counted, so each is there once.
  if (twice !== undefined) throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: twice, problem: 'TWICE' });
  const outside = [chair, ...viceChairs].find((one) => !members.includes(one));
  if (outside !== undefined) {
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: outside, problem: 'NOT_OF_THE_BOARD' });
  }
  return composition;
}

export interface CancelMeetingData {
  readonly meetingId: Id<'Meeting'>;
  readonly reason: string;
}

/** Calls the meeting off. What was summoned to it is free for another. */
export function cancelMeeting({ meetingId, reason }: CancelMeetingData, meeting: Meeting | null, act: Act) {
  permit(act.actor, 'cancelMeeting', boardOf(meetingId), meetingId);
  requireMeetingVerdict(existing(meeting, meetingId), 'cancel');
  if (isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
  return [{ type: 'MeetingCancelled', data: { meetingId, reason } }] as const satisfies MeetingEvent[];
}

export interface CloseMeetingData {
  readonly meetingId: Id<'Meeting'>;
}

/**
 * Ends the meeting. What has not been decided has been postponed, and that is recorded first; what too few are there to
 * decide or postpone goes back to where it was.
 */
export function closeMeeting({ meetingId }: CloseMeetingData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  permit(act.actor, 'closeMeeting', boardOf(meetingId), meetingId);
  const open = existing(meeting, meetingId);
  requireMeetingVerdict(open, 'close');
  // Rule 28: without a quorum nothing can be recorded, not even that a point is postponed.
  const undecided = undecidedPoints(open).filter(({ matterId }) => hasQuorum(open, takingPart(open, matterId).serving));
  // Rule 25: a point left over is a decision of the board to postpone it.
  if (undecided.length > 0)
    throw new Refusal(meetingRefusals.POINTS_UNDECIDED, { points: undecided.map(({ name }) => name) });
  return [{ type: 'MeetingClosed', data: { meetingId } }];
}

export interface AddMatterAtMeetingData extends AgendaData {
  /** § of the decision to take it up. */
  readonly paragraph: string;
}

/** The board decides at the meeting to take up what was not on the summons, recorded as such (rule 26). */
export function addMatterAtMeeting(
  { meetingId, matterId, paragraph }: AddMatterAtMeetingData,
  meeting: Meeting | null,
  matter: Matter | null,
  act: Act,
): MeetingEvent[] {
  permit(act.actor, 'addMatterAtMeeting', boardOf(meetingId), meetingId);
  const open = existing(meeting, meetingId);
  requireMeetingVerdict(open, 'add matter');
  const added = requireOfBoard(matter, matterId, meetingId);
  const listed = open.agenda.find((one) => one.matterId === matterId);
  if (listed !== undefined && 'item' in listed) throw new Refusal(meetingRefusals.ON_AGENDA_ALREADY, { matterId });
  // Rule 26: without a review, but never without a version that is a record.
  requireReady(added, 'add at the meeting');
  requireText('paragraph', paragraph);
  const { serving, chair } = existing(open.attendance, meetingId);
  requireQuorum(open, serving);
  const isTaken = open.agenda.some((one) => one.state === 'ADDED' && one.paragraph === paragraph.trim());
  if (isTaken || open.decisions.some((one) => one.paragraph === paragraph.trim())) {
    throw new Refusal(meetingRefusals.PARAGRAPH_TAKEN, { paragraph });
  }
  const item = summoned(added);
  return [{ type: 'MatterAddedAtMeeting', data: { meetingId, paragraph: paragraph.trim(), item, serving, chair } }];
}
