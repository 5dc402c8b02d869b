import { addDays, type Weekday, weekdayOf } from '../kernel/days.js';
import type { IsoDate } from '../kernel/tertial.js';

/**
 * Tests whether a day is a Swedish holiday under the law since 2005: a public holiday of lagen (1989:253) om
 * allmänna helgdagar, midsummer's eve, Christmas Eve or New Year's Eve. Lagen (1930:173) moves a deadline past these
 * three eves too. By law every other eve is a working day.
 */
export function isHoliday(day: IsoDate): boolean {
  return FIXED.has(day.slice(5)) || movable(day.slice(0, 4)).includes(day);
}

const FIXED: ReadonlySet<string> = new Set(['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31']);

function movable(year: string): IsoDate[] {
  const easter = easterSunday(Number(year));
  const midsummersEve = firstFrom(`${year}-06-19`, 'FRIDAY');
  return [
    addDays(easter, -2),
    easter,
    addDays(easter, 1),
    addDays(easter, 39),
    addDays(easter, 49),
    midsummersEve,
    addDays(midsummersEve, 1),
    firstFrom(`${year}-10-31`, 'SATURDAY'),
  ];
}

function firstFrom(day: IsoDate, weekday: Weekday): IsoDate {
  return weekdayOf(day) === weekday ? day : firstFrom(addDays(day, 1), weekday);
}

/**
 * Returns Easter Sunday in the Gregorian calendar. The method and its letters are in Meeus, Astronomical Algorithms,
 * ch. 8.
 */
function easterSunday(year: number): IsoDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return addDays(`${year}-03-22`, h + l - 7 * m);
}
