import type { Language } from '../kernel/language.js';
import type { IsoDate } from '../kernel/tertial.js';

/** The kinds of documents: tjänsteskrivelse, kallelse, protokoll, protokollsutdrag, and anslag or bevis. */
export const documentKinds = ['report', 'summons', 'minutes', 'extract', 'notice'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/**
 * A document before it has a form. What a renderer shows of a document stands in this tree, but for page numbers and their
 * words. Every text in it is data: a renderer shows the characters and never reads them as markup.
 */
export interface Document {
  readonly kind: DocumentKind;
  /** The language of the fixed texts. Texts that people wrote stay in the language in which they were written. */
  readonly language: Language;
  readonly title: string;
  /** The name of the kind, which stands in the letterhead; empty where the title begins with it. */
  readonly kindName: string;
  /** The day of the document. A form that has a date among its properties takes this day, and never reads a clock. */
  readonly date: IsoDate;
  readonly letterhead: Letterhead;
  /** The row under the letterhead: date, registry number, recipient. */
  readonly facts: readonly Fact[];
  readonly blocks: readonly Block[];
  /** Appendices, each with page numbers of its own. */
  readonly annexes: readonly Annex[];
  readonly foot: Foot;
}

export interface Letterhead {
  readonly municipality: string;
  /** The administration (förvaltning) or the board that sends the document; null when the municipality does. */
  readonly sender: string | null;
  readonly logo: Logo | null;
}

export interface Logo {
  readonly format: 'svg' | 'png';
  /** The bytes of the picture in Base64. */
  readonly base64: string;
  /** The text that a reader hears in place of the picture. */
  readonly alternative: string;
}

/** A label with its value. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Annex {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The texts at the foot of each page. */
export interface Foot {
  /** Lines such as the position in the log and the checkpoint. */
  readonly lines: readonly string[];
  /** Labels of the fields for initials on each page of minutes, such as *Justerandes signatur*. */
  readonly initials: readonly string[];
}

/** Headings begin at level 1, which is below the title. No heading is more than one level below the one before. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** The proposals or decisions of a matter. Numbered points begin at 1. */
  | { readonly kind: 'points'; readonly numbered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | Table
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  /** Lines to sign on. All lines of a block stay on one page, together with the block before. */
  | { readonly kind: 'signatures'; readonly lines: readonly SignatureLine[] }
  /** Text beside the matter, such as a remark on what is missing. A form sets it apart. */
  | { readonly kind: 'note'; readonly text: string };

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Each row has a text for each column. */
  readonly rows: readonly (readonly string[])[];
  /** Whether the first cell of each row is the heading of the row. */
  readonly hasRowHeadings: boolean;
  /** The last row, which sums up the others; null when nothing is summed up. */
  readonly sum: readonly string[] | null;
}

export interface Column {
  readonly heading: string;
  /** Numbers are set at the end of their cell. */
  readonly isNumeric: boolean;
}

export interface SignatureLine {
  readonly role: string;
  /** The name of the person who signs; empty when a person not yet known signs. */
  readonly name: string;
}
