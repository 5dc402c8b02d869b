import { goalOf, type Id } from '../../kernel/identity.js';
import { type IsoDate, lastDay } from '../../kernel/tertial.js';
import { type AnnulledRemoval, isSamePoint, type RemovalDecision } from '../activity-changes.js';
import type { ActivityInPlan, PlanView } from '../plan-view.js';
import { isSameResponsible } from '../responsible.js';
import type { ShownMeasure } from '../tertial-view/shown-facts.js';
import type { ShownActivity, ShownGoal } from '../tertial-view/tertial-view.js';
import type { Cause, Compared, ComparedSide } from './cause.js';
import { causeOfAddition, causeOfChange, causeOfProof, causeOfRemoval, causeOfRestoration } from './cause.js';
import { causeOfStrike, strikeBetween } from './cause.js';
import type { ActivityDiffering, FactChange, GoalDiffering, MeasureDiffering } from './plan-difference.js';
import { comparedAssessment, comparedOutcome, comparedStatus, outcomeChange, statusChange } from './plan-difference.js';

/** An activity in one of the two compared states, also when the board had removed it before that state. */
export interface ActivityOn {
  readonly side: ComparedSide;
  readonly planned: ActivityInPlan;
  /** The activity in the tertial's view; null when the view does not show the activity. */
  readonly shown: ShownActivity | null;
}

/** An activity in the two compared states. `before` or `after` is null when the plan had no such activity yet. */
export interface ActivityPair {
  readonly id: ActivityInPlan['id'];
  readonly before: ActivityOn | null;
  readonly after: ActivityOn | null;
}

type Difference = ActivityDiffering & Cause;

export function activityDifferences(pair: ActivityPair, compared: Compared): Difference[] {
  return [
    ...additions(pair, compared),
    ...restorations(pair, compared),
    ...removals(pair, compared),
    ...changesOfPlan(pair, compared),
    ...statusDifferences(pair, compared),
  ];
}

function additions({ id, before, after }: ActivityPair, compared: Compared): Difference[] {
  const was = standing(before !== null, before !== null && hasBegun(before));
  const is = standing(after !== null, after !== null && hasBegun(after));
  if (was === is) return [];
  const ids = [id, goalOf(id)];
  const strike = strikeBetween(compared, ids);
  if (strike !== 0) {
    const struck = strike > 0 ? 'ACTIVITY_STRUCK' : 'ACTIVITY_NOT_YET_STRUCK';
    return [{ kind: struck, ...thenOn(before, after), ...causeOfStrike(compared, ids) }];
  }
  const kind = was < is ? 'ACTIVITY_ADDED' : 'ACTIVITY_NOT_YET_ADDED';
  return [{ kind, ...thenOn(before, after), ...causeOfAddition(compared, id) }];
}

/** Returns 0 for an item outside the plan, 2 for an item in the plan by the end of the tertial, 1 for a later item. */
function standing(isInPlan: boolean, isInTertial: boolean): number {
  if (!isInPlan) return 0;
  return isInTertial ? 2 : 1;
}

/** Whether the board added the activity by the end of the tertial, even if the board also removed it by then. */
function hasBegun(one: ActivityOn): boolean {
  const { added } = one.planned;
  return one.shown !== null || (hasLeft(one) && (added === null || added.date <= lastDayOf(one)));
}

/** Whether the board removed the activity from the plan by the end of the tertial. */
function hasLeft(one: ActivityOn): boolean {
  const { removed } = one.planned;
  return removed !== null && removed.date <= lastDayOf(one);
}

function lastDayOf({ side: { view } }: ActivityOn): IsoDate {
  return lastDay(view.year, view.tertial);
}

function restorations({ id, before, after }: ActivityPair, compared: Compared): Difference[] {
  const [was, is] = [annulledOn(before), annulledOn(after)];
  const then = thenOn(before, after);
  const since = is.filter(({ decision }) => !hasAnnulled(was, decision));
  const notYet = was.filter(({ decision }) => !hasAnnulled(is, decision));
  return [
    ...since.map((one) => ({ kind: 'ACTIVITY_RESTORED', ...then, ...causeOfRestoration(compared, id, one) }) as const),
    ...notYet.map(
      (one) => ({ kind: 'ACTIVITY_NOT_YET_RESTORED', ...then, ...causeOfRestoration(compared, id, one) }) as const,
    ),
  ];
}

function annulledOn(one: ActivityOn | null): readonly AnnulledRemoval[] {
  return one?.planned.annulledRemovals ?? [];
}

