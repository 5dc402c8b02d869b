import type { Language } from '../kernel/language.js';
import { declareRefusals, listed, nameIn, refusal } from '../kernel/refusal.js';

const parts: Record<string, Record<Language, string>> = {
  steps: { sv: 'granskningssteg', en: 'steps' },
  names: { sv: 'kod och namn för varje steg', en: 'a code and a name for each step' },
  'distinct codes': { sv: 'en egen kod för varje steg', en: 'a code of its own for each step' },
  'role REVIEWER': { sv: 'rollen granskare för varje steg', en: 'the role reviewer for each step' },
};

/** The refusals of reviews and review chains. */
export const reviewRefusals = declareRefusals({
  OWN_TEXT: refusal({
    sv: 'Du har skrivit eller ändrat texten och kan inte granska den. Någon annan måste granska den.',
    en: 'You have written or changed the text and cannot review it. Somebody else has to.',
  }),
  DEPUTY_OF_AUTHOR: refusal<{ personId: string }>({
    sv: ({ personId }, name) =>
      `Du är ersättare för ${name(personId)}, som har skrivit texten. Någon annan måste granska den.`,
    en: ({ personId }, name) =>
      `You are a deputy of ${name(personId)}, who has written the text. Somebody else has to review it.`,
    samples: [{ personId: 'hanna' }],
  }),
  SECOND_STEP_BY_SAME_PERSON: refusal<{ step: string }>({
    sv: 'Du, din ersättare eller den som du ersätter har redan godkänt ett tidigare steg. En annan person måste granska i detta steg.',
    en: 'You, your deputy or the person you act for has approved an earlier step. Another person has to take this one.',
    samples: [{ step: 'UNIT_MANAGER' }],
  }),
  NOT_YOUR_STEP: refusal<{ step: string }>({
    sv: ({ step }) =>
      step === ''
        ? 'Texten väntar inte på granskning. Du behöver inte göra något.'
        : 'Texten väntar på ett granskningssteg som du inte innehar. Vänta tills ditt steg är aktuellt.',
    en: ({ step }) =>
      step === ''
        ? 'The text does not wait for a review. There is nothing for you to do.'
        : 'The text waits at a step that you do not hold. Wait for your turn.',
    samples: [{ step: 'UNIT_MANAGER' }, { step: '' }],
  }),
  CHANGED_SINCE_READ: refusal<{ read: number; current: number }>({
    sv: ({ read, current }) =>
      read === current
        ? `Kontrollsumman stämmer inte med version ${read}. Läs in texten på nytt.`
        : `Du läste version ${read} men texten är nu version ${current}. Läs ändringen och ta ställning på nytt.`,
    en: ({ read, current }) =>
      read === current
        ? `The hash is not that of version ${read}. Read the text again.`
        : `You read version ${read} but the text is now version ${current}. Read the change and decide again.`,
    samples: [
      { read: 1, current: 2 },
      { read: 1, current: 1 },
    ],
  }),
  REVIEW_STEP_UNHELD: refusal<{ steps: readonly { code: string; sv: string; en: string }[] }>({
    sv: ({ steps }) =>
      `Ingen har granskningssteget ${listed(steps.map(({ sv }) => sv))}. Ge någon det steget, eller ta bort det ur kedjan.`,
    en: ({ steps }) =>
      `Nobody holds ${listed(steps.map(({ en }) => en))}. Give somebody that step, or leave it out of the chain.`,
    samples: [{ steps: [{ code: 'LAWYER', sv: 'Jurist', en: 'Lawyer' }] }],
  }),
  REVIEW_CHAIN_INCOMPLETE: refusal<{ missing: string }>({
    sv: ({ missing }) => `Granskningskedjan är inte komplett. Följande saknas: ${nameIn('sv', parts, missing)}.`,
    en: ({ missing }) => `The review chain is not complete. This is missing: ${nameIn('en', parts, missing)}.`,
    samples: [{ missing: 'steps' }, { missing: 'names' }, { missing: 'distinct codes' }, { missing: 'role REVIEWER' }],
  }),
});
