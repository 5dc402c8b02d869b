import { isBlank, Refusal } from '../../kernel/refusal.js';
import { REPLACEMENT } from '../../kernel/text-encoding.js';
import { folded, forbiddenIn } from '../../kernel/text.js';
import type { RowFault } from '../../kernel/row-faults.js';
import type { DateSystem } from './date-in.js';
import { spreadsheetRefusals } from './spreadsheet-refusals.js';

/** A file as rows of cells. */
export interface Table {
  /** The folded headings, which are row 1. */
  readonly headings: readonly string[];
  /** The rows from row 2 on. Null stands for a row that could not be divided into cells. */
  readonly rows: readonly (readonly string[] | null)[];
  /** Why rows could not be divided into cells. */
  readonly faults: readonly RowFault[];
  readonly dateSystem: DateSystem;
}

/** The most columns of a table, which a spreadsheet program has too (ECMA-376). */
const MOST_COLUMNS = 16_384;
/**
 * The most cells of a table, blank ones under its headings and between others counted. A plan of 10 000 rows has a tenth
 * of them.
 */
export const MOST_CELLS = 1_000_000;

/** Counts the cells of a table while its rows are read, because what is done with a table takes time for each of them. */
export class CellLimit {
  #headings: number | null = null;
  #cells = 0;

  /** Takes the next row, the headings first. @throws Refusal `FILE_UNREADABLE` when it is too much. */
  take(row: readonly string[]): void {
    this.#headings ??= row.length;
    this.#cells += Math.max(row.length, this.#headings);
    if (row.length > MOST_COLUMNS || this.#cells > MOST_CELLS) {
      throw new Refusal(spreadsheetRefusals.FILE_UNREADABLE, { reason: 'TOO_MANY_CELLS' });
    }
  }
}

/** The headings of the columns that an import reads. It ignores other columns. */
export interface Columns {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
  /** Other headings of the columns: for each, the column that it names. */
  readonly synonyms?: Readonly<Record<string, string>>;
}

/** Returns the column that a heading names, in any case of its letters; null for a column that the import does not read. */
export function columnNamedBy({ needed, optional, synonyms = {} }: Columns): (heading: string) => string | null {
  const own = [...needed, ...optional].map((column) => [headingKey(column), column] as const);
  const other = Object.entries(synonyms).map(([heading, column]) => [headingKey(heading), column] as const);
  const columns = new Map([...own, ...other]);
  return (heading) => columns.get(headingKey(heading)) ?? null;
}

