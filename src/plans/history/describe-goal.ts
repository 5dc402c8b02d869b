import type { Recorded } from '../../kernel/fold.js';
import { dayWords } from '../../kernel/local-time.js';
import { inEach, listed, named, quoted, textWords, yesOrNo } from '../../kernel/history-labels.js';
import { naming, type Phrase, type Property, same, type Words } from '../../kernel/history.js';
import type { Tertial } from '../../kernel/tertial.js';
import type { SteeringModel, SteeringModelVersion } from '../../steering-models/steering-model.js';
import { decisionOn } from '../activity-changes.js';
import { activityEver } from '../goal-corrections.js';
import { type Activity, activityIn, type Goal, type GoalEvent, type Proof } from '../goal.js';
import { type Measure, measureEver, measureIn } from '../measure.js';
import type { AdoptedGoal, PlannedActivity, PlannedMeasure } from '../plan.js';
import type { Responsible } from '../responsible.js';
import { currentFact, type ReportedFact, type ReportedStatus } from '../reported-fact.js';
import { describeDecision } from './plan-history.js';

type Model = SteeringModel | null;

/** Returns the properties of the measure, activity, report or assessment that an event is about. */
export function describeGoal(goal: Goal, { type, data }: Recorded<GoalEvent>, model: Model): Property[] {
  switch (type) {
    case 'GoalEstablished':
    case 'ImportedReportLeftOut':
      return [];
    case 'MeasureAdopted':
    case 'MeasureRedefined':
      return goal.measures.filter(({ measureId }) => measureId === data.measureId).flatMap(describeMeasure);
    case 'MeasureDecisionCorrected':
      return describeDecision(measureIn(goal, data.measureId).adopted);
    case 'ActivityDecisionCorrected':
      return describeDecision(decisionOn(activityIn(goal, data.activityId), data.change));
    case 'MeasureStruck':
    case 'MeasureStrikeVoided':
      return [isInPlan(goal.measures.some(({ measureId }) => measureId === data.measureId))];
    case 'MeasureReported':
    case 'MeasureReportCorrected':
    case 'MeasureReportVoided': {
      const { outcomes } = measureEver(goal, data.measureId);
      return describeOutcome(outcomes, tertialOf(outcomes, data));
    }
    case 'ActivityAdded':
    case 'ActivityDatesChanged':
    case 'ActivityReworded':
    case 'ActivityAssigned':
      return goal.activities.filter(({ id }) => id === data.activityId).flatMap(describeActivity);
    case 'GoalRenamed':
      return [{ name: { sv: 'Rubrik', en: 'Title' }, value: same(goal.title) }];
    case 'GoalStruck':
      return [isInPlan(goal.struck === null)];
    case 'ActivityStruck':
      return describeStanding(goal, data.activityId);
    case 'StrikeVoided':
      return data.activityId === null ? [isInPlan(goal.struck === null)] : describeStanding(goal, data.activityId);
    case 'ActivityRemoved':
    case 'ActivityRestored':
      return describeMembership(activityIn(goal, data.activityId));
    case 'ActivityStatusReported':
    case 'ActivityStatusCorrected':
    case 'ActivityStatusVoided': {
      const { reports } = activityEver(goal, data.activityId);
      return describeStatus(reports, tertialOf(reports, data), model);
    }
    case 'GoalAssessed':
    case 'GoalAssessmentCorrected':
    case 'GoalAssessmentVoided':
      return describeAssessment(goal, tertialOf(goal.assessments, data), model);
  }
}

/** Returns the tertial of the report. An event that voids a report contains only the number of the report. */
function tertialOf(
  entries: readonly ReportedFact[],
  data: { tertial: Tertial } | { number: number },
): Tertial | undefined {
  return 'tertial' in data ? data.tertial : entries.find(({ number }) => number === data.number)?.tertial;
}

/** Returns the measures and the activities that a goal had when the board adopted it. */
export function adoptedProperties({ measures, activities }: AdoptedGoal): Property[] {
  return [
    ...measures.map((measure) => ({ name: { sv: 'Mått', en: 'Measure' }, value: measureWords(measure) })),
    ...activities.map((activity) => ({ name: { sv: 'Aktivitet', en: 'Activity' }, value: activityWords(activity) })),
  ];
}

function measureWords({ name, target }: PlannedMeasure): Words {
  const aim = textWords(target) === null ? same('') : { sv: `, målvärde ${target}`, en: `, target ${target}` };
  return inEach((language) => `${quoted(name)[language]}${aim[language]}`);
}

function activityWords({ heading, startDate, endDate, responsibleUnit }: PlannedActivity): Words {
  const unit = textWords(responsibleUnit) === null ? '' : `, ${responsibleUnit}`;
  const [from, to] = [dayWords(startDate), dayWords(endDate)];
  return inEach((language) => `${quoted(heading)[language]}, ${from[language]} – ${to[language]}${unit}`);
}

function describeMeasure({ name, target }: Measure): Property[] {
  return [
    { name: { sv: 'Mått', en: 'Measure' }, value: same(name) },
    { name: { sv: 'Målvärde', en: 'Target' }, value: textWords(target) },
  ];
}

