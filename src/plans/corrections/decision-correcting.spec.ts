import { by, controller, refused } from '../../../test/support/given.js';
import {
  added,
  adoptedGoal,
  change,
  goalAfter,
  goalId,
  index,
  leaflet,
  measureAdoptedOn,
  opened,
  permission,
  planAfter,
  planId,
  talks,
  welcome,
} from '../../../test/support/plan-under-test.js';
import { actOf, answerOf, readers, toldBy } from '../../../test/support/permitted-under-test.js';
import { goalIdOf } from '../../kernel/identity.js';
import { type Goal, type GoalEvent, goalValidOn } from '../goal.js';
import { guardsOfActivity, guardsOfGoal, guardsOfMeasure } from '../permitted/plan-permitted.js';
import { planView } from '../plan-view.js';
import { goalsIn, type PlanEvent, planValidOn } from '../plan.js';
import {
  correctActivityDecision,
  correctChangeDecision,
  correctGoalDecision,
  correctMeasureDecision,
} from './decision-correcting.js';

const reason = 'Fel paragraf.';
const on = '2026-03-02';
const adopted = measureAdoptedOn(on);
const decision = { date: '2026-03-09', paragraph: '§ 14', dnr: 'KS 2026/31' };
const measureRight = { measureId: index, decision, reason };
const measureCorrected: GoalEvent = { type: 'MeasureDecisionCorrected', data: measureRight };
const act = by(controller);

function dates(date: string, endDate = '2026-10-31'): GoalEvent {
  const data = { activityId: talks, startDate: '2026-02-01', endDate, decision: { ...change, date } };
  return { type: 'ActivityDatesChanged', data };
}

function corrected(activityId: typeof talks, change: number | null): GoalEvent {
  return { type: 'ActivityDecisionCorrected', data: { activityId, change, decision, reason } };
}

describe('Correcting the decision that added a measure', () => {
  const given =
    (other: Partial<typeof measureRight> = {}, goal: Goal | null = goalAfter(adopted)) =>
    () =>
      correctMeasureDecision({ ...measureRight, ...other }, goal, act);

  it('rule 173: records the right reference with the reason, and shows both', () => {
    expect(given()()).toEqual([measureCorrected]);
    const goal = goalAfter(adopted, measureCorrected);
    expect(goal.measures).toMatchObject([{ measureId: index, adopted: decision }]);
    expect(planView(planAfter(), [goal])).toMatchObject({
      corrections: [
        {
          ...{ kind: 'DECISION_CORRECTED', id: index, reason },
          ...{ before: `${on}, ${change.paragraph}, ${change.dnr}`, after: '2026-03-09, § 14, KS 2026/31' },
        },
      ],
    });
  });

  it('rules 6 and 173: judges it as a new reference', () => {
    refused(given({ decision: { ...decision, paragraph: ' ' } }), 'DECISION_REFERENCE_MISSING');
    refused(given({ decision: { ...decision, date: '2026-05-13' } }), 'IN_FUTURE');
    refused(given({ reason: ' ' }), 'REASON_MISSING');
    refused(given({ decision: { ...change, date: on } }), 'NOTHING_CORRECTED');
    expect(given({ decision: { ...change, date: '2026-03-03' } })()).toHaveLength(1);
  });

  it('rules 16 and 173: keeps the day in its tertial, which tells the follow-ups that have the measure', () => {
    const late = { ...decision, date: '2026-05-01' };
    refused(given({ decision: late }), 'DECISION_IN_ANOTHER_TERTIAL', { date: '2026-05-01', recorded: on });
    expect(given({ decision: { ...decision, date: '2026-04-30' } })()).toHaveLength(1);
    const fromLate = given({}, goalAfter(measureAdoptedOn('2026-05-01')));
    refused(fromLate, 'DECISION_IN_ANOTHER_TERTIAL', { date: decision.date, recorded: '2026-05-01' });
  });

  it('rule 173: refuses a measure without a decision of its own, and one that is not there', () => {
    const goal = goalAfter(adopted);
    const fromStart = { ...goal, measures: goal.measures.map((one) => ({ ...one, adopted: null })) };
    refused(given({}, fromStart), 'NO_DECISION_OF_ITS_OWN');
    refused(given({}, goalAfter()), 'NOT_FOUND', { id: index });
    refused(given({}, goalAfter(adopted, { type: 'GoalStruck', data: { goalId, reason } })), 'STRUCK');
  });

  it('rule 45: is told beforehand as the command answers', () => {
    const goals: (Goal | null)[] = [goalAfter(adopted), goalAfter(), null];
    const wrong = Object.keys(readers).flatMap((reader) =>
      goals.filter((goal) => {
        const reading = actOf(reader, '2026-06-01');
        const states = { goal, plan: planAfter(opened('T1')), matters: [] };
        const told = guardsOfMeasure({ id: index, tertial: 'T1' }, states, reading);
        const answer = answerOf(() => correctMeasureDecision(measureRight, goal, reading));
        return toldBy(told, 'correctMeasureDecision') !== answer;
      }),
    );
    expect(wrong).toEqual([]);
  });

  permission('correctMeasureDecision', 'CONTROLLER', (acting) =>
    correctMeasureDecision(measureRight, goalAfter(adopted), acting),
  );
});

