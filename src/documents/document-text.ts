import type { Annex, Block, Document, Fact, Foot, Letterhead, SignatureLine, Table } from './document.js';

/** Writes a document as plain text, a line for each heading, paragraph, point and row, and an empty line between blocks. */
export function documentText({ title, letterhead, facts, blocks, annexes, foot }: Document): string {
  const parts = [
    letterheadText(letterhead),
    factsText(facts),
    headingText(title, '='),
    ...blocks.map(blockText),
    ...annexes.flatMap(annexTexts),
    footText(foot),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function letterheadText({ municipality, sender, logo }: Letterhead): string {
  return [...(logo === null ? [] : [`[${logo.alternative}]`]), municipality, ...(sender === null ? [] : [sender])].join(
    '\n',
  );
}

function annexTexts({ title, blocks }: Annex): string[] {
  return [headingText(title, '='), ...blocks.map(blockText)];
}

const underlines = { 1: '-', 2: '~', 3: '.' } as const;

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return headingText(block.text, underlines[block.level]);
    case 'paragraph':
      return block.text;
    case 'points':
      return block.items.map((item, index) => `${block.numbered ? `${index + 1}.` : '–'} ${item}`).join('\n');
    case 'list':
      return block.items.map((item) => `• ${item}`).join('\n');
    case 'table':
      return tableText(block);
    case 'facts':
      return factsText(block.rows);
    case 'signatures':
      return block.lines.map(signatureText).join('\n\n');
    case 'note':
      return `[${block.text}]`;
  }
}

function headingText(text: string, underline: string): string {
  return `${text}\n${underline.repeat(Math.min(text.length, 80))}`;
}

function factsText(facts: readonly Fact[]): string {
  return facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
}

function tableText({ caption, columns, rows, sum }: Table): string {
  const header = columns.map(({ heading }) => heading);
  return [caption, ...[header, ...rows, ...(sum === null ? [] : [sum])].map((cells) => cells.join(' | '))].join('\n');
}

function signatureText({ role, name }: SignatureLine): string {
  return ['______________________________', ...(name === '' ? [] : [name]), role].join('\n');
}

function footText({ lines, initials }: Foot): string {
  return [...lines, ...initials.map((label) => `${label}: ______`)].join('\n');
}
