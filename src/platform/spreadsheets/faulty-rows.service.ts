import type { Language } from '../../kernel/language.js';
import { problemWords, type RowFault } from '../../kernel/row-faults.js';
import type { Table } from './table.js';
import { workbookOf } from './xlsx-writing.service.js';

const words = {
  row: { sv: 'Rad', en: 'Row' },
  faults: { sv: 'Fel', en: 'Faults' },
  sheet: { sv: 'Rader med fel', en: 'Rows in fault' },
} as const;

/** The most that a cell of a workbook can hold (ECMA-376). */
const LONGEST_CELL_IN_CHARACTERS = 32_767;
/** A browser takes no longer address of a file than some two million characters. */
const LONGEST_FILE_IN_CHARACTERS = 1_500_000;
const WIDTHS = { number: 6, cell: 24, faults: 60 } as const;

/**
 * Writes the rows at fault of a file as a workbook, each with its number in the file and what is wrong with it, and
 * returns it as a data URL in Base64. Returns null for a sound file, and for more rows than a page can hold.
 */
export function faultyRows(
  { headings, rows }: Pick<Table, 'headings' | 'rows'>,
  faults: readonly RowFault[],
  language: Language,
): string | null {
  if (faults.length === 0) return null;
  const width = Math.max(headings.length, ...faults.map(({ row }) => rows[row - 2]?.length ?? 0));
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? '');
  const table = [...Map.groupBy(faults, ({ row }) => row)].map(([row, ofRow]) => [
    String(row),
    ...padded(row === 1 ? headings : (rows[row - 2] ?? [])),
    ofRow.map((fault) => sentence(fault, language)).join(' '),
  ]);
  const top = [words.row[language], ...padded(headings), words.faults[language]];
  const cells = [top, ...table].map((all) => all.map((text) => text.slice(0, LONGEST_CELL_IN_CHARACTERS)));
  const widths = [WIDTHS.number, ...padded([]).map(() => WIDTHS.cell), WIDTHS.faults];
  const bytes = workbookOf(words.sheet[language], cells, widths);
  const file = `data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,${Buffer.from(bytes).toString('base64')}`;
  return file.length <= LONGEST_FILE_IN_CHARACTERS ? file : null;
}

function sentence({ column, value, problem }: RowFault, language: Language): string {
  return [column, ...(value === '' ? [] : [value]), `${problemWords(language, problem)}.`].join(' ');
}
