import { addDays, weekdayOf, weekdays } from './days.js';
import type { Language } from './language.js';
import type { IsoDate, IsoInstant } from './tertial.js';

type Words = Readonly<Record<Language, string>>;

const months: readonly Words[] = [
  { sv: 'januari', en: 'January' },
  { sv: 'februari', en: 'February' },
  { sv: 'mars', en: 'March' },
  { sv: 'april', en: 'April' },
  { sv: 'maj', en: 'May' },
  { sv: 'juni', en: 'June' },
  { sv: 'juli', en: 'July' },
  { sv: 'augusti', en: 'August' },
  { sv: 'september', en: 'September' },
  { sv: 'oktober', en: 'October' },
  { sv: 'november', en: 'November' },
  { sv: 'december', en: 'December' },
];

/** Writes a day in each language: *27 maj 2026*, *27 May 2026*. */
export function dayWords(day: IsoDate): Words {
  const month = months[Number(day.slice(5, 7)) - 1] ?? { sv: day.slice(5, 7), en: day.slice(5, 7) };
  const [date, year] = [Number(day.slice(8, 10)), day.slice(0, 4)];
  return { sv: `${date} ${month.sv} ${year}`, en: `${date} ${month.en} ${year}` };
}

/** Writes a day with its article, as a Swedish sentence has it: *den 27 maj 2026*. */
export function theDay(day: IsoDate): string {
  return `den ${dayWords(day).sv}`;
}

/** Writes a local time such as `2026-05-11T13:05` in each language: *11 maj 2026 kl. 13.05*, *11 May 2026 at 13:05*. */
export function localTimeWords(time: string): Words {
  const [day, clock] = [dayWords(time.slice(0, 10)), time.slice(11)];
  return { sv: `${day.sv} kl. ${clockWords(clock).sv}`, en: `${day.en} at ${clockWords(clock).en}` };
}

/** Writes a time of day such as `13:05` in each language: *13.05*, *13:05*. */
export function clockWords(clock: string): Words {
  return { sv: clock.replace(':', '.'), en: clock };
}

/** Writes an instant in the time of Stockholm: *den 12 maj 2026 kl. 10.00*, *on 12 May 2026 at 10:00*. */
export function timeIn(language: Language, instant: IsoInstant): string {
  const hour = hourOf(instant);
  const day = dayWords(dayOf(instant))[language];
  const [hours, minutes] = [String(hour % 24).padStart(2, '0'), instant.slice(14, 16)];
  return language === 'sv' ? `den ${day} kl. ${hours}.${minutes}` : `on ${day} at ${hours}:${minutes}`;
}

/** Returns the calendar day of an instant in Stockholm. */
export function dayOf(instant: IsoInstant): IsoDate {
  return addDays(instant.slice(0, 10), hourOf(instant) < 24 ? 0 : 1);
}

/** Returns the hour in Stockholm of an instant, counted from the midnight that begins its day in UTC: 1–25. */
export function hourOf(instant: IsoInstant): number {
  return Number(instant.slice(11, 13)) + (isSummerTime(instant) ? 2 : 1);
}

/**
 * Returns the last instant of a minute by the clocks of Stockholm. In the hour that the clocks show twice it is the later
 * one.
 */
export function endOfMinute(day: IsoDate, clock: string): IsoInstant {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const inUtc = (ahead: number): IsoInstant => {
    const utcDay = hour < ahead ? addDays(day, -1) : day;
    const [hours, minutes] = [(hour - ahead + 24) % 24, minute].map((number) => String(number).padStart(2, '0'));
    return `${utcDay}T${hours}:${minutes}:59.999Z`;
  };
  return isSummerTime(inUtc(1)) ? inUtc(2) : inUtc(1);
}

/** Summer time begins and ends at 01:00 UTC on the last Sunday of March and of October (Directive 2000/84/EC). */
function isSummerTime(instant: IsoInstant): boolean {
  const year = instant.slice(0, 4);
  return instant >= `${lastSundayUntil(`${year}-03-31`)}T01` && instant < `${lastSundayUntil(`${year}-10-31`)}T01`;
}

function lastSundayUntil(day: IsoDate): IsoDate {
  return addDays(day, -((weekdays.indexOf(weekdayOf(day)) + 1) % 7));
}
