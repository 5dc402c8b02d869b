import { type IsoDate, lastDay } from '../kernel/tertial.js';
import type { ActivityDiffering, ActivityThen, Cause } from './comparison/plan-difference.js';
import type { Compared, ComparedSide } from './plan-difference-cause.js';
import {
  causeOfAddition,
  causeOfChange,
  causeOfRemoval,
  causeOfRestoration,
  isSamePoint,
  standing,
} from './plan-difference-cause.js';
import type { ActivityInPlan } from './plan-view.js';
import type { AnnulledRemoval, RemovalDecision } from './removal-decision.js';
import type { ShownActivity } from './tertial-view/tertial-view.js';
import { type Retold, retoldWord, statusThen } from './words-then.js';

/** An activity on a side whose plan has it, or had it. */
export interface ActivityOn {
  readonly side: ComparedSide;
  readonly planned: ActivityInPlan;
  /** In the report of the side's tertial; null: the report does not have it. */
  readonly shown: ShownActivity | null;
}

/** Null: the side's plan has never had it. */
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
  const kind = was < is ? 'ACTIVITY_ADDED' : 'ACTIVITY_NOT_YET_ADDED';
  return [{ kind, ...thenOn(before, after), ...causeOfAddition(compared, id) }];
}

/** Whether it was added by the tertial's end, be it that it was also taken out by then. */
function hasBegun(one: ActivityOn): boolean {
  const { added } = one.planned;
  return one.shown !== null || (hasLeft(one) && (added === null || added.date <= lastDayOf(one)));
}

/** Whether it was taken out of the plan by the tertial's end. */
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
    // Rule 16: the same removal is seen by the report of a later tertial and not by that of an earlier one.
    const [hadLeft, left] = [before !== null && hasLeft(before), after !== null && hasLeft(after)];
    if (hadLeft === left) return [];
    return [left ? removed(is) : notYetRemoved(is)];
  }
  // What a court has annulled between the sides is told as restored, once.
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
  return differences;
}

function datesOf({ startDate, endDate }: ActivityInPlan) {
  return { startDate, endDate };
}

function wordingOf({ heading, description }: ActivityInPlan) {
  return { heading, description };
}

const statusKinds = {
  FIRST_TOLD: 'STATUS_REPORTED',
  NOT_TOLD: 'STATUS_NOT_REPORTED',
  CHANGED: 'STATUS_CHANGED',
  RESTATED: 'STATUS_RESTATED',
} as const satisfies Record<Retold, string>;

/** Only what both reports have: what one of them lacks has no status there that could differ. */
function statusDifferences({ id, before, after }: ActivityPair, compared: Compared): Difference[] {
  const [shownBefore, shownAfter] = [before?.shown ?? null, after?.shown ?? null];
  if (shownBefore === null || shownAfter === null) return [];
  const [was, is] = [statusThen(shownBefore.status), statusThen(shownAfter.status)];
  const retold = retoldWord(was, is, compared);
  if (retold === null) return [];
  const then = { before: { status: was }, after: { status: is } };
  return [{ kind: statusKinds[retold], ...then, ...causeOfChange(compared, id, 'STATUS') }];
}

function thenOn(before: ActivityOn | null, after: ActivityOn | null) {
  return { before: before && thenOf(before), after: after && thenOf(after) };
}

function thenOf({ planned, shown }: ActivityOn): ActivityThen {
  const { heading, description, startDate, endDate, responsibleUnit, removed } = planned;
  const status = shown === null ? null : statusThen(shown.status);
  const words = { heading, description, startDate, endDate, responsibleUnit };
  return { ...words, inPlan: removed === null, inTertial: shown !== null, status };
}
