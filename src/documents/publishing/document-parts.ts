import type { Block, Column, Fact, SignatureLine } from '../document.js';

export const blockKinds = ['heading', 'paragraph', 'points', 'list', 'table', 'facts', 'signatures', 'note'] as const;

/** A block of a document with all fields that any kind of block has. Those that its kind does not have are null. */
export interface FlatBlock {
  readonly kind: Block['kind'];
  readonly level: number | null;
  readonly text: string | null;
  readonly numbered: boolean | null;
  readonly items: readonly string[] | null;
  readonly caption: string | null;
  readonly columns: readonly Column[] | null;
  readonly cells: readonly (readonly string[])[] | null;
  readonly hasRowHeadings: boolean | null;
  readonly sum: readonly string[] | null;
  readonly facts: readonly Fact[] | null;
  readonly lines: readonly SignatureLine[] | null;
}

const nothing = {
  ...{ level: null, text: null, numbered: null, items: null, caption: null, columns: null },
  ...{ cells: null, hasRowHeadings: null, sum: null, facts: null, lines: null },
} as const;

export function flatOf(block: Block): FlatBlock {
  switch (block.kind) {
    case 'table': {
      const { rows: cells, ...table } = block;
      return { ...nothing, ...table, cells };
    }
    case 'facts':
      return { ...nothing, kind: block.kind, facts: block.rows };
    case 'heading':
    case 'paragraph':
    case 'points':
    case 'list':
    case 'signatures':
    case 'note':
      return { ...nothing, ...block };
  }
}

/** Takes back {@link flatOf}. */
export function blockOf(flat: FlatBlock): Block {
  const { kind, level, text, numbered, items, caption, columns, cells, hasRowHeadings, sum, facts, lines } = flat;
  switch (kind) {
    case 'heading':
      return { kind, level: level === 1 || level === 2 ? level : 3, text: text ?? '' };
    case 'paragraph':
    case 'note':
      return { kind, text: text ?? '' };
    case 'points':
      return { kind, numbered: numbered ?? false, items: items ?? [] };
    case 'list':
      return { kind, items: items ?? [] };
    case 'table': {
      const table = { caption: caption ?? '', columns: columns ?? [], rows: cells ?? [], sum };
      return { kind, ...table, hasRowHeadings: hasRowHeadings ?? false };
    }
    case 'facts':
      return { kind, rows: facts ?? [] };
    case 'signatures':
      return { kind, lines: lines ?? [] };
  }
}
