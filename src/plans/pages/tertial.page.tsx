import { isId } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import { Refusal } from '../../kernel/refusal.js';
import { type Tertial, tertialBefore, tertials } from '../../kernel/tertial.js';
import { NextActs } from '../../web/act.page.js';
import { planAddress, PLANS } from '../../web/addresses.js';
import { Day } from '../../web/day.page.js';
import type { Page, Visit } from '../../web/page.page.js';
import type { ValueOf } from '../../web/selection.js';
import { webRefusals } from '../../web/web-refusals.js';
import { filterIn, filterQuery, isFiltering, isWanted, NOT_REPORTED } from './activity-filter.js';
import { Counts } from './counts.page.js';
import { followUpActs } from './follow-up-acts.page.js';
import { followUpStep } from './follow-up.page.js';
import { GoalSection, unitOf } from './goal-section.page.js';
import {
  followUpAddress,
  reportsFileAddress,
  reportsImportAddress,
  tertialAddress,
  tertialNamed,
} from './plan-addresses.js';
import { reportsImportWords } from './import-words.js';
import { followUpWords, planWords, tertialHeading, tertialWords } from './plan-words.js';
import { AssessmentSign, StatusSign } from './signs.page.js';
import { FilterForm } from './tertial-filter.page.js';
import { type aTertial, earlierQuestion, tertialQuestion } from './tertial-questions.page.js';

type TertialShown = ValueOf<typeof aTertial>;

/** The follow-up of a plan in one tertial: the figures, and each goal with its activities beside the last tertial. */
export const tertialPage: Page = {
  path: `${PLANS}/:plan/:tertial`,
  hasPast: true,
  timelineOf: ({ plan = '' }) => plan,
  live: ({ plan = '' }) => (isId('Plan', plan) ? plan : null),
  documents: [tertialQuestion, earlierQuestion],
  show: async (visit) => {
    const { language, params } = visit;
    const tertial = tertialNamed(params.tertial);
    if (tertial === undefined) throw new Refusal(webRefusals.PAGE_NOT_FOUND, {});
    const planId = params.plan ?? '';
    const { tertialView: view } = await visit.ask(tertialQuestion, { planId, tertial });
    const step = visit.asOf === null ? await followUpStep(visit, planId, tertial) : null;
    return {
      title: `${tertialHeading(tertial)} ${view.year}, ${view.board?.name ?? planId}`,
      body: (
        <>
          <TertialLinks {...{ planId, tertial, language }} />
          <State {...{ view, language }} />
          {step?.permission?.allowed === true && (
            <p class="ds-paragraph">
              <a class="ds-link" href={followUpAddress(planId, tertial)}>
                {followUpWords[step.command][language]}
              </a>
            </p>
          )}
          <p class="ds-paragraph">
            {tertialWords.file[language]}{' '}
            {(['xlsx', 'csv'] as const).map((ending) => (
              <a class="ds-link file" key={ending} href={reportsFileAddress(planId, tertial, ending)}>
                {`${ending.toUpperCase()} `}
              </a>
            ))}
            {step?.importing?.allowed === true && (
              <a class="ds-link file" href={reportsImportAddress(planId, tertial)}>
                {reportsImportWords.title[language]}
              </a>
            )}
          </p>
          {step !== null && <NextActs family={followUpActs} {...{ place: step.place, visit }} />}
          <Figures {...{ view, language }} />
          <Goals {...{ view, visit, earlier: await earlierGoals(visit, planId, tertial) }} />
        </>
      ),
    };
  },
};

/** The goals of the tertial before. The plan of the year has none before its first. */
async function earlierGoals({ ask }: Visit, planId: string, tertial: Tertial) {
  const before = tertialBefore(tertial);
  if (before === undefined) return [];
  return (await ask(earlierQuestion, { planId, tertial: before })).tertialView.goals;
}

interface Shown {
  readonly view: TertialShown;
  readonly language: Language;
}