function describeOutcome(outcomes: Measure['outcomes'], tertial: Tertial | undefined): Property[] {
  const outcome = current(outcomes, tertial);
  if (outcome === undefined) return [];
  const { value, targetReached } = outcome;
  return [
    { name: { sv: 'Utfall', en: 'Outcome' }, value: same(value) },
    {
      name: { sv: 'Målvärdet nått', en: 'Target reached' },
      value: targetReached === null ? null : yesOrNo(targetReached),
    },
    ...describeEntry(outcome),
  ];
}

function describeActivity(activity: Activity): Property[] {
  const { heading, description, startDate, endDate, responsibleUnit, responsible } = activity;
  return [
    { name: { sv: 'Rubrik', en: 'Heading' }, value: textWords(heading) },
    { name: { sv: 'Beskrivning', en: 'Description' }, value: textWords(description) },
    { name: { sv: 'Startdatum', en: 'Start date' }, value: dayWords(startDate) },
    { name: { sv: 'Slutdatum', en: 'End date' }, value: dayWords(endDate) },
    { name: { sv: 'Ansvarig enhet', en: 'Responsible unit' }, value: textWords(responsibleUnit) },
    { name: { sv: 'Ansvarig', en: 'Responsible' }, value: responsible === null ? null : responsibleWords(responsible) },
  ];
}

/** Names the unit or the person that is responsible for an activity; empty when nobody is. */
export function responsibleWords(responsible: Responsible | null): Phrase {
  const id = responsible?.unitId ?? responsible?.personId;
  return id === undefined ? same('') : naming(id);
}

function describeStanding({ activities }: Goal, activityId: Activity['id']): Property[] {
  return [isInPlan(activities.some(({ id }) => id === activityId))];
}

function isInPlan(inPlan: boolean): Property {
  return { name: { sv: 'I planen', en: 'In the plan' }, value: yesOrNo(inPlan) };
}

function describeMembership({ removed: decision }: Activity): Property[] {
  const name = { sv: 'I planen', en: 'In the plan' };
  if (decision === null) return [{ name, value: yesOrNo(true) }];
  const { sv, en } = dayWords(decision.date);
  return [{ name, value: { sv: `nej, från och med den ${sv}`, en: `no, from ${en}` } }];
}

function describeStatus(reports: Activity['reports'], tertial: Tertial | undefined, model: Model): Property[] {
  const report = current(reports, tertial);
  if (report === undefined) return [];
  const deviates = isDeviation(model, report);
  return [
    { name: { sv: 'Status', en: 'Status' }, value: activityStatusLabel(model, report) },
    {
      name: { sv: 'Avviker från planen', en: 'Deviates from the plan' },
      value: deviates === null ? null : yesOrNo(deviates),
    },
    ...describeEntry(report),
  ];
}

function describeAssessment(goal: Goal, tertial: Tertial | undefined, model: Model): Property[] {
  const assessment = current(goal.assessments, tertial);
  if (assessment === undefined) return [];
  const { proof } = assessment;
  return [
    { name: { sv: 'Bedömning', en: 'Assessment' }, value: goalStatusLabel(model, assessment) },
    { name: { sv: 'Underlag', en: 'Proof' }, value: proof === null ? null : proofWords(proof, goal, model) },
    ...describeEntry(assessment),
  ];
}

function proofWords(proof: Proof, goal: Goal, model: Model): Words {
  if ('measures' in proof) {
    return listed(
      proof.measures.map(({ measureId, value }) => reported(measureEver(goal, measureId).name, same(value))),
    );
  }
  return listed(
    proof.activities.map(({ activityId, status, report: number }) => {
      const { heading, reports } = activityEver(goal, activityId);
      const report = reports.find((candidate) => candidate.number === number);
      return reported(heading, report === undefined ? same(status) : activityStatusLabel(model, report));
    }),
  );
}

function reported(name: string, value: Words): Words {
  return inEach((language) => `${quoted(name)[language]} (${value[language]})`);
}

function describeEntry({ comment, validOn }: ReportedFact): Property[] {
  return [
    { name: { sv: 'Kommentar', en: 'Comment' }, value: textWords(comment) },
    { name: { sv: 'Gäller per', en: 'As of' }, value: dayWords(validOn) },
  ];
}

function current<ReportedStatus extends ReportedFact>(
  entries: readonly ReportedStatus[],
  tertial: Tertial | undefined,
): ReportedStatus | undefined {
  return tertial === undefined ? undefined : currentFact(entries, tertial);
}

// The label of a status comes from the version of the steering model that the report names.

type StatusCode = Pick<ReportedStatus, 'status' | 'modelVersion'>;
export function activityStatusLabel(model: Model, coded: StatusCode): Words {
  return labelIn(versionOf(model, coded)?.activityStatuses ?? [], coded.status);
}

export function goalStatusLabel(model: Model, coded: StatusCode): Words {
  return labelIn(versionOf(model, coded)?.goalStatuses ?? [], coded.status);
}

/** Whether the status is a deviation from the plan; null when the model does not have the status. */
export function isDeviation(model: Model, coded: StatusCode): boolean | null {
  const statuses = versionOf(model, coded)?.activityStatuses ?? [];
  return statuses.find(({ code }) => code === coded.status)?.deviation ?? null;
}

function versionOf(model: Model, { modelVersion }: StatusCode): SteeringModelVersion | undefined {
  return model?.versions.find(({ version }) => version === modelVersion);
}

function labelIn(signs: readonly { readonly code: string; readonly label: Words }[], code: string): Words {
  return named(Object.fromEntries(signs.map((sign) => [sign.code, sign.label])), code);
}
