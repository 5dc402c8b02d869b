import type { Id } from '../../kernel/identity.js';
import { isBlank } from '../../kernel/refusal.js';
import { folded } from '../../kernel/text.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { RowFault } from '../../kernel/row-faults.js';
import { dateIn, type DateSystem } from '../../platform/spreadsheets/date-in.js';
import { type ReportHeading, reportHeadings } from './report-columns.js';
import type { ReportCells, ReportedId, StatusWords } from './report-rows.js';
import { comparable, reachedText, unescapedFormula } from './report-rows.js';
import type { Found, ThingsOfPlan } from './report-things.js';
import { type ImportRow, shortened } from '../../platform/spreadsheets/table.js';

/** A report as a row of a file gives it. `column` is the column of its value: its status, outcome or assessment. */
interface ReadReport {
  readonly row: number;
  readonly column: ReportHeading;
  readonly goalId: Id<'Goal'>;
  /** Null means the default day of a fact. */
  readonly validOn: IsoDate | null;
  readonly comment: string;
  /** Whether the thing has this very report already. */
  readonly isUnchanged: boolean;
}

export type RowReport =
  | (ReadReport & { readonly kind: 'STATUS'; readonly about: Id<'Activity'>; readonly status: string })
  | (ReadReport & { readonly kind: 'ASSESSMENT'; readonly about: Id<'Goal'>; readonly status: string })
  | (ReadReport & {
      readonly kind: 'OUTCOME';
      readonly about: Id<'Measure'>;
      readonly value: string;
      readonly targetReached: boolean | null;
    });

/** The reports in the rows of a file, and the faults of the rows. */
export interface ReadReports {
  readonly reports: readonly RowReport[];
  readonly faults: readonly RowFault[];
  /** The goals of which a row is at fault. */
  readonly goalsAtFault: ReadonlySet<Id<'Goal'>>;
}

/** The contents of the plan, against which the rows are read. */
export interface Known {
  readonly things: ThingsOfPlan;
  readonly activityWords: StatusWords;
  readonly goalWords: StatusWords;
  readonly dateSystem: DateSystem;
  /** The row of each thing in a file with everything that is reported now. */
  readonly cellsOf: ReadonlyMap<ReportedId, ReportCells>;
}

const { id, goal, measure, activity, assessment, status, outcome, reached, comment, validOn } = reportHeadings;
const values = [assessment, status, outcome] as const;

/** Reads what each row reports: of the thing with its id, or of the goal, measure or activity with its name (rule 126). */
export function readReports(rows: readonly ImportRow[], known: Known): ReadReports {
  const [first] = rows;
  if (first === undefined) return nothingIn(fault(2, goal, 'MISSING', ''));
  if (!values.some((column) => column in first.cells)) return nothingIn(fault(1, status, 'MISSING', ''));
  const faults: RowFault[] = [];
  const goalsAtFault = new Set<Id<'Goal'>>();
  const reports = new Map<ReportedId, RowReport>();
  let above = '';
  for (const { number, cells: given } of rows) {
    const row = { number, cells: textsOf(given), above };
    const { found, faults: ofThing } = thingIn(row, known.things);
    const title = nameIn(row, goal);
    above = isBlank(title) ? (found?.title ?? above) : title;
    const read = found === null ? ofThing : reportIn(row, found, known);
    if (read === null) continue;
    if (isReport(read) && !reports.has(read.about)) {
      reports.set(read.about, read);
    } else {
      faults.push(...(isReport(read) ? [fault(number, read.column, 'REPORTED_TWICE', '')] : read));
      const [inGoal] = found === null ? known.things.named(above, goal, above) : [found];
      if (inGoal !== undefined) goalsAtFault.add(inGoal.goalId);
    }
  }
  return { reports: [...reports.values()], faults, goalsAtFault };
}

function nothingIn(...faults: readonly RowFault[]): ReadReports {
  return { reports: [], faults, goalsAtFault: new Set() };
}

function isReport(read: RowReport | readonly RowFault[]): read is RowReport {
  return 'kind' in read;
}

/** Whether a row names a thing and reports nothing of it. */
export function isWithoutReport({ cells }: ImportRow): boolean {
  return values.every((column) => isBlank(cells[column]));
}

interface Row {
  readonly number: number;
  readonly cells: ReportCells;
  /** The title of the goal in the row above. */
  readonly above: string;
}

function textsOf(given: ImportRow['cells']): ReportCells {
  return Object.fromEntries(
    Object.entries(given).map(([heading, text]) => [heading, unescapedFormula(text.normalize('NFC'))]),
  );
}

function nameIn({ cells }: Row, column: ReportHeading): string {
  return folded(cells[column] ?? '');
}

