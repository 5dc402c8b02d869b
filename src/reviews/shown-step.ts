import { addDays } from '../kernel/days.js';
import { dayOf } from '../kernel/local-time.js';
import type { IsoDate, IsoInstant } from '../kernel/tertial.js';
import type { ReviewStep } from './review.js';

/** The step at which a text waits, as its readers see it. */
export interface ShownStep extends Pick<ReviewStep, 'code' | 'name' | 'deputiesMayAct'> {
  readonly days: number | null;
}

export function shownStep({ code, name, deputiesMayAct, days = null }: ReviewStep): ShownStep {
  return { code, name, deputiesMayAct, days };
}

/**
 * Returns the day on which a text came to the step where it waits, and the day by which the verdict is due. The text
 * came by the newest of its versions and verdicts.
 */
export function reviewDays(
  versions: readonly { readonly at: IsoInstant }[],
  verdicts: readonly { readonly at: IsoInstant }[],
  step: ShownStep | null,
): { readonly since: IsoDate | null; readonly deadline: IsoDate | null } {
  const newest = [...versions, ...verdicts]
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  const since = newest === undefined ? null : dayOf(newest);
  const days = step?.days ?? null;
  return { since, deadline: since === null || days === null ? null : addDays(since, days) };
}
