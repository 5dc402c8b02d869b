import { comparing, positionOf, type Step } from '../../../test/support/comparison-under-test.js';
import { clerk, controller, otherClerk, system } from '../../../test/support/given.js';
import {
  adopted,
  added,
  assessed,
  change,
  closed,
  corrected,
  goalId,
  index,
  leaflet,
  measureAdoptedOn,
  measured,
  measuredAnew,
  modelWith,
  newVocabulary,
  opened,
  planId,
  planned,
  removal,
  removed,
  reported,
  restored,
  talks,
  voidedAssessment,
  voidedOutcome,
  voidedStatus,
  welcome,
} from '../../../test/support/plan-under-test.js';
import { proposalAfter, proposed } from '../../../test/support/removal-under-test.js';
import { activityIdOf, goalIdOf, measureIdOf, proposalIdOf } from '../../kernel/identity.js';
import type { GoalEvent } from '../goal.js';
import type { AdoptedGoal, PlanEvent } from '../plan.js';
import { planComparison, planDifferences } from './plan-comparison.js';

const heading = 'Ta fram en kommunikationsplan';
const ofLeaflet = { goalId, activityId: leaflet, measureId: null, heading };
const ofGoal = { goalId, activityId: null, measureId: null, heading: 'Medarbetare ska känna sig delaktiga' };
const ofIndex = { goalId, activityId: null, measureId: index, heading: 'Medarbetarindex' };
const noCause = { reason: null, voided: null, decision: null, removal: null, annulledOn: null };

const economyId = goalIdOf(planId, 2);
const economy: AdoptedGoal = {
  goalId: economyId,
  title: 'Ekonomin ska vara i balans',
  measures: [{ measureId: measureIdOf(economyId, 1), name: 'Resultat', target: 'Minst två procent' }],
  activities: [{ activityId: activityIdOf(economyId, 1), ...adopted('Införa helårsprognos') }],
};

const newDates: GoalEvent = {
  type: 'ActivityDatesChanged',
  data: { activityId: leaflet, startDate: '2026-02-01', endDate: '2026-12-15', decision: change },
};
const newWords: GoalEvent = {
  type: 'ActivityReworded',
  data: { activityId: leaflet, heading: 'Ta fram en folder', description: 'Kort.', decision: change },
};

/** Returns the differences between the moment after the first `known` steps and now. */
function since(known: number, ...steps: readonly Step[]) {
  return planDifferences(comparing({ known }, {}, steps));
}

/** Returns the differences between the reports of tertial 1 and tertial 2. */
function betweenTertials(...steps: readonly Step[]) {
  return planDifferences(comparing({ tertial: 'T1' }, { tertial: 'T2' }, steps));
}

function kindsIn(differences: ReturnType<typeof planDifferences>) {
  return differences.map(({ kind }) => kind);
}

