import { after, by, clerk, recorded } from '../../../test/support/given.js';
import {
  adopted,
  added,
  adoptedGoal,
  assessed,
  change,
  closed,
  corrected,
  goalAfter,
  goalId,
  index,
  leaflet,
  measureAdoptedOn,
  measured,
  measuredAnew,
  modelRenewedInJune,
  modelWith,
  newVocabulary,
  opened,
  planAfter,
  planAndModel,
  planId,
  planned,
  removal,
  removed,
  reported,
  restored,
  talks,
  voidedOutcome,
  voidedStatus,
  welcome,
} from '../../../test/support/plan-under-test.js';
import { existing } from '../../kernel/fold.js';
import type { Finality } from '../../kernel/outcome.js';
import { activityIdOf, goalIdOf, measureIdOf, proposalIdOf } from '../../kernel/identity.js';
import type { IsoDate, Tertial } from '../../kernel/tertial.js';
import { defaultChain } from '../../reviews/review.js';
import { type RemovalEvent, removalFold } from '../../removals/removal.js';
import { assessGoal } from '../goal-assessment.js';
import { type Goal, type GoalEvent, goalFold } from '../goal.js';
import { type AdoptedGoal, type Plan, type PlanEvent, planFold } from '../plan.js';
import { tertialView } from './tertial-view.js';

const firstProposal = {
  activityId: leaflet,
  category: 'LACKS_RESOURCES',
  motivation: 'Det saknas tid.',
  proposedOn: '2026-05-12',
} as const;

const economyId = goalIdOf(planId, 2);
const forecast = activityIdOf(economyId, 1);
const economy: AdoptedGoal = {
  goalId: economyId,
  title: 'Ekonomin ska vara i balans',
  measures: [],
  activities: [{ activityId: forecast, ...adopted('Införa helårsprognos') }],
};

function economyAdded(date: IsoDate): PlanEvent {
  return { type: 'GoalAdded', data: { goal: economy, decision: { ...change, date } } };
}

function economyAfter(...events: readonly GoalEvent[]): Goal {
  return existing(after(goalFold, { type: 'GoalEstablished', data: economy }, ...events), economyId);
}

/** Returns the tertial view of a plan to which the board has added a second goal. */
function viewOf(tertial: Tertial, goals: readonly Goal[], model = modelWith()) {
  const plan = planAfter(economyAdded('2026-01-20'), opened('T1'), opened('T2'));
  return tertialView(model, plan, goals, [], tertial);
}

/** Returns the activities in the tertial view after the given events of the first goal. */
function activitiesShown(tertial: Tertial, ...events: readonly GoalEvent[]) {
  return viewOf(tertial, [goalAfter(...events)]).goals.flatMap(({ activities }) => activities);
}

function assessmentShown(...events: readonly GoalEvent[]) {
  return viewOf('T1', [goalAfter(...events)]).goals[0]?.assessment;
}

function countsIn(counts: readonly { readonly code: string; readonly count: number }[]) {
  return counts.map(({ code, count }) => `${code} ${count}`);
}

const label = { sv: 'Vänteläge', en: 'On hold' };
const done = [reported(leaflet, 'COMPLETED_AS_PLANNED'), reported(talks, 'COMPLETED_AS_PLANNED')];

/** Returns the activity in the view of a tertial after events of its plan and its goal, in the order of the log. */
function leafletShown(tertial: Tertial, ...events: readonly (PlanEvent | GoalEvent)[]) {
  return goalShown(tertial, ...events)?.activities.find(({ activityId }) => activityId === leaflet);
}

function goalShown(tertial: Tertial, ...events: readonly (PlanEvent | GoalEvent)[]) {
  const all = [{ type: 'GoalEstablished', data: adoptedGoal } as const, opened('T1'), opened('T2'), ...events];
  let [plan, goal]: [Plan, Goal | null] = [planAfter(), null];
  for (const [index, event] of all.entries()) {
    if (isOfPlan(event)) plan = existing(planFold.evolve(plan, recorded(event, index, clerk)), planId);
    else goal = goalFold.evolve(goal, recorded(event, index, clerk));
  }
  const { goals } = tertialView(modelWith(), plan, goal === null ? [] : [goal], [], tertial);
  return goals[0];
}

