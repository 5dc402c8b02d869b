import { by, clerk, controller, recorded, refused } from '../../../test/support/given.js';
import {
  assessed,
  closed,
  established,
  goalAfter,
  goalId,
  index,
  measureAdoptedOn,
  measured,
  measuredAnew,
  modelWith,
  opened,
  permission,
  planAfter,
  planId,
} from '../../../test/support/plan-under-test.js';
import { actOf, answerOf, readers, toldBy } from '../../../test/support/permitted-under-test.js';
import { existing } from '../../kernel/fold.js';
import { measureIdOf } from '../../kernel/identity.js';
import { assessGoal, correctAssessment } from '../goal-assessment.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import { guardsOfMeasure } from '../permitted/plan-permitted.js';
import { planView } from '../plan-view.js';
import { type Plan, type PlanEvent, planFold } from '../plan.js';
import { tertialView } from '../tertial-view/tertial-view.js';
import { redefineMeasure } from './redefining.js';

const reason = 'Fel rad lästes in.';
const right = { measureId: index, name: 'Medarbetarengagemang', target: 'Minst 80' };
const redefining = { ...right, reason };
const adopted = measureAdoptedOn('2026-01-15');
const goalStruck: GoalEvent = { type: 'GoalStruck', data: { goalId, reason } };

function redefined(change: Partial<typeof right> = {}): GoalEvent {
  return { type: 'MeasureRedefined', data: { ...redefining, ...change } };
}

const newName = redefined({ target: 'Minst 78' });
const newTarget = redefined({ name: 'Medarbetarindex' });

describe('Correcting a measure', () => {
  it('rule 166: records the right name and target with the reason, and shows both', () => {
    expect(redefineMeasure(redefining, goalAfter(adopted), by(controller))).toEqual([redefined()]);
    expect(planView(planAfter(), [goalAfter(adopted, redefined())])).toMatchObject({
      goals: [{ measures: [right] }],
      corrections: [
        {
          ...{ kind: 'MEASURE_REDEFINED', id: index, reason },
          ...{ before: 'Medarbetarindex: Minst 78', after: 'Medarbetarengagemang: Minst 80' },
        },
      ],
    });
    const [{ after } = { after: '' }] = goalAfter(adopted, redefined({ target: '' })).corrections;
    expect(after).toBe('Medarbetarengagemang');
  });

  it('rules 102 and 166: refuses it without a name or a reason, and with what the measure has', () => {
    const goal = goalAfter(adopted);
    const given = (change: Partial<typeof redefining>) => () =>
      redefineMeasure({ ...redefining, ...change }, goal, by(controller));
    refused(given({ name: ' ' }), 'TEXT_MISSING', { field: 'name' });
    refused(given({ reason: '' }), 'REASON_MISSING');
    refused(given({ name: 'Medarbetarindex', target: 'Minst 78' }), 'NOTHING_CORRECTED');
    expect(given({ name: 'Medarbetarindex' })()).toEqual([newTarget]);
    const other = measureIdOf(goalId, 2);
    refused(given({ measureId: other }), 'NOT_FOUND', { id: other });
    refused(() => redefineMeasure(redefining, goalAfter(adopted, goalStruck), by(controller)), 'STRUCK');
  });

  it('rule 45: is told beforehand as the command answers', () => {
    const goals: (Goal | null)[] = [goalAfter(adopted), goalAfter(adopted, goalStruck), goalAfter(), null];
    const wrong = Object.keys(readers).flatMap((reader) =>
      goals.filter((goal) => {
        const act = actOf(reader, '2026-06-01');
        const states = { goal, plan: planAfter(), matters: [] };
        const told = toldBy(guardsOfMeasure({ id: index, tertial: 'T1' }, states, act), 'redefineMeasure');
        return told !== answerOf(() => redefineMeasure(redefining, goal, act));
      }),
    );
    expect(wrong).toEqual([]);
  });

  permission('redefineMeasure', 'CONTROLLER', (act) => redefineMeasure(redefining, goalAfter(adopted), act));
});

/** The plan and the goal after events that the log has in this order. */
function statesAfter(...events: readonly (GoalEvent | PlanEvent)[]) {
  let [plan, goal]: [Plan, Goal | null] = [planAfter(), null];
  for (const [index, event] of [established, adopted, opened('T1'), ...events].entries()) {
    if (isOfPlan(event)) plan = existing(planFold.evolve(plan, recorded(event, index, clerk)), planId);
    else goal = goalFold.evolve(goal, recorded(event, index, clerk));
  }
  return { plan, goal: existing(goal, goalId) };
}

