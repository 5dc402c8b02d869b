import { existing } from '../kernel/fold.js';
import { goalIdOf } from '../kernel/identity.js';
import { after, board } from '../../test/support/given.js';
import {
  adopted,
  added,
  adoptedGoal,
  adoption,
  change,
  closed,
  goalAfter,
  goalId,
  leaflet,
  measureAdopted,
  modelId,
  opened,
  planAfter,
  planId,
  removal,
  removed,
  reported,
  restored,
  talks,
  welcome,
} from '../../test/support/plan-under-test.js';
import { goalFold } from './goal.js';
import type { AdoptedGoal, PlanEvent } from './plan.js';
import { activityTitles, planView } from './plan-view.js';

const economy: AdoptedGoal = { ...adoptedGoal, goalId: goalIdOf(planId, 2), title: 'Ekonomi i balans', activities: [] };
const goalAdded: PlanEvent = { type: 'GoalAdded', data: { goal: economy, decision: change } };
const laterGoal = existing(after(goalFold, { type: 'GoalEstablished', data: economy }), economy.goalId);

describe('The view of a plan', () => {
  it('rule 66: has its board, its year and the decision that adopted it', () => {
    expect(planView(planAfter(), [])).toEqual({
      id: planId,
      boardId: board,
      year: 2026,
      revision: 0,
      steeringModelId: modelId,
      decision: adoption,
      loadedAfterwards: false,
      followUps: [],
      corrections: [],
      goals: [],
      activities: 0,
      removed: 0,
    });
  });

  it('rule 68: shows each follow-up, and when it was closed', () => {
    expect(planView(planAfter(opened('T1'), closed('T1'), opened('T2')), []).followUps).toEqual([
      { planId, tertial: 'T1', cutOff: '2026-12-31', loadedAfterwards: false, closedAt: '2026-05-12T08:00:02.000Z' },
      { planId, tertial: 'T2', cutOff: '2026-12-31', loadedAfterwards: false, closedAt: null },
    ]);
  });

  it('rule 66: shows a goal with its measures and its activities as planned, and nothing of their statuses', () => {
    const goal = goalAfter(measureAdopted, reported(leaflet, 'ON_HOLD'));
    const inPlan = { added: null, changes: [], removed: null, annulledRemovals: [] };
    expect(planView(planAfter(), [goal]).goals).toEqual([
      {
        id: goalId,
        revision: 2,
        title: 'Medarbetare ska känna sig delaktiga',
        added: null,
        measures: [{ measureId: `${goalId}.m1`, name: 'Medarbetarindex', target: 'Minst 78' }],
        activities: [
          { id: leaflet, ...adopted('Ta fram en kommunikationsplan'), ...inPlan },
          { id: talks, ...adopted('Genomföra medarbetarsamtal'), ...inPlan },
        ],
      },
    ]);
  });

  it('rule 66: has the goals in the plan’s order, in whatever order they come', () => {
    const { goals } = planView(planAfter(goalAdded), [laterGoal, goalAfter()]);
    expect(goals.map(({ id }) => id)).toEqual([goalId, economy.goalId]);
  });

  it('rule 66: leaves out a goal whose stream is not begun yet, and one of another plan', () => {
    expect(planView(planAfter(goalAdded), [goalAfter()]).goals.map(({ id }) => id)).toEqual([goalId]);
    expect(planView(planAfter(), [goalAfter(), laterGoal]).goals.map(({ id }) => id)).toEqual([goalId]);
  });

  it('rule 65: shows added and removed activities with the decisions, and counts those that remain', () => {
    const goal = goalAfter(added(welcome, '2026-05-06'), removed(leaflet, '2026-05-27'));
    const view = planView(planAfter(goalAdded), [goal, laterGoal]);
    expect(view.goals[0]?.activities).toMatchObject([
      { id: leaflet, added: null, removed: removal(leaflet, '2026-05-27') },
      { id: talks, added: null, removed: null },
      { id: welcome, added: { ...change, date: '2026-05-06' }, removed: null },
    ]);
    expect([view.activities, view.removed]).toEqual([2, 1]);
  });

  it('rule 35: shows an activity that a court has restored in the plan, with its annulled removal', () => {
    const goal = goalAfter(removed(leaflet, '2026-05-27'), restored(leaflet, '2026-11-02'));
    const view = planView(planAfter(), [goal]);
    const annulledRemovals = [{ decision: removal(leaflet, '2026-05-27'), annulledOn: '2026-11-02' }];
    expect(view.goals[0]?.activities[0]).toMatchObject({ id: leaflet, removed: null, annulledRemovals });
    expect([view.activities, view.removed]).toEqual([2, 0]);
  });
});

it('the title of an activity has its goal where two activities of the plan have one heading', () => {
  const titles = activityTitles([
    { id: 'a1', heading: 'Utbilda personalen', goal: 'Trygg arbetsmiljö' },
    { id: 'a2', heading: 'Utbilda personalen', goal: 'Digitala tjänster' },
    { id: 'a3', heading: 'Införa e-arkiv', goal: 'Digitala tjänster' },
  ]);
  expect([...titles.values()]).toEqual([
    'Utbilda personalen (Trygg arbetsmiljö)',
    'Utbilda personalen (Digitala tjänster)',
    'Införa e-arkiv',
  ]);
});
