import { existing } from '../../kernel/fold.js';
import { counted, decisionWords, listed, personsWords, quoted, tertialWords } from '../../kernel/history-labels.js';
import { type Property, same, type Sentences, type StreamHistory, text, type Words } from '../../kernel/history.js';
import { type Id, yearOf } from '../../kernel/identity.js';
import { dayWords } from '../../kernel/local-time.js';
import type { DecisionReference } from '../../kernel/outcome.js';
import type { Tertial } from '../../kernel/tertial.js';
import { type SteeringModel, steeringModelFold } from '../../steering-models/steering-model.js';
import { type Goal, goalFold } from '../goal.js';
import { missingReports } from '../missing-reports.js';
import type { MissingReports } from '../plan-refusals.js';
import { importedWords } from './import-history.js';
import { type AdoptedGoal, followUpOf, isLoadedAfterwards, type Plan, type PlanEvent, planFold } from '../plan.js';

interface Context {
  readonly before: Plan | null;
  /** The plan after the event. */
  readonly plan: Plan;
  /** The steering model of the plan; null when the model does not exist. */
  readonly model: SteeringModel | null;
  /** The goal whose decision is corrected; null for an event of another type. */
  readonly goal: Goal | null;
  /** The reports that a closed follow-up lacks; null when it lacks none, and for an event of another type. */
  readonly missing: MissingReports | null;
}

const sentences: Sentences<PlanEvent, Context> = {
  PlanAdopted: ({ data: { planId, steeringModelId, decision, goals } }, { plan, model }) => {
    const holds = listed([
      goalsWords(goals.length),
      ...partsOf({
        measures: goals.flatMap(({ measures }) => measures),
        activities: goals.flatMap(({ activities }) => activities),
      }),
    ]);
    const [by, year, name] = [decisionWords(decision), yearOf(planId), quoted(model?.name ?? steeringModelId)];
    const mark = afterwards(isLoadedAfterwards(plan));
    return {
      sv: `registrerade verksamhetsplanen för ${year} med ${holds.sv}, antagen genom nämndens beslut ${by.sv}, under styrmodellen ${name.sv}${mark.sv}`,
      en: `recorded the plan for ${year} with ${holds.en}, adopted by the board's decision ${by.en}, under the steering model ${name.en}${mark.en}`,
    };
  },
  PlanReplaced: ({ data: { planId, decision, goals, replaced } }) => {
    const [was, is] = [goalsWords(replaced.length), goalsWords(goals.length)];
    const [by, year] = [decisionWords(decision), yearOf(planId)];
    return {
      sv: `ersatte verksamhetsplanen för ${year}, som hade ${was.sv}, med en plan med ${is.sv}, antagen genom nämndens beslut ${by.sv}`,
      en: `replaced the plan for ${year}, which had ${was.en}, by a plan with ${is.en}, adopted by the board's decision ${by.en}`,
    };
  },
  GoalAdded: ({ data: { goal, decision } }) => {
    const [title, holds, by, year] = [
      quoted(goal.title),
      goalContents(goal),
      decisionWords(decision),
      yearOf(goal.goalId),
    ];
    return {
      sv: `lade till målet ${title.sv} ${holds.sv} i verksamhetsplanen för ${year} enligt nämndens beslut ${by.sv}`,
      en: `added the goal ${title.en} ${holds.en} to the plan for ${year} by the board's decision ${by.en}`,
    };
  },
  GoalDecisionCorrected: ({ data: { goalId, decision } }, { before, goal }) => {
    const { sv, en } = fromTo(additionOf(before, goalId) ?? decision, decision);
    const title = quoted(goal?.title ?? goalId);
    return {
      sv: `rättade uppgiften om beslutet att lägga till målet ${title.sv} ${sv}`,
      en: `corrected the reference to the decision to add the goal ${title.en} ${en}`,
    };
  },
  ReportsImported: ({ data }) => importedWords(data),
  FollowUpOpened: ({ data: { planId, tertial, cutOff } }, { plan }) => {
    const [{ sv, en }, day] = [tertialWords(tertial, yearOf(planId)), dayWords(cutOff)];
    const mark = afterwards(followUpOf(plan, tertial)?.loadedAfterwards === true);
    return {
      sv: `öppnade uppföljningen av ${sv} med stoppdatum ${day.sv}${mark.sv}`,
      en: `opened the follow-up of ${en} with the cut-off date ${day.en}${mark.en}`,
    };
  },
  FollowUpClosed: ({ data: { planId, tertial } }, { missing }) => {
    const [{ sv, en }, without] = [tertialWords(tertial, yearOf(planId)), missingWords(missing)];
    return {
      sv: `klarmarkerade uppföljningen av ${sv}${without.sv}`,
      en: `closed the follow-up of ${en}${without.en}`,
    };
  },
  CutOffMoved: ({ data: { planId, tertial, cutOff } }, { before }) => {
    const { sv, en } = tertialWords(tertial, yearOf(planId));
    const was = before === null ? undefined : followUpOf(before, tertial)?.cutOff;
    const [from, to] = [dayWords(was ?? cutOff), dayWords(cutOff)];
    return {
      sv: `flyttade stoppdatumet för uppföljningen av ${sv} från den ${from.sv} till den ${to.sv}`,
      en: `moved the cut-off date of the follow-up of ${en} from ${from.en} to ${to.en}`,
    };
  },
  FollowUpReopened: ({ data: { planId, tertial } }) => {
    const { sv, en } = tertialWords(tertial, yearOf(planId));
    return { sv: `öppnade uppföljningen av ${sv} på nytt`, en: `opened the follow-up of ${en} again` };
  },
  ReportersReminded: ({ data: { planId, tertial, reminded } }) => {
    const { sv, en } = tertialWords(tertial, yearOf(planId));
    const who = personsWords([...new Set(reminded.flatMap(({ persons }) => persons))]);
    const count = reminded.reduce((sum, { activities }) => sum + activities, 0);
    return {
      sv: text`påminde ${who.sv} om att rapportera ${activitiesWords(count).sv} i uppföljningen av ${sv}`,
      en: text`reminded ${who.en} to report on ${activitiesWords(count).en} in the follow-up of ${en}`,
    };
  },
  FollowUpReopeningVoided: ({ data: { planId, tertial } }) => {
    const { sv, en } = tertialWords(tertial, yearOf(planId));
    return {
      sv: `lämnade öppnandet på nytt av uppföljningen av ${sv} utan avseende, eftersom nämnden har beslutat om redovisningen`,
      en: `disregarded the reopening of the follow-up of ${en}, since the board has decided on the report`,
    };
  },
};

