import { boardOf, type Id } from '../../kernel/identity.js';
import type { Act } from '../../kernel/permissions.js';
import { isBlank, Refusal } from '../../kernel/refusal.js';
import { folded } from '../../kernel/text.js';
import type { Directory } from '../../people/directory.js';
import { requireMayChangeActivity } from '../activity.js';
import { activityIn, type Goal, type GoalEvent } from '../goal.js';
import { planRefusals } from '../plan-refusals.js';
import type { PlannedGoal } from '../plan.js';
import { isSameResponsible, type Responsible, type ResponsibleData, responsibleIn } from '../responsible.js';

export interface AssignActivityData {
  readonly activityId: Id<'Activity'>;
  /** Null leaves the activity without a responsible unit or person of the register. */
  readonly responsible?: ResponsibleData | null;
}

/**
 * Gives an activity another responsible unit or person of the register (rule 135). The board adopts what is to be done;
 * the administration divides the work, so the command needs no decision.
 */
export function assignActivity(
  { activityId, responsible: given }: AssignActivityData,
  goal: Goal | null,
  act: Act,
): GoalEvent[] {
  requireMayChangeActivity('assignActivity', activityId, goal, act);
  const responsible = responsibleIn(given, boardOf(activityId));
  if (isSameResponsible(activityIn(goal, activityId).responsible, responsible))
    throw new Refusal(planRefusals.RESPONSIBLE_ALREADY, {});
  return [{ type: 'ActivityAssigned', data: { activityId, responsible } }];
}

/** A responsible unit of an imported file that is no unit and no person of the register, or more than one. */
export interface Unmatched {
  readonly name: string;
  readonly problem: 'UNKNOWN' | 'AMBIGUOUS';
  /** The number of activities in the file with this responsible unit. */
  readonly activities: number;
}

/** The goals of an imported file with the units and persons that their texts name, and the texts that name none. */
export interface Matched {
  readonly goals: readonly PlannedGoal[];
  readonly unmatched: readonly Unmatched[];
}

/**
 * Matches the text of each activity's responsible unit with the names of the register, in any case and with any spaces
 * (rule 136). A unit goes before a person. A name that two have is ambiguous, and is never guessed.
 */
export function matchResponsibles(goals: readonly PlannedGoal[], { units, persons }: Directory): Matched {
  const unitsBy = Map.groupBy(units, ({ name }) => keyOf(name));
  const personsBy = Map.groupBy(persons, ({ name }) => keyOf(name));
  const unmatched = new Map<string, Unmatched>();
  const responsibleFor = (text: string): Responsible | null => {
    if (isBlank(text)) return null;
    const [sameUnits = [], samePersons = []] = [unitsBy.get(keyOf(text)), personsBy.get(keyOf(text))];
    const [unit, person] = [sameUnits[0], samePersons[0]];
    if (unit !== undefined && sameUnits.length === 1) return { unitId: unit.id, personId: null };
    if (unit === undefined && person !== undefined && samePersons.length === 1)
      return { unitId: null, personId: person.id };
    const problem = unit === undefined && person === undefined ? 'UNKNOWN' : 'AMBIGUOUS';
    const { name, activities } = unmatched.get(keyOf(text)) ?? { name: folded(text), activities: 0 };
    unmatched.set(keyOf(text), { name, problem, activities: activities + 1 });
    return null;
  };
  const matched = goals.map((goal) => ({
    ...goal,
    activities: goal.activities.map((one) => ({ ...one, responsible: responsibleFor(one.responsibleUnit) })),
  }));
  return { goals: matched, unmatched: [...unmatched.values()] };
}

function keyOf(name: string): string {
  return folded(name).toLocaleLowerCase('sv');
}