function isOfPlan(event: PlanEvent | GoalEvent): event is PlanEvent {
  return Object.hasOwn(planFold.events, event.type);
}

describe('The view of a tertial', () => {
  it('rule 71: names the plan, the tertial, the cut-off date and the version it is judged under', () => {
    expect(viewOf('T1', [])).toMatchObject({
      planId: 'exempel.ks.2026',
      boardId: 'exempel.ks',
      year: 2026,
      tertial: 'T1',
      cutOff: '2026-12-31',
      modelVersion: 1,
    });
  });

  it('rule 71: tells whether the follow-up is not opened, open or closed', () => {
    const shown = (...events: readonly PlanEvent[]) => {
      const { followUp, cutOff } = tertialView(modelWith(), planAfter(...events), [], [], 'T1');
      return [followUp, cutOff];
    };
    expect(shown(opened('T2'))).toEqual(['NOT_OPENED', null]);
    expect(shown(opened('T1'))).toEqual(['OPEN', '2026-12-31']);
    expect(shown(opened('T1'), closed('T1'))).toEqual(['CLOSED', '2026-12-31']);
  });

  it('rules 98 and 99: tells whether the plan or the follow-up was loaded afterwards', () => {
    const shown = (tertial: Tertial, plan = planAfter()) =>
      tertialView(modelWith(), plan, [], [], tertial).loadedAfterwards;
    // The plan was recorded on 12 May 2026.
    const late = planAfter({ type: 'FollowUpOpened', data: { planId, tertial: 'T1', cutOff: '2026-05-11' } });
    expect([shown('T1', late), shown('T2', late), shown('T1', planAfter(opened('T1')))]).toEqual([true, false, false]);
    expect(shown('T2', { ...planAfter(), recordedOn: '2027-01-01' })).toBe(true);
  });

  it('rule 71: shows the goals in the order of the plan, with their measures', () => {
    const measure = { name: 'Resultat', target: 'Minst två procent' };
    const decision = { ...change, date: '2026-03-02' };
    const data = { measureId: measureIdOf(economyId, 1), ...measure, decision };
    const { goals } = viewOf('T1', [economyAfter({ type: 'MeasureAdopted', data }), goalAfter()]);
    const shown = { measureId: measureIdOf(economyId, 1), ...measure, outcome: null };
    expect(goals.map((goal) => [goal.goalId, goal.title, goal.measures])).toEqual([
      [goalId, 'Medarbetare ska känna sig delaktiga', []],
      [economyId, 'Ekonomin ska vara i balans', [shown]],
    ]);
  });

  it('rule 71: shows an activity as planned, with its status, or without one', () => {
    const [first, second] = activitiesShown('T1', reported(leaflet, 'ON_HOLD'));
    expect(first).toEqual({
      activityId: leaflet,
      ...adopted('Ta fram en kommunikationsplan'),
      status: {
        code: 'ON_HOLD',
        label,
        colour: null,
        comment: 'Läget är ON_HOLD.',
        validOn: '2026-04-30',
        modelVersion: 1,
        by: 'hans',
        at: '2026-05-12T08:00:01.000Z',
        earlier: [],
        correctionReason: null,
        deviation: false,
        warnings: [],
      },
      removalProposed: null,
      removed: null,
      annulledRemovals: [],
    });
    expect(second).toMatchObject({ activityId: talks, status: null });
  });

  it('rule 60: marks a status that deviates', () => {
    const [shown] = activitiesShown('T1', reported(leaflet, 'ONGOING_WITH_DEVIATION'));
    expect(shown?.status?.deviation).toBe(true);
  });

  it('rule 5: shows the warning that a status was accepted with', () => {
    const late = reported(leaflet, 'NOT_STARTED');
    if (late.type !== 'ActivityStatusReported') throw new Error('This is no report.');
    const [shown] = activitiesShown('T1', { ...late, data: { ...late.data, warnings: ['NOT_STARTED_AFTER_END'] } });
    expect(shown?.status?.warnings).toEqual(['NOT_STARTED_AFTER_END']);
  });
});

