import { Refusal, refusals } from './refusal.js';
import type { IsoDate } from './tertial.js';

/** Where a decision taken elsewhere can be found: day of the meeting, § of its minutes, registry number. */
export interface DecisionReference {
  readonly date: IsoDate;
  readonly paragraph: string;
  readonly dnr: string;
}

/** @throws Refusal `DECISION_REFERENCE_MISSING`, or `IN_FUTURE` for a decision not yet taken. */
export function requireDecision(decision: DecisionReference, today: IsoDate): void {
  // Rule 6: what the board adopted is changed with a reference to a decision.
  if (decision.paragraph.trim() === '' || decision.dnr.trim() === '') {
    throw new Refusal(refusals.DECISION_REFERENCE_MISSING, {});
  }
  if (decision.date > today) throw new Refusal(refusals.IN_FUTURE, { date: decision.date, today });
}
