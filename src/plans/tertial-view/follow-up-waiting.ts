import { dayOf } from '../../kernel/local-time.js';
import { hasRole, type Person } from '../../kernel/permissions.js';
import type { IsoDate, IsoInstant } from '../../kernel/tertial.js';
import { task, type Waiting } from '../../kernel/waiting.js';
import type { Reporters } from '../../people/directory.js';
import { activityTitles } from '../plan-view.js';
import { awaits } from '../responsibility/reporting.js';
import type { ShownActivity, TertialView } from './tertial-view.js';

/** An open follow-up as it is shown, and the time at which it was opened. */
export interface OpenFollowUp extends TertialView {
  readonly openedAt: IsoInstant;
}

/**
 * Lists the tasks in an open follow-up: missing reports or assessments for a clerk, a due closing for a controller. A
 * clerk has the activities of their own units and those that nobody reports on (rule 137).
 */
export function waitingInFollowUp(person: Person, view: OpenFollowUp, today: IsoDate, reporters: Reporters): Waiting[] {
  if (view.followUp !== 'OPEN') return [];
  return [
    ...(hasRole(person, 'CLERK', view.boardId) && view.modelVersion !== null
      ? missingIn(view, (activity) => awaits(person, activity.responsible, reporters))
      : []),
    ...(hasRole(person, 'CONTROLLER', view.boardId) && isDue(view, today) ? [closing(view)] : []),
  ];
}

function missingIn(view: OpenFollowUp, isOwn: (activity: ShownActivity) => boolean = () => true): Waiting[] {
  const { goals } = view;
  const about = aboutTertial(view);
  const titles = activityTitles(
    goals.flatMap(({ title: goal, activities }) =>
      activities.map(({ activityId: id, heading }) => ({ id, heading, goal })),
    ),
  );
  return goals.flatMap((goal) => [
    ...goal.activities
      .filter((activity) => isUnreported(activity) && isOwn(activity))
      .map(({ activityId: id, heading }) => task('REPORT_STATUS', { ...about, id, title: titles.get(id) ?? heading })),
    ...goal.measures
      .filter(({ outcome }) => outcome === null)
      .map(({ measureId: id, name: title }) => task('REPORT_MEASURE', { ...about, id, title })),
    ...(goal.assessment === null ? [task('ASSESS_GOAL', { ...about, id: goal.goalId, title: goal.title })] : []),
  ]);
}

export function isUnreported({ status, removed }: ShownActivity): boolean {
  return status === null && removed === null;
}

function aboutTertial({ boardId, tertial, openedAt, cutOff: deadline }: OpenFollowUp) {
  return { boardId, tertial, since: dayOf(openedAt), deadline };
}

function isDue(view: OpenFollowUp, today: IsoDate): boolean {
  const awaitsReport = missingIn(view).some(({ kind }) => kind !== 'ASSESS_GOAL');
  return !awaitsReport || (view.cutOff !== null && view.cutOff < today);
}

function closing(view: OpenFollowUp): Waiting {
  const { planId: id, year, tertial } = view;
  return task('CLOSE_FOLLOW_UP', { ...aboutTertial(view), id, title: `${tertial} ${year}` });
}
