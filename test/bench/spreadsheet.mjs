// A plan as a spreadsheet, and its import by the mutation that people use.

import { graphql } from './clients.mjs';
import { require } from './measuring.mjs';
import { modelIdOf } from './plan-years.mjs';
import { IMPORT } from './requests.mjs';
import { chance } from './story.mjs';
import { headingOf, prose } from './texts.mjs';

/** Imports a plan of so many goals, each with so many activities. */
export async function importPlan(service, { boardId, year, goals, activities }) {
  const token = await service.tokenFor('CONTROLLER', boardId);
  const steeringModelId = modelIdOf(boardId.split('.')[0]);
  const csv = csvOf({ year, goals, activities });
  const input = { boardId, year, steeringModelId, decision: decisionBefore(year), file: csv };
  const { importPlan: answer } = await graphql(service, token, IMPORT, { input });
  require(answer.goals === goals &&
    answer.activities ===
      goals * activities, `${answer.activities} activities of ${answer.goals} goals were imported.`);
}

export function decisionBefore(year) {
  return { date: `${year - 1}-12-01`, paragraph: '180', dnr: `KS ${year}/400` };
}

/** A plan as a CSV file, with a row for each activity. */
export function csvOf({ year, goals, activities }) {
  const random = chance(17);
  const lines = Array.from({ length: goals * activities }, (_, n) => {
    const goal = `Mål ${Math.floor(n / activities) + 1}`;
    return [goal, headingOf(random, n + 1), prose(random, 1), `${year}-01-15`, `${year}-12-31`, 'Stab'].join(';');
  });
  return ['Mål;Aktivitet;Beskrivning;Startdatum;Slutdatum;Ansvarig enhet', ...lines].join('\n');
}
