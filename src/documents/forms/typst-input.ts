import type { Block, Document, Logo } from '../document.js';
import { columnWidths } from './column-widths.js';
import { withTexts } from './document-texts.js';
import { formWords } from './form-words.js';
import { typesetText } from './shown-text.js';

/** What the layout reads: the document as JSON, and the bytes of its logo beside it. */
export interface TypstInput {
  readonly document: string;
  readonly logo: { readonly path: string; readonly base64: string } | null;
}

/** Returns a document as the layout of the PDF reads it. */
export function typstInput(document: Document): TypstInput {
  const { kind, language, title, date, letterhead, facts, blocks, annexes, foot } = withTexts(document, typesetText);
  const { region, page, annex, kinds } = formWords[language];
  const [year, month, day] = date.split('-').map(Number);
  const { logo } = letterhead;
  const path = logo === null ? '' : pathOf(logo);
  const input = {
    language,
    region,
    title,
    kindName: kinds[kind],
    words: { page },
    date: { year, month, day },
    letterhead: {
      municipality: letterhead.municipality,
      sender: letterhead.sender,
      logo: logo === null ? null : { path, alternative: logo.alternative },
    },
    facts,
    parts: [
      { name: '', title, blocks: blocks.map(laidOut) },
      ...annexes.map((one, at) => ({ name: `${annex} ${at + 1}`, title: one.title, blocks: one.blocks.map(laidOut) })),
    ],
    foot,
    bottom: bottomMargin(foot),
  };
  return { document: JSON.stringify(input), logo: logo === null ? null : { path, base64: logo.base64 } };
}

function pathOf({ format }: Logo): string {
  return `/logo.${format}`;
}

/** A heading stays with what it heads, and what stands before signatures with them, so that no signature is alone on a page. */
function laidOut(block: Block, at: number, all: readonly Block[]) {
  const keepWithNext = block.kind === 'heading' || all[at + 1]?.kind === 'signatures';
  return block.kind === 'table' ? { ...block, keepWithNext, widths: columnWidths(block) } : { ...block, keepWithNext };
}

/** Characters of the foot that fit on a line, and the heights of its parts in millimetres. */
const FOOT_LINE = 105;
const heights = { foot: 22, line: 3.4, initials: 14 };

function bottomMargin({ lines, initials }: Document['foot']): number {
  const rows = lines.reduce((total, { length }) => total + Math.max(1, Math.ceil(length / FOOT_LINE)), 0);
  return heights.foot + rows * heights.line + (initials.length > 0 ? heights.initials : 0);
}
