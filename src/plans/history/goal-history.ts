import { existing } from '../../kernel/fold.js';
import { dayWords } from '../../kernel/local-time.js';
import { decisionWords, inEach, quoted, tertialWords, textWords, warned } from '../../kernel/history-labels.js';
import { reasonIn, same, type Sentences, type StreamHistory, text, type Words } from '../../kernel/history.js';
import { idOf, planOf, yearOf } from '../../kernel/identity.js';
import { type SteeringModel, steeringModelFold } from '../../steering-models/steering-model.js';
import type { Activity, Goal, GoalEvent, Proof, StatusReport } from '../goal.js';
import { activityIn, goalFold } from '../goal.js';
import { activityEver } from '../goal-corrections.js';
import { type Measure, measureEver, measureIn, type Outcome } from '../measure.js';
import { planFold } from '../plan.js';
import { currentFact, type ReportedFact } from '../reported-fact.js';
import { activityStatusLabel, adoptedProperties, describeGoal, goalStatusLabel, isDeviation } from './describe-goal.js';
import { responsibleWords } from './describe-goal.js';
import { cameTooLate, correctionSentences, type GoalContext } from './goal-correction-history.js';
import { measureCorrections, measureWords } from './goal-correction-history.js';
import { leftOutWords } from './import-history.js';
import { activitiesWords, goalContents, measuresWords } from './plan-history.js';

