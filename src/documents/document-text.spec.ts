import type { Block, Document } from './document.js';
import { documentText } from './document-text.js';

const every: readonly Block[] = [
  { kind: 'heading', level: 1, text: 'Förslag till beslut' },
  { kind: 'paragraph', text: 'Förvaltningen föreslår att' },
  { kind: 'points', numbered: true, items: ['godkänna redovisningen', 'ta ur aktiviteten *Se över taxor*'] },
  { kind: 'points', numbered: false, items: ['Upprop'] },
  { kind: 'heading', level: 2, text: 'Antal' },
  { kind: 'list', items: ['<b>Plan</b>'] },
  {
    kind: 'table',
    caption: 'Aktiviteter',
    columns: [
      { heading: 'Status', isNumeric: false },
      { heading: 'Antal', isNumeric: true },
    ],
    rows: [['Vänteläge', '1']],
    hasRowHeadings: true,
    sum: ['Summa', '1'],
  },
  { kind: 'facts', rows: [{ label: 'Plats', value: 'Kommunhuset' }] },
  { kind: 'note', text: 'Ett mål är inte bedömt.' },
  {
    kind: 'signatures',
    lines: [
      { role: 'Ordförande', name: 'Karin Karlsson' },
      { role: 'Justerande', name: '' },
    ],
  },
];

const document: Document = {
  kind: 'report',
  language: 'sv',
  title: 'Uppföljning',
  kindName: 'Tjänsteskrivelse',
  date: '2026-05-18',
  letterhead: {
    municipality: 'Exempels kommun',
    sender: 'Kommunförvaltningen',
    logo: { format: 'svg', base64: 'PHN2Zy8+', alternative: 'Kommunens vapen' },
  },
  facts: [{ label: 'Dnr', value: 'KS 2026/142' }],
  blocks: every,
  annexes: [{ title: 'Bilaga 1', blocks: [{ kind: 'heading', level: 3, text: 'Mål' }] }],
  foot: { lines: ['Position 12'], initials: ['Justerandes signatur'] },
};

describe('The plain text of a document', () => {
  it('has every block, with the characters that people wrote', () => {
    expect(documentText(document).split('\n')).toEqual([
      ...['[Kommunens vapen]', 'Exempels kommun', 'Kommunförvaltningen', ''],
      ...['Dnr: KS 2026/142', '', 'Uppföljning', '===========', ''],
      ...['Förslag till beslut', '-------------------', '', 'Förvaltningen föreslår att', ''],
      ...['1. godkänna redovisningen', '2. ta ur aktiviteten *Se över taxor*', '', '– Upprop', ''],
      ...['Antal', '~~~~~', '', '• <b>Plan</b>', ''],
      ...['Aktiviteter', 'Status | Antal', 'Vänteläge | 1', 'Summa | 1', ''],
      ...['Plats: Kommunhuset', '', '[Ett mål är inte bedömt.]', ''],
      ...['______________________________', 'Karin Karlsson', 'Ordförande', ''],
      ...['______________________________', 'Justerande', ''],
      ...['Bilaga 1', '========', '', 'Mål', '...', ''],
      ...['Position 12', 'Justerandes signatur: ______', ''],
    ]);
  });

  it('leaves out what a document does not have', () => {
    const letterhead = { municipality: 'Exempels kommun', sender: null, logo: null };
    const bare = { ...document, letterhead, facts: [], blocks: [], annexes: [], foot: { lines: [], initials: [] } };
    expect(documentText(bare)).toBe('Exempels kommun\n\nUppföljning\n===========\n');
  });
});
