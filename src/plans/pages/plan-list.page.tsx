import { planAddress, PLANS } from '../../web/addresses.js';
import { BoardLists, boardLists } from '../../web/board-lists.page.js';
import type { Page, Visit } from '../../web/page.page.js';
import { aNumber, asked, aText, fields, listOf, query } from '../../web/selection.js';
import { importWords } from './import-words.js';
import { planWords, sizeOfPlan } from './plan-words.js';

/** A board has one plan a year, so that the largest page of the API has all of them. */
const plansOfBoard = query('$boardId: ID!, $asOf: AsOfInput', {
  plans: asked(
    'boardId: $boardId, asOf: $asOf, first: 100',
    fields({
      edges: listOf(fields({ node: fields({ id: aText, year: aNumber, activities: aNumber, removed: aNumber }) })),
    }),
  ),
});

/** The plans of the boards for which the person has a role, the newest first. */
export const planListPage: Page = {
  path: PLANS,
  hasPast: true,
  documents: [plansOfBoard],
  show: async (visit) => ({
    title: planWords.plans[visit.language],
    body: <BoardLists of={await boardLists(visit, plansOf)} none={planWords.noBoards[visit.language]} />,
  }),
};

async function plansOf({ ask, language }: Visit, boardId: string, roles: readonly string[]) {
  const { edges } = (await ask(plansOfBoard, { boardId })).plans;
  const plans = edges.map(({ node }) => node).toReversed();
  return (
    <>
      {roles.includes('CONTROLLER') && (
        <p class="ds-paragraph">
          <a class="ds-link" href={`${PLANS}/namnd/${boardId}/importera`}>
            {importWords.title[language]}
          </a>
        </p>
      )}
      {plans.length === 0 && <p class="ds-paragraph">{planWords.noPlans[language]}</p>}
      <ul class="tasks">
        {plans.map((plan) => (
          <li key={plan.id}>
            <a class="ds-link" href={planAddress(plan.id)}>
              {planWords.plan[language]} {plan.year}
            </a>
            <div class="aside">{sizeOfPlan(plan.activities, plan.removed)[language]}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
