import { fieldsOf, type Json } from '../kernel/fold.js';
import { boardOf, type Id } from '../kernel/identity.js';
import { Refusal, refusals } from '../kernel/refusal.js';
import type { Directory } from '../people/directory.js';
import { planRefusals } from './plan-refusals.js';

/** The unit or the person of the register that is responsible for an activity. The log holds ids alone (rule 46). */
export type Responsible =
  { readonly unitId: Id<'Unit'>; readonly personId: null } | { readonly unitId: null; readonly personId: Id<'Person'> };

/** A responsible unit or person as a command gives it. */
export interface ResponsibleData {
  readonly unitId?: Id<'Unit'> | null;
  readonly personId?: Id<'Person'> | null;
}

/** An activity with the unit or the person that is responsible for it; null when none of the register is. */
export interface WithResponsible {
  readonly responsible: Responsible | null;
}

/**
 * Returns the responsible unit or person that a command gives for an activity of a board; null when it gives none.
 *
 * @throws Refusal `NOT_FOUND` for a unit of another board, `ONE_RESPONSIBLE` when both are given.
 */
export function responsibleIn(given: ResponsibleData | null | undefined, boardId: Id<'Board'>): Responsible | null {
  const { unitId = null, personId = null } = given ?? {};
  // Rule 135: one unit or one person is responsible, so that it is never unclear who reports.
  if (unitId !== null && personId !== null) throw new Refusal(planRefusals.ONE_RESPONSIBLE, {});
  // Rule 43: a unit of another board gets the same refusal as a missing one.
  if (unitId !== null && boardOf(unitId) !== boardId) throw new Refusal(refusals.NOT_FOUND, { id: unitId });
  if (unitId !== null) return { unitId, personId: null };
  return personId === null ? null : { unitId: null, personId };
}

export function isSameResponsible(one: Responsible | null, other: Responsible | null): boolean {
  return one?.unitId === other?.unitId && one?.personId === other?.personId;
}

/** @throws Refusal `NOT_FOUND` for a unit or a person that is not in the directory of the board. */
export function requireKnown(given: readonly (ResponsibleData | null | undefined)[], directory: Directory): void {
  for (const one of given) {
    requireIn(directory.units, one?.unitId);
    requireIn(directory.persons, one?.personId);
  }
}

function requireIn(known: readonly { readonly id: string }[], id: string | null | undefined): void {
  if (typeof id !== 'string' || known.some((one) => one.id === id)) return;
  // Rule 43: the service answers as if a unit or a person out of reach did not exist.
  throw new Refusal(refusals.NOT_FOUND, { id });
}

/** A goal as a command gives it, as far as responsible units and persons go. */
interface Given {
  readonly activities: readonly { readonly responsible?: ResponsibleData | null }[];
}

/** Lists the units and persons that the goals of a command name as responsible for their activities. */
export function givenIn(goals: readonly Given[]): ResponsibleData[] {
  return goals.flatMap(({ activities }) => activities.flatMap(({ responsible }) => responsible ?? []));
}

/** Upcasts an activity from before rule 135. Its unit is a text, which stays. */
export function withoutResponsible(activity: Json): Json {
  return { ...fieldsOf(activity), responsible: null };
}

/** Upcasts a goal whose activities are from before rule 135. */
export function goalWithoutResponsible(goal: Json): Json {
  const { activities = [] } = fieldsOf(goal);
  return { ...fieldsOf(goal), activities: Array.isArray(activities) ? activities.map(withoutResponsible) : [] };
}

/** Upcasts a plan whose activities are from before rule 135. */
export function planWithoutResponsible(plan: Json): Json {
  const { goals = [] } = fieldsOf(plan);
  return { ...fieldsOf(plan), goals: Array.isArray(goals) ? goals.map(goalWithoutResponsible) : [] };
}

/** Upcasts the addition of a goal whose activities are from before rule 135. */
export function additionWithoutResponsible(addition: Json): Json {
  const { goal = null } = fieldsOf(addition);
  return { ...fieldsOf(addition), goal: goalWithoutResponsible(goal) };
}