describe('The counts of a tertial', () => {
  it('rule 71: cover every status of the model in its order, also a status of no activity', () => {
    const goals = [
      goalAfter(reported(leaflet, 'ON_HOLD'), reported(talks, 'COMPLETED_AS_PLANNED')),
      economyAfter(reported(forecast, 'ON_HOLD')),
    ];
    expect(viewOf('T1', goals).activityCounts[1]).toEqual({
      code: 'ON_HOLD',
      label,
      colour: null,
      phase: 'ON_HOLD',
      deviation: false,
      count: 2,
    });
    expect(countsIn(viewOf('T1', goals).activityCounts)).toEqual([
      'NOT_STARTED 0',
      'ON_HOLD 2',
      'ONGOING_AS_PLANNED 0',
      'ONGOING_WITH_DEVIATION 0',
      'COMPLETED_AS_PLANNED 1',
      'COMPLETED_WITH_DEVIATION 0',
    ]);
  });

  it('rule 71: count apart the activities that are not reported', () => {
    const goals = [goalAfter(reported(leaflet, 'NOT_STARTED'), reported(talks, 'NOT_STARTED', 'T2')), economyAfter()];
    expect(viewOf('T1', goals)).toMatchObject({
      notReported: 2,
      activityCounts: [{ code: 'NOT_STARTED', count: 1 }, {}, {}, {}, {}, {}],
    });
  });

  it('rule 4: count a goal that is not assessed apart from one that is not fulfilled', () => {
    const { goals, goalCounts, notAssessed } = viewOf('T1', [goalAfter(assessed('NOT_FULFILLED')), economyAfter()]);
    expect(goals.map(({ assessment }) => assessment?.code ?? null)).toEqual(['NOT_FULFILLED', null]);
    expect(countsIn(goalCounts)).toEqual([
      'NOT_FULFILLED 1',
      'BARELY_FULFILLED 0',
      'PARTLY_FULFILLED 0',
      'FULFILLED 0',
    ]);
    expect(notAssessed).toBe(1);
  });

  it('rule 4: a goal assessed in another tertial is not assessed in this one', () => {
    const goals = [goalAfter(assessed('FULFILLED')), economyAfter()];
    expect(viewOf('T2', goals)).toMatchObject({ notAssessed: 2, goals: [{ assessment: null }, { assessment: null }] });
  });

  it('rule 8: count the facts that hold, not those that were corrected', () => {
    const goals = [goalAfter(reported(leaflet, 'NOT_STARTED'), corrected(leaflet, 'ON_HOLD', 1))];
    expect(countsIn(viewOf('T1', goals).activityCounts).slice(0, 2)).toEqual(['NOT_STARTED 0', 'ON_HOLD 1']);
  });

  it('rule 9: include statuses of an older version in the tertial, with their labels, so that the counts add up', () => {
    const [before] = modelWith().versions;
    const renewed = { version: 2, holdsFrom: '2026-04-15', decision: change, ...newVocabulary };
    const versions = before === undefined ? [] : [before, renewed];
    const goals = [
      goalAfter(reported(leaflet, 'ON_HOLD'), reported(talks, 'RED'), assessed('PARTLY_FULFILLED')),
      economyAfter(reported(forecast, 'ON_HOLD')),
    ];
    const view = viewOf('T1', goals, { ...modelWith(), versions });
    expect(view.modelVersion).toBe(2);
    expect(countsIn(view.activityCounts)).toEqual(['RED 1', 'GREEN 0', 'ON_HOLD 2']);
    expect(view.activityCounts[2]?.label).toEqual(label);
    expect(countsIn(view.goalCounts)).toEqual(['MISSED 0', 'REACHED 0', 'PARTLY_FULFILLED 1']);
    expect([view.notReported, view.notAssessed]).toEqual([0, 1]);
  });

  it('rule 65: tell how many activities are in the plan now and how many were taken out, whatever the tertial', () => {
    const goals = [goalAfter(removed(leaflet, '2026-05-27')), economyAfter()];
    const now = { planActivities: 2, removedActivities: 1 };
    expect(viewOf('T1', goals)).toMatchObject(now);
    expect(viewOf('T2', goals)).toMatchObject(now);
  });
});

