import { addDays, weekdayOf } from '../kernel/days.js';
import type { Act } from '../kernel/permissions.js';
import { isBlank, Refusal, refusals } from '../kernel/refusal.js';
import type { Id } from '../kernel/identity.js';
import type { StatedCheckpoint } from '../kernel/stated-checkpoint.js';
import type { IsoDate } from '../kernel/tertial.js';
import { partsOf } from './after-meeting.js';
import type { MeetingEvent, PublicNotice } from './meeting-event.js';
import type { ParagraphAction } from './meeting-process.js';
import { meetingRefusals } from './meeting-refusals.js';
import type { Meeting } from './meeting.js';
import { adjustmentOf, asInMinutes, inOrder, partStatus, requireMayAct, requireParagraphAllows } from './paragraph.js';

/** Returns whether a day is a public holiday, or an eve that the law treats like one. The caller checks weekends. */
export type Calendar = (day: IsoDate) => boolean;

const DAYS_TO_ADJUST = 14;
const DAYS_TO_POST = 2;
const DAYS_TO_APPEAL = 21;

/** Returns the last day on which the adjusters confirm the minutes in time (rules 36 and 82). */
export function adjustmentDue(meetingDay: IsoDate): IsoDate {
  return addDays(meetingDay, DAYS_TO_ADJUST);
}

/**
 * Returns the last day on which the posting of the notice is in time (rule 83): the second day after the adjustment, or
 * the next working day (lagen (1930:173) om beräkning av lagstadgad tid).
 */
export function noticeDue(adjustedOn: IsoDate, isHoliday: Calendar): IsoDate {
  return workingDayFrom(addDays(adjustedOn, DAYS_TO_POST), isHoliday);
}

/**
 * Returns the last day to appeal, which is three weeks after the posting (rules 38 and 84; Kommunallagen 13:5). If that
 * day is not a working day, the next working day is the last day (lagen (1930:173) om beräkning av lagstadgad tid).
 */
export function lastAppealDay(postedOn: IsoDate, isHoliday: Calendar): IsoDate {
  return workingDayFrom(addDays(postedOn, DAYS_TO_APPEAL), isHoliday);
}

function workingDayFrom(first: IsoDate, isHoliday: Calendar): IsoDate {
  let day = first;
  while (isWeekend(day) || isHoliday(day)) day = addDays(day, 1);
  return day;
}

function isWeekend(day: IsoDate): boolean {
  const weekday = weekdayOf(day);
  return weekday === 'SATURDAY' || weekday === 'SUNDAY';
}

/** Returns the first day from which a notice waits to be taken down. On the last day to appeal it may come down. */
export function noticeTakenDownFrom(lastDay: IsoDate): IsoDate {
  return addDays(lastDay, 1);
}

export interface AdjustMinutesData {
  readonly meetingId: Id<'Meeting'>;
  readonly paragraphs: readonly string[];
  readonly adjusters: readonly Id<'Person'>[];
  readonly date: IsoDate;
  /** True when these paragraphs are urgent and the adjusters confirm them before the rest (rule 39). */
  readonly atOnce: boolean;
}

/**
 * Records the adjusters' confirmation that some or all paragraphs of the minutes say what the board decided.
 *
 * @param checkpoint the newest signed checkpoint of the log, or null when none exists
 */
export function adjustMinutes(
  command: AdjustMinutesData,
  state: Meeting | null,
  checkpoint: StatedCheckpoint | null,
  act: Act,
): MeetingEvent[] {
  const { meetingId, adjusters, date, atOnce } = command;
  const { meeting, paragraphs } = requireMayAdjustMinutes(command, state, act);
  requireAdjusters(meeting, adjusters);
  requireDay(date, meeting.date, act.today);
  // Rule 36: the service accepts an adjustment (justering) after the fourteenth day and marks it as overdue.
  const overdue = date > adjustmentDue(meeting.date);
  const number = meeting.adjustments.length + 1;
  const adjusted = { meetingId, number, paragraphs, adjusters, date, atOnce, overdue, checkpoint };
  return [{ type: 'MinutesAdjusted', data: adjusted }];
}

