import { clerk, controller, recorded } from '../../test/support/given.js';
import {
  added,
  adoptedGoal,
  adoption,
  assessed,
  change,
  closed,
  corrected,
  established,
  goalId,
  index,
  leaflet,
  measureAdopted,
  measured,
  measuredAnew,
  modelId,
  opened,
  planAfter,
  planId,
  removed,
  reported,
  voidedAssessment,
  voidedOutcome,
  voidedStatus,
  welcome,
} from '../../test/support/plan-under-test.js';
import { wrongRows } from '../../test/support/wrong-rows.js';
import { type Recorded, streamOf, positionOf } from '../kernel/fold.js';
import { goalIdOf } from '../kernel/identity.js';
import { type GoalEvent, goalFold } from './goal.js';
import { type AdoptedGoal, type Plan, type PlanEvent, planFold } from './plan.js';
import { establishGoals, voidLateReports } from './plan-reactions.js';

const economy: AdoptedGoal = { ...adoptedGoal, goalId: goalIdOf(planId, 2), title: 'Ekonomi i balans', activities: [] };
const planAdopted: PlanEvent = {
  type: 'PlanAdopted',
  data: { planId, steeringModelId: modelId, decision: adoption, goals: [adoptedGoal, economy] },
};
const goalAdded: PlanEvent = { type: 'GoalAdded', data: { goal: economy, decision: change } };

function inPlan(event: PlanEvent): Recorded<PlanEvent> {
  return { ...recorded(event, 0, controller), stream: streamOf(planFold, planId) };
}

/** Returns an event of the goal, recorded at the given position in the log. */
function inGoal(event: GoalEvent, position: number, recordedAt = '2026-05-12T08:00:00.000Z'): Recorded<GoalEvent> {
  return {
    ...recorded(event, 0, clerk),
    stream: streamOf(goalFold, goalId),
    position: positionOf(position),
    recordedAt,
  };
}

describe('Establishing the goals of a plan', () => {
  const reactTo = (event: PlanEvent) => establishGoals.react(inPlan(event), planAfter());

  it('rule 66: gives every goal of an adopted plan its own stream, in the plan’s order', () => {
    expect(reactTo(planAdopted)).toEqual([
      { command: 'establishGoal', data: adoptedGoal },
      { command: 'establishGoal', data: economy },
    ]);
  });

  it('rule 66: gives a goal that is added during the year its own stream', () => {
    expect(reactTo(goalAdded)).toEqual([{ command: 'establishGoal', data: economy }]);
  });

  it.each([opened('T1'), closed('T1')])('has nothing to do with $type', (event) => {
    expect(reactTo(event)).toEqual([]);
    expect(establishGoals.types).not.toContain(event.type);
  });

  it('reads the events of plans and the state of the plan itself', () => {
    expect(establishGoals.to).toBe(planFold);
    expect(establishGoals.types).toEqual(['PlanAdopted', 'PlanReplaced', 'GoalAdded']);
    expect(establishGoals.looksAt.fold).toBe(planFold);
    expect(establishGoals.looksAt.id(inPlan(planAdopted))).toBe(planId);
  });

  it('has a name from which the ids of its commands are made', () => {
    expect(establishGoals.name).toBe('establish goals');
  });
});

describe('Voiding what comes after the closing', () => {
  /** A plan in which the third event of the log closed the follow-up of T1. */
  const closedPlan = planAfter(opened('T1'), closed('T1'));
  const report = reported(leaflet, 'ON_HOLD');
  const assessment = assessed('NOT_FULFILLED');
  const measure = measured('79', true);
  const reactTo = (event: Recorded<GoalEvent>, plan: Plan | null = closedPlan) => voidLateReports.react(event, plan);

  it('rule 50: voids a status, an outcome and an assessment whose position in the log is after the closing', () => {
    expect(reactTo(inGoal(report, 4))).toEqual([{ command: 'voidStatus', data: { activityId: leaflet, position: 4 } }]);
    expect(reactTo(inGoal(measure, 6))).toEqual([{ command: 'voidMeasure', data: { measureId: index, position: 6 } }]);
    expect(reactTo(inGoal(assessment, 5))).toEqual([{ command: 'voidAssessment', data: { goalId, position: 5 } }]);
  });

  it('rule 50: keeps a report whose position in the log is before the closing, though read after it', () => {
    expect(reactTo(inGoal(report, 2))).toEqual([]);
    expect(reactTo(inGoal(measure, 2))).toEqual([]);
    expect(reactTo(inGoal(assessment, 2))).toEqual([]);
  });

  it('rule 50: goes by the log’s order, whatever the clock said', () => {
    const [early, late] = ['2026-01-01T00:00:00.000Z', '2026-12-31T00:00:00.000Z'];
    expect(reactTo(inGoal(report, 4, early))).toHaveLength(1);
    expect(reactTo(inGoal(assessment, 4, early))).toHaveLength(1);
    expect(reactTo(inGoal(report, 2, late))).toEqual([]);
    expect(reactTo(inGoal(assessment, 2, late))).toEqual([]);
  });

  it.each([
    { plan: null, text: 'there is no plan' },
    { plan: planAfter(), text: 'the follow-up is not opened' },
    { plan: planAfter(opened('T1')), text: 'the follow-up is open' },
    { plan: planAfter(opened('T1'), opened('T2'), closed('T2')), text: 'another tertial is closed' },
  ])('rule 68: has nothing to void when $text', ({ plan }) => {
    expect(reactTo(inGoal(report, 9), plan)).toEqual([]);
    expect(reactTo(inGoal(measure, 9), plan)).toEqual([]);
    expect(reactTo(inGoal(assessment, 9), plan)).toEqual([]);
  });

  it('rule 68: voids reports for the tertial that is closed, not for the one that is open', () => {
    const plan = planAfter(opened('T1'), closed('T1'), opened('T2'));
    expect(reactTo(inGoal(reported(leaflet, 'RED', 'T2'), 9), plan)).toEqual([]);
    expect(reactTo(inGoal(assessed('MISSED', 'T2'), 9), plan)).toEqual([]);
    expect(reactTo(inGoal(report, 9), plan)).toHaveLength(1);
  });

  it('rule 8: leaves corrections after the closing and all other events alone', () => {
    const wrong = wrongRows(
      [
        corrected(leaflet, 'ON_HOLD', 1),
        established,
        measureAdopted,
        measuredAnew('79', true, 1),
        voidedOutcome(1),
        added(welcome, '2026-05-06'),
        voidedStatus(leaflet, 1),
        voidedAssessment(1),
        removed(leaflet),
      ],
      (event) => {
        expect(reactTo(inGoal(event, 9))).toEqual([]);
        expect(voidLateReports.types).not.toContain(event.type);
      },
    );
    expect(wrong).toEqual([]);
  });

  it('reads the events of goals and the state of the goal’s plan', () => {
    expect(voidLateReports.to).toBe(goalFold);
    expect(voidLateReports.types).toEqual(['ActivityStatusReported', 'MeasureReported', 'GoalAssessed']);
    expect(voidLateReports.looksAt.fold).toBe(planFold);
    expect(voidLateReports.looksAt.id(inGoal(report, 4))).toBe(planId);
  });

  it('has a name from which the ids of its commands are made', () => {
    expect(voidLateReports.name).toBe('void late reports');
  });
});
