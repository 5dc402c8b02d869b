import { planAddress, PLANS } from '../../web/addresses.js';
import { me } from '../../web/layout.page.js';
import type { Page, Visit } from '../../web/page.page.js';
import { aNumber, asked, aText, fields, listOf, query } from '../../web/selection.js';
import { planWords, sizeOfPlan } from './plan-words.js';

/** A board has one plan a year, so that the largest page of the API has all of them. */
const plansOfBoard = query('$boardId: ID!', {
  plans: asked(
    'boardId: $boardId, first: 100',
    fields({
      edges: listOf(fields({ node: fields({ id: aText, year: aNumber, activities: aNumber, removed: aNumber }) })),
    }),
  ),
});

/** The plans of the boards for which the person has a role, the newest first. */
export const planListPage: Page = {
  path: PLANS,
  documents: [plansOfBoard],
  show: async (visit) => {
    const { language, ask } = visit;
    const { boards } = (await ask(me)).me;
    const lists = await Promise.allSettled(boards.map((board) => listOfBoard(visit, board)));
    const shown = lists.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = lists.find((one) => one.status === 'rejected');
    // Somebody can have a role for one board that reads its plans, and a role for another that does not.
    if (shown.length === 0 && refused !== undefined) throw refused.reason;
    const none = <p class="ds-paragraph">{planWords.noBoards[language]}</p>;
    return { title: planWords.plans[language], body: shown.length === 0 ? none : shown };
  },
};

async function listOfBoard(
  { ask, language }: Visit,
  { id, name }: { readonly id: string; readonly name: string | null },
) {
  const { edges } = (await ask(plansOfBoard, { boardId: id })).plans;
  const plans = edges.map(({ node }) => node).toReversed();
  return (
    <section key={id}>
      <h2 class="ds-heading" data-size="sm">
        {name ?? id}
      </h2>
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
    </section>
  );
}
