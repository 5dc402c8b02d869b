import { boardNamedIn, isId } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import { type Tertial, tertials } from '../../kernel/tertial.js';
import { theBoard, HistoryLink } from '../../web/board-lists.page.js';
import { permissionIn, permissions } from '../../web/act.page.js';
import { PLANS, PROPOSALS } from '../../web/addresses.js';
import { Day } from '../../web/day.page.js';
import type { Page } from '../../web/page.page.js';
import {
  aFlag,
  aNumber,
  asked,
  aText,
  fields,
  listOf,
  oneOf,
  orNull,
  query,
  type ValueOf,
} from '../../web/selection.js';
import { tertialAddress } from './plan-addresses.js';
import { planWords, sizeOfPlan, tertialHeading } from './plan-words.js';
import { aDecision, aName } from './tertial-questions.page.js';

const aPlanGoal = fields({
  id: aText,
  title: aText,
  measures: listOf(fields({ measureId: aText, name: aText, target: aText })),
  activities: listOf(
    fields({
      id: aText,
      heading: aText,
      description: aText,
      startDate: aText,
      endDate: aText,
      responsibleUnit: aText,
      removed: orNull(aDecision),
      permitted: asked('only: ["proposeRemoval"]', permissions),
    }),
  ),
});

const aFollowUp = fields({ tertial: oneOf(tertials), cutOff: aText, closedAt: orNull(aText) });

const planQuestion = query('$id: ID!, $asOf: AsOfInput', {
  plan: asked(
    'id: $id, asOf: $asOf',
    fields({
      ...{ id: aText, permitted: permissions },
      year: aNumber,
      board: orNull(aName),
      decision: aDecision,
      loadedAfterwards: aFlag,
      activities: aNumber,
      removed: aNumber,
      followUps: listOf(aFollowUp),
      goals: listOf(aPlanGoal),
    }),
  ),
});

/** A plan with its goals and activities, and the way to its follow-ups. */
export const planPage: Page = {
  path: `${PLANS}/:plan`,
  hasPast: true,
  timelineOf: ({ plan = '' }) => plan,
  live: ({ plan = '' }) => (isId('Plan', plan) ? plan : null),
  documents: [planQuestion],
  show: async (visit) => {
    const { ask, language, params } = visit;
    const { plan } = await ask(planQuestion, { id: params.plan ?? '' });
    const { decision, board, year, goals, followUps } = plan;
    const { roles } = await theBoard(visit, boardNamedIn(plan.id));
    return {
      title: `${planWords.plan[language]} ${year}, ${board?.name ?? plan.id}`,
      body: (
        <>
          <p class="ds-paragraph">
            {planWords.adopted[language]} <Day {...{ day: decision.date, language }} />, § {decision.paragraph},{' '}
            {decision.dnr}. {sizeOfPlan(plan.activities, plan.removed)[language]}
            {plan.loadedAfterwards && ` ${planWords.loadedAfterwards[language]}`}
          </p>
          <h2 class="ds-heading" data-size="sm">
            {planWords.followUps[language]}
          </h2>
          <ul class="tasks">
            {tertials.map((tertial) => (
              <li key={tertial}>
                <a class="ds-link" href={tertialAddress(plan.id, tertial)}>
                  {tertialHeading(tertial)}
                </a>
                <div class="aside">{stateOf(followUps, tertial, language)}</div>
              </li>
            ))}
          </ul>
          <h2 class="ds-heading" data-size="sm">
            {planWords.goals[language]}
          </h2>
          {goals.map((goal) => (
            <PlanGoal key={goal.id} {...{ goal, language }} />
          ))}
          {permissionIn(plan.permitted, 'replacePlan')?.allowed === true && (
            <p class="ds-paragraph">
              <a class="ds-link" href={`${PLANS}/namnd/${boardNamedIn(plan.id)}/importera?ar=${year}`}>
                {planWords.replace[language]}
              </a>
            </p>
          )}
          <HistoryLink {...{ of: plan.id, roles, language }} />
        </>
      ),
    };
  },
};

function stateOf(followUps: readonly ValueOf<typeof aFollowUp>[], wanted: Tertial, language: Language) {
  const followUp = followUps.find(({ tertial }) => tertial === wanted);
  if (followUp === undefined) return planWords.NOT_OPENED[language];
  return (
    <>
      {planWords[followUp.closedAt === null ? 'OPEN' : 'CLOSED'][language]} {planWords.cutOff[language]}{' '}
      <Day {...{ day: followUp.cutOff, language }} />.
    </>
  );
}

interface PlanGoalProps {
  readonly goal: ValueOf<typeof aPlanGoal>;
  readonly language: Language;
}

function PlanGoal({ goal: { title, measures, activities }, language }: PlanGoalProps) {
  return (
    <section class="goal">
      <h3 class="ds-heading" data-size="xs">
        {title}
      </h3>
      {measures.map(({ measureId, name, target }) => (
        <p class="ds-paragraph" key={measureId}>
          {planWords.measure[language]}: {name}. {planWords.target[language]}: {target}.
        </p>
      ))}
      {activities.length === 0 && <p class="ds-paragraph">{planWords.noActivities[language]}</p>}
      <ul class="activities">
        {activities.map(({ id, heading, description, startDate, endDate, responsibleUnit, removed, permitted }) => (
          <li key={id}>
            <span class="act">{heading}</span>
            {description !== '' && <p class="ds-paragraph">{description}</p>}
            <div class="aside">
              {responsibleUnit}. <Day {...{ day: startDate, language }} /> – <Day {...{ day: endDate, language }} />.
            </div>
            {permissionIn(permitted, 'proposeRemoval')?.allowed === true && (
              <a class="ds-link" href={`${PROPOSALS}/aktivitet/${id}/nytt`}>
                {planWords.propose[language]}
                <span class="said">: {heading}</span>
              </a>
            )}
            {removed !== null && (
              <div>
                {planWords.removedFromPlan[language]} <Day {...{ day: removed.date, language }} />, §{' '}
                {removed.paragraph}, {removed.dnr}.
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
