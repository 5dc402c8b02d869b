import { after, board, otherClerk, refused } from '../../test/support/given.js';
import {
  added,
  adoptedGoal,
  assessed,
  change,
  corrected,
  established,
  goalAfter,
  goalId,
  index,
  leaflet,
  measureAdopted,
  measureAdoptedOn,
  measured,
  removal,
  removed,
  reported,
  restored,
  talks,
  voidedAssessment,
  voidedStatus,
  welcome,
} from '../../test/support/plan-under-test.js';
import { measureIdOf, planIdOf } from '../kernel/identity.js';
import {
  activitiesIn,
  activityIn,
  type Goal,
  type GoalEvent,
  goalFold,
  goalsOfPlan,
  goalValidOn,
  standing,
} from './goal.js';
import { measureIn } from './measure.js';
import { currentFact } from './reported-fact.js';

describe('A goal', () => {
  it('rule 66: does not exist before it is established', () => {
    expect(after(goalFold, reported(leaflet, 'ON_HOLD'))).toBeNull();
  });

  it('rule 66: has the measures and activities that the board adopted, unreported and not assessed', () => {
    const [first, second] = adoptedGoal.activities;
    const { activityId: _, ...one } = first ?? {};
    const { activityId: __, ...other } = second ?? {};
    const unreported = { added: null, addedAt: 0, changed: null, removed: null, annulledRemovals: [], reports: [] };
    expect(goalAfter()).toEqual({
      revision: 0,
      id: goalId,
      title: adoptedGoal.title,
      titles: [{ title: adoptedGoal.title, position: 1 }],
      struck: null,
      measures: [],
      activities: [
        { id: leaflet, ...one, ...unreported },
        { id: talks, ...other, ...unreported },
      ],
      struckActivities: [],
      struckMeasures: [],
      assessments: [],
      corrections: [],
    });
  });

  it('rule 106: nothing can be done with it or its parts when it has been struck', () => {
    const struck = goalAfter(measureAdopted, {
      type: 'GoalStruck',
      data: { goalId, reason: 'Registrerat av misstag.' },
    });
    refused(() => standing(struck, goalId), 'STRUCK');
    refused(() => activityIn(struck, leaflet), 'STRUCK');
    refused(() => measureIn(struck, index), 'STRUCK');
    expect(goalsOfPlan({ goalIds: [goalId] }, [struck])).toEqual([]);
    expect(standing(goalAfter(), goalId)).toEqual(goalAfter());
  });

  it('rule 66: gets a measure that the board adopts during the year', () => {
    const measure = { measureId: measureIdOf(goalId, 1), name: 'Medarbetarindex', target: 'Minst 78' };
    expect(goalAfter(measureAdopted)).toMatchObject({ revision: 1, measures: [measure] });
  });

  it('rule 66: gets an activity added during the year, with the decision that added it', () => {
    const { activities } = goalAfter(added(welcome, change.date));
    expect(activities.map(({ id, heading, added: by }) => [id, heading, by])).toEqual([
      [leaflet, 'Ta fram en kommunikationsplan', null],
      [talks, 'Genomföra medarbetarsamtal', null],
      [welcome, 'Införa gemensam introduktion', change],
    ]);
  });

  it('rule 6: a decision moves the dates of one activity', () => {
    const dates = { startDate: '2026-02-01', endDate: '2026-12-31' };
    const goal = goalAfter({ type: 'ActivityDatesChanged', data: { activityId: talks, ...dates, decision: change } });
    expect(activityIn(goal, talks)).toMatchObject({ ...dates, heading: 'Genomföra medarbetarsamtal' });
    expect(activityIn(goal, leaflet)).toEqual(activityIn(goalAfter(), leaflet));
  });

  it('rule 66: a decision rewords one activity', () => {
    const words = { heading: 'Hålla medarbetarsamtal', description: 'Ett var.' };
    const goal = goalAfter({ type: 'ActivityReworded', data: { activityId: talks, ...words, decision: change } });
    expect(activityIn(goal, talks)).toMatchObject(words);
    expect(activityIn(goal, leaflet)).toEqual(activityIn(goalAfter(), leaflet));
  });

  it('rule 65: a removal is membership of the plan and leaves the status as it was', () => {
    const goal = goalAfter(reported(leaflet, 'ON_HOLD'), removed(leaflet));
    expect(activityIn(goal, leaflet)).toMatchObject({
      removed: removal(leaflet, '2026-05-06'),
      reports: [{ status: 'ON_HOLD' }],
    });
    expect(activityIn(goal, talks).removed).toBeNull();
  });

  it('rule 35: an activity whose removal a court annulled is in the plan, and the interval it was out is kept', () => {
    const goal = goalAfter(removed(leaflet, '2026-05-27'), restored(leaflet, '2026-11-02'));
    expect(activityIn(goal, leaflet)).toMatchObject({
      removed: null,
      annulledRemovals: [{ decision: removal(leaflet, '2026-05-27'), annulledOn: '2026-11-02' }],
    });
    expect(activityIn(goal, talks).annulledRemovals).toEqual([]);
  });

  it('rule 35: an activity can be removed again after that', () => {
    const goal = goalAfter(removed(leaflet, '2026-05-27'), restored(leaflet), removed(leaflet, '2026-12-01'));
    expect(activityIn(goal, leaflet)).toMatchObject({
      removed: { date: '2026-12-01' },
      annulledRemovals: [{ decision: { date: '2026-05-27' } }],
    });
  });

  it('rule 35: an activity that is in the plan is as it was', () => {
    expect(activityIn(goalAfter(restored(leaflet)), leaflet)).toEqual(activityIn(goalAfter(), leaflet));
  });

  it('rule 66: is a part of its plan', () => {
    expect(goalFold.partOf?.(goalId)).toBe(planIdOf(board, 2026));
  });

  it('rule 43: refuses an activity that it does not have', () => {
    refused(() => activityIn(goalAfter(), welcome), 'NOT_FOUND', { id: welcome });
    refused(() => activityIn(null, leaflet), 'NOT_FOUND', { id: leaflet });
  });
});

