import fc from 'fast-check';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { addDays, weekdayOf } from '../kernel/days.js';
import { adjustmentDue, lastAppealDay, noticeDue } from './minutes.js';
import { legalForceFrom } from './paragraph.js';
import { isHoliday } from './swedish-calendar.js';

function appealDay(postedOn: string): string {
  return lastAppealDay(postedOn, isHoliday);
}

/** Returns the day of posting for a period of three weeks that ends on the given day. */
function postedFor(day: string): string {
  return addDays(day, -21);
}

function daysBetween(first: string, last: string): string[] {
  const length = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return Array.from({ length }, (_, count) => addDays(first, count));
}

/** Returns the date of Easter Sunday by the method of Gauss with Lichtenberg's correction. */
function easterOf(year: number): string {
  const century = Math.floor(year / 100);
  const moon = 15 + Math.floor((3 * century + 3) / 4) - Math.floor((8 * century + 13) / 25);
  const sun = 2 - Math.floor((3 * century + 3) / 4);
  const golden = year % 19;
  const seed = (19 * golden + moon) % 30;
  const correction = Math.floor((seed + Math.floor(golden / 11)) / 29);
  const limit = 21 + seed - correction;
  const firstSunday = 7 - ((year + Math.floor(year / 4) + sun) % 7);
  return addDays(`${year}-03-01`, limit + 7 - ((((limit - firstSunday) % 7) + 7) % 7) - 1);
}

function firstFrom(day: string, weekday: string): string {
  return weekdayOf(day) === weekday ? day : firstFrom(addDays(day, 1), weekday);
}

/** Returns the holidays of lagen (1989:253), as it was before and after 2005, and the three eves of lagen (1930:173), each with its date. */
function holidaysByLaw(year: number): Record<string, string> {
  const easter = easterOf(year);
  return {
    nyårsdagen: `${year}-01-01`,
    'trettondedag jul': `${year}-01-06`,
    långfredagen: addDays(easter, -2),
    påskdagen: easter,
    'annandag påsk': addDays(easter, 1),
    'första maj': `${year}-05-01`,
    'Kristi himmelsfärdsdag': addDays(easter, 39),
    pingstdagen: addDays(easter, 49),
    ...(year < 2005 ? { 'annandag pingst': addDays(easter, 50) } : { nationaldagen: `${year}-06-06` }),
    midsommarafton: firstFrom(`${year}-06-19`, 'FRIDAY'),
    midsommardagen: firstFrom(`${year}-06-20`, 'SATURDAY'),
    'alla helgons dag': firstFrom(`${year}-10-31`, 'SATURDAY'),
    julafton: `${year}-12-24`,
    juldagen: `${year}-12-25`,
    'annandag jul': `${year}-12-26`,
    nyårsafton: `${year}-12-31`,
  };
}

const years = Array.from({ length: 152 }, (_, index) => 1953 + index);

