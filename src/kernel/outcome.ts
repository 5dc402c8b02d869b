/** What the board can make of a decision point: bifall, avslag, återremiss, bordläggning, utgår. */
export const outcomes = ['APPROVED', 'REJECTED', 'REFERRED_BACK', 'POSTPONED', 'WITHDRAWN'] as const;
export type Outcome = (typeof outcomes)[number];