function isOfPlan(event: GoalEvent | PlanEvent): event is PlanEvent {
  return Object.hasOwn(planFold.events, event.type);
}

/** The measure and the assessment in the view of T1. */
function shownAfter(...events: readonly (GoalEvent | PlanEvent)[]) {
  const { plan, goal } = statesAfter(...events);
  const [shown] = tertialView(model, plan, [goal], [], 'T1').goals;
  return { measure: shown?.measures[0], assessment: shown?.assessment };
}

const model = modelWith({ fulfilmentByMeasures: true });
const fulfilled = { goalId, tertial: 'T1', status: 'FULFILLED', comment: '', validOn: '2026-04-30' } as const;

describe('A measure that is corrected after it was reported', () => {
  const outcome = measured('79', true);

  it('rule 166: tells no longer whether the target is reached, when the target was another', () => {
    const { measure } = shownAfter(outcome, newTarget);
    expect(measure).toMatchObject({ target: 'Minst 80', outcome: { value: '79', targetReached: null } });
    expect(shownAfter(outcome, newName).measure).toMatchObject({
      ...{ name: 'Medarbetarengagemang', target: 'Minst 78' },
      outcome: { targetReached: true },
    });
    const back = redefined({ name: 'Medarbetarindex', target: 'Minst 78' });
    expect(shownAfter(outcome, newTarget, back).measure).toMatchObject({ outcome: { targetReached: true } });
  });

  it('rule 166: tells it when the outcome is reported anew or corrected', () => {
    expect(shownAfter(outcome, newTarget, measured('79', false)).measure?.outcome?.targetReached).toBe(false);
    const corrected = shownAfter(outcome, newTarget, measuredAnew('81', true, 1)).measure?.outcome;
    expect(corrected).toMatchObject({ value: '81', targetReached: true, earlier: [{ targetReached: true }] });
  });

  it('rules 62 and 166: proves no fulfilment by what was told of another target', () => {
    const { plan, goal } = statesAfter(outcome, newTarget);
    const act = actOf('another clerk', '2026-05-12');
    const obstacles = [{ measureId: index, name: 'Medarbetarindex', target: 'Minst 80', value: '79' }];
    refused(() => assessGoal(fulfilled, goal, { plan, model }, act), 'NOT_FULFILLED_BY_MEASURES', { obstacles });
    const proof = { measures: [{ measureId: index, value: '79', report: 1 }] };
    const proved: GoalEvent = { type: 'GoalAssessed', data: { ...fulfilled, modelVersion: 1, proof } };
    expect(shownAfter(outcome, proved).assessment).toMatchObject({ stillProved: true });
    expect(shownAfter(outcome, proved, newTarget).assessment).toMatchObject({ stillProved: false });
    expect(shownAfter(outcome, proved, newTarget, measured('81', true)).assessment).toMatchObject({
      stillProved: true,
    });
  });
});

describe('A measure of a closed tertial', () => {
  const outcome = measured('79', true);

  it('rules 101 and 166: keeps the words of the closing, and what was told of its target', () => {
    const { measure } = shownAfter(outcome, closed('T1'), redefined());
    expect(measure).toMatchObject({ name: 'Medarbetarindex', target: 'Minst 78', outcome: { targetReached: true } });
    const before = shownAfter(outcome, redefined(), closed('T1')).measure;
    expect(before).toMatchObject({ ...right, outcome: { targetReached: null } });
  });

  it('rules 101 and 166: has the right words once its outcome is corrected after that', () => {
    const { measure } = shownAfter(outcome, closed('T1'), redefined(), measuredAnew('79', false, 1));
    expect(measure).toMatchObject({ ...right, outcome: { value: '79', targetReached: false } });
  });

  it('rules 8 and 166: proves a corrected assessment by what was told of the target of the closing', () => {
    const { plan, goal } = statesAfter(outcome, assessed('NOT_FULFILLED'), closed('T1'), redefined());
    const act = actOf('another clerk', '2026-05-12');
    expect(correctAssessment({ ...fulfilled, reason }, goal, { plan, model }, act)).toMatchObject([
      { data: { proof: { measures: [{ value: '79' }] } } },
    ]);
  });
});
