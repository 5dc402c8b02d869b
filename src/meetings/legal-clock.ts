import { addDays, weekdayOf } from '../kernel/days.js';
import type { IsoDate } from '../kernel/tertial.js';

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
