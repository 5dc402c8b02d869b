import type { Block, Fact, SignatureLine, Table } from '../document.js';
import { hasShortRowHeadings, tableWidths } from './column-widths.js';
import { BULLETS, DASHES, FIRST_NUMBERED } from './docx-numbering.js';
import { staysOnPage, staysWhole } from './page-room.js';
import { run, TEXT_WIDTH } from './docx-words.js';

interface Setting {
  /** The paragraph stays on the page of the next. */
  readonly keepNext?: boolean;
  /** The number of the list of which the paragraph is an item. */
  readonly list?: number;
  /** A text at the right margin of the same line. */
  readonly tabbed?: string;
  readonly alignRight?: boolean;
}

/** Returns a paragraph with a style. */
export function paragraph(style: string, text: string, { keepNext, list, tabbed, alignRight }: Setting = {}): string {
  const properties = [
    `<w:pStyle w:val="${style}"/>`,
    keepNext === true ? '<w:keepNext/>' : '',
    list === undefined ? '' : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`,
    alignRight === true ? '<w:jc w:val="right"/>' : '',
  ];
  const tab = tabbed === undefined ? '' : `<w:r><w:tab/></w:r>${run(tabbed, '<w:rStyle w:val="KindName"/>')}`;
  return `<w:p><w:pPr>${properties.join('')}</w:pPr>${run(text)}${tab}</w:p>`;
}

/** Returns the blocks, one after the other. A numbered list adds itself to `numbered`. */
export function docxBlocks(blocks: readonly Block[], numbered: number[]): string {
  const widths = tableWidths(blocks);
  return blocks.map((block, at) => blockOf(block, blocks[at + 1]?.kind, widths.get(block) ?? [], numbered)).join('');
}

function blockOf(block: Block, next: Block['kind'] | undefined, widths: readonly number[], numbered: number[]): string {
  const keepNext = next === 'signatures';
  switch (block.kind) {
    case 'heading':
      return paragraph(`Heading${block.level}`, block.text, { keepNext: true });
    case 'paragraph':
      return paragraph('BodyText', block.text, { keepNext });
    case 'points': {
      if (!block.numbered) return items(block, DASHES, keepNext);
      const list = FIRST_NUMBERED + numbered.length;
      numbered.push(list);
      return items(block, list, keepNext);
    }
    case 'list':
      return items(block, BULLETS, keepNext);
    case 'table':
      return tableOf(block, widths);
    case 'facts':
      return factsOf(block.rows, keepNext || next === 'table' || next === 'heading');
    case 'signatures':
      return block.lines.map(signatureOf).join('');
    case 'note':
      return paragraph('Note', block.text, { keepNext });
  }
}

function items(block: Extract<Block, { kind: 'list' | 'points' }>, list: number, keepNext: boolean): string {
  const last = block.items.length - 1;
  const keeps = (at: number) => keepNext || (at < last && staysOnPage(block));
  return block.items.map((text, at) => paragraph('ListParagraph', text, { list, keepNext: keeps(at) })).join('');
}

/** The line to sign on is the upper border of the name's paragraph. */
function signatureOf({ role, name }: SignatureLine, at: number, all: readonly SignatureLine[]): string {
  const isLast = at === all.length - 1;
  if (name === '') return paragraph('SignatureLine', role, { keepNext: !isLast });
  return paragraph('SignatureLine', name, { keepNext: true }) + paragraph('SignatureRole', role, { keepNext: !isLast });
}

function tableOf(table: Table, shares: readonly number[]): string {
  const { caption, columns, rows, hasRowHeadings, sum } = table;
  const widths = shares.map((width) => Math.floor((width * TEXT_WIDTH) / 100));
  const isWhole = staysOnPage(table);
  const cells = (row: readonly string[], style: (at: number) => string, isLast = false) =>
    row.map((text, at) => {
      const setting = { alignRight: columns[at]?.isNumeric ?? false, keepNext: isWhole && !isLast };
      return cell(widths[at] ?? 0, paragraph(style(at), text, setting));
    });
  const properties = (row: readonly string[]) => (staysWhole(row) ? '<w:trPr><w:cantSplit/></w:trPr>' : '');
  const shown = [
    ...rows.map(
      (row, index) =>
        properties(row) +
        cells(
          row,
          (at) => (at === 0 && hasShortRowHeadings(table) ? 'RowHeading' : 'TableText'),
          sum === null && index === rows.length - 1,
        ).join(''),
    ),
    ...(sum === null ? [] : [properties(sum) + cells(sum, () => 'RowHeading', true).join('')]),
  ];
  const header = cells(
    columns.map(({ heading }) => heading),
    () => 'TableHeading',
  );
  return (
    paragraph('Caption', caption) +
    `<w:tbl><w:tblPr><w:tblStyle w:val="Rows"/><w:tblW w:w="${widths.reduce((total, width) => total + width, 0)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
    `<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="${sum === null ? 0 : 1}" w:firstColumn="${hasRowHeadings ? 1 : 0}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>` +
    `${grid(widths)}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${header.join('')}</w:tr>${shown.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>${afterTable()}`
  );
}

/** Two tables with nothing between them would become one. */
function afterTable(keepNext = false): string {
  return `<w:p><w:pPr><w:pStyle w:val="AfterTable"/>${keepNext ? '<w:keepNext/>' : ''}</w:pPr></w:p>`;
}

const FACT_WIDTHS = [3300, TEXT_WIDTH - 3300];

function factsOf(facts: readonly Fact[], keepNext: boolean): string {
  if (facts.length === 0) return '';
  const [left = 0, right = 0] = FACT_WIDTHS;
  const rows = facts.map(
    ({ label, value }) =>
      `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(left, paragraph('FactLabel', label, { keepNext }))}${cell(right, paragraph('FactValue', value, { keepNext }))}</w:tr>`,
  );
  return (
    `<w:tbl><w:tblPr><w:tblStyle w:val="Facts"/><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
    `<w:tblLook w:val="0680" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>${grid(FACT_WIDTHS)}${rows.join('')}</w:tbl>${afterTable(keepNext)}`
  );
}

function grid(widths: readonly number[]): string {
  return `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
}

function cell(width: number, content: string): string {
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
}