describe('The statuses of an activity', () => {
  it('rule 70: each tells who gave it, when it was recorded and the day it holds', () => {
    const goal = after(goalFold, established, { event: reported(leaflet, 'ON_HOLD'), actor: otherClerk });
    expect(activityIn(goal, leaflet).reports).toEqual([
      {
        number: 1,
        tertial: 'T1',
        status: 'ON_HOLD',
        comment: 'Läget är ON_HOLD.',
        validOn: '2026-04-30',
        modelVersion: 1,
        by: 'hedda',
        at: '2026-05-12T08:00:01.000Z',
        position: 2,
        correction: null,
        voided: null,
        warnings: [],
      },
    ]);
  });

  it('rule 5: a warning stays with the status that it concerns', () => {
    const late = reported(leaflet, 'NOT_STARTED');
    if (late.type !== 'ActivityStatusReported') throw new Error('This is no report.');
    const goal = goalAfter({ ...late, data: { ...late.data, warnings: ['NOT_STARTED_AFTER_END'] } });
    expect(activityIn(goal, leaflet).reports).toMatchObject([{ warnings: ['NOT_STARTED_AFTER_END'] }]);
  });

  it('rule 8: a correction keeps the wrong one, and says which it corrects and why', () => {
    const { reports } = activityIn(
      goalAfter(reported(leaflet, 'ON_HOLD'), corrected(leaflet, 'NOT_STARTED', 1)),
      leaflet,
    );
    expect(reports).toMatchObject([
      { number: 1, status: 'ON_HOLD', correction: null },
      { number: 2, status: 'NOT_STARTED', correction: { corrects: 1, reason: 'Fel aktivitet.' } },
    ]);
    expect(currentFact(reports, 'T1')).toBe(reports[1]);
  });

  it('rule 4: the newest of a tertial holds, and none when none was given', () => {
    const { reports } = activityIn(
      goalAfter(reported(leaflet, 'ON_HOLD'), reported(leaflet, 'RED', 'T2'), reported(leaflet, 'NOT_STARTED')),
      leaflet,
    );
    expect(currentFact(reports, 'T1')?.status).toBe('NOT_STARTED');
    expect(currentFact(reports, 'T2')?.status).toBe('RED');
    expect(currentFact(reports, 'T3')).toBeUndefined();
  });

  it('rule 70: a voided one is kept but does not count, so that the one before it holds', () => {
    const first = goalAfter(reported(leaflet, 'ON_HOLD'), voidedStatus(leaflet, 1));
    expect(activityIn(first, leaflet).reports).toMatchObject([{ status: 'ON_HOLD', voided: 'FOLLOW_UP_CLOSED' }]);
    expect(currentFact(activityIn(first, leaflet).reports, 'T1')).toBeUndefined();

    const goal = goalAfter(reported(leaflet, 'ON_HOLD'), reported(leaflet, 'NOT_STARTED'), voidedStatus(leaflet, 2));
    const { reports } = activityIn(goal, leaflet);
    expect(currentFact(reports, 'T1')).toMatchObject({ number: 1, voided: null });
  });

  it('rule 70: those of one activity are not those of another', () => {
    const goal = goalAfter(
      reported(leaflet, 'ON_HOLD'),
      reported(talks, 'ONGOING_AS_PLANNED'),
      voidedStatus(leaflet, 1),
    );
    expect(activityIn(goal, talks).reports).toMatchObject([{ number: 1, status: 'ONGOING_AS_PLANNED', voided: null }]);
  });
});

