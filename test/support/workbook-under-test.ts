import { strToU8, zipSync, type Zippable } from 'fflate';

// Workbooks as Excel and others write them, part by part, so that a spec can put anything into each part.

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OF_OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const OF_PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A sheet by the XML within its `sheetData`, and what follows it. */
export interface SheetUnderTest {
  readonly name: string;
  readonly data: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface WorkbookUnderTest {
  readonly sheets: readonly SheetUnderTest[];
  readonly sharedStrings?: string;
  /** The formats of numbers by their ids, and the ids of the styles of cells in order. */
  readonly formats?: Readonly<Record<number, string>>;
  readonly styles?: readonly number[];
  readonly is1904?: boolean;
}

/** The parts of a workbook by their names. */
export function partsOf(workbook: WorkbookUnderTest): Record<string, string> {
  const { sheets, sharedStrings = '', formats = {}, styles = [0], is1904 = false } = workbook;
  const entries = sheets.map(
    ({ name, state = 'visible' }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}" state="${state}" r:id="rId${at + 1}"/>`,
  );
  const targets = sheets.map((_, at) => relationship(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`));
  const own = Object.entries(formats).map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`);
  const xfs = styles.map((id) => `<xf numFmtId="${id}"/>`);
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships([relationship('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OF_OFFICE}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...targets,
      relationship('rIdS', 'sharedStrings', 'sharedStrings.xml'),
      relationship('rIdT', 'styles', '/xl/styles.xml'),
    ]),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${sharedStrings}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ data }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`,
      ]),
    ),
  };
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OF_OFFICE}/${type}" Target="${target}"/>`;
}

function relationships(all: readonly string[]): string {
  return `<Relationships xmlns="${OF_PACKAGE}">${all.join('')}</Relationships>`;
}

export function archiveOf(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const zippable: Zippable = {};
  for (const [name, content] of Object.entries(parts)) {
    zippable[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return Buffer.from(zipSync(zippable, { level: 9 }));
}

export function workbookOf(workbook: WorkbookUnderTest): Buffer {
  return archiveOf(partsOf(workbook));
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The XML of rows whose cells are texts within the sheet, as programs write them that have no shared strings. */
export function inlineRows(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
  return rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
}

export function dataUrl(bytes: Uint8Array, type = ''): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}
