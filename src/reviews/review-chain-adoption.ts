import { type Act, permit, type Person } from '../kernel/permissions.js';
import { isBlank, Refusal } from '../kernel/refusal.js';
import { reviewRefusals } from './review-refusals.js';
import type { AdoptReviewChainData, ReviewChainEvent, ReviewStep } from './review.js';
import { unheldSteps } from './stuck.js';

/**
 * Adopts a review chain for a board's new texts of a kind.
 *
 * @param people everybody with a role for the board today; null when the sign-in tokens say who has which role
 */
export function adoptReviewChain(
  { boardId, steps }: AdoptReviewChainData,
  people: readonly Person[] | null,
  act: Act,
): ReviewChainEvent[] {
  permit(act.actor, 'adoptReviewChain', boardId, boardId);
  const missing = whatIsMissing(steps);
  if (missing !== undefined) throw new Refusal(reviewRefusals.REVIEW_CHAIN_INCOMPLETE, { missing });
  const unheld = people === null ? [] : unheldSteps({ steps }, boardId, people);
  // Rule 114: a text would stand still at a step that nobody has.
  if (unheld.length > 0) {
    const named = unheld.map(({ code, name }) => ({ code, sv: name.sv, en: name.en }));
    throw new Refusal(reviewRefusals.REVIEW_STEP_UNHELD, { steps: named });
  }
  return [{ type: 'ReviewChainAdopted', data: { boardId, steps } }];
}

function whatIsMissing(steps: readonly ReviewStep[]): string | undefined {
  if (steps.length === 0) return 'steps';
  if (steps.some(({ code, name }) => [code, name.sv, name.en].some(isBlank))) return 'names';
  if (new Set(steps.map(({ code }) => code)).size < steps.length) return 'distinct codes';
  if (steps.some(({ role }) => role !== 'REVIEWER')) return 'role REVIEWER';
  return undefined;
}
