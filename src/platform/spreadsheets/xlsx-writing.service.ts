import { codePointOf } from '../../kernel/text.js';
import { escapedForXml, OFFICE, PACKAGE } from '../../kernel/xml.js';
import { officeFile } from '../runtime/office-file.service.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/**
 * Returns a workbook (ECMA-376) with one sheet of texts. The first row is bold and stays in sight. The cells have the
 * format of texts, so that a spreadsheet program keeps what a person writes as it is written.
 *
 * @param widths the widths of the columns in characters
 */
export function workbookOf(
  sheet: string,
  table: readonly (readonly string[])[],
  widths: readonly number[],
): Uint8Array<ArrayBuffer> {
  return officeFile({
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/worksheets/sheet1.xml', 'worksheet')}${override('/xl/styles.xml', 'styles')}</Types>`,
    '_rels/.rels': relationships(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml']),
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': sheetOf(table, widths),
  });
}

function override(part: string, kind: string): string {
  return `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
}

function relationships(...all: readonly (readonly [type: string, target: string])[]): string {
  const each = all.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

/** The styles of cells: 0 as every program has it, 1 a text that wraps, 2 the same in bold. 49 is the format of texts. */
const styles =
  `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  [0, 1]
    .map(
      (font) =>
        `<xf numFmtId="49" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`,
    )
    .join('') +
  '</cellXfs></styleSheet>';

function sheetOf(table: readonly (readonly string[])[], widths: readonly number[]): string {
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" style="1" customWidth="1"/>`,
  );
  const rows = table.map((cells, row) => {
    const each = cells.map((text) => `<c s="${row === 0 ? 2 : 1}"${inline(text)}`);
    return `<row r="${row + 1}">${each.join('')}</row>`;
  });
  return (
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData></worksheet>`
  );
}

function inline(text: string): string {
  return text === '' ? '/>' : ` t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** Escapes what XML cannot hold as it is: marks, and as `_x000D_` what a parser changes or refuses (ECMA-376, 22.9.2.19). */
function escaped(text: string): string {
  const sound = text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/gu, (one) => `_x${codePointOf(one).slice(2)}_`);
  return escapedForXml(sound);
}