describe('Correcting the decision that added a goal', () => {
  const second = goalIdOf(planId, 2);
  const goal: Goal = { ...goalAfter(), id: second };
  const addedOn = (date: string): PlanEvent => ({
    type: 'GoalAdded',
    data: { goal: { ...adoptedGoal, goalId: second }, decision: { ...change, date } },
  });
  const right = { goalId: second, decision, reason };
  const goalCorrected: PlanEvent = { type: 'GoalDecisionCorrected', data: right };
  const given =
    (other: Partial<typeof right> = {}, plan = planAfter(addedOn(on)), of: Goal | null = goal) =>
    () =>
      correctGoalDecision({ ...right, ...other }, plan, of, act);

  it('rule 174: records the right reference with the reason, and shows both', () => {
    expect(given()()).toEqual([goalCorrected]);
    const plan = planAfter(addedOn(on), goalCorrected);
    const { goals, corrections } = planView(plan, [goalAfter(), goal]);
    expect(goals).toMatchObject([{ added: null }, { id: second, added: decision }]);
    expect(corrections).toMatchObject([
      {
        ...{ kind: 'DECISION_CORRECTED', id: second, reason },
        ...{ before: `${on}, ${change.paragraph}, ${change.dnr}`, after: '2026-03-09, § 14, KS 2026/31' },
      },
    ]);
  });

  it('rules 16 and 174: the plan has the goal from the right day on', () => {
    const plan = planAfter(addedOn(on), goalCorrected);
    const has = (day: string) => planValidOn(plan, day)?.goalIds.includes(second);
    expect([has(on), has('2026-03-08'), has('2026-03-09')]).toEqual([false, false, true]);
    expect(goalsIn(plan, '2026-04-30')).toContain(second);
  });

  it('rules 6 and 174: judges it as a new reference', () => {
    refused(given({ decision: { ...decision, dnr: ' ' } }), 'DECISION_REFERENCE_MISSING');
    refused(given({ decision: { ...decision, date: '2026-05-13' } }), 'IN_FUTURE');
    refused(given({ reason: ' ' }), 'REASON_MISSING');
    refused(given({ decision: { ...change, date: on } }), 'NOTHING_CORRECTED');
  });

  it('rules 16 and 174: keeps the day in its tertial, which tells the follow-ups that have the goal', () => {
    const late = { ...decision, date: '2026-05-01' };
    refused(given({ decision: late }), 'DECISION_IN_ANOTHER_TERTIAL', { date: '2026-05-01', recorded: on });
    expect(given({ decision: { ...decision, date: '2026-04-30' } })()).toHaveLength(1);
  });

  it('rule 174: refuses a goal that was adopted with the plan, and one that is not there', () => {
    refused(given({ goalId }, planAfter(), goalAfter()), 'NO_DECISION_OF_ITS_OWN');
    refused(given({}, planAfter(), null), 'NOT_FOUND', { id: second });
    refused(given({}, undefined, { ...goal, struck: { position: 9 } }), 'STRUCK');
  });

  it('rule 45: is told beforehand as the command answers', () => {
    const plans = [planAfter(), planAfter(addedOn(on))];
    const goals = [goal, { ...goal, struck: { position: 9 } }, null];
    const cells = Object.keys(readers).flatMap((reader) =>
      plans.flatMap((plan) => goals.map((of) => ({ reader, plan, of }))),
    );
    const wrong = cells.filter(({ reader, plan, of }) => {
      const reading = actOf(reader, '2026-06-01');
      const states = { goal: of, plan, proposals: [], matters: [] };
      const told = guardsOfGoal({ id: second, tertial: 'T1' }, states, reading);
      return toldBy(told, 'correctGoalDecision') !== answerOf(() => correctGoalDecision(right, plan, of, reading));
    });
    expect(wrong).toEqual([]);
  });

  permission('correctGoalDecision', 'CONTROLLER', (acting) =>
    correctGoalDecision(right, planAfter(addedOn(on)), goal, acting),
  );
});

describe('Correcting the decision that added an activity', () => {
  const goal = goalAfter(added(welcome, on));
  const given =
    (activityId = welcome, other: Partial<typeof measureRight> = {}) =>
    () =>
      correctActivityDecision({ activityId, decision, reason, ...other }, goal, act);

  it('rule 173: records the right reference to its addition, and shows both', () => {
    expect(given()()).toEqual([corrected(welcome, null)]);
    const right = goalAfter(added(welcome, on), corrected(welcome, null));
    expect(right.activities.find(({ id }) => id === welcome)?.added).toEqual(decision);
    expect(right.corrections).toMatchObject([{ kind: 'DECISION_CORRECTED', id: welcome, reason }]);
    const late = { ...decision, date: '2026-05-01' };
    refused(given(welcome, { decision: late }), 'DECISION_IN_ANOTHER_TERTIAL', { recorded: on });
    refused(given(leaflet), 'NO_DECISION_OF_ITS_OWN');
  });

  permission('correctActivityDecision', 'CONTROLLER', (acting) =>
    correctActivityDecision({ activityId: welcome, decision, reason }, goal, acting),
  );
});

