import { by, controller, type Happened, recorded, refused, system } from '../../../test/support/given.js';
import {
  matterAfter,
  pointDecided,
  report,
  reviewedMatter,
  summonedMatter,
} from '../../../test/support/matter-under-test.js';
import {
  assessed,
  change,
  closed,
  goalAfter,
  goalId,
  index,
  measureAdoptedOn,
  measured,
  modelWith,
  opened,
  permission,
  planAfter,
  voidedOutcome,
} from '../../../test/support/plan-under-test.js';
import { actOf, answerOf, readers, toldBy } from '../../../test/support/permitted-under-test.js';
import { type Fold, type ReadState, streamOf } from '../../kernel/fold.js';
import { measureIdOf } from '../../kernel/identity.js';
import type { MatterEvent } from '../../matters/matter-event.js';
import { adoptMeasure } from '../activity.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import { voidMeasure } from '../measure-report.js';
import { measureIn } from '../measure.js';
import { guardsOfMeasure } from '../permitted/plan-permitted.js';
import { planView } from '../plan-view.js';
import { type Plan, planFold } from '../plan.js';
import { tertialView } from '../tertial-view/tertial-view.js';
import { recheckMeasureStrike, strikeMeasure, voidMeasureStrike } from './measure-striking.js';

const reason = 'Registrerat av misstag.';
const second = measureIdOf(goalId, 2);
const adopted = measureAdoptedOn('2026-03-02');
const strike = { measureId: index, reason };
const struck: GoalEvent = { type: 'MeasureStruck', data: strike };
const secondStruck: GoalEvent = { type: 'MeasureStruck', data: { measureId: second, reason } };
const kept: GoalEvent = { type: 'MeasureStrikeVoided', data: { measureId: index, cause: 'FOLLOW_UP_CLOSED' } };
const goalStruck: GoalEvent = { type: 'GoalStruck', data: { goalId, reason } };
const plan = planAfter(opened('T1'));

/** The goal as if it had begun with the measure. */
function fromStart(...events: readonly GoalEvent[]): Goal {
  const goal = goalAfter(adopted, ...events);
  return { ...goal, measures: goal.measures.map((one) => ({ ...one, adopted: null })) };
}

function given(goal: Goal | null = goalAfter(adopted), at: Plan = plan, command = strike) {
  return () => strikeMeasure(command, goal, { plan: at, matters: [] }, by(controller));
}

