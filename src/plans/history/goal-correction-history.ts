import { quoted } from '../../kernel/history-labels.js';
import type { Sentences, Words } from '../../kernel/history.js';
import type { SteeringModel } from '../../steering-models/steering-model.js';
import type { GoalCorrectionEvent, StrikeVoidCause } from '../goal-corrections.js';
import { activityIn, type Goal } from '../goal.js';
import { goalContents } from './plan-history.js';

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
  GoalStruck: (_, { goal }) => {
    const [title, holds] = [quoted(goal.title), goalContents(goal)];
    return {
      sv: `strök målet ${title.sv} ${holds.sv}, som registrerats av misstag`,
      en: `struck the goal ${title.en} ${holds.en}, which was recorded by mistake`,
    };
  },
  ActivityStruck: ({ data: { activityId } }, { before }) => {
    const heading = quoted(activityIn(before, activityId).heading);
    return {
      sv: `strök aktiviteten ${heading.sv}, som registrerats av misstag`,
      en: `struck the activity ${heading.en}, which was recorded by mistake`,
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
