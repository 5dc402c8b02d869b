import type { Language } from '../../kernel/language.js';
import { problemWords, type RowFault } from '../../kernel/row-faults.js';
import type { Table } from './table.js';
import { workbookOf } from './xlsx-writing.service.js';

const words = {
  row: { sv: 'Rad', en: 'Row' },
  faults: { sv: 'Fel', en: 'Faults' },
  sheet: { sv: 'Rader med fel', en: 'Rows at fault' },
} as const;

/** The most that a cell of a workbook can hold (ECMA-376). */
const LONGEST_CELL_IN_CHARACTERS = 32_767;
/** A browser takes no longer address of a file than some two million characters. */
const LONGEST_FILE_IN_CHARACTERS = 1_500_000;
/** A workbook of more takes long to make, and is too long an address in the end. */
const MOST_CELLS = 200_000;
const MOST_CHARACTERS = 5_000_000;
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
  const cellsOf = (row: number) => (row === 1 ? headings : (rows[row - 2] ?? []));
  const byRow = [...Map.groupBy(faults, ({ row }) => row)];
  const width = byRow.reduce((most, [row]) => Math.max(most, cellsOf(row).length), headings.length);
  if ((byRow.length + 1) * (width + 2) > MOST_CELLS) return null;
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, at) => cells[at] ?? '');
  const table = [[words.row[language], ...padded(headings), words.faults[language]]];
  let characters = 0;
  for (const [row, ofRow] of byRow) {
    const told = ofRow.map((fault) => sentence(fault, language)).join(' ');
    const cells = [String(row), ...padded(cellsOf(row)), told];
    characters += cells.reduce((sum, { length }) => sum + length, 0);
    if (characters > MOST_CHARACTERS) return null;
    table.push(cells);
  }
  const cells = table.map((all) => all.map((text) => text.slice(0, LONGEST_CELL_IN_CHARACTERS)));
  const widths = [WIDTHS.number, ...padded([]).map(() => WIDTHS.cell), WIDTHS.faults];
  const bytes = workbookOf(words.sheet[language], cells, widths);
  const file = `data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,${Buffer.from(bytes).toString('base64')}`;
  return file.length <= LONGEST_FILE_IN_CHARACTERS ? file : null;
}

/** Returns the function that makes {@link faultyRows} when somebody asks for them, and once however often that is. */
export function faultyRowsOnDemand(...given: Parameters<typeof faultyRows>): () => string | null {
  let made: string | null | undefined;
  return () => {
    if (made === undefined) made = faultyRows(...given);
    return made;
  };
}

function sentence({ column, value, problem, choices }: RowFault, language: Language): string {
  return [column, ...(value === '' ? [] : [value]), `${problemWords(language, problem, choices)}.`].join(' ');
}
