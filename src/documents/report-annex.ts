import { paragraphWords, tertialWords } from '../kernel/history-labels.js';
import type { Language } from '../kernel/language.js';
import type { ShownFact, ShownMeasure } from '../plans/tertial-view/shown-facts.js';
import type { ShownActivity, ShownGoal, TertialView } from '../plans/tertial-view/tertial-view.js';
import type { Annex, Block, Fact, Table } from './document.js';
import { labels } from './labels.js';
import { dayIn, heading, type Setting } from './setting.js';

const words = {
  activity: { sv: 'Aktivitet', en: 'Activity' },
  description: { sv: 'Beskrivning', en: 'Description' },
  days: { sv: 'Start och slut', en: 'Start and end' },
  noActivities: { sv: 'Målet har inga aktiviteter.', en: 'The goal has no activities.' },
  noGoals: { sv: 'Planen har inga mål.', en: 'The plan has no goals.' },
  measure: { sv: 'Mått', en: 'Measure' },
  target: { sv: 'Målvärde', en: 'Target' },
  outcome: { sv: 'Utfall', en: 'Outcome' },
  reached: { sv: 'Nått', en: 'Reached' },
} as const;

/** Makes the annex with every goal and activity of a tertial (rule 145). */
export function goalsAnnex(number: number, view: TertialView, setting: Setting): Annex {
  const { language } = setting;
  const blocks = view.goals.flatMap((goal, index) => goalBlocks(goal, index + 1, view, setting));
  const none: Block = { kind: 'paragraph', text: words.noGoals[language] };
  return { title: annexTitle(number, view, language), blocks: blocks.length === 0 ? [none] : blocks };
}

/** Titles the annex: *Bilaga 1. Mål och aktiviteter, tertial 1 2026*. */
export function annexTitle(number: number, view: TertialView, language: Language): string {
  return `${annexName(number, language)}. ${labels.goalsAndActivities[language]}, ${tertialWords(view.tertial, view.year)[language]}`;
}

export function annexName(number: number, language: Language): string {
  return { sv: `Bilaga ${number}`, en: `Annex ${number}` }[language];
}

function goalBlocks(goal: ShownGoal, number: number, view: TertialView, setting: Setting): Block[] {
  const { language } = setting;
  const { title, assessment, measures, activities } = goal;
  const activityBlock: Block =
    activities.length === 0
      ? { kind: 'paragraph', text: words.noActivities[language] }
      : activityTable(goal, number, setting);
  return [
    heading(1, `${labels.goal[language]} ${number}. ${title}`),
    { kind: 'facts', rows: assessmentFacts(assessment, view, language) },
    ...(measures.length === 0 ? [] : [measureTable(measures, number, language)]),
    activityBlock,
  ];
}

function assessmentFacts(assessment: ShownFact | null, view: TertialView, language: Language): Fact[] {
  const missing = view.notAssessedSign?.label ?? labels.notAssessed;
  const label = labels.assessment[language];
  if (assessment === null) return [{ label, value: missing[language] }];
  const comment = { label: labels.comment[language], value: assessment.comment };
  return [{ label, value: assessment.label[language] }, ...(assessment.comment.trim() === '' ? [] : [comment])];
}

function activityTable({ activities }: ShownGoal, number: number, setting: Setting): Table {
  const { language } = setting;
  const columns = [words.activity, words.description, words.days, labels.status, labels.comment];
  return {
    kind: 'table',
    caption: { sv: `Aktiviteter under mål ${number}`, en: `Activities of goal ${number}` }[language],
    columns: columns.map((column) => ({ heading: column[language], isNumeric: false })),
    rows: activities.map((activity) => activityRow(activity, setting)),
    hasRowHeadings: true,
    sum: null,
  };
}

function activityRow(
  { heading: name, description, startDate, endDate, status, removed }: ShownActivity,
  setting: Setting,
) {
  const { language } = setting;
  const label = status?.label[language] ?? labels.notReported[language];
  const out = removed === null ? [] : [removedNote(removed, setting)];
  const days = `${dayIn(setting, startDate)} – ${dayIn(setting, endDate)}`;
  return [name, description, days, [label, ...out].join('\n'), status?.comment ?? ''];
}

function removedNote({ date, paragraph }: NonNullable<ShownActivity['removed']>, setting: Setting): string {
  const day = dayIn(setting, date);
  const where = paragraphWords(paragraph);
  return { sv: `Tagen ur planen den ${day}, ${where}`, en: `Taken out of the plan on ${day}, ${where}` }[
    setting.language
  ];
}

function measureTable(measures: readonly ShownMeasure[], number: number, language: Language): Table {
  const columns = [words.measure, words.target, words.outcome, words.reached, labels.comment];
  const reached = (is: boolean | null) =>
    is === null ? '' : { sv: is ? 'Ja' : 'Nej', en: is ? 'Yes' : 'No' }[language];
  return {
    kind: 'table',
    caption: { sv: `Mått för mål ${number}`, en: `Measures of goal ${number}` }[language],
    columns: columns.map((column) => ({ heading: column[language], isNumeric: false })),
    rows: measures.map(({ name, target, outcome }) => [
      name,
      target,
      outcome?.value ?? labels.notReported[language],
      reached(outcome?.targetReached ?? null),
      outcome?.comment ?? '',
    ]),
    hasRowHeadings: true,
    sum: null,
  };
}
