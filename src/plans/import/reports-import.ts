import { existing } from '../../kernel/fold.js';
import { boardOf, type Id, yearOf } from '../../kernel/identity.js';
import { type Act, permit } from '../../kernel/permissions.js';
import { lastDay, type Tertial } from '../../kernel/tertial.js';
import { modelInForce, type SteeringModel } from '../../steering-models/steering-model.js';
import type { AboutFollowUp } from '../follow-up.js';
import { type Goal, goalsOfPlan } from '../goal.js';
import type { ImportedOfGoal, ReportsImportedEvent } from '../imported-reports.js';
import { type Plan, requireOpen } from '../plan.js';
import type { RowFault } from '../../kernel/row-faults.js';
import { tertialView } from '../tertial-view/tertial-view.js';
import { importedOf, judgeReports, type ReportsOfGoal } from './judged-reports.js';
import { reportColumns, reportHeadings } from './report-columns.js';
import { fault, isWithoutReport, type Known, type ReadReports, readReports, type RowReport } from './report-reading.js';
import { comparable, reportRows, unescapedFormula, wordsOf } from './report-rows.js';
import { thingsOf } from './report-things.js';
import { type Reading, readTable, shortened, type Table } from '../../platform/spreadsheets/table.js';

const headings = reportHeadings;
const names = { STATUS: headings.activity, OUTCOME: headings.measure, ASSESSMENT: headings.goal } as const;

/** The states that decide about an imported file. */
export interface ReportStates {
  readonly plan: Plan | null;
  /** The goals of the plan. */
  readonly goals: readonly Goal[];
  readonly model: SteeringModel | null;
}

/** The reports of a file, and its faults. With a fault there is no event. Without any change there is none either. */
export interface ReportsImport extends Reading {
  readonly event: ReportsImportedEvent | null;
}

/** How many of the used rows report a status, an outcome, an assessment, what is reported already, and nothing. */
export interface ReportCounts {
  readonly statuses: number;
  readonly outcomes: number;
  readonly assessments: number;
  readonly unchanged: number;
  readonly withoutReport: number;
}

/** Returns the plan when the actor may import reports of the tertial now. @throws Refusal otherwise */
export function requireMayImportReports({ planId, tertial }: AboutFollowUp, plan: Plan | null, act: Act): Plan {
  permit(act.actor, 'importReports', boardOf(planId), planId);
  const followed = existing(plan, planId);
  requireOpen(followed, tertial);
  return followed;
}

/**
 * Judges a file with the reports of a tertial, whole, by the rules of reports that come alone (rules 126 and 127).
 *
 * @throws Refusal when the actor may not import the reports now, or when no version of the model was in force.
 */
export function importReports(about: AboutFollowUp, table: Table, states: ReportStates, act: Act): ReportsImport {
  const { planId, tertial } = about;
  const plan = requireMayImportReports(about, states.plan, act);
  const model = existing(states.model, plan.steeringModelId);
  const version = modelInForce(model, lastDay(yearOf(planId), tertial));
  const goals = goalsOfPlan(plan, states.goals);
  const now = reportRows(tertialView(model, plan, goals, [], tertial), version);
  const known: Known = {
    things: thingsOf(goals),
    activityWords: wordsOf(version.activityStatuses),
    goalWords: wordsOf(version.goalStatuses),
    dateSystem: table.dateSystem,
    cellsOf: new Map(now.map((row) => [row.about, row.cells])),
  };
  // A text that is stored already has lost nothing by this file, whatever it looks like.
  let stored: ReadonlySet<string> | undefined;
  const texts = () => new Set(now.flatMap(({ cells }) => Object.values(cells)).map(comparable));
  let imported: readonly ImportedOfGoal[] = [];
  const reading = readTable(
    table,
    reportColumns(tertial),
    (rows) => {
      const read = readReports(rows, known);
      const judged = judgedGoals(read, { plan, goals, model }, tertial, act);
      imported = judged.imported;
      return [...read.faults, ...judged.faults];
    },
    (text) => (stored ??= texts()).has(comparable(unescapedFormula(text.normalize('NFC')))),
  );
  const isChange = reading.faults.length === 0 && imported.length > 0;
  return {
    ...reading,
    event: isChange ? { type: 'ReportsImported', data: { planId, tertial, goals: imported } } : null,
  };
}

/** Reads the rows and cells of a file that was imported before, without regard to what it reports. */
export function readingOf(table: Table, tertial: Tertial): Reading {
  return readTable(
    table,
    reportColumns(tertial),
    () => [],
    () => true,
  );
}