describe('The differences between two moments of a plan', () => {
  it('rule 88: is none where no event concerns the item', () => {
    expect(since(1, reported(leaflet, 'ON_HOLD'), opened('T1'), closed('T1'))).toEqual([]);
  });

  it('rule 88: is a status, from label to label, by whom, when and in which events', () => {
    const steps = [
      { event: reported(leaflet, 'ON_HOLD'), actor: clerk },
      { event: reported(leaflet, 'COMPLETED_AS_PLANNED'), actor: otherClerk },
    ];
    const at = (index: number) => `2026-05-12T08:00:0${positionOf(index) - 1}.000Z`;
    const told = { colour: null, modelVersion: 1, validOn: '2026-04-30' };
    expect(since(1, ...steps)).toEqual([
      {
        ...ofLeaflet,
        ...noCause,
        kind: 'STATUS_CHANGED',
        before: {
          status: {
            ...told,
            code: 'ON_HOLD',
            label: { sv: 'Vänteläge', en: 'On hold' },
            comment: 'Läget är ON_HOLD.',
            by: 'hans',
            at: at(0),
          },
        },
        after: {
          status: {
            ...told,
            code: 'COMPLETED_AS_PLANNED',
            label: { sv: 'Avslutad enligt plan', en: 'Completed as planned' },
            comment: 'Läget är COMPLETED_AS_PLANNED.',
            by: 'hedda',
            at: at(1),
          },
        },
        by: 'hedda',
        at: at(1),
        events: [positionOf(1)],
      },
    ]);
  });

  it('rule 88: is a first status, which nobody had reported', () => {
    expect(since(0, reported(leaflet, 'ON_HOLD'))).toMatchObject([
      {
        kind: 'STATUS_REPORTED',
        before: { status: { code: null, label: { sv: 'Ej rapporterad', en: 'Not reported' }, by: null } },
        after: { status: { code: 'ON_HOLD' } },
      },
    ]);
  });

  it('rule 8: is a correction, with its reason and all events from what it corrects on', () => {
    const steps = [
      reported(leaflet, 'ON_HOLD'),
      corrected(leaflet, 'NOT_STARTED', 1),
      corrected(leaflet, 'ONGOING_AS_PLANNED', 2),
    ];
    expect(since(1, ...steps)).toMatchObject([
      {
        kind: 'STATUS_CHANGED',
        before: { status: { code: 'ON_HOLD' } },
        after: { status: { code: 'ONGOING_AS_PLANNED' } },
        reason: 'Fel aktivitet.',
        events: [positionOf(1), positionOf(2)],
      },
    ]);
  });

  it('rule 8: is also a correction in the same word', () => {
    expect(since(1, reported(leaflet, 'ON_HOLD'), corrected(leaflet, 'ON_HOLD', 1))).toMatchObject([
      { kind: 'STATUS_RESTATED', reason: 'Fel aktivitet.', events: [positionOf(1)] },
    ]);
  });

  it('rule 68: is a report that came too late and was voided by the system, with the cause', () => {
    const steps: Step[] = [
      reported(leaflet, 'ON_HOLD'),
      reported(leaflet, 'NOT_STARTED'),
      { event: voidedStatus(leaflet, 2), actor: system },
    ];
    expect(since(2, ...steps)).toMatchObject([
      {
        kind: 'STATUS_CHANGED',
        before: { status: { code: 'NOT_STARTED' } },
        after: { status: { code: 'ON_HOLD' } },
        by: 'system',
        voided: 'FOLLOW_UP_CLOSED',
        events: [positionOf(2)],
      },
    ]);
    const only: Step[] = [reported(leaflet, 'ON_HOLD'), { event: voidedStatus(leaflet, 1), actor: system }];
    expect(since(1, ...only)).toMatchObject([{ kind: 'STATUS_NOT_REPORTED', voided: 'FOLLOW_UP_CLOSED' }]);
    const again = [...only, reported(leaflet, 'RED', 'T2'), voidedStatus(leaflet, 2)];
    expect(planDifferences(comparing({ known: 3, tertial: 'T2' }, { tertial: 'T2' }, again))).toMatchObject([
      { kind: 'STATUS_NOT_REPORTED', voided: 'FOLLOW_UP_CLOSED', events: [positionOf(3)] },
    ]);
    // The voiding of a report for tertial 2 makes no difference in tertial 1.
    expect(since(1, reported(leaflet, 'ON_HOLD', 'T2'), voidedStatus(leaflet, 1))).toEqual([]);
  });

  it('rules 4 and 88: is an assessment, or its absence in the model’s own words', () => {
    expect(since(1, assessed('PARTLY_FULFILLED'), assessed('FULFILLED'))).toMatchObject([
      {
        ...ofGoal,
        kind: 'ASSESSMENT_CHANGED',
        before: { assessment: { label: { sv: 'Delvis uppfylld' } } },
        after: { assessment: { label: { sv: 'Uppfylld' }, stillProved: true } },
        by: 'hans',
        events: [positionOf(1)],
      },
    ]);
    const notAssessed = { code: null, label: { sv: 'Ej bedömd', en: 'Not assessed' }, stillProved: null };
    expect(since(0, assessed('FULFILLED'))).toMatchObject([
      { kind: 'ASSESSMENT_MADE', before: { assessment: notAssessed }, after: { assessment: { code: 'FULFILLED' } } },
    ]);
    expect(since(1, assessed('FULFILLED'), voidedAssessment(1))).toMatchObject([
      { kind: 'ASSESSMENT_NOT_MADE', after: { assessment: notAssessed }, voided: 'FOLLOW_UP_CLOSED' },
    ]);
    expect(kindsIn(since(1, assessed('FULFILLED'), assessed('FULFILLED')))).toEqual(['ASSESSMENT_RESTATED']);
  });

  it('rule 3: is a fulfilment that has lost its proof, with the event that invalidated it, or has regained it', () => {
    const fulfilled: GoalEvent[] = [
      reported(leaflet, 'COMPLETED_AS_PLANNED'),
      reported(talks, 'COMPLETED_AS_PLANNED'),
      {
        type: 'GoalAssessed',
        data: {
          goalId,
          tertial: 'T1',
          status: 'FULFILLED',
          comment: '',
          validOn: '2026-04-30',
          modelVersion: 1,
          proof: {
            activities: [leaflet, talks].map((activityId) => ({
              activityId,
              status: 'COMPLETED_AS_PLANNED',
              report: 1,
            })),
          },
        },
      },
    ];
    const lost = [...fulfilled, corrected(leaflet, 'ON_HOLD', 1)];
    expect(since(3, ...lost)).toMatchObject([
      {
        ...ofGoal,
        kind: 'ASSESSMENT_PROOF_LOST',
        before: { assessment: { code: 'FULFILLED', stillProved: true } },
        after: { assessment: { code: 'FULFILLED', stillProved: false } },
        reason: 'Fel aktivitet.',
        events: [positionOf(3)],
      },
      { kind: 'STATUS_CHANGED' },
    ]);
    expect(since(4, ...lost, corrected(leaflet, 'COMPLETED_AS_PLANNED', 2))).toMatchObject([
      { kind: 'ASSESSMENT_PROOF_REGAINED', events: [positionOf(4)] },
      { kind: 'STATUS_CHANGED' },
    ]);
  });

  it('rule 88: is a measure that was adopted, and its outcome', () => {
    const steps = [
      measureAdoptedOn('2026-03-02'),
      measured('78 %', true),
      measuredAnew('74 %', false, 1),
      measuredAnew('74 %', false, 2),
      voidedOutcome(1),
    ];
    const decision = { ...change, date: '2026-03-02' };
    const shown = { heading: 'Medarbetarindex', target: 'Minst 78', inTertial: true };
    expect(planDifferences(comparing({ known: 0 }, { known: 1 }, steps))).toMatchObject([
      { ...ofIndex, kind: 'MEASURE_ADOPTED', before: null, after: { ...shown, outcome: null }, decision, by: 'hans' },
    ]);
    expect(planDifferences(comparing({ known: 0 }, { known: 2 }, steps))).toMatchObject([
      { kind: 'MEASURE_ADOPTED', after: { ...shown, outcome: { value: '78 %' } } },
    ]);
    expect(planDifferences(comparing({ known: 1 }, { known: 2 }, steps))).toMatchObject([
      { ...ofIndex, kind: 'OUTCOME_REPORTED', before: { outcome: null }, after: { outcome: { value: '78 %' } } },
    ]);
    expect(planDifferences(comparing({ known: 2 }, { known: 3 }, steps))).toMatchObject([
      {
        kind: 'OUTCOME_CHANGED',
        before: { outcome: { value: '78 %', targetReached: true } },
        after: { outcome: { value: '74 %', targetReached: false } },
        reason: 'Fel enkät.',
        events: [positionOf(2)],
      },
    ]);
    expect(kindsIn(planDifferences(comparing({ known: 3 }, { known: 4 }, steps)))).toEqual(['OUTCOME_RESTATED']);
    expect(since(4, ...steps)).toEqual([]);
    const late = [measureAdoptedOn('2026-03-02'), measured('78 %', true), voidedOutcome(1)];
    expect(since(2, ...late)).toMatchObject([{ kind: 'OUTCOME_NOT_REPORTED', voided: 'FOLLOW_UP_CLOSED' }]);
  });

  it('rule 6: is new dates and new words, with the decision that they refer to', () => {
    const steps: Step[] = [{ event: newDates, actor: controller }, newWords];
    const renamed = { ...ofLeaflet, heading: 'Ta fram en folder' };
    expect(since(0, ...steps)).toMatchObject([
      {
        ...renamed,
        kind: 'ACTIVITY_REDATED',
        before: { startDate: '2026-01-15', endDate: '2026-11-30' },
        after: { startDate: '2026-02-01', endDate: '2026-12-15' },
        by: 'cilla',
        decision: change,
        events: [positionOf(0)],
      },
      {
        ...renamed,
        kind: 'ACTIVITY_REWORDED',
        before: { heading, description: `${heading}, steg för steg.` },
        after: { heading: 'Ta fram en folder', description: 'Kort.' },
        decision: change,
        events: [positionOf(1)],
      },
    ]);
  });

  it('rule 88: is an activity that was added', () => {
    const steps: Step[] = [{ event: added(welcome, '2026-03-02'), actor: controller }, reported(welcome, 'ON_HOLD')];
    expect(since(0, ...steps)).toMatchObject([
      {
        activityId: welcome,
        kind: 'ACTIVITY_ADDED',
        before: null,
        after: { heading: 'Införa gemensam introduktion', inPlan: true, inTertial: true, status: { code: 'ON_HOLD' } },
        by: 'cilla',
        decision: { ...change, date: '2026-03-02' },
        events: [positionOf(0)],
      },
    ]);
  });

  it('rule 88: is a goal that was added with all that came with it, by the decision on the goal', () => {
    const steps: Step[] = [
      { event: { type: 'GoalAdded', data: { goal: economy, decision: change } }, actor: controller },
      { event: { type: 'GoalEstablished', data: economy }, actor: system },
    ];
    const cause = { by: 'cilla', decision: change, events: [positionOf(0), positionOf(1)] };
    expect(since(0, ...steps)).toMatchObject([
      {
        ...{ goalId: economyId, activityId: null, heading: economy.title },
        kind: 'GOAL_ADDED',
        before: null,
        after: { heading: economy.title, inTertial: false, assessment: null },
        ...cause,
      },
      {
        ...{ goalId: economyId, measureId: measureIdOf(economyId, 1), heading: 'Resultat' },
        kind: 'MEASURE_ADOPTED',
        after: { target: 'Minst två procent', inTertial: false },
        ...cause,
      },
      {
        ...{ goalId: economyId, activityId: activityIdOf(economyId, 1), heading: 'Införa helårsprognos' },
        kind: 'ACTIVITY_ADDED',
        after: { inPlan: true, inTertial: false, status: null },
        ...cause,
      },
    ]);
  });

  it('rules 16 and 65: is an activity taken out of the plan, which the report still shows', () => {
    const proposal = proposalAfter(proposed());
    const decision = { ...removal(leaflet, '2026-05-27'), proposalId: proposal.id };
    const left: GoalEvent = { type: 'ActivityRemoved', data: { activityId: leaflet, decision } };
    const steps: Step[] = [reported(leaflet, 'ON_HOLD'), { event: left, actor: system }];
    const removals = [[proposal]];
    expect(planDifferences(comparing({ known: 1, removals }, { removals }, steps))).toMatchObject([
      {
        ...ofLeaflet,
        kind: 'ACTIVITY_REMOVED',
        before: { ...planned(heading), inPlan: true, inTertial: true, status: { label: { sv: 'Vänteläge' } } },
        after: { ...planned(heading), inPlan: false, inTertial: true, status: { code: 'ON_HOLD' } },
        by: 'system',
        reason: 'Tjänsten är vakant.',
        decision,
        removal: decision,
        events: [positionOf(1)],
      },
    ]);
  });

  it('rule 88: lists an activity that was added and removed between the moments', () => {
    expect(since(0, added(welcome, '2026-03-02'), removed(welcome, '2026-04-15'))).toMatchObject([
      { activityId: welcome, kind: 'ACTIVITY_ADDED', before: null, after: { inPlan: false, inTertial: false } },
      { activityId: welcome, kind: 'ACTIVITY_REMOVED', before: null, reason: null, events: [positionOf(1)] },
    ]);
  });

  it('rule 35: is an activity that a court has put back, with the decision and the ruling', () => {
    const steps: Step[] = [removed(leaflet), { event: restored(leaflet), actor: system }];
    const decision = removal(leaflet, '2026-05-06');
    const events = [positionOf(0), positionOf(1)];
    const putBack = { ...ofLeaflet, removal: decision, annulledOn: '2026-11-02', by: 'system', events };
    expect(since(1, ...steps)).toMatchObject([
      { ...putBack, kind: 'ACTIVITY_RESTORED', before: { inPlan: false }, after: { inPlan: true } },
    ]);
    expect(since(0, ...steps)).toMatchObject([
      { ...putBack, kind: 'ACTIVITY_RESTORED', before: { inPlan: true }, after: { inPlan: true } },
    ]);
  });

  it('rule 35: is a new removal after a court put it back', () => {
    const decision = { ...removal(leaflet, '2026-12-01'), proposalId: proposalIdOf(leaflet, 2) };
    const again: GoalEvent = { type: 'ActivityRemoved', data: { activityId: leaflet, decision } };
    expect(since(1, removed(leaflet), restored(leaflet), again)).toMatchObject([
      { kind: 'ACTIVITY_RESTORED', removal: removal(leaflet, '2026-05-06'), events: [positionOf(0), positionOf(1)] },
      { kind: 'ACTIVITY_REMOVED', removal: decision, events: [positionOf(2)] },
    ]);
  });

  it('rule 88: comes in the order of the plan, where a removed item keeps its place', () => {
    const steps = [
      reported(talks, 'ON_HOLD'),
      added(welcome, '2026-03-02'),
      removed(leaflet, '2026-04-01'),
      assessed('FULFILLED'),
      measureAdoptedOn('2026-03-02'),
    ];
    const differing = since(0, ...steps).map(({ kind, activityId }) => [kind, activityId]);
    expect(differing).toEqual([
      ['MEASURE_ADOPTED', null],
      ['ASSESSMENT_MADE', null],
      ['ACTIVITY_REMOVED', leaflet],
      ['STATUS_REPORTED', talks],
      ['ACTIVITY_ADDED', welcome],
    ]);
  });

  it('rule 69: is a fact that holds by one day and not yet by another, at the same moment', () => {
    const steps = [reported(leaflet, 'ON_HOLD')];
    const [difference] = planDifferences(comparing({ validOn: '2026-04-29' }, { validOn: '2026-04-30' }, steps));
    expect(difference).toMatchObject({ kind: 'STATUS_REPORTED', by: 'hans', events: [positionOf(0)] });
  });
});

