import type { Language } from './language.js';

/** What the board can make of a decision point: bifall, avslag, återremiss, bordläggning, utgår. */
export const outcomes = ['APPROVED', 'REJECTED', 'REFERRED_BACK', 'POSTPONED', 'WITHDRAWN'] as const;
export type Outcome = (typeof outcomes)[number];

export const outcomeNames: Record<string, Record<Language, string>> = {
  APPROVED: { sv: 'bifall', en: 'approval' },
  REJECTED: { sv: 'avslag', en: 'rejection' },
  REFERRED_BACK: { sv: 'återremiss', en: 'referral back' },
  POSTPONED: { sv: 'bordläggning', en: 'postponement' },
  WITHDRAWN: { sv: 'utgår', en: 'withdrawal' },
};
