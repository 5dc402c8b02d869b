import { auditor, board, by, clerk, controller, refused } from '../../../test/support/given.js';
import { change, goalAfter, goalId, leaflet, planned, removed, talks } from '../../../test/support/plan-under-test.js';
import type { Json, Upcast } from '../../kernel/fold.js';
import { activityIdOf, idOf } from '../../kernel/identity.js';
import { addActivity } from '../activity.js';
import { goalFold } from '../goal.js';
import { planFold } from '../plan.js';
import { requireKnown, responsibleIn } from '../responsible.js';
import { assignActivity, type AssignActivityData, matchResponsibles } from './assigning.js';

const kansli = idOf('Unit', 'exempel.ks.unit-kansli');
const hr = idOf('Unit', 'exempel.ks.unit-hr');
const hanna = idOf('Person', 'hanna');
const act = by(controller);
const assign = (given: AssignActivityData['responsible'], goal = goalAfter()) =>
  assignActivity({ activityId: leaflet, responsible: given ?? null }, goal, act);

describe('rule 135: the responsible unit or person of an activity', () => {
  it('is an id, given with the activity or later, and taken away again', () => {
    const assigned = { activityId: leaflet, responsible: { unitId: kansli, personId: null } };
    expect(assign({ unitId: kansli })).toEqual([{ type: 'ActivityAssigned', data: assigned }]);
    const goal = goalAfter({ type: 'ActivityAssigned', data: assigned });
    expect(goal.activities.map(({ responsible }) => responsible)).toEqual([assigned.responsible, null]);
    expect(goal.activities[0]?.responsibleUnit).toBe('Kommunikation');
    expect(assign({ personId: hanna }, goal)).toMatchObject([
      { data: { responsible: { unitId: null, personId: hanna } } },
    ]);
    expect(assign(null, goal)).toMatchObject([{ data: { responsible: null } }]);
    const activity = { ...planned('Införa introduktion'), responsible: { unitId: hr } };
    expect(addActivity({ goalId, activity, decision: change }, goal, act)).toMatchObject([
      { data: { activityId: activityIdOf(goalId, 3), responsible: { unitId: hr, personId: null } } },
    ]);
  });

  it('is one: a unit and a person at once are refused', () => {
    refused(() => responsibleIn({ unitId: kansli, personId: hanna }, board), 'ONE_RESPONSIBLE');
    expect(responsibleIn({ unitId: null }, board)).toBeNull();
  });

  it('is another than before, of an activity that is in the plan', () => {
    refused(() => assign(null), 'RESPONSIBLE_ALREADY');
    refused(() => assign({ unitId: kansli }, goalAfter(removed(leaflet, '2026-05-06'))), 'ACTIVITY_REMOVED');
    const unknown = { activityId: activityIdOf(goalId, 9), responsible: { unitId: kansli } };
    refused(() => assignActivity(unknown, goalAfter(), act), 'NOT_FOUND');
  });

  it('rule 51: is given by a controller', () => {
    for (const other of [clerk, auditor]) {
      const given = { activityId: talks, responsible: { unitId: kansli } };
      refused(() => assignActivity(given, goalAfter(), by(other)), 'FORBIDDEN');
    }
  });

  it('rule 43: is a unit of the board and a person of the register', () => {
    const elsewhere = idOf('Unit', 'exempel.bun.unit-kansli');
    refused(() => assign({ unitId: elsewhere }), 'NOT_FOUND', { id: elsewhere });
    const directory = { units: [{ id: kansli, name: 'Kansli' }], persons: [{ id: hanna, name: 'Hanna' }] };
    requireKnown([{ unitId: kansli }, { personId: hanna }, null, { unitId: null }], directory);
    refused(() => requireKnown([{ unitId: hr }], directory), 'NOT_FOUND', { id: hr });
    const nobody = idOf('Person', 'nobody');
    refused(() => requireKnown([{ personId: nobody }], directory), 'NOT_FOUND', { id: nobody });
  });

  it('is none in an event from before it, and the text of its unit stays', () => {
    const text = { heading: 'Införa e-arkiv', responsibleUnit: 'Stab' };
    const goal = { goalId, activities: [text] };
    const withNone = { goalId, activities: [{ ...text, responsible: null }] };
    const upcast = ([one]: readonly Upcast[], data: Json) => one?.(data);
    expect(upcast(planFold.events.PlanAdopted, { goals: [goal] })).toEqual({ goals: [withNone] });
    expect(upcast(planFold.events.PlanReplaced, { goals: [goal] })).toEqual({ goals: [withNone] });
    expect(upcast(planFold.events.GoalAdded, { goal })).toEqual({ goal: withNone });
    expect(upcast(goalFold.events.GoalEstablished, goal)).toEqual(withNone);
    expect(upcast(goalFold.events.ActivityAdded, text)).toEqual({ ...text, responsible: null });
  });
});

describe('rule 136: the responsible unit of an imported file', () => {
  const directory = {
    units: [
      { id: kansli, name: 'Kansliet' },
      { id: hr, name: 'HR-enheten' },
    ],
    persons: [
      { id: hanna, name: 'Hanna Håkansson' },
      { id: idOf('Person', 'p1'), name: 'Anna Berg' },
      { id: idOf('Person', 'p2'), name: 'anna  berg' },
      { id: idOf('Person', 'p3'), name: 'Kansliet' },
    ],
  };
  const match = (...texts: readonly string[]) => {
    const activities = texts.map((responsibleUnit) => ({ ...planned('Aktivitet'), responsibleUnit }));
    const { goals, unmatched } = matchResponsibles([{ title: 'Mål', measures: [], activities }], directory);
    return { responsible: goals[0]?.activities.map(({ responsible }) => responsible ?? null), unmatched };
  };

  it('is matched with names in any case and with any spaces, units first', () => {
    expect(match('Kansliet', ' KANSLIET ', 'hr-Enheten', 'hanna\u00a0 håkansson')).toEqual({
      responsible: [
        { unitId: kansli, personId: null },
        { unitId: kansli, personId: null },
        { unitId: hr, personId: null },
        { unitId: null, personId: hanna },
      ],
      unmatched: [],
    });
  });

  it('is listed once with its activities when no name matches, or more than one; a blank one is not', () => {
    expect(match('Tekniska', 'tekniska ', 'Anna Berg', '', ' ')).toEqual({
      responsible: [null, null, null, null, null],
      unmatched: [
        { name: 'Tekniska', problem: 'UNKNOWN', activities: 2 },
        { name: 'Anna Berg', problem: 'AMBIGUOUS', activities: 1 },
      ],
    });
  });
});
