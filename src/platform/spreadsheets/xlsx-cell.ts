import { dayOfSerial, type DateSystem } from './date-in.js';

/** How a number format of a workbook shows a number. */
export type NumberKind = 'NUMBER' | 'DATE' | 'PERCENT';

/** A cell as the XML of a sheet has it (ECMA-376 part 1, 18.3.1.4). */
export interface XlsxCell {
  /** The attribute `t`; `n` when it is absent. */
  readonly type: string;
  readonly kind: NumberKind;
  /** The text of `v`, or of `is` for an inline string; null when the cell has neither. */
  readonly value: string | null;
  readonly hasFormula: boolean;
}

/** The text for a formula whose result no program has stored, so that the cell is not taken for a blank one. */
const WITHOUT_RESULT = '#CALC!';

/** Returns the text of a cell as a person reads it in Swedish: a date as 2027-01-31, a decimal with a comma. */
export function textOfCell(
  { type, kind, value, hasFormula }: XlsxCell,
  sharedStrings: readonly string[],
  system: DateSystem,
): string {
  if (value === null) return hasFormula && type !== 'str' ? WITHOUT_RESULT : '';
  switch (type) {
    case 's':
      return sharedStrings[Number(value)] ?? '';
    case 'inlineStr':
    case 'str':
      return unescaped(value);
    case 'e':
      return value;
    case 'b':
      return value === '1' ? 'SANT' : 'FALSKT';
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    default:
      return textOfNumber(value, kind, system);
  }
}

const SECONDS_OF_A_DAY = 86_400;

function textOfNumber(value: string, kind: NumberKind, system: DateSystem): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (kind === 'PERCENT') return `${decimal(Number((number * 100).toPrecision(12)))} %`;
  if (kind === 'NUMBER' || number < 1) return decimal(number);
  const seconds = Math.round((number - Math.floor(number)) * SECONDS_OF_A_DAY);
  const day = dayOfSerial(Math.floor(number) + Math.floor(seconds / SECONDS_OF_A_DAY), system);
  if (seconds % SECONDS_OF_A_DAY === 0) return day;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${day} ${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function decimal(number: number): string {
  return String(number).replace('.', ',');
}

/** Replaces `_x000D_`, which stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** The formats of numbers that a workbook does not list (ECMA-376 part 1, 18.8.30). */
const PERCENT_IDS = [9, 10];
const isDateId = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Returns how a number format shows a number. `code` is the format's own; undefined for one that every program has. */
export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (PERCENT_IDS.includes(id)) return 'PERCENT';
    return isDateId(id) ? 'DATE' : 'NUMBER';
  }
  // Leaves the signs that stand for parts of the number: drops texts, escaped signs, fillers, colours and conditions.
  const [signs = ''] = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';');
  if (/[dy]/i.test(signs)) return 'DATE';
  return signs.includes('%') ? 'PERCENT' : 'NUMBER';
}

/** Returns the place of a column by its letters, from 0: A is 0, Z is 25, AA is 26. Null for no reference of a cell. */
export function columnIndex(reference: string): number | null {
  const [, letters] = /^([A-Z]{1,3})[0-9]+$/.exec(reference) ?? [];
  if (letters === undefined) return null;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
