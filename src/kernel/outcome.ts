import type { Language } from './language.js';
import { isBlank, Refusal, refusals } from './refusal.js';
import type { IsoDate } from './tertial.js';

/** The outcomes of a decision point (beslutspunkt): bifall, avslag, återremiss, bordläggning, utgår. */
export const outcomes = ['APPROVED', 'REJECTED', 'REFERRED_BACK', 'POSTPONED', 'WITHDRAWN'] as const;
export type Outcome = (typeof outcomes)[number];

export const outcomeNames: Record<string, Record<Language, string>> = {
  APPROVED: { sv: 'bifall', en: 'approval' },
  REJECTED: { sv: 'avslag', en: 'rejection' },
  REFERRED_BACK: { sv: 'återremiss', en: 'referral back' },
  POSTPONED: { sv: 'bordläggning', en: 'postponement' },
  WITHDRAWN: { sv: 'utgår', en: 'withdrawal' },
};

/**
 * The finality of a decision of the board. The administration executes a decision before it has legal force
 * (Kommunallagen 13:14). A decision gains legal force unless a timely appeal succeeds. A court can annul a decision.
 */
export const finalities = ['NOT_IN_FORCE', 'APPEALED', 'IN_FORCE', 'ANNULLED'] as const;
export type Finality = (typeof finalities)[number];

/** A change of a decision's finality, and the first day of the new finality. */
export interface FinalityRecord {
  readonly finality: Finality;
  readonly on: IsoDate;
}

/** A reference to a decision: the day of the meeting, the paragraph (§) of its minutes and the registry number. */
export interface DecisionReference {
  readonly date: IsoDate;
  readonly paragraph: string;
  readonly dnr: string;
}

/** @throws Refusal `DECISION_REFERENCE_MISSING` if paragraph or dnr is blank, `IN_FUTURE` if the day is after today. */
export function requireDecision(decision: DecisionReference, today: IsoDate): void {
  // Rule 6: a change of an adopted plan needs a reference to a decision.
  if (isBlank(decision.paragraph) || isBlank(decision.dnr)) {
    throw new Refusal(refusals.DECISION_REFERENCE_MISSING, {});
  }
  if (decision.date > today) throw new Refusal(refusals.IN_FUTURE, { date: decision.date, today });
}
