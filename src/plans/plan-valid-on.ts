import type { DecisionReference } from '../kernel/decision-reference.js';
import type { Id } from '../kernel/identity.js';
import type { IsoDate } from '../kernel/tertial.js';

interface HeldPlan {
  readonly decision: DecisionReference;
  readonly goalIds: readonly Id<'Goal'>[];
  readonly goalsAdded: readonly { readonly goalId: Id<'Goal'>; readonly date: IsoDate }[];
}

/**
 * The plan as far as the board had decided it by a day: none before its adoption, and without the goals added later.
 *
 * Follow-ups stay as they were known: that one is opened or closed has no other day than that of its recording.
 */
export function planValidOn<Plan extends HeldPlan>(plan: Plan | null, day: IsoDate): Plan | null {
  if (plan === null || plan.decision.date > day) return null;
  const later = plan.goalsAdded.filter(({ date }) => date > day).map(({ goalId }) => goalId);
  return {
    ...plan,
    goalIds: plan.goalIds.filter((id) => !later.includes(id)),
    goalsAdded: plan.goalsAdded.filter(({ date }) => date <= day),
  };
}
