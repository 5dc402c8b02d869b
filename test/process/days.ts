import type { IsoDate } from '../../src/kernel/tertial.js';

const DAY_IN_MILLISECONDS = 86_400_000;

// Told by the machine's own calendar, and so independent of the one that the rules go by.

export function daysLater(day: IsoDate, count: number): IsoDate {
  return new Date(Date.parse(day) + count * DAY_IN_MILLISECONDS).toISOString().slice(0, 10);
}

const holidays = ['2026-05-14', '2026-06-06', '2026-06-19', '2026-06-20', '2026-10-31', '2026-12-24', '2026-12-25'];

export function isHoliday(day: IsoDate): boolean {
  return holidays.includes(day);
}

export function isWorkingDay(day: IsoDate): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(day);
}
