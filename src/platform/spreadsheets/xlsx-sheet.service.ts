import { setImmediate as letOthersIn } from 'node:timers/promises';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { DateSystem } from './date-in.js';
import { MOST_CELLS } from './table.js';
import { unreadable } from './xlsx-archive.service.js';
import { columnIndex, kindOfFormat, type NumberKind, textOfCell, unescaped } from './xlsx-cell.js';

/** An element that begins, with its attributes by local name. */
interface Start {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Handler {
  start?(element: Start): void;
  /** `text` is the text of the element itself. */
  end?(name: string, text: string): void;
}

/** Parses the XML of a part. Entities that a document declares itself are not expanded; they are an error. */
async function parseXml(pieces: AsyncIterable<string>, handler: Handler): Promise<void> {
  const parser = new SaxesParser();
  const texts: string[] = [];
  parser.on('error', (error) => {
    throw unreadable('DAMAGED', error);
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    texts.push('');
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) attributes[localName(name)] = value;
    handler.start?.({ name: localName(tag.name), attributes });
  });
  const addText = (text: string) => texts.push(`${texts.pop() ?? ''}${text}`);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag) => handler.end?.(localName(tag.name), texts.pop() ?? ''));
  for await (const piece of pieces) {
    parser.write(piece);
    await letOthersIn();
  }
  parser.close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** The id of the sheet's part among the relationships of the workbook. */
  readonly relationship: string;
}

export async function readWorkbook(pieces: AsyncIterable<string>): Promise<{ sheets: Sheet[]; system: DateSystem }> {
  const sheets: Sheet[] = [];
  let system: DateSystem = 1900;
  await parseXml(pieces, {
    start: ({ name, attributes: { date1904 = '0', name: title = '', state = 'visible', id = '' } }) => {
      if (name === 'workbookPr' && ['1', 'true'].includes(date1904)) system = 1904;
      if (name === 'sheet') sheets.push({ name: title, isHidden: state !== 'visible', relationship: id });
    },
  });
  return { sheets, system };
}

/** Returns the parts that a part refers to: their targets by id, and the last word of each one's type. */
export async function readRelationships(pieces: AsyncIterable<string>) {
  const found: { readonly id: string; readonly type: string; readonly target: string }[] = [];
  await parseXml(pieces, {
    start: ({ name, attributes: { Id = '', Type = '', Target = '' } }) => {
      if (name === 'Relationship') found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: Target });
    },
  });
  return found;
}

/** Returns the texts that cells refer to by their number. Leaves out the reading aids of East Asian texts. */
export async function readSharedStrings(pieces: AsyncIterable<string>): Promise<string[]> {
  const strings: string[] = [];
  let current: string[] = [];
  let isPhonetic = false;
  await parseXml(pieces, {
    start: ({ name }) => {
      if (name === 'si') current = [];
      if (name === 'rPh') isPhonetic = true;
    },
    end: (name, text) => {
      if (name === 't' && !isPhonetic) current.push(text);
      if (name === 'rPh') isPhonetic = false;
      if (name === 'si') strings.push(unescaped(current.join('')));
    },
  });
  return strings;
}

/** Returns how each style of a cell shows a number. */
export async function readNumberKinds(pieces: AsyncIterable<string>): Promise<NumberKind[]> {
  const codes = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let isInCells = false;
  await parseXml(pieces, {
    start: ({ name, attributes: { numFmtId = '0', formatCode = '' } }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) kinds.push(kindOfFormat(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    end: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return kinds;
}

const MOST_ROWS = 1_048_576;

export interface Workbook {
  readonly sharedStrings: readonly string[];
  readonly numberKinds: readonly NumberKind[];
  readonly system: DateSystem;
}

/** Returns the rows of a sheet as texts, row 1 first. A row ends with its last cell that is not blank. */
export async function readRows(
  pieces: AsyncIterable<string>,
  { sharedStrings, numberKinds, system }: Workbook,
): Promise<(readonly string[])[]> {
  const rows: string[][] = [];
  let place = -1;
  let column = -1;
  let cells = 0;
  let cell = emptyCell('n', 'NUMBER');
  await parseXml(pieces, {
    start: ({ name, attributes: { r = '', t = 'n', s = '0' } }) => {
      if (name === 'row') {
        place = r === '' ? place + 1 : Number(r) - 1;
        if (!Number.isInteger(place) || place < 0 || place >= MOST_ROWS) throw unreadable('DAMAGED');
        column = -1;
      }
      if (name === 'c') {
        column = columnIndex(r) ?? column + 1;
        cell = emptyCell(t, numberKinds[Number(s)] ?? 'NUMBER');
      }
      if (name === 'f') cell.hasFormula = true;
      if (name === 'rPh') cell.isPhonetic = true;
    },
    end: (name, text) => {
      if (name === 'v') cell.value = text;
      if (name === 't' && !cell.isPhonetic) cell.value = `${cell.value ?? ''}${text}`;
      if (name === 'rPh') cell.isPhonetic = false;
      if (name === 'c') add(textOfCell(cell, sharedStrings, system));
    },
  });
  return rows;

  function add(text: string): void {
    if (text === '') return;
    while (rows.length <= place) rows.push([]);
    const row = rows[place] ?? [];
    cells += Math.max(0, column + 1 - row.length);
    if (cells > MOST_CELLS) throw unreadable('TOO_MANY_CELLS');
    while (row.length <= column) row.push('');
    row[column] = text;
  }
}

/** A cell whose elements are being read. */
interface OpenCell {
  readonly type: string;
  readonly kind: NumberKind;
  value: string | null;
  hasFormula: boolean;
  isPhonetic: boolean;
}

function emptyCell(type: string, kind: NumberKind): OpenCell {
  return { type, kind, value: null, hasFormula: false, isPhonetic: false };
}
