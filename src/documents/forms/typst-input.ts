import type { Block, Document, Logo } from '../document.js';
import { hasShortRowHeadings, tableWidths } from './column-widths.js';
import { withTexts } from './document-texts.js';
import { formWords } from './form-words.js';
import { SHORT, staysOnPage, staysWhole } from './page-room.js';
import { typesetText } from './shown-text.js';

/** The input of the layout: the document as JSON, and the bytes of its logo beside it. */
export interface TypstInput {
  readonly document: string;
  readonly logo: { readonly path: string; readonly base64: string } | null;
}

/** Returns a document as the layout of the PDF reads it. */
export function typstInput(document: Document): TypstInput {
  const { language, title, kindName, date, letterhead, facts, blocks, annexes, foot } = withTexts(
    document,
    typesetText,
  );
  const { region, page, annex } = formWords[language];
  const [year, month, day] = date.split('-').map(Number);
  const { logo } = letterhead;
  const path = logo === null ? '' : pathOf(logo);
  const input = {
    language,
    region,
    title,
    kindName,
    words: { page },
    date: { year, month, day },
    letterhead: {
      municipality: letterhead.municipality,
      sender: letterhead.sender,
      logo: logo === null ? null : { path, alternative: logo.alternative },
    },
    facts,
    parts: [
      { name: '', title, blocks: laidOut(blocks) },
      ...annexes.map((one, at) => ({ name: `${annex} ${at + 1}`, title: one.title, blocks: laidOut(one.blocks) })),
    ],
    foot,
    bottom: bottomMargin(foot),
  };
  return { document: JSON.stringify(input), logo: logo === null ? null : { path, base64: logo.base64 } };
}

function pathOf({ format }: Logo): string {
  return `/logo.${format}`;
}

function laidOut(blocks: readonly Block[]) {
  const widths = tableWidths(blocks);
  return blocks.map((block, at) => {
    const kept = { keepWithNext: staysWith(block, blocks[at + 1]), keepWhole: staysOnPage(block) };
    if (block.kind !== 'table') return { ...block, ...kept };
    return {
      ...block,
      ...kept,
      widths: widths.get(block) ?? [],
      boldRowHeadings: hasShortRowHeadings(block),
      whole: block.rows.map(staysWhole),
    };
  });
}

/**
 * Says whether a block stays on the page of the next one: what stands before signatures, so that no signature is alone on a
 * page, and what leads to a table or to points.
 */
function staysWith(block: Block, next: Block | undefined): boolean {
  if (next === undefined) return false;
  if (next.kind === 'signatures') return block.kind !== 'table';
  // A § begins with its registry number, which its first heading follows.
  if (next.kind === 'heading') return block.kind === 'facts' && block.rows.length === 1;
  if (next.kind !== 'table' && next.kind !== 'points' && next.kind !== 'list') return false;
  if (block.kind === 'facts') return block.rows.reduce((sum, { value }) => sum + value.length, 0) <= SHORT;
  return block.kind === 'paragraph' && block.text.length <= SHORT;
}

/** Characters of the foot that fit on a line, and the heights of its parts in millimetres. */
const FOOT_LINE = 105;
const heights = { foot: 22, line: 3.4, initials: 14 };

function bottomMargin({ lines, initials }: Document['foot']): number {
  const rows = lines.reduce((total, { length }) => total + Math.max(1, Math.ceil(length / FOOT_LINE)), 0);
  return heights.foot + rows * heights.line + (initials.length > 0 ? heights.initials : 0);
}
