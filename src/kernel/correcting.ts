import { declareRefusals, isBlank, Refusal, refusal, refusals } from './refusal.js';

/** The refusals that every correction of what was recorded by mistake can get. */
export const correctingRefusals = declareRefusals({
  NOTHING_CORRECTED: refusal({
    sv: 'Uppgiften är redan den du anger. Ange den rätta uppgiften.',
    en: 'It is already what you give. Give what is right.',
  }),
});

/** Rule 102: a correction needs a reason. @throws Refusal `REASON_MISSING` */
export function requireReason(reason: string): void {
  if (isBlank(reason)) throw new Refusal(refusals.REASON_MISSING, {});
}
