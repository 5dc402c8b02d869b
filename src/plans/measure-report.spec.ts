import { existing } from '../kernel/fold.js';
import { goalIdOf, measureIdOf } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';
import { after, by, clerk, refused, system } from '../../test/support/given.js';
import {
  change,
  closed,
  goalAfter,
  goalId,
  index,
  measureAdoptedOn,
  measured,
  measuredAnew,
  opened,
  permission,
  planAfter,
  planId,
  voidedOutcome,
} from '../../test/support/plan-under-test.js';
import { type GoalEvent, goalFold } from './goal.js';
import type { CorrectMeasureData, ReportMeasureData } from './measure-report.js';
import { correctMeasure, reportMeasure, voidMeasure } from './measure-report.js';
import type { AdoptedGoal, Plan } from './plan.js';

const report: ReportMeasureData = {
  measureId: index,
  tertial: 'T1',
  value: '79 %',
  targetReached: true,
  comment: 'Svarsfrekvens 84 %.',
  validOn: null,
};

/** The event data when a clerk gives the report on 12 May. */
const accepted = { ...report, validOn: '2026-04-30' };
const openPlan = planAfter(opened('T1'));
const closedPlan = planAfter(opened('T1'), closed('T1'));

const adopted = measureAdoptedOn('2026-03-02');
const goalWith = (...events: readonly GoalEvent[]) => goalAfter(adopted, ...events);

const reporting =
  (other: Partial<ReportMeasureData>, goal = goalWith(), plan: Plan = openPlan, today = '2026-05-12') =>
  () =>
    reportMeasure({ ...report, ...other }, goal, plan, by(clerk, today));

const laterId = goalIdOf(planId, 2);
const laterMeasure = measureIdOf(laterId, 1);
const laterGoal: AdoptedGoal = {
  goalId: laterId,
  title: 'Ekonomin ska vara i balans',
  measures: [{ measureId: laterMeasure, name: 'Resultat', target: 'Minst två procent' }],
  activities: [],
};

/** Returns the plan when the board added the second goal on the given day. */
function planAdding(date: IsoDate): Plan {
  const goalAdded = { type: 'GoalAdded', data: { goal: laterGoal, decision: { ...change, date } } } as const;
  return planAfter(goalAdded, opened('T1'), opened('T2'));
}