/** Counts what the rows of a file report. Each used row is in exactly one of the numbers. */
export function countsOf(
  table: Table,
  { faults, rows }: Reading,
  event: ReportsImportedEvent | null,
  tertial: Tertial,
): ReportCounts {
  const goals = event?.data.goals ?? [];
  const statuses = goals.reduce((sum, ofGoal) => sum + ofGoal.statuses.length, 0);
  const outcomes = goals.reduce((sum, ofGoal) => sum + ofGoal.outcomes.length, 0);
  const assessments = goals.filter(({ assessment }) => assessment !== null).length;
  let withoutReport = 0;
  readTable(table, reportColumns(tertial), (all) => {
    withoutReport = faults.length === 0 ? all.filter(isWithoutReport).length : 0;
    return [];
  });
  const unchanged = rows.used - statuses - outcomes - assessments - withoutReport;
  return { statuses, outcomes, assessments, unchanged, withoutReport };
}

interface Found {
  readonly plan: Plan;
  readonly goals: readonly Goal[];
  readonly model: SteeringModel;
}

function judgedGoals(
  { reports, goalsAtFault }: ReadReports,
  { plan, goals, model }: Found,
  tertial: Tertial,
  act: Act,
) {
  const goalOf = new Map(goals.map((goal) => [goal.id, goal]));
  const imported: ImportedOfGoal[] = [];
  const refused: RowFault[] = [];
  for (const [goalId, ofGoal] of Map.groupBy(reports, (report) => report.goalId)) {
    const changed = changedOf(ofGoal, model, tertial);
    if (changed.length === 0) continue;
    const judged = judgeReports(
      reportsOf(goalId, changed),
      tertial,
      goalOf.get(goalId) ?? null,
      { plan, model },
      act.today,
    );
    const rowOf = new Map(changed.map((report) => [report.about, report]));
    // Another row at fault can stand in the way of a fulfilment. The fulfilment is judged when that row is right.
    const isJudged = judged.refused.length === 1 && !goalsAtFault.has(goalId);
    for (const { about, refusal } of judged.refused) {
      const report = rowOf.get(about);
      if (report !== undefined && (isJudged || !isObstructed(refusal.code)))
        refused.push(faultOf(report, refusal.code));
    }
    imported.push(importedOf(goalId, judged));
  }
  return { imported, faults: refused };
}

/**
 * Leaves out what is reported already. A fulfilment is judged anew when something else of its goal changes, because what
 * proves it changes.
 */
function changedOf(reports: readonly RowReport[], model: SteeringModel, tertial: Tertial): RowReport[] {
  const changed = reports.filter(({ isUnchanged }) => !isUnchanged);
  if (changed.length === 0) return changed;
  const isFulfilment = (report: RowReport) =>
    report.kind === 'ASSESSMENT' &&
    modelInForce(model, lastDay(yearOf(report.goalId), tertial)).goalStatuses.some(
      ({ code, fulfilment }) => fulfilment && code === report.status,
    );
  return reports.filter((report) => !report.isUnchanged || isFulfilment(report));
}

function reportsOf(goalId: Id<'Goal'>, reports: readonly RowReport[]): ReportsOfGoal {
  const statuses: ReportsOfGoal['statuses'][number][] = [];
  const outcomes: ReportsOfGoal['outcomes'][number][] = [];
  let assessment: ReportsOfGoal['assessment'] = null;
  for (const report of reports) {
    const { comment, validOn } = report;
    switch (report.kind) {
      case 'STATUS':
        statuses.push({ activityId: report.about, status: report.status, comment, validOn });
        break;
      case 'OUTCOME': {
        const { about: measureId, value, targetReached } = report;
        outcomes.push({ measureId, value, targetReached, comment, validOn });
        break;
      }
      case 'ASSESSMENT':
        assessment = { status: report.status, comment, validOn };
    }
  }
  return { goalId, statuses, outcomes, assessment };
}

function isObstructed(code: string): boolean {
  return code === 'NOT_FULFILLED_BY_ACTIVITIES' || code === 'NOT_FULFILLED_BY_MEASURES';
}

/** Writes a refusal of a report as a fault of its row, at the cell that is to be changed (rule 127). */
function faultOf({ row, column, kind, ...report }: RowReport, code: string): RowFault {
  const told = 'status' in report ? report.status : report.value;
  switch (code) {
    case 'COMMENT_MISSING':
      return fault(row, headings.comment, code, '');
    case 'AFTER_TERTIAL':
    case 'IN_FUTURE':
      return fault(row, headings.validOn, code, report.validOn ?? '');
    case 'COMPLETED_ALREADY':
    case 'NOT_FULFILLED_BY_ACTIVITIES':
    case 'NOT_FULFILLED_BY_MEASURES':
    case 'UNKNOWN_STATUS':
      return fault(row, column, code, shortened(told));
    case 'ACTIVITY_REMOVED':
    case 'NOT_IN_PLAN_THEN':
      return fault(row, names[kind], code, '');
    default:
      return fault(row, column, 'REFUSED', code);
  }
}
