import type { Act } from '../kernel/permissions.js';
import { existing } from '../kernel/fold.js';
import type { Id } from '../kernel/identity.js';
import { Refusal, requireText } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { matterRefusals } from '../matters/matter-refusals.js';
import type { Matter } from '../matters/matter.js';
import type { Attendance, Composition, MeetingEvent } from './meeting-event.js';
import type { ConflictOfInterest } from './correction.js';
import type { Serving } from './deliberation.js';
import { type LocalTime, requireTimes } from './meeting-record.js';
import { meetingRefusals } from './meeting-refusals.js';
import type { Meeting } from './meeting.js';
import { type OtherMeeting, paragraphsOf, requireMayAct, requireNumber } from './paragraph.js';
import { type AgendaData, requireOfBoard, requireReady, summoned, undecidedPoints } from './scheduling.js';

export interface OpenMeetingData {
  readonly meetingId: Id<'Meeting'>;
  readonly attendance: Attendance;
  /** The persons with a vote whom the board elected to adjust the minutes (justerare). */
  readonly adjusters: readonly Id<'Person'>[];
  readonly openedAt: LocalTime | null;
  /** The day on which the adjusters will adjust the minutes, or null when the board set none. */
  readonly adjustOn: IsoDate | null;
  readonly adjustAt: string;
}

/** Opens the meeting and records the persons who are present and the persons who will confirm the minutes. */
export function openMeeting(
  { meetingId, attendance, adjusters, openedAt, adjustOn, adjustAt }: OpenMeetingData,
  meeting: Meeting | null,
  act: Act,
): MeetingEvent[] {
  const opened = requireMayOpenMeeting(meetingId, meeting, act);
  requireSoundAttendance(attendance, opened.composition);
  const absent = adjusters.find((one) => !attendance.serving.some(({ personId }) => personId === one));
  // Rule 36: the board can choose only persons with a vote to confirm the minutes.
  if (absent !== undefined) throw new Refusal(meetingRefusals.NOT_SERVING, { personId: absent });
  requireTimes({ openedAt, adjournments: [], closedAt: null }, opened.date, act.today);
  requireAdjustmentDay(adjustOn, opened.date);
  const election = { adjusters, date: adjustOn, place: adjustAt };
  return [{ type: 'MeetingOpened', data: { meetingId, attendance: attendanceOf(attendance), openedAt, ...election } }];
}

/** @throws Refusal `TOO_EARLY` for a day of adjustment before the meeting. */
export function requireAdjustmentDay(date: IsoDate | null, meetingDay: IsoDate): void {
  if (date !== null && date < meetingDay) {
    throw new Refusal(meetingRefusals.TOO_EARLY, { date, earliest: meetingDay });
  }
}

/** Returns the meeting when the actor may open it now. @throws Refusal otherwise */
export function requireMayOpenMeeting(meetingId: Id<'Meeting'>, meeting: Meeting | null, act: Act): Meeting {
  const opened = requireMayAct('openMeeting', meetingId, meeting, act);
  if (act.today < opened.date) throw new Refusal(meetingRefusals.MEETING_NOT_YET, { date: opened.date });
  return opened;
}

export interface RecordAttendanceData {
  readonly meetingId: Id<'Meeting'>;
  readonly attendance: Attendance;
}

/** Records the persons who are present from the next paragraph of the minutes on (rule 79). */
export function recordAttendance(
  { meetingId, attendance }: RecordAttendanceData,
  meeting: Meeting | null,
  act: Act,
): MeetingEvent[] {
  const open = requireMayAct('recordAttendance', meetingId, meeting, act);
  requireSoundAttendance(attendance, open.composition);
  return [{ type: 'AttendanceRecorded', data: { meetingId, attendance: attendanceOf(attendance) } }];
}