describe('Correcting the decision on a change of an activity', () => {
  const changes = [dates('2026-03-02'), dates('2026-05-04', '2026-11-30')];
  const goal = goalAfter(...changes);
  const given =
    (other: Partial<Parameters<typeof correctChangeDecision>[0]> = {}) =>
    () =>
      correctChangeDecision({ activityId: talks, decision, reason, ...other }, goal, act);

  it('rule 173: records the right reference to the newest change when none is named, on any day', () => {
    expect(given()()).toEqual([corrected(talks, 2)]);
    expect(given({ change: 2 })()).toEqual([corrected(talks, 2)]);
    const right = goalAfter(...changes, corrected(talks, 2));
    const talked = (on: string) => goalValidOn(right, on)?.activities.find(({ id }) => id === talks)?.endDate;
    expect([talked('2026-03-08'), talked('2026-03-09')]).toEqual(['2026-10-31', '2026-11-30']);
    expect(right.corrections).toMatchObject([{ before: `2026-05-04, ${change.paragraph}, ${change.dnr}` }]);
  });

  it('rule 173: records the right reference to an older change, and leaves the newer ones', () => {
    expect(given({ change: 1 })()).toEqual([corrected(talks, 1)]);
    const right = goalAfter(...changes, corrected(talks, 1));
    expect(right.corrections).toMatchObject([
      {
        ...{ kind: 'DECISION_CORRECTED', id: talks, reason },
        ...{ before: `2026-03-02, ${change.paragraph}, ${change.dnr}`, after: '2026-03-09, § 14, KS 2026/31' },
      },
    ]);
    const shown = planView(planAfter(), [right]).goals[0]?.activities.find(({ id }) => id === talks);
    const words = { heading: null, description: null };
    expect(shown?.changes).toEqual([
      { number: 1, decision, startDate: '2026-02-01', endDate: '2026-10-31', ...words },
      {
        number: 2,
        decision: { ...change, date: '2026-05-04' },
        startDate: '2026-02-01',
        endDate: '2026-11-30',
        ...words,
      },
    ]);
    const talked = (on: string) => goalValidOn(right, on)?.activities.find(({ id }) => id === talks)?.endDate;
    expect([talked('2026-03-08'), talked('2026-03-09'), talked('2026-05-04')]).toEqual([
      '2026-11-30',
      '2026-10-31',
      '2026-11-30',
    ]);
  });

  it('rule 173: knows a change by the same number as of each day', () => {
    const both = goalAfter(dates('2026-05-04'), dates('2026-03-02', '2026-11-30'));
    const then = goalValidOn(both, '2026-04-01') ?? both;
    const shown = planView(planAfter(), [then]).goals[0]?.activities.find(({ id }) => id === talks);
    expect(shown?.changes).toMatchObject([{ number: 2, decision: { date: '2026-03-02' } }]);
    expect(correctChangeDecision({ activityId: talks, change: 2, decision, reason }, both, act)).toEqual([
      corrected(talks, 2),
    ]);
  });

  it('rule 173: judges it as a new reference, to a change that there is', () => {
    refused(given({ change: 3 }), 'NO_SUCH_CHANGE', { changes: 2 });
    refused(given({ activityId: leaflet }), 'NO_DECISION_OF_ITS_OWN');
    refused(given({ decision: { ...change, date: '2026-05-04' } }), 'NOTHING_CORRECTED');
    refused(given({ change: 1, decision: { ...change, date: '2026-03-02' } }), 'NOTHING_CORRECTED');
    refused(given({ change: 1, decision: { ...decision, date: '2026-05-13' } }), 'IN_FUTURE');
    refused(given({ reason: '' }), 'REASON_MISSING');
  });

  it('rule 45: is told beforehand as the command answers', () => {
    const goals = [goal, goalAfter(), null];
    const wrong = Object.keys(readers).flatMap((reader) =>
      goals.filter((of) => {
        const reading = actOf(reader, '2026-06-01');
        const states = { goal: of, plan: planAfter(), model: null, proposals: [], matters: [] };
        const told = guardsOfActivity({ id: talks, tertial: 'T1' }, states, reading);
        const right = { activityId: talks, decision, reason };
        return (
          toldBy(told, 'correctChangeDecision') !== answerOf(() => correctChangeDecision(right, of, reading)) ||
          toldBy(told, 'correctActivityDecision') !== answerOf(() => correctActivityDecision(right, of, reading))
        );
      }),
    );
    expect(wrong).toEqual([]);
  });

  permission('correctChangeDecision', 'CONTROLLER', (acting) =>
    correctChangeDecision({ activityId: talks, decision, reason }, goal, acting),
  );
});