export const planHistory: StreamHistory<Plan | null, PlanEvent, Context> = {
  fold: planFold,
  context: async ({ id, event, before, after }, lookAt) => {
    const plan = existing(after, id);
    const model = await lookAt(steeringModelFold, plan.steeringModelId);
    const goal = event.type === 'GoalDecisionCorrected' ? await lookAt(goalFold, event.data.goalId) : null;
    if (event.type !== 'FollowUpClosed') return { before, plan, model, goal, missing: null };
    const goals = await Promise.all(plan.goalIds.map((goalId) => lookAt(goalFold, goalId)));
    const established = goals.filter((goal) => goal !== null);
    return { before, plan, model, goal, missing: missingReports(plan, established, event.data.tertial) };
  },
  sentences,
  facts: {
    PlanAdopted: ({ data: { goals } }) => goals.map(goalProperty),
    PlanReplaced: ({ data: { goals } }) => goals.map(goalProperty),
    GoalAdded: ({ data: { goal } }) => [goalProperty(goal)],
  },
  describe: (plan, event, { model }) => {
    if (plan === null) return [];
    if (event.type === 'GoalDecisionCorrected') return describeDecision(additionOf(plan, event.data.goalId));
    const name = { sv: 'Styrmodell', en: 'Steering model' };
    const followUp = 'tertial' in event.data ? describeFollowUp(plan, event.data.tertial) : [];
    return [{ name, value: same(model?.name ?? plan.steeringModelId) }, ...followUp];
  },
};

