import type { DetailsOf } from '../../test/support/all-refusals.js';
import fc from 'fast-check';
import { existing } from '../kernel/fold.js';
import { activityIdOf, goalIdOf } from '../kernel/identity.js';
import { Refusal } from '../kernel/refusal.js';
import { type IsoDate, lastDay, tertials } from '../kernel/tertial.js';
import { after, by, clerk, recorded, refused, system } from '../../test/support/given.js';
import {
  added,
  assessed,
  change,
  closed,
  corrected,
  goalAfter,
  goalId,
  index,
  closedFollowUp,
  twoFollowUps,
  leaflet,
  measureAdopted,
  measureAdoptedOn,
  measured,
  measuredAnew,
  modelWith,
  newVocabulary,
  opened,
  permission,
  planAfter,
  planAndModel,
  planId,
  removed,
  reported,
  talks,
  voidedAssessment,
  voidedOutcome,
  voidedStatus,
  welcome,
} from '../../test/support/plan-under-test.js';
import { defaultModel } from '../steering-models/default-model.js';
import type { PlanAndModel } from './activity-status.js';
import { type Goal, type GoalEvent, goalFold } from './goal.js';
import type { AssessGoalData, CorrectAssessmentData } from './goal-assessment.js';
import { assessGoal, correctAssessment, stillProved, voidAssessment } from './goal-assessment.js';
import type { PlanEvent } from './plan.js';

const fulfil: AssessGoalData = { goalId, tertial: 'T1', status: 'FULFILLED', comment: '', validOn: null };
const partly = { status: 'PARTLY_FULFILLED', comment: 'Hälften av samtalen är genomförda.' };

const assessing =
  (other: Partial<AssessGoalData>, goal = goalAfter(), against = planAndModel(), today = '2026-05-12') =>
  () =>
    assessGoal({ ...fulfil, ...other }, goal, against, by(clerk, today));

const done = [reported(leaflet, 'COMPLETED_AS_PLANNED'), reported(talks, 'COMPLETED_AS_PLANNED')];
const withDeviation = [reported(leaflet, 'COMPLETED_AS_PLANNED'), reported(talks, 'COMPLETED_WITH_DEVIATION')];
const proof = {
  activities: [
    { activityId: leaflet, status: 'COMPLETED_AS_PLANNED', report: 1 },
    { activityId: talks, status: 'COMPLETED_AS_PLANNED', report: 1 },
  ],
};
const fulfilled = { ...fulfil, validOn: '2026-04-30', modelVersion: 1, proof };

const laterId = goalIdOf(planId, 2);
const laterGoal = existing(after(goalFold, { type: 'GoalEstablished', data: newGoal() }), laterId);

function newGoal() {
  return { goalId: laterId, title: 'Ekonomin ska vara i balans', measures: [], activities: [] };
}

/** Returns the plan and the model when the board added the second goal on the given day. */
function goalAddedOn(date: IsoDate, ...events: readonly PlanEvent[]): PlanAndModel {
  const goalAdded: PlanEvent = { type: 'GoalAdded', data: { goal: newGoal(), decision: { ...change, date } } };
  return { plan: planAfter(goalAdded, opened('T1'), opened('T2'), ...events), model: modelWith() };
}

/** The adoption of a measure within tertial 1. The board adopts `measureAdopted` in May, within tertial 2. */
const measuredInTime = measureAdoptedOn('2026-03-02');