describe('Striking a measure', () => {
  it('rule 172: takes it out of every view, with the reason', () => {
    expect(given()()).toEqual([struck]);
    const goal = goalAfter(adopted, measureAdoptedOn('2026-03-02', 2), struck);
    expect(planView(planAfter(), [goal])).toMatchObject({
      goals: [{ measures: [{ measureId: second }] }],
      corrections: [{ kind: 'MEASURE_STRUCK', id: index, before: 'Medarbetarindex: Minst 78', after: null, reason }],
    });
    const [shown] = tertialView(modelWith(), plan, [goal], [], 'T1').goals;
    expect(shown?.measures.map(({ measureId }) => measureId)).toEqual([second]);
  });

  it('rule 172: nothing more is done with it, and its id is not used again', () => {
    const goal = goalAfter(adopted, struck);
    refused(() => measureIn(goal, index), 'STRUCK');
    refused(given(goal), 'STRUCK');
    refused(given(goalAfter(adopted, goalStruck)), 'STRUCK');
    refused(given(goalAfter()), 'NOT_FOUND', { id: index });
    const again = { goalId, name: 'Svarstid', target: '', decision: change };
    expect(adoptMeasure(again, goal, by(controller))).toMatchObject([{ data: { measureId: second } }]);
  });

  it.each([
    ['has an outcome', [measured('78', true)]],
    ['had an outcome that is void', [measured('78', true), voidedOutcome(1)]],
  ])('rule 172: refuses one of the goal from the start that %s', (_, events) => {
    refused(given(fromStart(...events)), 'ALREADY_FOLLOWED_UP', { id: index, tertial: 'T1' });
  });

  it('rule 172: refuses one that a closed follow-up shows, without an outcome too', () => {
    const t1Closed = planAfter(opened('T1'), closed('T1'));
    refused(given(fromStart(), t1Closed), 'ALREADY_FOLLOWED_UP', { id: index, tertial: 'T1' });
    expect(given(goalAfter(measureAdoptedOn('2026-05-06')), t1Closed)()).toHaveLength(1);
    const other = goalAfter(adopted, measureAdoptedOn('2026-03-02', 2), measured('78', true));
    expect(given(other, plan, { measureId: second, reason })()).toEqual([secondStruck]);
  });

  it('rule 175: strikes one that was added during the year with its outcomes, until a closed follow-up shows it', () => {
    const goal = goalAfter(adopted, measured('78', true));
    expect(given(goal)()).toEqual([struck]);
    const t1Closed = planAfter(opened('T1'), closed('T1'));
    refused(given(goal, t1Closed), 'ADDITION_IN_CLOSED_FOLLOW_UP', { tertial: 'T1' });
    refused(given(undefined, t1Closed), 'ADDITION_IN_CLOSED_FOLLOW_UP', { tertial: 'T1' });
  });

  it('rule 175: strikes one that was recorded after the closing, in which nobody judged it', () => {
    const t1Closed = planAfter(opened('T1'), closed('T1'));
    const others = [measureAdoptedOn('2026-03-02', 2), measureAdoptedOn('2026-03-02', 3)];
    // The follow-up is closed at position 3. The measure is recorded at position 2 here, and at position 4 there.
    refused(given(goalAfter(adopted, ...others), t1Closed), 'ADDITION_IN_CLOSED_FOLLOW_UP');
    expect(given(goalAfter(...others, adopted), t1Closed)()).toEqual([struck]);
  });

  it('rules 172 and 175: refuses one that was recorded after the closing when the board has it in a report', () => {
    const t1Closed = planAfter(opened('T1'), closed('T1'));
    const others = [measureAdoptedOn('2026-03-02', 2), measureAdoptedOn('2026-03-02', 3)];
    const late = goalAfter(...others, adopted);
    const withMatter = (...happened: readonly Happened<MatterEvent>[]) => {
      const beside = { plan: t1Closed, matters: [matterAfter(...happened)] };
      return () => strikeMeasure(strike, late, beside, by(controller));
    };
    expect(withMatter(...reviewedMatter)()).toEqual([struck]);
    refused(withMatter(...summonedMatter), 'REPORT_BEFORE_BOARD', { tertial: 'T1' });
    const decided = [...summonedMatter, pointDecided(1, report, 'APPROVED')];
    refused(withMatter(...decided), 'IN_DECIDED_REPORT', { tertial: 'T1', dnr: 'KS 2026/7', paragraph: '45' });
  });

  it('rule 175: an outcome that came too late is void, also when the measure was struck in the same instant', () => {
    const late = [adopted, measured('78', true), struck];
    const position = goalAfter(adopted, measured('78', true)).measures[0]?.outcomes[0]?.position ?? 0;
    const voided = voidMeasure({ measureId: index, position }, goalAfter(...late), by(system));
    expect(voided).toEqual([voidedOutcome(1)]);
    const [back] = goalAfter(...late, ...voided, kept).measures;
    expect(back?.outcomes).toMatchObject([{ voided: 'FOLLOW_UP_CLOSED' }]);
  });

  it('rule 102: refuses it without a reason', () => {
    refused(given(undefined, undefined, { ...strike, reason: ' ' }), 'REASON_MISSING');
  });

  it('rules 62 and 172: judges a fulfilment that measures prove anew without it', () => {
    const model = modelWith({ fulfilmentByMeasures: true });
    const proof = { measures: [{ measureId: index, value: '79', report: 1 }] };
    const fulfilled = assessed('FULFILLED');
    if (fulfilled.type !== 'GoalAssessed') throw new Error('The goal is assessed.');
    const proved: GoalEvent = { ...fulfilled, data: { ...fulfilled.data, proof } };
    const before = [adopted, measured('79', true), proved, measureAdoptedOn('2026-03-02', 2)];
    const isProved = (...events: readonly GoalEvent[]) =>
      tertialView(model, plan, [goalAfter(...before, ...events)], [], 'T1').goals[0]?.assessment?.stillProved;
    expect(isProved()).toBe(false);
    expect(isProved(secondStruck)).toBe(true);
    expect(isProved(secondStruck, struck)).toBe(false);
  });

  it('rule 45: is told beforehand as the command answers', () => {
    const goals: (Goal | null)[] = [
      ...[goalAfter(adopted), goalAfter(adopted, measured('78', true)), goalAfter(adopted, struck)],
      ...[goalAfter(adopted, goalStruck), goalAfter(), null],
    ];
    const wrong = Object.keys(readers).flatMap((reader) =>
      goals.filter((goal) => {
        const act = actOf(reader, '2026-06-01');
        const beside = { plan, matters: [] };
        const told = toldBy(guardsOfMeasure({ id: index, tertial: 'T1' }, { goal, ...beside }, act), 'strikeMeasure');
        return told !== answerOf(() => strikeMeasure(strike, goal, beside, act));
      }),
    );
    expect(wrong).toEqual([]);
  });

  permission('strikeMeasure', 'CONTROLLER', (act) =>
    strikeMeasure(strike, goalAfter(adopted), { plan, matters: [] }, act),
  );
});