/** Returns the fields of the attendance alone, and none of the input that has them. */
export function attendanceOf({ serving, notServing, chair, others, parties }: Attendance): Attendance {
  return {
    serving: serving.map(({ personId, inPlaceOf }) => ({ personId, inPlaceOf })),
    notServing,
    chair,
    others: others.map(({ personId, title }) => ({ personId, title })),
    parties: parties.map(({ personId, party }) => ({ personId, party })),
  };
}

/** @throws Refusal when the attendance does not fit the composition of the board (rules 28 and 115) */
export function requireSoundAttendance(attendance: Attendance, composition: Composition): void {
  const { serving, notServing, chair } = attendance;
  const { members, substitutes } = composition;
  const there = [...serving.map(({ personId }) => personId), ...notServing];
  const twice = there.find((one, index) => there.indexOf(one) !== index);
  if (twice !== undefined) throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: twice, problem: 'TWICE' });
  const seats = serving.map(seatOf);
  const stranger = serving.find(({ personId, inPlaceOf }) =>
    inPlaceOf === null ? !members.includes(personId) : !substitutes.includes(personId),
  );
  if (stranger !== undefined) {
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: stranger.personId, problem: 'NOT_OF_THE_BOARD' });
  }
  const wrong = serving.find(
    (one) => !members.includes(seatOf(one)) || seats.indexOf(seatOf(one)) !== serving.indexOf(one),
  );
  // Rule 28: only one person may fill a member's seat, because the quorum counts the filled seats.
  if (wrong !== undefined)
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: seatOf(wrong), problem: 'SEAT_TAKEN' });
  const guest = notServing.find((one) => !members.includes(one) && !substitutes.includes(one));
  if (guest !== undefined)
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: guest, problem: 'NOT_OF_THE_BOARD' });
  if (!serving.some(({ personId }) => personId === chair))
    throw new Refusal(meetingRefusals.NOT_SERVING, { personId: chair });
  requireSoundRecord(attendance, [...members, ...substitutes]);
}

/** Rule 115: the minutes name the others who are present with their title, and the parties of the board's persons. */
function requireSoundRecord({ others, parties }: Attendance, board: readonly Id<'Person'>[]): void {
  for (const { title } of others) requireText('personTitle', title);
  for (const { party } of parties) requireText('party', party);
  const lists = [others, parties].map((list) => list.map(({ personId }) => personId));
  const twice = lists.flatMap((ids) => ids.filter((id, index) => ids.indexOf(id) !== index)).at(0);
  if (twice !== undefined) throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: twice, problem: 'TWICE' });
  const member = others.find(({ personId }) => board.includes(personId));
  if (member !== undefined) {
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: member.personId, problem: 'OF_THE_BOARD' });
  }
  const outsider = parties.find(({ personId }) => !board.includes(personId));
  if (outsider !== undefined) {
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: outsider.personId, problem: 'NOT_OF_THE_BOARD' });
  }
}

/** Returns the member whose seat a person with a vote fills. A member fills their own seat. */
export function seatOf({ personId, inPlaceOf }: Serving): Id<'Person'> {
  return inPlaceOf ?? personId;
}

export interface RecordConflictData extends ConflictOfInterest {
  readonly meetingId: Id<'Meeting'>;
}

/** Records a conflict of interest that a member declared or the board found. */
export function recordConflict(command: RecordConflictData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, matterId, personId, substitute, chair } = command;
  const open = requireMayAct('recordConflict', meetingId, meeting, act);
  const isBefore = open.agenda.some((one) => one.matterId === matterId && 'item' in one);
  if (!isBefore) throw new Refusal(meetingRefusals.NOT_ON_AGENDA, { matterId });
  requireLeftToHandle(open, matterId);
  const conflict = { matterId, personId, substitute, chair };
  requireSoundConflict(conflict, open);
  return [{ type: 'ConflictOfInterestRecorded', data: { meetingId, ...conflict } }];
}

