import { isBlank } from '../../kernel/refusal.js';
import { forbiddenIn } from '../../kernel/text.js';
import type { RowFault } from '../plan-refusals.js';
import { REPLACEMENT } from '../../kernel/text-encoding.js';
import { columns, type ImportRow, type PlanImport, readPlan } from './plan-import.js';

/** A file as rows of cells. */
export interface Table {
  /** The folded headings, which are row 1. */
  readonly headings: readonly string[];
  /** The rows from row 2 on. Null stands for a row that could not be divided into cells. */
  readonly rows: readonly (readonly string[] | null)[];
  /** Why rows could not be divided into cells. */
  readonly faults: readonly RowFault[];
}

const read: readonly string[] = Object.values(columns);

/** Reads the plan of a table for a year. Cells at fault in themselves are told instead of faults in what they say. */
export function readPlanOf({ headings, rows, faults }: Table, year: number): PlanImport {
  const ofCells = [...faults, ...headingFaults(headings), ...rows.flatMap((cells, index) => rowFaults(cells, index))];
  const told = new Set(ofCells.map(({ row }) => row));
  const plan = readPlan(headings, rows.map(recordOf), year);
  const ofPlan = plan.faults.filter(({ row }) => row === 1 || !told.has(row));
  const all = [...ofCells, ...ofPlan].sort((one, other) => one.row - other.row);
  return all.length === 0 ? plan : { ...plan, goals: [], faults: all };

  function recordOf(cells: readonly string[] | null): ImportRow {
    return Object.fromEntries(headings.map((heading, index) => [heading, cells?.[index] ?? '']));
  }

  function rowFaults(cells: readonly string[] | null, index: number): RowFault[] {
    if (cells === null || cells.every(isBlank)) return [];
    const row = index + 2;
    const beyond = cells.findIndex((cell, at) => at >= headings.length && !isBlank(cell));
    // Without its cell the row's later cells stand under other headings. Cells that nobody reads may be left out.
    const absent = headings.findIndex((heading, at) => at >= cells.length && read.includes(heading));
    return [
      ...(beyond === -1 ? [] : [fault(row, beyond, 'CELL_BEYOND_HEADINGS', cells[beyond] ?? '')]),
      ...(absent === -1 ? [] : [fault(row, absent, 'CELL_ABSENT', '')]),
      ...cells.flatMap((cell, at) => (read.includes(headings[at] ?? '') ? characterFaults(row, at, cell) : [])),
    ];
  }

  function fault(row: number, at: number, problem: RowFault['problem'], value: string): RowFault {
    return { row, column: columnName(headings, at), problem, value: shortened(value) };
  }

  function characterFaults(row: number, at: number, cell: string): RowFault[] {
    const forbidden = forbiddenIn(cell);
    if (forbidden !== null) return [fault(row, at, 'FORBIDDEN_CHARACTER', forbidden.codePoint)];
    return cell.includes(REPLACEMENT) ? [fault(row, at, 'DAMAGED_CHARACTER', cell)] : [];
  }

  function headingFaults(given: readonly string[]): RowFault[] {
    const twice = given.flatMap((heading, at) =>
      read.includes(heading) && given.indexOf(heading) < at
        ? [fault(1, at, 'DUPLICATE_HEADING', columnLetter(at))]
        : [],
    );
    return [...twice, ...given.flatMap((heading, at) => characterFaults(1, at, heading))];
  }
}

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

function shortened(value: string): string {
  return value.length > LONGEST_VALUE_IN_CHARACTERS ? `${value.slice(0, LONGEST_VALUE_IN_CHARACTERS)}…` : value;
}
