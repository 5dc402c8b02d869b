import { Refusal, refusals } from '../kernel/refusal.js';
import { type IsoDate, lastDay, type Tertial } from '../kernel/tertial.js';
import { planRefusals } from './plan-refusals.js';

export interface ReportInput {
  readonly tertial: Tertial;
  readonly validOn: IsoDate | null;
}

/**
 * Rule 69: returns the day on which a fact holds. The default is today, or the last day of a tertial that has ended,
 * because clerks report in the weeks after a tertial.
 */
export function dayOfFact({ tertial, validOn }: ReportInput, year: number, today: IsoDate): IsoDate {
  const last = lastDay(year, tertial);
  if (validOn === null) return today < last ? today : last;
  // Rule 7: a fact after the tertial's end belongs to the next tertial.
  if (validOn > last) throw new Refusal(planRefusals.AFTER_TERTIAL, { validOn, lastDay: last });
  // Rule 69: a fact cannot hold on a day in the future.
  if (validOn > today) throw new Refusal(refusals.IN_FUTURE, { date: validOn, today });
  return validOn;
}
