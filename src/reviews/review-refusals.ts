import { declareRefusals, refusal } from '../kernel/refusal.js';

/** What a review refuses. */
export const reviewRefusals = declareRefusals({
  OWN_TEXT: refusal({
    sv: 'Du har skrivit eller ändrat texten och kan inte granska den. Någon annan behöver göra det.',
    en: 'You have written or changed the text and cannot review it. Somebody else has to.',
  }),
  SECOND_STEP_BY_SAME_PERSON: refusal<{ step: string }>({
    sv: ({ step }) => `Du har redan godkänt steget ${step}. En annan person behöver ta det här steget.`,
    en: ({ step }) => `You have approved the step ${step} already. Another person has to take this one.`,
    samples: [{ step: 'UNIT_MANAGER' }],
  }),
  NOT_YOUR_STEP: refusal<{ step: string }>({
    sv: ({ step }) => `Texten väntar på steget ${step}, som du inte innehar. Vänta på din tur.`,
    en: ({ step }) => `The text waits at the step ${step}, which you do not hold. Wait for your turn.`,
    samples: [{ step: 'UNIT_MANAGER' }],
  }),
  CHANGED_SINCE_READ: refusal<{ read: number; current: number }>({
    sv: ({ read, current }) =>
      `Du läste version ${read} men texten är nu version ${current}. Läs ändringen och ta ställning igen.`,
    en: ({ read, current }) =>
      `You read version ${read} but the text is now version ${current}. Read the change and decide again.`,
    samples: [{ read: 1, current: 2 }],
  }),
  REVIEW_CHAIN_INCOMPLETE: refusal<{ missing: string }>({
    sv: ({ missing }) => `Granskningskedjan är inte hel. Det här fattas: ${missing}.`,
    en: ({ missing }) => `The review chain is not whole. This is missing: ${missing}.`,
    samples: [{ missing: 'steps' }],
  }),
});
