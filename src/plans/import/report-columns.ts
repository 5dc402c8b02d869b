import { type Tertial, tertialName } from '../../kernel/tertial.js';
import type { Columns } from '../../platform/spreadsheets/table.js';

/** The headings of a file with the reports of a tertial. */
export const reportHeadings = {
  id: 'Beteckning',
  goal: 'Mål',
  measure: 'Mått',
  activity: 'Aktivitet',
  assessment: 'Bedömning',
  status: 'Status',
  outcome: 'Utfall',
  reached: 'Målvärde nått',
  comment: 'Kommentar',
  validOn: 'Gäller per',
} as const;

export type ReportHeading = (typeof reportHeadings)[keyof typeof reportHeadings];

const { goal, comment, assessment, status, outcome, ...others } = reportHeadings;

/** The columns that a report can stand in. A heading can name the tertial: *Status tertial 1* is *Status* for T1. */
export function reportColumns(tertial: Tertial): Columns {
  const named = [comment, assessment, status, outcome];
  return {
    needed: [goal, comment],
    optional: [assessment, status, outcome, ...Object.values(others)],
    synonyms: Object.fromEntries(named.map((heading) => [`${heading} ${tertialName(tertial)}`, heading])),
  };
}