describe('The signs of a steering model in the view of a tertial', () => {
  const [version] = modelWith().versions;
  const painted = { ...newVocabulary, notAssessed: { label: { sv: 'Grå', en: 'Grey' }, colour: '#9e9e9e' } };
  const [red, green] = newVocabulary.activityStatuses.map((status) => ({ ...status, colour: '#c62828' }));
  const [missed, reached] = newVocabulary.goalStatuses.map((status) => ({ ...status, colour: '#2e7d32' }));
  const statuses = { activityStatuses: [red, green].flatMap((one) => one ?? []) };
  const assessments = { goalStatuses: [missed, reached].flatMap((one) => one ?? []) };
  const versions =
    version === undefined ? [] : [version, { ...version, version: 2, ...painted, ...statuses, ...assessments }];
  const model = { ...modelWith(), versions };

  it('rule 60: colours a status, an assessment and the counts of them', () => {
    const goals = [goalAfter(reported(leaflet, 'RED', 'T2'), assessed('REACHED', 'T2'))];
    const view = viewOf('T2', goals, model);
    expect(view.goals).toMatchObject([
      { assessment: { colour: '#2e7d32' }, activities: [{ status: { colour: '#c62828' } }, { status: null }] },
    ]);
    expect(view.activityCounts).toEqual([
      { ...red, count: 1 },
      { ...green, count: 0 },
    ]);
    expect(view.goalCounts).toEqual([
      { ...missed, count: 0 },
      { ...reached, count: 1 },
    ]);
  });

  it('rule 4: tells how the model shows the absence of an assessment, apart from its statuses', () => {
    const { notAssessed, notAssessedSign, goalCounts } = viewOf('T2', [goalAfter()], model);
    expect([notAssessed, notAssessedSign]).toEqual([1, painted.notAssessed]);
    expect(countsIn(goalCounts)).toEqual(['MISSED 0', 'REACHED 0']);
  });
});

describe('The measures in the view of a tertial', () => {
  const inTime = measureAdoptedOn('2026-03-02');
  const measuresShown = (tertial: Tertial, ...events: readonly GoalEvent[]) =>
    viewOf(tertial, [goalAfter(inTime, ...events)]).goals.flatMap(({ measures }) => measures);
  const yardstick = { measureId: index, name: 'Medarbetarindex', target: 'Minst 78' };

  it('rule 62: are shown with or without an outcome', () => {
    expect(measuresShown('T2', measured('79', true))).toEqual([{ ...yardstick, outcome: null }]);
    expect(measuresShown('T1', measured('79', true))).toEqual([
      {
        ...yardstick,
        outcome: {
          value: '79',
          targetReached: true,
          comment: 'Det blev 79.',
          validOn: '2026-04-30',
          by: 'hans',
          at: '2026-05-12T08:00:02.000Z',
          earlier: [],
          correctionReason: null,
        },
      },
    ]);
  });

  it('rule 8: are shown with the wrong outcomes beside the correct one, oldest first, and the reason', () => {
    const events = [
      measured('70', false),
      measured('74', null, 'T2'),
      measured('79', true),
      measuredAnew('77', false, 3),
    ];
    expect(measuresShown('T1', ...events)).toMatchObject([
      {
        outcome: {
          value: '77',
          targetReached: false,
          correctionReason: 'Fel enkät.',
          earlier: [
            { value: '70', targetReached: false, comment: 'Det blev 70.', by: 'hans', voided: false },
            { value: '79', targetReached: true, voided: false },
          ],
        },
      },
    ]);
  });

  it('rule 68: show an outcome that came after the closing as voided', () => {
    expect(measuresShown('T1', measured('70', false), measured('79', true), voidedOutcome(2))).toMatchObject([
      { outcome: { value: '70', earlier: [{ value: '79', voided: true }] } },
    ]);
  });

  it('rule 62: are counted, each once', () => {
    const counts = (...events: readonly GoalEvent[]) => viewOf('T1', [goalAfter(inTime, ...events)]).measureCounts;
    const none = { reached: 0, missed: 0, untold: 0, notReported: 0 };
    expect(counts()).toEqual({ ...none, notReported: 1 });
    expect(counts(measured('79', true))).toEqual({ ...none, reached: 1 });
    expect(counts(measured('77', false))).toEqual({ ...none, missed: 1 });
    expect(counts(measured('77', null), measureAdoptedOn('2026-04-30', 2))).toEqual({
      ...none,
      untold: 1,
      notReported: 1,
    });
    expect(counts(measureAdoptedOn('2026-05-01', 2))).toEqual({ ...none, notReported: 1 });
  });

  it('rule 62: show the proof of a fulfilment by measures', () => {
    const byMeasures = planAndModel({ fulfilmentByMeasures: true });
    const given = { goalId, tertial: 'T1', status: 'FULFILLED', comment: '', validOn: null } as const;
    const before = [inTime, measured('79', true)];
    const fulfilment = assessGoal(given, goalAfter(...before), byMeasures, by(clerk));
    const shown = (...events: readonly GoalEvent[]) => assessmentShown(...before, ...fulfilment, ...events);
    const measureProof = [{ measureId: index, value: '79' }];
    expect(shown()).toMatchObject({ proof: null, measureProof, stillProved: true });
    expect(shown(measuredAnew('77', false, 1))).toMatchObject({ measureProof, stillProved: false });
  });
});