function hasAnnulled(annulled: readonly AnnulledRemoval[], removal: RemovalDecision): boolean {
  return annulled.some(({ decision }) => isSamePoint(decision, removal));
}

function removals({ id, before, after }: ActivityPair, compared: Compared): Difference[] {
  const was = before?.planned.removed ?? null;
  const is = after?.planned.removed ?? null;
  const then = thenOn(before, after);
  const removed = (decision: RemovalDecision) =>
    ({ kind: 'ACTIVITY_REMOVED', ...then, ...causeOfRemoval(compared, id, decision) }) as const;
  const notYetRemoved = (decision: RemovalDecision) =>
    ({ kind: 'ACTIVITY_NOT_YET_REMOVED', ...then, ...causeOfRemoval(compared, id, decision) }) as const;
  if (was !== null && is !== null && isSamePoint(was, is)) {
    // Rule 16: a tertial's view reflects a removal only if the board decided the removal by the end of the tertial.
    const [hadLeft, left] = [before !== null && hasLeft(before), after !== null && hasLeft(after)];
    if (hadLeft === left) return [];
    return [left ? removed(is) : notYetRemoved(is)];
  }
  // If a court annulled a removal between the two states, the comparison lists only the restoration.
  return [
    ...(was !== null && !hasAnnulled(annulledOn(after), was) ? [notYetRemoved(was)] : []),
    ...(is !== null && !hasAnnulled(annulledOn(before), is) ? [removed(is)] : []),
  ];
}

function changesOfPlan({ id, before, after }: ActivityPair, compared: Compared): Difference[] {
  if (before === null || after === null) return [];
  const [was, is] = [before.planned, after.planned];
  const differences: Difference[] = [];
  if (was.startDate !== is.startDate || was.endDate !== is.endDate) {
    const then = { before: datesOf(was), after: datesOf(is) };
    differences.push({ kind: 'ACTIVITY_REDATED', ...then, ...causeOfChange(compared, id, 'DATES') });
  }
  if (was.heading !== is.heading || was.description !== is.description) {
    const then = { before: wordingOf(was), after: wordingOf(is) };
    differences.push({ kind: 'ACTIVITY_REWORDED', ...then, ...causeOfChange(compared, id, 'WORDING') });
  }
  if (!isSameResponsible(was.responsible, is.responsible)) {
    const then = { before: responsibleOf(was), after: responsibleOf(is) };
    differences.push({ kind: 'ACTIVITY_ASSIGNED', ...then, ...causeOfChange(compared, id, 'RESPONSIBLE') });
  }
  return differences;
}

function responsibleOf({ responsible }: ActivityInPlan) {
  return { responsible };
}

function datesOf({ startDate, endDate }: ActivityInPlan) {
  return { startDate, endDate };
}

function wordingOf({ heading, description }: ActivityInPlan) {
  return { heading, description };
}

const statusKinds = {
  FIRST_REPORTED: 'STATUS_REPORTED',
  NOT_REPORTED: 'STATUS_NOT_REPORTED',
  CHANGED: 'STATUS_CHANGED',
  RESTATED: 'STATUS_RESTATED',
} as const satisfies Record<FactChange, string>;

/** Compares the two statuses of an activity. Returns no difference unless both tertial views show the activity. */
function statusDifferences({ id, before, after }: ActivityPair, compared: Compared): Difference[] {
  const [shownBefore, shownAfter] = [before?.shown ?? null, after?.shown ?? null];
  if (shownBefore === null || shownAfter === null) return [];
  const [was, is] = [comparedStatus(shownBefore.status), comparedStatus(shownAfter.status)];
  const change = statusChange(was, is, compared);
  if (change === null) return [];
  const then = { before: { status: was }, after: { status: is } };
  return [{ kind: statusKinds[change], ...then, ...causeOfChange(compared, id, 'STATUS') }];
}

function thenOn(before: ActivityOn | null, after: ActivityOn | null) {
  return { before: before && thenOf(before), after: after && thenOf(after) };
}

function thenOf({ planned, shown }: ActivityOn) {
  const { heading, description, startDate, endDate, responsibleUnit, responsible, removed } = planned;
  const status = shown === null ? null : comparedStatus(shown.status);
  const words = { heading, description, startDate, endDate, responsibleUnit, responsible };
  return { ...words, inPlan: removed === null, inTertial: shown !== null, status };
}

export type GoalInPlan = PlanView['goals'][number];
export type MeasureInPlan = GoalInPlan['measures'][number];