function additionOf(plan: Plan | null, goalId: Id<'Goal'>): DecisionReference | null {
  return plan?.goalsAdded.find((one) => one.goalId === goalId)?.decision ?? null;
}

/** Writes a wrong reference to a decision and the right one. */
export function fromTo(wrong: DecisionReference, right: DecisionReference): Words {
  const [from, to] = [decisionWords(wrong), decisionWords(right)];
  return { sv: `från beslutet ${from.sv} till beslutet ${to.sv}`, en: `from that ${from.en} to that ${to.en}` };
}

export function describeDecision(decision: DecisionReference | null): Property[] {
  const value = decision === null ? null : decisionWords(decision);
  return [{ name: { sv: 'Beslut', en: 'Decision' }, value }];
}

/** Returns words for the mark of a plan or a follow-up that was loaded afterwards; empty without the mark. */
function afterwards(isMarked: boolean): Words {
  return isMarked ? { sv: ', inläst i efterhand', en: ', loaded afterwards' } : same('');
}

/** Returns words for what a closed follow-up lacks; empty when it lacks nothing. */
function missingWords(missing: MissingReports | null): Words {
  if (missing === null) return same('');
  const reports = partsOf(missing);
  const goals = missing.goals.length;
  const lacks = [
    ...(reports.length === 0 ? [] : [without({ sv: 'rapport om', en: 'a report on' }, listed(reports))]),
    ...(goals === 0 ? [] : [without({ sv: 'bedömning av', en: 'an assessment of' }, goalsWords(goals))]),
  ];
  const { sv, en } = listed(lacks);
  return { sv: `, ${sv}`, en: `, ${en}` };
}

function without(what: Words, of: Words): Words {
  return { sv: `utan ${what.sv} ${of.sv}`, en: `without ${what.en} ${of.en}` };
}

function describeFollowUp(plan: Plan, tertial: Tertial): Property[] {
  const followUp = followUpOf(plan, tertial);
  if (followUp === undefined) return [];
  const { closed, cutOff } = followUp;
  const value = closed === null ? { sv: 'öppen', en: 'open' } : { sv: 'klarmarkerad', en: 'closed' };
  return [
    { name: { sv: 'Uppföljning', en: 'Follow-up' }, value },
    { name: { sv: 'Stoppdatum', en: 'Cut-off date' }, value: dayWords(cutOff) },
  ];
}

function goalProperty(goal: AdoptedGoal): Property {
  const [title, holds] = [quoted(goal.title), goalContents(goal)];
  const value = { sv: `${title.sv} ${holds.sv}`, en: `${title.en} ${holds.en}` };
  return { name: { sv: 'Mål', en: 'Goal' }, value };
}

interface Contents {
  readonly measures: readonly unknown[];
  readonly activities: readonly unknown[];
}

/** Returns the contents of a goal in words, such as *med 1 mått och 2 aktiviteter*. */
export function goalContents(goal: Contents): Words {
  const parts = partsOf(goal);
  if (parts.length === 0) return { sv: 'utan mått och aktiviteter', en: 'without measures or activities' };
  const { sv, en } = listed(parts);
  return { sv: `med ${sv}`, en: `with ${en}` };
}

function partsOf({ measures, activities }: Contents): Words[] {
  return [
    ...(measures.length === 0 ? [] : [measuresWords(measures.length)]),
    ...(activities.length === 0 ? [] : [activitiesWords(activities.length)]),
  ];
}

function goalsWords(count: number): Words {
  return counted(count, { sv: 'mål', en: 'goal' }, { sv: 'mål', en: 'goals' });
}

export function measuresWords(count: number): Words {
  return counted(count, { sv: 'mått', en: 'measure' }, { sv: 'mått', en: 'measures' });
}

export function activitiesWords(count: number): Words {
  return counted(count, { sv: 'aktivitet', en: 'activity' }, { sv: 'aktiviteter', en: 'activities' });
}
