import type { Id } from '../../kernel/identity.js';
import { folded } from '../../kernel/text.js';
import type { SteeringModelVersion } from '../../steering-models/steering-model.js';
import type { ShownFact, ShownOutcome } from '../tertial-view/shown-facts.js';
import type { TertialView } from '../tertial-view/tertial-view.js';
import { type ReportHeading, reportHeadings } from './report-columns.js';

/** A thing that is reported on. */
export type ReportedId = Id<'Goal'> | Id<'Measure'> | Id<'Activity'>;

/** A row of a file with reports: the texts of its cells by heading. A cell that is not there is blank. */
export type ReportCells = Readonly<Partial<Record<ReportHeading, string>>>;

export interface ReportRow {
  readonly about: ReportedId;
  readonly cells: ReportCells;
}

const { id, goal, measure, activity, assessment, status, outcome, reached, comment, validOn } = reportHeadings;

/**
 * Returns the rows of a file with everything that is reported for a tertial: a row for each goal, followed by its
 * measures and its activities (rule 129). A thing without a report has a row too, so that the file can be filled in.
 *
 * @param version the version of the model that judges the tertial; null when none was in force
 */
export function reportRows({ goals }: TertialView, version: SteeringModelVersion | null): ReportRow[] {
  const goalWords = wordsOf(version?.goalStatuses ?? []);
  const activityWords = wordsOf(version?.activityStatuses ?? []);
  return goals.flatMap(({ goalId, title, assessment: assessed, measures, activities }): ReportRow[] => [
    {
      about: goalId,
      cells: { [id]: goalId, [goal]: title, ...judged(assessment, assessed, goalWords) },
    },
    ...measures.map(({ measureId, name, outcome: measured }) => ({
      about: measureId,
      cells: { [id]: measureId, [goal]: title, [measure]: name, ...outcomeCells(measured) },
    })),
    ...activities.map(({ activityId, heading, status: reported }) => ({
      about: activityId,
      cells: {
        [id]: activityId,
        [goal]: title,
        [activity]: heading,
        ...judged(status, reported, activityWords),
      },
    })),
  ]);
}

function judged(heading: ReportHeading, fact: ShownFact | null, words: StatusWords): ReportCells {
  if (fact === null) return {};
  return { [heading]: words.textOf(fact), [comment]: fact.comment, [validOn]: fact.validOn };
}

function outcomeCells(told: ShownOutcome | null): ReportCells {
  if (told === null) return {};
  const { value, targetReached, comment: text, validOn: day } = told;
  return { [outcome]: value, [reached]: reachedText(targetReached), [comment]: text, [validOn]: day };
}

export function reachedText(targetReached: boolean | null): string {
  if (targetReached === null) return '';
  return targetReached ? 'ja' : 'nej';
}

export interface Coded {
  readonly code: string;
  readonly label: { readonly sv: string; readonly en: string };
}

/** The statuses of a model version as a file writes and reads them. */
export interface StatusWords<Status extends Coded = Coded> {
  /** Writes a status as its Swedish label, or as its code where the label means another status or several. */
  textOf(status: Coded): string;
  /** Returns the statuses that a text can mean: the one with this code, or else those with this label in any language. */
  meant(text: string): readonly Status[];
}

export function wordsOf<Status extends Coded>(statuses: readonly Status[]): StatusWords<Status> {
  const coded = new Map(statuses.map((status) => [status.code, [status]]));
  const labelled = new Map<string, readonly Status[]>();
  for (const status of statuses) {
    for (const key of new Set([alike(status.label.sv), alike(status.label.en)])) {
      labelled.set(key, [...(labelled.get(key) ?? []), status]);
    }
  }
  // A file repeats the same few texts in thousands of rows.
  const known = new Map<string, readonly Status[]>();
  const meant = (text: string) => {
    const found = known.get(text) ?? coded.get(text) ?? labelled.get(alike(text)) ?? [];
    known.set(text, found);
    return found;
  };
  const textOf = ({ code, label }: Coded) => {
    const [first, ...more] = meant(label.sv);
    return first === undefined || (first.code === code && more.length === 0) ? label.sv : code;
  };
  return { meant, textOf };
}

function alike(text: string): string {
  return folded(text).toLowerCase();
}

/** Returns a text as it is compared: spreadsheet programs write line ends in their own way. */
export function comparable(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim();
}

/**
 * Matches a text that a spreadsheet program takes for a formula when it opens a CSV file, with the apostrophes that can
 * stand before it. A formula can send the content of the file elsewhere (OWASP, CSV injection).
 */
const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const ESCAPED = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Writes an apostrophe before a text that would be a formula, as spreadsheet programs do themselves. */
export function withoutFormula(text: string, format: 'CSV' | 'XLSX'): string {
  // A cell of a workbook is a text by its type. There an apostrophe is only needed where reading takes one away.
  return (format === 'CSV' ? FORMULA : ESCAPED).test(text) ? `'${text}` : text;
}

/** Takes back the apostrophe that {@link withoutFormula} wrote. */
export function unescapedFormula(text: string): string {
  return ESCAPED.test(text) ? text.slice(1) : text;
}