describe('A removal in the view of a tertial', () => {
  const events = [reported(leaflet, 'ON_HOLD'), removed(leaflet, '2026-05-27')];

  it('rule 16: an earlier tertial still shows the activity, with its status and the decision that removed it', () => {
    expect(activitiesShown('T1', ...events)).toMatchObject([
      { activityId: leaflet, status: { code: 'ON_HOLD' }, removed: removal(leaflet, '2026-05-27') },
      { activityId: talks, removed: null },
    ]);
    expect(countsIn(viewOf('T1', [goalAfter(...events)]).activityCounts)).toContain('ON_HOLD 1');
  });

  it('rule 16: the tertial in which it was removed does not show it, nor count it as not reported', () => {
    expect(activitiesShown('T2', ...events).map(({ activityId }) => activityId)).toEqual([talks]);
    expect(viewOf('T2', [goalAfter(...events)]).notReported).toBe(1);
  });

  it('rule 16: an earlier tertial does not show an activity that was added later', () => {
    const shown = (tertial: Tertial) =>
      activitiesShown(tertial, added(welcome, '2026-05-06')).map((one) => one.activityId);
    expect(shown('T1')).toEqual([leaflet, talks]);
    expect(shown('T2')).toEqual([leaflet, talks, welcome]);
  });

  it('rule 16: an earlier tertial does not show a goal that was added later', () => {
    const plan = planAfter(opened('T1'), closed('T1'), economyAdded('2026-05-06'));
    const goals = [goalAfter(assessed('NOT_FULFILLED')), economyAfter()];
    const shown = (tertial: Tertial) => {
      const view = tertialView(modelWith(), plan, goals, [], tertial);
      return {
        goals: view.goals.map((goal) => goal.goalId),
        notAssessed: view.notAssessed,
        notReported: view.notReported,
      };
    };
    expect(shown('T1')).toEqual({ goals: [goalId], notAssessed: 0, notReported: 2 });
    expect(shown('T2')).toEqual({ goals: [goalId, economyId], notAssessed: 2, notReported: 3 });
  });

  it('rule 40: shows how final the decision is: executed, and not yet in legal force, before anything else', () => {
    const decision = removal(leaflet, '2026-05-27');
    const { proposalId, matterId, point } = decision;
    const data = { proposalId, ...firstProposal, chain: defaultChain, warnings: [] };
    const about: readonly RemovalEvent[] = [
      { type: 'RemovalProposed', data },
      { type: 'RemovalPutToBoard', data: { proposalId, matterId, point } },
      { type: 'RemovalDecided', data: { ...decision, outcome: 'APPROVED', reason: '' } },
    ];
    const finality = (...later: readonly RemovalEvent[]) => {
      const removals = [after(removalFold, ...about, ...later)];
      const view = tertialView(modelWith(), planAfter(), [goalAfter(...events)], removals, 'T1');
      return view.goals[0]?.activities[0]?.removed?.finality;
    };
    const became = (now: Finality): RemovalEvent => ({
      type: 'RemovalFinalityRecorded',
      data: { proposalId, matterId, point, finality: now, on: '2026-06-18' },
    });
    expect(finality()).toBe('NOT_IN_FORCE');
    expect(finality(became('APPEALED'))).toBe('APPEALED');
    expect(finality(became('APPEALED'), became('IN_FORCE'))).toBe('IN_FORCE');
    expect(activitiesShown('T1', ...events)[0]?.removed).toEqual({ ...decision, finality: 'NOT_IN_FORCE' });
  });

  it('rule 35: shows in every tertial an activity whose removal was annulled, and when it was out', () => {
    const annulled = [...events, restored(leaflet, '2026-11-02')];
    const annulledRemovals = [{ decision: removal(leaflet, '2026-05-27'), annulledOn: '2026-11-02' }];
    for (const tertial of ['T1', 'T2', 'T3'] as const) {
      const [first] = activitiesShown(tertial, ...annulled);
      expect(first).toMatchObject({ activityId: leaflet, removed: null, annulledRemovals });
    }
    const view = viewOf('T2', [goalAfter(...annulled)]);
    expect([view.notReported, view.planActivities, view.removedActivities]).toEqual([2, 2, 0]);
  });

  it('rule 15: an open proposal is shown with its activity, whose status stays; a settled one is not', () => {
    const proposalId = proposalIdOf(leaflet, 1);
    const proposed: RemovalEvent = {
      type: 'RemovalProposed',
      data: {
        proposalId,
        ...firstProposal,
        chain: defaultChain,
        warnings: [],
      },
    };
    const withdrawn: RemovalEvent = { type: 'RemovalWithdrawn', data: { proposalId, reason: '' } };
    const shown = (...proposals: readonly RemovalEvent[]) =>
      tertialView(
        modelWith(),
        planAfter(),
        [goalAfter(reported(leaflet, 'ON_HOLD'))],
        [after(removalFold, ...proposals)],
        'T1',
      );
    expect(shown(proposed).goals[0]?.activities).toMatchObject([
      { removalProposed: proposalId, removed: null, status: { code: 'ON_HOLD' } },
      { removalProposed: null },
    ]);
    expect(shown(proposed, withdrawn).goals[0]?.activities).toMatchObject([{ removalProposed: null }, {}]);
  });
});

