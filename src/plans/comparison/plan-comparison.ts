import type { Words } from '../../kernel/history.js';
import type { Id } from '../../kernel/identity.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { ActivityInPlan } from '../plan-view.js';
import type { TertialView } from '../tertial-view/tertial-view.js';
import type { Compared, ComparedSide } from './cause.js';
import type { ActivityOn, GoalInPlan, GoalPair, MeasureInPlan, MeasurePair } from './item-differences.js';
import { activityDifferences, assessmentDifferences, goalAdditions, measureDifferences } from './item-differences.js';
import { summaryOf } from './plan-comparison-summary.js';
import type { PlanDifference } from './plan-difference.js';
import { redefinition, renaming } from './wording-differences.js';

/** The differences of a plan between two moments, or between two tertials (rule 88). */
export interface PlanComparison {
  readonly planId: Id<'Plan'>;
  readonly from: SideCounts;
  readonly to: SideCounts;
  /** All differences summed up in one line. */
  readonly summary: Words;
  readonly differences: readonly PlanDifference[];
}

/** One of the two compared states, with its counts of statuses, assessments and measures. */
export interface SideCounts extends Pick<
  TertialView,
  | 'tertial'
  | 'followUp'
  | 'modelVersion'
  | 'activityCounts'
  | 'notReported'
  | 'goalCounts'
  | 'notAssessed'
  | 'notAssessedSign'
  | 'measureCounts'
  | 'planActivities'
  | 'removedActivities'
> {
  /** The position of the moment in the log; null means now. */
  readonly position: number | null;
  readonly validOn: IsoDate | null;
}

export function planComparison(compared: Compared): PlanComparison {
  const { from, to } = compared;
  const differences = planDifferences(compared);
  const summary = summaryOf(differences);
  return { planId: to.plan.id, from: countsOf(from), to: countsOf(to), summary, differences };
}

function countsOf({ moment, view }: ComparedSide): SideCounts {
  const { tertial, followUp, modelVersion, planActivities, removedActivities } = view;
  const { activityCounts, notReported, goalCounts, notAssessed, notAssessedSign, measureCounts } = view;
  return {
    position: moment?.position ?? null,
    validOn: moment?.validOn ?? null,
    ...{ tertial, followUp, modelVersion, planActivities, removedActivities },
    ...{ activityCounts, notReported, goalCounts, notAssessed, notAssessedSign, measureCounts },
  };
}

/** Lists the differences in the order of the goals, measures and activities. A removed activity keeps its place. */
export function planDifferences(compared: Compared): PlanDifference[] {
  const { from, to } = compared;
  return paired(from.plan.goals, to.plan.goals, ({ id }) => id).flatMap(({ id, known, before, after }) => {
    const goal: GoalPair = { id, before: before && goalOn(from, before), after: after && goalOn(to, after) };
    const item = { goalId: id, activityId: null, measureId: null, heading: known.title };
    return [
      ...goalAdditions(goal, compared).map((one) => ({ ...item, ...one })),
      ...renaming(goal, compared).map((one) => ({ ...item, ...one })),
      ...ofMeasures(goal, compared),
      ...assessmentDifferences(goal, compared).map((one) => ({ ...item, ...one })),
      ...ofActivities(goal, compared),
    ];
  });
}

type GoalOn = NonNullable<GoalPair['before']>;
type MeasureOn = NonNullable<MeasurePair['before']>;

function goalOn(side: ComparedSide, planned: GoalInPlan): GoalOn {
  return { side, planned, shown: side.view.goals.find(({ goalId }) => goalId === planned.id) ?? null };
}

function ofMeasures({ id: goalId, before: goalBefore, after: goalAfter }: GoalPair, compared: Compared) {
  const measuresOf = (goal: GoalOn | null) => goal?.planned.measures ?? [];
  const pairs = paired(measuresOf(goalBefore), measuresOf(goalAfter), ({ measureId }) => measureId);
  return pairs.flatMap(({ id: measureId, known, before, after }) => {
    const pair = {
      id: measureId,
      before: goalBefore && before && measureOn(goalBefore, before),
      after: goalAfter && after && measureOn(goalAfter, after),
    };
    const item = { goalId, activityId: null, measureId, heading: known.name };
    const differences = [...redefinition(pair, compared), ...measureDifferences(pair, compared)];
    return differences.map((one) => ({ ...item, ...one }));
  });
}

function measureOn({ side, shown }: GoalOn, planned: MeasureInPlan): MeasureOn {
  const { measureId } = planned;
  return { side, planned, shown: shown?.measures.find((one) => one.measureId === measureId) ?? null };
}

function ofActivities({ id: goalId, before: goalBefore, after: goalAfter }: GoalPair, compared: Compared) {
  const activitiesOf = (goal: GoalOn | null) => goal?.planned.activities ?? [];
  const pairs = paired(activitiesOf(goalBefore), activitiesOf(goalAfter), ({ id }) => id);
  return pairs.flatMap(({ id: activityId, known, before, after }) => {
    const pair = {
      id: activityId,
      before: goalBefore && before && activityOn(goalBefore, before),
      after: goalAfter && after && activityOn(goalAfter, after),
    };
    const item = { goalId, activityId, measureId: null, heading: known.heading };
    return activityDifferences(pair, compared).map((one) => ({ ...item, ...one }));
  });
}

function activityOn({ side, shown }: GoalOn, planned: ActivityInPlan): ActivityOn {
  return { side, planned, shown: shown?.activities.find(({ activityId }) => activityId === planned.id) ?? null };
}

interface Pair<ItemId, Planned> {
  readonly id: ItemId;
  /** The item in the second state; the item in the first state when the second state does not have it. */
  readonly known: Planned;
  /** Null when the plan did not have the item in the first state. */
  readonly before: Planned | null;
  readonly after: Planned | null;
}

/** Pairs the items of two lists by id, in order. An item only in `to` follows the item that precedes it in `to`. */
function paired<Planned, ItemId>(
  from: readonly Planned[],
  to: readonly Planned[],
  idOf: (planned: Planned) => ItemId,
): Pair<ItemId, Planned>[] {
  const ids = from.map(idOf);
  to.map(idOf).forEach((id, index, all) => {
    if (!ids.includes(id)) ids.splice(index === 0 ? 0 : ids.indexOf(all[index - 1] ?? id) + 1, 0, id);
  });
  const within = (side: readonly Planned[], id: ItemId) => side.find((one) => idOf(one) === id) ?? null;
  return ids.flatMap((id) => {
    const [before, after] = [within(from, id), within(to, id)];
    const known = after ?? before;
    return known === null ? [] : [{ id, known, before, after }];
  });
}