/** @throws Refusal when the conflict does not fit those who take part in the matter. */
export function requireSoundConflict(conflict: ConflictOfInterest, open: Meeting): void {
  const { matterId, personId, substitute, chair } = conflict;
  const { serving: before, chair: presiding } = takingPart(open, matterId);
  if (!before.some((one) => one.personId === personId)) throw new Refusal(meetingRefusals.NOT_SERVING, { personId });
  if (substitute !== null) requireFree(substitute, before, open, matterId);
  const { serving: after } = takingPart({ ...open, conflicts: [...open.conflicts, conflict] }, matterId);
  // Rule 29: a person with a conflict of interest counts as absent and cannot preside.
  if (presiding === personId && chair === null) throw new Refusal(meetingRefusals.CHAIR_IN_CONFLICT, { personId });
  if (chair !== null && !after.some((one) => one.personId === chair)) {
    throw new Refusal(meetingRefusals.NOT_SERVING, { personId: chair });
  }
}

function requireLeftToHandle(meeting: Meeting, matterId: Id<'Matter'>): void {
  const last = meeting.decisions.findLast((one) => one.matterId === matterId);
  const isLeft = undecidedPoints(meeting).some((one) => one.matterId === matterId);
  // Rule 29: after the board has decided all points of the matter, a person who took part cannot count as absent.
  if (last !== undefined && !isLeft)
    throw new Refusal(matterRefusals.POINT_DECIDED, { point: last.number, outcome: last.outcome });
}

function requireFree(
  substitute: Id<'Person'>,
  serving: readonly Serving[],
  { composition, conflicts }: Meeting,
  matterId: Id<'Matter'>,
): void {
  const isSubstitute = composition.substitutes.includes(substitute);
  if (!isSubstitute)
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: substitute, problem: 'NOT_OF_THE_BOARD' });
  const isServing = serving.some((one) => one.personId === substitute);
  const isInConflict = conflicts.some((one) => one.matterId === matterId && one.personId === substitute);
  // Rule 29: a substitute can fill only one seat, and must not have a conflict of interest in the matter.
  if (isServing || isInConflict) {
    throw new Refusal(meetingRefusals.ATTENDANCE_UNSOUND, { personId: substitute, problem: 'SEAT_TAKEN' });
  }
}

/** Returns the persons who take part in a matter. Substitutes replace persons with a conflict of interest (rule 29). */
export function takingPart(
  { attendance, conflicts }: Meeting,
  matterId: Id<'Matter'>,
): { serving: readonly Serving[]; chair: Id<'Person'> | null } {
  const start = { serving: attendance?.serving ?? [], chair: attendance?.chair ?? null };
  return conflicts
    .filter((conflict) => conflict.matterId === matterId)
    .reduce((present, { personId, substitute, chair }) => {
      const others = present.serving.filter((one) => one.personId !== personId);
      const left = present.serving.find((one) => one.personId === personId);
      // A substitute who already fills another seat keeps that seat and does not fill this seat.
      const isFree = !others.some((one) => one.personId === substitute);
      const fills = left !== undefined && substitute !== null && isFree;
      const serving = fills ? [...others, { personId: substitute, inPlaceOf: seatOf(left) }] : others;
      // If the recorded replacement for the chair takes no part in the matter, the earlier chair presides.
      const presides = serving.some((one) => one.personId === chair) ? chair : present.chair;
      return { serving, chair: presides === personId ? null : presides };
    }, start);
}

/** @throws Refusal `NO_QUORUM` when half or fewer of the members' seats are filled (Kommunallagen 6:27). */
export function requireQuorum(meeting: Meeting, serving: readonly Serving[]): void {
  const { length: members } = meeting.composition.members;
  // Rule 28: the board can decide only when more than half of the members' seats are filled.
  if (!hasQuorum(meeting, serving)) throw new Refusal(meetingRefusals.NO_QUORUM, { serving: serving.length, members });
}

export function hasQuorum({ composition }: Meeting, serving: readonly Serving[]): boolean {
  return serving.length * 2 > composition.members.length;
}