function TertialLinks({ planId, tertial, language }: { planId: string; tertial: Tertial; language: Language }) {
  return (
    <nav aria-label={tertialWords.tertials[language]}>
      <ul class="links">
        <li>
          <a class="ds-link" href={planAddress(planId)}>
            {tertialWords.toPlan[language]}
          </a>
        </li>
        {tertials.map((one) => (
          <li key={one}>
            <a class="ds-link" href={tertialAddress(planId, one)} aria-current={one === tertial ? 'page' : undefined}>
              {tertialHeading(one)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function State({ view: { followUp, cutOff, loadedAfterwards }, language }: Shown) {
  return (
    <p class="ds-paragraph">
      {planWords[followUp][language]}
      {cutOff !== null && (
        <>
          {' '}
          {planWords.cutOff[language]} <Day {...{ day: cutOff, language }} />.
        </>
      )}
      {loadedAfterwards && ` ${planWords.loadedAfterwards[language]}`}
    </p>
  );
}

function Figures({ view, language }: Shown) {
  const { planId, tertial, activityCounts, goalCounts, notReported, notAssessed, notAssessedSign } = view;
  const address = tertialAddress(planId, tertial);
  const only = (status: string) => `${address}?${filterQuery({ status, unit: '', search: '' })}#urval`;
  const counted = [...activityCounts.map((one) => ({ of: one, count: one.count })), { of: null, count: notReported }];
  const assessed = [...goalCounts.map((one) => ({ of: one, count: one.count })), { of: null, count: notAssessed }];
  return (
    <div class="figures">
      <Counts
        caption={tertialWords.activityCounts[language]}
        nameHeading={tertialWords.status[language]}
        countHeading={tertialWords.count[language]}
        rows={counted.map(({ of, count }) => ({
          key: of?.code ?? NOT_REPORTED,
          count,
          name: (
            <a class="ds-link" href={only(of?.code ?? NOT_REPORTED)}>
              <StatusSign {...{ of, among: activityCounts, language }} />
            </a>
          ),
        }))}
      />
      <Counts
        caption={tertialWords.goalCounts[language]}
        nameHeading={tertialWords.assessment[language]}
        countHeading={tertialWords.count[language]}
        rows={assessed.map(({ of, count }) => ({
          key: of?.code ?? NOT_REPORTED,
          count,
          name: <AssessmentSign {...{ of, among: goalCounts, missing: notAssessedSign, language }} />,
        }))}
      />
    </div>
  );
}

interface GoalsProps {
  readonly view: TertialShown;
  readonly visit: Visit;
  readonly earlier: Awaited<ReturnType<typeof earlierGoals>>;
}

function Goals({ view, visit: { query, language }, earlier }: GoalsProps) {
  const filter = filterIn(query);
  const all = view.goals.flatMap(({ activities }) => activities);
  const shown = view.goals.map((goal) => ({
    goal,
    activities: goal.activities.filter((one) => isWanted({ ...one, unit: unitOf(one) }, filter)),
  }));
  const isFiltered = isFiltering(filter);
  const count = shown.reduce((sum, { activities }) => sum + activities.length, 0);
  return (
    <>
      <h2 class="ds-heading" data-size="sm">
        {planWords.goals[language]}
      </h2>
      <FilterForm
        {...{ filter, statuses: view.activityCounts, language, all: all.length, shown: count }}
        units={[...new Set(all.map(unitOf))].toSorted((one, other) => one.localeCompare(other, 'sv'))}
        address={tertialAddress(view.planId, view.tertial)}
      />
      {count === 0 && isFiltered && <p class="ds-paragraph">{tertialWords.noneFound[language]}</p>}
      {shown
        .filter(({ activities }) => !isFiltered || activities.length > 0)
        .map(({ goal, activities }) => (
          <GoalSection
            key={goal.goalId}
            {...{ goal, activities, view, language }}
            earlier={earlier.find(({ goalId }) => goalId === goal.goalId) ?? null}
          />
        ))}
    </>
  );
}
