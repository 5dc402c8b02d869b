import { isBlank } from '../../kernel/refusal.js';
import { folded } from '../../kernel/text.js';
import type { RowFault } from '../../kernel/row-faults.js';
import type { PlannedActivity, PlannedGoal, PlannedMeasure } from '../plan.js';
import { type DateCell, dateIn, type DateSystem } from '../../platform/spreadsheets/date-in.js';
import {
  type Columns,
  type ImportRow,
  type Reading,
  readTable,
  shortened,
  type Table,
} from '../../platform/spreadsheets/table.js';

const activityColumns = {
  goal: 'Mål',
  heading: 'Aktivitet',
  description: 'Beskrivning',
  startDate: 'Startdatum',
  endDate: 'Slutdatum',
  responsibleUnit: 'Ansvarig enhet',
} as const;

const columns = { ...activityColumns, measure: 'Mått', target: 'Målvärde' } as const;

/** The headings of a plan's file. */
export const planColumns: Columns = {
  needed: Object.values(activityColumns),
  optional: [columns.measure, columns.target],
};

export interface PlanImport extends Reading {
  readonly goals: readonly PlannedGoal[];
}

const LONGEST_TEXT_IN_CHARACTERS = 2000;

/**
 * Reads a plan for a year. It compares and returns names folded, so that names that look alike are one. A blank goal is
 * the goal above, since spreadsheets merge the cells of a goal. A row has an activity, a measure of its goal, or both. If
 * the file has any fault, the result has no goals (rules 67 and 121).
 */
export function readPlan(table: Table, year: number): PlanImport {
  let planned: readonly PlannedRow[] = [];
  const reading = readTable(table, planColumns, (rows) => {
    planned = plannedRows(rows, table.dateSystem);
    if (planned.length === 0) return [fault(2, columns.goal, 'MISSING', '')];
    return [
      ...planned.flatMap((row) => [...activityFaults(row, year), ...measureFaults(row)]),
      ...rows.flatMap(tooLong),
      ...duplicates(planned),
      ...otherTargets(planned),
    ];
  });
  return { ...reading, goals: reading.faults.length === 0 ? goalsOf(planned) : [] };
}

/** A row of the plan, with the goal that it stands under. */
interface PlannedRow {
  readonly number: number;
  readonly goal: string;
  /** Whether the row has an activity. A row with nothing but a measure has none. */
  readonly hasActivity: boolean;
  readonly heading: string;
  readonly description: string;
  readonly startDate: NamedDate;
  readonly endDate: NamedDate;
  readonly responsibleUnit: string;
  readonly measure: string;
  readonly target: string;
}

interface NamedDate {
  readonly column: string;
  readonly text: string;
  readonly read: DateCell;
}

function plannedRows(rows: readonly ImportRow[], system: DateSystem): PlannedRow[] {
  let above = '';
  return rows.map((row) => {
    const name = (column: string) => folded(row.cells[column] ?? '');
    const date = (column: string) => ({ column, text: name(column), read: dateIn(name(column), system) });
    if (!isBlank(name(columns.goal))) above = name(columns.goal);
    const { goal: _, ...ofActivity } = activityColumns;
    const [measure, target] = [name(columns.measure), name(columns.target)];
    return {
      number: row.number,
      goal: above,
      hasActivity: Object.values(ofActivity).some((column) => !isBlank(name(column))) || isBlank(measure + target),
      heading: name(columns.heading),
      description: (row.cells[columns.description] ?? '').normalize('NFC'),
      startDate: date(columns.startDate),
      endDate: date(columns.endDate),
      responsibleUnit: name(columns.responsibleUnit),
      measure,
      target,
    };
  });
}

function activityFaults({ number, goal, hasActivity, heading, startDate, endDate }: PlannedRow, year: number) {
  const missingGoal = isBlank(goal) ? [fault(number, columns.goal, 'MISSING', '')] : [];
  if (!hasActivity) return missingGoal;
  const missingHeading = isBlank(heading) ? [fault(number, columns.heading, 'MISSING', '')] : [];
  const ofDates = [startDate, endDate].flatMap(({ column, text, read }) => {
    if (isBlank(text)) return [fault(number, column, 'MISSING', '')];
    return read.date === null ? [fault(number, column, read.problem, text)] : [];
  });
  return [...missingGoal, ...missingHeading, ...ofDates, ...periodFaults(number, startDate, endDate, year)];
}

function periodFaults(number: number, { read: start }: NamedDate, { text, read: end }: NamedDate, year: number) {
  if (end.date === null) return [];
  const isReversed = start.date !== null && end.date < start.date;
  return [
    ...(isReversed ? [fault(number, columns.endDate, 'DATES_REVERSED', text)] : []),
    // Rule 6: an activity of a year's plan ends in that year.
    ...(end.date.startsWith(`${year}-`) ? [] : [fault(number, columns.endDate, 'OUTSIDE_YEAR', text)]),
  ];
}

function measureFaults({ number, measure, target }: PlannedRow): RowFault[] {
  return isBlank(measure) && !isBlank(target) ? [fault(number, columns.measure, 'MISSING', '')] : [];
}

function tooLong({ number, cells }: ImportRow): RowFault[] {
  return Object.entries(cells).flatMap(([column, cell]) => {
    const text = folded(cell);
    return text.length > LONGEST_TEXT_IN_CHARACTERS ? [fault(number, column, 'TOO_LONG', shortened(text))] : [];
  });
}

function duplicates(rows: readonly PlannedRow[]): RowFault[] {
  const seen = new Set<string>();
  return rows.flatMap(({ number, goal, heading }) => {
    if (isBlank(heading)) return [];
    const key = JSON.stringify([goal, heading]);
    if (seen.has(key)) return [fault(number, columns.heading, 'DUPLICATE', heading)];
    seen.add(key);
    return [];
  });
}

/** A measure may stand in each row of its goal. It then has the same target in each. */
function otherTargets(rows: readonly PlannedRow[]): RowFault[] {
  const targets = new Map<string, string>();
  return rows.flatMap(({ number, goal, measure, target }) => {
    if (isBlank(measure)) return [];
    const key = JSON.stringify([goal, measure]);
    const first = targets.get(key);
    if (first === undefined) targets.set(key, target);
    return first === undefined || first === target ? [] : [fault(number, columns.target, 'OTHER_TARGET', target)];
  });
}

function goalsOf(rows: readonly PlannedRow[]): PlannedGoal[] {
  return [...Map.groupBy(rows, ({ goal }) => goal)].map(([title, ofGoal]) => ({
    title,
    measures: measuresOf(ofGoal),
    activities: ofGoal.filter(({ hasActivity }) => hasActivity).map(activityOf),
  }));
}

function measuresOf(rows: readonly PlannedRow[]): PlannedMeasure[] {
  const named = rows.filter(({ measure }) => !isBlank(measure));
  return [...new Map(named.map(({ measure, target }) => [measure, { name: measure, target }])).values()];
}

function activityOf({ heading, description, startDate, endDate, responsibleUnit }: PlannedRow): PlannedActivity {
  return { heading, description, startDate: dayOf(startDate), endDate: dayOf(endDate), responsibleUnit };
}

function dayOf({ text, read }: NamedDate): string {
  return read.date ?? text;
}

function fault(row: number, column: string, problem: RowFault['problem'], value: string): RowFault {
  return { row, column, problem, value };
}
