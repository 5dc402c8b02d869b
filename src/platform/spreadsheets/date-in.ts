import { addDays } from '../../kernel/days.js';
import { isDate, type IsoDate } from '../../kernel/tertial.js';

/**
 * The first year of the days that a spreadsheet counts. Excel and LibreOffice count from 1900. A workbook of an old Excel
 * for Mac counts from 1904 and says so.
 */
export type DateSystem = 1900 | 1904;

export type DateCell =
  { readonly date: IsoDate } | { readonly date: null; readonly problem: 'NOT_A_DATE' | 'AMBIGUOUS_DATE' };

const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const MONTH =
  'jan(?:uari)?|feb(?:ruari)?|mar(?:s)?|apr(?:il)?|maj|jun(?:i)?|jul(?:i)?|aug(?:usti)?|sep(?:t|tember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?';

const BASIC = /^([0-9]{4})([0-9]{2})([0-9]{2})$/;
const DAY_FIRST = /^([0-9]{1,2})([/.])([0-9]{1,2})\2([0-9]{4})$/;
const IN_WORDS = new RegExp(String.raw`^(?:den )?([0-9]{1,2}) (${MONTH})\.? ([0-9]{4})$`, 'i');
/** Five digits: the days from May 1927 to October 2173. Six digits could as well be a date without its century. */
const SERIAL = /^[1-9][0-9]{4}$/;

/**
 * Reads a date as people and spreadsheets write it: 2027-01-31, 20270131, 31/1/2027, 31.1.2027, 31 januari 2027 or the
 * number of a day. The day comes before the month. A date with slashes that could be meant with the month first is
 * ambiguous (rule 122).
 */
export function dateIn(text: string, system: DateSystem): DateCell {
  if (isDate(text)) return { date: text };
  const [, year, month, day] = BASIC.exec(text) ?? [];
  if (year !== undefined) return dateOf(year, month, day);
  const [, first = '', sign, second = '', ofYear] = DAY_FIRST.exec(text) ?? [];
  if (ofYear !== undefined) {
    const isAmbiguous = sign === '/' && Number(first) !== Number(second) && Number(first) <= 12 && Number(second) <= 12;
    const read = dateOf(ofYear, second, first);
    return isAmbiguous && read.date !== null ? { date: null, problem: 'AMBIGUOUS_DATE' } : read;
  }
  const [, ofMonth, name = '', inYear] = IN_WORDS.exec(text) ?? [];
  if (inYear !== undefined) {
    return dateOf(inYear, String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1), ofMonth);
  }
  return SERIAL.test(text) ? { date: dayOfSerial(Number(text), system) } : { date: null, problem: 'NOT_A_DATE' };
}

function dateOf(year: string, month = '', day = ''): DateCell {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? { date } : { date: null, problem: 'NOT_A_DATE' };
}

/** Returns the day of a whole number in a spreadsheet (ECMA-376 part 1, 18.17.4.1). */
export function dayOfSerial(serial: number, system: DateSystem): IsoDate {
  if (system === 1904) return addDays('1904-01-01', serial);
  // The spreadsheets count 29 February 1900, a day that was none, as Lotus 1-2-3 did.
  return addDays(serial < 60 ? '1899-12-31' : '1899-12-30', serial);
}
