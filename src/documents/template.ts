import type { EventOf, Fold } from '../kernel/fold.js';
import type { Words } from '../kernel/history.js';
import type { Id } from '../kernel/identity.js';
import type { Logo } from './document.js';

/** The sections that Tertial itself can make in a report (tjänsteskrivelse). */
export const reportSections = [
  'PROPOSAL',
  'BRIEF',
  'CONSIDERATIONS',
  'REMOVALS',
  'LEGEND',
  'BASIS',
  'ANNEXES',
  'RECIPIENTS',
] as const;
export type ReportSection = (typeof reportSections)[number];

/** A section of a report: one that Tertial makes, or one with a fixed text that the board adds. */
export type TemplateSection =
  | { readonly kind: 'MADE'; readonly section: ReportSection }
  | { readonly kind: 'FIXED'; readonly heading: Words; readonly text: Words };

/** How a board's documents look and what their fixed texts are (rule 144). */
export interface DocumentTemplate {
  /** The name of the administration at the beginning of a sentence, such as *Kommunförvaltningen*. */
  readonly administration: Words;
  readonly logo: Logo | null;
  /** The sections of a report, in their order. */
  readonly sections: readonly TemplateSection[];
  /** Whether points are att-clauses after one introduction, or whole sentences with the board as their subject. */
  readonly points: 'CLAUSES' | 'SENTENCES';
  /** The items of a meeting before its matters, such as *Upprop*. */
  readonly openingItems: readonly Words[];
  /** The place of the public notices, such as the municipality's digital notice board. */
  readonly noticeBoard: Words;
  /** The text under *Hur man överklagar*, a paragraph for each line. */
  readonly appeal: Words;
}

const made = (section: ReportSection): TemplateSection => ({ kind: 'MADE', section });

/** The template of a board that has adopted none. */
export const defaultTemplate: DocumentTemplate = {
  administration: { sv: 'Förvaltningen', en: 'The administration' },
  logo: null,
  sections: reportSections.map(made),
  points: 'CLAUSES',
  openingItems: [
    { sv: 'Upprop', en: 'Roll call' },
    { sv: 'Val av justerare', en: 'Election of adjusters' },
    { sv: 'Fastställande av föredragningslista', en: 'Adoption of the agenda' },
    { sv: 'Anmälan om jäv', en: 'Declaration of conflicts of interest' },
  ],
  noticeBoard: { sv: 'kommunens digitala anslagstavla', en: 'the digital notice board of the municipality' },
  appeal: {
    sv: [
      'Beslutet kan överklagas genom laglighetsprövning enligt 13 kap. kommunallagen. Den som är medlem av kommunen har rätt att få beslutets laglighet prövad av förvaltningsrätten.',
      'Överklagandet ska vara skriftligt. Det ställs till förvaltningsrätten och ska ha kommit in dit inom tre veckor från den dag då protokollets justering tillkännagavs på kommunens anslagstavla.',
      'Ange vilket beslut överklagandet gäller och alla omständigheter som det grundas på. Omständigheter som anges efter de tre veckorna får domstolen inte beakta.',
    ].join('\n'),
    en: [
      'A member of the municipality can appeal against the decision to the administrative court for a review of its legality under chapter 13 of the Local Government Act (Kommunallagen).',
      'The appeal must be in writing and addressed to the administrative court. The court must have received it within three weeks from the day on which the adjustment of the minutes was announced on the notice board of the municipality.',
      'State the decision that the appeal concerns and every circumstance on which it rests. The court may not consider circumstances that are stated after the three weeks.',
    ].join('\n'),
  },
};

/** The template of a board. The number of its version counts from 1; the default template has the number 0. */
export interface AdoptedTemplate extends DocumentTemplate {
  readonly version: number;
}

export type TemplateEvent = EventOf<'DocumentTemplateAdopted', DocumentTemplate & { readonly boardId: Id<'Board'> }>;

/** Folds the template of a board's documents. A document is made with the template in force at its moment (rule 155). */
export const documentTemplateFold: Fold<AdoptedTemplate, TemplateEvent> = {
  kind: 'documentTemplate',
  initial: { version: 0, ...defaultTemplate },
  events: { DocumentTemplateAdopted: [] },
  evolve: ({ version }, { data: { boardId: _, ...template } }) => ({ version: version + 1, ...template }),
};
