import type { Block, Table } from '../document.js';

/** The number of characters, in the size of a table, that fit beside each other between the margins. */
const WIDEST = 96;
/** A day stays whole, as in *31 december 2026*. */
const WORD_END = /(?<!\b\d{1,2})\s+(?!\d{4}\b)/u;
/** A longer word is broken, and asks for no more room. */
const LONGEST_WORD = 22;
/** A longer text flows over several lines, and asks for no more room. */
const LONGEST_LINE = 140;
/** The room on both sides of a cell's text, in characters. */
const PADDING = 3;

/**
 * Returns the width of each column of each table among the blocks, in per cent of the room between the margins. Each column
 * has room for its longest word, and the rest goes to those with the longest texts. A table that needs less than the
 * whole room is narrower. Tables with the same headings have the same widths.
 */
export function tableWidths(blocks: readonly Block[]): ReadonlyMap<Block, readonly number[]> {
  const alike = new Map<string, Table[]>();
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    const headings = block.columns.map(({ heading }) => heading).join('\n');
    alike.set(headings, [...(alike.get(headings) ?? []), block]);
  }
  return new Map([...alike.values()].flatMap(withSharedWidths));
}

function withSharedWidths(tables: readonly Table[]): (readonly [Block, readonly number[]])[] {
  const widths = columnWidths(tables);
  return tables.map((table) => [table, widths]);
}

function columnWidths(tables: readonly Table[]): number[] {
  const rows = tables.flatMap((table) => [...table.rows, ...(table.sum === null ? [] : [table.sum])]);
  const columns = tables[0]?.columns ?? [];
  const wishes = columns.map(({ heading }, at) => {
    const texts = [heading, ...rows.map((row) => row[at] ?? '')];
    const word = Math.min(longest(texts.flatMap((text) => text.split(WORD_END))), LONGEST_WORD) + PADDING;
    const line = Math.min(longest(texts.flatMap((text) => text.split('\n'))), LONGEST_LINE) + PADDING;
    return { least: word, most: Math.max(word, line) };
  });
  const least = wishes.reduce((total, wish) => total + wish.least, 0);
  const most = wishes.reduce((total, wish) => total + wish.most, 0);
  const share = most <= WIDEST ? 1 : Math.max(0, (WIDEST - least) / (most - least));
  const scale = Math.min(1, WIDEST / least);
  return wishes.map(
    (wish) => Math.floor(((wish.least + (wish.most - wish.least) * share) * scale * 10_000) / WIDEST) / 100,
  );
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}

/** A longer heading of a row would be a wall of bold letters. */
const LONGEST_BOLD = 120;

/** Says whether the headings of the rows are short enough to be bold. */
export function hasShortRowHeadings({ rows, hasRowHeadings }: Table): boolean {
  return hasRowHeadings && rows.every(([heading = '']) => heading.length <= LONGEST_BOLD);
}