const sentences: Sentences<GoalEvent, GoalContext> = {
  GoalEstablished: ({ data }) => {
    const [title, holds, year] = [quoted(data.title), goalContents(data), yearOf(data.goalId)];
    return {
      sv: `lade upp målet ${title.sv} ${holds.sv} för uppföljning enligt verksamhetsplanen för ${year}`,
      en: `set up the goal ${title.en} ${holds.en} to be followed up by the plan for ${year}`,
    };
  },

  MeasureAdopted: ({ data }, { goal }) => {
    const [measure, title, by] = [measureWords(data), quoted(goal.title), decisionWords(data.decision)];
    return {
      sv: `lade till måttet ${measure.sv} under målet ${title.sv} enligt nämndens beslut ${by.sv}`,
      en: `added the measure ${measure.en} to the goal ${title.en} by the board's decision ${by.en}`,
    };
  },
  MeasureRedefined: ({ data }, { before }) => {
    const [from, to] = [measureWords(measureIn(before, data.measureId)), measureWords(data)];
    return {
      sv: `rättade måttet ${from.sv} till ${to.sv}`,
      en: `corrected the measure ${from.en} to ${to.en}`,
    };
  },
  ...measureCorrections,
  MeasureReported: ({ data }, { before, goal }) => {
    const measure = measureIn(goal, data.measureId);
    const [name, value, end] = [quoted(measure.name), quoted(data.value), targetWords(measure, data)];
    const earlier = currentFact(measureIn(before, data.measureId).outcomes, data.tertial);
    const recalled = formerly(earlier === undefined ? null : same(earlier.value), same(data.value));
    const tertial = tertialWords(data.tertial, yearOf(data.measureId));
    return {
      sv: `rapporterade utfallet ${value.sv}${recalled.sv} av måttet ${name.sv} för ${tertial.sv}${end.sv}`,
      en: `reported the outcome ${value.en}${recalled.en} of the measure ${name.en} for ${tertial.en}${end.en}`,
    };
  },
  MeasureReportCorrected: ({ data }, { goal }) => {
    const measure = measureIn(goal, data.measureId);
    const [name, to, end] = [quoted(measure.name), quoted(data.value), targetWords(measure, data)];
    const from = quoted(numbered(measure.outcomes, data.corrects).value);
    const tertial = tertialWords(data.tertial, yearOf(data.measureId));
    return from.sv === to.sv
      ? {
          sv: `rättade rapporteringen av måttet ${name.sv} för ${tertial.sv}; utfallet ${to.sv} står fast${end.sv}`,
          en: `corrected the report of the measure ${name.en} for ${tertial.en}; the outcome ${to.en} stands${end.en}`,
        }
      : {
          sv: `rättade utfallet av måttet ${name.sv} i ${tertial.sv} från ${from.sv} till ${to.sv}${end.sv}`,
          en: `corrected the outcome of the measure ${name.en} for ${tertial.en} from ${from.en} to ${to.en}${end.en}`,
        };
  },
  MeasureReportVoided: ({ data: { measureId, number } }, { goal }) => {
    const measure = measureEver(goal, measureId);
    const late = numbered(measure.outcomes, number);
    const [name, value] = [quoted(measure.name), quoted(late.value)];
    const tertial = tertialWords(late.tertial, yearOf(measureId));
    return {
      sv: `lämnade utfallet ${value.sv} av måttet ${name.sv} i ${tertial.sv} utan avseende, ${cameTooLate.sv}`,
      en: `disregarded the outcome ${value.en} of the measure ${name.en} for ${tertial.en}, ${cameTooLate.en}`,
    };
  },

  ActivityAdded: ({ data }, { goal }) => {
    const [heading, title, by] = [quoted(data.heading), quoted(goal.title), decisionWords(data.decision)];
    return {
      sv: `lade till aktiviteten ${heading.sv} under målet ${title.sv} enligt nämndens beslut ${by.sv}`,
      en: `added the activity ${heading.en} to the goal ${title.en} by the board's decision ${by.en}`,
    };
  },
  ActivityDatesChanged: ({ data: { activityId, decision } }, { before, goal }) => {
    const [was, is] = [activityIn(before, activityId), activityIn(goal, activityId)];
    const [heading, from, to, by] = [quoted(is.heading), span(was), span(is), decisionWords(decision)];
    return {
      sv: `ändrade tiden för aktiviteten ${heading.sv} från ${from.sv} till ${to.sv} enligt nämndens beslut ${by.sv}`,
      en: `changed the dates of the activity ${heading.en} from ${from.en} to ${to.en} by the board's decision ${by.en}`,
    };
  },
  ActivityReworded: ({ data: { activityId, heading, decision } }, { before }) => {
    const [from, to] = [quoted(activityIn(before, activityId).heading), quoted(heading)];
    const by = decisionWords(decision);
    return from.sv === to.sv
      ? {
          sv: `ändrade beskrivningen av aktiviteten ${to.sv} enligt nämndens beslut ${by.sv}`,
          en: `changed the description of the activity ${to.en} by the board's decision ${by.en}`,
        }
      : {
          sv: `ändrade lydelsen av aktiviteten ${from.sv} till ${to.sv} enligt nämndens beslut ${by.sv}`,
          en: `reworded the activity ${from.en} as ${to.en} by the board's decision ${by.en}`,
        };
  },
  ActivityAssigned: ({ data: { activityId, responsible } }, { goal }) => {
    const [heading, who] = [quoted(activityIn(goal, activityId).heading), responsibleWords(responsible)];
    return responsible === null
      ? {
          sv: `tog bort den ansvariga för aktiviteten ${heading.sv}`,
          en: `left the activity ${heading.en} without anybody responsible`,
        }
      : {
          sv: text`gjorde ${who.sv} ansvarig för aktiviteten ${heading.sv}`,
          en: text`made ${who.en} responsible for the activity ${heading.en}`,
        };
  },
  ...correctionSentences,
  ImportedReportLeftOut: ({ data }, { goal }) => leftOutWords(data, goal),
  ActivityRemoved: ({ data: { activityId, decision } }, { goal }) => {
    const [heading, by] = [quoted(activityIn(goal, activityId).heading), decisionWords(decision)];
    return {
      sv: `tog aktiviteten ${heading.sv} ur planen enligt nämndens beslut ${by.sv}, beslutspunkt ${decision.point}`,
      en: `took the activity ${heading.en} out of the plan by the board's decision ${by.en}, decision point ${decision.point}`,
    };
  },
  ActivityRestored: ({ data: { activityId, annulled } }, { before }) => {
    const { heading: text, removed } = activityIn(before, activityId);
    const [heading, ruled] = [quoted(text), dayWords(annulled.date)];
    const decision = decisionWords(existing(removed, activityId));
    return {
      sv: `förde tillbaka aktiviteten ${heading.sv} till planen, eftersom domstol har upphävt nämndens beslut ${decision.sv}, med verkan från och med den ${ruled.sv}`,
      en: `put the activity ${heading.en} back into the plan, since a court has annulled the board's decision ${decision.en}, with effect from ${ruled.en}`,
    };
  },

  ActivityStatusReported: ({ data }, { before, goal, model }) => {
    const [heading, label] = [quoted(activityIn(goal, data.activityId).heading), activityStatusLabel(model, data)];
    const earlier = currentFact(activityIn(before, data.activityId).reports, data.tertial);
    const recalled = formerly(earlier === undefined ? null : activityStatusLabel(model, earlier), label);
    const [status, end] = [quoted(label), statusEnd(model, data)];
    const tertial = tertialWords(data.tertial, yearOf(data.activityId));
    return {
      sv: `rapporterade aktiviteten ${heading.sv} som ${status.sv}${recalled.sv} för ${tertial.sv}${end.sv}`,
      en: `reported the activity ${heading.en} as ${status.en}${recalled.en} for ${tertial.en}${end.en}`,
    };
  },
  ActivityStatusCorrected: ({ data }, { goal, model }) => {
    const activity = activityIn(goal, data.activityId);
    const wrong = numbered(activity.reports, data.corrects);
    const [from, to] = [quoted(activityStatusLabel(model, wrong)), quoted(activityStatusLabel(model, data))];
    const [heading, end] = [quoted(activity.heading), statusEnd(model, data)];
    const tertial = tertialWords(data.tertial, yearOf(data.activityId));
    return from.sv === to.sv
      ? {
          sv: `rättade rapporteringen av aktiviteten ${heading.sv} för ${tertial.sv}; statusen ${to.sv} står fast${end.sv}`,
          en: `corrected the report of the activity ${heading.en} for ${tertial.en}; the status ${to.en} stands${end.en}`,
        }
      : {
          sv: `rättade statusen för aktiviteten ${heading.sv} i ${tertial.sv} från ${from.sv} till ${to.sv}${end.sv}`,
          en: `corrected the status of the activity ${heading.en} for ${tertial.en} from ${from.en} to ${to.en}${end.en}`,
        };
  },
  ActivityStatusVoided: ({ data: { activityId, number } }, { goal, model }) => {
    const activity = activityEver(goal, activityId);
    const late = numbered(activity.reports, number);
    const [heading, status] = [quoted(activity.heading), quoted(activityStatusLabel(model, late))];
    const tertial = tertialWords(late.tertial, yearOf(activityId));
    return {
      sv: `lämnade statusen ${status.sv} för aktiviteten ${heading.sv} i ${tertial.sv} utan avseende, ${cameTooLate.sv}`,
      en: `disregarded the status ${status.en} of the activity ${heading.en} for ${tertial.en}, ${cameTooLate.en}`,
    };
  },

  GoalAssessed: ({ data }, { before, goal, model }) => {
    const [title, label] = [quoted(goal.title), goalStatusLabel(model, data)];
    const earlier = currentFact(existing(before, data.goalId).assessments, data.tertial);
    const recalled = formerly(earlier === undefined ? null : goalStatusLabel(model, earlier), label);
    const [status, ground] = [quoted(label), groundWords(data.proof)];
    const tertial = tertialWords(data.tertial, yearOf(data.goalId));
    return {
      sv: `bedömde målet ${title.sv} som ${status.sv}${recalled.sv} för ${tertial.sv}${ground.sv}`,
      en: `assessed the goal ${title.en} as ${status.en}${recalled.en} for ${tertial.en}${ground.en}`,
    };
  },
  GoalAssessmentCorrected: ({ data }, { goal, model }) => {
    const wrong = numbered(goal.assessments, data.corrects);
    const [from, to] = [quoted(goalStatusLabel(model, wrong)), quoted(goalStatusLabel(model, data))];
    const [title, ground] = [quoted(goal.title), groundWords(data.proof)];
    const tertial = tertialWords(data.tertial, yearOf(data.goalId));
    return from.sv === to.sv
      ? {
          sv: `rättade motiveringen till bedömningen av målet ${title.sv} för ${tertial.sv}; bedömningen ${to.sv} står fast${ground.sv}`,
          en: `corrected the grounds for the assessment of the goal ${title.en} for ${tertial.en}; the assessment ${to.en} stands${ground.en}`,
        }
      : {
          sv: `rättade bedömningen av målet ${title.sv} i ${tertial.sv} från ${from.sv} till ${to.sv}${ground.sv}`,
          en: `corrected the assessment of the goal ${title.en} for ${tertial.en} from ${from.en} to ${to.en}${ground.en}`,
        };
  },
  GoalAssessmentVoided: ({ data: { goalId, number } }, { goal, model }) => {
    const late = numbered(goal.assessments, number);
    const [title, status] = [quoted(goal.title), quoted(goalStatusLabel(model, late))];
    const tertial = tertialWords(late.tertial, yearOf(goalId));
    return {
      sv: `lämnade bedömningen ${status.sv} av målet ${title.sv} i ${tertial.sv} utan avseende, ${cameTooLate.sv}`,
      en: `disregarded the assessment ${status.en} of the goal ${title.en} for ${tertial.en}, ${cameTooLate.en}`,
    };
  },
};

