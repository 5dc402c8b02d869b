import type { IsoDate } from '../kernel/tertial.js';

/**
 * How final a decision is. It is executed at once (Kommunallagen 13:14), gains legal force when nobody has appealed in
 * time, and a court can annul it.
 */
export const finalities = ['NOT_IN_FORCE', 'APPEALED', 'IN_FORCE', 'ANNULLED'] as const;
export type Finality = (typeof finalities)[number];

/** A finality and the day from which it holds. */
export interface FinalityRecord {
  readonly finality: Finality;
  readonly on: IsoDate;
}
