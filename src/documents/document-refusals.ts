import type { Words } from '../kernel/history.js';
import { paragraphWords } from '../kernel/history-labels.js';
import { timeIn } from '../kernel/local-time.js';
import { alternatives, declareRefusals, refusal } from '../kernel/refusal.js';
import type { IsoInstant } from '../kernel/tertial.js';
import type { DocumentKind } from './document.js';

/** The facts that have to be recorded before a document of each kind can be made. */
const missing: Readonly<Record<DocumentKind, Words>> = {
  report: {
    sv: 'Ärendet har inte lämnats till granskning än. Lämna in en version först.',
    en: 'The matter has not been submitted for review yet. Submit a version first.',
  },
  summons: {
    sv: 'Ärendet står inte på någon skickad kallelse än. Skicka kallelsen först.',
    en: 'No summons with the matter has been sent yet. Send the summons first.',
  },
  minutes: {
    sv: 'Nämnden har inte beslutat i ärendet än. Anteckna besluten först.',
    en: 'The board has not decided the matter yet. Record the decisions first.',
  },
  extract: {
    sv: 'Nämnden har inte beslutat i ärendet än. Anteckna besluten först.',
    en: 'The board has not decided the matter yet. Record the decisions first.',
  },
  notice: {
    sv: 'Justeringen har inte tillkännagivits än. Sätt upp anslaget först.',
    en: 'The adjustment has not been announced yet. Post the notice first.',
  },
};

/** The refusals of documents, each with a sentence in Swedish and in English. */
export const documentRefusals = declareRefusals({
  DOCUMENT_NOT_YET: refusal<{ kind: DocumentKind }>({
    sv: ({ kind }) => missing[kind].sv,
    en: ({ kind }) => missing[kind].en,
    samples: [{ kind: 'report' }, { kind: 'summons' }, { kind: 'minutes' }, { kind: 'extract' }, { kind: 'notice' }],
  }),
  NO_PARAGRAPH_OF_MATTER: refusal<{ paragraph: string; own: readonly string[] }>({
    sv: ({ paragraph, own }) =>
      `${paragraphWords(paragraph)} handlar inte om ärendet. Välj ${alternatives('sv', own.map(paragraphWords))}.`,
    en: ({ paragraph, own }) =>
      `${paragraphWords(paragraph)} is not about the matter. Choose ${alternatives('en', own.map(paragraphWords))}.`,
    samples: [
      { paragraph: '88', own: ['87'] },
      { paragraph: '88', own: ['87', '90'] },
    ],
  }),
  NO_KEPT_DOCUMENT: refusal<{ number: number }>({
    sv: ({ number }) =>
      `Sammanträdet har ingen bevarad handling med numret ${number}. Välj en av de bevarade handlingarna.`,
    en: ({ number }) => `The meeting has no kept document with the number ${number}. Choose one of the kept documents.`,
    samples: [{ number: 9 }],
  }),
  DOCUMENT_ERASED: refusal<{ at: IsoInstant; reason: string }>({
    sv: ({ at, reason }) =>
      `Den bevarade handlingen raderades ${timeIn('sv', at)}: ${reason} Läs handlingen som den är nu.`,
    en: ({ at, reason }) => `The kept document was erased ${timeIn('en', at)}: ${reason} Read the document as of now.`,
    samples: [{ at: '2026-06-03T08:00:00.000Z', reason: 'Fel personuppgift.' }],
  }),
  KEPT_DOCUMENT_LOST: refusal({
    sv: 'Den bevarade handlingen finns inte eller har ändrats i databasen. Kontakta driften, som kan läsa tillbaka den från en säkerhetskopia.',
    en: 'The kept document is missing or was changed in the database. Ask the operators, who can restore it from a backup.',
  }),
  VOTE_NOT_RECONCILED: refusal<{ paragraph: string; point: number; vote: number }>({
    sv: ({ paragraph, point, vote }) =>
      `Omröstning ${vote} om punkt ${point} i § ${paragraph} stämmer inte: varje tjänstgörande ska ha svarat en gång, och resultatet ska följa av rösterna. Rätta uppgifterna om beslutet innan protokollet skrivs ut.`,
    en: ({ paragraph, point, vote }) =>
      `Vote ${vote} on point ${point} in § ${paragraph} does not add up: each person with a vote answers once, and the result follows from the votes. Correct the record of the decision before you make the minutes.`,
    samples: [{ paragraph: '87', point: 2, vote: 1 }],
  }),
});