describe('The differences when the second moment is the earlier one', () => {
  it('rule 35: is that a removal is not yet known, which is no restoration', () => {
    const steps = [removed(leaflet), restored(leaflet)];
    const backwards = (from: number, to: number) =>
      planDifferences(comparing({ known: from }, { known: to }, steps)).map(({ kind, events }) => [kind, events]);
    expect(backwards(1, 0)).toEqual([['ACTIVITY_NOT_YET_REMOVED', [positionOf(0)]]]);
    expect(backwards(2, 1)).toEqual([['ACTIVITY_NOT_YET_RESTORED', [positionOf(0), positionOf(1)]]]);
  });

  it('rule 88: names the person who caused the change that the second side lacks', () => {
    const steps = [reported(leaflet, 'ON_HOLD'), corrected(leaflet, 'NOT_STARTED', 1)];
    expect(planDifferences(comparing({ known: 2 }, { known: 1 }, steps))).toMatchObject([
      { kind: 'STATUS_CHANGED', reason: 'Fel aktivitet.', events: [positionOf(1)] },
    ]);
  });
});

describe('The differences between two tertials of a plan', () => {
  it('rule 88: is each status with another label, and not one reported again with the same label', () => {
    const steps = [
      reported(leaflet, 'ON_HOLD'),
      reported(talks, 'ON_HOLD'),
      { event: reported(leaflet, 'RED', 'T2'), actor: otherClerk },
      reported(talks, 'ON_HOLD', 'T2'),
    ];
    expect(betweenTertials(...steps)).toMatchObject([
      { ...ofLeaflet, kind: 'STATUS_CHANGED', by: 'hedda', events: [positionOf(0), positionOf(2)] },
    ]);
  });

  it('rule 9: shows each with the label of its own version, also a missing assessment', () => {
    expect(betweenTertials(reported(leaflet, 'ON_HOLD'), reported(leaflet, 'RED', 'T2'))).toMatchObject([
      {
        before: { status: { label: { sv: 'Vänteläge' }, modelVersion: 1 } },
        after: { status: { label: { sv: 'Röd', en: 'Red' }, modelVersion: 2 } },
      },
    ]);
    expect(betweenTertials(assessed('FULFILLED'))).toMatchObject([
      { kind: 'ASSESSMENT_NOT_MADE', after: { assessment: { code: null, label: { sv: 'Grå', en: 'Grey' } } } },
    ]);
  });

  it('rule 9: is a status whose code has another name in the later version', () => {
    const [first] = modelWith().versions;
    const activityStatuses = (first?.activityStatuses ?? []).map((status) =>
      status.code === 'ON_HOLD' ? { ...status, label: { sv: 'Pausad', en: 'Paused' } } : status,
    );
    const renamed = { version: 2, holdsFrom: '2026-06-15', decision: change, ...newVocabulary, activityStatuses };
    const model = { ...modelWith(), versions: [...modelWith().versions, renamed] };
    const paused = reported(leaflet, 'ON_HOLD', 'T2');
    if (paused.type !== 'ActivityStatusReported') throw new Error('This is no report.');
    const steps: Step[] = [reported(leaflet, 'ON_HOLD'), { ...paused, data: { ...paused.data, modelVersion: 2 } }];
    const differences = planDifferences(comparing({ tertial: 'T1', model }, { tertial: 'T2', model }, steps));
    expect(differences).toMatchObject([
      {
        kind: 'STATUS_CHANGED',
        before: { status: { code: 'ON_HOLD', label: { sv: 'Vänteläge' } } },
        after: { status: { code: 'ON_HOLD', label: { sv: 'Pausad' } } },
      },
    ]);
  });

  it('rule 4: is an activity without a status, a difference that nobody caused', () => {
    expect(betweenTertials(reported(leaflet, 'ON_HOLD'))).toMatchObject([
      { kind: 'STATUS_NOT_REPORTED', by: null, at: null, events: [positionOf(0)] },
    ]);
  });

  it('rule 16: is an activity that was added, or taken out, after the first of them', () => {
    const steps = [added(welcome, '2026-05-06'), removed(leaflet, '2026-05-27'), reported(welcome, 'RED', 'T2')];
    expect(betweenTertials(...steps)).toMatchObject([
      {
        ...ofLeaflet,
        kind: 'ACTIVITY_REMOVED',
        before: { inPlan: false, inTertial: true },
        after: { inPlan: false, inTertial: false, status: null },
        removal: removal(leaflet, '2026-05-27'),
      },
      {
        activityId: welcome,
        kind: 'ACTIVITY_ADDED',
        before: { inPlan: true, inTertial: false, status: null },
        after: { inPlan: true, inTertial: true, status: { code: 'RED' } },
      },
    ]);
  });

  it('rule 16: is an activity that was both added and taken out after the first of them', () => {
    const steps = [added(welcome, '2026-05-06'), removed(welcome, '2026-08-01')];
    expect(kindsIn(betweenTertials(...steps))).toEqual(['ACTIVITY_ADDED', 'ACTIVITY_REMOVED']);
    expect(kindsIn(planDifferences(comparing({ tertial: 'T2' }, { tertial: 'T3' }, steps)))).toEqual([]);
  });

  it('rule 16: is a goal and a measure that came after the first of them', () => {
    const goalAdded: PlanEvent = { type: 'GoalAdded', data: { goal: economy, decision: change } };
    const steps: Step[] = [goalAdded, { type: 'GoalEstablished', data: economy }, measureAdoptedOn('2026-05-06')];
    expect(betweenTertials(...steps)).toMatchObject([
      { ...ofIndex, kind: 'MEASURE_ADOPTED', before: { inTertial: false }, after: { inTertial: true } },
      { kind: 'GOAL_ADDED', before: { inTertial: false }, after: { inTertial: true, assessment: { code: null } } },
      { kind: 'MEASURE_ADOPTED', heading: 'Resultat' },
      { kind: 'ACTIVITY_ADDED', heading: 'Införa helårsprognos' },
    ]);
  });
});