describe('the Swedish calendar', () => {
  it.each([
    [2020, '2020-04-12'],
    [2024, '2024-03-31'],
    [2026, '2026-04-05'],
    [2030, '2030-04-21'],
    [2035, '2035-03-25'],
  ])('is tested against an Easter that agrees with the almanac: %i', (year, easter) => {
    expect(easterOf(year)).toBe(easter);
  });

  it('has each year the holidays of the law and the three eves, and no others', () => {
    expect(
      wrongRows(years, (year) => {
        const found = daysBetween(`${year}-01-01`, `${year}-12-31`).filter(isHoliday);
        expect(found).toEqual([...new Set(Object.values(holidaysByLaw(year)))].sort());
      }),
    ).toEqual([]);
  });

  it('counts the other eves as any other day', () => {
    const wrong = wrongRows(
      [
        ['trettondagsafton', '2026-01-05'],
        ['skärtorsdagen', '2026-04-02'],
        ['valborgsmässoafton', '2026-04-30'],
        ['annandag pingst', '2026-05-25'],
        ['the day after Kristi himmelsfärdsdag', '2026-05-15'],
        ['allhelgonaafton', '2026-10-30'],
        ['Luciadagen', '2026-12-13'],
        ['the day before Christmas Eve', '2026-12-23'],
      ],
      ([, day]) => {
        expect(isHoliday(day)).toBe(false);
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('rule 84: the real dates', () => {
  it.each([
    ['Enköping', '2019-01-15', '2019-01-21', '2019-01-22', '2019-02-12'],
    ['Storuman', '2018-09-11', '2018-09-17', '2018-09-17', '2018-10-08'],
    ['a board', '2017-05-24', '2017-06-02', '2017-06-02', '2017-06-26'],
  ])('%s', (_, meeting, adjusted, posted, lastDay) => {
    expect(appealDay(posted)).toBe(lastDay);
    expect(legalForceFrom(appealDay(posted))).toBe(addDays(lastDay, 1));
    // The real boards adjusted the minutes and posted the notice in time.
    expect(adjusted <= adjustmentDue(meeting)).toBe(true);
    expect(posted <= noticeDue(adjusted, isHoliday)).toBe(true);
  });
});

describe('rule 38: three weeks that end on a holiday', () => {
  it('move the last day to the next working day', () => {
    const wrong = wrongRows(
      [
        ['nyårsdagen, a Thursday', '2026-01-01', '2026-01-02'],
        ['trettondedag jul, a Tuesday', '2026-01-06', '2026-01-07'],
        ['långfredagen: past Easter', '2026-04-03', '2026-04-07'],
        ['påskdagen', '2026-04-05', '2026-04-07'],
        ['annandag påsk', '2026-04-06', '2026-04-07'],
        ['första maj, a Friday', '2026-05-01', '2026-05-04'],
        ['Kristi himmelsfärdsdag: the Friday after is a working day', '2026-05-14', '2026-05-15'],
        ['pingstdagen: the Monday after is a working day', '2026-05-24', '2026-05-25'],
        ['nationaldagen, a Saturday', '2026-06-06', '2026-06-08'],
        ['midsommarafton', '2026-06-19', '2026-06-22'],
        ['midsommardagen', '2026-06-20', '2026-06-22'],
        ['alla helgons dag', '2026-10-31', '2026-11-02'],
        ['julafton, a Thursday: past Christmas and the Sunday', '2026-12-24', '2026-12-28'],
        ['juldagen', '2026-12-25', '2026-12-28'],
        ['annandag jul', '2026-12-26', '2026-12-28'],
        ['nyårsafton, a Thursday: past the year and the weekend', '2026-12-31', '2027-01-04'],
        ['trettondedag jul, a Wednesday', '2027-01-06', '2027-01-07'],
        ['nationaldagen, a Tuesday in 2028', '2028-06-06', '2028-06-07'],
        ['a Saturday before julafton on a Monday', '2029-12-22', '2029-12-27'],
        ['julafton on a Monday', '2029-12-24', '2029-12-27'],
        ['nyårsafton on a Monday', '2029-12-31', '2030-01-02'],
        ['Kristi himmelsfärdsdag in 2030', '2030-05-30', '2030-05-31'],
      ],
      ([, day, last]) => {
        expect(appealDay(postedFor(day))).toBe(last);
      },
    );
    expect(wrong).toEqual([]);
  });

  const holidays = [2026, 2027, 2028, 2029, 2030].flatMap((year) =>
    Object.entries(holidaysByLaw(year)).map(([name, day]) => [name, day] as const),
  );

  it('no holiday is the last day: the next working day is', () => {
    expect(
      wrongRows(holidays, ([, day]) => {
        const last = appealDay(postedFor(day));
        const passed = daysBetween(day, addDays(last, -1));
        expect(last > day).toBe(true);
        expect(passed.filter((one) => !isOff(one))).toEqual([]);
        expect(isOff(last)).toBe(false);
      }),
    ).toEqual([]);
  });

  it.each([
    ['Walpurgis Night, a Thursday', '2026-04-30'],
    ['Maundy Thursday', '2026-04-02'],
    ['the Monday after Whitsun', '2026-05-25'],
    ['the day before Christmas Eve', '2026-12-23'],
    ['a Monday after the night to summer time', '2026-03-30'],
    ['a Monday after the night to winter time', '2026-10-26'],
  ])('three weeks that end on a working day are not moved: %s', (_, day) => {
    expect(appealDay(postedFor(day))).toBe(day);
  });
});

/** Returns whether a day is a weekend or a holiday. It uses `holidaysByLaw`, not the calendar under test. */
function isOff(day: string): boolean {
  const isWeekend = ['SATURDAY', 'SUNDAY'].includes(weekdayOf(day));
  return isWeekend || Object.values(holidaysByLaw(Number(day.slice(0, 4)))).includes(day);
}

describe('rule 38: the last appeal day, whenever the notice is posted', () => {
  const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
  const posted = fc.integer({ min: 0, max: 365 * 95 }).map((days) => addDays('2005-01-01', days));

  it(`is the first working day from the 21st on, at most five days after it (FC_SEED=${seed})`, () => {
    process.stdout.write(`FC_SEED=${seed}\n`);
    const first = fc.property(posted, (day) => {
      const last = appealDay(day);
      const due = addDays(day, 21);
      expect(isOff(last)).toBe(false);
      expect(last >= due && last <= addDays(due, 5)).toBe(true);
      expect(daysBetween(due, last).filter((one) => !isOff(one))).toEqual([last]);
    });
    fc.assert(first, { seed, numRuns: 1000 });
  });

  it('is moved five days where Christmas meets a weekend, and never more in a century', () => {
    const moves = daysBetween('2005-01-01', '2104-12-31').map((due) => {
      const last = appealDay(postedFor(due));
      return { due, days: daysBetween(due, last).length - 1 };
    });
    const longest = moves.filter(({ days }) => days >= 5);
    expect(new Set(longest.map(({ days }) => days))).toEqual(new Set([5]));
    expect(longest.every(({ due }) => due.endsWith('-12-24') || due.endsWith('-12-22'))).toBe(true);
    expect(longest).toContainEqual({ due: '2025-12-24', days: 5 });
    expect(longest).toContainEqual({ due: '2029-12-22', days: 5 });
  });
});
