import { folded } from '../../kernel/text.js';
import { isBlank, Refusal } from '../../kernel/refusal.js';
import { spreadsheetRefusals } from './spreadsheet-refusals.js';
import { CellLimit, columnNamedBy, type Columns, type Table } from './table.js';
import { type Archive, openArchive, unreadable } from './xlsx-archive.service.js';
import type { Sheet, Workbook } from './xlsx-sheet.service.js';
import { readNumberKinds, readRelationships, readRows, readSharedStrings, readWorkbook } from './xlsx-sheet.service.js';

/** The sheet of a workbook that has the headings, and the names of the other sheets, hidden ones and all. */
export interface XlsxTable {
  readonly table: Table;
  readonly sheet: string;
  readonly ignoredSheets: readonly string[];
}

/**
 * Reads a workbook of Excel 2007 and later (ECMA-376). It reads the visible sheet that has the headings, or the first one
 * when none has. It makes no use of formulas: each cell has the value that the program stored last.
 *
 * @throws Refusal `FILE_UNREADABLE`, or `SEVERAL_SHEETS` when more than one sheet has the headings.
 */
export async function readXlsx(bytes: Buffer, columns: Columns): Promise<XlsxTable> {
  const archive = await openArchive(bytes);
  try {
    const { workbook, parts, names } = await openWorkbook(archive);
    const sheets: FilledSheet[] = [];
    for (const { name, part } of parts) {
      const rows = await readRows(archive.textOf(part), workbook);
      if (rows.length > 0) sheets.push({ name, rows });
    }
    const { sheet, table } = chosen(sheets, columns, workbook);
    return { table, sheet, ignoredSheets: names.filter((name) => name !== sheet) };
  } finally {
    archive.close();
  }
}

interface FilledSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

function chosen(sheets: readonly FilledSheet[], columns: Columns, { system }: Workbook) {
  const suited = sheets.filter(({ rows }) => hasHeadings(rows[0] ?? [], columns));
  if (suited.length > 1) {
    throw new Refusal(spreadsheetRefusals.SEVERAL_SHEETS, { sheets: suited.map(({ name }) => name) });
  }
  const sheet = suited[0] ?? sheets[0] ?? { name: '', rows: [] };
  const headings = (sheet.rows[0] ?? []).map(folded);
  const limit = new CellLimit();
  limit.take(headings);
  const rows = sheet.rows.slice(1).map((row) => {
    // A workbook can have a million rows without a cell, which cost nothing.
    if (row.length === 0) return row;
    limit.take(row);
    // A row of a workbook ends with its last cell, and the cells that follow under the headings are blank.
    return [...row, ...headings.slice(row.length).map(() => '')];
  });
  const table: Table = { headings, rows, faults: [], dateSystem: system };
  return { table, sheet: sheet.name };
}

function hasHeadings(row: readonly string[], columns: Columns): boolean {
  const named = row.filter((cell) => !isBlank(cell)).map(columnNamedBy(columns));
  return columns.needed.every((column) => named.includes(column));
}

/** Reads what all sheets of a workbook have in common, and where its visible sheets are. */
async function openWorkbook(archive: Archive) {
  requireXlsx(archive);
  const toWorkbook = (await readRelationships(archive.textOf('_rels/.rels'))).find(
    ({ type }) => type === 'officeDocument',
  );
  if (toWorkbook === undefined) throw unreadable('DAMAGED');
  const path = resolved('', toWorkbook.target);
  if (path.endsWith('.bin')) throw unreadable('XLSB');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const relationships = await readRelationships(archive.textOf(`${folder}_rels/${path.slice(folder.length)}.rels`));
  const partOf = (isIt: (relationship: (typeof relationships)[number]) => boolean) => {
    const found = relationships.find(isIt);
    return found === undefined ? '' : resolved(folder, found.target);
  };
  const { sheets, system } = await readWorkbook(archive.textOf(path));
  const strings = partOf(({ type }) => type === 'sharedStrings');
  const styles = partOf(({ type }) => type === 'styles');
  // A workbook whose cells hold their own texts, or that has no formats, need not have these parts.
  const workbook: Workbook = {
    system,
    sharedStrings: strings === '' ? [] : await readSharedStrings(archive.textOf(strings)),
    numberKinds: styles === '' ? [] : await readNumberKinds(archive.textOf(styles)),
  };
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const partOfSheet = ({ relationship }: Sheet) =>
    partOf(({ id, type }) => id === relationship && type === 'worksheet');
  const parts = visible.map((sheet) => ({ name: sheet.name, part: partOfSheet(sheet) }));
  return { workbook, parts, names: sheets.map(({ name }) => name) };
}

function requireXlsx(archive: Archive): void {
  const names = archive.names();
  if (names.includes('[Content_Types].xml')) return;
  throw unreadable(names.includes('content.xml') && names.includes('mimetype') ? 'ODS' : 'DAMAGED');
}

/** Returns the name of a part by its target, which is absolute or relative to a folder of the package. */
function resolved(folder: string, target: string): string {
  return target.startsWith('/') ? target.slice(1) : `${folder}${target}`.replaceAll(/[^/]+\/\.\.\//g, '');
}