export const goalHistory: StreamHistory<Goal | null, GoalEvent, GoalContext> = {
  fold: goalFold,
  context: async ({ id, before, after }, lookAt) => {
    const plan = await lookAt(planFold, planOf(idOf('Goal', id)));
    const model = plan === null ? null : await lookAt(steeringModelFold, plan.steeringModelId);
    return { before, goal: existing(after, id), model };
  },
  sentences,
  facts: { GoalEstablished: ({ data }) => adoptedProperties(data) },
  describe: (goal, event, { model }) => (goal === null ? [] : describeGoal(goal, event, model)),
  // For a report, the history shows the comment as the reason. A correction has its own field `reason`.
  reason: ({ data }) => reasonIn(isReport(data) ? { data: { reason: data.comment } } : { data }),
  because: ({ data }) => (isReport(data) ? { sv: 'Kommentar', en: 'Comment' } : undefined),
};

function isReport(data: GoalEvent['data']): data is Extract<GoalEvent['data'], { readonly comment: string }> {
  return 'comment' in data && !('reason' in data);
}

function numbered<ReportedStatus extends ReportedFact>(
  entries: readonly ReportedStatus[],
  number: number,
): ReportedStatus {
  return existing(entries.find((entry) => entry.number === number) ?? null, String(number));
}

