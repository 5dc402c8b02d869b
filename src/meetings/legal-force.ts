import { type Act, permit } from '../kernel/permissions.js';
import { addDays, weekdayOf } from '../kernel/days.js';
import { existing } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { systemCommand } from '../kernel/reaction.js';
import type { IsoDate } from '../kernel/tertial.js';
import type { MeetingEvent } from './meeting-event.js';
import { paragraphProcess } from './meeting-process.js';
import { type Meeting, meetingFold } from './meeting.js';
import { appealsOf, noticeOf, paragraphsOf, paragraphStatus } from './paragraph.js';

/** Whether a day is a public holiday, or an eve that the law counts as one. Weekends are known without it. */
export type Calendar = (day: IsoDate) => boolean;

const DAYS_TO_ADJUST = 14;
const DAYS_TO_POST = 2;
const DAYS_TO_APPEAL = 21;

/** The last day on which the minutes are adjusted in time; later they are overdue (rules 36 and 82). */
export function adjustmentDue(meetingDay: IsoDate): IsoDate {
  return addDays(meetingDay, DAYS_TO_ADJUST);
}

/** The last day on which the notice of the adjustment is posted in time (rule 83). */
export function noticeDue(adjustedOn: IsoDate): IsoDate {
  return addDays(adjustedOn, DAYS_TO_POST);
}

/**
 * Rules 38 and 84: the last day of the three weeks from the posting of the notice (Kommunallagen 13:5). Where it is no
 * working day, the next working day is the last one (lagen (1930:173) om beräkning av lagstadgad tid).
 */
export function lastAppealDay(postedOn: IsoDate, isHoliday: Calendar): IsoDate {
  let day = addDays(postedOn, DAYS_TO_APPEAL);
  while (isWeekend(day) || isHoliday(day)) day = addDays(day, 1);
  return day;
}

function isWeekend(day: IsoDate): boolean {
  const weekday = weekdayOf(day);
  return weekday === 'SATURDAY' || weekday === 'SUNDAY';
}

/** The first day on which the notice may be taken down (rule 83). */
export function noticeTakenDownFrom(lastDay: IsoDate): IsoDate {
  return addDays(lastDay, 1);
}

/** The first day on which the decision has legal force, if nobody has appealed (rule 40). */
export function legalForceFrom(lastDay: IsoDate): IsoDate {
  return addDays(lastDay, 1);
}

export interface RecordLegalForceData {
  readonly meetingId: Id<'Meeting'>;
}

/** Records which §§ have gained legal force by now, each with the day on which it did (rule 86). */
export function recordLegalForce({ meetingId }: RecordLegalForceData, state: Meeting | null, act: Act): MeetingEvent[] {
  permit(act.actor, 'recordLegalForce', boardOf(meetingId), meetingId);
  const due = awaitedIn(existing(state, meetingId)).filter(({ on }) => on <= act.today);
  const byDay = Map.groupBy(due, ({ on }) => on);
  return [...byDay.keys()].toSorted().map((on) => {
    const paragraphs = (byDay.get(on) ?? []).map(({ paragraph }) => paragraph);
    return { type: 'LegalForceGained', data: { meetingId, paragraphs, on } };
  });
}

/** The first day on which {@link recordLegalForce} has something to record; null when nothing is awaited. */
export function nextDue(meeting: Meeting): IsoDate | null {
  return (
    awaitedIn(meeting)
      .map(({ on }) => on)
      .toSorted()
      .at(0) ?? null
  );
}

interface Awaited {
  readonly paragraph: string;
  readonly on: IsoDate;
}

/** The §§ that will gain legal force if nobody appeals, and when. */
function awaitedIn(meeting: Meeting): Awaited[] {
  return paragraphsOf(meeting)
    .filter((paragraph) => paragraphProcess[paragraphStatus(meeting, paragraph)]['gain legal force'] !== undefined)
    .flatMap((paragraph) => {
      const notice = noticeOf(meeting, paragraph);
      return notice === undefined ? [] : [{ paragraph, on: legalForceDay(meeting, paragraph, notice.lastAppealDay) }];
    });
}

/** The one after the last day to appeal on, or that of the last ruling on an appeal that came in time. */
function legalForceDay(meeting: Meeting, paragraph: string, lastAppealDay: IsoDate): IsoDate {
  const rulings = appealsOf(meeting, paragraph).flatMap(({ late, settled }) =>
    late || settled === null ? [] : [settled.date],
  );
  return rulings.reduce((last, day) => (day > last ? day : last), legalForceFrom(lastAppealDay));
}

export const recordLegalForceCommand = systemCommand({
  name: 'recordLegalForce',
  fold: meetingFold,
  id: ({ meetingId }) => meetingId,
  rule: recordLegalForce,
});
