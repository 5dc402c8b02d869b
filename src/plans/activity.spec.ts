import { board, by, controller, refused, system } from '../../test/support/given.js';
import {
  added,
  adoptedGoal,
  change,
  goalAfter,
  goalId,
  leaflet,
  permission,
  planned,
  removal,
  removed,
  restored,
  welcome,
} from '../../test/support/plan-under-test.js';
import { matterIdOf, proposalIdOf } from '../kernel/identity.js';
import type { AddActivityData, AdoptMeasureData, ChangeActivityDatesData, RewordActivityData } from './activity.js';
import {
  addActivity,
  adoptMeasure,
  changeActivityDates,
  establishGoal,
  removeActivity,
  restoreActivity,
  rewordActivity,
} from './activity.js';

const noParagraph = { ...change, paragraph: ' ' };
const noDnr = { ...change, dnr: '' };
const tomorrow = { ...change, date: '2026-05-13' };

describe('Establishing a goal', () => {
  it('rule 66: opens its stream with what the board adopted', () => {
    expect(establishGoal(adoptedGoal, null, by(system))).toEqual([{ type: 'GoalEstablished', data: adoptedGoal }]);
  });

  it('rule 66: has nothing to do the second time', () => {
    expect(establishGoal(adoptedGoal, goalAfter(), by(system))).toEqual([]);
  });

  permission('establishGoal', 'SYSTEM', (act) => establishGoal(adoptedGoal, null, act));
});

describe('Adopting a measure', () => {
  const adopt: AdoptMeasureData = { goalId, name: 'Medarbetarindex', target: 'Minst 78', decision: change };
  const data = { measureId: `${goalId}.m1`, name: 'Medarbetarindex', target: 'Minst 78', decision: change };

  it('rule 66: records the measure with its decision', () => {
    expect(adoptMeasure(adopt, goalAfter(), by(controller))).toEqual([{ type: 'MeasureAdopted', data }]);
  });

  it('rule 66: numbers it after the measures there are', () => {
    const goal = goalAfter(...adoptMeasure(adopt, goalAfter(), by(controller)));
    expect(adoptMeasure(adopt, goal, by(controller))).toEqual([
      { type: 'MeasureAdopted', data: { ...data, measureId: `${goalId}.m2` } },
    ]);
  });

  it('rule 66: refuses a measure without a name', () => {
    refused(() => adoptMeasure({ ...adopt, name: ' ' }, goalAfter(), by(controller)), 'TEXT_MISSING', {
      field: 'name',
    });
  });

  it('rule 6: refuses a measure without a reference to a decision that has been taken', () => {
    const decided = (decision: typeof change) => () =>
      adoptMeasure({ ...adopt, decision }, goalAfter(), by(controller));
    refused(decided(noParagraph), 'DECISION_REFERENCE_MISSING');
    refused(decided(tomorrow), 'IN_FUTURE', { date: '2026-05-13', today: '2026-05-12' });
  });

  it('rule 43: refuses a goal that does not exist', () => {
    refused(() => adoptMeasure(adopt, null, by(controller)), 'NOT_FOUND', { id: goalId });
  });

  permission('adoptMeasure', 'CONTROLLER', (act) => adoptMeasure(adopt, goalAfter(), act));
});

