import { stringify } from 'csv-stringify/sync';
import { type Tertial, tertialName } from '../../kernel/tertial.js';
import { reportHeadings } from './report-columns.js';
import { type ReportRow, withoutFormula } from './report-rows.js';
import { workbookOf } from '../../platform/spreadsheets/xlsx-writing.service.js';

export const fileFormats = ['CSV', 'XLSX'] as const;
export type FileFormat = (typeof fileFormats)[number];

const mediaTypes: Readonly<Record<FileFormat, string>> = {
  CSV: 'text/csv',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const headings = Object.values(reportHeadings);
/** The widths of the columns in characters, in the order of the headings. */
const widths = headings.map((heading) => (heading === reportHeadings.comment ? 60 : 24));

/** Writes a file with the reports of a tertial, and returns it as a data URL in Base64. The same rows give the same bytes. */
export function fileOf(rows: readonly ReportRow[], tertial: Tertial, format: FileFormat): string {
  const table = [
    headings,
    ...rows.map(({ cells }) => headings.map((heading) => withoutFormula(cells[heading] ?? '', format))),
  ];
  const bytes = format === 'CSV' ? csvOf(table) : workbookOf(`Uppföljning ${tertialName(tertial)}`, table, widths);
  return `data:${mediaTypes[format]};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** Writes CSV as Excel reads it in Sweden. Every cell is quoted, so that no space or line end of a text is lost. */
function csvOf(table: readonly (readonly string[])[]): Uint8Array {
  const rows = table.map((row) => [...row]);
  return Buffer.from(stringify(rows, { bom: true, delimiter: ';', record_delimiter: '\r\n', quoted: true }));
}
