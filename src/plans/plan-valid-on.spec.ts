import { adoptedGoal, change, closed, goalId, opened, planAfter, planId } from '../../test/support/plan-under-test.js';
import { goalIdOf } from '../kernel/identity.js';
import { planValidOn } from './plan-valid-on.js';

describe('A plan as far as it was decided by a day', () => {
  const later = goalIdOf(planId, 2);
  const plan = planAfter(
    opened('T1'),
    { type: 'GoalAdded', data: { goal: { ...adoptedGoal, goalId: later }, decision: change } },
    closed('T1'),
  );

  it('rule 66: is none before the board adopted it', () => {
    expect(planValidOn(plan, '2025-12-09')).toBeNull();
    expect(planValidOn(null, '2026-12-31')).toBeNull();
  });

  it('rule 16: is without the goals that were added later', () => {
    expect(planValidOn(plan, '2026-05-05')).toMatchObject({ goalIds: [goalId], goalsAdded: [] });
    expect(planValidOn(plan, '2026-05-06')).toEqual(plan);
  });

  it('keeps its follow-ups as they were known', () => {
    expect(planValidOn(plan, '2026-01-01')?.followUps).toEqual(plan.followUps);
  });
});
