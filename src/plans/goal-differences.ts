import type { Id } from '../kernel/identity.js';
import type { Cause, GoalDiffering, GoalThen, MeasureDiffering, MeasureThen } from './comparison/plan-difference.js';
import type { Compared, ComparedSide } from './plan-difference-cause.js';
import { causeOfAddition, causeOfChange, causeOfProof, ofOneTertial, standing } from './plan-difference-cause.js';
import type { PlanView } from './plan-view.js';
import type { ShownMeasure } from './shown-measure.js';
import type { ShownGoal } from './tertial-view/tertial-view.js';
import { assessmentThen, outcomeThen, type Retold, retoldOutcome, retoldWord } from './words-then.js';

export type GoalInPlan = PlanView['goals'][number];
export type MeasureInPlan = GoalInPlan['measures'][number];

/** A goal, or a measure, on a side whose plan has it. */
interface On<Planned, Shown> {
  readonly side: ComparedSide;
  readonly planned: Planned;
  /** In the report of the side's tertial; null: it came into the plan later. */
  readonly shown: Shown | null;
}

interface Pair<ItemId, Planned, Shown> {
  readonly id: ItemId;
  readonly before: On<Planned, Shown> | null;
  readonly after: On<Planned, Shown> | null;
}

export type GoalPair = Pair<Id<'Goal'>, GoalInPlan, ShownGoal>;
export type MeasurePair = Pair<Id<'Measure'>, MeasureInPlan, ShownMeasure>;

const assessmentKinds = {
  FIRST_TOLD: 'ASSESSMENT_MADE',
  NOT_TOLD: 'ASSESSMENT_NOT_MADE',
  CHANGED: 'ASSESSMENT_CHANGED',
  RESTATED: 'ASSESSMENT_RESTATED',
} as const satisfies Record<Retold, string>;

const outcomeKinds = {
  FIRST_TOLD: 'OUTCOME_REPORTED',
  NOT_TOLD: 'OUTCOME_NOT_REPORTED',
  CHANGED: 'OUTCOME_CHANGED',
  RESTATED: 'OUTCOME_RESTATED',
} as const satisfies Record<Retold, string>;

export function goalAdditions({ id, before, after }: GoalPair, compared: Compared): (GoalDiffering & Cause)[] {
  const rise = riseOf(before, after);
  if (rise === 0) return [];
  const then = { before: before && goalThen(before), after: after && goalThen(after) };
  const kind = rise > 0 ? 'GOAL_ADDED' : 'GOAL_NOT_YET_ADDED';
  return [{ kind, ...then, ...causeOfAddition(compared, id) }];
}

export function assessmentDifferences({ id, before, after }: GoalPair, compared: Compared): (GoalDiffering & Cause)[] {
  const [shownBefore, shownAfter] = [before?.shown ?? null, after?.shown ?? null];
  if (shownBefore === null || shownAfter === null) return [];
  const was = assessmentThen(shownBefore.assessment, compared.from.view);
  const is = assessmentThen(shownAfter.assessment, compared.to.view);
  const then = { before: { assessment: was }, after: { assessment: is } };
  const retold = retoldWord(was, is, compared);
  if (retold !== null) {
    return [{ kind: assessmentKinds[retold], ...then, ...causeOfChange(compared, id, 'ASSESSMENT') }];
  }
  if (!ofOneTertial(compared) || was.stillProved === is.stillProved) return [];
  const kind = was.stillProved === true ? 'ASSESSMENT_PROOF_LOST' : 'ASSESSMENT_PROOF_REGAINED';
  return [{ kind, ...then, ...causeOfProof(compared, id) }];
}

export function measureDifferences(
  { id, before, after }: MeasurePair,
  compared: Compared,
): (MeasureDiffering & Cause)[] {
  const differences: (MeasureDiffering & Cause)[] = [];
  const rise = riseOf(before, after);
  if (rise !== 0) {
    const then = { before: before && measureThen(before), after: after && measureThen(after) };
    const kind = rise > 0 ? 'MEASURE_ADOPTED' : 'MEASURE_NOT_YET_ADOPTED';
    differences.push({ kind, ...then, ...causeOfAddition(compared, id) });
  }
  const [shownBefore, shownAfter] = [before?.shown ?? null, after?.shown ?? null];
  if (shownBefore === null || shownAfter === null) return differences;
  const [was, is] = [outcomeThen(shownBefore.outcome), outcomeThen(shownAfter.outcome)];
  const retold = retoldOutcome(was, is, compared);
  if (retold === null) return differences;
  const then = { before: { outcome: was }, after: { outcome: is } };
  return [...differences, { kind: outcomeKinds[retold], ...then, ...causeOfChange(compared, id, 'OUTCOME') }];
}

/** Above 0 when it has come further into the plan or the report, below 0 when it is seen the other way. */
function riseOf(before: GoalPair['before'] | MeasurePair['before'], after: GoalPair['after'] | MeasurePair['after']) {
  const standingOf = (one: typeof before) => standing(one !== null, one !== null && one.shown !== null);
  return standingOf(after) - standingOf(before);
}

function goalThen({ planned, shown, side }: NonNullable<GoalPair['before']>): GoalThen {
  const assessment = shown === null ? null : assessmentThen(shown.assessment, side.view);
  return { heading: planned.title, inTertial: shown !== null, assessment };
}

function measureThen({ planned: { name, target }, shown }: NonNullable<MeasurePair['before']>): MeasureThen {
  return {
    heading: name,
    target,
    inTertial: shown !== null,
    outcome: shown === null ? null : outcomeThen(shown.outcome),
  };
}