describe('Reporting the outcome of a measure', () => {
  it('rule 69: records it with the day it holds', () => {
    expect(reporting({})()).toEqual([{ type: 'MeasureReported', data: accepted }]);
    expect(reporting({ validOn: '2026-03-03' })()).toMatchObject([{ data: { validOn: '2026-03-03' } }]);
  });

  it('rule 70: while the follow-up is open, a newer outcome is recorded beside the older', () => {
    expect(reporting({}, goalWith(measured('70 %', false)))()).toEqual([{ type: 'MeasureReported', data: accepted }]);
  });

  it('rule 62: leaves open whether the target is reached, and needs no comment', () => {
    const bare = { targetReached: null, comment: '' };
    expect(reporting(bare)()).toEqual([{ type: 'MeasureReported', data: { ...accepted, ...bare } }]);
  });

  it('rule 62: refuses an outcome without a value', () => {
    refused(reporting({ value: ' ' }), 'TEXT_MISSING', { field: 'value' });
  });

  it('rule 7: refuses a fact after the tertial’s end, or in the future', () => {
    const details = { validOn: '2026-05-01', lastDay: '2026-04-30' };
    refused(reporting({ validOn: '2026-05-01' }), 'AFTER_TERTIAL', details);
    const early = reporting({ validOn: '2026-03-04' }, goalWith(), openPlan, '2026-03-03');
    refused(early, 'IN_FUTURE', { date: '2026-03-04', today: '2026-03-03' });
  });

  it('rule 68: refuses an outcome before the follow-up is opened and after it is closed', () => {
    refused(reporting({}, goalWith(), planAfter()), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T1' });
    refused(reporting({}, goalWith(), closedPlan), 'FOLLOW_UP_CLOSED', { tertial: 'T1' });
  });

  it('rule 16: refuses an outcome of a measure that was adopted after the tertial', () => {
    const late = reporting({}, goalAfter(measureAdoptedOn('2026-05-01')));
    refused(late, 'NOT_IN_PLAN_THEN', { id: index, tertial: 'T1' });
    expect(reporting({}, goalAfter(measureAdoptedOn('2026-04-30')))()).toHaveLength(1);
    const inT2 = reporting({ tertial: 'T2' }, goalAfter(measureAdoptedOn('2026-05-01')), planAdding('2026-05-06'));
    expect(inT2()).toHaveLength(1);
  });

  it('rule 16: refuses an outcome of a goal that was added after the tertial', () => {
    const goal = existing(after(goalFold, { type: 'GoalEstablished', data: laterGoal }), laterId);
    const given = { measureId: laterMeasure };
    refused(reporting(given, goal, planAdding('2026-05-01')), 'NOT_IN_PLAN_THEN', { id: laterId, tertial: 'T1' });
    expect(reporting(given, goal, planAdding('2026-04-30'))()).toHaveLength(1);
  });

  it('rule 43: refuses a measure or a goal that does not exist', () => {
    const unknown = measureIdOf(goalId, 9);
    refused(reporting({ measureId: unknown }), 'NOT_FOUND', { id: unknown });
    refused(() => reportMeasure(report, null, openPlan, by(clerk)), 'NOT_FOUND', { id: index });
  });

  permission('reportMeasure', 'CLERK', (act) => reportMeasure(report, goalWith(), openPlan, act));
});

describe('Correcting the outcome of a measure', () => {
  const correct: CorrectMeasureData = { ...report, reason: 'Talet var förra årets.' };
  const wrong = goalWith(measured('70 %', false));
  const correcting =
    (other: Partial<CorrectMeasureData>, goal = wrong, plan: Plan = closedPlan) =>
    () =>
      correctMeasure({ ...correct, ...other }, goal, plan, by(clerk));
  const data = { ...accepted, corrects: 1, reason: correct.reason };

  it('rule 8: after closing, records the right outcome beside the wrong one, with the reason', () => {
    expect(correcting({})()).toEqual([{ type: 'MeasureReportCorrected', data }]);
  });

  it('rule 8: is possible while the follow-up is open, too', () => {
    expect(correcting({}, wrong, openPlan)()).toEqual([{ type: 'MeasureReportCorrected', data }]);
  });

  it('rule 8: corrects the fact that holds now, also when that is itself a correction', () => {
    const twice = goalWith(measured('70 %', false), measured('71 %', false, 'T2'), measuredAnew('77 %', false, 1));
    expect(correcting({}, twice)()).toEqual([{ type: 'MeasureReportCorrected', data: { ...data, corrects: 3 } }]);
  });

  it('rule 8: refuses a correction without a reason', () => {
    refused(correcting({ reason: ' ' }), 'REASON_MISSING');
  });

  it('rule 8: refuses to correct what was never reported for the tertial, or never counted', () => {
    refused(correcting({}, goalWith()), 'NOTHING_TO_CORRECT', { tertial: 'T1' });
    refused(correcting({}, goalWith(measured('70 %', false, 'T2'))), 'NOTHING_TO_CORRECT', { tertial: 'T1' });
    const late = goalWith(measured('70 %', false), voidedOutcome(1));
    refused(correcting({}, late), 'NOTHING_TO_CORRECT', { tertial: 'T1' });
  });

  it('rule 8: is held to the same rules as a report', () => {
    refused(correcting({ value: '' }), 'TEXT_MISSING', { field: 'value' });
    refused(correcting({ validOn: '2026-05-01' }), 'AFTER_TERTIAL');
    refused(correcting({}, wrong, planAfter(opened('T2'))), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T1' });
    const late = goalAfter(measureAdoptedOn('2026-05-01'), measured('70 %', false));
    refused(correcting({}, late), 'NOT_IN_PLAN_THEN', { id: index, tertial: 'T1' });
  });

  it('rule 43: refuses a measure or a goal that does not exist', () => {
    const unknown = measureIdOf(goalId, 9);
    refused(correcting({ measureId: unknown }), 'NOT_FOUND', { id: unknown });
    refused(() => correctMeasure(correct, null, closedPlan, by(clerk)), 'NOT_FOUND', { id: index });
  });

  permission('correctMeasure', 'CLERK', (act) => correctMeasure(correct, wrong, closedPlan, act));
});

describe('Voiding an outcome that came after the closing', () => {
  const late = goalWith(measured('70 %', false), measured('79 %', true));
  const voiding = { measureId: index, position: 4 };
  const event = voidedOutcome(2);

  it('rule 68: voids the report at the given position in the log', () => {
    expect(voidMeasure(voiding, late, by(system))).toEqual([event]);
  });

  it('rule 68: has nothing to do for one that is void already, or was never given', () => {
    const once = goalWith(measured('70 %', false), measured('79 %', true), event);
    expect(voidMeasure(voiding, once, by(system))).toEqual([]);
    expect(voidMeasure({ measureId: index, position: 9 }, late, by(system))).toEqual([]);
  });

  it('rule 43: refuses a measure that does not exist', () => {
    refused(() => voidMeasure(voiding, null, by(system)), 'NOT_FOUND', { id: index });
  });

  permission('voidMeasure', 'SYSTEM', (act) => voidMeasure(voiding, late, act));
});
