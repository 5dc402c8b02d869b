import fc from 'fast-check';
import { addDays } from '../../kernel/days.js';
import { dayWords } from '../../kernel/local-time.js';
import { wrongRows } from '../../../test/support/wrong-rows.js';
import { dateIn } from './date-in.js';

/** The day of a text, or why it is none. */
function found(text: string, system: 1900 | 1904 = 1900): string {
  const read = dateIn(text, system);
  return read.date ?? read.problem;
}

describe('rule 122: a date in a file', () => {
  it('is read in the forms that people and spreadsheets write', () => {
    const forms: readonly (readonly [text: string, read: string])[] = [
      ['2027-01-31', '2027-01-31'],
      ['20270131', '2027-01-31'],
      ['31/1/2027', '2027-01-31'],
      ['31/01/2027', '2027-01-31'],
      ['31.1.2027', '2027-01-31'],
      ['1.2.2027', '2027-02-01'],
      ['2/2/2027', '2027-02-02'],
      ['31 januari 2027', '2027-01-31'],
      ['den 31 Januari 2027', '2027-01-31'],
      ['1 mars 2027', '2027-03-01'],
      ['1 dec. 2027', '2027-12-01'],
      ['15 sept 2027', '2027-09-15'],
      ['46418', '2027-01-31'],
      ['29 februari 2028', '2028-02-29'],
    ];
    expect(wrongRows(forms, ([text, read]) => expect(found(text)).toBe(read))).toEqual([]);
  });

  it('is ambiguous when the month could come first', () => {
    const texts = ['1/2/2027', '12/11/2027', '03/04/2027'];
    expect(wrongRows(texts, (text) => expect(found(text)).toBe('AMBIGUOUS_DATE'))).toEqual([]);
  });

  it('is none in any other form', () => {
    const texts = [
      '1/31/2027',
      '31/31/2027',
      '2027/01/31',
      '31/1/27',
      '31/1.2027',
      '29 februari 2027',
      '31 april 2027',
      '31 janu 2027',
      'januari 2027',
      '20270231',
      '270131',
      '1234',
      '0',
      '46418.5',
      '-46418',
      '2027-1-31',
      '2027-01-31 08:00',
      '',
    ];
    expect(wrongRows(texts, (text) => expect(found(text)).toBe('NOT_A_DATE'))).toEqual([]);
  });

  it('is counted from 1904 in a workbook that says so', () => {
    expect(found('44956', 1904)).toBe('2027-01-31');
    expect(found('10000', 1904)).toBe('1931-05-19');
    expect(found('10000')).toBe('1927-05-18');
  });

  it('is the same in every form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 99_999 }), (serial) => {
        const day = addDays('1899-12-30', serial);
        const [year = '', month = '', date = ''] = day.split('-');
        const forms = [day, `${year}${month}${date}`, `${date}.${month}.${year}`, dayWords(day).sv, String(serial)];
        expect(forms.map((form) => found(form))).toEqual(forms.map(() => day));
        expect(found(String(serial), 1904)).toBe(addDays(day, 1462));
        const isTold = Number(date) > 12 || date === month;
        expect(found(`${date}/${month}/${year}`)).toBe(isTold ? day : 'AMBIGUOUS_DATE');
      }),
      { numRuns: 300 },
    );
  });
});