/** Returns the meeting and the sorted paragraphs. @throws Refusal when the actor may not record their adjustment now */
export function requireMayAdjustMinutes(
  { meetingId, paragraphs, atOnce }: Pick<AdjustMinutesData, 'meetingId' | 'paragraphs' | 'atOnce'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('adjustMinutes', meetingId, state, act, atOnce ? 'adjust at once' : 'adjust');
  return { meeting, paragraphs: requireParagraphs(meeting, paragraphs, 'adjust') };
}

/** @throws Refusal when nobody adjusts, or somebody who was absent or is not elected (rules 36 and 117) */
export function requireAdjusters(meeting: Meeting, adjusters: readonly Id<'Person'>[]): void {
  if (adjusters.length === 0) throw new Refusal(meetingRefusals.ADJUSTERS_MISSING, {});
  const absent = adjusters.find((personId) => !meeting.present.includes(personId));
  // Rule 36: a person who was absent cannot confirm what the board decided.
  if (absent !== undefined) throw new Refusal(meetingRefusals.ADJUSTER_ABSENT, { personId: absent });
  const elected = [...new Set([...presidingAt(meeting), ...meeting.adjusters])];
  const other = adjusters.find((personId) => !elected.includes(personId));
  // Rule 117: the board elects the adjusters, and whoever presided adjusts the minutes with them.
  if (other !== undefined) throw new Refusal(meetingRefusals.ADJUSTER_NOT_ELECTED, { personId: other, elected });
}

/** Returns the persons who presided in the newest attendance, in a matter, or when the board decided. */
function presidingAt({ attendance, agenda, conflicts, decisions }: Meeting): Id<'Person'>[] {
  const added = agenda.flatMap((item) => (item.state === 'ADDED' ? [item.chair] : []));
  const inMatters = conflicts.flatMap(({ chair }) => chair ?? []);
  return [
    ...(attendance === null ? [] : [attendance.chair]),
    ...added,
    ...inMatters,
    ...decisions.map(({ chair }) => chair),
  ];
}

export interface PostNoticeData {
  readonly meetingId: Id<'Meeting'>;
  readonly paragraphs: readonly string[];
  readonly date: IsoDate;
  /** The place where the minutes are kept. It may be empty. */
  readonly keptAt: string;
}

/** Records that the secretary posted a notice of the confirmed minutes. The appeal period starts on the posting day. */
export function postNotice(
  command: PostNoticeData,
  state: Meeting | null,
  isHoliday: Calendar,
  act: Act,
): MeetingEvent[] {
  const { meetingId, date, keptAt } = command;
  const { meeting, paragraphs } = requireMayPostNotice(command, state, act);
  const days = daysOfNotice({ date, paragraphs }, meeting, isHoliday, act.today);
  const number = meeting.notices.length + 1;
  return [{ type: 'NoticePosted', data: { meetingId, number, paragraphs, ...days, keptAt } }];
}

/**
 * Returns the days of a notice that is posted on a day.
 *
 * @throws Refusal `IN_FUTURE`, or `TOO_EARLY` for a day before an adjustment or before an earlier notice came down
 */
export function daysOfNotice(
  { date, paragraphs }: Pick<PublicNotice, 'date' | 'paragraphs'>,
  meeting: Meeting,
  isHoliday: Calendar,
  today: IsoDate,
): Pick<PublicNotice, 'date' | 'lastAppealDay' | 'overdue'> {
  const adjustedOn = paragraphs.map((paragraph) => adjustmentOf(meeting, paragraph)?.date ?? meeting.date);
  const earlier = meeting.notices.filter((notice) => paragraphs.some((one) => notice.paragraphs.includes(one)));
  const downOn = earlier.map(({ takenDown }) => takenDown ?? meeting.date);
  requireDay(date, [...adjustedOn, ...downOn].toSorted().at(-1) ?? meeting.date, today);
  const overdue = adjustedOn.some((day) => date > noticeDue(day, isHoliday));
  return { date, lastAppealDay: lastAppealDay(date, isHoliday), overdue };
}

