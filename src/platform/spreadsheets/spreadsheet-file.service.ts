import { Refusal, refusals } from '../../kernel/refusal.js';
import type { TextEncoding } from '../../kernel/text-encoding.js';
import { readCsv } from './csv-table.service.js';
import type { Columns, Table } from './table.js';
import { isZip, refuseCompoundFile } from './xlsx-archive.service.js';
import { readXlsx } from './xlsx-table.service.js';

/** A file as a table, with what its format tells beside it. */
export interface SpreadsheetFile {
  readonly table: Table;
  /** The encoding that the bytes of a CSV file tell; null for an XLSX file, and for a file that the client sent as text. */
  readonly encoding: TextEncoding | null;
  /** The sheet that was read, and those that were not; null and none for a CSV file. */
  readonly sheet: string | null;
  readonly ignoredSheets: readonly string[];
}

/**
 * Reads a CSV or XLSX file. `file` is the text of a CSV file, or the bytes of either as a data URL. The bytes tell which
 * it is, whatever the data URL says.
 *
 * @throws Refusal `INVALID_INPUT` for a data URL that is not in Base 64; `FILE_UNREADABLE` and `SEVERAL_SHEETS`.
 */
export async function readSpreadsheet(file: string, columns: Columns): Promise<SpreadsheetFile> {
  const noSheets = { sheet: null, ignoredSheets: [] };
  if (!file.startsWith('data:')) return { ...readCsv(file, columns), ...noSheets };
  const bytes = bytesOfDataUrl(file);
  if (bytes === null) throw new Refusal(refusals.INVALID_INPUT, { fields: [{ field: 'file', problem: 'data URL' }] });
  refuseCompoundFile(bytes);
  if (isZip(bytes)) return { ...(await readXlsx(bytes, columns)), encoding: null };
  return { ...readCsv(bytes, columns), ...noSheets };
}

/** Returns the bytes of a data URL in Base 64 (RFC 2397); null for any other text. */
function bytesOfDataUrl(url: string): Buffer | null {
  const start = url.indexOf(',') + 1;
  if (!/;base64,$/i.test(url.slice(0, start))) return null;
  const bytes = Buffer.from(url.slice(start), 'base64');
  return bytes.toString('base64') === url.slice(start) ? bytes : null;
}
