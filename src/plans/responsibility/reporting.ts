import { type Id, yearOf } from '../../kernel/identity.js';
import type { Person } from '../../kernel/permissions.js';
import { type IsoDate, lastDay, type Tertial } from '../../kernel/tertial.js';
import type { Reporters } from '../../people/directory.js';
import { activitiesIn, type Goal, goalsOfPlan } from '../goal.js';
import { followUpOf, goalsIn, type Plan } from '../plan.js';
import { currentFact } from '../reported-fact.js';
import { isSameResponsible, type Responsible } from '../responsible.js';

/** The things that a unit or a person has to report for a tertial, and those that are still missing (rule 138). */
export interface Reporting {
  /** Null for the activities that none of the register is responsible for. */
  readonly responsible: Responsible | null;
  /** The number of activities in the plan. It does not include removed activities. */
  readonly activities: number;
  readonly notReported: readonly { readonly activityId: Id<'Activity'>; readonly heading: string }[];
  /** Those who can report: the clerks of the unit, or all clerks of the board when nobody else can. */
  readonly persons: readonly Id<'Person'>[];
  /** The day of the last reminder; null without one. */
  readonly remindedOn: IsoDate | null;
}

/** Lists what each unit and person has to report, in the order of the plan. Removed activities need no report. */
export function reporting(plan: Plan, goals: readonly Goal[], tertial: Tertial, reporters: Reporters): Reporting[] {
  const last = lastDay(yearOf(plan.id), tertial);
  const reminders = followUpOf(plan, tertial)?.reminders ?? [];
  const all = goalsOfPlan({ goalIds: goalsIn(plan, last) }, goals)
    .flatMap((goal) => activitiesIn(goal, last))
    .filter(({ removed }) => removed === null);
  const groups = Map.groupBy(all, ({ responsible }) => responsible?.unitId ?? responsible?.personId ?? null);
  return [...groups.values()].map((activities) => {
    const responsible = activities[0]?.responsible ?? null;
    return {
      responsible,
      activities: activities.length,
      notReported: activities
        .filter(({ reports }) => currentFact(reports, tertial) === undefined)
        .map(({ id: activityId, heading }) => ({ activityId, heading })),
      persons: personsToReport(responsible, reporters),
      remindedOn: reminders.find((one) => isSameResponsible(one.responsible, responsible))?.on ?? null,
    };
  });
}

function personsToReport(responsible: Responsible | null, reporters: Reporters): Id<'Person'>[] {
  const own = reportersOf(responsible, reporters);
  return own.length > 0 ? own : (reporters.clerks ?? []).map(({ personId }) => personId);
}

/**
 * Returns those who report for a responsible unit or person: the clerks among the persons of the unit, and the deputies
 * of these clerks. Returns none when nobody does.
 */
function reportersOf(responsible: Responsible | null, { units, clerks }: Reporters): Id<'Person'>[] {
  const answering = personsOf(responsible, units);
  // The register does not tell clerks apart when the tokens name the roles: each person of the unit may be a clerk.
  if (clerks === null) return [...answering];
  return clerks.filter((clerk) => isClerkAmong(clerk, answering)).map(({ personId }) => personId);
}

function personsOf(responsible: Responsible | null, units: Reporters['units']): readonly Id<'Person'>[] {
  if (responsible === null) return [];
  if (responsible.personId !== null) return [responsible.personId];
  return units.find(({ id }) => id === responsible.unitId)?.persons ?? [];
}

/** Whether the person is a clerk in person, or as a deputy, for one of these persons. */
function isClerkAmong({ personId, grants }: Person, answering: readonly Id<'Person'>[]): boolean {
  return grants.some(({ role, actingFor }) => role === 'CLERK' && answering.includes(actingFor ?? personId));
}

/**
 * Whether an activity waits for this clerk: the clerk reports for its responsible unit or person, or nobody does. An
 * activity that nobody reports on would otherwise wait in silence (rule 137).
 */
export function awaits(clerk: Person, responsible: Responsible | null, reporters: Reporters): boolean {
  return (
    isClerkAmong(clerk, personsOf(responsible, reporters.units)) || reportersOf(responsible, reporters).length === 0
  );
}