describe('A strike of a measure beside a closing', () => {
  const reading = (state: Plan): ReadState => {
    return <State>(fold: Fold<State, never>, id: string) => {
      const isPlan = streamOf(fold, id) === streamOf(planFold, state.id);
      const read: State = JSON.parse(JSON.stringify(isPlan ? state : fold.initial));
      return Promise.resolve(read);
    };
  };
  const rechecked = (goal: Goal | null, at: Plan) =>
    voidMeasureStrike({ measureId: index }, goal, by(system), reading(at));
  const isClosed = planAfter(opened('T1'), closed('T1'));

  it('rule 172: is void when a follow-up that shows it was closed just before it, and stands otherwise', async () => {
    // The follow-up was closed at position 3. The strike is at position 3 here, and at position 5 there.
    const others = [measureAdoptedOn('2026-05-06', 2), measureAdoptedOn('2026-05-06', 3)];
    expect(await rechecked(goalAfter(adopted, ...others, struck), isClosed)).toEqual([kept]);
    expect(await rechecked(goalAfter(adopted, struck), isClosed)).toEqual([]);
    expect(await rechecked(goalAfter(adopted, ...others, struck), plan)).toEqual([]);
    const late = goalAfter(measureAdoptedOn('2026-05-06'), ...others, struck);
    expect(await rechecked(late, isClosed)).toEqual([]);
    expect(await rechecked(goalAfter(adopted, ...others, struck, kept), isClosed)).toEqual([]);
  });

  it('rule 172: leaves everything as it was when it is void', () => {
    expect({ ...goalAfter(adopted, struck, kept), revision: 0 }).toEqual({ ...goalAfter(adopted), revision: 0 });
    const both = [adopted, measureAdoptedOn('2026-03-02', 2), struck, secondStruck, kept];
    const goal = goalAfter(...both);
    expect(goal.measures.map(({ measureId }) => measureId)).toEqual([index]);
    expect(goal.corrections.map(({ id }) => id)).toEqual([second]);
    const first = goalAfter(adopted, measureAdoptedOn('2026-03-02', 2), struck, kept);
    expect(first.measures.map(({ measureId }) => measureId)).toEqual([index, second]);
  });

  it('rule 172: is looked at again by itself, by the system alone', async () => {
    const inGoal = (event: GoalEvent) => ({ ...recorded(event, 0, controller), stream: streamOf(goalFold, goalId) });
    expect(recheckMeasureStrike.react(inGoal(struck), null)).toEqual([
      { command: 'voidMeasureStrike', data: { measureId: index } },
    ]);
    expect(recheckMeasureStrike.react(inGoal(goalStruck), null)).toEqual([]);
    const byPerson = voidMeasureStrike({ measureId: index }, goalAfter(adopted, struck), by(controller), reading(plan));
    await expect(byPerson).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