/** A row of the file: its number in the spreadsheet, and the text of its cell in each column that the import reads. */
export interface ImportRow {
  readonly number: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The numbers of rows below the headings: read = used + blank + refused. */
export interface RowCounts {
  readonly read: number;
  readonly used: number;
  readonly blank: number;
  readonly refused: number;
}

/** The numbers of cells below the headings that are not blank: read = used + ignored + refused. */
export interface CellCounts {
  readonly read: number;
  readonly used: number;
  readonly ignored: number;
  readonly refused: number;
}

/**
 * The answer to an import of any file: the faults of the file, and the numbers of rows and cells (rule 123). A file with
 * a fault is refused whole.
 */
export interface Reading {
  readonly faults: readonly RowFault[];
  readonly ignoredColumns: readonly string[];
  readonly rows: RowCounts;
  readonly cells: CellCounts;
}

/** The heading of a column as the import compares it, so that the case of letters makes no difference. */
export function headingKey(heading: string): string {
  return folded(heading).toLowerCase();
}

/** A table whose headings are written as the import writes them. */
interface NamedTable {
  readonly headings: readonly string[];
  /** Whether the import reads the column at each place. */
  readonly isRead: readonly boolean[];
  readonly rows: Table['rows'];
}

/**
 * Reads the cells of a table and gives the rows that are not blank to `faultsOf`, which judges what they say. Cells at
 * fault in themselves are told instead of faults in what their row says. Without a heading that is needed no row is read.
 *
 * @param isStored tells of a text whether the service has it already. Nothing of such a text was lost by this file.
 */
export function readTable(
  { headings: given, rows, faults }: Table,
  columns: Columns,
  faultsOf: (rows: readonly ImportRow[]) => readonly RowFault[],
  isStored: (text: string) => boolean = () => false,
): Reading {
  const named = given.map(columnNamedBy(columns));
  const headings = given.map((heading, at) => named[at] ?? heading);
  const isRead = named.map((column) => column !== null);
  const table: NamedTable = { headings, isRead, rows };
  const missing = columns.needed
    .filter((column) => !headings.includes(column))
    .map((column): RowFault => ({ row: 1, column, problem: 'MISSING', value: '' }));
  const ofCells = [
    ...faults,
    ...headingFaults(table),
    ...rows.flatMap((_, index) => cellFaults(table, index, isStored)),
  ];
  const told = new Set(ofCells.map(({ row }) => row));
  const filled = rows.flatMap((cells, index) => recordOf(table, cells ?? [], index));
  const ofRows = missing.length > 0 ? [] : faultsOf(filled).filter(({ row }) => !told.has(row));
  const all = [...ofCells, ...missing, ...ofRows].sort((one, other) => one.row - other.row);
  const isSound = all.length === 0;
  return {
    faults: all,
    ignoredColumns: ignoredColumns(table),
    rows: rowCounts(table, isSound),
    cells: cellCounts(table, isSound),
  };
}

function recordOf({ headings, isRead }: NamedTable, cells: readonly string[], index: number): ImportRow[] {
  if (cells.every(isBlank)) return [];
  const record: Record<string, string> = {};
  headings.forEach((heading, at) => {
    // The first column of a repeated heading is read, so that the import tells the other faults of its rows too.
    if (isRead[at] === true) record[heading] ??= cells[at] ?? '';
  });
  return [{ number: index + 2, cells: record }];
}

function headingFaults({ headings, isRead }: NamedTable): RowFault[] {
  return headings.flatMap((heading, at) => {
    const isTwice = isRead[at] === true && headings.indexOf(heading) < at;
    const twice = isTwice ? [fault(headings, 1, at, 'DUPLICATE_HEADING', columnLetter(at))] : [];
    return [...twice, ...characterFaults(headings, 1, at, heading)];
  });
}

function cellFaults(
  { headings, isRead, rows }: NamedTable,
  index: number,
  isStored: (text: string) => boolean,
): RowFault[] {
  const [cells, row] = [rows[index] ?? [], index + 2];
  if (cells.every(isBlank)) return [];
  const beyond = cells.findIndex((cell, at) => at >= headings.length && !isBlank(cell));
  // Without its cell the row's later cells stand under other headings. Cells that nobody reads may be left out.
  const absent = isRead.findIndex((read, at) => read && at >= cells.length);
  return [
    ...(beyond === -1 ? [] : [fault(headings, row, beyond, 'CELL_BEYOND_HEADINGS', cells[beyond] ?? '')]),
    ...(absent === -1 ? [] : [fault(headings, row, absent, 'CELL_ABSENT', '')]),
    ...cells.flatMap((cell, at) => {
      if (isRead[at] !== true) return [];
      const isError = SPREADSHEET_ERROR.test(cell.trim());
      const errors = isError ? [fault(headings, row, at, 'SPREADSHEET_ERROR', cell.trim())] : [];
      const told = [...characterFaults(headings, row, at, cell), ...errors];
      return told.length > 0 && isStored(cell) ? [] : told;
    }),
  ];
}

function characterFaults(headings: readonly string[], row: number, at: number, cell: string): RowFault[] {
  const forbidden = forbiddenIn(cell);
  if (forbidden !== null) return [fault(headings, row, at, 'FORBIDDEN_CHARACTER', forbidden.codePoint)];
  return cell.includes(REPLACEMENT) ? [fault(headings, row, at, 'DAMAGED_CHARACTER', cell)] : [];
}

function fault(
  headings: readonly string[],
  row: number,
  at: number,
  problem: RowFault['problem'],
  value: string,
): RowFault {
  return { row, column: columnName(headings, at), problem, value: shortened(value) };
}

/** Returns the names of the columns that the import does not read, but of those with neither heading nor cell. */
function ignoredColumns({ headings, isRead, rows }: NamedTable): string[] {
  const filled = new Set<number>();
  for (const cells of rows) {
    cells?.forEach((cell, at) => {
      if (!isBlank(cell)) filled.add(at);
    });
  }
  return headings.flatMap((heading, at) => {
    const isEmpty = isBlank(heading) && !filled.has(at);
    return isRead[at] === true || isEmpty ? [] : [columnName(headings, at)];
  });
}

function rowCounts({ rows }: NamedTable, isSound: boolean): RowCounts {
  const blank = rows.filter((cells) => cells?.every(isBlank) === true).length;
  const others = rows.length - blank;
  return { read: rows.length, used: isSound ? others : 0, blank, refused: isSound ? 0 : others };
}

function cellCounts({ headings, isRead, rows }: NamedTable, isSound: boolean): CellCounts {
  let [taken, ignored] = [0, 0];
  for (const cells of rows) {
    cells?.forEach((cell, at) => {
      if (isBlank(cell)) return;
      // A cell beyond the headings is at fault. It is not ignored.
      if (isRead[at] === true || at >= headings.length) taken += 1;
      else ignored += 1;
    });
  }
  return { read: taken + ignored, used: isSound ? taken : 0, ignored, refused: isSound ? 0 : taken };
}

/** The texts that Excel, in English and in Swedish, and LibreOffice write in a cell whose formula has no result. */
const SPREADSHEET_ERROR =
  /^(?:#(?:REF!|REFERENS!|VALUE!|VÄRDEFEL!|VÄRDE!|DIV\/0!|DIVISION\/0!|NAME\?|NAMN\?|N\/A|SAKNAS!?|NULL!|SKÄRNING!|NUM!|OGILTIGT!|SPILL!|CALC!|GETTING_DATA|#+)|(?:Err|Fel):[0-9]{3})$/i;

/** Returns the heading of a column that has a sound one, or its letter in a spreadsheet. */
export function columnName(headings: readonly string[], index: number): string {
  const heading = headings[index];
  const isSound = !isBlank(heading) && heading !== undefined && forbiddenIn(heading) === null;
  return isSound ? heading : columnLetter(index);
}

/** Returns the letter of a column as spreadsheet programs count: A to Z, AA and on. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode('A'.charCodeAt(0) + (index % 26));
  return index < 26 ? last : `${columnLetter(Math.floor(index / 26) - 1)}${last}`;
}

const LONGEST_VALUE_IN_CHARACTERS = 40;

/** Shortens what a fault repeats of a cell. */
export function shortened(value: string): string {
  return value.length > LONGEST_VALUE_IN_CHARACTERS ? `${value.slice(0, LONGEST_VALUE_IN_CHARACTERS)}…` : value;
}