/** A goal or a measure that the plan has in one of the two compared states. */
interface On<Planned, Shown> {
  readonly side: ComparedSide;
  readonly planned: Planned;
  /** The item in the tertial's view; null when the board added the item after the tertial. */
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
  FIRST_REPORTED: 'ASSESSMENT_MADE',
  NOT_REPORTED: 'ASSESSMENT_NOT_MADE',
  CHANGED: 'ASSESSMENT_CHANGED',
  RESTATED: 'ASSESSMENT_RESTATED',
} as const satisfies Record<FactChange, string>;

const outcomeKinds = {
  FIRST_REPORTED: 'OUTCOME_REPORTED',
  NOT_REPORTED: 'OUTCOME_NOT_REPORTED',
  CHANGED: 'OUTCOME_CHANGED',
  RESTATED: 'OUTCOME_RESTATED',
} as const satisfies Record<FactChange, string>;

export function goalAdditions({ id, before, after }: GoalPair, compared: Compared): (GoalDiffering & Cause)[] {
  const rise = riseOf(before, after);
  if (rise === 0) return [];
  const then = { before: before && comparedGoal(before), after: after && comparedGoal(after) };
  const strike = strikeBetween(compared, [id]);
  if (strike !== 0) {
    const struck = strike > 0 ? 'GOAL_STRUCK' : 'GOAL_NOT_YET_STRUCK';
    return [{ kind: struck, ...then, ...causeOfStrike(compared, [id]) }];
  }
  const kind = rise > 0 ? 'GOAL_ADDED' : 'GOAL_NOT_YET_ADDED';
  return [{ kind, ...then, ...causeOfAddition(compared, id) }];
}

export function assessmentDifferences({ id, before, after }: GoalPair, compared: Compared): (GoalDiffering & Cause)[] {
  const [shownBefore, shownAfter] = [before?.shown ?? null, after?.shown ?? null];
  if (shownBefore === null || shownAfter === null) return [];
  const was = comparedAssessment(shownBefore.assessment, compared.from.view);
  const is = comparedAssessment(shownAfter.assessment, compared.to.view);
  const then = { before: { assessment: was }, after: { assessment: is } };
  const change = statusChange(was, is, compared);
  if (change !== null) {
    return [{ kind: assessmentKinds[change], ...then, ...causeOfChange(compared, id, 'ASSESSMENT') }];
  }
  if (compared.from.view.tertial !== compared.to.view.tertial || was.stillProved === is.stillProved) return [];
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
    const then = { before: before && comparedMeasure(before), after: after && comparedMeasure(after) };
    const ids = [id, goalOf(id)];
    const strike = strikeBetween(compared, ids);
    if (strike === 0) {
      const kind = rise > 0 ? 'MEASURE_ADOPTED' : 'MEASURE_NOT_YET_ADOPTED';
      differences.push({ kind, ...then, ...causeOfAddition(compared, id) });
    } else {
      const kind = strike > 0 ? 'MEASURE_STRUCK' : 'MEASURE_NOT_YET_STRUCK';
      differences.push({ kind, ...then, ...causeOfStrike(compared, ids) });
    }
  }
  const [shownBefore, shownAfter] = [before?.shown ?? null, after?.shown ?? null];
  if (shownBefore === null || shownAfter === null) return differences;
  const [was, is] = [comparedOutcome(shownBefore.outcome), comparedOutcome(shownAfter.outcome)];
  const change = outcomeChange(was, is, compared);
  if (change === null) return differences;
  const then = { before: { outcome: was }, after: { outcome: is } };
  // Rule 166: an outcome that stands no longer tells whether the target is reached, when the target was recorded wrong.
  const what = was !== null && was.at === is?.at ? 'DEFINITION' : 'OUTCOME';
  return [...differences, { kind: outcomeKinds[change], ...then, ...causeOfChange(compared, id, what) }];
}

/** Returns a positive number when the item entered the plan or the tertial, a negative number when it left, else 0. */
function riseOf(before: GoalPair['before'] | MeasurePair['before'], after: GoalPair['after'] | MeasurePair['after']) {
  const standingOf = (one: typeof before) => standing(one !== null, one !== null && one.shown !== null);
  return standingOf(after) - standingOf(before);
}

function comparedGoal({ planned, shown, side }: NonNullable<GoalPair['before']>) {
  const assessment = shown === null ? null : comparedAssessment(shown.assessment, side.view);
  return { heading: planned.title, inTertial: shown !== null, assessment };
}

function comparedMeasure({ planned: { name, target }, shown }: NonNullable<MeasurePair['before']>) {
  return {
    heading: name,
    target,
    inTertial: shown !== null,
    outcome: shown === null ? null : comparedOutcome(shown.outcome),
  };
}
