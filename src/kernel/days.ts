import type { IsoDate } from './tertial.js';

/** The days of the week, Monday first. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

export type Weekday = (typeof weekdays)[number];

/**
 * Adds a number of days to a calendar day. A negative number gives an earlier day. The computation uses no hours, so
 * summer time cannot shift the result.
 */
export function addDays(day: IsoDate, count: number): IsoDate {
  return dayAt(placeOf(day) + count);
}

export function weekdayOf(day: IsoDate): Weekday {
  // Day number 0 is 0000-03-01, a Wednesday.
  return weekdays[(placeOf(day) + 2) % 7] ?? 'MONDAY';
}

// Returns the days since 0000-03-01. A year begins in March here, so that the leap day is the last day of the year.
function placeOf(day: IsoDate): number {
  const month = Number(day.slice(5, 7));
  const monthsSinceMarch = (month + 9) % 12;
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  return firstOfYear(year) + firstOfMonth(monthsSinceMarch) + Number(day.slice(8, 10)) - 1;
}

function dayAt(place: number): IsoDate {
  // 400 years have 146 097 days, so this proportional estimate of the year is exact or one year too low.
  const guess = Math.floor((place * 400) / 146_097);
  const year = firstOfYear(guess + 1) <= place ? guess + 1 : guess;
  const dayOfYear = place - firstOfYear(year);
  const monthsSinceMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthsSinceMarch + 2) % 12) + 1;
  return [
    String(month < 3 ? year + 1 : year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(dayOfYear - firstOfMonth(monthsSinceMarch) + 1).padStart(2, '0'),
  ].join('-');
}

function firstOfYear(year: number): number {
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

// Returns the number of days from 1 March to the first day of a month. The months March to July have 153 days, and so
// have the months August to December.
function firstOfMonth(monthsSinceMarch: number): number {
  return Math.floor((153 * monthsSinceMarch + 2) / 5);
}