describe('A correction in the view of a tertial', () => {
  const correctedAssessment: GoalEvent = {
    type: 'GoalAssessmentCorrected',
    data: {
      goalId,
      tertial: 'T1',
      status: 'PARTLY_FULFILLED',
      comment: 'Hälften.',
      validOn: '2026-04-30',
      modelVersion: 1,
      proof: null,
      corrects: 1,
      reason: 'Fel mål.',
    },
  };

  it('rule 8: shows the status that holds and the wrong one, with the reason', () => {
    const [shown] = activitiesShown('T1', reported(leaflet, 'NOT_STARTED'), corrected(leaflet, 'ON_HOLD', 1));
    expect(shown?.status).toMatchObject({
      code: 'ON_HOLD',
      label,
      correctionReason: 'Fel aktivitet.',
      earlier: [
        {
          code: 'NOT_STARTED',
          label: { sv: 'Ej påbörjad', en: 'Not started' },
          comment: 'Läget är NOT_STARTED.',
          by: 'hans',
          at: '2026-05-12T08:00:01.000Z',
          voided: false,
        },
      ],
    });
  });

  it('rule 8: shows every earlier one of the tertial, oldest first, and none of another', () => {
    const [shown] = activitiesShown(
      'T1',
      reported(leaflet, 'NOT_STARTED'),
      reported(leaflet, 'COMPLETED_AS_PLANNED', 'T2'),
      reported(leaflet, 'ONGOING_AS_PLANNED'),
      corrected(leaflet, 'ON_HOLD', 3),
    );
    expect(shown?.status?.earlier.map(({ code }) => code)).toEqual(['NOT_STARTED', 'ONGOING_AS_PLANNED']);
  });

  it('rule 8: shows an assessment and the wrong one, with the reason', () => {
    expect(assessmentShown(assessed('NOT_FULFILLED'), correctedAssessment)).toMatchObject({
      code: 'PARTLY_FULFILLED',
      label: { sv: 'Delvis uppfylld', en: 'Partly fulfilled' },
      correctionReason: 'Fel mål.',
      earlier: [{ code: 'NOT_FULFILLED', label: { sv: 'Ej uppfylld', en: 'Not fulfilled' }, voided: false }],
    });
  });

  it('rule 68: shows a status that came after the closing as voided, beside the one that holds', () => {
    const late = [reported(leaflet, 'NOT_STARTED'), reported(leaflet, 'ON_HOLD'), voidedStatus(leaflet, 2)];
    const [shown] = activitiesShown('T1', ...late);
    expect(shown?.status).toMatchObject({ code: 'NOT_STARTED', earlier: [{ code: 'ON_HOLD', voided: true }] });
  });
});