/** Returns the meeting and the sorted paragraphs. @throws Refusal when the actor may not record their notice now */
export function requireMayPostNotice(
  { meetingId, paragraphs }: Pick<PostNoticeData, 'meetingId' | 'paragraphs'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('postNotice', meetingId, state, act);
  // Rule 37: the notice announces that the adjusters confirmed each paragraph, so it must not precede a confirmation.
  return { meeting, paragraphs: requireParagraphs(meeting, paragraphs, 'post notice') };
}

export interface TakeDownNoticeData {
  readonly meetingId: Id<'Meeting'>;
  readonly notice: number;
  readonly date: IsoDate;
  /** Why the notice came down before the last day to appeal. A notice in time needs no reason. */
  readonly reason: string;
}

/**
 * Records that a notice is down. A notice must be up until the last day to appeal. One that came down earlier gives no
 * legal force: its paragraphs wait for a new notice, with a new period to appeal (rule 83).
 */
export function takeDownNotice(command: TakeDownNoticeData, state: Meeting | null, act: Act): MeetingEvent[] {
  const { meetingId, notice: number, date, reason } = command;
  const { meeting, notice } = requireMayTakeDownNotice(command, state, act);
  requireDay(date, notice.date, act.today);
  const { lastAppealDay } = notice;
  if (date >= lastAppealDay) return [{ type: 'NoticeTakenDown', data: { meetingId, notice: number, date } }];
  // Rule 83: what was taken down too early is recorded as it was, and the reason tells how it came about.
  if (isBlank(reason)) throw new Refusal(meetingRefusals.APPEAL_PERIOD_RUNS, { lastAppealDay });
  const legalForceLost = forceRestingOn(notice, meeting);
  return [{ type: 'NoticeTakenDownEarly', data: { meetingId, notice: number, date, reason, legalForceLost } }];
}

/** Returns the paragraphs in a notice that have legal force. They lose it when the notice comes down early (rule 83). */
export function forceRestingOn({ paragraphs }: PublicNotice, meeting: Meeting): string[] {
  return paragraphs.filter((paragraph) =>
    partsOf(meeting.decisions, { paragraph, point: null }).some((part) => partStatus(meeting, part) === 'IN_FORCE'),
  );
}

/** Returns the meeting and the notice. @throws Refusal when the actor may not take down the notice now */
export function requireMayTakeDownNotice(
  { meetingId, notice: number }: Pick<TakeDownNoticeData, 'meetingId' | 'notice'>,
  state: Meeting | null,
  act: Act,
) {
  const meeting = requireMayAct('takeDownNotice', meetingId, state, act);
  const notice = noticeIn(meeting, number);
  if (notice.takenDown !== null)
    throw new Refusal(meetingRefusals.NOTICE_TAKEN_DOWN, { notice: number, date: notice.takenDown });
  return { meeting, notice };
}

export function noticeIn({ id, notices }: Meeting, number: number): PublicNotice {
  const notice = notices.find((candidate) => candidate.number === number);
  if (notice === undefined) throw new Refusal(refusals.NOT_FOUND, { id: `${id} ${number}`, part: 'NOTICE' });
  return notice;
}

/** Returns the given paragraphs sorted and without duplicates. Refuses a paragraph that does not allow the action. */
function requireParagraphs(meeting: Meeting, given: readonly string[], action: ParagraphAction): string[] {
  if (given.length === 0) throw new Refusal(meetingRefusals.PARAGRAPHS_MISSING, {});
  const paragraphs = [...new Set(given.map((paragraph) => asInMinutes(meeting, paragraph)))];
  for (const paragraph of paragraphs) requireParagraphAllows(meeting, paragraph, action);
  return inOrder(paragraphs);
}

/** @throws Refusal `IN_FUTURE` for a day after today, or `TOO_EARLY` for a day before the earliest allowed day. */
export function requireDay(date: IsoDate, earliest: IsoDate, today: IsoDate): void {
  if (date > today) throw new Refusal(refusals.IN_FUTURE, { date, today });
  if (date < earliest) throw new Refusal(meetingRefusals.TOO_EARLY, { date, earliest });
}
