import type { Block } from '../document.js';

/** A row with a longer text may go over to the next page, because it would leave much of a page empty. */
const LONGEST_WHOLE_ROW = 900;
/** Longer texts may be apart from what they lead to. */
export const SHORT = 600;
/** A table with more rows goes over to the next page. */
const MOST_ROWS = 12;

/** Says whether a row stays whole on a page. */
export function staysWhole(row: readonly string[]): boolean {
  return row.every(({ length }) => length <= LONGEST_WHOLE_ROW);
}

/** Says whether a list or a table is so short that it leaves little of a page empty when it goes whole to the next one. */
export function staysOnPage(block: Block): boolean {
  if (block.kind === 'list' || block.kind === 'points') return block.items.join('').length <= SHORT;
  return block.kind === 'table' && block.rows.length <= MOST_ROWS && block.rows.flat().join('').length <= 2 * SHORT;
}