describe('A fulfilment in the view of a tertial', () => {
  const fulfil = { goalId, tertial: 'T1', status: 'FULFILLED', comment: '', validOn: null } as const;
  const fulfilled = assessGoal(fulfil, goalAfter(...done), planAndModel(), by(clerk));

  it('rule 3: shows its proof', () => {
    expect(assessmentShown(...done, ...fulfilled)).toMatchObject({
      code: 'FULFILLED',
      proof: [
        { activityId: leaflet, status: 'COMPLETED_AS_PLANNED' },
        { activityId: talks, status: 'COMPLETED_AS_PLANNED' },
      ],
      measureProof: null,
      stillProved: true,
    });
  });

  it('rule 3: is no longer proved when a status in its proof is corrected, and still shows the proof', () => {
    expect(assessmentShown(...done, ...fulfilled, corrected(talks, 'ONGOING_WITH_DEVIATION', 1))).toMatchObject({
      code: 'FULFILLED',
      proof: [{ activityId: leaflet }, { activityId: talks, status: 'COMPLETED_AS_PLANNED' }],
      stillProved: false,
    });
  });

  it('rule 3: is no longer proved when an activity is later added to the tertial', () => {
    expect(assessmentShown(...done, ...fulfilled, added(welcome, '2026-04-30'))?.stillProved).toBe(false);
  });

  it('rule 61: shows no proof where the activity rule was not applied', () => {
    expect(assessmentShown(assessed('PARTLY_FULFILLED'))).toMatchObject({ proof: null, stillProved: true });
  });
});

describe('A new steering model in June', () => {
  const events = [
    reported(leaflet, 'ON_HOLD'),
    reported(leaflet, 'RED', 'T2'),
    assessed('NOT_FULFILLED'),
    assessed('REACHED', 'T2'),
  ];
  const shown = (tertial: Tertial) => viewOf(tertial, [goalAfter(...events)], modelRenewedInJune);

  it('rule 9: leaves T1 under the old version, with its labels and its counts', () => {
    expect(shown('T1')).toMatchObject({
      modelVersion: 1,
      goals: [{ assessment: { label: { sv: 'Ej uppfylld' } }, activities: [{ status: { label } }, {}] }],
    });
    expect(countsIn(shown('T1').goalCounts)).toEqual([
      'NOT_FULFILLED 1',
      'BARELY_FULFILLED 0',
      'PARTLY_FULFILLED 0',
      'FULFILLED 0',
    ]);
    expect(shown('T1').activityCounts).toHaveLength(6);
  });

  it('rule 9: has T2 under the new version, with its labels and its counts', () => {
    expect(shown('T2')).toMatchObject({
      modelVersion: 2,
      goals: [
        {
          assessment: { label: { sv: 'Nås' } },
          activities: [{ status: { label: { sv: 'Röd' }, deviation: true } }, {}],
        },
      ],
    });
    expect(countsIn(shown('T2').activityCounts)).toEqual(['RED 1', 'GREEN 0']);
    expect(countsIn(shown('T2').goalCounts)).toEqual(['MISSED 0', 'REACHED 1']);
  });

  it('rule 9: does not relabel an old status when a later version uses its code with another label', () => {
    const [version] = modelWith().versions;
    const reworded = newVocabulary.activityStatuses.map((status) => ({ ...status, code: 'ON_HOLD' })).slice(0, 1);
    const renewed = { version: 2, holdsFrom: '2026-04-30', ...newVocabulary, activityStatuses: reworded };
    const versions = version === undefined ? [] : [version, { ...renewed, decision: change }];
    const { goals, activityCounts } = viewOf('T1', [goalAfter(...events)], { ...modelWith(), versions });
    expect(goals[0]?.activities[0]?.status).toMatchObject({ modelVersion: 1, label, deviation: false });
    expect(activityCounts).toMatchObject([{ code: 'ON_HOLD', label: { sv: 'Röd', en: 'Red' }, count: 1 }]);
  });

  it('rule 9: shows a tertial that no version reaches without statuses to count', () => {
    const [, version] = modelRenewedInJune.versions;
    const versions = version === undefined ? [] : [version];
    expect(viewOf('T1', [goalAfter()], { ...modelWith(), versions })).toMatchObject({
      modelVersion: null,
      activityCounts: [],
      goalCounts: [],
      notReported: 2,
      notAssessed: 1,
    });
  });
});