describe('The comparison of two moments of a plan', () => {
  it('rule 88: has the counts of each side, and a summary of the differences in one line', () => {
    const steps = [opened('T1'), reported(leaflet, 'ON_HOLD'), removed(talks, '2026-04-01'), closed('T1')];
    expect(planComparison(comparing({ known: 1 }, {}, steps))).toMatchObject({
      planId,
      from: {
        tertial: 'T1',
        position: positionOf(0),
        validOn: null,
        followUp: 'OPEN',
        modelVersion: 1,
        notReported: 2,
        notAssessed: 1,
        planActivities: 2,
        removedActivities: 0,
      },
      to: {
        position: positionOf(3),
        followUp: 'CLOSED',
        activityCounts: [{ code: 'NOT_STARTED', count: 0 }, { code: 'ON_HOLD', count: 1 }, {}, {}, {}, {}],
        notReported: 0,
        planActivities: 1,
        removedActivities: 1,
      },
      summary: { sv: '1 aktivitet har fått status, 1 har tagits ur planen' },
      differences: [{ kind: 'STATUS_REPORTED' }, { kind: 'ACTIVITY_REMOVED' }],
    });
  });
});

describe('The corrections between two moments of a plan', () => {
  const reason = 'Registrerad av misstag.';
  const renamed: GoalEvent = { type: 'GoalRenamed', data: { goalId, title: 'Medarbetare ska trivas', reason } };
  const goalStruck: GoalEvent = { type: 'GoalStruck', data: { goalId, reason } };
  const leafletStruck: GoalEvent = { type: 'ActivityStruck', data: { activityId: leaflet, reason } };
  const leafletKept: GoalEvent = {
    type: 'StrikeVoided',
    data: { goalId, activityId: leaflet, cause: 'REMOVAL_PROPOSED' },
  };

  it('rules 88 and 105: a corrected title, with the reason', () => {
    expect(since(0, renamed)).toMatchObject([
      {
        kind: 'GOAL_RENAMED',
        before: { heading: 'Medarbetare ska känna sig delaktiga' },
        after: { heading: 'Medarbetare ska trivas' },
        reason,
        events: [positionOf(0)],
      },
    ]);
  });

  it('rules 88 and 166: a corrected measure, and what its outcome no longer tells', () => {
    const words = { name: 'Medarbetarindex', target: 'Minst 80' };
    const redefined: GoalEvent = { type: 'MeasureRedefined', data: { measureId: index, ...words, reason } };
    const cause = { by: clerk.personId, reason, events: [positionOf(2)] };
    expect(since(2, measureAdoptedOn('2026-03-02'), measured('79', true), redefined)).toMatchObject([
      {
        ...{ ...ofIndex, ...cause, kind: 'MEASURE_REDEFINED' },
        before: { heading: 'Medarbetarindex', target: 'Minst 78' },
        after: { heading: 'Medarbetarindex', target: 'Minst 80' },
      },
      {
        ...{ ...ofIndex, ...cause, kind: 'OUTCOME_CHANGED' },
        before: { outcome: { targetReached: true } },
        after: { outcome: { value: '79', targetReached: null } },
      },
    ]);
  });

  it('rules 88 and 106: an activity that was struck, and from the other side not yet', () => {
    const struck = { ...ofLeaflet, reason, events: [positionOf(0)] };
    expect(since(0, leafletStruck)).toMatchObject([{ ...struck, kind: 'ACTIVITY_STRUCK', after: null }]);
    const back = planDifferences(comparing({}, { known: 0 }, [leafletStruck]));
    expect(back).toMatchObject([{ ...struck, kind: 'ACTIVITY_NOT_YET_STRUCK', before: null }]);
    expect(since(0, leafletStruck, leafletKept)).toEqual([]);
  });

  it('rules 88 and 173: tells the right reference to the decision, once it is corrected', () => {
    const right = { date: '2026-03-09', paragraph: '§ 14', dnr: 'KS 2026/31' };
    const correct: GoalEvent = {
      type: 'MeasureDecisionCorrected',
      data: { measureId: index, decision: right, reason },
    };
    const added = { ...ofIndex, kind: 'MEASURE_ADOPTED' };
    expect(since(0, measureAdoptedOn('2026-03-02'), correct)).toMatchObject([{ ...added, decision: right }]);
  });

  it('rules 88 and 173: tells the right reference to an older decision on an activity, and leaves the newer', () => {
    const right = { date: '2026-03-09', paragraph: '§ 14', dnr: 'KS 2026/31' };
    const moved = (endDate: string): GoalEvent => ({
      type: 'ActivityDatesChanged',
      data: { activityId: talks, startDate: '2026-02-01', endDate, decision: change },
    });
    const correct: GoalEvent = {
      type: 'ActivityDecisionCorrected',
      data: { activityId: talks, change: 1, decision: right, reason },
    };
    const first = since(0, moved('2026-10-31'), correct);
    expect(first).toMatchObject([{ kind: 'ACTIVITY_REDATED', decision: right }]);
    const newest = since(0, moved('2026-10-31'), moved('2026-09-30'), correct);
    expect(newest).toMatchObject([{ kind: 'ACTIVITY_REDATED', decision: change }]);
  });

  it('rules 88 and 174: tells the right reference of a goal and what it began with, and of no other goal', () => {
    const right = { date: '2026-03-09', paragraph: '§ 14', dnr: 'KS 2026/31' };
    const steps: Step[] = [
      { type: 'GoalAdded', data: { goal: economy, decision: change } },
      { type: 'GoalEstablished', data: economy },
      { type: 'GoalDecisionCorrected', data: { goalId: economyId, decision: right, reason } },
    ];
    const told = since(0, measureAdoptedOn('2026-03-02'), ...steps).map(({ kind, decision }) => [kind, decision]);
    expect(told).toEqual([
      ['MEASURE_ADOPTED', { ...change, date: '2026-03-02' }],
      ['GOAL_ADDED', right],
      ['MEASURE_ADOPTED', right],
      ['ACTIVITY_ADDED', right],
    ]);
  });

  it('rules 88 and 172: a measure that was struck, and from the other side not yet', () => {
    const adopted = measureAdoptedOn('2026-03-02');
    const struck: GoalEvent = { type: 'MeasureStruck', data: { measureId: index, reason } };
    const kept: GoalEvent = { type: 'MeasureStrikeVoided', data: { measureId: index, cause: 'FOLLOW_UP_CLOSED' } };
    const difference = { ...ofIndex, reason, events: [positionOf(1)] };
    expect(since(1, adopted, struck)).toMatchObject([{ ...difference, kind: 'MEASURE_STRUCK', after: null }]);
    const back = planDifferences(comparing({}, { known: 1 }, [adopted, struck]));
    expect(back).toMatchObject([{ ...difference, kind: 'MEASURE_NOT_YET_STRUCK', before: null }]);
    expect(since(1, adopted, struck, kept)).toEqual([]);
  });

  it('rules 88 and 106: a goal that was struck, with all that it held', () => {
    const differences = since(1, measureAdoptedOn('2026-04-01'), goalStruck);
    expect(kindsIn(differences)).toEqual(['GOAL_STRUCK', 'MEASURE_STRUCK', 'ACTIVITY_STRUCK', 'ACTIVITY_STRUCK']);
    expect(differences.map((one) => one.events)).toEqual(differences.map(() => [positionOf(1)]));
    const back = planDifferences(comparing({}, { known: 1 }, [measureAdoptedOn('2026-04-01'), goalStruck]));
    expect(kindsIn(back)).toEqual([
      'GOAL_NOT_YET_STRUCK',
      'MEASURE_NOT_YET_STRUCK',
      'ACTIVITY_NOT_YET_STRUCK',
      'ACTIVITY_NOT_YET_STRUCK',
    ]);
  });
});
