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

/** The parts that a template can lack. */
const templateParts = {
  administration: { sv: 'förvaltningens namn på båda språken', en: 'the name of the administration in both languages' },
  appeal: {
    sv: 'anslagstavlan och hur man överklagar på båda språken',
    en: 'the notice board and how to appeal in both languages',
  },
  section: {
    sv: 'rubrik och text på båda språken i varje eget avsnitt',
    en: 'heading and text in both languages of each section of your own',
  },
  'opening items': { sv: 'de inledande punkterna på båda språken', en: 'the opening items in both languages' },
  proposal: { sv: 'avsnittet Förslag till beslut', en: 'the section with the proposed decision' },
  'distinct sections': { sv: 'ett avsnitt av varje slag, högst en gång', en: 'each section once at most' },
} as const satisfies Readonly<Record<string, Words>>;
export type TemplatePart = keyof typeof templateParts;

/** The faults that a logo can have. */
const logoProblems = {
  size: { sv: 'är större än 256 kB. Välj en mindre bild', en: 'is larger than 256 kB. Choose a smaller picture' },
  format: {
    sv: 'är inte en bild i det angivna formatet. Välj SVG eller PNG',
    en: 'is no picture of the given format. Choose SVG or PNG',
  },
  alternative: {
    sv: 'saknar en text för den som inte ser bilden. Skriv den',
    en: 'lacks a text for those who do not see it. Write it',
  },
  script: {
    sv: 'innehåller skript. Spara bilden utan skript',
    en: 'contains a script. Save the picture without scripts',
  },
  reference: {
    sv: 'hämtar något från en annan plats. Spara bilden med allt i en fil',
    en: 'refers to something elsewhere. Save the picture with everything in one file',
  },
  unreadable: { sv: 'kan inte läsas. Spara bilden på nytt', en: 'cannot be read. Save the picture anew' },
} as const satisfies Readonly<Record<string, Words>>;
export type LogoProblem = keyof typeof logoProblems;

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
  TEMPLATE_INCOMPLETE: refusal<{ missing: TemplatePart }>({
    sv: ({ missing }) => `Mallen är inte komplett. Följande saknas: ${templateParts[missing].sv}.`,
    en: ({ missing }) => `The template is not complete. This is missing: ${templateParts[missing].en}.`,
    samples: [
      { missing: 'administration' },
      { missing: 'appeal' },
      { missing: 'section' },
      { missing: 'opening items' },
      { missing: 'proposal' },
      { missing: 'distinct sections' },
    ],
  }),
  LOGO_UNSOUND: refusal<{ problem: LogoProblem }>({
    sv: ({ problem }) => `Logotypen ${logoProblems[problem].sv}.`,
    en: ({ problem }) => `The logo ${logoProblems[problem].en}.`,
    samples: [
      { problem: 'size' },
      { problem: 'format' },
      { problem: 'alternative' },
      { problem: 'script' },
      { problem: 'reference' },
      { problem: 'unreadable' },
    ],
  }),
  VOTE_NOT_RECONCILED: refusal<{ paragraph: string; point: number; vote: number }>({
    sv: ({ paragraph, point, vote }) =>
      `Omröstning ${vote} om punkt ${point} i § ${paragraph} stämmer inte: varje tjänstgörande ska ha svarat en gång, och resultatet ska följa av rösterna. Rätta uppgifterna om beslutet innan protokollet skrivs ut.`,
    en: ({ paragraph, point, vote }) =>
      `Vote ${vote} on point ${point} in § ${paragraph} does not add up: each person with a vote answers once, and the result follows from the votes. Correct the record of the decision before you make the minutes.`,
    samples: [{ paragraph: '87', point: 2, vote: 1 }],
  }),
});
