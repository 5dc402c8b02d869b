import { correctingRefusals, requireReason } from '../../kernel/correcting.js';
import { boardOf, type Id, meetingIdOf } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { itself, type Reaction, systemCommand } from '../../kernel/reaction.js';
import { Refusal, requireText } from '../../kernel/refusal.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { Composition, MeetingEvent } from '../meeting-event.js';
import { meetingRefusals } from '../meeting-refusals.js';
import { type Meeting, meetingFold } from '../meeting.js';
import { requireMayAct } from '../paragraph.js';
import { meetingCorrectionRefusals } from './meeting-correction-refusals.js';

export interface CorrectMeetingData {
  readonly meetingId: Id<'Meeting'>;
  /** The local time of day in Europe/Stockholm, for example `13:00`. */
  readonly time: string;
  readonly place: string;
  readonly reason: string;
}

/** Corrects the time and the place of a meeting before it is opened (rule 150). */
export function correctMeeting(
  { meetingId, time, place, reason }: CorrectMeetingData,
  state: Meeting | null,
  act: Act,
): MeetingEvent[] {
  const meeting = requireMayAct('correctMeeting', meetingId, state, act);
  requireReason(reason);
  requireText('place', place);
  if (time === meeting.time && place === meeting.place) throw new Refusal(correctingRefusals.NOTHING_CORRECTED, {});
  return [{ type: 'MeetingCorrected', data: { meetingId, time, place, reason } }];
}

export interface MoveMeetingData extends CorrectMeetingData {
  /** The new day. */
  readonly date: IsoDate;
  /** The number of the meeting among the board's meetings of the new day, from 1. */
  readonly number: number;
}

/**
 * Moves a meeting to another day of the same year before it is opened (rule 150). The meeting of the new day gets the
 * agenda and the composition by {@link scheduleMovedMeeting}.
 *
 * @param there the meeting that has the number on the new day already, or null
 */
export function moveMeeting(
  command: MoveMeetingData,
  state: Meeting | null,
  there: Meeting | null,
  act: Act,
): MeetingEvent[] {
  const { meetingId, date, time, place, number, reason } = command;
  const meeting = requireMayMoveMeeting(meetingId, state, act);
  requireReason(reason);
  requireText('place', place);
  if (date === meeting.date) throw new Refusal(meetingCorrectionRefusals.MEETING_ON_THAT_DAY, { date });
  if (date < act.today) throw new Refusal(meetingRefusals.MEETING_DAY_PASSED, { date });
  // Rule 80: the paragraphs are numbered through the year, and the composition is that of the year.
  if (date.slice(0, 4) !== meeting.date.slice(0, 4))
    throw new Refusal(meetingCorrectionRefusals.MEETING_OF_ANOTHER_YEAR, { date });
  const to = meetingIdOf(meeting.boardId, date, number);
  if (there !== null) throw new Refusal(meetingRefusals.MEETING_EXISTS, { meetingId: to });
  const matterIds = meeting.agenda.filter(({ state }) => state !== 'VOIDED').map(({ matterId }) => matterId);
  return [{ type: 'MeetingMoved', data: { meetingId, to, date, time, place, matterIds, reason } }];
}

/** Returns the meeting when the actor may move it to some day. @throws Refusal otherwise */
export function requireMayMoveMeeting(meetingId: Id<'Meeting'>, state: Meeting | null, act: Act): Meeting {
  const meeting = requireMayAct('moveMeeting', meetingId, state, act);
  // Every day that is left is of a later year.
  if (act.today.slice(0, 4) > meeting.date.slice(0, 4))
    throw new Refusal(meetingCorrectionRefusals.MEETING_OF_ANOTHER_YEAR, { date: act.today });
  return meeting;
}

export interface ScheduleMovedMeetingData {
  readonly meetingId: Id<'Meeting'>;
  readonly date: IsoDate;
  readonly time: string;
  readonly place: string;
  readonly composition: Composition;
  /** The matters on the agenda of the meeting that was moved. */
  readonly matterIds: readonly Id<'Matter'>[];
}

/**
 * Schedules the meeting of the new day with the agenda of the one that was moved. Somebody can have scheduled another
 * there at the same instant; the matters then come onto the agenda of that one while it waits.
 */
export function scheduleMovedMeeting(
  { meetingId, date, time, place, composition, matterIds }: ScheduleMovedMeetingData,
  there: Meeting | null,
  act: Act,
): MeetingEvent[] {
  const boardId = boardOf(meetingId);
  permit(act.actor, 'scheduleMovedMeeting', boardId, meetingId);
  if (there !== null && there.status !== 'SCHEDULED' && there.status !== 'SUMMONED') return [];
  const onAgenda = there?.agenda.filter(({ state }) => state !== 'VOIDED').map(({ matterId }) => matterId) ?? [];
  const scheduled: MeetingEvent[] =
    there === null ? [{ type: 'MeetingScheduled', data: { meetingId, boardId, date, time, place, composition } }] : [];
  const listed = matterIds
    .filter((matterId) => !onAgenda.includes(matterId))
    .map((matterId): MeetingEvent => ({ type: 'MatterPutOnAgenda', data: { meetingId, matterId } }));
  return [...scheduled, ...listed];
}

export const scheduleMovedMeetingCommand = systemCommand({
  name: 'scheduleMovedMeeting',
  fold: meetingFold,
  id: ({ meetingId }) => meetingId,
  rule: scheduleMovedMeeting,
});

/** Schedules the meeting that is held in place of one that was moved, with the same agenda (rule 150). */
export const scheduleMoved: Reaction<MeetingEvent, Meeting | null> = {
  name: 'schedule a moved meeting',
  to: meetingFold,
  types: ['MeetingMoved'],
  looksAt: itself(meetingFold),
  inNameOfAuthor: true,
  react: ({ type, data }, meeting) => {
    if (type !== 'MeetingMoved' || meeting === null) return [];
    const { to: meetingId, date, time, place, matterIds } = data;
    const { composition } = meeting;
    return [scheduleMovedMeetingCommand({ meetingId, date, time, place, composition, matterIds })];
  },
};
