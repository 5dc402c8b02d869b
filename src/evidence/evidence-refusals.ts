import { declareRefusals, refusal } from '../kernel/refusal.js';

/** The refusals of the queries for checkpoints and proofs. */
export const evidenceRefusals = declareRefusals({
  /** `signed` is the number of events that the checkpoint covers, or 0 without a checkpoint. */
  NOT_SIGNED_YET: refusal<{ signed: number }>({
    sv: ({ signed }) =>
      `Kontrollpunkten omfattar ${signed} händelser, och inte det du frågar om. Försök igen om en stund, eller fråga efter en senare.`,
    en: ({ signed }) =>
      `The checkpoint vouches for ${signed} events, and not for what you ask. Try again in a moment, or ask for a later one.`,
    samples: [{ signed: 812 }],
  }),
});