export interface CloseMeetingData {
  readonly meetingId: Id<'Meeting'>;
  readonly closedAt: LocalTime | null;
}

/**
 * Closes the meeting. The secretary must first record a decision, such as a postponement, on each point. When the board
 * has no quorum for a matter, the matter's points can remain undecided. A reaction then releases the matter for another
 * meeting.
 */
export function closeMeeting(command: CloseMeetingData, meeting: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, closedAt } = command;
  const open = requireMayCloseMeeting(meetingId, meeting, act);
  requireTimes({ ...open, closedAt }, open.date, act.today);
  return [{ type: 'MeetingClosed', data: { meetingId, closedAt } }];
}

/** Returns the meeting when the actor may close it now. @throws Refusal otherwise */
export function requireMayCloseMeeting(meetingId: Id<'Meeting'>, meeting: Meeting | null, act: Act): Meeting {
  const open = requireMayAct('closeMeeting', meetingId, meeting, act);
  const undecided = decidablePoints(open);
  // Rule 25: a postponement is a decision of the board, so the secretary must record it before the closing.
  if (undecided.length > 0)
    throw new Refusal(meetingRefusals.POINTS_UNDECIDED, { points: undecided.map(({ name }) => name) });
  return open;
}

/** Returns the undecided points that the board can decide. Rule 28: without a quorum it cannot even postpone a point. */
export function decidablePoints(open: Meeting) {
  return undecidedPoints(open).filter(({ matterId }) => hasQuorum(open, takingPart(open, matterId).serving));
}

export interface AddMatterAtMeetingData extends AgendaData {
  /** The number of the paragraph (§) that contains the decision to take up the matter. */
  readonly paragraph: string;
}

/** Records that the board decided at the meeting to take up a matter that was not on the summons (rule 26). */
export function addMatterAtMeeting(
  { meetingId, matterId, paragraph }: AddMatterAtMeetingData,
  meeting: Meeting | null,
  { matter, others }: { readonly matter: Matter | null; readonly others: readonly OtherMeeting[] },
  act: Act,
): MeetingEvent[] {
  const { open, serving, chair } = requireMayAddMatterAtMeeting(meetingId, meeting, act);
  const added = requireOfBoard(matter, matterId, meetingId);
  const listed = open.agenda.find((one) => one.matterId === matterId);
  if (listed !== undefined && 'item' in listed) throw new Refusal(meetingRefusals.ON_AGENDA_ALREADY, { matterId });
  // Rule 26: a matter that the board takes up needs a submitted version, but its review need not be complete.
  requireReady(added, 'add at the meeting');
  // Rule 171: a matter that is taken up after all may have its own paragraph again.
  const rest = { ...open, agenda: open.agenda.filter((one) => one !== listed) };
  const number = requireFreeParagraph(paragraph, rest, others);
  const item = summoned(added);
  return [{ type: 'MatterAddedAtMeeting', data: { meetingId, paragraph: number, item, serving, chair } }];
}

/** Returns a paragraph that no minutes of the year have. @throws Refusal `PARAGRAPH_TAKEN` or of {@link requireNumber} */
export function requireFreeParagraph(given: string, meeting: Meeting, others: readonly OtherMeeting[]): string {
  const paragraph = requireNumber(given, meeting, others);
  // Rule 39: each paragraph is about one matter.
  if (paragraphsOf(meeting).includes(paragraph))
    throw new Refusal(meetingRefusals.PARAGRAPH_TAKEN, { paragraph, date: meeting.date });
  return paragraph;
}

/** Returns the open meeting with those who would decide. @throws Refusal when the actor may add no matter to it now */
export function requireMayAddMatterAtMeeting(meetingId: Id<'Meeting'>, meeting: Meeting | null, act: Act) {
  const open = requireMayAct('addMatterAtMeeting', meetingId, meeting, act);
  const { serving, chair } = existing(open.attendance, meetingId);
  requireQuorum(open, serving);
  return { open, serving, chair };
}
