import { reportersOfBoard } from './people.js';
import { claim } from './claim.js';
import type { Told } from './told.js';
import type { Step } from './world.js';

/** Rules 139 and 140: a reminder is of an open follow-up and of reports that are missing, and once a day at most. */
export function reminderClaims(told: Told, step: Step, today: string): void {
  if (step.of !== 'plan') return;
  const { event } = step;
  const { type, data } = event;
  if (type === 'FollowUpOpened' || type === 'FollowUpReopened') told.openFollowUps.add(data.tertial);
  if (type === 'FollowUpClosed') told.openFollowUps.delete(data.tertial);
  if (type !== 'ReportersReminded') return;
  const { tertial, reminded } = data;
  claim(told.openFollowUps.has(tertial), 'rule 139: a reminder of a follow-up that is not open');
  claim(reminded.length > 0, 'rule 139: a reminder of nobody');
  const clerks = reportersOfBoard.clerks.map(({ personId }) => personId);
  for (const { persons, activities } of reminded) {
    claim(activities > 0 && activities <= missingIn(told, tertial), 'rule 139: a reminder of what is not missing');
    claim(
      persons.length > 0 && persons.every((one) => clerks.includes(one)),
      'rule 139: whoever cannot report is reminded',
    );
  }
  const now = new Set(reminded.flatMap(({ persons }) => persons).map((one) => `${tertial} ${today} ${one}`));
  for (const one of now) claim(!told.reminded.has(one), 'rule 140: somebody is reminded twice on one day');
  for (const one of now) told.reminded.add(one);
}

/** How many activities of the plan have no report for the tertial. */
function missingIn({ goals }: Told, tertial: string): number {
  return [...goals.values()]
    .flatMap(({ activities }) => activities)
    .filter(
      ({ removed, reports }) =>
        removed === null && !reports.some((report) => report.tertial === tertial && report.voided === null),
    ).length;
}
