import { isDate } from '../../kernel/tertial.js';
import { isBlank } from '../../kernel/refusal.js';
import { folded } from '../../kernel/text.js';
import type { RowFault } from '../plan-refusals.js';
import type { PlannedActivity, PlannedGoal } from '../plan.js';

/** The headings of the columns that the import reads. The import ignores other columns. */
export const columns = {
  goal: 'Mål',
  heading: 'Aktivitet',
  description: 'Beskrivning',
  startDate: 'Startdatum',
  endDate: 'Slutdatum',
  responsibleUnit: 'Ansvarig enhet',
} as const;

/** A row of the file. It maps the heading of each column to the text of the cell. */
export type ImportRow = Readonly<Record<string, string>>;

export interface PlanImport {
  readonly goals: readonly PlannedGoal[];
  readonly faults: readonly RowFault[];
  readonly ignoredColumns: readonly string[];
}

const LONGEST_TEXT_IN_CHARACTERS = 2000;

/**
 * Reads the rows of a plan for a year. It compares and returns names folded, so that names that look alike are one. If
 * the file has any fault, the result has no goals (rule 67).
 */
export function readPlan(headings: readonly string[], rows: readonly ImportRow[], year: number): PlanImport {
  const needed: readonly string[] = Object.values(columns);
  const ignoredColumns = headings.filter((heading) => !needed.includes(heading));
  const absent = needed.filter((column) => !headings.includes(column));
  const headingFaults = absent.map((column) => fault(1, column, 'MISSING', ''));
  // The code numbers the rows before it drops blank rows, so that each number is the row number in the spreadsheet.
  const numbered = rows
    .map((row, index) => ({ row, number: index + 2 }))
    .filter(({ row }) => !Object.values(row).every(isBlank));
  if (numbered.length === 0) headingFaults.push(fault(2, columns.goal, 'MISSING', ''));
  if (headingFaults.length > 0) return { goals: [], faults: headingFaults, ignoredColumns };
  const faults = [...numbered.flatMap(({ row, number }) => faultsOf(row, number, year)), ...duplicates(numbered)].sort(
    (one, other) => one.row - other.row,
  );
  return { goals: faults.length === 0 ? goalsOf(numbered.map(({ row }) => row)) : [], faults, ignoredColumns };
}

type Numbered = readonly { readonly row: ImportRow; readonly number: number }[];

function faultsOf(row: ImportRow, number: number, year: number): RowFault[] {
  const cell = (column: string) => nameIn(row, column);
  const startDate = cell(columns.startDate);
  const endDate = cell(columns.endDate);
  const missing = [columns.goal, columns.heading, columns.startDate, columns.endDate]
    .filter((column) => isBlank(cell(column)))
    .map((column) => fault(number, column, 'MISSING', ''));
  const notDates = [columns.startDate, columns.endDate]
    .filter((column) => !isBlank(cell(column)) && !isDate(cell(column)))
    .map((column) => fault(number, column, 'NOT_A_DATE', cell(column)));
  const tooLong = Object.values(columns)
    .filter((column) => cell(column).length > LONGEST_TEXT_IN_CHARACTERS)
    .map((column) => fault(number, column, 'TOO_LONG', `${cell(column).slice(0, 40)}…`));
  const dated = isDate(startDate) && isDate(endDate);
  const reversed = dated && endDate < startDate ? [fault(number, columns.endDate, 'DATES_REVERSED', endDate)] : [];
  const outside =
    isDate(endDate) && !endDate.startsWith(`${year}-`) ? [fault(number, columns.endDate, 'OUTSIDE_YEAR', endDate)] : [];
  return [...missing, ...notDates, ...tooLong, ...reversed, ...outside];
}

function duplicates(numbered: Numbered): RowFault[] {
  const seen = new Set<string>();
  return numbered.flatMap(({ row, number }) => {
    const heading = nameIn(row, columns.heading);
    if (isBlank(heading)) return [];
    const key = JSON.stringify([nameIn(row, columns.goal), heading]);
    if (seen.has(key)) return [fault(number, columns.heading, 'DUPLICATE', heading)];
    seen.add(key);
    return [];
  });
}

function goalsOf(rows: readonly ImportRow[]): PlannedGoal[] {
  const goals = Map.groupBy(rows, (row) => nameIn(row, columns.goal));
  return [...goals].map(([title, activities]) => ({ title, measures: [], activities: activities.map(activityOf) }));
}

function activityOf(row: ImportRow): PlannedActivity {
  return {
    heading: nameIn(row, columns.heading),
    description: (row[columns.description] ?? '').normalize('NFC'),
    startDate: nameIn(row, columns.startDate),
    endDate: nameIn(row, columns.endDate),
    responsibleUnit: nameIn(row, columns.responsibleUnit),
  };
}

function nameIn(row: ImportRow, column: string): string {
  return folded(row[column] ?? '');
}

function fault(row: number, column: string, problem: RowFault['problem'], value: string): RowFault {
  return { row, column, problem, value };
}
