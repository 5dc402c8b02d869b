import type { Language } from '../kernel/language.js';
import { declareRefusals, listed, nameIn, refusal } from '../kernel/refusal.js';
import { theDay } from '../kernel/local-time.js';
import type { IsoDate } from '../kernel/tertial.js';

const parts: Record<string, Record<Language, string>> = {
  name: { sv: 'namn', en: 'a name' },
  activityStatuses: { sv: 'aktiviteternas statusar', en: 'the statuses of activities' },
  goalStatuses: { sv: 'målens statusar', en: 'the statuses of goals' },
  notAssessed: { sv: 'benämning på att bedömning saknas', en: 'the label for not assessed' },
  'distinct codes': { sv: 'en egen kod för varje status', en: 'a code of its own for each status' },
  'exactly one fulfilment status': {
    sv: 'en, och bara en, status som betyder att målet är uppfyllt',
    en: 'exactly one status that means fulfilment',
  },
};

/** The refusals about adopting a steering model and using its versions and statuses. */
export const steeringModelRefusals = declareRefusals({
  STEERING_MODEL_NOT_IN_FORCE: refusal<{ day: IsoDate }>({
    sv: ({ day }) =>
      `Styrmodellen gällde inte ${theDay(day)}. Välj en styrmodell som gällde då, eller anta en ny styrmodell som gäller från och med den dagen eller tidigare.`,
    en: ({ day }) =>
      `The steering model was not in force on ${day}. Choose a model that was, or adopt a new model that holds from that day or earlier.`,
    samples: [{ day: '2026-04-30' }],
  }),
  STEERING_MODEL_BACKDATED: refusal<{ holdsFrom: IsoDate; earliest: IsoDate }>({
    sv: ({ earliest }) =>
      `En ny version kan inte ändra det som redan gällt. Låt den gälla från och med ${theDay(earliest)} eller senare.`,
    en: ({ earliest }) => `A new version does not change what has been. Let it hold from ${earliest} or later.`,
    samples: [{ holdsFrom: '2026-01-01', earliest: '2026-05-12' }],
  }),
  STEERING_MODEL_INCOMPLETE: refusal<{ missing: string }>({
    sv: ({ missing }) => `Styrmodellen är inte komplett. Följande saknas: ${nameIn('sv', parts, missing)}.`,
    en: ({ missing }) => `The steering model is not complete. This is missing: ${nameIn('en', parts, missing)}.`,
    samples: [{ missing: 'goalStatuses' }, { missing: 'distinct codes' }, { missing: 'exactly one fulfilment status' }],
  }),
  NOT_ASSESSED_IS_NO_STATUS: refusal<{ code: string }>({
    sv: ({ code }) =>
      `Koden ”${code}” betyder att en bedömning saknas och kan inte vara en status. Ta bort den ur målens statusar.`,
    en: ({ code }) => `${code} is the word for the absence of an assessment. Take it out of the statuses of the goals.`,
    samples: [{ code: 'NOT_ASSESSED' }],
  }),
  UNKNOWN_STATUS: refusal<{
    given: string;
    allowed: readonly string[];
    labels: readonly Readonly<Record<Language, string>>[];
  }>({
    sv: ({ given, labels }) =>
      `Statusen ”${given}” finns inte i den styrmodell som gäller. Välj någon av ${listed(labels.map(({ sv }) => sv))}.`,
    en: ({ given, labels }) =>
      `The steering model in force has no status “${given}”. Choose one of ${listed(labels.map(({ en }) => en))}.`,
    samples: [
      {
        given: 'DONE',
        allowed: ['NOT_STARTED', 'ON_HOLD'],
        labels: [
          { sv: 'Ej påbörjad', en: 'Not started' },
          { sv: 'Vänteläge', en: 'On hold' },
        ],
      },
    ],
  }),
});