/** Finds the thing that a row is about. Its names are those of the thing with its id, where it has both. */
function thingIn(
  row: Row,
  things: ThingsOfPlan,
): { readonly found: Found | null; readonly faults: readonly RowFault[] } {
  const nothing = (...faults: readonly RowFault[]) => ({ found: null, faults });
  const at = (column: ReportHeading, problem: RowFault['problem'], value = nameIn(row, column)) =>
    nothing(fault(row.number, column, problem, value));
  const [named, title] = [nameIn(row, id), nameIn(row, goal)];
  const filled = values.filter((column) => !isBlank(row.cells[column]));
  const [value, another] = filled;
  if (another !== undefined) return at(another, 'SEVERAL_REPORTS');
  if (!isBlank(named)) {
    const found = things.byId(named);
    if (found === undefined) return at(id, 'UNKNOWN_ID');
    const other = [goal, measure, activity].find((column) => {
      const name = nameIn(row, column);
      return !isBlank(name) && name !== (column === goal ? found.title : found.column === column ? found.name : '');
    });
    if (other !== undefined) return at(other, 'OTHER_THAN_ID');
    return value === undefined || value === found.value ? { found, faults: [] } : at(value, 'OTHER_THAN_ID');
  }
  const inGoal = isBlank(title) ? row.above : title;
  if (isBlank(inGoal)) return at(goal, 'MISSING', '');
  const column = value === undefined ? narrowest(row) : columnOf[value];
  const name = column === goal ? inGoal : nameIn(row, column);
  if (isBlank(name)) return at(column, 'MISSING', '');
  const goals = things.named(inGoal, goal, inGoal);
  if (goals.length !== 1) return at(goal, goals.length === 0 ? 'UNKNOWN_NAME' : 'AMBIGUOUS_NAME', inGoal);
  const [found, ...more] = things.named(inGoal, column, name);
  if (found === undefined) return at(column, 'UNKNOWN_NAME', name);
  return more.length === 0 ? { found, faults: [] } : at(column, 'AMBIGUOUS_NAME', name);
}

const columnOf = { [assessment]: goal, [status]: activity, [outcome]: measure } as const;

/** Returns the column of the thing that a row without a value names. */
function narrowest(row: Row): typeof goal | typeof measure | typeof activity {
  return [activity, measure].find((column) => !isBlank(nameIn(row, column))) ?? goal;
}

/** Returns what a row reports of a thing; null for a row that reports nothing, and else the faults of the row. */
function reportIn(
  row: Row,
  found: Found,
  { activityWords, goalWords, dateSystem, cellsOf }: Known,
): RowReport | readonly RowFault[] | null {
  const { number, cells } = row;
  const at = (column: ReportHeading, problem: RowFault['problem'], text: string) =>
    fault(number, column, problem, shortened(text));
  const value = cells[found.value] ?? '';
  if (isBlank(value)) {
    const isTold = [comment, reached].some((column) => !isBlank(cells[column]));
    return isTold ? [at(found.value, 'MISSING', '')] : null;
  }
  const now = cellsOf.get(found.id);
  const isReportedNow = (written: ReportCells) =>
    now !== undefined && isSameRow({ ...cells, ...written }, now, found.value);
  const { day, faults: ofDay } = dayIn(row, dateSystem);
  const ofDate = day === null ? {} : { [validOn]: day };
  const long = [found.value, comment].filter((column) => (cells[column] ?? '').length > LONGEST_TEXT_IN_CHARACTERS);
  const faults = [...ofDay, ...long.map((column) => at(column, 'TOO_LONG', cells[column] ?? ''))];
  const text = cells[comment] ?? '';
  const common = {
    row: number,
    column: found.value,
    goalId: found.goalId,
    validOn: day,
    comment: isBlank(text) ? '' : text,
  };
  if (found.kind === 'Measure') {
    const { targetReached, faults: ofReached } = reachedIn(row);
    if (faults.length + ofReached.length > 0 && !isReportedNow({})) return [...faults, ...ofReached];
    const isUnchanged = isReportedNow({ ...ofDate, [reached]: reachedText(targetReached) });
    return { ...common, kind: 'OUTCOME', about: found.id, value, targetReached, isUnchanged };
  }
  const words = found.kind === 'Activity' ? activityWords : goalWords;
  const [meant, ...more] = words.meant(value.trim());
  if (meant === undefined) faults.push(at(found.value, 'UNKNOWN_STATUS', value));
  if (more.length > 0) faults.push(at(found.value, 'AMBIGUOUS_STATUS', value));
  // A status that is reported already is no fault, even when the model has lost it since.
  if (faults.length > 0 && !isReportedNow({})) return faults;
  const inWords = meant === undefined ? {} : { [found.value]: words.textOf(meant) };
  const isUnchanged = isReportedNow({ ...ofDate, ...inWords });
  const report = { ...common, status: meant?.code ?? value, isUnchanged };
  return found.kind === 'Activity'
    ? { ...report, kind: 'STATUS', about: found.id }
    : { ...report, kind: 'ASSESSMENT', about: found.id };
}

const LONGEST_TEXT_IN_CHARACTERS = 10_000;

/** Whether a row says what is reported now. A blank day says nothing of the day. */
function isSameRow(cells: ReportCells, now: ReportCells, value: ReportHeading): boolean {
  const day = cells[validOn] ?? '';
  const columns = [value, comment, ...(isBlank(day) ? [] : [validOn]), ...(value === outcome ? [reached] : [])];
  return columns.every((column) => comparable(cells[column] ?? '') === comparable(now[column] ?? ''));
}

function dayIn(row: Row, system: DateSystem): { readonly day: IsoDate | null; readonly faults: readonly RowFault[] } {
  const text = nameIn(row, validOn);
  if (isBlank(text)) return { day: null, faults: [] };
  const read = dateIn(text, system);
  if (read.date !== null) return { day: read.date, faults: [] };
  return { day: null, faults: [fault(row.number, validOn, read.problem, text)] };
}

const yes = ['ja', 'yes', 'sant', 'true'];
const no = ['nej', 'no', 'falskt', 'false'];

function reachedIn(row: Row): { readonly targetReached: boolean | null; readonly faults: readonly RowFault[] } {
  const text = nameIn(row, reached);
  const word = text.toLowerCase();
  if (isBlank(text)) return { targetReached: null, faults: [] };
  if (yes.includes(word) || no.includes(word)) return { targetReached: yes.includes(word), faults: [] };
  return { targetReached: null, faults: [fault(row.number, reached, 'NOT_YES_OR_NO', shortened(text))] };
}

export function fault(row: number, column: string, problem: RowFault['problem'], value: string): RowFault {
  return { row, column, problem, value };
}
