import { wrongRows } from '../../test/support/wrong-rows.js';
import { addDays, weekdayOf, weekdays } from './days.js';

/** Each day of 401 years with its weekday, computed by JavaScript's Date. */
const byMachine = Array.from({ length: 146_097 + 366 }, (_, place) => {
  const date = new Date(Date.UTC(1899, 11, 31 + place));
  return { day: date.toISOString().slice(0, 10), weekday: weekdays[(date.getUTCDay() + 6) % 7] };
});

describe('a day a number of days later', () => {
  it('is right over months, years, leap days and nights of summer time', () => {
    const wrong = wrongRows(
      [
        ['within a month', '2026-05-27', 14, '2026-06-10'],
        ['none', '2026-05-27', 0, '2026-05-27'],
        ['over a month of thirty days', '2026-04-30', 1, '2026-05-01'],
        ['over a month of thirty-one days', '2026-05-31', 1, '2026-06-01'],
        ['over the year', '2026-12-31', 1, '2027-01-01'],
        ['to a leap day', '2028-02-28', 1, '2028-02-29'],
        ['over a leap day', '2028-02-28', 2, '2028-03-01'],
        ['over a February without one', '2026-02-28', 1, '2026-03-01'],
        ['a century without one', '2100-02-28', 1, '2100-03-01'],
        ['a century with one', '2000-02-28', 1, '2000-02-29'],
        ['over the night to summer time', '2026-03-28', 2, '2026-03-30'],
        ['over the night to winter time', '2026-10-24', 2, '2026-10-26'],
        ['from a leap day to the year after', '2024-02-29', 365, '2025-02-28'],
        ['many years', '2000-01-01', 146_097, '2400-01-01'],
        ['earlier', '2026-03-01', -1, '2026-02-28'],
        ['earlier, over the year', '2027-01-01', -1, '2026-12-31'],
      ],
      ([, day, count, later]) => {
        expect(addDays(day, count)).toBe(later);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is the next one on each day of 400 years, as Date counts', () => {
    const wrong = byMachine.filter(({ day }, place) => {
      const next = byMachine[place + 1];
      return next !== undefined && (addDays(day, 1) !== next.day || addDays(next.day, -1) !== day);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the weekday', () => {
  it('is right on each day of a week', () => {
    const wrong = wrongRows(
      [
        ['2026-05-25', 'MONDAY'],
        ['2019-01-22', 'TUESDAY'],
        ['2026-05-27', 'WEDNESDAY'],
        ['2028-02-29', 'TUESDAY'],
        ['2017-06-23', 'FRIDAY'],
        ['2026-06-06', 'SATURDAY'],
        ['2026-03-29', 'SUNDAY'],
      ],
      ([day, weekday]) => {
        expect(weekdayOf(day)).toBe(weekday);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('is right on each day of 400 years, as Date counts', () => {
    expect(byMachine.filter(({ day, weekday }) => weekdayOf(day) !== weekday)).toEqual([]);
  });
});
