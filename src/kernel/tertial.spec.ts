import { wrongRows } from '../../test/support/wrong-rows.js';
import { firstDay, isDate, lastDay, tertialBefore, tertialOf, tertials } from './tertial.js';

describe('a day of the calendar', () => {
  it.each(['2026-01-01', '2026-04-30', '2026-12-31', '2024-02-29', '2000-02-29', '2026-02-28'])('is %s', (text) => {
    expect(isDate(text)).toBe(true);
  });

  it('is no day that the calendar lacks, nor one written otherwise', () => {
    const wrong = wrongRows(
      [
        ['no leap year', '2026-02-29'],
        ['a century is no leap year', '1900-02-29'],
        ['not even in a leap year', '2024-02-30'],
        ['a month of thirty days', '2026-04-31'],
        ['a month of thirty-one days', '2026-01-32'],
        ['day 0', '2026-04-00'],
        ['month 0', '2026-00-10'],
        ['month 13', '2026-13-01'],
        ['without zeros', '2026-4-3'],
        ['day first', '30-04-2026'],
        ['with a time', '2026-04-30T00:00:00Z'],
        ['with a space', ' 2026-04-30'],
        ['with a line break', '2026-04-30\n'],
        ['slashes', '2026/04/30'],
        ['nothing', ''],
      ],
      ([, text]) => {
        expect(isDate(text)).toBe(false);
      },
    );
    expect(wrong).toEqual([]);
  });
});

describe('a tertial', () => {
  it('has one before it, but for the first of a year', () => {
    expect(tertials.map(tertialBefore)).toEqual([undefined, 'T1', 'T2']);
  });

  it('rule 57: holds its first and last days', () => {
    const wrong = wrongRows(
      [
        ['2026-01-01', '2026-T1'],
        ['2026-04-30', '2026-T1'],
        ['2026-05-01', '2026-T2'],
        ['2026-08-31', '2026-T2'],
        ['2026-09-01', '2026-T3'],
        ['2026-12-31', '2026-T3'],
        ['2027-01-01', '2027-T1'],
      ],
      ([day, tertial]) => {
        expect(tertialOf(day)).toBe(tertial);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('rule 57: is four months, from its first day to its last', () => {
    expect(tertials.map((tertial) => [firstDay(2026, tertial), lastDay(2026, tertial)])).toEqual([
      ['2026-01-01', '2026-04-30'],
      ['2026-05-01', '2026-08-31'],
      ['2026-09-01', '2026-12-31'],
    ]);
  });
});