describe('Adding an activity during the year', () => {
  const activity = planned('Införa gemensam introduktion', '2026-05-15', '2026-10-31');
  const add: AddActivityData = { goalId, activity, decision: change };
  const adding = (other: Partial<typeof activity>) => () =>
    addActivity({ ...add, activity: { ...activity, ...other } }, goalAfter(), by(controller));

  it('rule 66: records it after the activities there are, with the decision', () => {
    expect(addActivity(add, goalAfter(), by(controller))).toEqual([
      { type: 'ActivityAdded', data: { activityId: welcome, ...activity, responsible: null, decision: change } },
    ]);
  });

  it('rule 66: never gives the number of a removed activity to another', () => {
    const goal = goalAfter(added(welcome, change.date), removed(welcome));
    expect(addActivity(add, goal, by(controller))).toMatchObject([{ data: { activityId: `${goalId}.a4` } }]);
  });

  it('rule 66: refuses an activity without a heading', () => {
    refused(adding({ heading: '' }), 'TEXT_MISSING', { field: 'heading' });
  });

  it('rule 6: refuses dates that are reversed, or that end in another year', () => {
    const details = { startDate: '2026-05-15', endDate: '2026-05-14' };
    refused(adding({ endDate: '2026-05-14' }), 'DATES_REVERSED', details);
    refused(adding({ endDate: '2027-01-31' }), 'OUTSIDE_YEAR', { date: '2027-01-31', year: 2026 });
  });

  it('rule 6: refuses an activity without a reference to a decision that has been taken', () => {
    const decided = (decision: typeof change) => () => addActivity({ ...add, decision }, goalAfter(), by(controller));
    refused(decided(noDnr), 'DECISION_REFERENCE_MISSING');
    refused(decided(tomorrow), 'IN_FUTURE', { date: '2026-05-13', today: '2026-05-12' });
  });

  it('rule 43: refuses a goal that does not exist', () => {
    refused(() => addActivity(add, null, by(controller)), 'NOT_FOUND', { id: goalId });
  });

  permission('addActivity', 'CONTROLLER', (act) => addActivity(add, goalAfter(), act));
});

describe('Moving an activity’s dates', () => {
  const move: ChangeActivityDatesData = {
    activityId: leaflet,
    startDate: '2026-02-01',
    endDate: '2026-12-31',
    decision: change,
  };
  const moving =
    (other: Partial<ChangeActivityDatesData>, goal = goalAfter()) =>
    () =>
      changeActivityDates({ ...move, ...other }, goal, by(controller));

  it('rule 6: records the new dates with the decision', () => {
    expect(moving({})()).toEqual([{ type: 'ActivityDatesChanged', data: move }]);
  });

  it('rule 6: is a change of plan, and so refused without a reference to a decision that has been taken', () => {
    refused(moving({ decision: noParagraph }), 'DECISION_REFERENCE_MISSING');
    refused(moving({ decision: noDnr }), 'DECISION_REFERENCE_MISSING');
    refused(moving({ decision: tomorrow }), 'IN_FUTURE', { date: '2026-05-13', today: '2026-05-12' });
  });

  it('rule 6: refuses to move the end into another year', () => {
    refused(moving({ endDate: '2027-01-01' }), 'OUTSIDE_YEAR', { date: '2027-01-01', year: 2026 });
    const before = { startDate: '2025-11-01', endDate: '2025-12-31' };
    refused(moving(before), 'OUTSIDE_YEAR', { date: '2025-12-31', year: 2026 });
  });

  it('rule 6: refuses an end before the start', () => {
    const details = { startDate: '2026-02-01', endDate: '2026-01-31' };
    refused(moving({ endDate: '2026-01-31' }), 'DATES_REVERSED', details);
    expect(moving({ endDate: '2026-02-01' })()).toHaveLength(1);
  });

  it('rule 65: refuses an activity that is no longer in the plan', () => {
    refused(moving({}, goalAfter(removed(leaflet))), 'ACTIVITY_REMOVED', { activityId: leaflet });
  });

  it('rule 43: refuses an activity or a goal that does not exist', () => {
    refused(moving({ activityId: welcome }), 'NOT_FOUND', { id: welcome });
    refused(() => changeActivityDates(move, null, by(controller)), 'NOT_FOUND', { id: leaflet });
  });

  permission('changeActivityDates', 'CONTROLLER', (act) => changeActivityDates(move, goalAfter(), act));
});

