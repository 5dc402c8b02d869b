import { counted, listed, quoted, tertialWords } from '../../kernel/history-labels.js';
import type { Words } from '../../kernel/history.js';
import { yearOf } from '../../kernel/identity.js';
import type { Goal } from '../goal.js';
import type { LeftOutCause, ReportLeftOutEvent, ReportsImportedEvent } from '../imported-reports.js';

/** Writes what a file reported, such as *läste in 3 statusar och 1 bedömning för tertial 1 2026 från en fil*. */
export function importedWords({ planId, tertial, goals }: ReportsImportedEvent['data']): Words {
  const statuses = goals.flatMap((ofGoal) => ofGoal.statuses).length;
  const outcomes = goals.flatMap((ofGoal) => ofGoal.outcomes).length;
  const assessments = goals.filter(({ assessment }) => assessment !== null).length;
  const kinds = [
    { count: statuses, one: { sv: 'status', en: 'status' }, many: { sv: 'statusar', en: 'statuses' } },
    { count: outcomes, one: { sv: 'utfall', en: 'outcome' }, many: { sv: 'utfall', en: 'outcomes' } },
    { count: assessments, one: { sv: 'bedömning', en: 'assessment' }, many: { sv: 'bedömningar', en: 'assessments' } },
  ];
  const told = listed(kinds.filter(({ count }) => count > 0).map(({ count, one, many }) => counted(count, one, many)));
  const of = tertialWords(tertial, yearOf(planId));
  return {
    sv: `läste in ${told.sv} för ${of.sv} från en fil`,
    en: `imported ${told.en} for ${of.en} from a file`,
  };
}

const causes: Readonly<Record<LeftOutCause, Words>> = {
  STRUCK: { sv: 'det som rapporteringen gäller har strukits', en: 'what the report is about has been struck' },
  ACTIVITY_REMOVED: { sv: 'aktiviteten har tagits ur planen', en: 'the activity has been taken out of the plan' },
  COMPLETED_ALREADY: {
    sv: 'aktiviteten redan var rapporterad som avslutad',
    en: 'the activity had been reported as completed already',
  },
  NOT_FULFILLED: {
    sv: 'målet inte längre var uppfyllt enligt styrmodellen',
    en: 'the goal was no longer fulfilled by the steering model',
  },
  MODEL_CHANGED: { sv: 'styrmodellen hade ändrats', en: 'the steering model had changed' },
};

/** Writes that a report of a file did not reach its goal. The subject of the sentence is who imported the file. */
export function leftOutWords({ about, tertial, cause }: ReportLeftOutEvent['data'], goal: Goal): Words {
  const [of, what, since] = [tertialWords(tertial, yearOf(about)), thingWords(about, goal), causes[cause]];
  return {
    sv: `fick inte in ${what.sv} för ${of.sv}, eftersom ${since.sv}`,
    en: `could not enter ${what.en} for ${of.en}, since ${since.en}`,
  };
}

function thingWords(about: string, { title, activities, struckActivities, ...goal }: Goal): Words {
  const all = [...activities, ...struckActivities.map(({ activity }) => activity)];
  const activity = all.find(({ id }) => id === about);
  const measures = [...goal.measures, ...goal.struckMeasures.map(({ measure }) => measure)];
  const measure = measures.find(({ measureId }) => measureId === about);
  const of = { sv: 'den inlästa', en: 'the imported' };
  if (activity !== undefined) {
    const { sv, en } = quoted(activity.heading);
    return { sv: `${of.sv} statusen för aktiviteten ${sv}`, en: `${of.en} status of the activity ${en}` };
  }
  if (measure !== undefined) {
    const { sv, en } = quoted(measure.name);
    return { sv: `det inlästa utfallet av måttet ${sv}`, en: `${of.en} outcome of the measure ${en}` };
  }
  const { sv, en } = quoted(title);
  return { sv: `${of.sv} bedömningen av målet ${sv}`, en: `${of.en} assessment of the goal ${en}` };
}
