import { declareRefusals, listed, refusal } from '../kernel/refusal.js';
import type { IsoDate } from '../kernel/tertial.js';

/** What steering models refuse. */
export const steeringModelRefusals = declareRefusals({
  STEERING_MODEL_NOT_IN_FORCE: refusal<{ day: IsoDate }>({
    sv: ({ day }) => `Ingen styrmodell gällde ${day}. Anta en version som gäller från den dagen eller tidigare.`,
    en: ({ day }) => `No steering model was in force on ${day}. Adopt a version that holds from that day or earlier.`,
    samples: [{ day: '2026-04-30' }],
  }),
  STEERING_MODEL_BACKDATED: refusal<{ holdsFrom: IsoDate; earliest: IsoDate }>({
    sv: ({ earliest }) => `En ny version ändrar inte det som varit. Låt den gälla från ${earliest} eller senare.`,
    en: ({ earliest }) => `A new version does not change what has been. Let it hold from ${earliest} or later.`,
    samples: [{ holdsFrom: '2026-01-01', earliest: '2026-05-12' }],
  }),
  STEERING_MODEL_INCOMPLETE: refusal<{ missing: string }>({
    sv: ({ missing }) => `Styrmodellen är inte hel. Det här fattas: ${missing}.`,
    en: ({ missing }) => `The steering model is not whole. This is missing: ${missing}.`,
    samples: [{ missing: 'goalStatuses' }],
  }),
  NOT_ASSESSED_IS_NO_STATUS: refusal<{ code: string }>({
    sv: ({ code }) => `${code} är det ord som visar att en bedömning saknas. Ta bort det ur målens statusar.`,
    en: ({ code }) => `${code} is the word for the absence of an assessment. Take it out of the statuses of the goals.`,
    samples: [{ code: 'NOT_ASSESSED' }],
  }),
  UNKNOWN_STATUS: refusal<{ given: string; allowed: readonly string[] }>({
    sv: ({ given, allowed }) =>
      `Statusen ${given} finns inte i den styrmodell som gäller. Välj en av ${listed(allowed)}.`,
    en: ({ given, allowed }) => `The steering model in force has no status ${given}. Choose one of ${listed(allowed)}.`,
    samples: [{ given: 'DONE', allowed: ['NOT_STARTED', 'ON_HOLD'] }],
  }),
});
