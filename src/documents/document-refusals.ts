import { declareRefusals, refusal } from '../kernel/refusal.js';

/** The refusals of documents, each with a sentence in Swedish and in English. */
export const documentRefusals = declareRefusals({
  VOTE_NOT_RECONCILED: refusal<{ paragraph: string; point: number; vote: number }>({
    sv: ({ paragraph, point, vote }) =>
      `Omröstning ${vote} om punkt ${point} i § ${paragraph} stämmer inte: varje tjänstgörande ska ha svarat en gång, och resultatet ska följa av rösterna. Rätta uppgifterna om beslutet innan protokollet skrivs ut.`,
    en: ({ paragraph, point, vote }) =>
      `Vote ${vote} on point ${point} in § ${paragraph} does not add up: each person with a vote answers once, and the result follows from the votes. Correct the record of the decision before you make the minutes.`,
    samples: [{ paragraph: '87', point: 2, vote: 1 }],
  }),
});
