import { paragraphWords, quoted } from '../../kernel/history-labels.js';
import type { Words } from '../../kernel/history.js';
import { yearOf } from '../../kernel/identity.js';
import type { Language } from '../../kernel/language.js';
import type { Outcome } from '../../kernel/outcome.js';
import { Refusal } from '../../kernel/refusal.js';
import type { PointSubject } from '../../matters/decision-point.js';
import type { Block, Document } from '../document.js';
import { publicationRefusals } from './publication-refusals.js';

/** A part of a document that the secretary shows or leaves out: a heading with what is below it. */
export interface DocumentPart {
  /** The number within the document, from 1. The first part has no heading. */
  readonly number: number;
  readonly title: string;
  readonly level: number;
  readonly blocks: readonly Block[];
}

/** A decision, and its effect on the plan. */
export interface PublishedDecision {
  readonly paragraph: string;
  /** The number of the decision point in its matter. */
  readonly point: number;
  readonly dnr: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly wording: string;
  readonly effect: Words;
}

/** All that the public reads at an address. It never changes. */
export interface PublishedContent {
  readonly documents: Readonly<Record<Language, Document>>;
  readonly decisions: readonly PublishedDecision[];
}

/** Splits a document into its parts. Both languages of a document have the same parts. */
export function partsOf({ title, blocks }: Pick<Document, 'title' | 'blocks'>): DocumentPart[] {
  const parts: { number: number; title: string; level: number; blocks: Block[] }[] = [
    { number: 1, title, level: 0, blocks: [] },
  ];
  for (const block of blocks) {
    if (block.kind === 'heading')
      parts.push({ number: parts.length + 1, title: block.text, level: block.level, blocks: [block] });
    else parts.at(-1)?.blocks.push(block);
  }
  return parts;
}

const words = {
  leftOut: { sv: 'Här är något utelämnat vid publiceringen.', en: 'Something is left out here in the publication.' },
  name: { sv: '[namn utelämnat]', en: '[name left out]' },
  decision: { sv: 'Beslut', en: 'Decision' },
} as const satisfies Readonly<Record<string, Words>>;

/** Stands in the place of a name that is left out. */
export const nameLeftOut: Words = words.name;

/** @throws Refusal `NO_SUCH_PART` */
export function requireParts(parts: readonly DocumentPart[], shown: readonly number[]): void {
  const wrong = shown.find((part) => !parts.some(({ number }) => number === part));
  if (wrong !== undefined) throw new Refusal(publicationRefusals.NO_SUCH_PART, { part: wrong, parts: parts.length });
}

/** The largest content that is published, as canonical JSON. */
export const MOST_BYTES_PUBLISHED = 1024 * 1024;

/** @throws Refusal `PUBLICATION_TOO_LARGE` for a content that would cost each stranger's request too much */
export function requireSmall(bytes: number): void {
  if (bytes > MOST_BYTES_PUBLISHED)
    throw new Refusal(publicationRefusals.PUBLICATION_TOO_LARGE, { most: MOST_BYTES_PUBLISHED });
}

/** Makes the copy for the public: the parts that are shown, and a note in the place of the others (rule 161). */
export function copyOf(document: Document, shown: readonly number[]): Document {
  const { letterhead, foot, language, annexes: _, ...kept } = document;
  const note: Block = { kind: 'note', text: words.leftOut[language] };
  const blocks = partsOf(document).flatMap((part, index, parts): readonly Block[] => {
    if (shown.includes(part.number)) return part.blocks;
    const before = parts[index - 1];
    // One note stands for all parts that are left out one after another. Whatever their headings say is left out too.
    return before !== undefined && !shown.includes(before.number) ? [] : [note];
  });
  return {
    ...kept,
    language,
    letterhead: { ...letterhead, logo: null },
    blocks,
    annexes: [],
    foot: { lines: foot.lines, initials: [] },
  };
}

/** Returns whether a part is usually shown: the whole notice, and of minutes the decisions with what they are about. */
export function isUsual({ kind, language }: Document, { number, title, level }: DocumentPart): boolean {
  if (kind === 'notice' || number === 1) return true;
  return (level === 1 && title.startsWith('§ ')) || (level === 2 && title === words.decision[language]);
}

interface OfParagraph {
  readonly paragraph: string;
  readonly title: string;
}

/** Returns whether the copy shows both what a paragraph is about and what was decided in it. */
export function showsDecision(
  document: Document,
  shown: readonly number[],
  { paragraph, title }: OfParagraph,
): boolean {
  const parts = partsOf(document);
  const at = parts.findIndex((part) => part.level === 1 && part.title === `${paragraphWords(paragraph)} ${title}`);
  const below = parts.slice(at + 1);
  const next = below.findIndex(({ level }) => level === 1);
  const own = next === -1 ? below : below.slice(0, next);
  const decision = own.find((part) => part.level === 2 && part.title === words.decision[document.language]);
  const heading = parts[at];
  if (heading === undefined || decision === undefined) return false;
  return shown.includes(heading.number) && shown.includes(decision.number);
}

/** Tells what a decision did to the plan. The heading is that of the activity as the board read it. */
export function effectOf(outcome: Outcome, subject: PointSubject, heading: string | null): Words {
  const isApproved = outcome === 'APPROVED';
  switch (subject.kind) {
    case 'REMOVE_ACTIVITY': {
      const [what, year] = [quoted(heading ?? subject.activityId), yearOf(subject.activityId)];
      return isApproved
        ? {
            sv: `Aktiviteten ${what.sv} togs ur verksamhetsplanen för ${year}.`,
            en: `The activity ${what.en} was taken out of the plan for ${year}.`,
          }
        : {
            sv: `Aktiviteten ${what.sv} är kvar i verksamhetsplanen för ${year}.`,
            en: `The activity ${what.en} stays in the plan for ${year}.`,
          };
    }
    case 'APPROVE_REPORT': {
      const [tertial, year] = [subject.tertial.slice(1), yearOf(subject.planId)];
      return isApproved
        ? {
            sv: `Redovisningen av tertial ${tertial} ${year} godkändes. Verksamhetsplanen ändrades inte.`,
            en: `The report of tertial ${tertial} ${year} was approved. The plan did not change.`,
          }
        : {
            sv: `Redovisningen av tertial ${tertial} ${year} godkändes inte. Verksamhetsplanen ändrades inte.`,
            en: `The report of tertial ${tertial} ${year} was not approved. The plan did not change.`,
          };
    }
    case 'OTHER':
      return { sv: 'Beslutet ändrade inget i verksamhetsplanen.', en: 'The decision changed nothing in the plan.' };
  }
}
