import type { Block } from '../document.js';
import { blockKinds, blockOf, flatOf } from './document-parts.js';

const blocks: readonly Block[] = [
  { kind: 'heading', level: 1, text: '§ 87' },
  { kind: 'heading', level: 2, text: 'Beslut' },
  { kind: 'heading', level: 3, text: 'Mål 1' },
  { kind: 'paragraph', text: 'Text.' },
  { kind: 'points', numbered: true, items: ['Ett', 'två'] },
  { kind: 'list', items: ['Ett'] },
  {
    ...{ kind: 'table', caption: 'Antal', columns: [{ heading: 'Status', isNumeric: false }], rows: [['Vänteläge']] },
    ...{ hasRowHeadings: true, sum: ['Summa'] },
  },
  { kind: 'facts', rows: [{ label: 'Datum', value: '2026-05-27' }] },
  { kind: 'signatures', lines: [{ role: 'Ordförande', name: 'Karin' }] },
  { kind: 'note', text: 'Något saknas.' },
];

describe('a block of a document', () => {
  it.each(blocks)('of the kind $kind is the same when its fields have been laid side by side', (block) => {
    expect(blockOf(flatOf(block))).toEqual(block);
  });

  it('has one of the kinds', () => {
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(blockKinds));
  });
});
