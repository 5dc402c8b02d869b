import { counted, quoted, textWords } from '../../kernel/history-labels.js';
import type { Sentences, Words } from '../../kernel/history.js';
import type { SteeringModel } from '../../steering-models/steering-model.js';
import { decisionOn } from '../activity-changes.js';
import type { GoalCorrectionEvent, StrikeVoidCause } from '../goal-corrections.js';
import { activityIn, type Goal, type GoalEvent } from '../goal.js';
import { measureIn } from '../measure.js';
import type { PlannedMeasure } from '../plan.js';
import type { ReportedFact } from '../reported-fact.js';
import { fromTo, goalContents } from './plan-history.js';

export interface GoalContext {
  readonly before: Goal | null;
  readonly goal: Goal;
  /** The steering model of the goal's plan; null when the plan or the model does not exist. */
  readonly model: SteeringModel | null;
}

/** The last words of a sentence about a voided report. They say why Tertial voided the report. */
export const cameTooLate: Words = {
  sv: 'eftersom uppföljningen redan var klarmarkerad',
  en: 'since the follow-up had been closed already',
};

const voidCauses: Readonly<Record<StrikeVoidCause, Words>> = {
  FOLLOW_UP_CLOSED: cameTooLate,
  REMOVAL_PROPOSED: {
    sv: 'eftersom det har föreslagits att aktiviteten tas ur planen',
    en: 'since it has been proposed to take the activity out of the plan',
  },
};

export const correctionSentences: Sentences<GoalCorrectionEvent, GoalContext> = {
  GoalRenamed: ({ data: { title } }, { before, goal }) => {
    const [from, to] = [quoted(before?.title ?? goal.title), quoted(title)];
    return {
      sv: `rättade målets rubrik från ${from.sv} till ${to.sv}`,
      en: `corrected the title of the goal from ${from.en} to ${to.en}`,
    };
  },
  ActivityDecisionCorrected: ({ data: { activityId, change, decision } }, { before, goal }) => {
    const wrong = decisionOn(activityIn(before, activityId), change) ?? decision;
    const heading = quoted(activityIn(goal, activityId).heading);
    const what = change === null ? { sv: 'lägga till', en: 'add' } : { sv: 'ändra', en: 'change' };
    const { sv, en } = fromTo(wrong, decision);
    return {
      sv: `rättade uppgiften om beslutet att ${what.sv} aktiviteten ${heading.sv} ${sv}`,
      en: `corrected the reference to the decision to ${what.en} the activity ${heading.en} ${en}`,
    };
  },
  GoalStruck: (_, { goal }) => {
    const { measures, activities, assessments } = goal;
    const parts = [...measures.map(({ outcomes }) => outcomes), ...activities.map(({ reports }) => reports)];
    const [title, holds, facts] = [quoted(goal.title), goalContents(goal), withReports([assessments, ...parts].flat())];
    return {
      sv: `strök målet ${title.sv}, som registrerats av misstag, ${holds.sv}${facts.sv}`,
      en: `struck the goal ${title.en}, which was recorded by mistake, ${holds.en}${facts.en}`,
    };
  },
  ActivityStruck: ({ data: { activityId } }, { before }) => {
    const { heading: words, reports } = activityIn(before, activityId);
    const [heading, facts] = [quoted(words), withReports(reports)];
    return {
      sv: `strök aktiviteten ${heading.sv}, som registrerats av misstag${facts.sv}`,
      en: `struck the activity ${heading.en}, which was recorded by mistake${facts.en}`,
    };
  },
  StrikeVoided: ({ data: { activityId, cause } }, { goal }) => {
    const name = quoted(activityId === null ? goal.title : activityIn(goal, activityId).heading);
    const noun = activityId === null ? { sv: 'målet', en: 'goal' } : { sv: 'aktiviteten', en: 'activity' };
    const since = voidCauses[cause];
    return {
      sv: `lämnade strykningen av ${noun.sv} ${name.sv} utan avseende, ${since.sv}`,
      en: `disregarded the striking of the ${noun.en} ${name.en}, ${since.en}`,
    };
  },
};

type MeasureCorrection = Extract<
  GoalEvent,
  { type: 'MeasureStruck' | 'MeasureStrikeVoided' | 'MeasureDecisionCorrected' }
>;

export const measureCorrections: Sentences<MeasureCorrection, GoalContext> = {
  MeasureStruck: ({ data: { measureId } }, { before }) => {
    const struck = measureIn(before, measureId);
    const [measure, facts] = [measureWords(struck), withReports(struck.outcomes)];
    return {
      sv: `strök måttet ${measure.sv}, som registrerats av misstag${facts.sv}`,
      en: `struck the measure ${measure.en}, which was recorded by mistake${facts.en}`,
    };
  },
  MeasureStrikeVoided: ({ data: { measureId } }, { goal }) => {
    const name = quoted(measureIn(goal, measureId).name);
    return {
      sv: `lämnade strykningen av måttet ${name.sv} utan avseende, ${cameTooLate.sv}`,
      en: `disregarded the striking of the measure ${name.en}, ${cameTooLate.en}`,
    };
  },
  MeasureDecisionCorrected: ({ data: { measureId, decision } }, { before }) => {
    const { name, adopted } = measureIn(before, measureId);
    const [said, { sv, en }] = [quoted(name), fromTo(adopted ?? decision, decision)];
    return {
      sv: `rättade uppgiften om beslutet att lägga till måttet ${said.sv} ${sv}`,
      en: `corrected the reference to the decision to add the measure ${said.en} ${en}`,
    };
  },
};

/** Rule 175: ends a sentence with how many reports were struck with a thing; empty when nothing was reported of it. */
function withReports(facts: readonly ReportedFact[]): Words {
  const count = facts.filter(({ voided }) => voided === null).length;
  if (count === 0) return { sv: '', en: '' };
  const { sv, en } = counted(count, { sv: 'rapport', en: 'report' }, { sv: 'rapporter', en: 'reports' });
  return { sv: `, tillsammans med ${sv}`, en: `, together with ${en}` };
}

/** Returns the name of a measure, and its target when it has one. */
export function measureWords({ name, target }: PlannedMeasure): Words {
  const [said, aim] = [quoted(name), quoted(target)];
  return textWords(target) === null
    ? said
    : { sv: `${said.sv} med målvärdet ${aim.sv}`, en: `${said.en} with the target ${aim.en}` };
}
