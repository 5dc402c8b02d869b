import { tertialWords } from '../kernel/history-labels.js';
import type { Words } from '../kernel/history.js';
import type { Language } from '../kernel/language.js';
import type { TertialView } from '../plans/tertial-view/tertial-view.js';
import type { Block, Table } from './document.js';
import { labels } from './labels.js';
import { notAssessedSentence, notReportedSentence } from './report-sentences.js';

const words = {
  number: { sv: 'Antal', en: 'Number' },
  sum: { sv: 'Summa', en: 'Total' },
} as const;

/** Makes the tables of the counts, and says apart what is not reported and not assessed (rules 4 and 146). */
export function countBlocks(view: TertialView, annex: string, language: Language): Block[] {
  return [activityCounts(view, language), goalCounts(view, language), ...missingBlocks(view, annex, language)];
}

function activityCounts(view: TertialView, language: Language): Table {
  const missing = { label: labels.notReported, count: view.notReported };
  const caption = { sv: 'Aktiviteternas status', en: 'Status of the activities' }[language];
  return countTable(
    `${caption}, ${tertialWords(view.tertial, view.year)[language]}`,
    labels.status[language],
    [...view.activityCounts, missing],
    language,
  );
}

function goalCounts(view: TertialView, language: Language): Table {
  const missing = { label: view.notAssessedSign?.label ?? labels.notAssessed, count: view.notAssessed };
  const caption = { sv: 'Bedömning av målen', en: 'Assessment of the goals' }[language];
  return countTable(
    `${caption}, ${tertialWords(view.tertial, view.year)[language]}`,
    labels.assessment[language],
    [...view.goalCounts, missing],
    language,
  );
}

function countTable(
  caption: string,
  head: string,
  counts: readonly { readonly label: Words; readonly count: number }[],
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