function span({ startDate, endDate }: Activity): Words {
  const [from, to] = [dayWords(startDate), dayWords(endDate)];
  return inEach((language) => `${from[language]} – ${to[language]}`);
}

/** Returns words for whether the measure reached its target; empty when `targetReached` is null. */
function targetWords({ target }: Measure, { targetReached }: Pick<Outcome, 'targetReached'>): Words {
  if (targetReached === null) return same('');
  const quotation = quoted(target);
  const aim = textWords(target) === null ? same('') : { sv: ` ${quotation.sv}`, en: ` ${quotation.en}` };
  return targetReached
    ? { sv: `, med målvärdet${aim.sv} nått`, en: `, with its target${aim.en} reached` }
    : { sv: `, med målvärdet${aim.sv} ännu inte nått`, en: `, with its target${aim.en} not reached yet` };
}

/** Returns words for a deviation that the label of the status does not mention, and for the warnings. */
function statusEnd(
  model: SteeringModel | null,
  report: Pick<StatusReport, 'status' | 'modelVersion' | 'warnings'>,
): Words {
  const [label, warnings] = [activityStatusLabel(model, report), warned(report.warnings)];
  const deviates = isDeviation(model, report) === true;
  const sv = deviates && !/avvik/i.test(label.sv) ? ', vilket är en avvikelse från planen' : '';
  const en = deviates && !/deviat/i.test(label.en) ? ', which is a deviation from the plan' : '';
  return { sv: `${sv}${warnings.sv}`, en: `${en}${warnings.en}` };
}

/** Returns words for the proof that the goal is fulfilled; empty when the assessment has no proof. */
function groundWords(proof: Proof | null): Words {
  if (proof === null) return same('');
  const { sv, en } =
    'measures' in proof ? measuresWords(proof.measures.length) : activitiesWords(proof.activities.length);
  return { sv: `, styrkt av ${sv}`, en: `, proved by ${en}` };
}

/** Returns the earlier value in parentheses; empty when `before` is null or equals `now`. */
function formerly(before: Words | null, now: Words): Words {
  if (before === null || (before.sv === now.sv && before.en === now.en)) return same('');
  const { sv, en } = quoted(before);
  return { sv: ` (tidigare ${sv})`, en: ` (before: ${en})` };
}
