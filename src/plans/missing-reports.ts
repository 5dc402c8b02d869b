import { yearOf } from '../kernel/identity.js';
import { lastDay, type Tertial } from '../kernel/tertial.js';
import { activitiesIn, type Goal, goalsOfPlan } from './goal.js';
import { measuresIn } from './measure.js';
import type { MissingReports } from './plan-refusals.js';
import { goalsIn, type Plan } from './plan.js';
import { currentFact } from './reported-fact.js';

/** Returns null when nothing is missing. An activity that the board has removed cannot be reported, so it never is. */
export function missingReports(plan: Plan, goals: readonly Goal[], tertial: Tertial): MissingReports | null {
  const last = lastDay(yearOf(plan.id), tertial);
  const shown = goalsOfPlan({ goalIds: goalsIn(plan, last) }, goals);
  const activities = shown
    .flatMap((goal) => activitiesIn(goal, last))
    .filter(({ removed, reports }) => removed === null && currentFact(reports, tertial) === undefined)
    .map(({ id: activityId, heading }) => ({ activityId, heading }));
  const measures = shown
    .flatMap((goal) => measuresIn(goal, last))
    .filter(({ outcomes }) => currentFact(outcomes, tertial) === undefined)
    .map(({ measureId, name }) => ({ measureId, name }));
  const notAssessed = shown
    .filter(({ assessments }) => currentFact(assessments, tertial) === undefined)
    .map(({ id: goalId, title }) => ({ goalId, title }));
  if (activities.length + measures.length + notAssessed.length === 0) return null;
  return { activities, measures, goals: notAssessed };
}