describe('Rewording an activity', () => {
  const reword: RewordActivityData = {
    activityId: leaflet,
    heading: 'Ta fram en plan för intern kommunikation',
    description: 'Intranätet först.',
    decision: change,
  };
  const rewording =
    (other: Partial<RewordActivityData>, goal = goalAfter()) =>
    () =>
      rewordActivity({ ...reword, ...other }, goal, by(controller));

  it('rule 66: records the new wording with the decision', () => {
    expect(rewording({})()).toEqual([{ type: 'ActivityReworded', data: reword }]);
  });

  it('rule 66: refuses a blank heading', () => {
    refused(rewording({ heading: '  ' }), 'TEXT_MISSING', { field: 'heading' });
  });

  it('rule 6: refuses a wording without a reference to a decision that has been taken', () => {
    refused(rewording({ decision: noParagraph }), 'DECISION_REFERENCE_MISSING');
    refused(rewording({ decision: tomorrow }), 'IN_FUTURE', { date: '2026-05-13', today: '2026-05-12' });
  });

  it('rule 65: refuses an activity that is no longer in the plan', () => {
    refused(rewording({}, goalAfter(removed(leaflet))), 'ACTIVITY_REMOVED', { activityId: leaflet });
  });

  it('rule 43: refuses an activity or a goal that does not exist', () => {
    refused(rewording({ activityId: welcome }), 'NOT_FOUND', { id: welcome });
    refused(() => rewordActivity(reword, null, by(controller)), 'NOT_FOUND', { id: leaflet });
  });

  permission('rewordActivity', 'CONTROLLER', (act) => rewordActivity(reword, goalAfter(), act));
});

describe('Removing an activity', () => {
  const remove = { activityId: leaflet, decision: removal(leaflet, '2026-05-06') };

  it('rule 32: records the board’s decision that took it out of the plan', () => {
    expect(removeActivity(remove, goalAfter(), by(system))).toEqual([{ type: 'ActivityRemoved', data: remove }]);
  });

  it('rule 81: has nothing to do the second time, so that it happens exactly once', () => {
    expect(removeActivity(remove, goalAfter(removed(leaflet)), by(system))).toEqual([]);
  });

  it('rule 43: refuses an activity or a goal that does not exist', () => {
    const unknown = { activityId: welcome, decision: remove.decision };
    refused(() => removeActivity(unknown, goalAfter(), by(system)), 'NOT_FOUND', { id: welcome });
    refused(() => removeActivity(remove, null, by(system)), 'NOT_FOUND', { id: leaflet });
  });

  permission('removeActivity', 'SYSTEM', (act) => removeActivity(remove, goalAfter(), act));
});

describe('Restoring an activity', () => {
  const { matterId, point, proposalId } = removal(leaflet, '2026-05-06');
  const restore = { activityId: leaflet, annulled: { date: '2026-11-02', matterId, point, proposalId } };

  it('rule 35: records that the decision which took it out of the plan is annulled', () => {
    expect(restoreActivity(restore, goalAfter(removed(leaflet)), by(system))).toEqual([
      { type: 'ActivityRestored', data: restore },
    ]);
  });

  it('rule 35: has nothing to do for an activity that is in the plan, nor the second time', () => {
    expect(restoreActivity(restore, goalAfter(), by(system))).toEqual([]);
    expect(restoreActivity(restore, goalAfter(removed(leaflet), restored(leaflet)), by(system))).toEqual([]);
  });

  it('rule 35: leaves a removal by another decision as it is', () => {
    const others = [
      { ...restore.annulled, proposalId: proposalIdOf(leaflet, 2) },
      { ...restore.annulled, point: 3 },
      { ...restore.annulled, matterId: matterIdOf(board, 'KS 2026/124') },
    ];
    for (const annulled of others) {
      expect(restoreActivity({ activityId: leaflet, annulled }, goalAfter(removed(leaflet)), by(system))).toEqual([]);
    }
  });

  it('rule 15: lets it be changed again', () => {
    const goal = goalAfter(removed(leaflet), restored(leaflet));
    const reword = { activityId: leaflet, heading: 'Rubrik', description: '', decision: change };
    expect(rewordActivity(reword, goal, by(controller))).toHaveLength(1);
  });

  it('rule 43: refuses an activity or a goal that does not exist', () => {
    const unknown = { ...restore, activityId: welcome };
    refused(() => restoreActivity(unknown, goalAfter(), by(system)), 'NOT_FOUND', { id: welcome });
    refused(() => restoreActivity(restore, null, by(system)), 'NOT_FOUND', { id: leaflet });
  });

  permission('restoreActivity', 'SYSTEM', (act) => restoreActivity(restore, goalAfter(removed(leaflet)), act));
});
