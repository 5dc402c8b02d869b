import { hasRole, type Person } from '../../kernel/permissions.js';
import type { IsoDate } from '../../kernel/tertial.js';
import type { Waiting } from '../../kernel/waiting.js';
import type { TertialView } from './tertial-view.js';

/** Lists the tasks in an open follow-up: missing reports or assessments for a clerk, a due closing for a controller. */
export function waitingInFollowUp(person: Person, view: TertialView, today: IsoDate): Waiting[] {
  if (view.followUp !== 'OPEN') return [];
  return [
    ...(hasRole(person, 'CLERK', view.boardId) && view.modelVersion !== null ? missingIn(view) : []),
    ...(hasRole(person, 'CONTROLLER', view.boardId) && isDue(view, today) ? [closing(view)] : []),
  ];
}

function missingIn({ boardId, goals, cutOff: deadline }: TertialView): Waiting[] {
  return goals.flatMap((goal) => [
    ...goal.activities
      .filter(({ status, removed }) => status === null && removed === null)
      .map(({ activityId: id, heading: title }) => ({ kind: 'REPORT_STATUS' as const, boardId, id, title, deadline })),
    ...goal.measures
      .filter(({ outcome }) => outcome === null)
      .map(({ measureId: id, name: title }) => ({ kind: 'REPORT_MEASURE' as const, boardId, id, title, deadline })),
    ...(goal.assessment === null
      ? [{ kind: 'ASSESS_GOAL' as const, boardId, id: goal.goalId, title: goal.title, deadline }]
      : []),
  ]);
}

function isDue(view: TertialView, today: IsoDate): boolean {
  const awaitsReport = missingIn(view).some(({ kind }) => kind !== 'ASSESS_GOAL');
  return !awaitsReport || (view.cutOff !== null && view.cutOff < today);
}

function closing({ boardId, planId, year, tertial, cutOff }: TertialView): Waiting {
  return { kind: 'CLOSE_FOLLOW_UP', boardId, id: planId, title: `${tertial} ${year}`, deadline: cutOff };
}