describe('The words of a closed tertial', () => {
  const decision = { ...change, date: '2026-03-01' };
  const reworded: GoalEvent = {
    type: 'ActivityReworded',
    data: { activityId: leaflet, heading: 'Ge ut en broschyr', description: 'På webben.', decision },
  };
  const redated: GoalEvent = {
    type: 'ActivityDatesChanged',
    data: { activityId: leaflet, startDate: '2026-09-01', endDate: '2026-12-31', decision },
  };
  const asAdopted = planned('Ta fram en kommunikationsplan');
  const asChanged = {
    heading: 'Ge ut en broschyr',
    description: 'På webben.',
    startDate: '2026-09-01',
    endDate: '2026-12-31',
  };
  const status = reported(leaflet, 'ON_HOLD');

  it('rule 101: stay as they were at the closing, whatever is changed later', () => {
    expect(leafletShown('T1', status, closed('T1'), reworded, redated)).toMatchObject(asAdopted);
    expect(leafletShown('T1', closed('T1'), reworded, redated)).toMatchObject(asAdopted);
    expect(leafletShown('T1', status, reworded, redated, closed('T1'))).toMatchObject(asChanged);
  });

  it('rule 101: follow each change in a tertial that is not closed', () => {
    expect(leafletShown('T2', closed('T1'), reworded, redated)).toMatchObject(asChanged);
    expect(leafletShown('T3', closed('T1'), reworded, redated)).toMatchObject(asChanged);
    expect(leafletShown('T1', status, reworded, redated)).toMatchObject(asChanged);
  });

  it('rule 101: are those of the last correction when it came after the closing', () => {
    const correction = corrected(leaflet, 'ONGOING_AS_PLANNED', 1);
    const after = [status, closed('T1'), reworded, correction, redated];
    expect(leafletShown('T1', ...after)).toMatchObject({
      ...asAdopted,
      heading: 'Ge ut en broschyr',
      description: 'På webben.',
    });
    const ofT2 = [status, closed('T1'), reworded, reported(leaflet, 'ON_HOLD', 'T2')];
    expect(leafletShown('T1', ...ofT2)).toMatchObject(asAdopted);
  });

  it('rules 101 and 105: a goal keeps its title in the same way', () => {
    const title = 'Medarbetare ska trivas';
    const renamed: GoalEvent = { type: 'GoalRenamed', data: { goalId, title, reason: 'Fel rubrik.' } };
    expect(goalShown('T1', closed('T1'), renamed)?.title).toBe(adoptedGoal.title);
    expect(goalShown('T2', closed('T1'), renamed)?.title).toBe(title);
    expect(goalShown('T1', renamed, closed('T1'))?.title).toBe(title);
    expect(goalShown('T1', closed('T1'), renamed, assessed('NOT_FULFILLED'))?.title).toBe(title);
  });

  it('rules 101 and 104: follow each change in a tertial that is opened again, until it is closed again', () => {
    const reopened: PlanEvent = {
      type: 'FollowUpReopened',
      data: { planId, tertial: 'T1', reason: 'För tidigt.' },
    };
    expect(leafletShown('T1', closed('T1'), reworded, reopened)).toMatchObject({ heading: 'Ge ut en broschyr' });
    const again = [closed('T1'), reopened, reworded, closed('T1'), redated];
    expect(leafletShown('T1', ...again)).toMatchObject({
      ...asAdopted,
      heading: 'Ge ut en broschyr',
      description: 'På webben.',
    });
  });

  it('rule 102: the view shows the corrections of its follow-up alone', () => {
    const moved = (tertial: Tertial): PlanEvent => ({
      type: 'CutOffMoved',
      data: { planId, tertial, cutOff: '2026-12-30', reason: 'Fel dag.' },
    });
    const plan = planAfter(opened('T1'), opened('T2'), moved('T1'), moved('T2'));
    const { corrections, cutOff } = tertialView(modelWith(), plan, [], [], 'T2');
    expect(cutOff).toBe('2026-12-30');
    expect(corrections).toMatchObject([{ kind: 'CUT_OFF_MOVED', tertial: 'T2', before: '2026-12-31' }]);
  });
});
