import { addDays, type Weekday, weekdayOf } from '../kernel/days.js';
import type { IsoDate } from '../kernel/tertial.js';

/**
 * Tests whether a day from 1953 on is a Swedish holiday: a public holiday of lagen (1989:253) om allmänna helgdagar and
 * of the law before it, midsummer's eve, Christmas Eve or New Year's Eve. Lagen (1930:173) moves a deadline past these
 * three eves too. By law every other eve is a working day.
 */
export function isHoliday(day: IsoDate): boolean {
  const year = Number(day.slice(0, 4));
  return FIXED.has(day.slice(5)) || changedIn2005(year) === day || movable(year).includes(day);
}

const FIXED: ReadonlySet<string> = new Set(['01-01', '01-06', '05-01', '12-24', '12-25', '12-26', '12-31']);

/** Lag (2004:1320) made the National Day a holiday in the place of Whit Monday. */
function changedIn2005(year: number): IsoDate {
  return year < 2005 ? addDays(easterSunday(year), 50) : `${year}-06-06`;
}

function movable(year: number): IsoDate[] {
  const easter = easterSunday(year);
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
