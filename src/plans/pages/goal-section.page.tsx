import type { ComponentChildren } from 'preact';
import type { Language } from '../../kernel/language.js';
import type { Tertial } from '../../kernel/tertial.js';
import { Day } from '../../web/day.page.js';
import type { ValueOf } from '../../web/selection.js';
import { partOf, reportAddress } from './plan-addresses.js';
import { planWords, tertialWords } from './plan-words.js';
import { AssessmentSign, StatusSign } from './signs.page.js';
import type { aGoal, aMeasure, anActivity, anEarlierGoal, aTertial } from './tertial-questions.page.js';

type Goal = ValueOf<typeof aGoal>;
type Activity = ValueOf<typeof anActivity>;

interface GoalProps {
  readonly goal: Goal;
  /** The activities of the goal that the reader wants to see. */
  readonly activities: readonly Activity[];
  readonly view: ValueOf<typeof aTertial>;
  /** The goal in the last tertial. Null: the plan had no such tertial, or not this goal in it. */
  readonly earlier: ValueOf<typeof anEarlierGoal> | null;
  readonly language: Language;
}

/** The unit or person responsible for an activity: as the register calls them, and otherwise as the plan writes it. */
export function unitOf({ responsible, responsibleUnit }: Activity): string {
  return responsible?.unit?.name ?? responsible?.person?.name ?? responsibleUnit;
}

/** A goal with its assessment, measures and activities. */
export function GoalSection({ goal, activities, view, earlier, language }: GoalProps) {
  const { assessment, measures, goalId, title } = goal;
  const signs = { among: view.goalCounts, missing: view.notAssessedSign, language };
  return (
    <section class="goal" id={partOf(goalId)}>
      <h3 class="ds-heading" data-size="xs">
        <a class="ds-link" href={reportAddress(goalId, view.tertial)}>
          {title}
        </a>
      </h3>
      <Beside
        name={tertialWords.assessment[language]}
        now={<AssessmentSign of={assessment} {...signs} />}
        before={earlier && <AssessmentSign of={earlier.assessment} {...signs} />}
        language={language}
      />
      {assessment !== null && <Comment of={assessment} language={language} />}
      {assessment?.stillProved === false && <p class="ds-paragraph">{tertialWords.unproved[language]}</p>}
      {measures.map((measure) => (
        <MeasureLine key={measure.measureId} {...{ measure, earlier, language, tertial: view.tertial }} />
      ))}
      {goal.activities.length === 0 && <p class="ds-paragraph">{planWords.noActivities[language]}</p>}
      <ul class="activities">
        {activities.map((activity) => (
          <ActivityLine key={activity.activityId} {...{ activity, view, earlier, language }} />
        ))}
      </ul>
    </section>
  );
}

interface BesideProps {
  readonly name: string;
  readonly now: ComponentChildren;
  /** Null: the plan or the thing has no tertial before this one. */
  readonly before: ComponentChildren;
  readonly language: Language;
}

/** A report, with the report of the last tertial beside it. */
function Beside({ name, now, before, language }: BesideProps) {
  return (
    <dl class="beside">
      <div>
        <dt>{name}</dt>
        <dd>{now}</dd>
      </div>
      {before !== null && (
        <div>
          <dt>{tertialWords.before[language]}</dt>
          <dd>{before}</dd>
        </div>
      )}
    </dl>
  );
}

interface Fact {
  readonly comment: string;
  readonly correctionReason?: string | null;
}

function Comment({ of: { comment, correctionReason = null }, language }: { of: Fact; language: Language }) {
  return (
    <>
      {comment !== '' && <p class="ds-paragraph comment">{comment}</p>}
      {correctionReason !== null && (
        <p class="aside">
          {tertialWords.corrected[language]}: {correctionReason}
        </p>
      )}
    </>
  );
}

interface MeasureProps extends Pick<GoalProps, 'earlier' | 'language'> {
  readonly measure: ValueOf<typeof aMeasure>;
  readonly tertial: Tertial;
}

function MeasureLine({ measure: { measureId, name, target, outcome }, earlier, tertial, language }: MeasureProps) {
  const before = earlier?.measures.find((one) => one.measureId === measureId)?.outcome?.value;
  const reached = outcome?.targetReached ?? null;
  return (
    <div class="measure" id={partOf(measureId)}>
      <a class="ds-link act" href={reportAddress(measureId, tertial)}>
        {planWords.measure[language]}: {name}
      </a>{' '}
      <span class="aside">
        {planWords.target[language]}: {target}
      </span>
      <Beside
        name={tertialWords.outcome[language]}
        now={
          outcome === null ? (
            <span class="missing">{tertialWords.notReported[language]}</span>
          ) : (
            `${outcome.value}${reached === null ? '' : `, ${tertialWords[reached ? 'reached' : 'missed'][language]}`}`
          )
        }
        before={before ?? null}
        language={language}
      />
      {outcome !== null && <Comment of={outcome} language={language} />}
    </div>
  );
}

interface ActivityProps extends Pick<GoalProps, 'view' | 'earlier' | 'language'> {
  readonly activity: Activity;
}

function ActivityLine({ activity, view, earlier, language }: ActivityProps) {
  const { activityId, heading, startDate, endDate, status, removed, removalProposed } = activity;
  const signs = { among: view.activityCounts, language };
  const before = earlier?.activities.find((one) => one.activityId === activityId);
  return (
    <li id={partOf(activityId)}>
      <h4>
        <a class="ds-link" href={reportAddress(activityId, view.tertial)}>
          {heading}
        </a>
      </h4>
      <div class="aside">
        {unitOf(activity)}. <Day {...{ day: startDate, language }} /> – <Day {...{ day: endDate, language }} />.
      </div>
      <Beside
        name={tertialWords.status[language]}
        now={<StatusSign of={status} {...signs} />}
        before={before === undefined ? null : <StatusSign of={before.status} {...signs} />}
        language={language}
      />
      {status !== null && <Comment of={status} language={language} />}
      {removalProposed !== null && <p class="note">{tertialWords.removalProposed[language]}.</p>}
      {removed !== null && (
        <p class="note">
          {planWords.removedFromPlan[language]} <Day {...{ day: removed.date, language }} />, § {removed.paragraph},{' '}
          {removed.dnr}.
        </p>
      )}
    </li>
  );
}
