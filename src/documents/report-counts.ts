import type { Language } from '../kernel/language.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';
import type { Block, Table } from './document.js';
import { nameOfTertial, notAssessedSentence, notReportedSentence } from './report-sentences.js';

const words = {
  status: { sv: 'Status', en: 'Status' },
  assessment: { sv: 'Bedömning', en: 'Assessment' },
  number: { sv: 'Antal', en: 'Number' },
  sum: { sv: 'Summa', en: 'Total' },
  notReported: { sv: 'Ej rapporterad', en: 'Not reported' },
  notAssessed: { sv: 'Ej bedömd', en: 'Not assessed' },
} as const;

/** Makes the tables of the counts, and says apart what is not reported and not assessed (rules 4 and 146). */
export function countBlocks(view: TertialView, annex: string, language: Language): Block[] {
  return [activityCounts(view, language), goalCounts(view, language), ...missingBlocks(view, annex, language)];
}

function activityCounts(view: TertialView, language: Language): Table {
  const missing = { label: words.notReported, count: view.notReported };
  const caption = { sv: 'Aktiviteternas status', en: 'Status of the activities' }[language];
  return countTable(
    `${caption}, ${nameOfTertial(view)}`,
    words.status[language],
    [...view.activityCounts, missing],
    language,
  );
}

function goalCounts(view: TertialView, language: Language): Table {
  const missing = { label: view.notAssessedSign?.label ?? words.notAssessed, count: view.notAssessed };
  const caption = { sv: 'Bedömning av målen', en: 'Assessment of the goals' }[language];
  return countTable(
    `${caption}, ${nameOfTertial(view)}`,
    words.assessment[language],
    [...view.goalCounts, missing],
    language,
  );
}

function countTable(
  caption: string,
  head: string,
  counts: readonly { readonly label: Readonly<Record<Language, string>>; readonly count: number }[],
  language: Language,
): Table {
  return {
    kind: 'table',
    caption,
    columns: [
      { heading: head, isNumeric: false },
      { heading: words.number[language], isNumeric: true },
    ],
    rows: counts.map(({ label, count }) => [label[language], String(count)]),
    hasRowHeadings: true,
    sum: [words.sum[language], String(counts.reduce((sum, { count }) => sum + count, 0))],
  };
}

function missingBlocks({ goals, notAssessed, notReported }: TertialView, annex: string, language: Language): Block[] {
  const untold = goals.filter(({ assessment }) => assessment === null).map(({ title }) => title);
  const where = { sv: `Aktiviteterna framgår av ${annex}.`, en: `${annex} shows the activities.` }[language];
  return [
    ...(notAssessed === 0
      ? []
      : [
          { kind: 'paragraph', text: notAssessedSentence(notAssessed, language) } as const,
          { kind: 'list', items: untold } as const,
        ]),
    ...(notReported === 0
      ? []
      : [{ kind: 'paragraph', text: `${notReportedSentence(notReported, language)} ${where}` } as const]),
  ];
}
