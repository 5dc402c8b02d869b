import { existing } from '../../src/kernel/fold.js';
import { idOf } from '../../src/kernel/identity.js';
import type { Submitting } from '../../src/matters/matter-submission.js';
import type { KeptDraft } from '../../src/matters/matter-version.js';
import { defaultChain } from '../../src/reviews/review.js';
import type { Goal, GoalEvent } from '../../src/plans/goal.js';
import { type Plan, planFold, type PlanEvent } from '../../src/plans/plan.js';
import { type TertialView, tertialView } from '../../src/plans/tertial-view/tertial-view.js';
import { after } from './given.js';
import { attachment, hashOf, texts } from './matter-under-test.js';
import { goalAfter, goalId, model, planId, proposalsAfter, wayTo } from './removal-under-test.js';

// What a version of a matter is made of: a plan with one goal and two activities, whose first tertial is followed up.

const adopted: PlanEvent = {
  type: 'PlanAdopted',
  data: {
    planId,
    steeringModelId: idOf('SteeringModel', 'exempel.model-2026'),
    decision: { date: '2025-12-10', paragraph: '112', dnr: 'KS 2025/301' },
    goals: [{ goalId, title: 'Digital förvaltning', measures: [], activities: [] }],
  },
};

export function followUpOpened(tertial: 'T1' | 'T2' = 'T1'): PlanEvent {
  return { type: 'FollowUpOpened', data: { planId, tertial, cutOff: '2026-05-08' } };
}

export function followUpClosed(tertial: 'T1' | 'T2' = 'T1'): PlanEvent {
  return { type: 'FollowUpClosed', data: { planId, tertial } };
}

export function planAfter(...events: readonly PlanEvent[]): Plan {
  return existing(after(planFold, adopted, ...events), planId);
}

export const openPlan = planAfter(followUpOpened());
export const closedPlan = planAfter(followUpOpened(), followUpClosed());

export function goalNow(...events: readonly GoalEvent[]): Goal {
  return existing(goalAfter(...events), goalId);
}

/** The first tertial, as it is shown after what happened to the goal. */
export function viewNow(...events: readonly GoalEvent[]): TertialView {
  if (model === null) throw new Error('A steering model is adopted.');
  return tertialView(model, closedPlan, [goalNow(...events)], [], 'T1');
}

export const draft: KeptDraft = {
  content: { texts, attachments: [attachment], recipients: ['Revisorerna'] },
  authors: ['hans'],
  revision: 3,
  by: 'hans',
  at: '2026-05-12T07:00:00.000Z',
};

/** Everything that the matter's first version is made of. */
export const submitting: Submitting = {
  draft,
  plans: [closedPlan],
  models: model === null ? [] : [model],
  proposals: proposalsAfter(...wayTo.REVIEWED),
  goals: [goalNow()],
  view: viewNow(),
  chain: defaultChain,
  hashOf: () => hashOf(1),
};