describe('Assessing a goal', () => {
  it('rule 69: records it with the day it holds and the version of the model', () => {
    expect(assessing(partly)()).toEqual([{ type: 'GoalAssessed', data: { ...fulfilled, ...partly, proof: null } }]);
    expect(assessing({ ...partly, validOn: '2026-03-03' })()).toMatchObject([{ data: { validOn: '2026-03-03' } }]);
  });

  it('rule 3: accepts a fulfilment when every activity is completed as planned, and stores the proof', () => {
    expect(assessing({}, goalAfter(...done))()).toEqual([{ type: 'GoalAssessed', data: fulfilled }]);
  });

  it('rule 3: refuses a fulfilment and names each activity that stands in the way', () => {
    refused(assessing({}, goalAfter(reported(leaflet, 'ONGOING_AS_PLANNED'))), 'NOT_FULFILLED_BY_ACTIVITIES', {
      obstacles: [
        { activityId: leaflet, heading: 'Ta fram en kommunikationsplan', status: 'ONGOING_AS_PLANNED' },
        { activityId: talks, heading: 'Genomföra medarbetarsamtal', status: null },
      ],
    });
  });

  it('rule 3: names only the activities that stand in the way', () => {
    refused(assessing({}, goalAfter(...withDeviation)), 'NOT_FULFILLED_BY_ACTIVITIES', {
      obstacles: [{ activityId: talks, heading: 'Genomföra medarbetarsamtal', status: 'COMPLETED_WITH_DEVIATION' }],
    });
  });

  it('rule 3: no comment argues a fulfilment through', () => {
    refused(assessing({ comment: 'Vi är i mål ändå.' }), 'NOT_FULFILLED_BY_ACTIVITIES');
  });

  it('rule 3: a status of another tertial proves nothing', () => {
    const laterDone = [reported(leaflet, 'COMPLETED_AS_PLANNED', 'T2'), reported(talks, 'COMPLETED_AS_PLANNED', 'T2')];
    refused(assessing({}, goalAfter(...laterDone)), 'NOT_FULFILLED_BY_ACTIVITIES');
  });

  it('rule 3: the corrected status is the one that counts, and the one the proof names', () => {
    const right = goalAfter(...withDeviation, corrected(talks, 'COMPLETED_AS_PLANNED', 1));
    const [first, second] = proof.activities;
    const proved = { activities: [first, { ...second, report: 2 }] };
    expect(assessing({}, right)()).toEqual([{ type: 'GoalAssessed', data: { ...fulfilled, proof: proved } }]);
    const worse = goalAfter(...done, corrected(talks, 'ONGOING_WITH_DEVIATION', 1));
    refused(assessing({}, worse), 'NOT_FULFILLED_BY_ACTIVITIES');
  });

  it('rule 3: only remaining activities count', () => {
    const goal = goalAfter(reported(leaflet, 'COMPLETED_AS_PLANNED'), removed(talks, '2026-04-30'));
    const remaining = { activities: proof.activities.slice(0, 1) };
    expect(assessing({}, goal)()).toEqual([{ type: 'GoalAssessed', data: { ...fulfilled, proof: remaining } }]);
  });

  it('rule 16: an activity removed after the tertial still stands in its way, one added after it does not', () => {
    const removedLater = goalAfter(reported(leaflet, 'COMPLETED_AS_PLANNED'), removed(talks, '2026-05-01'));
    refused(assessing({}, removedLater), 'NOT_FULFILLED_BY_ACTIVITIES');
    expect(assessing({}, goalAfter(...done, added(welcome, '2026-05-01')))()).toHaveLength(1);
    refused(assessing({}, goalAfter(...done, added(welcome, '2026-04-30'))), 'NOT_FULFILLED_BY_ACTIVITIES', {
      obstacles: [{ activityId: welcome, heading: 'Införa gemensam introduktion', status: null }],
    });
  });

  it('rule 61: completion with deviation counts when the model says so, and not otherwise', () => {
    const goal = goalAfter(...withDeviation);
    refused(assessing({}, goal, planAndModel({ completionWithDeviationCounts: false })), 'NOT_FULFILLED_BY_ACTIVITIES');
    expect(assessing({}, goal, planAndModel({ completionWithDeviationCounts: true }))()).toMatchObject([
      { data: { proof: { activities: [{}, { status: 'COMPLETED_WITH_DEVIATION' }] } } },
    ]);
  });

  it('rule 61: an ongoing activity stands in the way whatever counts as completion', () => {
    const ongoing = goalAfter(reported(leaflet, 'COMPLETED_AS_PLANNED'), reported(talks, 'ONGOING_AS_PLANNED'));
    const lenient = planAndModel({ completionWithDeviationCounts: true });
    refused(assessing({}, ongoing, lenient), 'NOT_FULFILLED_BY_ACTIVITIES');
  });

  it('rule 61: without fulfilment by activities, a fulfilment is accepted on its own and proves nothing', () => {
    expect(assessing({}, goalAfter(), planAndModel({ fulfilmentByActivities: false }))()).toEqual([
      { type: 'GoalAssessed', data: { ...fulfilled, proof: null } },
    ]);
  });

  it('rule 62: a goal with measures is judged on those, not on its activities', () => {
    expect(assessing({}, goalAfter(measuredInTime))()).toEqual([
      { type: 'GoalAssessed', data: { ...fulfilled, proof: null } },
    ]);
  });

  it('rule 16: a measure adopted later does not change how an earlier tertial is judged', () => {
    refused(assessing({}, goalAfter(measureAdopted)), 'NOT_FULFILLED_BY_ACTIVITIES');
  });

  it('rule 64: a goal all of whose activities were removed is never fulfilled by the rule', () => {
    const emptied = goalAfter(...done, removed(leaflet, '2026-03-01'), removed(talks, '2026-03-01'));
    refused(assessing({}, emptied), 'NOT_FULFILLED_BY_ACTIVITIES', { obstacles: [] });
    refused(assessing({ ...partly, comment: '' }, emptied), 'COMMENT_MISSING');
    expect(assessing(partly, emptied)()).toMatchObject([{ data: { ...partly, proof: null } }]);
  });

  it('rule 64: nor is a goal that was adopted without activities', () => {
    const bare = after(goalFold, {
      type: 'GoalEstablished',
      data: { goalId, title: 'Mål', measures: [], activities: [] },
    });
    refused(assessing({}, existing(bare, goalId)), 'NOT_FULFILLED_BY_ACTIVITIES', { obstacles: [] });
  });

  it.each(['NOT_FULFILLED', 'BARELY_FULFILLED', 'PARTLY_FULFILLED'])(
    'rule 2: refuses %s with a blank comment',
    (status) => {
      refused(assessing({ status, comment: ' ' }), 'COMMENT_MISSING');
      const silent = planAndModel({ goalStatusNeedsComment: false });
      expect(assessing({ status, comment: ' ' }, goalAfter(), silent)()).toHaveLength(1);
    },
  );

  it('rule 63: a fulfilment needs a comment only when the model says so, and asks for comments at all', () => {
    const goal = goalAfter(...done);
    const strict = { fulfilmentNeedsComment: true };
    refused(assessing({}, goal, planAndModel(strict)), 'COMMENT_MISSING');
    expect(assessing({ comment: 'Klart.' }, goal, planAndModel(strict))()).toHaveLength(1);
    expect(assessing({}, goal, planAndModel({ ...strict, goalStatusNeedsComment: false }))()).toHaveLength(1);
    expect(assessing({}, goal, planAndModel({ fulfilmentNeedsComment: false }))()).toHaveLength(1);
  });

  it('rule 1: refuses an unknown status, or that of another version, naming the codes allowed', () => {
    const allowed = ['NOT_FULFILLED', 'BARELY_FULFILLED', 'PARTLY_FULFILLED', 'FULFILLED'];
    refused(assessing({ status: 'ON_HOLD' }), 'UNKNOWN_STATUS', { given: 'ON_HOLD', allowed });
    const early = assessing({ status: 'REACHED' }, goalAfter(), twoFollowUps);
    refused(early, 'UNKNOWN_STATUS', { given: 'REACHED', allowed });
    const late = assessing({ tertial: 'T2' }, goalAfter(), twoFollowUps, '2026-09-01');
    refused(late, 'UNKNOWN_STATUS', { given: 'FULFILLED', allowed: ['MISSED', 'REACHED'] });
  });

  it('rule 9: with a new model in June, T1 is judged by the old version’s rules and T2 by the new one’s', () => {
    const inSeptember = (other: Partial<AssessGoalData>) => assessing(other, goalAfter(), twoFollowUps, '2026-09-01');
    refused(inSeptember({}), 'NOT_FULFILLED_BY_ACTIVITIES');
    const data = { ...fulfil, tertial: 'T2', status: 'REACHED', validOn: '2026-08-31', modelVersion: 2, proof: null };
    expect(inSeptember({ tertial: 'T2', status: 'REACHED' })()).toEqual([{ type: 'GoalAssessed', data }]);
  });

  it('rule 7: refuses a fact after the tertial’s end, or in the future', () => {
    const details = { validOn: '2026-05-01', lastDay: '2026-04-30' };
    refused(assessing({ ...partly, validOn: '2026-05-01' }), 'AFTER_TERTIAL', details);
    const early = assessing({ ...partly, validOn: '2026-03-04' }, goalAfter(), planAndModel(), '2026-03-03');
    refused(early, 'IN_FUTURE', { date: '2026-03-04', today: '2026-03-03' });
  });

  it('rule 68: refuses an assessment before the follow-up is opened and after it is closed', () => {
    const unopened = { ...planAndModel(), plan: planAfter() };
    refused(assessing(partly, goalAfter(), unopened), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T1' });
    refused(assessing(partly, goalAfter(), closedFollowUp), 'FOLLOW_UP_CLOSED', { tertial: 'T1' });
  });

  it('rule 16: refuses to assess a goal that was added after the tertial', () => {
    const given = { ...partly, goalId: laterId };
    const details = { id: laterId, tertial: 'T1' };
    refused(assessing(given, laterGoal, goalAddedOn('2026-05-01')), 'NOT_IN_PLAN_THEN', details);
    expect(assessing(given, laterGoal, goalAddedOn('2026-04-30'))()).toHaveLength(1);
    expect(assessing({ ...given, tertial: 'T2' }, laterGoal, goalAddedOn('2026-05-01'))()).toHaveLength(1);
  });

  it('rule 43: refuses a goal that does not exist', () => {
    refused(() => assessGoal(fulfil, null, planAndModel(), by(clerk)), 'NOT_FOUND', { id: goalId });
  });

  permission('assessGoal', 'CLERK', (act) => assessGoal(fulfil, goalAfter(...done), planAndModel(), act));
});

describe('Correcting an assessment', () => {
  const correct: CorrectAssessmentData = { ...fulfil, ...partly, reason: 'Ett samtal var inte genomfört.' };
  const wrong = goalAfter(...done, assessed('NOT_FULFILLED'));
  const correcting =
    (other: Partial<CorrectAssessmentData>, goal = wrong, against = closedFollowUp) =>
    () =>
      correctAssessment({ ...correct, ...other }, goal, against, by(clerk));
  const data = { ...fulfilled, ...partly, proof: null, corrects: 1, reason: correct.reason };

  it('rule 8: after the closing, records the correct assessment beside the wrong one, with the reason', () => {
    expect(correcting({})()).toEqual([{ type: 'GoalAssessmentCorrected', data }]);
  });

  it('rule 8: is possible while the follow-up is open, too', () => {
    expect(correcting({}, wrong, planAndModel())()).toEqual([{ type: 'GoalAssessmentCorrected', data }]);
  });

  it('rule 8: corrects the fact that holds now, also when that is itself a correction', () => {
    const once = goalAfter(assessed('NOT_FULFILLED'), assessed('FULFILLED', 'T2'), ...correcting({})());
    expect(correcting({}, once)()).toEqual([{ type: 'GoalAssessmentCorrected', data: { ...data, corrects: 3 } }]);
  });

  it('rule 8: refuses a correction without a reason', () => {
    refused(correcting({ reason: '' }), 'REASON_MISSING');
  });

  it('rule 8: refuses to correct when nothing was reported for the tertial', () => {
    refused(correcting({}, goalAfter(assessed('MISSED', 'T2'))), 'NOTHING_TO_CORRECT', { tertial: 'T1' });
  });

  it('rule 3: a correction to fulfilled is held to the same rule', () => {
    expect(correcting({ status: 'FULFILLED', comment: '' })()).toEqual([
      { type: 'GoalAssessmentCorrected', data: { ...fulfilled, corrects: 1, reason: correct.reason } },
    ]);
    const unproved = correcting({ status: 'FULFILLED' }, goalAfter(assessed('NOT_FULFILLED')));
    refused(unproved, 'NOT_FULFILLED_BY_ACTIVITIES');
  });

  it('rule 68: refuses a correction for a follow-up that has not been opened', () => {
    const unopened = { ...planAndModel(), plan: planAfter(opened('T2')) };
    refused(correcting({}, wrong, unopened), 'FOLLOW_UP_NOT_OPEN', { tertial: 'T1' });
  });

  it('rule 16: refuses to correct a tertial that the goal was added after', () => {
    const given = { ...assessed('NOT_FULFILLED'), data: { ...data, goalId: laterId } };
    const goal = goalFold.evolve(laterGoal, recorded({ ...given, type: 'GoalAssessed' }, 1, clerk));
    const about = (date: IsoDate) =>
      correcting({ goalId: laterId }, existing(goal, laterId), goalAddedOn(date, closed('T1')));
    refused(about('2026-05-01'), 'NOT_IN_PLAN_THEN', { id: laterId, tertial: 'T1' });
    expect(about('2026-04-30')()).toHaveLength(1);
  });

  it('rule 43: refuses a goal that does not exist', () => {
    refused(() => correctAssessment(correct, null, closedFollowUp, by(clerk)), 'NOT_FOUND', { id: goalId });
  });

  permission('correctAssessment', 'CLERK', (act) => correctAssessment(correct, wrong, closedFollowUp, act));
});

describe('The proof of a fulfilment', () => {
  const holds = (...events: readonly GoalEvent[]) => {
    const goal = goalAfter(...done, ...assessing({}, goalAfter(...done))(), ...events);
    return goal.assessments.map((assessment) => stillProved(assessment, goal));
  };

  it('rule 3: still holds when nothing has happened, or only in another tertial', () => {
    expect(holds()).toEqual([true]);
    expect(holds(reported(talks, 'ONGOING_WITH_DEVIATION', 'T2'))).toEqual([true]);
  });

  it('rule 3: still holds when a report of it is corrected but its status stays', () => {
    expect(holds(corrected(talks, 'COMPLETED_AS_PLANNED', 1))).toEqual([true]);
    expect(holds(corrected(talks, 'ON_HOLD', 1), corrected(talks, 'COMPLETED_AS_PLANNED', 2))).toEqual([true]);
  });

  it('rule 3: is invalid when another code of completion replaces the status', () => {
    expect(holds(corrected(talks, 'COMPLETED_WITH_DEVIATION', 1))).toEqual([false]);
  });

  it('rule 3: is invalid when a status in it is corrected', () => {
    expect(holds(corrected(talks, 'ONGOING_WITH_DEVIATION', 1))).toEqual([false]);
  });

  it('rule 3: is invalid when a status in it is voided', () => {
    expect(holds(voidedStatus(talks, 1))).toEqual([false]);
  });

  it('rule 3: is invalid when an activity is later added to the tertial, and not when it is added after the tertial', () => {
    expect(holds(added(welcome, '2026-04-30'))).toEqual([false]);
    expect(holds(added(welcome, '2026-04-30'), reported(welcome, 'COMPLETED_AS_PLANNED'))).toEqual([false]);
    expect(holds(added(welcome, '2026-05-01'))).toEqual([true]);
  });

  it('rule 3: still holds when one activity in it is removed, and is invalid when all are', () => {
    expect(holds(removed(talks, '2026-04-30'))).toEqual([true]);
    expect(holds(removed(talks, '2026-04-30'), removed(leaflet, '2026-04-30'))).toEqual([false]);
    expect(holds(removed(talks, '2026-05-27'), removed(leaflet, '2026-05-27'))).toEqual([true]);
  });

  it('rule 61: is nothing that can be lost where the activity rule was not applied', () => {
    const goal = goalAfter(measuredInTime, assessed('FULFILLED'), reported(talks, 'ONGOING_WITH_DEVIATION'));
    expect(goal.assessments.map((assessment) => stillProved(assessment, goal))).toEqual([true]);
  });
});

describe('A fulfilment by measures', () => {
  const byMeasures = planAndModel({ fulfilmentByMeasures: true });
  const fulfilling = (...events: readonly GoalEvent[]) =>
    assessing({}, goalAfter(measuredInTime, ...events), byMeasures);
  const obstacle = { measureId: index, name: 'Medarbetarindex', target: 'Minst 78' };
  const measureProof = { measures: [{ measureId: index, value: '79', report: 1 }] };

  it('rule 62: is accepted when each measure is reported to have reached its target, and stores the proof', () => {
    expect(fulfilling(measured('79', true))()).toEqual([
      { type: 'GoalAssessed', data: { ...fulfilled, proof: measureProof } },
    ]);
  });

  it('rule 62: is refused otherwise, naming each measure that stands in the way', () => {
    const refusedFor = (value: string | null, ...events: readonly GoalEvent[]) => {
      const obstacles = [{ ...obstacle, value }];
      refused(fulfilling(...events), 'NOT_FULFILLED_BY_MEASURES', { obstacles });
    };
    refusedFor(null);
    refusedFor(null, measured('79', true, 'T2'));
    refusedFor('77', measured('77', false));
    refusedFor('79', measured('79', null));
    refusedFor('77', measured('79', true), measuredAnew('77', false, 1));
    refusedFor(null, measured('79', true), voidedOutcome(1));
  });

  it('rule 62: reads no activity, and applies only to a goal with measures', () => {
    expect(fulfilling(reported(talks, 'NOT_STARTED'), measured('79', true))()).toHaveLength(1);
    refused(assessing({}, goalAfter(), byMeasures), 'NOT_FULFILLED_BY_ACTIVITIES');
    expect(assessing({}, goalAfter(...done), byMeasures)()).toMatchObject([{ data: { proof } }]);
  });

  it('rule 62: another status of the goal is accepted whatever the measures came to', () => {
    const event = assessing(partly, goalAfter(measuredInTime), byMeasures)();
    expect(event).toMatchObject([{ data: { ...partly, proof: null } }]);
  });

  it('rule 16: a measure adopted later does not stand in the way of an earlier tertial', () => {
    expect(assessing({}, goalAfter(measureAdopted, ...done), byMeasures)()).toMatchObject([{ data: { proof } }]);
  });

  it('rule 62: is proved as long as each measure reaches its target, and no measure has come since', () => {
    const holds = (...events: readonly GoalEvent[]) => {
      const before = [measuredInTime, measured('79', true)];
      const goal = goalAfter(...before, ...fulfilling(measured('79', true))(), ...events);
      return goal.assessments.map((assessment) => stillProved(assessment, goal));
    };
    const second = measureAdoptedOn('2026-04-30', 2);
    expect(holds()).toEqual([true]);
    expect(holds(measuredAnew('80', true, 1))).toEqual([true]);
    expect(holds(measuredAnew('77', false, 1))).toEqual([false]);
    expect(holds(second)).toEqual([false]);
    expect(holds(measureAdoptedOn('2026-05-01', 2))).toEqual([true]);
  });
});

describe('A status reported under a version that was replaced within the tertial', () => {
  const [before] = modelWith().versions;
  const renewed = { version: 2, holdsFrom: '2026-04-15', decision: change, ...newVocabulary };
  const rules = { ...newVocabulary.rules, fulfilmentByActivities: true };
  const reworded = (phase: 'ONGOING' | 'COMPLETED') => ({
    ...renewed,
    rules,
    activityStatuses: newVocabulary.activityStatuses.map((status) => ({
      ...status,
      code: status.code === 'GREEN' ? 'COMPLETED_AS_PLANNED' : status.code,
      phase,
      deviation: false,
    })),
  });
  const under = (phase: 'ONGOING' | 'COMPLETED'): PlanAndModel => ({
    plan: planAfter(opened('T1')),
    model: { ...modelWith(), versions: before === undefined ? [] : [before, reworded(phase)] },
  });

  it('rule 9: keeps the meaning that it had when it was reported', () => {
    expect(assessing({ status: 'REACHED' }, goalAfter(...done), under('ONGOING'))()).toMatchObject([
      { data: { proof } },
    ]);
    const onHold = goalAfter(reported(leaflet, 'COMPLETED_AS_PLANNED'), reported(talks, 'ON_HOLD'));
    refused(assessing({ status: 'REACHED' }, onHold, under('COMPLETED')), 'NOT_FULFILLED_BY_ACTIVITIES');
  });
});

describe('Voiding an assessment that came after the closing', () => {
  const late = goalAfter(assessed('NOT_FULFILLED'), assessed('PARTLY_FULFILLED'));
  const voiding = { goalId, position: 3 };
  const event = voidedAssessment(2);

  it('rule 68: voids the report at the given position in the log', () => {
    expect(voidAssessment(voiding, late, by(system))).toEqual([event]);
  });

  it('rule 68: has nothing to do for one that is void already, or was never given', () => {
    const once = goalAfter(assessed('NOT_FULFILLED'), assessed('PARTLY_FULFILLED'), event);
    expect(voidAssessment(voiding, once, by(system))).toEqual([]);
    expect(voidAssessment({ goalId, position: 4 }, late, by(system))).toEqual([]);
  });

  it('rule 43: refuses a goal that does not exist', () => {
    refused(() => voidAssessment(voiding, null, by(system)), 'NOT_FOUND', { id: goalId });
  });

  permission('voidAssessment', 'SYSTEM', (act) => voidAssessment(voiding, late, act));
});

describe('Rule 3 for any goal', () => {
  const seed = Number(process.env.FC_SEED) || Date.now() % 2 ** 31;
  process.stdout.write(`FC_SEED=${seed}\n`);

  const day = fc.option(fc.constantFrom('2026-02-01', '2026-04-30', '2026-05-01', '2026-08-31', '2026-09-01'));
  const code = fc.oneof(
    { weight: 3, arbitrary: fc.constant('COMPLETED_AS_PLANNED') },
    { weight: 1, arbitrary: fc.constantFrom(...defaultModel.activityStatuses.map((status) => status.code)) },
  );
  const report = fc.record({ tertial: fc.constantFrom(...tertials), status: code, void: fc.boolean() });
  const reports = fc.array(report, { minLength: 1, maxLength: 6, size: 'max' });
  const activity = fc.record({ added: day, removed: day, reports });
  const situation = fc.record({
    activities: fc.array(activity, { maxLength: 4 }),
    measured: fc.boolean(),
    byActivities: fc.boolean(),
    withDeviation: fc.boolean(),
    tertial: fc.constantFrom(...tertials),
  });
  type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

  function goalOf({ activities, measured }: Situation): Goal {
    const ids = activities.map((_, index) => activityIdOf(goalId, index + 1));
    const events = activities.flatMap((one, index): GoalEvent[] => {
      const activityId = ids[index] ?? leaflet;
      return [
        ...one.reports.map(({ status, tertial }) => reported(activityId, status, tertial)),
        ...one.reports.flatMap((given, place) => (given.void ? [voidedStatus(activityId, place + 1)] : [])),
        ...(one.removed === null ? [] : [removed(activityId, one.removed)]),
      ];
    });
    const adopted = activities.map((one, index) => added(ids[index] ?? leaflet, one.added ?? '2025-12-10'));
    const start: GoalEvent = { type: 'GoalEstablished', data: { goalId, title: 'Mål', measures: [], activities: [] } };
    return existing(after(goalFold, start, ...adopted, ...(measured ? [measuredInTime] : []), ...events), goalId);
  }

  /** Returns the ids of the activities that prevent the fulfilment; null when `assessGoal` accepts the fulfilment. */
  function verdictOn(one: Situation): string[] | null {
    const { tertial, byActivities: fulfilmentByActivities, withDeviation: completionWithDeviationCounts } = one;
    const model = modelWith({ fulfilmentByActivities, completionWithDeviationCounts });
    const plan = planAfter(opened(tertial));
    try {
      assessGoal({ ...fulfil, tertial }, goalOf(one), { plan, model }, by(clerk, '2027-01-15'));
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { details }: { details: Partial<DetailsOf<'NOT_FULFILLED_BY_ACTIVITIES' | 'NOT_FULFILLED_BY_MEASURES'>> } =
        error;
      if (details.obstacles === undefined) throw error;
      return details.obstacles.map((one) => ('activityId' in one ? one.activityId : one.measureId));
    }
  }

  /** Computes the expected verdict as the rule book words it, independently of the code under test. */
  function expectedOf({ activities, measured, byActivities, withDeviation: lenient, tertial }: Situation) {
    const end = lastDay(2026, tertial);
    const completed = lenient ? /^COMPLETED/ : /^COMPLETED_AS_PLANNED$/;
    const remaining = activities.flatMap(({ added: from, removed: to, reports: given }, index) => {
      const last = given.filter((one) => one.tertial === tertial && !one.void).pop()?.status ?? '';
      const inPlan = !(from !== null && from > end) && !(to !== null && to <= end);
      return inPlan ? [{ id: `${goalId}.a${index + 1}`, completed: completed.test(last) }] : [];
    });
    const obstacles = remaining.filter((one) => !one.completed).map(({ id }) => id);
    return !byActivities || measured || (remaining.length > 0 && obstacles.length === 0) ? null : obstacles;
  }

  it(`rules 3 and 61: is accepted or refused as the rule book has it (FC_SEED=${seed})`, () => {
    const rule = fc.property(situation, (one) => expect(verdictOn(one)).toEqual(expectedOf(one)));
    fc.assert(rule, { seed, numRuns: 500 });
  });

  it(`rule 3: both verdicts come up among these goals (FC_SEED=${seed})`, () => {
    const situations = fc.sample(situation, { seed, numRuns: 500 }).filter((one) => one.byActivities && !one.measured);
    const verdicts = situations.map((one) => expectedOf(one) === null);
    expect(new Set(verdicts)).toEqual(new Set([true, false]));
  });
});
