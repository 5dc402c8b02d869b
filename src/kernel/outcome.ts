import type { Language } from './language.js';
import { Refusal, refusals } from './refusal.js';
import type { IsoDate } from './tertial.js';

/** The outcomes of a decision point: bifall, avslag, återremiss, bordläggning, utgår. */
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
 * How final a decision is. The administration executes it at once (Kommunallagen 13:14). It gains legal force when
 * nobody appeals in time. A court can annul it.
 */
export const finalities = ['NOT_IN_FORCE', 'APPEALED', 'IN_FORCE', 'ANNULLED'] as const;
export type Finality = (typeof finalities)[number];

/** A finality and its first day. */
export interface FinalityRecord {
  readonly finality: Finality;
  readonly on: IsoDate;
}

/** Refers to a decision recorded elsewhere by the meeting's day, the § of its minutes and the registry number. */
export interface DecisionReference {
  readonly date: IsoDate;
  readonly paragraph: string;
  readonly dnr: string;
}

/** @throws Refusal `DECISION_REFERENCE_MISSING`, or `IN_FUTURE` when the decision's day is after today. */
export function requireDecision(decision: DecisionReference, today: IsoDate): void {
  // Rule 6: a change of an adopted plan needs a reference to a decision.
  if (decision.paragraph.trim() === '' || decision.dnr.trim() === '') {
    throw new Refusal(refusals.DECISION_REFERENCE_MISSING, {});
  }
  if (decision.date > today) throw new Refusal(refusals.IN_FUTURE, { date: decision.date, today });
}
