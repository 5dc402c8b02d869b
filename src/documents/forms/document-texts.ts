import type { Annex, Block, Document, Fact, Letterhead } from '../document.js';

/** Returns the document with each text of it changed. */
export function withTexts(document: Document, change: (text: string) => string): Document {
  return {
    ...document,
    title: change(document.title),
    kindName: change(document.kindName),
    letterhead: letterheadWith(document.letterhead, change),
    facts: factsWith(document.facts, change),
    blocks: document.blocks.map((block) => blockWith(block, change)),
    annexes: document.annexes.map(({ title, blocks }): Annex => ({
      title: change(title),
      blocks: blocks.map((block) => blockWith(block, change)),
    })),
    foot: { lines: document.foot.lines.map(change), initials: document.foot.initials.map(change) },
  };
}

function letterheadWith({ municipality, sender, logo }: Letterhead, change: (text: string) => string): Letterhead {
  return {
    municipality: change(municipality),
    sender: sender === null ? null : change(sender),
    logo: logo === null ? null : { ...logo, alternative: change(logo.alternative) },
  };
}

function factsWith(facts: readonly Fact[], change: (text: string) => string): Fact[] {
  return facts.map(({ label, value }) => ({ label: change(label), value: change(value) }));
}

function blockWith(block: Block, change: (text: string) => string): Block {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return { ...block, text: change(block.text) };
    case 'points':
    case 'list':
      return { ...block, items: block.items.map(change) };
    case 'table':
      return {
        ...block,
        caption: change(block.caption),
        columns: block.columns.map((column) => ({ ...column, heading: change(column.heading) })),
        rows: block.rows.map((row) => row.map(change)),
        sum: block.sum === null ? null : block.sum.map(change),
      };
    case 'facts':
      return { ...block, rows: factsWith(block.rows, change) };
    case 'signatures':
      return { ...block, lines: block.lines.map(({ role, name }) => ({ role: change(role), name: change(name) })) };
  }
}