describe('The assessments of a goal', () => {
  const correction: GoalEvent = {
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

  it('rule 8: a correction keeps the wrong one, and says which it corrects and why', () => {
    const { assessments } = goalAfter(assessed('NOT_FULFILLED'), correction);
    expect(assessments).toMatchObject([
      { number: 1, status: 'NOT_FULFILLED', correction: null, by: 'hans', at: '2026-05-12T08:00:01.000Z' },
      { number: 2, status: 'PARTLY_FULFILLED', correction: { corrects: 1, reason: 'Fel mål.' } },
    ]);
    expect(currentFact(assessments, 'T1')).toBe(assessments[1]);
  });

  it('rule 61: a fulfilment keeps its proof', () => {
    const proof = { activities: [{ activityId: leaflet, status: 'COMPLETED_AS_PLANNED', report: 1 }] };
    const fulfilled = assessed('FULFILLED');
    if (fulfilled.type !== 'GoalAssessed') throw new Error('This is no assessment.');
    const goal = goalAfter({ ...fulfilled, data: { ...fulfilled.data, proof } });
    expect(goal.assessments).toMatchObject([{ status: 'FULFILLED', modelVersion: 1, proof }]);
  });

  it('rule 70: a voided one is kept but does not count, so that the one before it holds', () => {
    const { assessments } = goalAfter(assessed('NOT_FULFILLED'), assessed('PARTLY_FULFILLED'), voidedAssessment(2));
    expect(assessments.map(({ status, voided: cause }) => [status, cause])).toEqual([
      ['NOT_FULFILLED', null],
      ['PARTLY_FULFILLED', 'FOLLOW_UP_CLOSED'],
    ]);
    expect(currentFact(assessments, 'T1')?.number).toBe(1);
  });
});

describe('The activities of a tertial', () => {
  const idsOn = (day: string, ...events: readonly GoalEvent[]) =>
    activitiesIn(goalAfter(...events), day).map(({ id }) => id);

  it('rule 16: hold an activity until the day it is removed', () => {
    expect(idsOn('2026-04-30', removed(leaflet, '2026-05-01'))).toEqual([leaflet, talks]);
    expect(idsOn('2026-04-30', removed(leaflet, '2026-04-30'))).toEqual([talks]);
    expect(idsOn('2026-08-31', removed(leaflet, '2026-05-01'))).toEqual([talks]);
  });

  it('rule 35: hold an activity whose removal was annulled, also on the days that it was out', () => {
    const events = [removed(leaflet, '2026-05-27'), restored(leaflet, '2026-11-02')];
    for (const day of ['2026-04-30', '2026-08-31', '2026-12-31'])
      expect(idsOn(day, ...events)).toEqual([leaflet, talks]);
  });

  it('rule 16: hold an activity from the day it is added', () => {
    expect(idsOn('2026-04-30', added(welcome, '2026-05-01'))).toEqual([leaflet, talks]);
    expect(idsOn('2026-04-30', added(welcome, '2026-04-30'))).toEqual([leaflet, talks, welcome]);
  });
});

function held(day: string, ...events: readonly GoalEvent[]): Goal {
  const goal = goalValidOn(goalAfter(...events), day);
  if (goal === null) throw new Error('The goal is there.');
  return goal;
}

const statusOn = (day: string, ...events: readonly GoalEvent[]) =>
  currentFact(activityIn(held(day, ...events), leaflet).reports, 'T1')?.status;

function withDay<Event extends GoalEvent>(event: Event, validOn: string): Event {
  return { ...event, data: { ...event.data, validOn } };
}

describe('A goal with the facts that hold by a day', () => {
  const early = withDay(reported(leaflet, 'ON_HOLD'), '2026-02-01');
  const late = withDay(corrected(leaflet, 'ONGOING_AS_PLANNED', 1), '2026-04-01');

  it('rule 69: is without a status that holds from a later day', () => {
    expect(statusOn('2026-01-31', early)).toBeUndefined();
    expect(statusOn('2026-02-01', early)).toBe('ON_HOLD');
  });

  it('rule 8: shows a fact uncorrected when its correction holds from a later day', () => {
    expect(statusOn('2026-03-31', early, late)).toBe('ON_HOLD');
    expect(statusOn('2026-04-01', early, late)).toBe('ONGOING_AS_PLANNED');
  });

  it('rule 8: a correction that holds from an earlier day than the wrong fact stands alone until then', () => {
    const earlier = withDay(corrected(leaflet, 'ONGOING_AS_PLANNED', 1), '2026-01-20');
    expect(activityIn(held('2026-01-31', early, earlier), leaflet).reports).toMatchObject([{ number: 2 }]);
  });

  it('rule 69: is without an assessment and an outcome that hold from a later day', () => {
    const adopted = measureAdoptedOn('2026-02-01');
    const events = [adopted, measured('80 %', true), assessed('PARTLY_FULFILLED')];
    const before = held('2026-04-29', ...events);
    expect(before.assessments).toEqual([]);
    expect(measureIn(before, index).outcomes).toEqual([]);
    const after = held('2026-04-30', ...events);
    expect(after.assessments).toHaveLength(1);
    expect(measureIn(after, index).outcomes).toHaveLength(1);
  });

  it('rule 16: leaves out the activities and measures that the board added later', () => {
    const events = [added(welcome, '2026-05-06'), measureAdoptedOn('2026-05-06')];
    expect(held('2026-05-05', ...events).activities.map(({ id }) => id)).toEqual([leaflet, talks]);
    expect(held('2026-05-05', ...events).measures).toEqual([]);
    expect(held('2026-05-06', ...events).activities.map(({ id }) => id)).toEqual([leaflet, talks, welcome]);
    expect(held('2026-05-06', ...events).measures).toHaveLength(1);
  });

  it('rule 6: has the dates and the words that were decided by then, in the order of the log', () => {
    const dates = (startDate: string, endDate: string, date: string): GoalEvent => ({
      type: 'ActivityDatesChanged',
      data: { activityId: talks, startDate, endDate, decision: { ...change, date } },
    });
    const words: GoalEvent = {
      type: 'ActivityReworded',
      data: { activityId: talks, heading: 'Samtal', description: 'Ett var.', decision: change },
    };
    const events = [
      dates('2026-02-01', '2026-10-31', '2026-06-01'),
      words,
      dates('2026-03-01', '2026-12-31', '2026-05-20'),
    ];
    const [, planned] = adoptedGoal.activities;
    const on = (day: string) => activityIn(held(day, ...events), talks);
    const { startDate, endDate, heading } = planned ?? {};
    expect(on('2026-05-05')).toMatchObject({ startDate, endDate, heading });
    expect(on('2026-05-06')).toMatchObject({ startDate, endDate, heading: 'Samtal' });
    expect(on('2026-05-20')).toMatchObject({ startDate: '2026-03-01', endDate: '2026-12-31', heading: 'Samtal' });
    expect(on('2026-06-01')).toEqual(activityIn(goalAfter(...events), talks));
    expect(activityIn(goalAfter(...events), talks)).toMatchObject({ startDate: '2026-03-01', endDate: '2026-12-31' });
  });

  it('rule 35: has the membership that was decided by then', () => {
    const events = [removed(leaflet, '2026-05-27'), restored(leaflet, '2026-11-02'), removed(leaflet, '2026-12-01')];
    const on = (day: string) => activityIn(held(day, ...events), leaflet);
    const first = removal(leaflet, '2026-05-27');
    expect(on('2026-05-26')).toMatchObject({ removed: null, annulledRemovals: [] });
    expect(on('2026-05-27')).toMatchObject({ removed: first, annulledRemovals: [] });
    expect(on('2026-11-02')).toMatchObject({ removed: null, annulledRemovals: [{ decision: first }] });
    expect(on('2026-12-01')).toMatchObject({
      removed: { date: '2026-12-01' },
      annulledRemovals: [{ decision: first }],
    });
  });

  it('is unchanged when all of its facts hold, and null when there is no goal', () => {
    const events = [early, late, added(welcome, '2026-05-06'), removed(talks)];
    expect(held('2026-12-31', ...events)).toEqual(goalAfter(...events));
    expect(goalValidOn(null, '2026-12-31')).toBeNull();
  });
});
