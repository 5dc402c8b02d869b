import { Refusal, refusals, requireText } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';
import { planRefusals } from './plan-refusals.js';

interface Planned {
  readonly heading: string;
  readonly startDate: IsoDate;
  readonly endDate: IsoDate;
}

/** @throws Refusal `TEXT_MISSING` for a blank heading, `DATES_REVERSED` or `OUTSIDE_YEAR` for wrong dates. */
export function requireSoundActivity(activity: Planned, year: number): void {
  requireText('heading', activity.heading);
  requireSoundDates(activity.startDate, activity.endDate, year);
}

export function requireSoundDates(startDate: IsoDate, endDate: IsoDate, year: number): void {
  if (endDate < startDate) throw new Refusal(refusals.DATES_REVERSED, { startDate, endDate });
  // Rule 6: an activity of a year's plan ends in that year.
  if (!endDate.startsWith(`${year}-`)) throw new Refusal(planRefusals.OUTSIDE_YEAR, { date: endDate, year });
}
